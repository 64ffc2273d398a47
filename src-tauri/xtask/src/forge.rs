//! The files in `.github` are read by the forge alone, which says nothing where it cannot read one: a form is
//! just not offered. A sentence without quotes ends YAML where a colon and a blank stand in it.

use crate::places;

/// How a value begins that is more than a plain sentence.
const MORE: [char; 9] = ['"', '\'', '[', '{', '|', '>', '&', '*', '!'];

/// The lines of a file whose plain value YAML would read as something else, by their numbers.
fn misread(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    // Lines that are further in than this one are text as it stands.
    let mut block: Option<usize> = None;
    for (line, number) in text.lines().zip(1..) {
        let depth = line.len() - line.trim_start().len();
        if line.trim().is_empty() || block.is_some_and(|outer| depth > outer) {
            continue;
        }
        let entry = line.trim_start().trim_start_matches("- ");
        let value = entry.split_once(": ").map_or("", |(_, value)| value.trim());
        block = value.starts_with(['|', '>']).then_some(depth);
        let is_plain = !entry.starts_with('#') && !value.starts_with(MORE);
        if is_plain && (value.contains(": ") || value.ends_with(':')) {
            found.push(number);
        }
    }
    found
}

#[test]
fn every_file_for_the_forge_is_read_as_it_was_meant() {
    let mut read = 0;
    for folder in [".github/ISSUE_TEMPLATE", ".github/workflows"] {
        for path in std::fs::read_dir(places::root().join(folder)).unwrap().map(|entry| entry.unwrap().path()) {
            let lines = misread(&std::fs::read_to_string(&path).unwrap());
            assert!(lines.is_empty(), "{}: quote the value in line {lines:?}", path.display());
            read += 1;
        }
    }
    assert!(read >= 3, "only {read} files were read");
}

#[test]
fn a_colon_in_a_plain_sentence_is_found_and_elsewhere_it_is_not() {
    let cases: [(&str, &[usize]); 8] = [
        ("a: one\nb: So does \"this\": it holds", &[2]),
        ("- a: b: c", &[1]),
        ("a: ends with:", &[1]),
        ("a: \"b: c\"", &[]),
        ("a: 'b: c'\n# d: e: f", &[]),
        ("a: |\n  b: c: d\n\n  e: f: g\nh: i: j", &[5]),
        ("a: https://shop.example/", &[]),
        ("a: { b: c }\nd:\n  - e", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(misread(text), expected, "{text}");
    }
}
