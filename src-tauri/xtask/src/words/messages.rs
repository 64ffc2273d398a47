//! The messages that a merchant reads, out of the two files that hold them.
//!
//! The files have one message a line. A line that is laid out otherwise is refused and not guessed at.

use std::path::Path;

use crate::failure::{Failure, Outcome};

/// Where the window's and the terminal's sentences are.
const FILES: [&str; 2] = ["ui/messages/en.json", "ui/messages/problems/en.json"];
/// What begins the name of a message that no merchant is meant to read: the note's frame and the report
/// for support, what is said of a picture, and the deeds that the report tells.
const FOR_OTHERS: [&str; 4] = ["note_", "report_", "read_", "deed_"];
/// What ends the name of a note to a web host, a developer or a network's people: it may use their words.
const NOTE: &str = "_ask";

/// One message, and where it stands.
#[derive(Debug, PartialEq, Eq)]
pub struct Message {
    /// Its file, from the repository's root.
    file: &'static str,
    /// Its line, from one.
    line: usize,
    /// Its name.
    key: String,
    /// Its text, placeholders included.
    pub text: String,
}

impl Message {
    /// Where it stands, and what it is called.
    pub fn place(&self) -> String {
        format!("{}:{} {}", self.file, self.line, self.key)
    }
}

/// Every message for merchants in this repository.
pub fn read(root: &Path) -> Outcome<Vec<Message>> {
    let mut messages = Vec::new();
    for file in FILES {
        let text = std::fs::read_to_string(root.join(file))
            .map_err(|refusal| Failure::system(format!("reading {file}"), &refusal))?;
        messages.extend(of_file(file, &text)?);
    }
    Ok(messages)
}

/// The messages for merchants in the text of one file.
pub fn of_file(file: &'static str, text: &str) -> Outcome<Vec<Message>> {
    let entries = text.lines().zip(1..).filter(|(line, _)| !["{", "}", ""].contains(&line.trim()));
    let messages = entries.map(|(entry, line)| {
        let (key, text) = read_entry(entry)
            .ok_or_else(|| Failure::new(format!("{file}:{line} is no `\"name\": \"text\",` on a line of its own.")))?;
        Ok(Message { file, line, key, text })
    });
    let all: Outcome<Vec<Message>> = messages.collect();
    Ok(all?.into_iter().filter(|message| is_for_merchants(&message.key)).collect())
}

fn is_for_merchants(key: &str) -> bool {
    !key.ends_with(NOTE) && !FOR_OTHERS.iter().any(|begin| key.starts_with(begin))
}

/// The name and the text of one line.
fn read_entry(entry: &str) -> Option<(String, String)> {
    let (key, text) = entry.trim().split_once("\": \"")?;
    let text = text.trim_end_matches(',').strip_suffix('"')?;
    Some((key.strip_prefix('"')?.to_owned(), unescaped(text)?))
}

/// A text as JSON writes it, read. `None` where an escape is unknown.
fn unescaped(text: &str) -> Option<String> {
    let mut read = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        read.push(match letter {
            '\\' => escaped(&mut letters)?,
            '"' => return None,
            plain => plain,
        });
    }
    Some(read)
}

fn escaped(letters: &mut std::str::Chars<'_>) -> Option<char> {
    match letters.next()? {
        'n' => Some('\n'),
        't' => Some('\t'),
        same @ ('"' | '\\' | '/') => Some(same),
        'u' => {
            let digits: String = letters.by_ref().take(4).collect();
            char::from_u32(u32::from_str_radix(&digits, 16).ok()?)
        }
        _ => None,
    }
}
