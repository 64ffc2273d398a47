//! A crash is told by its place, and by nothing that was worked on.

use super::*;

const SECRET: &str = "cs_0123456789abcdef0123456789abcdef01234567";

/// Lets a thread crash over something secret.
fn crash(name: &str) {
    let panics = || panic!("could not read {SECRET}");
    let thread = std::thread::Builder::new().name(name.to_owned()).spawn(panics).expect("a thread");
    thread.join().expect_err("it crashes");
}

#[test]
fn a_crash_on_any_thread_is_told_once_at_the_next_start_by_its_place_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    note_panics();
    belongs_to(folder.path(), "window");
    crash("first");
    crash("second");
    let noted = std::fs::read_to_string(folder.path().join(CRASH)).expect("a note");
    assert!(!noted.contains("cs_") && !noted.contains("could not read"), "{noted}");
    let (place, at) = of_last_time(folder.path(), None).crashed.expect("it is told");
    let (file, rest) = place.as_str().split_once(".rs:").expect("file and line");
    assert_eq!(file, "src-tauri/src/aftermath/tests");
    assert!(rest.contains("thread first · window"), "the first one is the cause: {rest}");
    assert!(at <= now() && now().0 - at.0 < 600_000);
    assert_eq!(of_last_time(folder.path(), None).crashed, None, "it is told once");
}

#[cfg(unix)]
#[test]
fn what_is_left_is_for_this_user_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    note_panics();
    belongs_to(folder.path(), "window");
    crash("only");
    let _mark = Mark::take(folder.path(), Part::Window).expect("the mark");
    for entry in std::fs::read_dir(folder.path()).expect("files") {
        let entry = entry.expect("a file");
        assert_eq!(entry.metadata().expect("it is there").permissions().mode() & 0o077, 0, "{:?}", entry.path());
    }
}

#[test]
fn what_was_pressed_last_and_how_often_it_has_crashed_are_told_as_well() {
    let folder = tempfile::tempdir().expect("a folder");
    note_panics();
    belongs_to(folder.path(), "window");
    was_asked("checkNow");
    for (nth, end) in [(1, "after checkNow"), (2, "after checkNow · crash 2"), (3, "after checkNow · crash 3")] {
        crash("again");
        crash("in its wake");
        let (place, _) = of_last_time(folder.path(), None).crashed.expect("it is told");
        assert!(place.as_str().ends_with(end), "{nth}: {place:?}");
    }
    std::fs::write(folder.path().join(CRASHES), "no number").expect("a file");
    crash("after the count was spoiled");
    let (place, _) = of_last_time(folder.path(), None).crashed.expect("it is told");
    assert!(place.as_str().ends_with("after checkNow"), "{place:?}");
}

#[test]
fn a_window_that_was_not_closed_is_known_and_a_second_window_is_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let left = |mark: &Option<Mark>| of_last_time(folder.path(), mark.as_ref()).unclosed;
    let first = Mark::take(folder.path(), Part::Window);
    assert!(first.is_some() && !left(&first), "the first start ever");
    assert!(Mark::take(folder.path(), Part::Window).is_none(), "another window has it");
    first.expect("it was taken").give_back();
    let closed = Mark::take(folder.path(), Part::Window);
    assert!(closed.is_some() && !left(&closed), "it was closed");
    drop(closed);
    let killed = Mark::take(folder.path(), Part::Window);
    assert!(left(&killed), "it was ended from outside");
    killed.expect("it was taken").give_back();
    assert!(!left(&Mark::take(folder.path(), Part::Window)));
}

#[test]
fn a_spoiled_note_is_no_crash() {
    let folder = tempfile::tempdir().expect("a folder");
    for spoiled in ["", "no number here", "12", "12 ", "\u{0}\u{0}"] {
        std::fs::write(folder.path().join(CRASH), spoiled).expect("a file");
        assert_eq!(of_last_time(folder.path(), None).crashed, None, "{spoiled:?}");
    }
}

#[test]
fn a_watch_that_was_killed_is_told_once_by_the_next_window_whatever_ran_in_between() {
    let folder = tempfile::tempdir().expect("a folder");
    let told = || of_last_time(folder.path(), None).watch_ended != WatchEnded::Not;
    assert!(!told(), "there was none");
    watch_runs(folder.path()).expect("the mark").give_back();
    assert!(!told(), "it was ended as it should be");
    let running = watch_runs(folder.path());
    assert!(running.is_some() && !told(), "it runs");
    drop(running);
    assert!(told(), "it was killed");
    assert!(!told(), "that is told once");
    drop(watch_runs(folder.path()));
    watch_runs(folder.path()).expect("the mark").give_back();
    assert!(told(), "the next watch ended well, and nobody has been told of the one before");
    assert!(!told());
}

#[test]
fn a_watch_that_was_killed_ended_about_when_the_notes_were_written_last() {
    let folder = tempfile::tempdir().expect("a folder");
    let told = || of_last_time(folder.path(), None).watch_ended;
    drop(watch_runs(folder.path()));
    assert_eq!(told(), WatchEnded::Sometime, "it wrote nothing");
    let at = std::time::UNIX_EPOCH + std::time::Duration::from_mins(29_000_000);
    for between in [false, true] {
        drop(watch_runs(folder.path()));
        let notes = std::fs::File::create(folder.path().join("shops.sqlite")).expect("a file");
        notes.set_modified(at).expect("its time");
        if between {
            let next = watch_runs(folder.path()).expect("the mark");
            notes.set_modified(std::time::SystemTime::now()).expect("the next one writes as well");
            next.give_back();
        }
        assert_eq!(told(), WatchEnded::About(Timestamp(29_000_000 * 60_000)), "another watch in between: {between}");
    }
}

#[test]
fn a_crash_before_there_is_a_folder_leaves_its_note_all_the_same() {
    let data = tempfile::tempdir().expect("a folder");
    let folder = data.path().join("not").join("there");
    note_panics();
    belongs_to(&folder, "start");
    crash("early");
    belongs_to(data.path(), "window");
    let (place, _) = of_last_time(&folder, None).crashed.expect("it is told");
    assert!(place.as_str().contains("thread early · start"), "{place:?}");
}
