//! Every code there is has a test that meets it: a code that nothing ever raises, or that nobody has seen raised,
//! is a page of the handbook that nobody can trust.

use connect_core::problem::ProblemKind;
use std::path::Path;

/// Every file of tests, and what of other files is for tests.
fn tests() -> String {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri")];
    let mut all = String::new();
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !is_of_lists(&path) {
                let text = std::fs::read_to_string(&path).unwrap();
                let whole =
                    ["/tests/", "_tests.rs", "/tests.rs"].iter().any(|part| path.to_string_lossy().contains(part));
                let part = text.split_once("#[cfg(test)]").map(|(_, tests)| tests.to_owned());
                all.push_str(&if whole { text } else { part.unwrap_or_default() });
            }
        }
    }
    all
}

/// Lists that name codes and raise none, and this file.
fn is_of_lists(path: &Path) -> bool {
    ["marks_tests.rs", "tests/met.rs", "samples/problems.rs"].iter().any(|list| path.to_string_lossy().ends_with(list))
}

#[test]
fn every_code_is_met_in_a_test() {
    let tests = tests();
    let is_met = |kind: &ProblemKind| {
        let name = format!("{kind:?}");
        let named = tests.match_indices(&name).any(|(at, _)| {
            let around = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '_');
            around(tests[..at].chars().next_back()) && around(tests[at + name.len()..].chars().next())
        });
        named || [format!("\"{}\"", kind.code()), format!("Code {}", kind.code())].iter().any(|it| tests.contains(it))
    };
    let unmet: Vec<&str> = ProblemKind::ALL.iter().filter(|kind| !is_met(kind)).map(|kind| kind.code()).collect();
    assert!(unmet.is_empty(), "no test meets {unmet:?}");
}
