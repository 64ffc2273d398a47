//! The clipboard: what is copied here is taken away again when its time is over, and when the app
//! ends. It never takes away what somebody else has put there since.

use super::desktop::DesktopError;
use connect_core::secret::Secret;
use std::sync::mpsc;
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

/// A copied secret stays this long, counted from when it was copied.
const STAYS: Duration = Duration::from_mins(1);

/// After this long, a secret that could not be taken away is tried again.
const TRIED_AGAIN: Duration = Duration::from_secs(10);

/// The clipboard must have answered by then: the window waits for it.
const ANSWERS: Duration = Duration::from_secs(2);

/// The place that all programs copy to and paste from.
trait Board {
    /// Puts a secret there, and asks those who remember what was copied not to.
    fn put_secret(&mut self, secret: &str) -> Result<(), DesktopError>;

    /// Puts a note without secrets there.
    fn put_note(&mut self, note: &str) -> Result<(), DesktopError>;

    /// Whether this text is what is there, whoever put it there.
    fn holds(&mut self, text: &str) -> Result<bool, DesktopError>;

    /// Leaves nothing there.
    fn clear(&mut self) -> Result<(), DesktopError>;
}

/// The clipboard, on a thread of its own that lives as long as the app: on Linux a clipboard's
/// content lives in the program that put it there.
#[derive(Clone)]
pub struct Clipboard(mpsc::Sender<Job>);

enum Job {
    PutSecret(Zeroizing<String>, mpsc::Sender<bool>),
    PutNote(String, mpsc::Sender<bool>),
    Clear(mpsc::Sender<bool>),
}

impl Clipboard {
    /// Starts the clipboard's thread; the clipboard itself is opened by the first copy.
    pub fn start() -> Self {
        Self::on(SystemBoard::default, STAYS)
    }

    /// Starts the thread on this board. It is made on the thread: not every system's may move.
    fn on<B: Board>(board: impl FnOnce() -> B + Send + 'static, stays: Duration) -> Self {
        let (jobs, inbox) = mpsc::channel();
        let work = move || work(&inbox, &mut Copied { board: board(), stays, ours: None });
        if std::thread::Builder::new().name("clipboard".to_owned()).spawn(work).is_err() {
            tracing::error!("The clipboard's thread could not be started");
        }
        Self(jobs)
    }

    /// Puts a secret on the clipboard, where it stays for a minute.
    ///
    /// # Errors
    /// When there is no clipboard.
    pub fn copy(&self, secret: &Secret) -> Result<(), DesktopError> {
        // EXPOSE: onto the clipboard, because the merchant pressed *Copy*.
        let text = Zeroizing::new(secret.expose().to_owned());
        self.ask(|reply| Job::PutSecret(text, reply))
    }

    /// Puts a note without secrets on the clipboard, where it stays.
    ///
    /// # Errors
    /// When there is no clipboard.
    pub fn copy_note(&self, note: &str) -> Result<(), DesktopError> {
        let note = note.to_owned();
        self.ask(|reply| Job::PutNote(note, reply))
    }

    /// Takes a copied secret away, if it is still there; the app is about to end.
    ///
    /// # Errors
    /// When it is still there, or the clipboard does not answer in time.
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
        // Whoever asked may have stopped waiting.
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

/// What this app put on the clipboard and has to take away again.
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
    /// When something has to be taken away.
    fn due(&self) -> Option<Instant> {
        self.ours.as_ref().map(|ours| ours.due)
    }

    /// Puts a secret there. An earlier one stays ours to take away, at its own time, when this fails.
    fn put_secret(&mut self, secret: Zeroizing<String>, now: Instant) -> bool {
        let put = self.board.put_secret(&secret).is_ok();
        if put {
            self.ours = Some(Ours { secret, due: now + self.stays });
        }
        put
    }

    /// Puts a note in the place of whatever was there; there is nothing left to take away then.
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

    /// Takes the secret away, unless somebody has put something else there since. Whether it is
    /// gone: if not, it is tried again later.
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

/// Takes this away. What cannot be looked at may be it.
fn clear(board: &mut impl Board, secret: &str) -> bool {
    if board.holds(secret) == Ok(false) {
        return true;
    }
    // Looking once more also waits until it has happened: X drops what a program asked for just
    // before it ended.
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
            // Nothing, or something that is no text.
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
