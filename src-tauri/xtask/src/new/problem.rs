//! A new problem: its row, its texts and those of its page in the handbook.

use std::path::Path;

use super::tree::Text;
use super::{Left, type_name};
use crate::failure::{Failure, Outcome};

const KINDS: &str = "src-tauri/core/src/problem/kinds.rs";
const TEXTS: &str = "ui/messages/problems/en.json";
const TRANSLATIONS: [&str; 3] =
    ["ui/messages/problems/de.json", "ui/messages/problems/es.json", "ui/messages/problems/fr.json"];
const HANDBOOK: &str = "ui/messages/handbook/en.json";

/// Writes the places of a new problem.
pub fn write(root: &Path, code: &str, name: &str) -> Outcome<Vec<Left>> {
    let name = type_name(name)?;
    let (mut kinds, mut texts, mut handbook) =
        (Text::read(root, KINDS)?, Text::read(root, TEXTS)?, Text::read(root, HANDBOOK)?);
    let code = if code.len() == 1 { next_free(&kinds, code)? } else { code.to_owned() };
    let letter = letter(&code)?;
    if kinds.holds(&format!("\"{code}\"")) {
        return Err(Failure::new(format!("{code} exists. A code keeps its meaning for ever: take the next free one.")));
    }
    if kinds.holds(&format!("    {name} \"")) {
        return Err(Failure::new(format!("A problem called {name} exists.")));
    }
    let row = row(&mut kinds, letter, &code, name)?;
    let text = texts_of(&mut texts, letter, &code)?;
    let mut translations = Vec::new();
    for file in TRANSLATIONS {
        let mut texts = Text::read(root, file)?;
        texts_of(&mut texts, letter, &code)?;
        translations.push(texts);
    }
    let page = page(&mut handbook, letter, &code)?;
    let (detected_in, tested_in) = places(letter);
    for file in [kinds, texts, handbook].into_iter().chain(translations) {
        file.write()?;
    }
    Ok(vec![
        Left::at(
            KINDS,
            row,
            "Say what is wrong, who can fix it and the next step; `note`, `other` and `reads` if it has them.",
        ),
        Left::at(
            TEXTS,
            text,
            "Write the title, what it means for selling, and the one thing to do; `_ask` if it has a note. Its translations stand in the files beside it.",
        ),
        Left::at(HANDBOOK, page, "Write support's page."),
        Left::in_file(detected_in, &format!("Make a `ProblemKind::{name}` where it is detected.")),
        Left::in_file(tested_in, "Add a row that shows it."),
    ])
}

/// The code after the highest that a letter has. A gap stays one: its code may have been shipped once.
fn next_free(kinds: &Text, letter: &str) -> Outcome<String> {
    let number = |line: &str| line.split('"').nth(1)?.strip_prefix(letter)?.parse::<u8>().ok();
    let highest = kinds.highest(number).ok_or_else(|| Failure::new(format!("No code begins with `{letter}`.")))?;
    Ok(format!("{letter}{:02}", highest.saturating_add(1)))
}

/// The letter of a code: one of the catalogue's, and two digits after it.
fn letter(code: &str) -> Outcome<char> {
    let mut letters = code.chars();
    let letter = letters.next().filter(|letter| "ABCDEFGHS".contains(*letter));
    let digits: Vec<char> = letters.collect();
    let is_code = digits.len() == 2 && digits.iter().all(char::is_ascii_digit);
    letter.filter(|_| is_code).ok_or_else(|| {
        Failure::new(format!("`{code}` is no code: a letter of the catalogue (A to H, S) and two digits, such as S11."))
    })
}

fn row(kinds: &mut Text, letter: char, code: &str, name: &str) -> Outcome<usize> {
    let is_row =
        |line: &str| line.starts_with("    ") && line.contains(&format!(" \"{letter}")) && !line.contains("//");
    let last = kinds.last_line_of(is_row).ok_or_else(|| kinds.lost("row of this letter"))?;
    let end = kinds.next_line_of(last - 1, |line| line.ends_with(';')).ok_or_else(|| kinds.lost("end of a row"))?;
    let row = format!("    {name} \"{code}\" You TryAgain;");
    Ok(kinds.insert(end, &["    /// TODO: what is wrong.", &row]))
}

fn texts_of(texts: &mut Text, letter: char, code: &str) -> Outcome<usize> {
    open_texts(texts, letter, code, &["title", "means", "next"])
}

/// The texts of support's page. The handbook itself is made of them.
fn page(handbook: &mut Text, letter: char, code: &str) -> Outcome<usize> {
    open_texts(handbook, letter, code, &["happened", "say", "check", "escalate"])
}

/// Texts that are still to be written, after the last ones of their letter.
fn open_texts(texts: &mut Text, letter: char, code: &str, parts: &[&str]) -> Outcome<usize> {
    let of_letter = |line: &str| line.trim_start().starts_with(&format!("\"{letter}"));
    let last = texts.last_line_of(of_letter).ok_or_else(|| texts.lost("text of this letter"))?;
    texts.change(last, |line| format!("{},", line.trim_end_matches(',')));
    let parts: Vec<String> = parts.iter().map(|part| format!("  \"{code}_{part}\": \"TODO\",")).collect();
    let first = texts.insert(last, &parts.iter().map(String::as_str).collect::<Vec<_>>());
    let end = last + parts.len();
    if texts.line_of(|line| line == "}") == Some(end + 1) {
        texts.change(end, |line| line.trim_end_matches(',').to_owned());
    }
    Ok(first)
}

/// Where problems of a letter are detected, and where their rows are tested.
fn places(letter: char) -> (&'static str, &'static str) {
    match letter {
        'A' | 'B' | 'C' | 'D' => ("src-tauri/src/adapters/shop/", "src-tauri/tests/catalogue/"),
        'E' => ("src-tauri/core/src/woo_key.rs or meum_key.rs", "the tests beside it"),
        'F' => ("src-tauri/core/src/diagnosis/keys.rs", "src-tauri/tests/catalogue/keys.rs"),
        'G' => ("src-tauri/src/adapters/meum.rs", "src-tauri/tests/refusals.rs"),
        'H' => {
            ("src-tauri/core/src/health/ or src-tauri/src/adapters/shop/gateway.rs", "src-tauri/core/tests/verdicts.rs")
        }
        _ => ("src-tauri/src/adapters/storage/error.rs or the adapter it is about", "the tests beside it"),
    }
}
