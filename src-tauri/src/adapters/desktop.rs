//! What the app asks of the desktop: to open a page, to copy, to draw larger, to say something, to show a
//! notification, and what becomes of the window.

use crate::adapters::bell::Spoken;
use connect_core::alarms::Subject;
use connect_core::secret::Secret;
use std::path::{Path, PathBuf};

/// The desktop. The app uses Tauri's; tests use their own.
pub trait Desktop: Send + Sync {
    /// Opens a page in the browser.
    ///
    /// # Errors
    /// When no browser opens it.
    fn open(&self, address: &str) -> Result<(), DesktopError>;

    /// Lets addresses that begin with the app's own scheme lead to this app.
    ///
    /// # Errors
    /// When the desktop leads them elsewhere, or nowhere.
    fn claim_scheme(&self) -> Result<(), DesktopError>;

    /// Opens the folder of the log, where this computer shows folders.
    fn open_log(&self) {}

    /// The folder for what the merchant saves: the downloads, or the home folder where there are none.
    fn downloads(&self) -> Option<PathBuf>;

    /// Shows a file in its folder, where this computer shows folders.
    fn show_file(&self, _file: &Path) {}

    /// Puts a secret on the clipboard, and removes it after a minute if it is still there.
    ///
    /// # Errors
    /// When the clipboard does not take it.
    fn copy(&self, secret: &Secret) -> Result<(), DesktopError>;

    /// Puts a note without secrets on the clipboard, and leaves it there.
    ///
    /// # Errors
    /// When the clipboard does not take it.
    fn copy_note(&self, note: &str) -> Result<(), DesktopError>;

    /// Draws the page in this size, in percent of the usual one.
    fn zoom(&self, percent: u16);

    /// Lets a screen reader say this, which holds no secret.
    fn say(&self, text: &str);

    /// Shows a notification, in the place of the last one about the same.
    fn notify(&self, spoken: Spoken);

    /// Takes the notification about this off the desktop.
    fn withdraw(&self, subject: Subject);

    /// Brings the window to the front.
    fn come_to_front(&self);

    /// Closes the window, which ends the app.
    fn close(&self);

    /// Starts the watch without a window, and closes the window. Where it does not start, the window stays,
    /// and the core hears why.
    fn go_behind(&self);

    /// Lets the watch without a window start when the merchant logs in, or not any more.
    ///
    /// # Errors
    /// When the desktop's entry for it cannot be written or removed.
    fn start_at_login(&self, on: bool) -> Result<(), DesktopError>;

    /// Whether it starts then.
    fn starts_at_login(&self) -> bool;
}

/// The desktop did not do what it was asked. It rarely says why, so nothing more is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the desktop could not do it")]
pub struct DesktopError;
