//! A new intent: its variant. Exhaustive matches then say where it is answered.

use std::path::Path;

use super::tree::Text;
use super::{Left, type_name, wire_name};
use crate::failure::{Failure, Outcome};

const INTENT: &str = "src-tauri/core/src/intent.rs";

/// Writes the places of a new intent.
pub fn write(root: &Path, name: &str) -> Outcome<Vec<Left>> {
    let name = type_name(name)?;
    let mut intent = Text::read(root, INTENT)?;
    let begin = intent.line_of(|line| line == "pub enum Intent {").ok_or_else(|| intent.lost("enum Intent"))?;
    let end = intent.next_line_of(begin, |line| line == "}").ok_or_else(|| intent.lost("end of Intent"))?;
    let variant = format!("    {name}");
    let is_it = |line: &str| [",", " {"].iter().any(|ends| line == format!("{variant}{ends}"));
    if intent.next_line_of(begin, is_it).is_some_and(|line| line < end) {
        return Err(Failure::new(format!("An intent called {name} exists.")));
    }
    let line = intent.insert(end - 1, &["    /// TODO: what the merchant asks for.", &format!("{variant},")]);
    intent.write()?;
    let wire = wire_name(name);
    Ok(vec![
        Left::at(INTENT, line, "Say what the merchant asks for; add what it carries."),
        Left::in_file(
            "src-tauri/core/src/app.rs or src-tauri/core/src/wizard.rs",
            "Answer it: `cargo check -p connect-core` names the matches that lack it.",
        ),
        Left::in_file("src-tauri/core/tests/", "Tell its story in a test."),
        Left::in_file("ui/src/screens/", &format!("Put its button there: `session.ask({{ kind: \"{wire}\" }})`.")),
        Left::in_file(
            "ui/messages/en.json",
            "Write what the button says, and its translations in the files beside it.",
        ),
    ])
}
