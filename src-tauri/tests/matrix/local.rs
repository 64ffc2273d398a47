//! Faults of this computer: the disk, the database, the password store.

use super::alone::{self, Wish};
use super::faults::Fault;
use crate::harness::disk::Disk;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// A fault of this computer, spoiled and mended at the test's word.
pub struct Local {
    fault: Fault,
    folder: PathBuf,
    /// The other program that holds the database.
    holding: Mutex<Option<Connection>>,
}

impl Local {
    pub fn new(fault: Fault, folder: &Path) -> Self {
        Self { fault, folder: folder.to_owned(), holding: Mutex::default() }
    }

    /// From now on it is broken.
    pub fn spoil(&self) {
        match self.fault {
            Fault::DatabaseLocked => {
                let other = Connection::open(self.folder.join("shops.sqlite")).unwrap();
                other.busy_timeout(std::time::Duration::from_secs(5)).unwrap();
                other.execute_batch("BEGIN EXCLUSIVE").unwrap();
                *self.holding.lock().unwrap() = Some(other);
            }
            Fault::DiskFull => Disk::here().fill(std::process::id()),
            fault if fault.is_of_keyring() => alone::please(Wish::Spoil),
            _ => {}
        }
    }

    /// All is well again.
    pub fn mend(&self) {
        match self.fault {
            Fault::DatabaseLocked => *self.holding.lock().unwrap() = None,
            Fault::DiskFull => Disk::here().empty(std::process::id()),
            fault if fault.is_of_keyring() => alone::please(Wish::Mend),
            _ => {}
        }
    }
}
