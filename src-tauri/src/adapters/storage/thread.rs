//! What the storage's own thread has: the open notes, and when they are to be copied.

use super::StorageError;
use super::opening::{self, Opened};
use super::rescue;
use rusqlite::Connection;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// How long the copy of notes that were just read waits. The panel asks for its history meanwhile.
const OPENING: Duration = Duration::from_secs(1);

/// What the thread is asked to do.
pub(super) type Job = Box<dyn FnOnce(&mut Notes) + Send>;

/// Where the notes are, and how they are opened.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) folder: PathBuf,
    /// Where an earlier version of the app kept them.
    pub(super) former: Option<PathBuf>,
    pub(super) busy: Duration,
}

/// The state of the storage thread.
pub(super) struct Notes {
    pub(super) opened: Result<Opened, Arc<StorageError>>,
    pub(super) place: Place,
    /// When the notes are to be copied, if they are.
    copy_at: Option<Instant>,
}

impl Notes {
    /// Opens the notes in this place, or keeps why they could not be opened.
    pub(super) fn open(place: Place) -> Self {
        let Place { folder, former, busy } = &place;
        let opened = opening::open(folder, former.as_deref(), *busy);
        Self { opened: opened.map_err(|error| Arc::new(error.looked_into(folder))), place, copy_at: None }
    }

    /// The next job; none once nobody is left who could ask. A copy that is due comes first.
    pub(super) fn next(&mut self, inbox: &mpsc::Receiver<Job>) -> Option<Job> {
        if let Some(at) = self.copy_at {
            match inbox.recv_timeout(at.saturating_duration_since(Instant::now())) {
                Ok(job) => return Some(job),
                Err(mpsc::RecvTimeoutError::Timeout) => self.copy(),
                Err(mpsc::RecvTimeoutError::Disconnected) => return None,
            }
        }
        inbox.recv().ok()
    }

    /// Lets the notes be copied in a while.
    pub(super) fn copy_soon(&mut self) {
        self.copy_at = Some(Instant::now() + OPENING);
    }

    /// Copies the notes now, if they are to be copied.
    pub(super) fn copy_if_due(&mut self) {
        if self.copy_at.is_some() {
            self.copy();
        }
    }

    /// Copies the notes.
    pub(super) fn copy(&mut self) {
        self.copy_at = None;
        if let Ok(opened) = &self.opened {
            rescue::copy(&opened.connection, &self.place.folder);
        }
    }

    /// The database. If it did not open before, this tries again.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub(super) fn open_again(&mut self) -> Result<&mut Connection, StorageError> {
        if self.opened.is_err() {
            *self = Self::open(self.place.clone());
        }
        let opened = self.opened.as_mut().map(|opened| &mut opened.connection);
        opened.map_err(|error| StorageError::NotOpened(Arc::clone(error)))
    }
}
