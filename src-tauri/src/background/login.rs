//! The watch at login: the desktop's entry that starts it.

use super::{COMMAND, window_program};
use crate::adapters::autostart::Autostart;
use crate::adapters::desktop::DesktopError;
use crate::headless::key_in_words;
use connect_core::words::keys;

/// Lets the watch start at login, or not any more.
///
/// # Errors
/// When the entry cannot be written or removed.
pub fn start(on: bool) -> Result<(), DesktopError> {
    let autostart = Autostart::of_user().ok_or(DesktopError)?;
    let says = key_in_words(keys::AUTOSTART_COMMENT);
    let done = if on { autostart.wish(&window_program(), COMMAND, &says) } else { autostart.forget() };
    done.map_err(|error| {
        tracing::warn!(%error, on, "What starts the watch at login could not be changed");
        DesktopError
    })
}

/// Whether it starts then.
pub fn starts() -> bool {
    Autostart::of_user().is_some_and(|autostart| autostart.is_wished())
}
