//! The password store of a profile, on a message bus of its own.
//!
//! The bus starts no service by itself. So "no password store" means none, and no other service of the
//! desktop gets into a journey.

use std::path::Path;

/// In which state the app finds the password store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keyring {
    /// There, and open: as after logging in to a desktop.
    #[default]
    Open,
    /// There, but locked, with nobody to ask for its password.
    Locked,
    /// There, without any keyring: nobody has ever logged in, so it has nowhere to put anything.
    Empty,
    /// There, and answers nothing.
    Frozen,
    /// There is none.
    Absent,
}

/// The daemon goes to the background before the bus knows it, and takes its name before it answers. The
/// script waits for both.
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
    /// The shell words that bring the store into this state and then become the program that follows.
    pub(crate) fn script(self) -> String {
        let steps = match self {
            Self::Open => format!("{OPEN}{THERE}"),
            // The same store is opened once and then locked: earlier secrets are still inside.
            Self::Locked => format!("{OPEN}{THERE}{LOCK}"),
            Self::Empty => format!("{EMPTY}{THERE}"),
            Self::Frozen => format!("{OPEN}{THERE}{FREEZE}"),
            Self::Absent => String::new(),
        };
        format!("{steps}exec \"$@\"")
    }

    /// The shell words that bring the store into this state on a bus that runs already.
    pub(crate) fn changing(self) -> String {
        match self {
            Self::Open => format!("{GONE}{OPEN}{THERE}"),
            Self::Empty => format!("{GONE}{EMPTY}{THERE}"),
            Self::Absent => GONE.to_owned(),
            Self::Locked => LOCK.to_owned(),
            Self::Frozen => FREEZE.to_owned(),
        }
    }

    /// Whether the running store must end first: these words wait until it has.
    pub(crate) fn takes_another_store(self) -> bool {
        match self {
            Self::Open | Self::Empty | Self::Absent => true,
            Self::Locked | Self::Frozen => false,
        }
    }
}

/// The configuration of a bus with its socket in this folder, which starts no service by itself.
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
