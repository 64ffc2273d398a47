//! Names for failures of the notes, and what tells a full disk from a closed folder.
//!
//! SQLite says that the disk is full only where a write runs out of room. Where it cannot make or extend a
//! file, it says that it cannot open or write it. So this writes into the folder to see what is wrong.

use super::schema::SCHEMA;
use connect_core::problem::{Problem, ProblemKind};
use rusqlite::ErrorCode;
use std::fs::{File, remove_file};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::sync::Arc;

/// The name of the file that is written to try the folder, and removed at once.
const ROOM: &str = "room";
/// What is written: more than SQLite asks for at a time, which is 32 KiB.
static ENOUGH: [u8; 64 * 1024] = [0; 64 * 1024];

/// Why the notes could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// SQLite's own error, before [`StorageError::looked_into`] has looked at the folder.
    #[error("database: {0}")]
    Database(#[from] rusqlite::Error),
    /// The folder or a file in it cannot be made, entered or written.
    #[error("folder: {0}")]
    Folder(#[from] io::Error),
    /// The disk is full, or this user's share of it.
    #[error("no room left: {0}")]
    Full(String),
    /// A stored text is not the JSON that it should be.
    #[error("stored text: {0}")]
    Text(#[from] serde_json::Error),
    /// Another program has the database locked. It passes.
    #[error("{0}")]
    Busy(String),
    /// What is there is no database any more, or a broken one.
    #[error("damaged: {0}")]
    Damaged(String),
    /// A newer version of the app wrote it.
    #[error("schema {0} is newer than {SCHEMA}")]
    TooNew(i64),
    /// An earlier version of the app wrote it, and nobody may bring it up to date here.
    #[error("schema {0} is older than {SCHEMA}")]
    TooOld(i64),
    /// Another process has the notes open.
    #[error("another process has the notes open")]
    InUse,
    /// The notes did not open before, for this reason.
    #[error("{0}")]
    NotOpened(Arc<StorageError>),
    /// The storage thread has ended.
    #[error("storage has stopped")]
    Stopped,
}

impl StorageError {
    const fn kind(&self) -> ProblemKind {
        match self {
            Self::TooNew(_) => ProblemKind::StorageTooNew,
            Self::InUse => ProblemKind::AlreadyRunning,
            Self::Full(_) => ProblemKind::StorageFull,
            Self::Database(_)
            | Self::Folder(_)
            | Self::Busy(_)
            | Self::Damaged(_)
            | Self::Text(_)
            | Self::TooOld(_)
            | Self::NotOpened(_)
            | Self::Stopped => ProblemKind::StorageFault,
        }
    }

    /// Whether another program has the database locked for a moment.
    pub const fn is_busy(&self) -> bool {
        matches!(self, Self::Busy(_))
    }

    /// Whether the file is no sound database.
    pub(super) fn is_damage(&self) -> bool {
        let of_sqlite = |error: &rusqlite::Error| {
            matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
        };
        matches!(self, Self::Damaged(_)) || matches!(self, Self::Database(error) if of_sqlite(error))
    }

    /// The failure after a look at the folder: a full disk by its name, and the folder's path in the line.
    pub(super) fn looked_into(self, folder: &Path) -> Self {
        match self {
            Self::Database(error) => match error.sqlite_error_code() {
                Some(ErrorCode::DiskFull) => Self::Full(format!("{}: {error}", folder.display())),
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                    Self::Busy(format!("{}: {error}", folder.display()))
                }
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                    Self::Damaged(format!("{}: {error}", folder.display()))
                }
                Some(ErrorCode::CannotOpen | ErrorCode::SystemIoFailure | ErrorCode::ReadOnly) => {
                    of_folder(folder, &try_writing(folder).err().unwrap_or_else(|| io::Error::other(error)))
                }
                _ => of_folder(folder, &io::Error::other(error)),
            },
            Self::Folder(refusal) => of_folder(folder, &refusal),
            other => other,
        }
    }
}

impl From<&StorageError> for Problem {
    fn from(error: &StorageError) -> Self {
        match error {
            StorageError::NotOpened(first) => Self::from(first.as_ref()),
            error => Self::new(error.kind()).with_technical(&error.to_string()),
        }
    }
}

fn of_folder(folder: &Path, refusal: &io::Error) -> StorageError {
    let why = format!("{}: {refusal}", folder.display());
    // A limit on the size of files leaves as little room as a full disk.
    let full = matches!(refusal.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge);
    if full { StorageError::Full(why) } else { StorageError::Folder(io::Error::new(refusal.kind(), why)) }
}

/// Writes as much as SQLite may want at a time, and removes it again.
fn try_writing(folder: &Path) -> io::Result<()> {
    let place = folder.join(ROOM);
    let written = File::create(&place).and_then(|mut file| {
        file.write_all(&ENOUGH)?;
        file.sync_all()
    });
    // A file that was not made cannot be removed.
    let _ = remove_file(&place);
    written
}
