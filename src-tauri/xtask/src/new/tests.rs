//! What `new` writes, on a copy of the files it writes into.

use super::*;
use std::collections::BTreeSet;
use std::path::PathBuf;

const FILES: [&str; 5] = [
    "src-tauri/core/src/problem/kinds.rs",
    "src-tauri/core/src/line.rs",
    "src-tauri/core/src/intent.rs",
    "ui/messages/problems/en.json",
    "ui/messages/handbook/en.json",
];

const TRANSLATED: [&str; 6] = [
    "ui/messages/de.json",
    "ui/messages/es.json",
    "ui/messages/fr.json",
    "ui/messages/problems/de.json",
    "ui/messages/problems/es.json",
    "ui/messages/problems/fr.json",
];

/// A copy of the files, in a folder of its own that goes with it.
struct Copy(PathBuf);

impl Copy {
    fn of_the_tree(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("xtask-new-{name}-{}", std::process::id()));
        let others = ["ui/messages/en.json", "docs/handbook/reading.md"];
        for file in FILES.into_iter().chain(others).chain(TRANSLATED) {
            let to = folder.join(file);
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::copy(places::root().join(file), to).unwrap();
        }
        Self(folder)
    }

    fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.0.join(file)).unwrap()
    }

    /// The lines that are new in a file.
    fn added(&self, file: &str) -> Vec<String> {
        let before = std::fs::read_to_string(places::root().join(file)).unwrap();
        let before: BTreeSet<&str> = before.lines().collect();
        self.read(file).lines().filter(|line| !before.contains(line)).map(str::to_owned).collect()
    }

    fn write_new(&self, words: &str) -> Outcome<Vec<Left>> {
        let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
        write_into(&self.0, &words)
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_problem_gets_its_row_its_texts_and_its_page() {
    // One in the middle of the lists, and one at their end.
    for (code, name) in [("B77", "Invented"), ("S77", "InventedAsWell")] {
        let copy = Copy::of_the_tree(code);
        let left = copy.write_new(&format!("problem {code} {name}")).unwrap();
        let [kinds, _, _, texts, handbook] = FILES;
        assert_eq!(
            copy.added(kinds),
            ["    /// TODO: what is wrong.", &format!("    {name} \"{code}\" You TryAgain;")]
        );
        let keys = copy.added(texts).into_iter().filter(|line| line.contains("TODO")).count();
        assert_eq!(keys, 3);
        for file in [texts].into_iter().chain(TRANSLATED.into_iter().filter(|file| file.contains("problems"))) {
            is_json(&copy.read(file));
            assert!(copy.read(file).contains(&format!("\"{code}_title\": \"TODO\"")), "{file}");
        }
        assert!(copy.added(handbook).contains(&format!("  \"{code}_say\": \"TODO\",")));
        is_json(&copy.read(handbook));
        let files: BTreeSet<&str> = left.iter().map(|left| left.place.split(':').next().unwrap()).collect();
        assert!(files.len() <= 5, "{files:?}");
        points_at(&copy, &left);
    }
}

#[test]
fn a_letter_alone_takes_the_next_free_code() {
    let copy = Copy::of_the_tree("letter");
    copy.write_new("problem C Invented").unwrap();
    copy.write_new("problem C InventedAsWell").unwrap();
    let codes: Vec<u32> =
        copy.added(FILES[0]).iter().filter_map(|row| row.split('"').nth(1)?.strip_prefix('C')?.parse().ok()).collect();
    assert!(matches!(codes.as_slice(), [first, second] if second == &(first + 1)), "{codes:?}");
}

#[test]
fn a_line_gets_its_variant_its_names_and_its_row() {
    let copy = Copy::of_the_tree("line");
    let left = copy.write_new("line Refunds").unwrap();
    let line = FILES[1];
    let added = copy.added(line).join("\n");
    assert!(added.contains("    Refunds,") && added.contains("Self::Refunds]"), "{added}");
    is_json(&copy.read("ui/messages/en.json"));
    for file in ["en", "de", "es", "fr"].map(|tag| format!("ui/messages/{tag}.json")) {
        is_json(&copy.read(&file));
        assert!(copy.read(&file).contains("\"line_refunds_from\": \"TODO\""), "{file}");
    }
    assert!(copy.added("docs/handbook/reading.md").iter().any(|line| line.contains("TODO: Refunds")));
    let files: BTreeSet<&str> = left.iter().map(|left| left.place.split(':').next().unwrap()).collect();
    assert!(files.len() <= 4, "{files:?}");
    points_at(&copy, &left);
}

#[test]
fn an_intent_gets_its_variant() {
    let copy = Copy::of_the_tree("intent");
    let left = copy.write_new("intent CountSheep").unwrap();
    assert!(copy.added(FILES[2]).contains(&"    CountSheep,".to_owned()));
    assert!(left.len() <= 5 && left.iter().any(|left| left.what.contains("\"countSheep\"")), "{left:?}");
    points_at(&copy, &left);
}

#[test]
fn what_exists_or_is_malformed_is_refused_and_nothing_is_written() {
    let copy = Copy::of_the_tree("refused");
    for words in [
        "problem S02 Invented",
        "problem S77 StorageFault",
        "problem S7 Invented",
        "problem X Invented",
        "problem X77 Invented",
        "problem s77 Invented",
        "problem S77 invented",
        "problem S77 In-vented",
        "problem S77",
        "line Payouts",
        "line payouts",
        "intent TryAgain",
        "intent HandOver",
        "intent count sheep",
        "window Pane",
        "",
    ] {
        assert!(copy.write_new(words).is_err(), "{words}");
    }
    for file in FILES {
        assert_eq!(copy.added(file), Vec::<String>::new(), "{file}");
    }
}

/// Every place that names a line names one with something to fill in.
fn points_at(copy: &Copy, left: &[Left]) {
    for (file, line) in left.iter().filter_map(|left| left.place.split_once(':')) {
        let at: usize = line.parse().unwrap();
        assert!(copy.read(file).lines().nth(at - 1).unwrap().contains("TODO"), "{file}:{line}");
    }
}

/// As far as a line-wise look can tell: a comma after every entry but the last.
fn is_json(text: &str) {
    let entries: Vec<&str> = text.lines().filter(|line| line.starts_with("  \"")).collect();
    let (last, before) = entries.split_last().unwrap();
    assert!(before.iter().all(|line| line.ends_with(',')) && !last.ends_with(','), "{last}");
}
