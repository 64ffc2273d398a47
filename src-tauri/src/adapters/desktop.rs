//! The desktop: opening a page in the browser, and the clipboard.

use connect_core::secret::Secret;
use std::sync::mpsc;
use std::time::Duration;
use zeroize::Zeroizing;

/// A copied credential stays this long.
const CLEARED_AFTER: Duration = Duration::from_mins(1);

/// What the app asks of the desktop. Tests put their own in its place.
pub trait Desktop: Send + Sync {
    /// Opens a page in the browser.
    ///
    /// # Errors
    /// When there is no browser to open it.
    fn open(&self, address: &str) -> Result<(), DesktopError>;

    /// Puts a secret on the clipboard, and clears it after a minute if it is still there.
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

/// The clipboard, on a thread of its own that lives as long as the app: on Linux a clipboard's
/// content lives in the program that put it there.
#[derive(Clone)]
pub struct Clipboard(mpsc::Sender<Job>);

enum Job {
    Put(Zeroizing<String>, mpsc::Sender<bool>),
    PutNote(String, mpsc::Sender<bool>),
    Clear(mpsc::Sender<bool>),
}

impl Clipboard {
    /// Starts the clipboard's thread; the clipboard itself is opened by the first copy.
    pub fn start() -> Self {
        let (jobs, inbox) = mpsc::channel();
        let spawned = std::thread::Builder::new().name("clipboard".to_owned()).spawn(move || work(&inbox));
        if spawned.is_err() {
            tracing::error!("The clipboard's thread could not be started");
        }
        Self(jobs)
    }

    /// Puts a secret on the clipboard.
    ///
    /// # Errors
    /// When there is no clipboard.
    pub fn copy(&self, secret: &Secret) -> Result<(), DesktopError> {
        // EXPOSE: onto the clipboard, because the merchant pressed *Copy*.
        let text = Zeroizing::new(secret.expose().to_owned());
        self.ask(|reply| Job::Put(text, reply))
    }

    /// Puts a note without secrets on the clipboard, where it stays.
    ///
    /// # Errors
    /// When there is no clipboard.
    pub fn copy_note(&self, note: &str) -> Result<(), DesktopError> {
        let note = note.to_owned();
        self.ask(|reply| Job::PutNote(note, reply))
    }

    /// Clears what was copied, if it is still there; the app is about to end.
    ///
    /// # Errors
    /// When the clipboard does not answer in time.
    pub fn clear(&self) -> Result<(), DesktopError> {
        self.ask(Job::Clear)
    }

    fn ask(&self, job: impl FnOnce(mpsc::Sender<bool>) -> Job) -> Result<(), DesktopError> {
        let (reply, answer) = mpsc::channel();
        self.0.send(job(reply)).map_err(|_| DesktopError)?;
        match answer.recv_timeout(Duration::from_secs(2)) {
            Ok(true) => Ok(()),
            Ok(false) | Err(_) => Err(DesktopError),
        }
    }
}

/// What this app put on the clipboard and has not cleared yet.
#[derive(Default)]
struct Board {
    board: Option<arboard::Clipboard>,
    ours: Option<Zeroizing<String>>,
}

fn work(inbox: &mpsc::Receiver<Job>) {
    let mut state = Board::default();
    loop {
        let job = match &state.ours {
            None => inbox.recv().map_err(|_| mpsc::RecvTimeoutError::Disconnected),
            Some(_) => inbox.recv_timeout(CLEARED_AFTER),
        };
        match job {
            Ok(Job::Put(text, reply)) => {
                let _ = reply.send(state.put(text));
            }
            Ok(Job::PutNote(note, reply)) => {
                let _ = reply.send(state.put_note(&note));
            }
            Ok(Job::Clear(reply)) => {
                let _ = reply.send(state.clear());
            }
            // One that cannot be cleared now is tried again after as long.
            Err(mpsc::RecvTimeoutError::Timeout) => drop(state.clear()),
            Err(mpsc::RecvTimeoutError::Disconnected) => {
                state.clear();
                return;
            }
        }
    }
}

impl Board {
    /// Puts a text on the clipboard. An earlier one stays ours to clear when this fails.
    fn put(&mut self, text: Zeroizing<String>) -> bool {
        if self.board.is_none() {
            self.board = arboard::Clipboard::new().ok();
        }
        let put = self.board.as_mut().is_some_and(|board| unremembered(board.set()).text(text.as_str()).is_ok());
        if put {
            self.ours = Some(text);
        }
        put
    }

    /// Puts a note in the place of whatever was there; there is nothing left to clear then.
    fn put_note(&mut self, note: &str) -> bool {
        if self.board.is_none() {
            self.board = arboard::Clipboard::new().ok();
        }
        let put = self.board.as_mut().is_some_and(|board| board.set_text(note).is_ok());
        if put {
            self.ours = None;
        }
        put
    }

    /// Clears the clipboard, unless somebody has put something else there since.
    fn clear(&mut self) -> bool {
        let (Some(board), Some(ours)) = (self.board.as_mut(), self.ours.as_ref()) else { return true };
        let still_ours = match board.get_text().map(Zeroizing::new) {
            Ok(text) => text == *ours,
            // Something that is no text, or nothing.
            Err(arboard::Error::ContentNotAvailable) => false,
            Err(_) => true,
        };
        let cleared = !still_ours || board.clear().is_ok();
        if cleared {
            self.ours = None;
        } else {
            tracing::warn!("The clipboard could not be cleared");
        }
        cleared
    }
}

/// Asks clipboard histories and cloud clipboards not to remember what follows.
#[cfg(windows)]
fn unremembered(set: arboard::Set<'_>) -> arboard::Set<'_> {
    use arboard::SetExtWindows;
    set.exclude_from_cloud().exclude_from_history().exclude_from_monitoring()
}

/// Asks clipboard histories not to remember what follows.
#[cfg(target_os = "macos")]
fn unremembered(set: arboard::Set<'_>) -> arboard::Set<'_> {
    use arboard::SetExtApple;
    set.exclude_from_history()
}

/// Asks clipboard histories not to remember what follows.
#[cfg(all(unix, not(target_os = "macos")))]
fn unremembered(set: arboard::Set<'_>) -> arboard::Set<'_> {
    use arboard::SetExtLinux;
    set.exclude_from_history()
}
