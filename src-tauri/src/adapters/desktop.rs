//! The desktop: opening a page in the browser, and copying.

use connect_core::secret::Secret;

/// What the app asks of the desktop. Tests put their own in its place.
pub trait Desktop: Send + Sync {
    /// Opens a page in the browser.
    ///
    /// # Errors
    /// When there is no browser to open it.
    fn open(&self, address: &str) -> Result<(), DesktopError>;

    /// Puts a secret on the clipboard, and takes it away after a minute if it is still there.
    ///
    /// # Errors
    /// When there is no clipboard.
    fn copy(&self, secret: &Secret) -> Result<(), DesktopError>;

    /// Puts a note without secrets on the clipboard, where it stays.
    ///
    /// # Errors
    /// When there is no clipboard.
    fn copy_note(&self, note: &str) -> Result<(), DesktopError>;

    /// Closes the window, which ends the app.
    fn close(&self);
}

/// The desktop could not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the desktop could not do it")]
pub struct DesktopError;
