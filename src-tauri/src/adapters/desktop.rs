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
}

/// The desktop could not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the desktop could not do it")]
pub struct DesktopError;

/// The clipboard, on a thread of its own that lives as long as the app: on Linux a clipboard's
/// content lives in the program that put it there.
pub struct Clipboard(mpsc::Sender<(Zeroizing<String>, mpsc::Sender<bool>)>);

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
        let (reply, answer) = mpsc::channel();
        // EXPOSE: onto the clipboard, because the merchant pressed *Copy*.
        let text = Zeroizing::new(secret.expose().to_owned());
        self.0.send((text, reply)).map_err(|_| DesktopError)?;
        match answer.recv_timeout(Duration::from_secs(2)) {
            Ok(true) => Ok(()),
            Ok(false) | Err(_) => Err(DesktopError),
        }
    }
}

fn work(inbox: &mpsc::Receiver<(Zeroizing<String>, mpsc::Sender<bool>)>) {
    let mut board: Option<arboard::Clipboard> = None;
    let mut ours: Option<Zeroizing<String>> = None;
    loop {
        let job = match &ours {
            None => inbox.recv().map_err(|_| mpsc::RecvTimeoutError::Disconnected),
            Some(_) => inbox.recv_timeout(CLEARED_AFTER),
        };
        match job {
            Ok((text, reply)) => {
                let put = put(&mut board, &text);
                let _ = reply.send(put);
                ours = put.then_some(text);
            }
            Err(mpsc::RecvTimeoutError::Timeout) => clear(board.as_mut(), ours.take().as_ref()),
            Err(mpsc::RecvTimeoutError::Disconnected) => {
                clear(board.as_mut(), ours.take().as_ref());
                return;
            }
        }
    }
}

fn put(board: &mut Option<arboard::Clipboard>, text: &Zeroizing<String>) -> bool {
    if board.is_none() {
        *board = arboard::Clipboard::new().ok();
    }
    board.as_mut().is_some_and(|board| board.set_text(text.as_str()).is_ok())
}

/// Clears the clipboard, unless somebody has put something else there since.
fn clear(board: Option<&mut arboard::Clipboard>, ours: Option<&Zeroizing<String>>) {
    let (Some(board), Some(ours)) = (board, ours) else { return };
    let still_ours = board.get_text().map(Zeroizing::new).is_ok_and(|text| text == *ours);
    if still_ours && board.clear().is_err() {
        tracing::warn!("The clipboard could not be cleared");
    }
}
