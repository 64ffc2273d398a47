//! What a package has to carry. Tauri's bundler packs every program of the Cargo package, all into one folder,
//! and leaves out none but one with features of its own.

use std::path::Path;

/// The programs in `Cargo.toml`, a table each.
fn programs() -> Vec<String> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let text = std::fs::read_to_string(manifest).unwrap();
    let tables = text.split("\n[").filter(|table| table.starts_with("[bin]]"));
    tables.map(str::to_owned).collect()
}

#[test]
fn the_watch_is_packed_beside_the_app_under_the_name_that_the_app_looks_for() {
    let (app, watch) = (env!("CARGO_BIN_EXE_meum-connect"), env!("CARGO_BIN_EXE_meum-connect-watch"));
    assert_eq!(Path::new(app).parent(), Path::new(watch).parent());
    let programs = programs();
    for name in ["meum-connect", "meum-connect-watch"] {
        let named = programs.iter().find(|table| table.contains(&format!("name = \"{name}\"")));
        let table = named.unwrap_or_else(|| panic!("Cargo.toml has no program {name}"));
        assert!(!table.contains("required-features"), "{name} would be left out");
    }
    let begin = Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri/src/background/begin.rs");
    let begin = std::fs::read_to_string(begin).unwrap();
    assert!(begin.contains("const WATCH: &str = \"meum-connect-watch\";"), "the app looks for another name");
    let bundle = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tauri.conf.json")).unwrap();
    assert!(bundle.contains("\"mainBinaryName\": \"meum-connect\""), "the package would start another program");
}
