//! The floors of the core: each file uses only floors below its own, so that whoever reads one needs
//! to know nothing of what stands above it.

mod imports;

use imports::Uses;
use std::collections::BTreeMap;
use std::path::Path;

/// From the ground up. A module stands for its file and for the files in its folder, unless these are
/// named themselves. Modules of one floor do not use each other.
const FLOORS: &[(&str, &[&str])] = &[
    (
        "leaves",
        &[
            "check",
            "credential",
            "drawn",
            "faculties",
            "field",
            "fingerprint",
            "host",
            "kept",
            "key_marks",
            "language",
            "line",
            "plain",
            "practice",
            "secret",
            "step",
            "ticket",
            "time",
            "zoom",
        ],
    ),
    (
        "words, work and wishes",
        &["extra_password", "last_time", "message", "preferences", "saving", "status_word", "watch/schedule", "work"],
    ),
    ("the shop's address", &["store_url"]),
    ("other addresses", &["api_root", "links"]),
    ("the address for payment updates", &["webhook"]),
    ("problems", &["problem"]),
    ("sentences, what happened, and what is practised", &["application_password", "history", "scenario", "words"]),
    (
        "keys, diagnosis, and the list of troubles",
        &["approval", "checklist", "diagnosis", "meum_key", "playable", "woo_key"],
    ),
    ("support training", &["training"]),
    ("facts", &["deeds", "meum_facts", "shop_facts"]),
    ("the open connect", &["attempt"]),
    ("the record", &["record"]),
    ("what was observed, and which world a key is of", &["observed", "worlds"]),
    ("readings of a record", &["pause", "reading"]),
    ("readings that compare", &["differences", "whose_shop"]),
    ("health", &["health"]),
    ("what is worth a notification, and what it means for selling", &["alarms", "sales"]),
    ("what support reads", &["handbook"]),
    ("intents and effects", &["effect", "intent"]),
    ("events", &["event"]),
    ("what a shop remembers", &["retry", "settling", "watch/turns"]),
    ("the shop", &["shop"]),
    ("asking", &["asking"]),
    ("a lost answer", &["loss"]),
    ("moves", &["moves"]),
    (
        "steps and watch",
        &[
            "watch",
            "wizard/hand_over",
            "wizard/leaving",
            "wizard/meum_key",
            "wizard/moving",
            "wizard/review",
            "wizard/settling",
            "wizard/shop_keys",
            "wizard/sign_in",
            "wizard/switching_on",
            "wizard/unlocking",
            "wizard/updates",
            "wizard/your_shop",
        ],
    ),
    ("approving", &["wizard/approving"]),
    ("what can be asked meanwhile", &["wizard/meanwhile"]),
    ("the wizard", &["wizard"]),
    ("the app", &["app"]),
    ("what support is told", &["snapshot"]),
    ("one look at all shops", &["survey"]),
    ("the view", &["view"]),
    ("the crate", &["lib"]),
];

/// The floor a file is on, counted from the ground, and the module that puts it there.
fn floor_of(file: &str) -> Option<(usize, &'static str)> {
    let stands_for = |module: &str| {
        let rest = file.strip_prefix(module);
        rest.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
    };
    let all =
        FLOORS.iter().enumerate().flat_map(|(floor, (_, modules))| modules.iter().map(move |&module| (floor, module)));
    all.filter(|(_, module)| stands_for(module)).max_by_key(|(_, module)| module.len())
}

fn wrong_arrows(uses: &Uses) -> Vec<String> {
    let mut wrong = Vec::new();
    for (file, used) in uses {
        let Some((floor, module)) = floor_of(file) else {
            wrong.push(format!("{file} is on no floor"));
            continue;
        };
        for other in used {
            let Some((below, theirs)) = floor_of(other) else { continue };
            if below >= floor && theirs != module {
                let (mine, theirs) = (FLOORS[floor].0, FLOORS[below].0);
                wrong.push(format!("{file} ({mine}) uses {other} ({theirs}): not a floor below"));
            }
        }
    }
    wrong
}

fn core() -> Uses {
    imports::of_crate(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
}

#[test]
fn each_file_of_the_core_uses_only_floors_below_its_own() {
    let wrong = wrong_arrows(&core());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_files_of_the_core_use_each_other_in_a_circle() {
    assert_eq!(imports::circle(&core()), None);
}

#[test]
fn nor_do_files_of_the_practice_world_the_canary_and_the_journeys() {
    for folder in ["practice", "canary", "e2e"] {
        let uses = imports::of_crate(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder).join("src"));
        assert_eq!(imports::circle(&uses), None, "{folder}");
    }
}

#[test]
fn every_module_of_the_table_is_there() {
    let uses = core();
    for (floor, modules) in FLOORS {
        for module in *modules {
            let file = format!("{module}.rs");
            assert!(uses.contains_key(&file), "{file} ({floor}) is not there");
        }
    }
}

#[test]
fn adapters_and_headless_know_nothing_of_wizard_watch_and_health() {
    let shell = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src");
    let mut folders = vec![shell];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for module in ["wizard", "watch", "health"] {
                assert!(!text.contains(&format!("connect_core::{module}")), "{} names {module}", path.display());
            }
        }
    }
}

fn sources(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn an_arrow_is_read_however_it_is_written() {
    let cases = [
        ("a.rs", "use crate::b::Thing;", "b.rs"),
        ("a.rs", "use crate::{\n    b::{self, Thing},\n};", "b.rs"),
        ("a.rs", "pub(crate) use crate::b::Thing as Other;", "b.rs"),
        ("a.rs", "fn f() { let x: crate::b::Thing = 'x'; }", "b.rs"),
        ("a.rs", "fn f<'a>(x: &'a str, y: crate::b::Thing) {}", "b.rs"),
        ("a.rs", "use crate::b::c::Thing;", "b/c.rs"),
        ("a.rs", "use crate::b::{c::Thing, self as other};", "b.rs b/c.rs"),
        ("b.rs", "mod c;\npub use c::Thing;", "b/c.rs"),
        ("b.rs", "mod c;\nfn f() { c::g(); }", "b/c.rs"),
        ("b/c.rs", "use super::Thing;", "b.rs"),
        ("b/c.rs", "use super::super::a::Thing;", "a.rs"),
        ("b/c.rs", "use super::d::Thing;", "b/d.rs"),
        ("a.rs", "use crate::Thing;", "lib.rs"),
        ("a.rs", "use crate::b::Thing; // crate::b::c\n/* crate::b::d */ const X: &str = \"crate::b::c\";", "b.rs"),
        ("a.rs", "const X: &str = r#\"crate::b::c \" \"#; use crate::b::Thing;", "b.rs"),
        ("a.rs", "#[cfg(test)]\nmod tests {\n    fn f() { crate::b::g(); }\n}\nuse crate::b::c::Thing;", "b/c.rs"),
        ("a.rs", "#[cfg(test)]\n#[path = \"b/c.rs\"]\nmod tests;\nuse crate::b::c::Thing;", "b.rs"),
        ("b/c.rs", "pub(in crate::b) fn f() {}", ""),
        ("a.rs", "mod b;", ""),
        ("a.rs", "fn f(b: u8) { other::b::g(); std::c::d(); }", ""),
    ];
    for (file, text, expected) in cases {
        let mut files = sources(&[("a.rs", ""), ("b.rs", ""), ("b/c.rs", ""), ("b/d.rs", ""), ("lib.rs", "")]);
        files.insert(file.to_owned(), text.to_owned());
        let used = imports::of_sources(&files)[file].iter().cloned().collect::<Vec<_>>().join(" ");
        assert_eq!(used, expected, "{text}");
    }
}

#[test]
fn a_circle_is_found_and_named() {
    let files = sources(&[
        ("a.rs", "use crate::b::B;"),
        ("b.rs", "use crate::c::C;"),
        ("c.rs", "use crate::b::B;"),
        ("d.rs", "use crate::a::A; use crate::c::C;"),
    ]);
    let circle = imports::circle(&imports::of_sources(&files)).unwrap();
    assert_eq!(circle, ["b.rs", "c.rs", "b.rs"]);
}

#[test]
fn an_arrow_that_leads_up_is_named_and_so_is_a_file_without_a_floor() {
    let files = sources(&[
        ("wizard/review.rs", "use crate::app::App; use crate::wizard::leaving::end; use crate::record::ShopRecord;"),
        ("wizard/leaving.rs", ""),
        ("record.rs", ""),
        ("app.rs", "mod state;\nuse state::App;"),
        ("app/state.rs", ""),
        ("news.rs", ""),
    ]);
    let wrong = wrong_arrows(&imports::of_sources(&files));
    assert_eq!(
        wrong,
        [
            "news.rs is on no floor",
            "wizard/review.rs (steps and watch) uses app.rs (the app): not a floor below",
            "wizard/review.rs (steps and watch) uses wizard/leaving.rs (steps and watch): not a floor below",
        ]
    );
}
