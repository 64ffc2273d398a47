//! The desktop of a watch without a window. Notifications are shown; nothing is opened, copied or drawn, since
//! nobody presses anything.

use super::{begin, login};
use crate::adapters::bell::{Bell, Spoken};
use crate::adapters::desktop::{Desktop, DesktopError};
use connect_core::alarms::Subject;
use connect_core::secret::Secret;
use std::path::PathBuf;

/// No window, no clipboard, no browser.
pub(super) struct WithoutWindow {
    bell: Bell,
    ends: Box<dyn Fn() + Send + Sync>,
}

impl WithoutWindow {
    /// `ends` is called when the watch is over.
    pub(super) fn new(bell: Bell, ends: impl Fn() + Send + Sync + 'static) -> Self {
        Self { bell, ends: Box::new(ends) }
    }
}

impl Desktop for WithoutWindow {
    fn claim_scheme(&self) -> Result<(), DesktopError> {
        Err(DesktopError)
    }

    fn open(&self, _address: &str) -> Result<(), DesktopError> {
        Err(DesktopError)
    }

    fn downloads(&self) -> Option<PathBuf> {
        None
    }

    fn copy(&self, _secret: &Secret) -> Result<(), DesktopError> {
        Err(DesktopError)
    }

    fn copy_note(&self, _note: &str) -> Result<(), DesktopError> {
        Err(DesktopError)
    }

    fn zoom(&self, _percent: u16) {}

    fn say(&self, _text: &str) {}

    fn notify(&self, spoken: Spoken) {
        self.bell.show(spoken);
    }

    fn withdraw(&self, subject: Subject) {
        self.bell.withdraw(subject);
    }

    fn come_to_front(&self) {
        begin::open_window();
    }

    fn close(&self) {
        (self.ends)();
    }

    fn go_behind(&self) {
        // It is behind already.
        (self.ends)();
    }

    fn start_at_login(&self, on: bool) -> Result<(), DesktopError> {
        login::start(on)
    }

    fn starts_at_login(&self) -> bool {
        login::starts()
    }
}
