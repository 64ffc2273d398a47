//! The schema of the notes, and how notes of an earlier one come to it.
//!
//! A new schema is one more step at the end of [`STEPS`]; its test data is a database that the last
//! build wrote (`tests/stored/`). A step never reads the core's types: they are of today, and the step
//! is of its day.

use super::{StorageError, text};
use rusqlite::{Connection, Transaction};
use serde_json::{Map, Value};

/// The schema this version writes: so many steps were taken.
pub(super) const SCHEMA: i64 = 2;

type Step = fn(&Transaction<'_>) -> Result<(), StorageError>;

/// Each leads from the schema of its place to the next.
const STEPS: [Step; 2] = [create, move_observations_apart];

/// Brings the notes to this schema, in one transaction: after a failure they are as they were.
///
/// # Errors
/// When a newer version of the app wrote them, and when they cannot be written.
pub(super) fn bring_up_to_date(connection: &mut Connection) -> Result<(), StorageError> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let taken = usize::try_from(version).map_err(|_| StorageError::TooNew(version))?;
    let left = STEPS.get(taken..).ok_or(StorageError::TooNew(version))?;
    if left.is_empty() {
        return Ok(());
    }
    let transaction = connection.transaction()?;
    for step in left {
        step(&transaction)?;
    }
    transaction.pragma_update(None, "user_version", SCHEMA)?;
    transaction.commit()?;
    Ok(())
}

/// Whether the notes have this schema, for whoever may not bring them to it.
///
/// # Errors
/// When they have not, or do not say.
pub(super) fn is_of_today(connection: &Connection) -> Result<(), StorageError> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    match version {
        SCHEMA => Ok(()),
        older if older < SCHEMA => Err(StorageError::TooOld(older)),
        newer => Err(StorageError::TooNew(newer)),
    }
}

/// Schema 1: one document a shop, the settings, and the journal of connects.
fn create(transaction: &Transaction<'_>) -> Result<(), StorageError> {
    transaction.execute_batch(
        "CREATE TABLE shops (id TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT;
        CREATE TABLE settings (id INTEGER PRIMARY KEY CHECK (id = 1), value TEXT NOT NULL) STRICT;
        CREATE TABLE connects (shop TEXT PRIMARY KEY, begun_at INTEGER NOT NULL, facts TEXT) STRICT;",
    )?;
    Ok(())
}

/// The parts of a record of schema 1 that were observed, and not done.
const OBSERVED: [&str; 7] =
    ["status", "status_problem", "sight", "sight_problem", "since", "headline_since", "payout_cleared_at"];

/// Schema 2: what was observed of a shop has a table of its own.
fn move_observations_apart(transaction: &Transaction<'_>) -> Result<(), StorageError> {
    transaction.execute_batch("CREATE TABLE observations (shop TEXT PRIMARY KEY, observed TEXT NOT NULL) STRICT;")?;
    let mut shops = transaction.prepare("SELECT rowid, id, record FROM shops")?;
    let all = shops.query_map([], |row| Ok((row.get(0)?, text(row, 1)?, text(row, 2)?)))?;
    let all: Vec<(i64, Vec<u8>, Vec<u8>)> = all.collect::<Result<_, _>>()?;
    for (row_id, id, record) in all {
        // A record that cannot be read stays byte for byte as it is, for support.
        let Some((record, observed)) = parted(&id, &record) else { continue };
        let (record, observed) = (serde_json::to_string(&record)?, serde_json::to_string(&observed)?);
        transaction
            .execute("INSERT INTO observations SELECT id, ?2 FROM shops WHERE rowid = ?1", (row_id, observed))?;
        transaction.execute("UPDATE shops SET record = ?2 WHERE rowid = ?1", (row_id, record))?;
    }
    Ok(())
}

/// A readable record of this shop without what was observed, and what was.
fn parted(id: &[u8], record: &[u8]) -> Option<(Map<String, Value>, Map<String, Value>)> {
    let Ok(Value::Object(mut record)) = serde_json::from_slice(record) else { return None };
    if record.get("id")?.as_str()?.as_bytes() != id {
        return None;
    }
    let observed = OBSERVED.into_iter().filter_map(|part| record.remove_entry(part)).collect();
    Some((record, observed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_has_the_step_that_leads_to_it() {
        assert_eq!(usize::try_from(SCHEMA), Ok(STEPS.len()));
    }
}
