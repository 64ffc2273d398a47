//! What the driver asks of the desktop, done by Tauri.

use super::bring_to_front;
#[cfg(target_os = "linux")]
use super::tell;
use crate::adapters::bell::{Bell, Spoken};
use crate::adapters::clipboard::Clipboard;
use crate::adapters::desktop::{Desktop, DesktopError};
#[cfg(target_os = "linux")]
use crate::background::{self, Begun};
use crate::{logbook, saying};
use connect_core::alarms::Subject;
use connect_core::approval::SCHEME;
#[cfg(target_os = "linux")]
use connect_core::event::Event;
#[cfg(target_os = "linux")]
use connect_core::problem::{Problem, ProblemKind};
use connect_core::secret::Secret;
use std::path::{Path, PathBuf};
use tauri::Manager;
use tauri_plugin_deep_link::DeepLinkExt;
use tauri_plugin_opener::OpenerExt;

fn close(app: &tauri::AppHandle) {
    tracing::info!("The window closes");
    let closed = app.get_webview_window("main").map_or(Ok(()), |window| window.destroy());
    if let Err(error) = closed {
        tracing::warn!(%error, "The window could not be closed");
    }
}

/// The desktop, reached through Tauri and the clipboard's thread.
pub(super) struct TauriDesktop {
    pub(super) app: tauri::AppHandle,
    pub(super) clipboard: Clipboard,
    pub(super) bell: Bell,
}

impl Desktop for TauriDesktop {
    fn open(&self, address: &str) -> Result<(), DesktopError> {
        self.app.opener().open_url(address, None::<&str>).map_err(|_| DesktopError)
    }

    fn claim_scheme(&self) -> Result<(), DesktopError> {
        let links = self.app.deep_link();
        if links.is_registered(SCHEME).is_ok_and(|registered| registered) {
            return Ok(());
        }
        links.register(SCHEME).map_err(|error| {
            tracing::warn!(%error, "The app's own scheme does not lead to it");
            DesktopError
        })
    }

    fn open_log(&self) {
        let opened = self.app.path().app_local_data_dir().map(|data| logbook::folder(&data));
        let opened = opened.map(|folder| self.app.opener().open_path(folder.display().to_string(), None::<&str>));
        if !matches!(opened, Ok(Ok(()))) {
            tracing::warn!("The folder of the log could not be opened");
        }
    }

    fn downloads(&self) -> Option<PathBuf> {
        let paths = self.app.path();
        paths.download_dir().or_else(|_| paths.home_dir()).ok()
    }

    fn show_file(&self, file: &Path) {
        if let Err(error) = self.app.opener().reveal_item_in_dir(file) {
            tracing::warn!(%error, "The folder of the saved report could not be opened");
        }
    }

    fn copy(&self, secret: &Secret) -> Result<(), DesktopError> {
        self.clipboard.copy(secret)
    }

    fn copy_note(&self, note: &str) -> Result<(), DesktopError> {
        self.clipboard.copy_note(note)
    }

    fn zoom(&self, percent: u16) {
        let factor = f64::from(percent) / 100.0;
        let drawn = self.app.get_webview_window("main").map_or(Ok(()), |window| window.set_zoom(factor));
        if let Err(error) = drawn {
            tracing::warn!(%error, percent, "The page could not be drawn in this size");
        }
    }

    fn say(&self, text: &str) {
        saying::say(&self.app, text);
    }

    fn notify(&self, spoken: Spoken) {
        self.bell.show(spoken);
    }

    fn withdraw(&self, subject: Subject) {
        self.bell.withdraw(subject);
    }

    fn come_to_front(&self) {
        let app = self.app.clone();
        if let Err(error) = self.app.run_on_main_thread(move || bring_to_front(&app)) {
            tracing::warn!(%error, "The window could not be brought to the front");
        }
    }

    fn close(&self) {
        close(&self.app);
    }

    #[cfg(target_os = "linux")]
    fn go_behind(&self) {
        let (app, window) = (self.app.clone(), self.app.get_webview_window("main"));
        // The window is gone at once for whoever closed it; it comes back if nobody watches on.
        let hidden = window.map_or(Ok(()), |window| window.hide());
        if let Err(error) = hidden {
            tracing::warn!(%error, "The window could not be hidden");
        }
        std::thread::spawn(move || match background::begin() {
            Begun::Runs => close(&app),
            Begun::Failed(why) => {
                tracing::error!(why, "The watch could not be started");
                bring_to_front(&app);
                tell(&app, Event::DesktopFailed(Problem::new(ProblemKind::WatchFailed).with_technical(&why)));
            }
        });
    }

    #[cfg(target_os = "linux")]
    fn start_at_login(&self, on: bool) -> Result<(), DesktopError> {
        background::login::start(on)
    }

    #[cfg(target_os = "linux")]
    fn starts_at_login(&self) -> bool {
        background::login::starts()
    }

    #[cfg(not(target_os = "linux"))]
    fn start_at_login(&self, _on: bool) -> Result<(), DesktopError> {
        Err(DesktopError)
    }

    #[cfg(not(target_os = "linux"))]
    fn starts_at_login(&self) -> bool {
        false
    }

    /// Nothing watches on without the window here.
    #[cfg(not(target_os = "linux"))]
    fn go_behind(&self) {
        close(&self.app);
    }
}
