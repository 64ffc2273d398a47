//! The clipboard. A secret that the app copies is removed after a minute and when the app ends, unless
//! another program has put something else there since.

use super::desktop::DesktopError;
use connect_core::secret::Secret;
use std::sync::mpsc;
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

/// How long a secret stays, from the moment it was copied.
const STAYS: Duration = Duration::from_mins(1);

/// How soon the app tries again to remove a secret that it could not remove.
const TRIED_AGAIN: Duration = Duration::from_secs(10);

/// How long a request waits for the clipboard's thread. The window waits too when it closes.
const ANSWERS: Duration = Duration::from_secs(2);

/// The system's clipboard, or a test's.
trait Board {
    /// Puts a secret there, and asks clipboard histories not to remember it.
    fn put_secret(&mut self, secret: &str) -> Result<(), DesktopError>;

    /// Puts a note without secrets there.
    fn put_note(&mut self, note: &str) -> Result<(), DesktopError>;

    /// Whether exactly this text is there, whoever put it there.
    fn holds(&mut self, text: &str) -> Result<bool, DesktopError>;

    /// Empties the clipboard.
    fn clear(&mut self) -> Result<(), DesktopError>;
}

/// The handle to the clipboard's thread, which lives as long as the app. On Linux the program that
/// copied something must stay and hand it out.
#[derive(Clone)]
pub struct Clipboard(mpsc::Sender<Job>);

enum Job {
    PutSecret(Zeroizing<String>, mpsc::Sender<bool>),
    PutNote(String, mpsc::Sender<bool>),
    Clear(mpsc::Sender<bool>),
}

impl Clipboard {
    /// Starts the thread. The first copy opens the clipboard.
    pub fn start() -> Self {
        Self::on(SystemBoard::default, STAYS)
    }

    /// Starts the thread. It makes the board itself, because some systems' clipboards may not change
    /// threads.
    fn on<B: Board>(board: impl FnOnce() -> B + Send + 'static, stays: Duration) -> Self {
        let (jobs, inbox) = mpsc::channel();
        let work = move || work(&inbox, &mut Copied { board: board(), stays, ours: None });
        if std::thread::Builder::new().name("clipboard".to_owned()).spawn(work).is_err() {
            tracing::error!("The clipboard's thread could not be started");
        }
        Self(jobs)
    }

    /// Puts a secret on the clipboard for a minute.
    ///
    /// # Errors
    /// When the clipboard does not take it, or does not answer in time.
    pub fn copy(&self, secret: &Secret) -> Result<(), DesktopError> {
        // EXPOSE: onto the clipboard. The merchant pressed *Copy*.
        let text = Zeroizing::new(secret.expose().to_owned());
        self.ask(|reply| Job::PutSecret(text, reply))
    }

    /// Puts a note without secrets on the clipboard, and leaves it there.
    ///
    /// # Errors
    /// When the clipboard does not take it, or does not answer in time.
    pub fn copy_note(&self, note: &str) -> Result<(), DesktopError> {
        let note = note.to_owned();
        self.ask(|reply| Job::PutNote(note, reply))
    }

    /// Removes a copied secret at once, because the app is about to end.
    ///
    /// # Errors
    /// When the secret is still there, or the clipboard does not answer in time.
    pub fn clear(&self) -> Result<(), DesktopError> {
        self.ask(Job::Clear)
    }

    fn ask(&self, job: impl FnOnce(mpsc::Sender<bool>) -> Job) -> Result<(), DesktopError> {
        let (reply, answer) = mpsc::channel();
        self.0.send(job(reply)).map_err(|_| DesktopError)?;
        match answer.recv_timeout(ANSWERS) {
            Ok(true) => Ok(()),
            Ok(false) | Err(_) => Err(DesktopError),
        }
    }
}

fn work(inbox: &mpsc::Receiver<Job>, copied: &mut Copied<impl Board>) {
    loop {
        copied.clear_in_time(Instant::now());
        let job = match copied.due() {
            None => inbox.recv().map_err(|_| mpsc::RecvTimeoutError::Disconnected),
            Some(due) => inbox.recv_timeout(due.saturating_duration_since(Instant::now())),
        };
        let now = Instant::now();
        // A caller that has stopped waiting does not read the reply.
        match job {
            Ok(Job::PutSecret(secret, reply)) => drop(reply.send(copied.put_secret(secret, now))),
            Ok(Job::PutNote(note, reply)) => drop(reply.send(copied.put_note(&note))),
            Ok(Job::Clear(reply)) => drop(reply.send(copied.clear(now))),
            Err(mpsc::RecvTimeoutError::Timeout) => {}
            Err(mpsc::RecvTimeoutError::Disconnected) => {
                copied.clear(now);
                return;
            }
        }
    }
}

/// The clipboard, and the secret on it that this app has to remove.
struct Copied<B> {
    board: B,
    stays: Duration,
    ours: Option<Ours>,
}

struct Ours {
    secret: Zeroizing<String>,
    due: Instant,
}

impl<B: Board> Copied<B> {
    /// When the secret has to go; `None` if there is none.
    fn due(&self) -> Option<Instant> {
        self.ours.as_ref().map(|ours| ours.due)
    }

    /// Puts a secret there; whether the board took it. If not, an earlier secret stays there and
    /// keeps its own time.
    fn put_secret(&mut self, secret: Zeroizing<String>, now: Instant) -> bool {
        let put = self.board.put_secret(&secret).is_ok();
        if put {
            self.ours = Some(Ours { secret, due: now + self.stays });
        }
        put
    }

    /// Puts a note in the secret's place; whether the board took it. Then nothing is left to remove.
    fn put_note(&mut self, note: &str) -> bool {
        let put = self.board.put_note(note).is_ok();
        if put {
            self.ours = None;
        }
        put
    }

    fn clear_in_time(&mut self, now: Instant) {
        if self.due().is_some_and(|due| due <= now) {
            self.clear(now);
        }
    }

    /// Removes the secret, unless another program has put something else there. Whether it is gone: if
    /// not, [`Self::due`] says when to try again.
    fn clear(&mut self, now: Instant) -> bool {
        let Some(ours) = &mut self.ours else { return true };
        let gone = clear(&mut self.board, &ours.secret);
        if gone {
            self.ours = None;
        } else {
            tracing::warn!("The clipboard could not be cleared");
            ours.due = now + TRIED_AGAIN;
        }
        gone
    }
}

/// Empties a board that holds this secret, or that does not say what it holds; whether the secret is
/// gone.
fn clear(board: &mut impl Board, secret: &str) -> bool {
    if board.holds(secret) == Ok(false) {
        return true;
    }
    // Look once more, which also waits until the board is empty: X drops requests of a program that
    // ends right after them.
    board.clear().is_ok() && board.holds(secret) != Ok(true)
}

/// The desktop's own clipboard.
#[derive(Default)]
struct SystemBoard(Option<arboard::Clipboard>);

impl SystemBoard {
    fn open(&mut self) -> Result<&mut arboard::Clipboard, DesktopError> {
        if self.0.is_none() {
            self.0 = arboard::Clipboard::new().ok();
        }
        self.0.as_mut().ok_or(DesktopError)
    }
}

impl Board for SystemBoard {
    fn put_secret(&mut self, secret: &str) -> Result<(), DesktopError> {
        unremembered(self.open()?.set()).text(secret).map_err(|_| DesktopError)
    }

    fn put_note(&mut self, note: &str) -> Result<(), DesktopError> {
        self.open()?.set_text(note).map_err(|_| DesktopError)
    }

    fn holds(&mut self, text: &str) -> Result<bool, DesktopError> {
        match self.open()?.get_text().map(Zeroizing::new) {
            Ok(found) => Ok(*found == text),
            // The clipboard is empty, or holds something other than text.
            Err(arboard::Error::ContentNotAvailable | arboard::Error::ConversionFailure) => Ok(false),
            Err(_) => Err(DesktopError),
        }
    }

    fn clear(&mut self) -> Result<(), DesktopError> {
        self.open()?.clear().map_err(|_| DesktopError)
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

#[cfg(test)]
#[path = "clipboard_tests.rs"]
mod tests;
