//! What happened to the shops: a row a period, and a row for each time in which nobody looked. A row
//! that cannot be read is left out; the others are shown, and the panel says that some are missing.
//!
//! It is a file of its own beside the notes. It may grow, and it may be lost: neither may cost the notes
//! anything, nor make their check at the start slow. Where it cannot be used, everything else goes on.

use super::{Queued, Storage, StorageError, private};
use connect_core::history::{Absence, Away, History, Period};
use connect_core::line::{LineId, LineState};
use connect_core::problem::ProblemKind;
use connect_core::record::ShopId;
use connect_core::time::Timestamp;
use rusqlite::{Connection, Row, params};
use serde::de::DeserializeOwned;
use serde::de::value::{Error as Unnamed, StrDeserializer};
use std::collections::BTreeMap;
use std::path::Path;

/// The file's name, and that of one that is damaged or from a newer version.
const FILE: &str = "history.sqlite";
const ASIDE: &str = "history-aside.sqlite";
/// The layout of the file.
const LAYOUT: i64 = 2;

/// More rows are not read at once: the newest count. A month of 30 changes an hour of one line has fewer.
const MOST: u32 = 25_000;

/// Opens the history beside the notes. One that is damaged, or of a newer version, is set aside and begun
/// anew. Without it the app works as well, so this cannot fail.
pub(super) fn attach(connection: &Connection, folder: &Path) {
    let place = folder.join(FILE);
    for begins_anew in [false, true] {
        if begins_anew {
            let _ = std::fs::rename(&place, folder.join(ASIDE));
            for ending in ["-wal", "-shm"] {
                let _ = std::fs::remove_file(folder.join(format!("{FILE}{ending}")));
            }
        }
        match open(connection, &place) {
            Ok(()) => return,
            Err(error) => {
                tracing::error!(%error, "The history cannot be opened");
                let _ = connection.execute_batch("DETACH past");
            }
        }
    }
}

fn open(connection: &Connection, place: &Path) -> Result<(), StorageError> {
    private::database(place);
    connection.execute("ATTACH ?1 AS past", [place.to_string_lossy()])?;
    let layout: i64 = connection.query_row("PRAGMA past.user_version", [], |row| row.get(0))?;
    if layout > LAYOUT {
        return Err(StorageError::TooNew(layout));
    }
    // What is lost in a power cut is a few minutes of history, so nobody waits for the disk. The index has every
    // column, so that a panel's history lies in one place. The lines' latest periods have a table of their own: in the
    // history each of them lies somewhere else, and the start of the app asks for all.
    connection.execute_batch(
        "PRAGMA past.journal_mode = WAL;
        PRAGMA past.synchronous = NORMAL;
        CREATE TABLE IF NOT EXISTS past.history (shop TEXT NOT NULL, line TEXT NOT NULL, began INTEGER NOT NULL,
            ended INTEGER NOT NULL, state TEXT NOT NULL, code TEXT, unsteady INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (shop, line, began)) STRICT, WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS past.history_of_shop ON history (shop, ended, line, began, state, code, unsteady);
        CREATE TABLE IF NOT EXISTS past.absences
            (began INTEGER PRIMARY KEY, ended INTEGER NOT NULL, why TEXT NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS past.latest (shop TEXT NOT NULL, line TEXT NOT NULL, began INTEGER NOT NULL,
            ended INTEGER NOT NULL, state TEXT NOT NULL, code TEXT, unsteady INTEGER NOT NULL,
            PRIMARY KEY (shop, line)) STRICT, WITHOUT ROWID;",
    )?;
    if layout == 1 {
        // Beside `max`, SQLite takes the other columns from the row that has it.
        connection.execute_batch(
            "INSERT OR REPLACE INTO past.latest SELECT shop, line, max(began), ended, state, code, unsteady
                FROM past.history GROUP BY shop, line",
        )?;
    }
    connection.pragma_update(Some("past"), "user_version", LAYOUT)?;
    Ok(())
}

impl Storage {
    /// Stores periods of a shop that is stored, or what has become of them.
    pub fn save_history(&self, shop: ShopId, periods: Vec<Period>) -> Queued<()> {
        self.ask(move |connection| {
            let transaction = connection.transaction()?;
            for period in &periods {
                write(&transaction, &shop, period)?;
            }
            transaction.commit()?;
            Ok(())
        })
    }

    /// Stores that nobody looked at any shop for a while.
    pub fn save_absence(&self, absence: Absence) -> Queued<()> {
        self.ask(move |connection| {
            let sql = "INSERT OR REPLACE INTO past.absences (began, ended, why) VALUES (?1, ?2, ?3)";
            connection.execute(sql, params![absence.from.0, absence.until.0, word(&absence.why)?])?;
            Ok(())
        })
    }

    /// Removes what ended before this moment.
    pub fn prune_history(&self, before: Timestamp) -> Queued<()> {
        self.ask(move |connection| {
            // Shop by shop, each by its index: a look at every row would hold up whoever opens the panel.
            let sql = "WITH RECURSIVE known (shop) AS (SELECT min(shop) FROM past.history UNION ALL
                    SELECT (SELECT min(shop) FROM past.history WHERE shop > known.shop) FROM known
                    WHERE known.shop IS NOT NULL)
                DELETE FROM past.history WHERE shop IN (SELECT shop FROM known) AND ended < ?1";
            connection.execute(sql, params![before.0])?;
            connection.execute("DELETE FROM past.latest WHERE ended < ?1", params![before.0])?;
            connection.execute("DELETE FROM past.absences WHERE ended < ?1", params![before.0])?;
            Ok(())
        })
    }

    /// What happened to a shop since a moment.
    pub fn recall(&self, shop: ShopId, since: Timestamp) -> Queued<History> {
        self.ask(move |connection| recall(connection, &shop, since))
    }
}

fn write(connection: &Connection, shop: &ShopId, period: &Period) -> Result<(), StorageError> {
    let code = period.code.as_ref().map(word).transpose()?;
    let (line, state) = (word(&period.line)?, word(&period.state)?);
    let row = params![shop.as_str(), line, period.from.0, period.until.0, state, code, period.unsteady];
    let sql = "INSERT INTO past.history (shop, line, began, ended, state, code, unsteady)
        SELECT id, ?2, ?3, ?4, ?5, ?6, ?7 FROM shops WHERE id = ?1
        ON CONFLICT (shop, line, began) DO UPDATE SET ended = ?4, state = ?5, code = ?6, unsteady = ?7";
    connection.prepare_cached(sql)?.execute(row)?;
    let sql = "INSERT INTO past.latest (shop, line, began, ended, state, code, unsteady)
        SELECT id, ?2, ?3, ?4, ?5, ?6, ?7 FROM shops WHERE id = ?1
        ON CONFLICT (shop, line) DO UPDATE SET began = ?3, ended = ?4, state = ?5, code = ?6, unsteady = ?7
        WHERE began <= ?3";
    connection.prepare_cached(sql)?.execute(row)?;
    Ok(())
}

fn recall(connection: &Connection, shop: &ShopId, since: Timestamp) -> Result<History, StorageError> {
    let mut history = History::default();
    // In the index's own order, so that SQLite sorts nothing.
    let sql = "SELECT line, began, ended, state, code, unsteady FROM past.history
        WHERE shop = ?1 AND ended >= ?2 ORDER BY ended DESC LIMIT ?3";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query(params![shop.as_str(), since.0, MOST])?;
    while let Some(row) = rows.next()? {
        match period(row) {
            Some(period) => history.periods.push(period),
            None => history.damaged = true,
        }
    }
    history.periods.sort_by_key(|period| period.from);
    let mut statement =
        connection.prepare("SELECT began, ended, why FROM past.absences WHERE ended >= ?1 ORDER BY began LIMIT ?2")?;
    let mut rows = statement.query(params![since.0, MOST])?;
    while let Some(row) = rows.next()? {
        match absence(row) {
            Some(absence) => history.absences.push(absence),
            None => history.damaged = true,
        }
    }
    Ok(history)
}

/// Removes what happened to a shop that is forgotten. What cannot be removed names no secret, and goes
/// once it is old.
pub(super) fn forget(connection: &Connection, shop: &ShopId) {
    for sql in ["DELETE FROM past.history WHERE shop = ?1", "DELETE FROM past.latest WHERE shop = ?1"] {
        if let Err(error) = connection.execute(sql, params![shop.as_str()]) {
            tracing::error!(%error, "The history of a shop could not be removed");
        }
    }
}

/// The latest period of each line, by shop.
///
/// # Errors
/// When the history cannot be read at all.
pub(super) fn latest(connection: &Connection) -> Result<BTreeMap<ShopId, Vec<Period>>, StorageError> {
    let mut latest: BTreeMap<ShopId, Vec<Period>> = BTreeMap::new();
    let mut statement =
        connection.prepare("SELECT line, began, ended, state, code, unsteady, shop FROM past.latest")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        latest.entry(ShopId::stored(row.get(6)?)).or_default().extend(period(row));
    }
    Ok(latest)
}

/// A row's period; `None` where it cannot be read.
fn period(row: &Row<'_>) -> Option<Period> {
    let (from, until) = (row.get(1).ok()?, row.get(2).ok()?);
    let code = row.get_ref(4).ok()?.as_str_or_null().ok()?;
    let code: Option<ProblemKind> = match code {
        Some(code) => Some(named(code)?),
        None => None,
    };
    let (line, state): (LineId, LineState) = (member(row, 0)?, member(row, 3)?);
    let period =
        Period { line, state, code, from: Timestamp(from), until: Timestamp(until), unsteady: row.get(5).ok()? };
    (period.from <= period.until).then_some(period)
}

fn absence(row: &Row<'_>) -> Option<Absence> {
    let (from, until) = (Timestamp(row.get(0).ok()?), Timestamp(row.get(1).ok()?));
    let why: Away = member(row, 2)?;
    (from <= until).then_some(Absence { why, from, until })
}

/// The member of a closed list that a column names.
fn member<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> Option<T> {
    named(row.get_ref(column).ok()?.as_str().ok()?)
}

/// A closed list's member by the name it is stored under.
fn named<T: DeserializeOwned>(name: &str) -> Option<T> {
    T::deserialize(StrDeserializer::<Unnamed>::new(name)).ok()
}

/// The name a member of a closed list is stored under.
fn word<T: serde::Serialize>(member: &T) -> Result<String, StorageError> {
    let value = serde_json::to_value(member)?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}
