//! A notification service on the bus of a profile.

/// The shell words that start the service, and wait until programs can ask for it.
pub(crate) const START: &str = "dunst -conf /dev/null >/dev/null 2>&1 & \
    tries=0; until dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
        org.freedesktop.DBus.NameHasOwner string:org.freedesktop.Notifications | grep -q true; \
    do tries=$((tries + 1)); [ $tries -lt 500 ] || exit 1; sleep 0.02; done; ";
