//! The notes that the build of 2026-11-21 wrote, in every step and with every open connect: each opens,
//! on the same step, and the screen says what that build's screen said. `stored/README.md` says what
//! the files are.

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

/// What today's build says otherwise, and why: where in the notes of which name, each as it begins.
const SAYS_OTHERWISE: [(&str, &str); 5] = [
    ("panel-an-hour-old/opened/screen/lines/", "an answer that is an hour old is not the present"),
    ("panel-address-moved/opened/screen/lines/2/", "no two shops differ by www. alone"),
    ("panel-address-moved/answeredWell/screen/", "so the line has been well since Meum answered, not the shop"),
    ("panel-meum-paused/answeredBadly/screen/since", "nobody learns anything by checking, so it has no since"),
    ("panel-meum-paused/answeredWell/screen/since", "nobody learns anything by checking, so it has no since"),
];

/// A folder with the notes of this name, as a database, and the database.
fn folder_of(name: &str) -> (tempfile::TempDir, rusqlite::Connection) {
    let folder = tempfile::tempdir().unwrap();
    let database = rusqlite::Connection::open(folder.path().join("shops.sqlite")).unwrap();
    let sql = std::fs::read_to_string(stored(&format!("{name}.sql"))).unwrap();
    database.execute_batch(&sql).unwrap();
    (folder, database)
}

fn version(database: &rusqlite::Connection) -> i64 {
    database.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

/// Every row of the shops, as it stands on the disk.
fn rows(database: &rusqlite::Connection) -> Vec<(String, Vec<u8>)> {
    let mut all = database.prepare("SELECT id, record FROM shops ORDER BY id").unwrap();
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get_ref(1)?.as_bytes().unwrap().to_vec()));
    all.query_map([], row).unwrap().map(Result::unwrap).collect()
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
        let (folder, database) = folder_of(name);
        let at = Timestamp(said["at"].as_i64().unwrap());
        // The first start brings the notes to today's schema, the second finds them there.
        for start in ["first", "second"] {
            let storage = Storage::start(folder.path().to_owned());
            let now = shown::shown(&storage, at).await;
            differences(name, &said["shown"], &now, &known, &mut found);
            assert!(version(&database) > 1, "{name}, {start} start");
        }
    }
    let expected = |difference: &String| SAYS_OTHERWISE.iter().any(|(place, _)| difference.starts_with(place));
    let (expected, wrong): (Vec<String>, Vec<String>) = found.into_iter().partition(expected);
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
    for (place, why) in SAYS_OTHERWISE {
        assert!(expected.iter().any(|difference| difference.starts_with(place)), "{place} ({why}) is as it was");
    }
}

#[tokio::test]
async fn notes_that_cannot_be_brought_up_to_date_stay_as_they_were() {
    let (folder, database) = folder_of("panel-well");
    let before = rows(&database);
    let refuse = "BEGIN SELECT RAISE(FAIL, 'the disk is full'); END";
    database.execute_batch(&format!("CREATE TRIGGER full BEFORE UPDATE ON shops {refuse}")).unwrap();
    let storage = Storage::start(folder.path().to_owned());
    assert!(storage.load().await.is_err());
    assert_eq!((version(&database), rows(&database)), (1, before));
    database.execute_batch("DROP TRIGGER full").unwrap();
    assert_eq!(storage.load().await.unwrap().shops.len(), 1, "the next try does it");
    assert!(version(&database) > 1);
}

#[tokio::test]
async fn a_record_that_cannot_be_read_is_left_byte_for_byte() {
    let cases = [
        ("not JSON", "'{'"),
        ("no object", "'[1]'"),
        ("another shop's", "'{\"id\":\"shop-2\",\"step\":\"panel\",\"status\":null}'"),
        ("no text", "CAST(x'ff00ff' AS TEXT)"),
    ];
    for (what, record) in cases {
        let (folder, database) = folder_of("panel-well");
        database.execute_batch(&format!("INSERT INTO shops VALUES ('shop-1', {record})")).unwrap();
        let before = rows(&database).remove(0);
        let loaded = Storage::start(folder.path().to_owned()).load().await.unwrap();
        assert_eq!((loaded.shops.len(), loaded.unreadable.len()), (1, 1), "{what}");
        assert_eq!(rows(&database).remove(0), before, "{what}");
    }
}

#[tokio::test]
async fn what_was_observed_moves_out_of_the_record_and_what_was_done_stays() {
    let (folder, database) = folder_of("panel-well");
    let loaded = Storage::start(folder.path().to_owned()).load().await.unwrap();
    let shop = &loaded.shops[0];
    let observed = &loaded.observed[&shop.id];
    assert!(observed.status.is_some() && observed.sight.is_some() && observed.headline_since.is_some());
    assert!(shop.connection.is_some() && shop.found.is_some() && shop.keys.is_some());
    let record = String::from_utf8(rows(&database).remove(0).1).unwrap();
    assert!(!record.contains("HEALTHY") && record.contains("corner-shop.example"), "{record}");
}

#[test]
fn every_database_has_its_screens_and_every_screen_its_database() {
    let files = std::fs::read_dir(stored("")).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|ending| ending == "sql"));
    let names: BTreeSet<String> = files.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(names, then().keys().cloned().collect());
}
