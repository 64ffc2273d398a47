//! Everything the fuzzer has found so far, through the same checks on a stable compiler; and beside
//! it answers that are JSON with something printed around them, made up anew on every run.

#[path = "../fuzz/src/answers.rs"]
mod answers;
#[path = "../fuzz/src/harmless.rs"]
mod harmless;
#[path = "../fuzz/src/pages.rs"]
mod pages;
#[path = "../fuzz/src/reports.rs"]
mod reports;
#[path = "../fuzz/src/typed.rs"]
mod typed;
#[path = "../fuzz/src/written.rs"]
mod written;

use connect_core::problem::ProblemKind;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::path::Path;

/// Runs a check on every file a target's corpus holds.
fn replay(target: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri/fuzz/corpus").join(target);
    let files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(files.len() >= 5, "{} is there", folder.display());
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        let held = std::panic::catch_unwind(|| check(&bytes));
        assert!(held.is_ok(), "{} broke a promise; what it said is above", file.display());
    }
}

#[test]
fn every_address_found_so_far_keeps_its_promises() {
    replay("address", typed::check_address);
}

#[test]
fn every_root_found_so_far_keeps_its_promises() {
    replay("root", typed::check_root);
}

#[test]
fn every_key_found_so_far_keeps_its_promises() {
    replay("keys", typed::check_keys);
}

#[test]
fn every_page_found_so_far_keeps_its_promises() {
    replay("page", pages::check_page);
}

#[test]
fn every_index_found_so_far_keeps_its_promises() {
    replay("index", answers::check_index);
}

#[test]
fn every_report_found_so_far_keeps_its_promises() {
    replay("report", reports::check_report);
}

#[test]
fn every_picture_found_so_far_keeps_its_promises() {
    replay("picture", reports::check_picture);
}

#[test]
fn every_status_found_so_far_keeps_its_promises() {
    replay("status", answers::check_status);
}

#[test]
fn targets_and_corpora_are_the_same() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri/fuzz");
    let names = |folder: &str| {
        let entries = std::fs::read_dir(fuzz.join(folder)).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    };
    let replayed = ["address", "index", "keys", "page", "picture", "report", "root", "status"];
    assert_eq!(names("fuzz_targets"), replayed);
    assert_eq!(names("corpus"), replayed);
}

/// Any JSON, with names and texts that mean something somewhere.
fn any_json() -> impl Strategy<Value = Value> {
    let texts = prop_oneof![
        ".{0,12}",
        proptest::sample::select(vec![
            "https://shop.example/boutique",
            "http://shop.example",
            "https://other.example",
            "//",
            "wc/v3",
            "wc/v1",
            "meum/v1",
            "meum",
            "stablecoin",
            "sk_live_abcd0123456789",
            "cs_00112233445566778899aabbccddeeff00112233",
            "true",
            "2026-03-02T09:00:00Z",
            "private_site",
            "wp_die",
        ])
        .prop_map(str::to_owned),
    ];
    let names = prop_oneof![
        1 => "[a-z_]{0,8}",
        9 => proptest::sample::select(vec![
            "name", "home", "url", "namespaces", "code", "message", "error", "details", "status", "issues", "warning",
            "api_key", "webhook_secret", "credential_prefix", "last_seen_at", "environment", "home_url", "version",
            "active_plugins", "plugin", "id", "method_title", "settings", "enabled", "value", "site_url",
        ])
        .prop_map(str::to_owned),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        texts.prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 8, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            proptest::collection::btree_map(names.clone(), inner, 0..8)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// What caches, notices and editors leave around JSON, without a bracket that could begin another.
fn noise() -> impl Strategy<Value = Vec<u8>> {
    let text = "[^{}\\[\\]]{0,40}".prop_map(String::into_bytes);
    prop_oneof![text, Just(b"\xEF\xBB\xBF".to_vec()), Just(b"<br />\n<b>Notice</b>: x in <b>y</b>".to_vec())]
}

fn answering(status: u16, pieces: &[&[u8]]) -> Vec<u8> {
    [format!("{status}\n\n").as_bytes(), &pieces.concat()].concat()
}

/// The files of a target.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri/fuzz/corpus").join(target);
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.map(|file| std::fs::read(file).unwrap()).collect()
}

proptest! {
    #[test]
    fn a_report_that_somebody_has_changed_and_signed_anew_is_told_in_plain_lines(
        seed in proptest::sample::select(seeds("report")),
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..12),
        kept in any::<proptest::sample::Index>(),
        cuts in any::<bool>(),
    ) {
        let mut bytes = seed;
        bytes.push(0);
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if cuts {
            bytes.truncate(kept.index(bytes.len()));
        }
        // It adds the head and the checksum that let them pass.
        reports::check_report(&bytes);
    }

    #[test]
    fn any_json_with_anything_around_it_is_read(
        status in prop_oneof![4 => Just(200_u16), 1 => 100_u16..600],
        before in proptest::collection::vec(any::<u8>(), 0..40),
        value in any_json(),
        after in proptest::collection::vec(any::<u8>(), 0..40),
    ) {
        let answer = answering(status, &[&before, value.to_string().as_bytes(), &after]);
        answers::check_index(&answer);
        answers::check_status(&answer);
        pages::check_page(&answer);
    }

    #[test]
    fn a_shop_is_the_same_shop_whatever_is_printed_around_its_index(
        before in noise(),
        name in "[a-zA-Z ]{1,20}",
        plugin in any::<bool>(),
        after in noise(),
    ) {
        let mut index = json!({
            "name": name, "home": "https://shop.example/boutique", "namespaces": ["wp/v2", "wc/v3"],
        });
        if plugin {
            index["namespaces"] = json!(["wc/v3", "meum/v1"]);
        }
        let index = index.to_string();
        let plain = answers::found(&answering(200, &[index.as_bytes()])).unwrap().unwrap();
        let noisy = answers::found(&answering(200, &[&before, index.as_bytes(), &after])).unwrap().unwrap();
        prop_assert_eq!(&noisy.name, &plain.name);
        prop_assert_eq!(&noisy.home, &plain.home);
        prop_assert_eq!((noisy.plugin_route, &noisy.root), (plugin, &plain.root));
        prop_assert!(noisy.remarks.iter().all(|remark| remark.kind == ProblemKind::StrayText));
        prop_assert!(plain.remarks.is_empty());
    }
}
