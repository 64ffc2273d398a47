//! Opening the notes: the folder, the lock that keeps a second process of the app out, and the
//! database.
//!
//! The lock is on a file of its own, so that other programs can still read the database. The operating
//! system releases it when the process ends, however that happens.

use super::{PRESS, StorageError, history, moving_in, private, rescue, schema};
use reqwest::Url;
use rusqlite::{Connection, OpenFlags};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::Path;
use std::time::{Duration, Instant};

/// The database.
pub(super) const NOTES: &str = "shops.sqlite";
/// The file whose lock says that the app runs on this folder. It stays empty.
const LOCK: &str = "in-use";
/// How long to wait for the lock: an app that has just ended may still hold its files for a moment.
const LETTING_GO: Duration = Duration::from_secs(3);
/// How soon to look again.
const PAUSE: Duration = Duration::from_millis(50);

/// The open database and its lock. Rust drops the fields in this order, so the lock goes last.
pub(super) struct Opened {
    pub(super) connection: Connection,
    /// What was found damaged and set aside when this was opened, as a line for support.
    pub(super) damaged: Option<String>,
    _lock: File,
}

/// Opens the notes in this folder, and makes them if there are none. Notes in a `former` folder of the app
/// move in first.
///
/// # Errors
/// When another process has them open, a newer version wrote them, or folder or file cannot be used.
pub(super) fn open(folder: &Path, former: Option<&Path>, busy: Duration) -> Result<Opened, StorageError> {
    private::folder(folder)?;
    let lock = lock(folder)?;
    if let Some(former) = former {
        moving_in::bring(former, folder)?;
    }
    let (connection, damaged) = match sound(folder, busy) {
        Err(damage) if damage.is_damage() => {
            tracing::error!(%damage, "The notes are damaged, and are set aside");
            let aside = rescue::set_aside(folder)?;
            let mut connection = sound(folder, busy)?;
            let kept = rescue::restore(&mut connection, folder, &aside);
            (connection, Some(format!("{damage} · kept as {} · {kept}", rescue::name(&aside))))
        }
        opened => (opened?, None),
    };
    history::attach(&connection, folder);
    connection.busy_timeout(PRESS.min(busy))?;
    Ok(Opened { connection, damaged, _lock: lock })
}

/// Opens the database to read it, beside whoever has it open. Where nobody may write beside it, and nobody does, it is
/// read as it stands. `None` where there is none.
///
/// # Errors
/// When it cannot be read, or another version of the app wrote it.
pub(super) fn to_read(folder: &Path, busy: Duration) -> Result<Option<Connection>, StorageError> {
    let database = folder.join(NOTES);
    if !database.try_exists()? {
        return Ok(None);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let open = |form: &str| {
        let address = Url::from_file_path(&database).map(|address| format!("{address}{form}"));
        let address = address.map_err(|()| std::io::Error::from(ErrorKind::InvalidFilename))?;
        let connection = Connection::open_with_flags(address, flags | OpenFlags::SQLITE_OPEN_URI)?;
        connection.busy_timeout(busy)?;
        schema::is_of_today(&connection)?;
        Ok(connection)
    };
    let is_in_use = folder.join(format!("{NOTES}-wal")).exists();
    match open("") {
        Err(StorageError::Database(_)) if !is_in_use => open("?immutable=1").map(Some),
        opened => opened.map(Some),
    }
}

/// Opens the database, looks whether it is sound, and brings it up to date.
fn sound(folder: &Path, busy: Duration) -> Result<Connection, StorageError> {
    let database = folder.join(NOTES);
    rescue::is_there(folder, &database)?;
    private::database(&database);
    let mut connection = Connection::open(database)?;
    // SQLite also opens a file that it may only read, and then the app could store nothing.
    if connection.is_readonly("main")? {
        return Err(std::io::Error::new(ErrorKind::PermissionDenied, format!("{NOTES} may only be read")).into());
    }
    connection.busy_timeout(busy)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // A noted connect must survive a power cut, not only a crash of the app.
    connection.pragma_update(None, "synchronous", "FULL")?;
    // On macOS an ordinary sync leaves the data in the disk's own memory. Elsewhere these change nothing.
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    rescue::check(&connection)?;
    schema::bring_up_to_date(&mut connection)?;
    Ok(connection)
}

/// Takes the lock of the notes in this folder.
///
/// # Errors
/// [`StorageError::InUse`] when another process keeps it, or why there is no lock file.
pub(super) fn lock(folder: &Path) -> Result<File, StorageError> {
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
            // On a file system without locks, only the message bus stops a second start.
            tracing::warn!(%error, "The data folder knows no locks");
            Ok(file)
        }
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}
