//! A document that names a test as the keeper of what it claims: the test is there, in the file that is named.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::places;

/// The documents whose claims name tests.
const DOCUMENTS: [&str; 2] = ["docs/threat-model.md", "src-tauri/ARCHITECTURE.md"];
/// A name with fewer words is a function or a file, and not a test.
const FEWEST_WORDS: usize = 4;

/// The names of the functions in each Rust file below `src-tauri`, by its path from there.
fn functions() -> BTreeMap<String, BTreeSet<String>> {
    let top = places::root().join("src-tauri");
    let (mut folders, mut found) = (vec![top.clone()], BTreeMap::new());
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() && !path.ends_with("target") {
                folders.push(path);
            } else if is_rust(&path) {
                found.insert(relative(&path, &top), names(&std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "rs")
}

fn relative(path: &Path, top: &Path) -> String {
    path.strip_prefix(top).unwrap().to_string_lossy().replace('\\', "/")
}

fn names(source: &str) -> BTreeSet<String> {
    let after_fn = source.split("fn ").skip(1);
    after_fn.filter_map(|rest| rest.split(['(', '<']).next()).map(str::to_owned).collect()
}

/// What stands between backticks, with what follows it.
fn quoted(text: &str) -> Vec<(&str, &str)> {
    let (mut pieces, mut found) = (text.split('`').skip(1), Vec::new());
    while let Some(quote) = pieces.next() {
        found.push((quote, pieces.next().unwrap_or_default()));
    }
    found
}

fn is_test(name: &str) -> bool {
    name.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
        && name.split('_').count() >= FEWEST_WORDS
}

/// The tests that a text names, each with the file in the brackets that come next, if some come.
fn claims(text: &str) -> Vec<(&str, Option<&str>)> {
    let (mut claims, mut waiting) = (Vec::new(), Vec::new());
    let mut before = "";
    for (quote, after) in quoted(text) {
        if is_test(quote) {
            waiting.push(quote);
        }
        // Names that follow each other share the file in the brackets behind the last.
        if !is_test(quote) || ![", ", " ("].contains(&after) {
            let file = Some(quote).filter(|quote| before == " (" && is_rust(Path::new(quote)));
            claims.extend(waiting.drain(..).map(|test| (test, file)));
        }
        before = after;
    }
    claims
}

#[test]
fn every_test_that_a_document_names_is_in_the_file_that_it_names() {
    let functions = functions();
    for document in DOCUMENTS {
        let text = std::fs::read_to_string(places::root().join(document)).unwrap();
        let claims = claims(&text);
        assert!(claims.len() > 10, "{document} names too few tests: {}", claims.len());
        for (test, file) in claims {
            let is_there = |file: &str| functions.get(file).is_some_and(|names| names.contains(test));
            let found = file.map_or_else(|| functions.values().any(|names| names.contains(test)), is_there);
            assert!(found, "{document}: {test} is not in {}", file.unwrap_or("any file"));
        }
    }
}

#[test]
fn every_file_that_the_threat_model_names_is_there() {
    let text = std::fs::read_to_string(places::root().join("docs/threat-model.md")).unwrap();
    let files = quoted(&text).into_iter().map(|(quote, _)| quote).filter(|quote| is_rust(Path::new(quote)));
    let missing: Vec<&str> = files.filter(|file| !places::root().join("src-tauri").join(file).is_file()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_claim_is_read_with_its_file() {
    let text = "`a_b_c_d` (`x/y.rs`), `b_c_d_e`, `c_d_e_f` (`z.rs`), and `no_test` or `d_e_f_g`, `y.rs` alone. `e_f_g_h` holds.";
    let expected = [
        ("a_b_c_d", Some("x/y.rs")),
        ("b_c_d_e", Some("z.rs")),
        ("c_d_e_f", Some("z.rs")),
        ("d_e_f_g", None),
        ("e_f_g_h", None),
    ];
    assert_eq!(claims(text), expected);
}
