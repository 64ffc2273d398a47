//! A second start of the app. It hands over to the first, whose window comes to the front, and ends. If
//! the first does not answer, the second opens a window of its own, which says that the notes are in use
//! (S09): nobody waits without end for an app that is stuck.
//!
//! The first listens on a socket in the data folder, so it is found by this user alone, and without a
//! message bus. A lock beside it says that there is a first; the system releases it when that ends.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, Instant};

const SOCKET: &str = "front";
const LOCK: &str = "front-lock";
/// What the first says once its window is in front.
const DONE: u8 = 1;
/// How long the first may take for that: long for a window, short for whoever waits for one.
pub const DEADLINE: Duration = Duration::from_secs(4);
/// How soon to knock again while the first is not listening yet.
const PAUSE: Duration = Duration::from_millis(50);

/// What a start finds.
#[derive(Debug)]
pub enum Start {
    /// The app runs already, and its window is in front now.
    HandedOver,
    /// This is the first, or the first does not answer.
    GoesOn(Seat),
}

/// The place of the first: whoever has it is asked by later starts.
#[derive(Debug)]
pub struct Seat {
    lock: File,
    socket: PathBuf,
}

/// Looks whether the app runs on this folder already, and asks it to come to the front.
///
/// # Errors
/// When the folder or the lock in it cannot be made.
pub fn look(folder: &Path) -> io::Result<Start> {
    look_for(folder, DEADLINE)
}

fn look_for(folder: &Path, deadline: Duration) -> io::Result<Start> {
    crate::adapters::storage::private_folder(folder)?;
    let seat = Seat { lock: File::create(folder.join(LOCK))?, socket: folder.join(SOCKET) };
    let answered = match seat.lock.try_lock() {
        Ok(()) => false,
        Err(TryLockError::WouldBlock) => comes_to_front(seat.socket.clone(), deadline),
        Err(TryLockError::Error(error)) => return Err(error),
    };
    Ok(if answered { Start::HandedOver } else { Start::GoesOn(seat) })
}

/// Whether the first says in time that its window is in front. The thread that asks it is never joined:
/// a first that is stuck may keep it for ever.
fn comes_to_front(socket: PathBuf, deadline: Duration) -> bool {
    let (says, said) = mpsc::channel();
    let asked = std::thread::Builder::new().name("second start".to_owned()).spawn(move || {
        let until = Instant::now() + deadline;
        let mut asked = ask(&socket);
        // It has its lock before its socket.
        while asked.is_err() && Instant::now() < until {
            std::thread::sleep(PAUSE);
            asked = ask(&socket);
        }
        // Whoever waited may have given up.
        let _ = says.send(asked.is_ok_and(|answer| answer == DONE));
    });
    asked.is_ok() && said.recv_timeout(deadline).unwrap_or(false)
}

fn ask(socket: &Path) -> io::Result<u8> {
    let mut answer = [0];
    UnixStream::connect(socket)?.read_exact(&mut answer)?;
    let [answer] = answer;
    Ok(answer)
}

impl Seat {
    /// Answers later starts on a thread of its own: `come` brings the window to the front, and tells
    /// whether it is there. If another app still has the place, this takes it once that has ended.
    pub fn take(self, come: impl Fn() -> bool + Send + 'static) {
        let thread = std::thread::Builder::new().name("later starts".to_owned());
        let taken = thread.spawn(move || {
            if let Err(error) = self.answer(come) {
                tracing::warn!(%error, "A second start will not find this one");
            }
        });
        if let Err(error) = taken {
            tracing::warn!(%error, "A second start will not find this one");
        }
    }

    fn answer(&self, come: impl Fn() -> bool) -> io::Result<()> {
        self.lock.lock()?;
        // A socket without its app is left over from one that crashed.
        let _ = std::fs::remove_file(&self.socket);
        for asked in UnixListener::bind(&self.socket)?.incoming() {
            let mut asked = asked?;
            if come() {
                // Whoever asked may have given up.
                let _ = asked.write_all(&[DONE]);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    /// Long enough for a loaded computer to answer, where an answer comes.
    const LONG: Duration = Duration::from_secs(20);
    /// Where none comes.
    const SHORT: Duration = Duration::from_millis(200);

    fn seat(folder: &Path) -> Seat {
        match look_for(folder, SHORT).expect("a folder") {
            Start::GoesOn(seat) => seat,
            Start::HandedOver => panic!("somebody answered"),
        }
    }

    fn is_handed_over(folder: &Path, deadline: Duration) -> bool {
        matches!(look_for(folder, deadline).expect("a folder"), Start::HandedOver)
    }

    #[test]
    fn a_second_start_is_handed_to_the_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let came = Arc::new(AtomicU32::new(0));
        let counts = Arc::clone(&came);
        seat(folder.path()).take(move || {
            counts.fetch_add(1, Ordering::SeqCst);
            true
        });
        for time in 1..=3 {
            assert!(is_handed_over(folder.path(), LONG));
            assert_eq!(came.load(Ordering::SeqCst), time);
        }
    }

    #[test]
    fn a_first_that_does_not_come_to_the_front_keeps_nobody_waiting() {
        type Come = fn() -> bool;
        let stuck: [(&str, Option<Come>); 3] = [
            ("it has not got to listening", None),
            ("its window does not answer", Some(|| false)),
            (
                "it stands still",
                Some(|| {
                    loop {
                        std::thread::park();
                    }
                }),
            ),
        ];
        for (what, come) in stuck {
            let folder = tempfile::tempdir().expect("a folder");
            let first = seat(folder.path());
            let _kept = match come {
                Some(come) => {
                    first.take(come);
                    None
                }
                None => Some(first),
            };
            for _ in 0..2 {
                assert!(!is_handed_over(folder.path(), SHORT), "{what}");
            }
        }
    }

    #[test]
    fn what_a_crash_left_behind_is_no_first() {
        let folder = tempfile::tempdir().expect("a folder");
        drop(UnixListener::bind(folder.path().join(SOCKET)).expect("a socket"));
        File::create(folder.path().join(LOCK)).expect("a lock");
        seat(folder.path()).take(|| true);
        assert!(is_handed_over(folder.path(), LONG));
    }

    #[test]
    fn who_went_on_without_an_answer_is_the_first_once_the_other_is_gone() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = seat(folder.path());
        seat(folder.path()).take(|| true);
        drop(first);
        // Until the other has taken the place, a later start may be quicker: it gives it back at once.
        let until = Instant::now() + LONG;
        while !is_handed_over(folder.path(), SHORT) {
            assert!(Instant::now() < until, "nobody took the place");
        }
    }

    #[test]
    fn the_place_is_for_this_user_alone() {
        use std::os::unix::fs::PermissionsExt;
        let outer = tempfile::tempdir().expect("a folder");
        let folder = outer.path().join("data");
        seat(&folder);
        assert_eq!(std::fs::metadata(&folder).expect("it is there").permissions().mode() & 0o077, 0);
    }
}
