//! What the package for Debian says of itself: whom to ask, what it needs, which version it is, and under which
//! terms. Nothing is packed here.

use connect_core::approval::SCHEME;
use serde_json::Value;
use std::path::{Path, PathBuf};

pub fn whole() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn text(file: &str) -> String {
    std::fs::read_to_string(whole().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Writes a file that is made, so that the test command finds it changed where somebody forgot to commit it. What is
/// as it should be stays untouched: other tests read it.
pub fn written(file: &str, text: &str) {
    let path = whole().join(file);
    if std::fs::read_to_string(&path).is_ok_and(|there| there == text) {
        return;
    }
    std::fs::write(&path, text).unwrap_or_else(|error| panic!("{file}: {error}"));
}

fn bundle() -> Value {
    let config: Value = serde_json::from_str(&text("tauri.conf.json")).unwrap();
    config["bundle"].clone()
}

#[test]
fn a_packager_learns_whom_to_ask_what_it_needs_and_where_it_belongs() {
    let bundle = bundle();
    let publisher = bundle["publisher"].as_str().unwrap();
    assert!(publisher.contains(" <") && publisher.ends_with('>') && publisher.contains('@'), "{publisher}");
    let deb = &bundle["linux"]["deb"];
    assert!(deb["section"].is_string());
    let needs: Vec<&str> = deb["depends"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    // The libraries are read from the programs when they are packed.
    assert!(needs.contains(&"ca-certificates"), "without them the app sends nothing: {needs:?}");
    for line in bundle["longDescription"].as_str().unwrap().lines() {
        assert!(line.chars().count() <= 72, "a line of the description is too long: {line}");
    }
}

#[test]
fn every_file_that_is_packed_is_there_and_goes_where_such_files_belong() {
    let bundle = bundle();
    let deb = &bundle["linux"]["deb"];
    let files = deb["files"].as_object().unwrap();
    for (to, from) in files {
        assert!(to.starts_with("/usr/share/"), "{to}");
        assert!(!text(from.as_str().unwrap()).is_empty());
    }
    for place in ["doc/meum-connect/copyright", "metainfo/io.meum.connect.metainfo.xml", "man/man1/meum-connect.1"] {
        assert!(files.contains_key(&format!("/usr/share/{place}")), "{place}");
    }
    assert!(text(deb["changelog"].as_str().unwrap()).starts_with("meum-connect ("));
    let entry = text(deb["desktopTemplate"].as_str().unwrap());
    assert!(entry.contains("\nKeywords=") && entry.contains("\nExec={{exec}} %u\n"), "{entry}");
    assert!(entry.contains(&format!("\nMimeType=x-scheme-handler/{SCHEME};\n")), "approvals come back: {entry}");
}

#[test]
fn what_is_packed_names_the_version_there_is() {
    let version = env!("CARGO_PKG_VERSION");
    let first = |file: &str, begins: &str| {
        let text = text(file);
        let line = text.lines().find(|line| line.trim_start().starts_with(begins)).map(str::to_owned);
        line.unwrap_or_else(|| panic!("{file} has no line with {begins}"))
    };
    for (file, begins) in [
        ("src-tauri/packaging/changelog", "meum-connect ("),
        ("src-tauri/packaging/io.meum.connect.metainfo.xml", "<release "),
        ("src-tauri/packaging/meum-connect.1", ".TH "),
    ] {
        let line = first(file, begins);
        assert!(line.contains(version), "{file}: {line}");
    }
}
