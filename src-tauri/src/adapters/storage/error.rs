//! Why the notes could not be read or written, and how a full disk is told from a closed folder.
//!
//! SQLite says that a disk is full only where a write ran out of room. Where a file could not be
//! made, or not made longer in another way, it says that it cannot open or write it. So the folder
//! is asked what is wrong with it, by writing into it.

use super::schema::SCHEMA;
use connect_core::problem::{Problem, ProblemKind};
use rusqlite::ErrorCode;
use std::fs::{File, remove_file};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::sync::Arc;

/// The file that is written to ask the folder, and removed at once.
const ROOM: &str = "room";
/// More than SQLite wants at a time, which is 32 KiB.
static ENOUGH: [u8; 64 * 1024] = [0; 64 * 1024];

/// Why the notes could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// SQLite says no; where the folder is, is not said yet.
    #[error("database: {0}")]
    Database(#[from] rusqlite::Error),
    /// The folder, or a file in it, cannot be made, entered or written.
    #[error("folder: {0}")]
    Folder(#[from] io::Error),
    /// There is no room left: the disk is full, or this user's share of it.
    #[error("no room left: {0}")]
    Full(String),
    /// What is stored cannot be understood.
    #[error("stored text: {0}")]
    Text(#[from] serde_json::Error),
    /// A newer version of the app wrote it.
    #[error("schema {0} is newer than {SCHEMA}")]
    TooNew(i64),
    /// Another process has the notes open.
    #[error("another process has the notes open")]
    InUse,
    /// The notes could not be opened before; whoever asks now is told the same.
    #[error("{0}")]
    NotOpened(Arc<StorageError>),
    /// The thread is gone.
    #[error("storage has stopped")]
    Stopped,
}

impl StorageError {
    const fn kind(&self) -> ProblemKind {
        match self {
            Self::TooNew(_) => ProblemKind::StorageTooNew,
            Self::InUse => ProblemKind::AlreadyRunning,
            Self::Full(_) => ProblemKind::StorageFull,
            Self::Database(_) | Self::Folder(_) | Self::Text(_) | Self::NotOpened(_) | Self::Stopped => {
                ProblemKind::StorageFault
            }
        }
    }

    /// The same failure with what the folder says about it, and where the folder is.
    pub(super) fn looked_into(self, folder: &Path) -> Self {
        match self {
            Self::Database(error) => match error.sqlite_error_code() {
                Some(ErrorCode::DiskFull) => Self::Full(format!("{}: {error}", folder.display())),
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
    // A limit on the size of files is as little room as a full disk.
    let full = matches!(refusal.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge);
    if full { StorageError::Full(why) } else { StorageError::Folder(io::Error::new(refusal.kind(), why)) }
}

/// Writes what SQLite may want to write at a time, and removes it again.
fn try_writing(folder: &Path) -> io::Result<()> {
    let place = folder.join(ROOM);
    let written = File::create(&place).and_then(|mut file| {
        file.write_all(&ENOUGH)?;
        file.sync_all()
    });
    // What could not be made is not there to be removed.
    let _ = remove_file(&place);
    written
}
