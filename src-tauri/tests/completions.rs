//! The completions in the packages: made of the same table as the help, for four shells, and tried in each that is
//! installed here.

mod bash;
mod fish;
mod powershell;
mod tried;
mod zsh;

use super::package::written;
use connect_core::problem::ProblemKind;
use meum_connect::headless::commands::{COMMANDS, Takes};

const FOLDER: &str = "src-tauri/packaging/completions";
const MADE: &str = "Made by tests/completions.rs of headless/commands.rs; change those.";

/// What may stand in this place, where there is a list of it.
fn list(takes: Takes) -> Option<String> {
    match takes {
        Takes::OneOf(words) => Some(words.join(" ")),
        Takes::Code => Some(ProblemKind::ALL.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(" ")),
        Takes::Nothing | Takes::Word | Takes::File => None,
    }
}

/// The file of each shell.
fn scripts() -> [(&'static str, String); 4] {
    [
        ("meum-connect.bash", bash::script()),
        ("_meum-connect", zsh::script()),
        ("meum-connect.fish", fish::script()),
        ("meum-connect.ps1", powershell::script()),
    ]
}

/// `cargo xtask test` fails when the committed files differ.
#[test]
fn completions_are_made_of_the_commands_there_are() {
    for (name, text) in scripts() {
        written(&format!("{FOLDER}/{name}"), &text);
        for command in &COMMANDS {
            let options = command.options.iter().map(|choice| choice.name.trim_start_matches('-'));
            for word in options.chain([command.name]) {
                assert!(text.contains(word), "{name} lacks {word}");
            }
        }
    }
}
