//! Notes that are damaged: told from sound ones, set aside as they are, and what can still be read of them,
//! or of the copy from the last good start, put into new ones.
//!
//! Nothing of the damaged file is deleted or changed. The copy is as private as the notes.

use super::opening::NOTES;
use super::{StorageError, private};
use rusqlite::{Connection, OpenFlags, params};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// The copy from the last good start, or from the end of the last connect.
const COPY: &str = "shops-copy.sqlite";
/// The same while it is written.
const COPYING: &str = "shops-copying.sqlite";
/// SQLite's files beside a database.
const BESIDE: [&str; 3] = ["", "-wal", "-shm"];

/// Looks whether the database is sound. It is small, so this takes no time that anybody notices.
///
/// # Errors
/// [`StorageError::Damaged`] with SQLite's own words.
pub(super) fn check(connection: &Connection) -> Result<(), StorageError> {
    let found: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if found == "ok" { Ok(()) } else { Err(StorageError::Damaged(found)) }
}

/// Looks for a file that was emptied: SQLite would take it for a new one.
///
/// # Errors
/// [`StorageError::Damaged`] where the notes are empty, and a copy is not.
pub(super) fn is_there(folder: &Path, database: &Path) -> Result<(), StorageError> {
    let length = |place: &Path| std::fs::metadata(place).map(|found| found.len()).ok();
    let emptied = length(database) == Some(0) && length(&folder.join(COPY)).is_some_and(|copy| copy > 0);
    if emptied { Err(StorageError::Damaged("the file is empty".to_owned())) } else { Ok(()) }
}

/// Where damaged notes are that were set aside: the file, or the folder where there are several.
pub(super) fn aside(folder: &Path) -> Option<String> {
    let names = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    let is_aside = |place: &PathBuf| {
        let name = place.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        name.starts_with("shops-damaged") && name.ends_with(".sqlite")
    };
    let found: Vec<PathBuf> = names.filter(is_aside).collect();
    let place = match found.as_slice() {
        [] => return None,
        [one] => one.as_path(),
        [_, _, ..] => folder,
    };
    Some(place.display().to_string())
}

/// Renames the damaged database and the files beside it. Gives back where it is now.
///
/// # Errors
/// When it cannot be renamed.
pub(super) fn set_aside(folder: &Path) -> Result<PathBuf, StorageError> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map(|since| since.as_secs()).unwrap_or_default();
    let mut names =
        (0..).map(|number: u64| folder.join(format!("shops-damaged-{}.sqlite", seconds.saturating_add(number))));
    let aside = names.find(|name| !name.exists()).unwrap_or_else(|| folder.join("shops-damaged.sqlite"));
    for ending in BESIDE {
        let from = with_ending(&folder.join(NOTES), ending);
        if from.exists() {
            std::fs::rename(from, with_ending(&aside, ending))?;
        }
    }
    Ok(aside)
}

/// Puts what can be read into the new notes: first of the damaged ones, which are newer, then of the copy.
/// Gives back a line for support.
pub(super) fn restore(new: &mut Connection, folder: &Path, aside: &Path) -> String {
    let mut lines = Vec::new();
    for (what, place) in [("the damaged file", aside.to_owned()), ("the copy", folder.join(COPY))] {
        let taken = open_as_it_is(&place).and_then(|old| take(new, &old));
        lines.push(match taken {
            Ok(shops) => format!("{shops} shops from {what}"),
            Err(error) => format!("none from {what}: {error}"),
        });
    }
    lines.join(", ")
}

/// Opens a database without ever writing to it or to a file beside it.
fn open_as_it_is(place: &Path) -> rusqlite::Result<Connection> {
    let url = url::Url::from_file_path(place).map(String::from).unwrap_or_default();
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(format!("{url}?immutable=1"), flags)
}

/// Takes every row that can be read and is not there yet. Gives back how many shops that were.
fn take(new: &mut Connection, old: &Connection) -> rusqlite::Result<usize> {
    let transaction = new.transaction()?;
    let shops = rows(old, "SELECT id, record FROM shops");
    let mut taken = 0;
    for (id, record) in &shops {
        taken +=
            transaction.execute("INSERT OR IGNORE INTO shops (id, record) VALUES (?1, ?2)", params![id, record])?;
    }
    for (shop, observed) in rows(old, "SELECT shop, observed FROM observations") {
        transaction
            .execute("INSERT OR IGNORE INTO observations (shop, observed) VALUES (?1, ?2)", params![shop, observed])?;
    }
    for (_, value) in rows(old, "SELECT CAST(id AS TEXT), value FROM settings") {
        transaction.execute("INSERT OR IGNORE INTO settings (id, value) VALUES (1, ?1)", params![value])?;
    }
    let connects = "SELECT shop, CAST(begun_at AS TEXT) FROM connects";
    for (shop, begun_at) in rows(old, connects) {
        let begun_at: i64 = begun_at.parse().unwrap_or_default();
        transaction
            .execute("INSERT OR IGNORE INTO connects (shop, begun_at) VALUES (?1, ?2)", params![shop, begun_at])?;
    }
    transaction.commit()?;
    Ok(taken)
}

/// The rows up to the first that cannot be read. A text that is no text any more is left out.
fn rows(old: &Connection, sql: &str) -> Vec<(String, String)> {
    let read = || -> rusqlite::Result<Vec<(String, String)>> {
        let mut found = Vec::new();
        let mut statement = old.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Ok(Some(row)) = rows.next() {
            if let (Ok(first), Ok(second)) = (row.get(0), row.get(1)) {
                found.push((first, second));
            }
        }
        Ok(found)
    };
    read().unwrap_or_default()
}

/// Copies sound notes. A copy that fails leaves the one before.
pub(super) fn copy(connection: &Connection, folder: &Path) {
    let (place, writing) = (folder.join(COPY), folder.join(COPYING));
    // What an earlier start left half written.
    let _ = std::fs::remove_file(&writing);
    private::database(&writing);
    let written = connection.execute("VACUUM INTO ?1", [writing.to_string_lossy()]).map_err(StorageError::from);
    let copied = written.and_then(|_| std::fs::rename(&writing, &place).map_err(StorageError::from));
    if let Err(error) = copied {
        let _ = std::fs::remove_file(&writing);
        tracing::warn!(%error, "The notes could not be copied");
    }
}

/// A file's name, for a line that support reads.
pub(super) fn name(place: &Path) -> String {
    place.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn with_ending(place: &Path, ending: &str) -> PathBuf {
    let mut name = place.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
