//! The accessibility bus of a profile, which screen readers listen on.

/// The shell words that start the accessibility bus, and wait until programs can ask for it.
pub(crate) const START: &str = "/usr/libexec/at-spi-bus-launcher --launch-immediately --a11y=1 >/dev/null 2>&1 & \
    tries=0; until dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
        org.freedesktop.DBus.NameHasOwner string:org.a11y.Bus | grep -q true; \
    do tries=$((tries + 1)); [ $tries -lt 500 ] || exit 1; sleep 0.02; done; ";
