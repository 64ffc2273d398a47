//! A new line of the panel: its variant, its two names and its row in the handbook.

use std::path::Path;

use super::tree::Text;
use super::{Left, type_name, wire_name};
use crate::failure::{Failure, Outcome};

const LINE: &str = "src-tauri/core/src/line.rs";
const TEXTS: &str = "ui/messages/en.json";
const TRANSLATIONS: [&str; 3] = ["ui/messages/de.json", "ui/messages/es.json", "ui/messages/fr.json"];
const HANDBOOK: &str = "docs/handbook/reading.md";

/// Writes the places of a new line.
pub fn write(root: &Path, name: &str) -> Outcome<Vec<Left>> {
    let (name, wire) = (type_name(name)?, wire_name(name));
    let (mut line, mut texts, mut handbook) =
        (Text::read(root, LINE)?, Text::read(root, TEXTS)?, Text::read(root, HANDBOOK)?);
    if texts.holds(&format!("\"line_{wire}\"")) {
        return Err(Failure::new(format!("A line called {name} exists.")));
    }
    let variant = variant(&mut line, name)?;
    let last = texts
        .last_line_of(|line| line.starts_with("  \"line_") && line.contains("_from\""))
        .ok_or_else(|| texts.lost("names of lines"))?;
    let [title, from] = [format!("  \"line_{wire}\": \"TODO\","), format!("  \"line_{wire}_from\": \"TODO\",")];
    let text = texts.insert(last, &[&title, &from]);
    let mut translations = Vec::new();
    for file in TRANSLATIONS {
        let mut texts = Text::read(root, file)?;
        // A translation has the lines of the English text.
        texts.insert(last, &[&title, &from]);
        translations.push(texts);
    }
    let row = handbook
        .last_line_of(|line| line.starts_with("| **") && line.contains("| this computer |"))
        .ok_or_else(|| handbook.lost("table of lines"))?;
    let row = handbook.insert(row, &[&format!("| **TODO: {name}** | TODO | TODO | TODO |")]);
    for file in [line, texts, handbook].into_iter().chain(translations) {
        file.write()?;
    }
    Ok(vec![
        Left::at(
            LINE,
            variant,
            "Say what the line is about. It stands at the foot of the panel until `ALL` says otherwise.",
        ),
        Left::at(
            TEXTS,
            text,
            "Write its name, and where it is seen from. The translations stand in the files beside it.",
        ),
        Left::at(HANDBOOK, row, "Write support's row."),
        Left::in_file(
            "src-tauri/core/src/health/line.rs",
            "Judge it: `cargo check -p connect-core` names the matches that lack it. Its cases go into `core/tests/verdicts.rs`.",
        ),
    ])
}

fn variant(line: &mut Text, name: &str) -> Outcome<usize> {
    let begin = line.line_of(|line| line == "pub enum LineId {").ok_or_else(|| line.lost("enum LineId"))?;
    let end = line.next_line_of(begin, |line| line == "}").ok_or_else(|| line.lost("end of LineId"))?;
    let variant = line.insert(end - 1, &["    /// TODO: what the line is about.", &format!("    {name},")]);
    let all = line
        .line_of(|line| line.trim_start().starts_with("pub const ALL: "))
        .ok_or_else(|| line.lost("list of all lines"))?;
    let end =
        line.next_line_of(all - 1, |line| line.trim_end().ends_with("];")).ok_or_else(|| line.lost("end of ALL"))?;
    line.change(end, |line| line.replacen("];", &format!(", Self::{name}];"), 1).replacen(",, ", ", ", 1));
    line.change(all, counted_on);
    Ok(variant)
}

/// The same declaration with an array that is longer by one: `[Self; 6]` becomes `[Self; 7]`.
fn counted_on(declaration: &str) -> String {
    let Some((before, rest)) = declaration.split_once("[Self; ") else { return declaration.to_owned() };
    let Some((count, after)) = rest.split_once(']') else { return declaration.to_owned() };
    count
        .parse::<u32>()
        .map_or_else(|_| declaration.to_owned(), |count| format!("{before}[Self; {}]{after}", count + 1))
}
