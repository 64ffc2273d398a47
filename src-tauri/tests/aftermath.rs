//! A part of the app crashes for real, over something secret: the next start names the problem and the place, and has
//! nothing of what was worked on.

use crate::harness::{Running, Servers, at};
use connect_canary::Canaries;
use connect_core::event::Event;
use connect_core::problem::ProblemKind;
use connect_practice::notebook as notes;
use meum_connect::aftermath;
use std::path::Path;

/// Lets a thread of this part crash.
fn crash(folder: &Path, part: &'static str) {
    aftermath::note_panics();
    aftermath::belongs_to(folder, part);
    let works = || panic!("could not read {} and {}", notes::READ_WRITE_KEY, notes::READ_WRITE_SECRET);
    std::thread::Builder::new().name("worker".to_owned()).spawn(works).unwrap().join().unwrap_err();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_is_a_named_problem_at_the_next_start_whatever_part_it_was() {
    let servers = Servers::start().await;
    let mut canaries = Canaries::default();
    canaries.plant("consumer key", notes::READ_WRITE_KEY);
    canaries.plant("consumer secret", notes::READ_WRITE_SECRET);
    for part in ["start", "window", "watch"] {
        let folder = tempfile::tempdir().unwrap();
        crash(folder.path(), part);
        assert_eq!(canaries.found_below(folder.path()).unwrap(), None, "in a file of the {part}");
        let mut app = Running::start(folder.path(), servers.world());
        app.until_step("welcome", at("welcome")).await;
        app.happens(Event::LastTime(aftermath::of_last_time(folder.path(), None)));
        let view = app.until("it is said", |view| view.notice.is_some()).await;
        assert_eq!(view.support.codes, [ProblemKind::AppCrashed], "{part}");
        let line = view.notice.and_then(|card| card.technical).unwrap();
        assert!(line.as_str().contains("tests/aftermath.rs:") && line.as_str().contains(part), "{line:?}");
        let said = serde_json::to_string(&app.view()).unwrap();
        assert_eq!(canaries.found_in(said.as_bytes()), None, "in the view after a crash of the {part}");
        app.kill().await;
    }
}
