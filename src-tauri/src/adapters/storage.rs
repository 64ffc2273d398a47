//! The notes, which survive the app: SQLite in WAL mode. A thread of its own does one request after the
//! other, in the order they come. No secret is ever in the notes.
//!
//! `shops` holds one JSON document a shop, always read and written whole; `observations` what was
//! observed of it; `history` and `absences` what happened (`storage/history.rs`); `settings` one value; `connects` the journal: a row exists from before a connect
//! request leaves until its end is stored with the shop. The schema and its versions are in
//! `storage/schema.rs`. Opening the folder and the file is `storage/opening.rs`; only one process has
//! them open at a time. What a failure means is `storage/error.rs`.

mod error;
#[cfg(test)]
#[path = "storage/error_tests.rs"]
mod error_tests;
mod history;
mod moving_in;
mod opening;
mod private;
mod rescue;
mod schema;
mod thread;

use connect_core::effect::Settings;
use connect_core::event::Loaded;
use connect_core::meum_facts::ConnectFacts;
use connect_core::observed::Observed;
use connect_core::record::{ShopId, ShopRecord};
use connect_core::time::Timestamp;
pub use error::StorageError;
#[cfg(unix)]
pub use private::folder as private_folder;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::mpsc;
use std::time::{Duration, Instant};
use thread::{Job, Notes, Place};
use tokio::sync::oneshot;

/// Reads the notes in this folder and leaves them as they are, also while the app has them open.
///
/// # Errors
/// Why they cannot be read.
pub fn read_beside(folder: &std::path::Path) -> Result<Loaded, StorageError> {
    let connection = opening::to_read(folder, PRESS)?;
    connection.map_or_else(|| Ok(Loaded::default()), |mut connection| load(&mut connection))
}

/// How long the start and a connect wait while another program, such as a backup, has the database locked.
const BUSY: Duration = Duration::from_secs(5);
/// How long anything else waits: the driver waits with it, and so does whoever presses a button. The driver
/// tries again by itself.
const PRESS: Duration = Duration::from_millis(100);

/// A connect whose end the shop's record does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenConnect {
    /// When it was begun; its identity.
    pub begun_at: Timestamp,
    /// Meum's answer, without key and secret, if the journal has it.
    pub facts: Option<ConnectFacts>,
}

/// The result of work that is queued already. The work is done whether or not anybody awaits it.
pub type Queued<T> = Pin<Box<dyn Future<Output = Result<T, StorageError>> + Send>>;

/// The handle to the storage thread.
#[derive(Clone)]
pub struct Storage {
    jobs: mpsc::Sender<Job>,
    busy: Duration,
}

impl Storage {
    /// Opens the database in this folder on a thread of its own. If that fails, every request says why.
    /// No other process can open it until the last handle or this process is gone.
    pub fn start(folder: PathBuf) -> Self {
        Self::start_with(folder, BUSY)
    }

    /// The same, where an earlier version of the app kept its notes in another folder: they move in first.
    pub fn start_after(former: PathBuf, folder: PathBuf) -> Self {
        Self::start_at(Place { folder, former: Some(former), busy: BUSY })
    }

    /// Starts the storage with another limit for waiting for a locked database.
    pub fn start_with(folder: PathBuf, busy: Duration) -> Self {
        Self::start_at(Place { folder, former: None, busy })
    }

    fn start_at(place: Place) -> Self {
        let busy = place.busy;
        let (jobs, inbox) = mpsc::channel::<Job>();
        let spawned = std::thread::Builder::new().name("storage".to_owned()).spawn(move || {
            let mut notes = Notes::open(place);
            while let Some(job) = notes.next(&inbox) {
                job(&mut notes);
            }
        });
        if let Err(error) = spawned {
            tracing::error!(%error, "The storage thread could not be started");
        }
        Self { jobs, busy }
    }

    /// Reads all notes. If the database did not open before, this tries again. They are copied a little later.
    pub fn load(&self) -> Queued<Loaded> {
        self.queue(|notes| {
            let mut loaded = load(notes.open_again()?)?;
            loaded.damaged = notes.opened.as_mut().ok().and_then(|opened| opened.damaged.take());
            loaded.aside = rescue::aside(&notes.place.folder);
            notes.copy_soon();
            Ok(loaded)
        })
    }

    /// Stores a shop whole, and with it what was observed of it, if that is given. Both are stored, or
    /// neither: what was observed of a connection that is over would be taken for the next one's.
    pub fn save(&self, record: Box<ShopRecord>, observed: Option<Box<Observed>>) -> Queued<()> {
        self.ask(move |connection| {
            let text = serde_json::to_string(&record)?;
            let transaction = connection.transaction()?;
            let sql = "INSERT INTO shops (id, record) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET record = ?2";
            transaction.execute(sql, params![record.id.as_str(), text])?;
            if let Some(observed) = observed {
                observe(&transaction, &record.id, &observed)?;
            }
            transaction.commit()?;
            Ok(())
        })
    }

    /// Stores what was observed of a shop that is stored.
    pub fn save_observed(&self, shop: ShopId, observed: Box<Observed>) -> Queued<()> {
        self.ask(move |connection| observe(connection, &shop, &observed))
    }

    /// Stores the settings.
    pub fn save_settings(&self, settings: Settings) -> Queued<()> {
        self.ask(move |connection| {
            let text = serde_json::to_string(&settings)?;
            let sql = "INSERT INTO settings (id, value) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET value = ?1";
            connection.execute(sql, params![text])?;
            Ok(())
        })
    }

    /// Removes a shop and its journal entry, also from the copy of the notes.
    pub fn forget(&self, shop: ShopId) -> Queued<()> {
        let done = self.ask(move |connection| {
            let transaction = connection.transaction()?;
            transaction.execute("DELETE FROM shops WHERE id = ?1", params![shop.as_str()])?;
            transaction.execute("DELETE FROM observations WHERE shop = ?1", params![shop.as_str()])?;
            transaction.execute("DELETE FROM connects WHERE shop = ?1", params![shop.as_str()])?;
            transaction.commit()?;
            history::forget(connection, &shop);
            Ok(())
        });
        self.copy();
        done
    }

    /// Notes on the disk that a connect is about to leave.
    pub fn open_connect(&self, shop: ShopId, begun_at: Timestamp) -> Queued<()> {
        self.patiently(move |storage| {
            let shop = shop.clone();
            storage.ask(move |connection| {
                let sql = "INSERT INTO connects (shop, begun_at) VALUES (?1, ?2)
                    ON CONFLICT (shop) DO UPDATE SET begun_at = ?2, facts = NULL";
                connection.execute(sql, params![shop.as_str(), begun_at.0])?;
                Ok(())
            })
        })
    }

    /// Notes Meum's answer. The password store has its key and secret already.
    pub fn note_connect(&self, shop: ShopId, facts: ConnectFacts) -> Queued<()> {
        self.patiently(move |storage| {
            let (shop, facts) = (shop.clone(), facts.clone());
            storage.ask(move |connection| {
                let text = serde_json::to_string(&facts)?;
                connection.execute("UPDATE connects SET facts = ?2 WHERE shop = ?1", params![shop.as_str(), text])?;
                Ok(())
            })
        })
    }

    /// Closes a shop's journal entry, once the shop's record has the connect's end. The copy of the notes
    /// gets to know of the connection, too.
    pub fn close_connect(&self, shop: ShopId) -> Queued<()> {
        let done = self.ask(move |connection| {
            connection.execute("DELETE FROM connects WHERE shop = ?1", params![shop.as_str()])?;
            Ok(())
        });
        self.copy();
        done
    }

    /// Waits until everything asked so far is done, and copied if that is due.
    pub fn settled(&self) -> Queued<()> {
        self.queue(|notes| {
            notes.copy_if_due();
            Ok(())
        })
    }

    /// Closes the notes, after everything asked so far. Another process can open them then.
    pub fn close(&self) -> Queued<()> {
        self.queue(|notes| {
            notes.copy_if_due();
            notes.opened = Err(Arc::new(StorageError::Stopped));
            Ok(())
        })
    }

    /// Copies the notes, for the day when they are found damaged. Nobody waits for it.
    fn copy(&self) {
        drop(self.queue(|notes| {
            notes.copy();
            Ok(())
        }));
    }

    /// The open journal entry of a shop, if there is one.
    pub fn unfinished(&self, shop: ShopId) -> Queued<Option<OpenConnect>> {
        self.ask(move |connection| {
            let sql = "SELECT begun_at, facts FROM connects WHERE shop = ?1";
            let row = connection
                .query_row(sql, params![shop.as_str()], |row| {
                    Ok((row.get::<_, i64>(0)?, row.get::<_, Option<String>>(1)?))
                })
                .optional()?;
            let Some((begun_at, facts)) = row else { return Ok(None) };
            // An unreadable answer costs a question; the entry itself must not be lost.
            let facts = facts.and_then(|text| serde_json::from_str(&text).ok());
            Ok(Some(OpenConnect { begun_at: Timestamp(begun_at), facts }))
        })
    }

    /// Does work whose answer nobody at the screen waits for: while the database is locked, it is tried
    /// again, and in between the storage does other work.
    fn patiently<T: Send + 'static>(&self, work: impl Fn(&Self) -> Queued<T> + Send + 'static) -> Queued<T> {
        let storage = self.clone();
        let first = work(self);
        Box::pin(async move {
            let end = Instant::now() + storage.busy;
            let mut done = first.await;
            while done.as_ref().is_err_and(StorageError::is_busy) && Instant::now() < end {
                tokio::time::sleep(PRESS).await;
                done = work(&storage).await;
            }
            done
        })
    }

    fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, StorageError> + Send + 'static,
    ) -> Queued<T> {
        self.queue(|notes| match &mut notes.opened {
            Ok(opened) => work(&mut opened.connection),
            Err(error) => Err(StorageError::NotOpened(Arc::clone(error))),
        })
    }

    /// Queues the work at once, so that the first request is done first.
    fn queue<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Notes) -> Result<T, StorageError> + Send + 'static,
    ) -> Queued<T> {
        let (reply, answer) = oneshot::channel();
        let job: Job = Box::new(move |notes| {
            let done = work(notes).map_err(|error| error.looked_into(&notes.place.folder));
            // The caller may not be waiting for the result.
            let _ = reply.send(done);
        });
        let queued = self.jobs.send(job);
        Box::pin(async move {
            queued.map_err(|_| StorageError::Stopped)?;
            answer.await.map_err(|_| StorageError::Stopped)?
        })
    }
}

/// All that is stored, read as of one moment. In a transaction of its own, each of the many small questions would
/// take and give back SQLite's locks, which costs more than the question.
fn load(connection: &mut Connection) -> Result<Loaded, StorageError> {
    let connection = connection.transaction()?;
    let mut loaded = Loaded::default();
    let sql = "SELECT id, record, observed FROM shops LEFT JOIN observations ON shop = id ORDER BY id";
    let mut shops = connection.prepare(sql)?;
    let mut rows = shops.query([])?;
    while let Some(row) = rows.next()? {
        match shop(row)? {
            Ok(record) => {
                loaded.observed.insert(record.id.clone(), observed(row)?);
                loaded.shops.push(record);
            }
            Err(line) => {
                tracing::error!(line, "The notes of one shop cannot be read");
                loaded.unreadable.push(line);
            }
        }
    }
    // Without its history, a shop is as well watched.
    loaded.periods = history::latest(&connection).unwrap_or_default();
    let settings = connection.query_row("SELECT value FROM settings", [], |row| text(row, 0)).optional()?;
    if let Some(text) = settings {
        // Unreadable settings cost little: the app starts with the usual ones.
        loaded.settings = serde_json::from_slice(&text).unwrap_or_else(|error| {
            tracing::error!(%error, "The settings cannot be read");
            Settings::default()
        });
    }
    let mut open = connection.prepare("SELECT shop FROM connects")?;
    for id in open.query_map([], |row| row.get::<_, String>(0))? {
        loaded.unfinished.push(ShopId::stored(id?));
    }
    Ok(loaded)
}

/// One shop, or a line for support that says where its notes cannot be read, but not what they say.
fn shop(row: &Row<'_>) -> rusqlite::Result<Result<ShopRecord, String>> {
    let (id, notes) = (text(row, 0)?, text(row, 1)?);
    let id = String::from_utf8_lossy(&id);
    Ok(match serde_json::from_slice::<ShopRecord>(&notes) {
        Ok(record) if record.id.as_str() == id => Ok(record),
        // Saving this record would overwrite the shop whose name it has.
        Ok(_) => Err(format!("{id}: the notes are another shop's")),
        Err(error) => Err(format!("{id}: {:?} at line {} column {}", error.classify(), error.line(), error.column())),
    })
}

/// What was observed of a shop. Where that cannot be read, nothing was: it is asked again.
fn observed(row: &Row<'_>) -> rusqlite::Result<Observed> {
    let notes = text(row, 2)?;
    let read = if notes.is_empty() { Ok(Observed::default()) } else { serde_json::from_slice(&notes) };
    Ok(read.unwrap_or_else(|error| {
        tracing::error!(%error, "What was observed of a shop cannot be read");
        Observed::default()
    }))
}

/// Writes what was observed of a shop that is stored; of one that is gone, nothing.
fn observe(connection: &Connection, shop: &ShopId, observed: &Observed) -> Result<(), StorageError> {
    let text = serde_json::to_string(observed)?;
    let sql = "INSERT INTO observations (shop, observed) SELECT id, ?2 FROM shops WHERE id = ?1
        ON CONFLICT (shop) DO UPDATE SET observed = ?2";
    connection.execute(sql, params![shop.as_str(), text])?;
    Ok(())
}

/// A column's bytes. A damaged text may not be UTF-8 any more.
fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<u8>> {
    Ok(row.get_ref(column)?.as_bytes().unwrap_or_default().to_vec())
}
