//! A clipboard that anybody can put something on, and what the app takes away from it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

use super::{Board, Clipboard, Copied, DesktopError, Duration, Instant, STAYS, Secret, Zeroizing, mpsc};
use std::sync::{Arc, Mutex};

/// How the clipboard behaves.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Way {
    #[default]
    Usual,
    TakesNothing,
    CannotBeRead,
    RefusesToClear,
    OnlySaysItCleared,
}

use Way::{CannotBeRead, OnlySaysItCleared, RefusesToClear, TakesNothing, Usual};

/// What is on the clipboard, and what it does when asked.
#[derive(Default)]
struct Desk {
    content: Option<String>,
    way: Way,
    was_cleared: Option<mpsc::Sender<()>>,
}

#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Desk>>);

impl Shared {
    fn change(&self, change: impl FnOnce(&mut Desk)) {
        change(&mut self.0.lock().unwrap());
    }

    fn content(&self) -> Option<String> {
        self.0.lock().unwrap().content.clone()
    }
}

impl Board for Shared {
    fn put_secret(&mut self, secret: &str) -> Result<(), DesktopError> {
        self.put_note(secret)
    }

    fn put_note(&mut self, note: &str) -> Result<(), DesktopError> {
        let mut desk = self.0.lock().unwrap();
        if desk.way == TakesNothing {
            return Err(DesktopError);
        }
        desk.content = Some(note.to_owned());
        Ok(())
    }

    fn holds(&mut self, text: &str) -> Result<bool, DesktopError> {
        let desk = self.0.lock().unwrap();
        if desk.way == CannotBeRead { Err(DesktopError) } else { Ok(desk.content.as_deref() == Some(text)) }
    }

    fn clear(&mut self) -> Result<(), DesktopError> {
        let mut desk = self.0.lock().unwrap();
        if desk.way == RefusesToClear {
            return Err(DesktopError);
        }
        if desk.way != OnlySaysItCleared {
            desk.content = None;
        }
        desk.was_cleared.iter().for_each(|told| told.send(()).unwrap());
        Ok(())
    }
}

/// What happens to the clipboard.
#[derive(Clone, Copy, Debug)]
enum Deed {
    /// The merchant copies a secret in the app.
    Ours(&'static str),
    /// The merchant copies a note in the app.
    Note(&'static str),
    /// Somebody copies this in another program.
    Others(&'static str),
    /// The clipboard behaves so from now on.
    Now(Way),
    /// Time has passed.
    Later,
    /// The app ends.
    Leave,
}

use Deed::{Later, Leave, Note, Now, Others, Ours};

type Case = (&'static str, &'static [(u64, Deed)], Option<&'static str>);

const CASES: [Case; 21] = [
    ("a secret stays for its minute", &[(0, Ours("one")), (59, Later)], Some("one")),
    ("and no longer", &[(0, Ours("one")), (60, Later)], None),
    ("what somebody else copied stays", &[(0, Ours("one")), (30, Others("else")), (60, Later)], Some("else")),
    (
        "and so does the same text when somebody else copies it long after",
        &[(0, Ours("one")), (30, Others("else")), (60, Later), (70, Others("one")), (200, Later)],
        Some("one"),
    ),
    ("a second secret has a minute of its own", &[(0, Ours("one")), (50, Ours("two")), (109, Later)], Some("two")),
    ("and no longer than that", &[(0, Ours("one")), (50, Ours("two")), (110, Later)], None),
    ("the same secret once more begins anew", &[(0, Ours("one")), (50, Ours("one")), (109, Later)], Some("one")),
    (
        "a second that is not taken leaves the first its time",
        &[(0, Ours("one")), (50, Now(TakesNothing)), (51, Ours("two")), (60, Later)],
        None,
    ),
    (
        "and so does a note that is not taken",
        &[(0, Ours("one")), (50, Now(TakesNothing)), (51, Note("note")), (60, Later)],
        None,
    ),
    (
        "what cannot be cleared is there until it is tried again",
        &[(0, Ours("one")), (50, Now(RefusesToClear)), (60, Later), (61, Now(Usual)), (69, Later)],
        Some("one"),
    ),
    (
        "and is tried again ten seconds later",
        &[(0, Ours("one")), (50, Now(RefusesToClear)), (60, Later), (61, Now(Usual)), (70, Later)],
        None,
    ),
    (
        "a clipboard that only says so is asked again",
        &[(0, Ours("one")), (50, Now(OnlySaysItCleared)), (60, Later), (61, Now(Usual)), (70, Later)],
        None,
    ),
    ("what cannot be read may be the secret", &[(0, Ours("one")), (50, Now(CannotBeRead)), (60, Later)], None),
    ("a note takes the secret's place and stays", &[(0, Ours("one")), (30, Note("note")), (60, Later)], Some("note")),
    (
        "and the secret is no longer ours then",
        &[(0, Ours("one")), (30, Note("note")), (40, Others("one")), (60, Later)],
        Some("one"),
    ),
    ("the note stays when the app ends", &[(0, Ours("one")), (30, Note("note")), (31, Leave)], Some("note")),
    ("a secret after a note is taken away", &[(0, Note("note")), (30, Ours("one")), (90, Later)], None),
    ("a secret does not outlive the app", &[(0, Ours("one")), (5, Leave)], None),
    ("what somebody else copied does", &[(0, Ours("one")), (5, Others("else")), (6, Leave)], Some("else")),
    ("with nothing copied nothing is cleared", &[(0, Others("one")), (60, Later), (61, Leave)], Some("one")),
    (
        "what was cleared once is not cleared again",
        &[(0, Ours("one")), (60, Later), (61, Others("one")), (300, Leave)],
        Some("one"),
    ),
];

#[test]
fn a_secret_is_taken_away_in_time_and_nothing_else_is() {
    let start = Instant::now();
    for (what, deeds, left) in CASES {
        let desk = Shared::default();
        let mut copied = Copied { board: desk.clone(), stays: STAYS, ours: None };
        for (second, deed) in deeds {
            let now = start + Duration::from_secs(*second);
            copied.clear_in_time(now);
            match *deed {
                Ours(secret) => drop(copied.put_secret(Zeroizing::new(secret.to_owned()), now)),
                Note(note) => drop(copied.put_note(note)),
                Others(text) => desk.change(|desk| desk.content = Some(text.to_owned())),
                Now(way) => desk.change(|desk| desk.way = way),
                Later => {}
                Leave => drop(copied.clear(now)),
            }
        }
        assert_eq!(desk.content().as_deref(), left, "{what}");
    }
}

#[test]
fn whether_it_worked_is_said() {
    let now = Instant::now();
    let desk = Shared::default();
    let mut copied = Copied { board: desk.clone(), stays: STAYS, ours: None };
    assert!(copied.put_secret(Zeroizing::new("one".to_owned()), now));
    desk.change(|desk| desk.way = TakesNothing);
    assert!(!copied.put_secret(Zeroizing::new("two".to_owned()), now));
    assert!(!copied.put_note("note"));
    desk.change(|desk| desk.way = RefusesToClear);
    assert!(!copied.clear(now));
    desk.change(|desk| desk.way = Usual);
    assert!(copied.clear(now));
    assert!(copied.clear(now), "there is nothing left to clear");
}

/// Far longer than a thread takes to do a thing.
const PATIENCE: Duration = Duration::from_secs(30);
const AN_HOUR: Duration = Duration::from_hours(1);

fn watched() -> (Shared, mpsc::Receiver<()>) {
    let (told, cleared) = mpsc::channel();
    let desk = Shared::default();
    desk.change(|desk| desk.was_cleared = Some(told));
    (desk, cleared)
}

#[test]
fn the_thread_clears_by_itself_when_the_time_is_over() {
    let (desk, cleared) = watched();
    let board = desk.clone();
    let clipboard = Clipboard::on(move || board, Duration::ZERO);
    clipboard.copy(&Secret::new("one".to_owned())).unwrap();
    cleared.recv_timeout(PATIENCE).expect("it was cleared");
    assert_eq!(desk.content(), None);
}

#[test]
fn the_thread_clears_when_it_is_told_to_and_not_before() {
    let (desk, cleared) = watched();
    let board = desk.clone();
    let clipboard = Clipboard::on(move || board, AN_HOUR);
    clipboard.copy(&Secret::new("one".to_owned())).unwrap();
    assert_eq!(desk.content().as_deref(), Some("one"));
    clipboard.clear().unwrap();
    assert_eq!(desk.content(), None);
    clipboard.copy(&Secret::new("two".to_owned())).unwrap();
    clipboard.copy_note("note").unwrap();
    clipboard.clear().unwrap();
    assert_eq!(desk.content().as_deref(), Some("note"));
    assert_eq!(cleared.try_iter().count(), 1);
}

#[test]
fn the_thread_clears_when_nobody_is_left_to_tell_it() {
    let (desk, cleared) = watched();
    let board = desk.clone();
    let clipboard = Clipboard::on(move || board, AN_HOUR);
    clipboard.copy(&Secret::new("one".to_owned())).unwrap();
    drop(clipboard);
    cleared.recv_timeout(PATIENCE).expect("it was cleared");
    assert_eq!(desk.content(), None);
}
