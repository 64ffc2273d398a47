//! Rules that a machine can keep: file sizes, exposed secrets, and what may be named where.

use connect_core::problem::ProblemKind;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn sources(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let ours = !matches!(name.as_str(), "node_modules" | "dist" | "contract" | "paraglide" | "target");
            if path.is_dir() && ours {
                folders.push(path);
            } else if name.ends_with(ending) {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "there are {ending} files in {folder}");
    found
}

#[test]
fn no_file_is_longer_than_four_hundred_lines() {
    for (folder, ending) in [("src-tauri", ".rs"), ("ui/src", ".svelte"), ("ui/src", ".ts"), ("ui/src", ".css")] {
        for (path, text) in sources(folder, ending) {
            assert!(text.lines().count() <= 400, "{} is too long", path.display());
        }
    }
}

#[test]
fn the_top_level_has_its_fixed_names_and_the_usual_papers() {
    let fixed = ["Cargo.toml", "src-tauri", "ui", "icons", "tauri.conf.json", "README.md"];
    let papers = ["Cargo.lock", "rust-toolchain.toml", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"];
    // The last four are made, and Git ignores them.
    let folders = ["docs", "findings", "target", "gen", "permissions", "pictures"];
    for entry in std::fs::read_dir(env!("CARGO_MANIFEST_DIR")).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        let known = [&fixed[..], &papers, &folders].concat().contains(&name.as_str());
        assert!(known || name.starts_with('.'), "{name} belongs into a folder");
    }
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    for (path, text) in sources("src-tauri", ".rs") {
        assert!(text.starts_with("//!"), "{} does not say what it is for", path.display());
    }
}

#[test]
fn every_exposed_secret_says_why() {
    for (path, text) in sources("src-tauri", ".rs") {
        let exempt = ["/tests/", "/e2e/", "_tests.rs", "secret.rs"];
        if exempt.iter().any(|part| path.to_string_lossy().contains(part)) {
            continue;
        }
        let code = text.split("#[cfg(test)]").next().unwrap();
        let lines: Vec<&str> = code.lines().collect();
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.contains(".expose()")) {
            let before = &lines[at.saturating_sub(12)..at];
            assert!(before.iter().any(|line| line.contains("// EXPOSE:")), "{}:{} {line}", path.display(), at + 1);
        }
    }
}

#[test]
fn the_core_cannot_reach_the_world() {
    let forbidden =
        ["std::fs", "std::net", "std::env", "std::thread", "SystemTime", "Instant::", "tokio", "reqwest", "tauri::"];
    for (path, text) in sources("src-tauri/core/src", ".rs") {
        for word in forbidden {
            assert!(!text.contains(word), "{} names {word}", path.display());
        }
    }
}

#[test]
fn only_the_host_knows_tauri_and_nothing_renders_raw_html() {
    for ending in [".svelte", ".ts"] {
        for (path, text) in sources("ui/src", ending) {
            let name = path.to_string_lossy().into_owned();
            assert!(!text.contains("@tauri-apps") || name.contains("/host/"), "{name} knows Tauri");
            assert!(!text.contains("{@html") && !text.contains("innerHTML"), "{name} renders raw HTML");
        }
    }
}

#[test]
fn every_code_has_its_page_in_the_support_handbook() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/support-handbook.md");
    let text = std::fs::read_to_string(path).unwrap();
    let headings = text.lines().filter_map(|line| line.strip_prefix("### "));
    let pages: BTreeSet<&str> =
        headings.filter_map(|heading| heading.split_once(" – ")).map(|(code, _)| code).collect();
    let codes: BTreeSet<&str> = ProblemKind::ALL.iter().map(|kind| kind.code()).collect();
    assert_eq!(pages, codes, "the handbook's pages and the codes there are");
}

#[test]
fn every_example_in_a_comment_is_compiled() {
    for (path, text) in sources("src-tauri", ".rs") {
        // Only the journeys' library has examples, so Cargo.toml has only its examples compiled.
        let comment = |line: &str| {
            let comment = line.trim_start().strip_prefix("//")?;
            Some(comment.trim_start_matches(['/', '!', ' ']).to_owned())
        };
        let fences: Vec<String> = text.lines().filter_map(comment).filter(|line| line.starts_with("```")).collect();
        let are_drawings = fences.iter().step_by(2).all(|fence| fence == "```text");
        assert!(are_drawings || path.ends_with("e2e/src/lib.rs"), "{}: its examples are not compiled", path.display());
    }
}

#[test]
fn the_changelog_begins_with_the_version_there_is() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("CHANGELOG.md");
    let text = std::fs::read_to_string(path).unwrap();
    let top = text.lines().find_map(|line| line.strip_prefix("## ")).expect("a section of the newest version");
    let version = top.split_whitespace().next();
    assert_eq!(version, Some(env!("CARGO_PKG_VERSION")), "the top section names the version in Cargo.toml");
}

#[test]
fn no_screen_names_a_code() {
    for ending in [".svelte", ".ts"] {
        for (path, text) in sources("ui/src", ending) {
            let name = path.to_string_lossy().into_owned();
            if name.ends_with(".test.ts") {
                continue;
            }
            for code in ProblemKind::ALL.iter().map(|kind| kind.code()) {
                let named = [format!("\"{code}\""), format!("m.{code}_")].iter().any(|word| text.contains(word));
                assert!(!named, "{name} decides by {code}: the core says what it means");
            }
        }
    }
}

#[test]
fn nothing_that_a_new_skeleton_left_open_stays_open() {
    let written = [
        "src-tauri/core/src/problem/kinds.rs",
        "src-tauri/core/src/line.rs",
        "src-tauri/core/src/intent.rs",
        "ui/messages/en.json",
        "ui/messages/problems/en.json",
        "ui/messages/handbook/en.json",
        "docs/handbook/reading.md",
    ];
    for file in written {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        assert!(!text.contains("TODO"), "{file} still says TODO");
    }
}
