//! A second start of the app. It hands over to the first, whose window comes to the front, and ends. If
//! the first does not answer, the second opens a window of its own, which says that the notes are in use
//! (S09): nobody waits without end for an app that is stuck.
//!
//! A first without a window (`background.rs`) makes room instead, and goes on if whoever asked has died
//! before it had the place.
//!
//! A second start may have been given an address, by which the answer to a request for approval comes: it hands that
//! over as well. The first believes nothing of it, and reads no long one.
//!
//! The first listens on a socket in the data folder, so it is found by this user alone, and without a
//! message bus. A lock beside it says that there is a first; the system releases it when that ends.

use connect_core::secret::Secret;
use std::fs::{File, TryLockError};
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, Instant};

const SOCKET: &str = "front";
const LOCK: &str = "front-lock";
/// What the first says once its window is in front.
const DONE: u8 = 1;
/// What a first without a window says: whoever asked gets its place.
const YIELDS: u8 = 2;
/// What whoever asked says once it has the place.
const TAKEN: u8 = 3;
/// How long the first may take to answer: long for a window, short for whoever waits for one.
pub const DEADLINE: Duration = Duration::from_secs(4);
/// How soon to knock again while the first is not listening yet.
const PAUSE: Duration = Duration::from_millis(50);

/// How long a later start may take to hand its address over. It does so at once.
const PATIENCE: Duration = Duration::from_secs(1);
/// An address is read up to here, in bytes, and one that is longer is none of WordPress's.
const LONGEST: u64 = 8_192;

/// What a start finds.
#[derive(Debug)]
pub enum Start {
    /// The app runs already, and its window is in front now.
    HandedOver,
    /// This is the first, or the first makes room, or does not answer.
    GoesOn(Seat),
}

/// The place of the first: whoever has it is asked by later starts.
#[derive(Debug)]
pub struct Seat {
    lock: File,
    socket: PathBuf,
    /// Who makes room, and waits to hear that the place is taken.
    relieves: Option<UnixStream>,
}

/// Whoever has asked a first without a window for its place.
#[derive(Debug)]
pub struct Successor(UnixStream);

/// Looks whether the app runs on this folder already, and asks it to come to the front.
///
/// # Errors
/// When the folder or the lock in it cannot be made.
pub fn look(folder: &Path, address: Option<&Secret>) -> io::Result<Start> {
    look_for(folder, address, DEADLINE)
}

fn look_for(folder: &Path, address: Option<&Secret>, deadline: Duration) -> io::Result<Start> {
    let mut seat = Seat::in_folder(folder)?;
    let answer = match seat.lock.try_lock() {
        Ok(()) => None,
        Err(TryLockError::WouldBlock) => comes_to_front(seat.socket.clone(), deadline),
        Err(TryLockError::Error(error)) => return Err(error),
    };
    Ok(match answer {
        Some((DONE, mut first)) => {
            if let Some(address) = address {
                // EXPOSE: to the first, on a socket of this user's. One that is gone by now has no use for it.
                let _ = first.write_all(address.expose().as_bytes());
            }
            Start::HandedOver
        }
        Some((YIELDS, first)) => {
            seat.relieves = Some(first);
            Start::GoesOn(seat)
        }
        Some(_) | None => Start::GoesOn(seat),
    })
}

/// Waits so long for the place, and disturbs nobody who has it. Gives nothing back if it is not free by
/// then.
///
/// # Errors
/// When the folder or the lock in it cannot be made.
pub fn wait_for_place(folder: &Path, patience: Duration) -> io::Result<Option<Seat>> {
    let seat = Seat::in_folder(folder)?;
    let until = Instant::now() + patience;
    loop {
        match seat.lock.try_lock() {
            Ok(()) => return Ok(Some(seat)),
            Err(TryLockError::WouldBlock) if Instant::now() < until => std::thread::sleep(PAUSE),
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}

/// What the first answers in time. The thread that asks it is never joined: a first that is stuck may keep
/// it for ever.
fn comes_to_front(socket: PathBuf, deadline: Duration) -> Option<(u8, UnixStream)> {
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
        let _ = says.send(asked);
    });
    asked.ok().and_then(|_| said.recv_timeout(deadline).ok())?.ok()
}

fn ask(socket: &Path) -> io::Result<(u8, UnixStream)> {
    let mut answer = [0];
    let mut first = UnixStream::connect(socket)?;
    first.read_exact(&mut answer)?;
    let [answer] = answer;
    Ok((answer, first))
}

impl Seat {
    fn in_folder(folder: &Path) -> io::Result<Self> {
        crate::adapters::storage::private_folder(folder)?;
        Ok(Self { lock: File::create(folder.join(LOCK))?, socket: folder.join(SOCKET), relieves: None })
    }

    /// Answers later starts on a thread of its own: `come` brings the window to the front, and tells
    /// whether it is there; `hear` gets the address that one was given. If another app still has the place, this takes it once that has ended.
    pub fn take(self, come: impl Fn() -> bool + Send + 'static, hear: impl Fn(Secret) + Send + 'static) {
        self.answer_on_a_thread(move |mut asked| {
            // Whoever asked may have given up.
            if come() && asked.write_all(&[DONE]).is_ok() {
                given(asked).into_iter().for_each(&hear);
            }
            ControlFlow::Continue(())
        });
    }

    /// Makes room for the first start that asks, and tells `relieved` of it. The place is free for it as
    /// soon as `relieved` has returned.
    pub fn hold(self, relieved: impl Fn(Successor) + Send + 'static) {
        self.answer_on_a_thread(move |mut asked| {
            // Whoever has given up already gets no place.
            if asked.write_all(&[YIELDS]).is_err() {
                return ControlFlow::Continue(());
            }
            relieved(Successor(asked));
            ControlFlow::Break(())
        });
    }

    fn answer_on_a_thread(self, answer: impl Fn(UnixStream) -> ControlFlow<()> + Send + 'static) {
        let thread = std::thread::Builder::new().name("later starts".to_owned());
        let taken = thread.spawn(move || {
            if let Err(error) = self.answer(answer) {
                tracing::warn!(%error, "A second start will not find this one");
            }
        });
        if let Err(error) = taken {
            tracing::warn!(%error, "A second start will not find this one");
        }
    }

    fn answer(mut self, answer: impl Fn(UnixStream) -> ControlFlow<()>) -> io::Result<()> {
        self.lock.lock()?;
        // A socket without its app is left over from one that crashed.
        let _ = std::fs::remove_file(&self.socket);
        let listener = UnixListener::bind(&self.socket)?;
        if let Some(mut first) = self.relieves.take() {
            // One that is gone needs no word.
            let _ = first.write_all(&[TAKEN]);
        }
        for asked in listener.incoming() {
            if answer(asked?).is_break() {
                break;
            }
        }
        Ok(())
    }
}

/// The address that a later start hands over, if it was given one.
fn given(asked: UnixStream) -> Option<Secret> {
    asked.set_read_timeout(Some(PATIENCE)).ok()?;
    let mut text = Vec::new();
    asked.take(LONGEST).read_to_end(&mut text).ok()?;
    let text = String::from_utf8(text).ok().filter(|text| !text.is_empty())?;
    Some(Secret::new(text))
}

impl Successor {
    /// Waits until whoever asked has the place. `false` if it has died before that, or does not take it for
    /// so long.
    pub fn takes_over(mut self, patience: Duration) -> bool {
        let mut said = [0];
        let heard = self.0.set_read_timeout(Some(patience)).and_then(|()| self.0.read_exact(&mut said));
        heard.is_ok() && said == [TAKEN]
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
        match look_for(folder, None, SHORT).expect("a folder") {
            Start::GoesOn(seat) => seat,
            Start::HandedOver => panic!("somebody answered"),
        }
    }

    fn is_handed_over(folder: &Path, deadline: Duration) -> bool {
        matches!(look_for(folder, None, deadline).expect("a folder"), Start::HandedOver)
    }

    #[test]
    fn a_second_start_is_handed_to_the_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let came = Arc::new(AtomicU32::new(0));
        let counts = Arc::clone(&came);
        let comes = move || {
            counts.fetch_add(1, Ordering::SeqCst);
            true
        };
        seat(folder.path()).take(comes, drop);
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
                    first.take(come, drop);
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
    fn an_address_is_handed_over_and_a_long_one_is_cut() {
        let folder = tempfile::tempdir().expect("a folder");
        let (says, heard) = mpsc::channel();
        seat(folder.path()).take(|| true, move |address| says.send(address).expect("the test listens"));
        let longest = usize::try_from(LONGEST).expect("it is small");
        for (given, expected) in [("meum-connect://approved", 23), (&*"a".repeat(1_000_000), longest)] {
            let address = Secret::new(given.to_owned());
            let start = look_for(folder.path(), Some(&address), LONG).expect("a folder");
            assert!(matches!(start, Start::HandedOver));
            let came = heard.recv_timeout(LONG).expect("it came");
            assert_eq!(came.expose(), given.get(..expected).expect("that much was given"));
        }
        assert!(is_handed_over(folder.path(), LONG));
        assert!(heard.recv_timeout(SHORT).is_err(), "whoever was given none hands none over");
    }

    #[test]
    fn what_a_crash_left_behind_is_no_first() {
        let folder = tempfile::tempdir().expect("a folder");
        drop(UnixListener::bind(folder.path().join(SOCKET)).expect("a socket"));
        File::create(folder.path().join(LOCK)).expect("a lock");
        seat(folder.path()).take(|| true, drop);
        assert!(is_handed_over(folder.path(), LONG));
    }

    #[test]
    fn who_went_on_without_an_answer_is_the_first_once_the_other_is_gone() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = seat(folder.path());
        seat(folder.path()).take(|| true, drop);
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

    /// What a first without a window hears of whoever asks for its place.
    fn held(folder: &Path) -> mpsc::Receiver<Successor> {
        let (says, relieved) = mpsc::channel();
        seat(folder).hold(move |successor| says.send(successor).expect("the test listens"));
        relieved
    }

    #[test]
    fn a_first_without_a_window_makes_room_and_hears_that_the_place_is_taken() {
        let folder = tempfile::tempdir().expect("a folder");
        let relieved = held(folder.path());
        let Start::GoesOn(next) = look_for(folder.path(), None, LONG).expect("a folder") else { panic!("handed over") };
        let successor = relieved.recv_timeout(LONG).expect("it was asked");
        next.take(|| true, drop);
        assert!(successor.takes_over(LONG));
        assert!(is_handed_over(folder.path(), LONG), "the successor is the first now");
    }

    #[test]
    fn whoever_dies_before_it_has_the_place_has_not_taken_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let relieved = held(folder.path());
        let next = look_for(folder.path(), None, LONG).expect("a folder");
        let successor = relieved.recv_timeout(LONG).expect("it was asked");
        drop(next);
        assert!(!successor.takes_over(LONG));
        assert!(wait_for_place(folder.path(), LONG).expect("a folder").is_some(), "the place is free again");
    }

    #[test]
    fn who_only_waits_for_the_place_disturbs_nobody() {
        let folder = tempfile::tempdir().expect("a folder");
        let relieved = held(folder.path());
        assert!(wait_for_place(folder.path(), SHORT).expect("a folder").is_none());
        assert!(relieved.try_recv().is_err(), "nobody asked for the place");
    }
}
