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
const SAYS_OTHERWISE: [(&str, &str); 14] = [
    ("panel-an-hour-old/opened/screen/lines/", "an answer that is an hour old is not the present"),
    ("panel-switched-off/opened/screen/lines/5/", "shoppers can't pay with a method that is off: it is not working"),
    ("panel-address-moved/opened/screen/lines/2/", "no two shops differ by www. alone"),
    ("panel-address-moved/answeredWell/screen/", "so the line has been well since Meum answered, not the shop"),
    ("panel-wallet-set-since/opened/screen/payouts/clearedAt", "a set wallet is news beside *can pay* only"),
    ("panel-wallet-set-since/answeredBadly/screen/payouts/clearedAt", "a set wallet is no news beside trouble"),
    ("panel-updates-lead-nowhere/opened/screen/lines/3/", "the line is Meum's word alone; the way in has its own"),
    ("panel-updates-lead-nowhere/answeredBadly/screen/lines/3/since", "so it changed when Meum could not be asked"),
    ("panel-meum-paused/answeredBadly/screen/since", "nobody learns anything by checking, so it has no since"),
    ("panel-meum-paused/answeredWell/screen/since", "nobody learns anything by checking, so it has no since"),
    ("panel-offline/answeredBadly/screen/lines/", "Meum was reached: the silence was this computer's, not the shop's"),
    (
        "lost-over-another-at-panel/answeredBadly/screen/since",
        "a lost answer is *can't tell* whether Meum answers or not",
    ),
    ("panel-no-plugin/opened/screen/lines/5/", "a plugin that isn't found may be there under another name"),
    ("panel-offline/answeredWell/screen/", "so the lines have been well since Meum's answer"),
];

/// What moved, why, and how an old screen and a new one are brought to the same terms: whether there was
/// anything to bring.
type Moved = (&'static str, &'static str, fn(&mut Value, &mut Value) -> bool);

/// What today's view says in another place, or in a sentence: what it was, why that changed, and what
/// brings an old screen and a new one to the same terms, if they have it.
const MOVED: [Moved; 19] = [
    ("problem.at", "new: when the question left whose answer is lost", |old, new| {
        old.pointer("/problem/at").is_none_or(Value::is_null) && remove(new, "/problem", "at").is_some()
    }),
    // Before all that compare lines.
    ("panel.lines.wayIn", "new: what this computer sees of the way in, beside Meum's word", |_, new| {
        let Some(lines) = new.get_mut("lines").and_then(Value::as_array_mut) else { return false };
        let before = lines.len();
        lines.retain(|line| line["id"] != "wayIn");
        lines.len() < before
    }),
    ("handOver.openConnect", "said by what waits; once the plugin has key and secret nothing does", |old, new| {
        let is_done = new.pointer("/step/delivered").is_some_and(|delivered| delivered == true);
        let is_moved = step_of(new) == "handOver" && rename(new, "/step", "waits", "openConnect");
        (step_of(new) == "handOver" && is_done && remove(old, "/step", "openConnect").is_some()) || is_moved
    }),
    ("handOver.store", "in the lead, which names no shop while an answer is missing", |old, new| {
        if step_of(new) != "handOver" {
            return false;
        }
        let named = new["step"]["lead"]["args"]["store"]["text"].take();
        let waits = new["step"]["openConnect"] == true;
        assert_eq!(named.is_null(), waits, "{new}");
        new["step"]["store"] = if waits { old["step"]["store"].clone() } else { named };
        true
    }),
    ("handOver.half.about.missing", "beside the sentences as well, for the fields to paste from", |_, new| {
        let Some(missing) = remove(new, "/step", "missing") else { return false };
        assert_eq!(missing, new["step"]["half"]["about"]["missing"]);
        true
    }),
    ("review.connectedHere", "chooses sentences; beside a lost answer none of them hangs on it", connected_here),
    ("review.sent", "new: the list tells what was sent from what will be", |_, new| {
        step_of(new) == "review" && remove(new, "/step", "sent").is_some()
    }),
    // A button of these says something else now, and asks for the same intent as before.
    ("next.tryAgain", "what only looks says Check again", |old, new| split(old, new, "tryAgain", "checkAgain")),
    ("next.replaceMeumKey", "a connected shop is connected again", |old, new| {
        split(old, new, "replaceMeumKey", "connectAgain")
    }),
    ("next.resumeHandOver", "what the plugin had is handed over again", |old, new| {
        split(old, new, "resumeHandOver", "handOverAgain")
    }),
    ("panel.issues", "what the payout banner quotes is not listed again", |old, _| {
        let quoted = old["payouts"]["words"].as_array().cloned().unwrap_or_default();
        let Some(issues) = old.get_mut("issues").and_then(Value::as_array_mut) else { return false };
        let before = issues.len();
        issues.retain(|issue| !quoted.contains(issue));
        let (after, fewer) = (issues.len(), issues.len() < before);
        if after == 0 {
            old.as_object_mut().unwrap().remove("issues");
        }
        fewer
    }),
    ("ended", "how and when it ended, and that the keys stay, stand in its sentences", ended),
    ("panel.problem.at", "new: a picture says when a request failed", |_, new| {
        let removed = ["/shopProblem", "/statusProblem"].map(|problem| remove(new, problem, "at"));
        removed.iter().any(Option::is_some)
    }),
    ("panel.payouts.asked", "new: nobody is said to be silent whom nobody asked", |_, new| {
        remove(new, "/payouts", "asked").is_some()
    }),
    ("panel.headline", "where something was seen to be wrong, it is not merely unknown", |old, new| {
        let is_moved = (&old["headline"], &new["headline"]) == (&"cantTell".into(), &"attention".into());
        if is_moved {
            let wrong = |line: &Value| line["state"] == "notWorking" || line["state"] == "attention";
            assert!(new["lines"].as_array().is_some_and(|lines| lines.iter().any(wrong)), "{new}");
            (old["headline"], old["since"]) = (new["headline"].clone(), new["since"].clone());
        }
        is_moved
    }),
    ("review.problem.next", "an answer without key or secret: connecting again makes new ones", |old, new| {
        leads(old, new, "/problem/next", ("meumSupport", "connectAgain"))
    }),
    ("panel.webhookProblem", "the plugin runs: its address is named, and a note asks which one it has", |old, new| {
        let asks = remove(new, "/webhookProblem", "note").is_some();
        if asks {
            assert!(remove(new, "/webhookProblem/about", "sent").is_some(), "{new}");
            new["webhookProblem"]["next"] = old["webhookProblem"]["next"].clone();
        }
        asks
    }),
    ("panel.webhookProblem.at", "new: what guests meet was seen with the last look", |_, new| {
        remove(new, "/webhookProblem", "at").is_some()
    }),
    ("note.at", "in the note's own text", |old, new| {
        let Some(at) = old.pointer_mut("/shopProblem/note/at").map(Value::take) else { return false };
        old["shopProblem"]["note"].as_object_mut().unwrap().remove("at");
        assert!(says(&new["shopProblem"]["note"]["text"], &at), "{new}");
        true
    }),
];

fn step_of(screen: &Value) -> &str {
    screen.pointer("/step/kind").and_then(Value::as_str).unwrap_or_default()
}

fn remove(screen: &mut Value, place: &str, key: &str) -> Option<Value> {
    screen.pointer_mut(place)?.as_object_mut()?.remove(key)
}

fn rename(screen: &mut Value, place: &str, from: &str, to: &str) -> bool {
    let Some(value) = remove(screen, place, from) else { return false };
    screen[&place[1..]][to] = value;
    true
}

/// Takes a next step for the one that it was before: each known by its kind or its link.
fn leads(old: &mut Value, new: &Value, place: &str, (was, is): (&str, &str)) -> bool {
    let (Some(before), Some(now)) = (old.pointer_mut(place), new.pointer(place)) else { return false };
    let is_moved = says(before, &was.into()) && says(now, &is.into());
    if is_moved {
        *before = now.clone();
    }
    is_moved
}

/// Takes a next step that was split off another one for that one, where it was that.
fn split(old: &Value, new: &mut Value, was: &str, is: &str) -> bool {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            let is_split =
                old.get("kind").is_some_and(|kind| kind == was) && new.get("kind").is_some_and(|kind| kind == is);
            if is_split {
                new.insert("kind".to_owned(), was.into());
            }
            let below = |found, (key, old): (&String, &Value)| {
                new.get_mut(key).is_some_and(|new| split(old, new, was, is)) || found
            };
            old.iter().fold(is_split, below)
        }
        (Value::Array(old), Value::Array(new)) => {
            old.iter().zip(new).fold(false, |found, (old, new)| split(old, new, was, is) || found)
        }
        _ => false,
    }
}

/// Whether a value is anywhere in another one.
fn says(whole: &Value, part: &Value) -> bool {
    match whole {
        Value::Object(map) => map.values().any(|value| says(value, part)),
        Value::Array(all) => all.iter().any(|value| says(value, part)),
        other => other == part,
    }
}

/// The page of the end: what it was drawn from is in its sentences now.
fn ended(old: &mut Value, new: &mut Value) -> bool {
    if new["kind"] != "ended" {
        return false;
    }
    let already = remove(old, "", "how").is_some_and(|how| how == "alreadyDisconnected");
    assert_eq!(new["heading"]["key"] == "ended_heading_already", already, "{new}");
    let at = remove(old, "", "at").unwrap_or_default();
    assert!(says(&new["lead"], &at), "{new}");
    let keys_kept = remove(old, "", "keysKept").is_some();
    let may_be_silent = new.get("secretsLeft").is_some();
    assert!(says(&new["here"], &"ended_kept".into()) == keys_kept || may_be_silent, "{new}");
    true
}

/// Whether the sentences of the review are those of a shop that is connected here.
fn connected_here(old: &mut Value, new: &mut Value) -> bool {
    if step_of(new) != "review" {
        return false;
    }
    let step = &mut new["step"];
    let here = if step.get("lostAnswer").is_some() && step["mustConfirm"] == true {
        old["step"].get("connectedHere").cloned()
    } else {
        let is_said = step["replaces"] == "review_here" || step["warning"]["text"]["key"] == "review_replacing_text";
        is_said.then_some(Value::Bool(true))
    };
    here.is_some_and(|here| {
        step["connectedHere"] = here;
        true
    })
}

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

/// The earlier build did not look at what guests meet.
fn forget_new_looks(before: &Value, now: &mut Value) {
    let known = before.as_array().cloned().unwrap_or_default();
    if let Some(now) = now.as_array_mut() {
        now.retain(|asked| known.contains(asked) || !asked.as_str().unwrap_or_default().starts_with("look at "));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_of_an_earlier_build_open_and_the_screen_says_what_it_said() {
    let then = then();
    let mut known = BTreeSet::new();
    then.values().for_each(|shown| keys(&shown["shown"], &mut known));
    let (mut found, mut moved) = (Vec::new(), BTreeSet::new());
    for (name, said) in &then {
        let (folder, database) = folder_of(name);
        let at = Timestamp(said["at"].as_i64().unwrap());
        // The first start brings the notes to today's schema, the second finds them there.
        for start in ["first", "second"] {
            let storage = Storage::start(folder.path().to_owned());
            let (mut before, mut now) = (said["shown"].clone(), shown::shown(&storage, at).await);
            for moment in ["opened", "answeredBadly", "answeredWell"] {
                let (old, new) = (&mut before[moment]["screen"], &mut now[moment]["screen"]);
                moved.extend(MOVED.iter().filter(|(.., same)| same(old, new)).map(|(what, ..)| *what));
            }
            forget_new_looks(&before["asked"], &mut now["asked"]);
            differences(name, &before, &now, &known, &mut found);
            assert!(version(&database) > 1, "{name}, {start} start");
        }
    }
    let expected = |difference: &String| SAYS_OTHERWISE.iter().any(|(place, _)| difference.starts_with(place));
    let (expected, wrong): (Vec<String>, Vec<String>) = found.into_iter().partition(expected);
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
    for (what, why, _) in MOVED {
        assert!(moved.contains(what), "{what} ({why}) is where it was");
    }
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
