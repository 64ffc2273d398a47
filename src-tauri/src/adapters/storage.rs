//! What survives the app: SQLite in WAL mode, on a thread of its own, in the order it was asked.
//! No secret is ever in it.
//!
//! `shops` holds one JSON document a shop, always read and written whole; `settings` one value;
//! `connects` the journal: a row exists from before a connect request leaves until its end is
//! stored with the shop. `PRAGMA user_version` is the schema's version.

use connect_core::effect::Settings;
use connect_core::event::Loaded;
use connect_core::meum_facts::ConnectFacts;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::shop::{ShopId, ShopRecord};
use connect_core::time::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::mpsc;
use tokio::sync::oneshot;

/// The schema this version writes.
const SCHEMA: i64 = 1;
const CREATE: &str = "
    CREATE TABLE shops (id TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT;
    CREATE TABLE settings (id INTEGER PRIMARY KEY CHECK (id = 1), value TEXT NOT NULL) STRICT;
    CREATE TABLE connects (shop TEXT PRIMARY KEY, begun_at INTEGER NOT NULL, facts TEXT) STRICT;
";

/// Why the notes could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// SQLite or the disk says no.
    #[error("database: {0}")]
    Database(#[from] rusqlite::Error),
    /// The folder cannot be made or entered.
    #[error("folder: {0}")]
    Folder(#[from] std::io::Error),
    /// What is stored cannot be understood.
    #[error("stored text: {0}")]
    Text(#[from] serde_json::Error),
    /// A newer version of the app wrote it.
    #[error("schema {0} is newer than {SCHEMA}")]
    TooNew(i64),
    /// The thread is gone.
    #[error("storage has stopped")]
    Stopped,
}

impl From<&StorageError> for Problem {
    fn from(error: &StorageError) -> Self {
        let kind = match error {
            StorageError::TooNew(_) => ProblemKind::StorageTooNew,
            StorageError::Database(_) | StorageError::Folder(_) | StorageError::Text(_) | StorageError::Stopped => {
                ProblemKind::StorageFault
            }
        };
        Self::new(kind).with_technical(&error.to_string())
    }
}

/// An unfinished connect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenConnect {
    /// When it was begun; its identity.
    pub begun_at: Timestamp,
    /// What Meum answered, if that was noted.
    pub facts: Option<ConnectFacts>,
}

type Job = Box<dyn FnOnce(&mut Result<Connection, StorageError>) + Send>;

/// Work that is queued already; awaiting it tells how it ended.
pub type Queued<T> = Pin<Box<dyn Future<Output = Result<T, StorageError>> + Send>>;

/// The storage thread's handle.
#[derive(Clone)]
pub struct Storage {
    jobs: mpsc::Sender<Job>,
}

impl Storage {
    /// Opens the database in this folder on a thread of its own; a failure shows in every answer.
    pub fn start(folder: PathBuf) -> Self {
        let (jobs, inbox) = mpsc::channel::<Job>();
        let spawned = std::thread::Builder::new().name("storage".to_owned()).spawn(move || {
            let mut connection = open(&folder);
            while let Ok(job) = inbox.recv() {
                job(&mut connection);
            }
        });
        if let Err(error) = spawned {
            tracing::error!(%error, "The storage thread could not be started");
        }
        Self { jobs }
    }

    /// Reads everything.
    pub fn load(&self) -> Queued<Loaded> {
        self.ask(load)
    }

    /// Stores a shop whole.
    pub fn save(&self, record: Box<ShopRecord>) -> Queued<()> {
        self.ask(move |connection| {
            let text = serde_json::to_string(&record)?;
            let sql = "INSERT INTO shops (id, record) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET record = ?2";
            connection.execute(sql, params![record.id.as_str(), text])?;
            Ok(())
        })
    }

    /// Stores what is beside the shops.
    pub fn save_settings(&self, settings: Settings) -> Queued<()> {
        self.ask(move |connection| {
            let text = serde_json::to_string(&settings)?;
            let sql = "INSERT INTO settings (id, value) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET value = ?1";
            connection.execute(sql, params![text])?;
            Ok(())
        })
    }

    /// Removes a shop and its journal.
    pub fn forget(&self, shop: ShopId) -> Queued<()> {
        self.ask(move |connection| {
            let transaction = connection.transaction()?;
            transaction.execute("DELETE FROM shops WHERE id = ?1", params![shop.as_str()])?;
            transaction.execute("DELETE FROM connects WHERE shop = ?1", params![shop.as_str()])?;
            transaction.commit()?;
            Ok(())
        })
    }

    /// Notes, durably, that a connect is about to leave.
    pub fn open_connect(&self, shop: ShopId, begun_at: Timestamp) -> Queued<()> {
        self.ask(move |connection| {
            let sql = "INSERT INTO connects (shop, begun_at) VALUES (?1, ?2)
                ON CONFLICT (shop) DO UPDATE SET begun_at = ?2, facts = NULL";
            connection.execute(sql, params![shop.as_str(), begun_at.0])?;
            Ok(())
        })
    }

    /// Notes what Meum answered; its credentials are kept already.
    pub fn note_connect(&self, shop: ShopId, facts: ConnectFacts) -> Queued<()> {
        self.ask(move |connection| {
            let text = serde_json::to_string(&facts)?;
            connection.execute("UPDATE connects SET facts = ?2 WHERE shop = ?1", params![shop.as_str(), text])?;
            Ok(())
        })
    }

    /// The connect's end is stored with its shop.
    pub fn close_connect(&self, shop: ShopId) -> Queued<()> {
        self.ask(move |connection| {
            connection.execute("DELETE FROM connects WHERE shop = ?1", params![shop.as_str()])?;
            Ok(())
        })
    }

    /// The unfinished connect of a shop, if there is one.
    pub fn unfinished(&self, shop: ShopId) -> Queued<Option<OpenConnect>> {
        self.ask(move |connection| {
            let sql = "SELECT begun_at, facts FROM connects WHERE shop = ?1";
            let row = connection
                .query_row(sql, params![shop.as_str()], |row| {
                    Ok((row.get::<_, i64>(0)?, row.get::<_, Option<String>>(1)?))
                })
                .optional()?;
            let Some((begun_at, facts)) = row else { return Ok(None) };
            let facts = facts.map(|text| serde_json::from_str(&text)).transpose()?;
            Ok(Some(OpenConnect { begun_at: Timestamp(begun_at), facts }))
        })
    }

    /// Queues the work at once, so that what is asked first is done first, awaited or not.
    fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, StorageError> + Send + 'static,
    ) -> Queued<T> {
        let (reply, answer) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            let result = match connection {
                Ok(connection) => work(connection),
                Err(error) => Err(again(error)),
            };
            // Nobody waiting is no reason not to have done it.
            let _ = reply.send(result);
        });
        let queued = self.jobs.send(job);
        Box::pin(async move {
            queued.map_err(|_| StorageError::Stopped)?;
            answer.await.map_err(|_| StorageError::Stopped)?
        })
    }
}

/// The reason the database could not be opened, told again to whoever asks.
fn again(error: &StorageError) -> StorageError {
    match error {
        StorageError::TooNew(version) => StorageError::TooNew(*version),
        StorageError::Database(_) | StorageError::Folder(_) | StorageError::Text(_) | StorageError::Stopped => {
            StorageError::Folder(std::io::Error::other(error.to_string()))
        }
    }
}

fn open(folder: &Path) -> Result<Connection, StorageError> {
    make_private_folder(folder)?;
    let connection = Connection::open(folder.join("shops.sqlite"))?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // A noted connect must survive a power cut, not only a crash of the app.
    connection.pragma_update(None, "synchronous", "FULL")?;
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    match version {
        0 => connection.execute_batch(&format!("BEGIN; {CREATE} PRAGMA user_version = {SCHEMA}; COMMIT;"))?,
        SCHEMA => {}
        newer => return Err(StorageError::TooNew(newer)),
    }
    Ok(connection)
}

#[cfg(unix)]
fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)
}

fn load(connection: &mut Connection) -> Result<Loaded, StorageError> {
    let mut loaded = Loaded::default();
    let mut shops = connection.prepare("SELECT record FROM shops ORDER BY id")?;
    for text in shops.query_map([], |row| row.get::<_, String>(0))? {
        loaded.shops.push(serde_json::from_str(&text?)?);
    }
    let settings: Option<String> =
        connection.query_row("SELECT value FROM settings", [], |row| row.get(0)).optional()?;
    if let Some(text) = settings {
        loaded.settings = serde_json::from_str(&text)?;
    }
    let mut open = connection.prepare("SELECT shop FROM connects")?;
    for id in open.query_map([], |row| row.get::<_, String>(0))? {
        loaded.unfinished.push(ShopId::stored(id?));
    }
    Ok(loaded)
}
