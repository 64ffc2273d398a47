//! A machine for one journey: home, screen, environment, password store, browser.
//!
//! It is a temporary folder that lives as long as the profile. The app can start on it again and again,
//! and finds what it left there. The browser is a stand-in that only notes the addresses it gets.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::accessibility_bus;
use crate::disk;
use crate::keyring::{self, Keyring};
use crate::notification_service;
use crate::panel;
use crate::screen::Screen;
use crate::trouble::{Outcome, Trouble};
use crate::wait::until;

/// Where a desktop's settings for GTK stand.
const MOTION: &str = "config/gtk-3.0/settings.ini";

/// The stand-in for the browser. The app's own scheme is led to the app, as a desktop leads it: outside of one, `xdg-open`
/// (xdg-utils 1.1.3) knows no handler whose program stands in quotes.
const BROWSER: &str = "#!/bin/sh
case \"$1\" in meum-connect:*) exec gio open \"$1\";; esac
printf '%s\\n' \"$1\" >> \"$HOME/opened\"
";

/// A machine for one journey.
pub struct Profile {
    screen: Screen,
    home: TempDir,
    keyring: Keyring,
    small_disk: bool,
    /// The app, where it is not the usual one.
    app: Option<PathBuf>,
    /// The shell words that start what belongs to this desktop.
    services: Vec<&'static str>,
    extra: Vec<(OsString, OsString)>,
}

impl Profile {
    /// An empty machine with an open password store and a light desktop that asks for no motion.
    ///
    /// Without a graphics card one turning circle takes most of a processor from the journeys beside it.
    pub fn new() -> Outcome<Self> {
        let making = |refusal| Trouble::refused("making a profile", refusal);
        let home = TempDir::with_prefix("meum-connect-").map_err(making)?;
        for folder in ["run", "bin", "tmp", "config/gtk-3.0"] {
            std::fs::create_dir_all(home.path().join(folder)).map_err(making)?;
        }
        let browser = home.path().join("bin/xdg-open");
        std::fs::write(&browser, BROWSER).map_err(making)?;
        for (path, mode) in [(&browser, 0o700), (&home.path().join("run"), 0o700)] {
            let mode = std::os::unix::fs::PermissionsExt::from_mode(mode);
            std::fs::set_permissions(path, mode).map_err(making)?;
        }
        let bus = keyring::bus(&home.path().join("run"));
        std::fs::write(home.path().join("run/bus.conf"), bus).map_err(making)?;
        std::fs::write(home.path().join(MOTION), "[Settings]\ngtk-enable-animations=0\n").map_err(making)?;
        let screen = Screen::open(&home.path().join("run"))?;
        Ok(Self {
            screen,
            home,
            keyring: Keyring::Open,
            small_disk: false,
            app: None,
            services: Vec::new(),
            extra: Vec::new(),
        })
    }

    /// The same machine with one more environment variable.
    #[must_use]
    pub fn env(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Self {
        self.extra.push((name.into(), value.into()));
        self
    }

    /// The same machine with a dark desktop.
    #[must_use]
    pub fn dark(self) -> Self {
        self.env("GTK_THEME", "Adwaita:dark")
    }

    /// The same machine with a screen of twice as many dots, so that text recognition can read it.
    #[must_use]
    pub fn sharp(self) -> Self {
        self.env("GDK_SCALE", "2")
    }

    /// The same machine on a desktop that lets things move.
    pub fn moving(self) -> Outcome<Self> {
        std::fs::remove_file(self.home.path().join(MOTION))
            .map_err(|refusal| Trouble::refused("letting things move", refusal))?;
        Ok(self)
    }

    /// The same machine with its password store in this state from the next start on.
    #[must_use]
    pub fn keyring(mut self, keyring: Keyring) -> Self {
        self.keyring = keyring;
        self
    }

    /// The same machine with the app's data folder on a disk that [`App::fill_disk`] can fill. The disk
    /// and all on it end with the app.
    ///
    /// [`App::fill_disk`]: crate::App::fill_disk
    #[must_use]
    pub fn small_disk(mut self) -> Self {
        self.small_disk = true;
        self
    }

    /// The same machine with an app of its own, which [`Profile::update_to_nothing`] can replace.
    pub fn own_app(mut self) -> Outcome<Self> {
        let (usual, folder) = (built_app()?, self.home().join("app"));
        let own = folder.join(usual.file_name().unwrap_or_default());
        let copied = std::fs::create_dir(&folder)
            .and_then(|()| std::fs::hard_link(&usual, &own).or_else(|_| std::fs::copy(&usual, &own).map(drop)));
        copied.map_err(|refusal| Trouble::refused("copying the app", refusal))?;
        self.app = Some(own);
        Ok(self)
    }

    /// Puts a program that does nothing in the place of the machine's own app, as an update does that went
    /// wrong.
    pub fn update_to_nothing(&self) -> Outcome {
        let own = self.app.as_ref().ok_or_else(|| Trouble::new("the machine has no app of its own"))?;
        let next = own.with_extension("next");
        let put = std::fs::write(&next, "#!/bin/sh\nexit 0\n")
            .and_then(|()| std::fs::set_permissions(&next, std::os::unix::fs::PermissionsExt::from_mode(0o700)))
            .and_then(|()| std::fs::rename(&next, own));
        put.map_err(|refusal| Trouble::refused("replacing the app", refusal))
    }

    /// The app that starts on this machine.
    pub(crate) fn app(&self) -> Outcome<PathBuf> {
        self.app.clone().map_or_else(built_app, Ok)
    }

    /// The same machine with the bus of screen readers, on which [`App::listen`] hears what they hear.
    ///
    /// [`App::listen`]: crate::App::listen
    #[must_use]
    pub fn with_ears(mut self) -> Self {
        self.services.push(accessibility_bus::START);
        self
    }

    /// The same machine on a desktop that shows notifications, which [`App::notifications`] counts.
    ///
    /// [`App::notifications`]: crate::App::notifications
    #[must_use]
    pub fn with_notifications(mut self) -> Self {
        self.services.push(notification_service::START);
        self
    }

    /// The same machine with a desktop's panel, which shows icons of running apps.
    #[must_use]
    pub fn with_panel(mut self) -> Self {
        self.services.push(panel::START);
        self
    }

    /// The folder in which everything of this machine lives.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    pub(crate) fn screen(&self) -> &Screen {
        &self.screen
    }

    /// The app's data folder, made if the app has not made it yet.
    pub fn data(&self) -> Outcome<PathBuf> {
        let folder = self.home().join("data/io.meum.connect");
        std::fs::create_dir_all(&folder).map_err(|refusal| Trouble::refused("making the data folder", refusal))?;
        Ok(folder)
    }

    /// All that the app and the driver have printed so far.
    pub fn log(&self) -> String {
        let bytes = std::fs::read(self.log_file()).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// What the app has kept in its own log so far.
    pub(crate) fn logbook(&self) -> String {
        let files = std::fs::read_dir(self.home().join("data/io.meum.connect/log")).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = files.map(|file| file.path()).collect();
        paths.sort();
        paths.iter().map(|path| std::fs::read_to_string(path).unwrap_or_default()).collect()
    }

    /// Every file of this machine that holds this text, to search for a secret that got out.
    pub fn files_with(&self, text: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.home().to_path_buf()];
        while let Some(folder) = folders.pop() {
            let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
            for path in entries.map(|entry| entry.path()) {
                if path.is_dir() && !path.is_symlink() {
                    folders.push(path);
                } else if path.is_file() && holds(&path, text.as_bytes()) {
                    found.push(path);
                }
            }
        }
        found
    }

    /// The addresses that the browser was asked to open, oldest first.
    pub fn opened(&self) -> Vec<String> {
        let notes = std::fs::read_to_string(self.home().join("opened")).unwrap_or_default();
        notes.lines().map(str::to_owned).collect()
    }

    /// Waits until the browser was asked to open an address that begins so, and tells all of it.
    pub async fn opens(&self, beginning: &str) -> Outcome<String> {
        until(async || {
            let opened = self.opened();
            let found = opened.iter().find(|address| address.starts_with(beginning)).cloned();
            found.ok_or_else(|| Trouble::new(format!("the browser opened {opened:?}, and not {beginning}…")))
        })
        .await
    }

    /// Waits until the browser was asked to open one more address than so many, and tells it.
    pub async fn opens_further(&self, before: usize) -> Outcome<String> {
        until(async || self.opened().get(before).cloned().ok_or_else(|| Trouble::new("no further page is opened")))
            .await
    }

    pub(crate) fn log_file(&self) -> PathBuf {
        self.home().join("app.log")
    }

    /// The words before a program that give it the small disk, if there is one.
    pub(crate) fn disk_words(&self) -> Outcome<Vec<String>> {
        if self.small_disk { Ok(disk::words(&self.data()?)) } else { Ok(Vec::new()) }
    }

    /// The shell words that make the session ready and then become the program that follows.
    pub(crate) fn session_script(&self) -> String {
        format!("{}{}", self.services.concat(), self.keyring.script())
    }

    /// The environment in which the app starts.
    pub(crate) fn environment(&self) -> Vec<(OsString, OsString)> {
        let home = self.home();
        let folders = [
            ("HOME", ""),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_RUNTIME_DIR", "run"),
            ("TMPDIR", "tmp"),
        ];
        let folders = folders.map(|(name, folder)| (name.into(), home.join(folder).into()));
        let mut path = home.join("bin").into_os_string();
        path.push(":");
        path.push(std::env::var_os("PATH").unwrap_or_default());
        let mut all: Vec<(OsString, OsString)> = folders.into();
        all.push(("PATH".into(), path));
        all.extend(self.screen.environment().map(|(name, value)| (name.into(), value.into())));
        all.extend(self.extra.iter().cloned());
        all
    }
}

/// The app that whoever runs the journeys has built.
fn built_app() -> Outcome<PathBuf> {
    let path = std::env::var_os("MEUM_CONNECT_APP").map(PathBuf::from).ok_or_else(|| {
        Trouble::new(
            "MEUM_CONNECT_APP does not name the app: `cargo xtask test --only e2e` builds it \
             and makes the journeys",
        )
    })?;
    if path.is_absolute() && Path::is_file(&path) {
        return Ok(path);
    }
    Err(Trouble::new(format!("MEUM_CONNECT_APP names {}, and no app is there", path.display())))
}

fn holds(file: &Path, text: &[u8]) -> bool {
    !text.is_empty() && std::fs::read(file).is_ok_and(|bytes| bytes.windows(text.len()).any(|window| window == text))
}
