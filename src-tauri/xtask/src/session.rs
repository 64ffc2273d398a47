//! A private home, message bus and password store for the Rust tests.
//!
//! The tests write to a real password store. They never get the desktop's own: home and bus are
//! thrown away with the session. Cargo keeps its real folders, or it would fetch everything anew.

use std::path::PathBuf;
use std::process::Command;

use crate::failure::Outcome;
use crate::scratch::Scratch;

/// Opens a new password store on the bus it is started on, waits until it answers, since it puts
/// itself in the background and takes its name before that, and becomes the program after it.
const OPEN: &str = "printf 'test\\n' \
    | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 || exit 1; \
    tries=0; until dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
        org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q true \
        && dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets \
        org.freedesktop.DBus.Properties.Get string:org.freedesktop.Secret.Service \
        string:Collections 2>/dev/null | grep -q collection/login; \
    do tries=$((tries + 1)); [ $tries -lt 500 ] || exit 1; sleep 0.02; done; exec \"$@\"";

/// A home that is thrown away in the end.
pub struct Session {
    home: Scratch,
}

impl Session {
    /// Makes the home.
    pub fn new() -> Outcome<Self> {
        let home = Scratch::new()?;
        home.folder("run")?;
        Ok(Self { home })
    }

    /// The same command, but inside this session.
    ///
    /// Elsewhere than on Linux the password store is the system's own, and so is the session.
    pub fn hold(&self, command: &Command) -> Command {
        if !cfg!(target_os = "linux") {
            return same(Command::new(command.get_program()), command);
        }
        let mut held = Command::new("dbus-run-session");
        held.args(["--", "sh", "-c", OPEN, "sh"]).arg(command.get_program());
        // Set before the bus starts: whatever the bus itself starts inherits its surroundings.
        let home = self.home.path();
        held.env("HOME", home)
            .env("XDG_RUNTIME_DIR", home.join("run"))
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_STATE_HOME", home.join("state"))
            .env("CARGO_HOME", real("CARGO_HOME", ".cargo"))
            .env("RUSTUP_HOME", real("RUSTUP_HOME", ".rustup"));
        // No screen, so that no test can put a question on the desktop and wait for its answer.
        for outside in ["DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY"] {
            held.env_remove(outside);
        }
        same(held, command)
    }
}

/// Adds the arguments, surroundings and folder of `command` to `held`.
fn same(mut held: Command, command: &Command) -> Command {
    held.args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => held.env(name, value),
            None => held.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        held.current_dir(folder);
    }
    held
}

fn real(name: &str, in_home: &str) -> PathBuf {
    std::env::var_os(name)
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(in_home)))
        .unwrap_or_else(|| PathBuf::from(in_home))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn the_home_is_private_and_cargos_is_not() {
        let session = Session::new().expect("a session");
        let mut command = Command::new("cargo");
        command.args(["test", "--doc"]).env("SOME", "thing");
        let held = session.hold(&command);
        let value = |name: &str| held.get_envs().find(|(key, _)| *key == name).and_then(|(_, value)| value);
        assert_eq!(value("HOME"), Some(session.home.path().as_os_str()));
        assert_ne!(value("CARGO_HOME"), None);
        assert!(!std::path::Path::new(value("CARGO_HOME").expect("set")).starts_with(session.home.path()));
        assert_eq!(value("SOME"), Some("thing".as_ref()));
        let words: Vec<_> = held.get_args().collect();
        assert!(words.ends_with(&["cargo".as_ref(), "test".as_ref(), "--doc".as_ref()]));
    }

    #[test]
    fn nothing_is_left_of_it() {
        let session = Session::new().expect("a session");
        let home = session.home.path().to_owned();
        assert!(home.join("run").is_dir());
        drop(session);
        assert!(!home.exists());
    }
}
