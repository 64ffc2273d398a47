//! The password store of a profile, on a message bus of its own.
//!
//! The bus starts nothing by itself: what is not started here is not there, so that "no
//! password store" means none, and no other service of the desktop gets into a journey.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::app::App;
use crate::processes;
use crate::trouble::{Outcome, Trouble};

/// In which state the app finds the password store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keyring {
    /// There, and open: as after logging in to a desktop.
    #[default]
    Open,
    /// There, but locked, with nobody to ask for its password.
    Locked,
    /// There, and nobody has ever logged in to it: it has nowhere to keep anything.
    Empty,
    /// There, and answers nothing.
    Frozen,
    /// There is none.
    Absent,
}

/// The daemon puts itself in the background before it can be reached, and takes its name before it
/// answers to it: both are waited for.
const OPEN: &str = "printf 'test\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 || exit 1; ";
const EMPTY: &str = "gnome-keyring-daemon --components=secrets >/dev/null 2>&1 || exit 1; ";
const THERE: &str = "tries=0; until dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
        org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q true \
        && dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets \
        org.freedesktop.DBus.Properties.Get string:org.freedesktop.Secret.Service \
        string:Collections 2>/dev/null | grep -q collection; \
    do tries=$((tries + 1)); [ $tries -lt 500 ] || exit 1; sleep 0.02; done; ";
/// Waits until the bus has noticed that the store has ended.
const GONE: &str = "tries=0; while dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
        org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q true; \
    do tries=$((tries + 1)); [ $tries -lt 250 ] || exit 1; sleep 0.02; done; ";
const LOCK: &str = "dbus-send --session --print-reply --dest=org.freedesktop.secrets \
    /org/freedesktop/secrets org.freedesktop.Secret.Service.Lock \
    array:objpath:/org/freedesktop/secrets/collection/login >/dev/null || exit 1; ";

/// The bus knows the store's process.
const FREEZE: &str = "id=$(dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus / \
        org.freedesktop.DBus.GetConnectionUnixProcessID string:org.freedesktop.secrets) || exit 1; \
    kill -STOP ${id##* } || exit 1; ";

impl Keyring {
    /// The shell words that bring it about and then become the program that follows.
    pub(crate) fn script(self) -> String {
        let steps = match self {
            Self::Open => format!("{OPEN}{THERE}"),
            // What was kept before is still inside: it is the same store, opened once and locked.
            Self::Locked => format!("{OPEN}{THERE}{LOCK}"),
            Self::Empty => format!("{EMPTY}{THERE}"),
            Self::Frozen => format!("{OPEN}{THERE}{FREEZE}"),
            Self::Absent => String::new(),
        };
        format!("{steps}exec \"$@\"")
    }
}

impl App<'_> {
    /// Brings the password store into this state while the app runs.
    ///
    /// There is nobody at a prompt, so one that was locked is opened by another in its place, with
    /// the same things inside.
    pub fn set_keyring(&self, state: Keyring) -> Outcome {
        let script = match state {
            Keyring::Open | Keyring::Empty | Keyring::Absent => {
                self.end_keyring();
                let start = if state == Keyring::Empty { EMPTY } else { OPEN };
                if state == Keyring::Absent { GONE.to_owned() } else { format!("{GONE}{start}{THERE}") }
            }
            Keyring::Locked => LOCK.to_owned(),
            Keyring::Frozen => FREEZE.to_owned(),
        };
        let environment = processes::environment(self.process()?.id);
        let done = Command::new("sh")
            .args(["-c", &script])
            .env_clear()
            .envs(environment.iter().filter_map(|line| line.split_once('=')))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .status()
            .map_err(|refusal| Trouble::refused("changing the password store", refusal))?;
        if done.success() { Ok(()) } else { Err(Trouble::new(format!("the password store did not become {state:?}"))) }
    }

    fn end_keyring(&self) {
        let mut marked = processes::marked(self.profile.home());
        marked.retain(|process| process.program.ends_with("gnome-keyring-daemon"));
        processes::kill(&marked);
    }
}

/// The configuration of a bus that lives in this folder and starts nothing by itself.
pub(crate) fn bus(folder: &Path) -> String {
    format!(
        r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#,
        folder.display()
    )
}
