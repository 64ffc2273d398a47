//! The notes that the build of 2026-11-21 wrote, in every step and with every open connect: each opens,
//! on the same step, and the screen says what that build's screen said. `stored/README.md` says what
//! the files are.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

#[path = "stored/shown.rs"]
mod shown;

use connect_core::time::Timestamp;
use meum_connect::adapters::storage::Storage;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What the build that wrote the notes showed of them, by their name.
fn then() -> serde_json::Map<String, Value> {
    let text = std::fs::read_to_string(stored("shown.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn stored(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src-tauri/tests/stored").join(name)
}

/// A folder with the notes of this name, as a database.
fn folder_of(name: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let database = rusqlite::Connection::open(folder.path().join("shops.sqlite")).unwrap();
    let sql = std::fs::read_to_string(stored(&format!("{name}.sql"))).unwrap();
    database.execute_batch(&sql).unwrap();
    folder
}

/// Every difference between what was shown and what is shown now. A key of which the old build knew
/// nothing may be there now; one that it knew must be there, and no other it knew beside it.
fn differences(at: &str, old: &Value, new: &Value, known: &BTreeSet<String>, found: &mut Vec<String>) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            for (key, value) in old {
                differences(&format!("{at}/{key}"), value, new.get(key).unwrap_or(&Value::Null), known, found);
            }
            let added = new.keys().filter(|key| known.contains(*key) && !old.contains_key(*key));
            found.extend(added.map(|key| format!("{at}/{key} was not said: {}", new[key])));
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            for (index, (old, new)) in old.iter().zip(new).enumerate() {
                differences(&format!("{at}/{index}"), old, new, known, found);
            }
        }
        (old, new) if old == new => {}
        (old, new) => found.push(format!("{at} was {old} and is {new}")),
    }
}

fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| {
            found.insert(key.clone());
            keys(value, found);
        }),
        Value::Array(all) => all.iter().for_each(|value| keys(value, found)),
        _ => {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_of_an_earlier_build_open_and_the_screen_says_what_it_said() {
    let then = then();
    let mut known = BTreeSet::new();
    then.values().for_each(|shown| keys(&shown["shown"], &mut known));
    let mut found = Vec::new();
    for (name, said) in &then {
        let folder = folder_of(name);
        let storage = Storage::start(folder.path().to_owned());
        let now = shown::shown(&storage, Timestamp(said["at"].as_i64().unwrap())).await;
        differences(name, &said["shown"], &now, &known, &mut found);
    }
    assert!(found.is_empty(), "{} differences:\n{}", found.len(), found.join("\n"));
}

#[test]
fn every_database_has_its_screens_and_every_screen_its_database() {
    let files = std::fs::read_dir(stored("")).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|ending| ending == "sql"));
    let names: BTreeSet<String> = files.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(names, then().keys().cloned().collect());
}
