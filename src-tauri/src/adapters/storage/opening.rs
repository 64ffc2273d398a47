//! Opening the notes: the folder, the lock that keeps a second process of the app out, and the
//! database.
//!
//! The lock is on a file of its own, so that whoever only wants to look at the database may. The
//! operating system lets go of it when the process ends, however that happens.

use super::{StorageError, private, schema};
use rusqlite::Connection;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::Path;
use std::time::{Duration, Instant};

/// The database.
const NOTES: &str = "shops.sqlite";
/// The file whose lock says that the app runs on this folder; nothing is ever written into it.
const LOCK: &str = "in-use";
/// An app that has just ended, or was ended, may need a moment to let go of its files.
const LETTING_GO: Duration = Duration::from_secs(3);
/// How soon to look again.
const PAUSE: Duration = Duration::from_millis(50);

/// The open notes. The fields are dropped in this order: the lock outlives the database.
pub(super) struct Opened {
    pub(super) connection: Connection,
    _lock: File,
}

/// Opens the notes in this folder.
///
/// # Errors
/// When another process has them open, and when folder or file cannot be used.
pub(super) fn open(folder: &Path, busy: Duration) -> Result<Opened, StorageError> {
    private::folder(folder)?;
    let lock = lock(folder)?;
    let database = folder.join(NOTES);
    private::database(&database);
    let mut connection = Connection::open(database)?;
    // SQLite opens what it may only read all the same, and then nothing could be stored.
    if connection.is_readonly("main")? {
        return Err(std::io::Error::new(ErrorKind::PermissionDenied, format!("{NOTES} may only be read")).into());
    }
    connection.busy_timeout(busy)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // A noted connect must survive a power cut, not only a crash of the app.
    connection.pragma_update(None, "synchronous", "FULL")?;
    schema::bring_up_to_date(&mut connection)?;
    Ok(Opened { connection, _lock: lock })
}

/// Takes the lock, or says that somebody else has it and keeps it.
fn lock(folder: &Path) -> Result<File, StorageError> {
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(folder.join(LOCK))?;
    let end = Instant::now() + LETTING_GO;
    let mut tried = file.try_lock();
    while matches!(tried, Err(TryLockError::WouldBlock)) && Instant::now() < end {
        std::thread::sleep(PAUSE);
        tried = file.try_lock();
    }
    match tried {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StorageError::InUse),
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {
            // A file system without locks: the message bus alone keeps a second start out.
            tracing::warn!(%error, "The data folder knows no locks");
            Ok(file)
        }
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}
