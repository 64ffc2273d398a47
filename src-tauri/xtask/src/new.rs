//! `cargo xtask new problem|line|intent`: writes the places of a new one and names what is left.
//!
//! It refuses a code or a name that exists or is malformed, and changes nothing then. What it
//! writes holds the word `TODO`; tests refuse that word, so nothing half done is released.

mod intent;
mod line;
mod problem;
mod tree;

use std::path::Path;

use crate::failure::{Failure, Outcome};
use crate::places;

/// What is said when the words after `new` are not understood.
const USAGE: &str = "\
After `new` comes one of

  problem <code> <Name>   such as: problem S11 NotesDamaged; a letter alone takes its next free code
  line <Name>             such as: line Refunds
  intent <Name>           such as: intent CloseNotice";

/// Something that is left to do by hand.
#[derive(Debug, PartialEq, Eq)]
pub struct Left {
    /// The file, and the line where that is known.
    place: String,
    /// What to do there.
    what: String,
}

impl Left {
    fn at(file: &str, line: usize, what: &str) -> Self {
        Self { place: format!("{file}:{line}"), what: what.to_owned() }
    }

    fn in_file(file: &str, what: &str) -> Self {
        Self { place: file.to_owned(), what: what.to_owned() }
    }
}

/// Writes what was asked for into this repository.
pub fn write(arguments: &[String]) -> Outcome {
    let left = write_into(&places::root(), arguments)?;
    println!("Written. What is left, by hand:");
    for Left { place, what } in &left {
        println!("  {place}\n      {what}");
    }
    Ok(())
}

fn write_into(root: &Path, arguments: &[String]) -> Outcome<Vec<Left>> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["problem", code, name] => problem::write(root, code, name),
        ["line", name] => line::write(root, name),
        ["intent", name] => intent::write(root, name),
        _ => Err(Failure::new(USAGE)),
    }
}

/// A name as Rust writes types: letters and digits, a capital first.
fn type_name(name: &str) -> Outcome<&str> {
    let is_one = name.starts_with(|c: char| c.is_ascii_uppercase()) && name.chars().all(|c| c.is_ascii_alphanumeric());
    if is_one { Ok(name) } else { Err(Failure::new(format!("`{name}` is no name such as NotesDamaged."))) }
}

/// The same name as the contract and the messages write it: `notesDamaged`.
fn wire_name(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
