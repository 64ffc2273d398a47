//! Notes that an earlier version of the app kept in another folder move into this one.
//!
//! On Windows that folder roams: a company may keep it on a server, where SQLite's locks and its
//! write-ahead log do not hold. A kill in between loses nothing: the notes count as moved once the
//! database has its name in the new folder, and only then are they removed from the old one.

use super::StorageError;
use super::opening::{NOTES, lock};
use std::fs::{self, File};
use std::io;
use std::path::Path;

/// What SQLite writes beside the database. The log may hold changes that are not in the database yet;
/// the other file is made anew.
const LOG: &str = "-wal";
const INDEX: &str = "-shm";
/// The database on its way.
const ON_THE_WAY: &str = "-moving";

/// Moves the notes, if there are some in the former folder and none in this one.
///
/// # Errors
/// When an earlier version of the app has them open, or they cannot be copied. Then both are as before.
pub(super) fn bring(former: &Path, folder: &Path) -> Result<(), StorageError> {
    let is_there = |folder: &Path| fs::exists(folder.join(NOTES));
    if former == folder || !is_there(former)? || is_there(folder)? {
        return Ok(());
    }
    let _open = lock(former)?;
    let log = beside(former, LOG);
    if fs::exists(&log)? {
        copy(&log, &beside(folder, LOG))?;
    }
    copy(&former.join(NOTES), &beside(folder, ON_THE_WAY))?;
    fs::rename(beside(folder, ON_THE_WAY), folder.join(NOTES))?;
    for ending in ["", LOG, INDEX] {
        if let Err(error) = fs::remove_file(beside(former, ending))
            && error.kind() != io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "Old notes stay where an earlier version kept them");
        }
    }
    Ok(())
}

fn beside(folder: &Path, ending: &str) -> std::path::PathBuf {
    folder.join(format!("{NOTES}{ending}"))
}

/// Copies a file, and waits until it is on the disk.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to)?;
    File::options().write(true).open(to)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::Connection;

    fn words(folder: &Path) -> Vec<String> {
        let notes = Connection::open(folder.join(NOTES)).expect("notes");
        let mut found = notes.prepare("SELECT word FROM words").expect("a table");
        found.query_map([], |row| row.get(0)).expect("rows").map(|word| word.expect("a word")).collect()
    }

    /// Notes whose last change is in the log only, as after a kill.
    fn killed(folder: &Path, word: &str) -> Connection {
        let notes = Connection::open(folder.join(NOTES)).expect("notes");
        notes.pragma_update(None, "journal_mode", "WAL").expect("WAL");
        notes
            .execute_batch(&format!("CREATE TABLE words (word TEXT); INSERT INTO words VALUES ('{word}')"))
            .expect("it");
        notes
    }

    fn folders() -> (tempfile::TempDir, tempfile::TempDir) {
        (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"))
    }

    #[test]
    fn notes_move_in_with_what_only_the_log_has() {
        let (former, folder) = folders();
        // It stays open, so that the log is not written into the database.
        let _open = killed(former.path(), "kept");
        bring(former.path(), folder.path()).expect("they move");
        assert_eq!(words(folder.path()), ["kept"]);
        for ending in ["", LOG, INDEX] {
            assert!(!beside(former.path(), ending).exists(), "{ending} stayed");
        }
        bring(former.path(), folder.path()).expect("nothing is left to do");
    }

    #[test]
    fn what_was_half_moved_is_moved_once_more() {
        let (former, folder) = folders();
        let _open = killed(former.path(), "kept");
        fs::write(beside(folder.path(), LOG), "half of a log").expect("written");
        fs::write(beside(folder.path(), ON_THE_WAY), "half of a database").expect("written");
        bring(former.path(), folder.path()).expect("they move");
        assert_eq!(words(folder.path()), ["kept"]);
    }

    #[test]
    fn notes_that_are_here_already_count_and_the_others_stay() {
        let (former, folder) = folders();
        drop((killed(former.path(), "old"), killed(folder.path(), "new")));
        bring(former.path(), folder.path()).expect("nothing to do");
        assert_eq!((words(former.path()), words(folder.path())), (vec!["old".to_owned()], vec!["new".to_owned()]));
    }

    #[test]
    fn without_former_notes_or_a_former_folder_nothing_happens() {
        let (former, folder) = folders();
        for former in [former.path(), folder.path(), Path::new("/nowhere/at/all")] {
            bring(former, folder.path()).expect("nothing to do");
        }
        assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 0);
    }

    #[test]
    fn notes_that_an_earlier_version_has_open_stay_with_it() {
        let (former, folder) = folders();
        drop(killed(former.path(), "kept"));
        let _theirs = lock(former.path()).expect("the lock");
        assert!(matches!(bring(former.path(), folder.path()), Err(StorageError::InUse)));
        assert_eq!(words(former.path()), ["kept"]);
        assert!(!folder.path().join(NOTES).exists());
    }
}
