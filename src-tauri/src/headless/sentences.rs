//! Messages in words: the core chooses them, the window's files hold their texts, and this writes
//! what they are about. It adds no words and makes no choice. It writes English, but for what a desktop shows of the
//! app: that has no moments in it, which are written in English only.

use super::messages::{filled, find_in, message, with};
use super::moment::{day, exact_in, length, zone};
use connect_core::language::Language;
use connect_core::message::{Arg, Args, Key, Message, Slot};
use connect_core::plain::{PlainText, clean_note};
use connect_core::words::{NoteLine, NoteView, Sentences};
use jiff::tz::TimeZone;

/// The app's version.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What a problem is called, what it means, and the one thing to do.
#[derive(Debug, PartialEq, Eq)]
pub struct Written {
    /// A few words.
    pub title: String,
    /// What it means for selling.
    pub means: String,
    /// What to do.
    pub next: String,
}

impl Written {
    /// The sentences in words.
    pub fn of(says: &Sentences) -> Self {
        let zone = zone();
        let write = |key| sentence(key, &says.args, &zone, Language::English);
        Self { title: write(says.title), means: write(says.means), next: write(says.next) }
    }
}

/// A message in words.
pub fn say(message: &Message) -> String {
    say_in(message, &zone())
}

/// A message in words, its moments as a clock in this zone shows them.
pub fn say_in(message: &Message, zone: &TimeZone) -> String {
    sentence(message.key, &message.args, zone, Language::English)
}

/// A message in words of the merchant's language.
pub fn say_as(message: &Message, language: Language) -> String {
    sentence(message.key, &message.args, &zone(), language)
}

/// A message with nothing to put in, in words.
pub fn key_in_words(key: Key) -> String {
    sentence(key, &Args::new(), &zone(), Language::English)
}

/// A note in words. A blank line stands between two paragraphs.
pub fn note(note: &NoteView, tried: &[PlainText]) -> String {
    let paragraph =
        |lines: &Vec<NoteLine>| lines.iter().map(|line| note_line(line, tried)).collect::<Vec<_>>().join("\n");
    clean_note(&note.text.iter().map(paragraph).collect::<Vec<_>>().join("\n\n"))
}

fn note_line(line: &NoteLine, tried: &[PlainText]) -> String {
    match line {
        NoteLine::Say(message) => say(message),
        NoteLine::Tried => tried.iter().map(|line| format!("- {}", line.as_str())).collect::<Vec<_>>().join("\n"),
    }
}

/// A message as a sentence of its own: what stands in for something unknown gets its capital at
/// the start of it; a host name never does.
fn sentence(key: Key, args: &Args, zone: &TimeZone, language: Language) -> String {
    let text = text(key, args, zone, language);
    let begins = |slot: &&Slot| {
        let word = word(**slot, args, zone, language);
        !word.is_empty() && text.starts_with(&word) && !matches!(args.get(slot), Some(Arg::Text(_)))
    };
    if Slot::ALL.iter().any(|slot| begins(&slot)) { capital(&text) } else { text }
}

fn text(key: Key, args: &Args, zone: &TimeZone, language: Language) -> String {
    let words: Vec<(&str, String)> =
        Slot::ALL.iter().map(|&slot| (slot.name(), word(slot, args, zone, language))).collect();
    let words: Vec<(&str, &str)> = words.iter().map(|(name, word)| (*name, word.as_str())).collect();
    filled(find_in(language, key.name()).unwrap_or(key.name()), &words)
}

fn word(slot: Slot, args: &Args, zone: &TimeZone, language: Language) -> String {
    let stand_in = || slot.stand_in().and_then(|key| find_in(language, key.name())).map(str::to_owned);
    args.get(&slot).map(|arg| written(arg, zone, language)).or_else(stand_in).unwrap_or_default()
}

fn written(arg: &Arg, zone: &TimeZone, language: Language) -> String {
    match arg {
        Arg::Text(text) => text.clone(),
        Arg::Message(message) => text(message.key, &message.args, zone, language),
        Arg::Count(count) => count.to_string(),
        Arg::Day(at) => day(*at),
        // A terminal stays open for days: a moment is written out.
        Arg::Moment(at) | Arg::Exact(at) => exact_in(*at, zone),
        Arg::Wait(seconds) => waiting(*seconds),
        Arg::Length(seconds) => length(*seconds),
        Arg::Version => VERSION.to_owned(),
    }
}

fn waiting(seconds: u32) -> String {
    let count = |name: &str, count: u32| with(name, &[("count", &count.to_string())]);
    match (seconds, seconds.div_ceil(60)) {
        (0 | 1, _) => message("wait_second"),
        (2..60, _) => count("wait_seconds", seconds),
        (_, 1) => message("a_minute"),
        (_, minutes @ ..=90) => count("wait_minutes", minutes),
        (_, minutes @ ..=2_880) => count("wait_hours", minutes.div_ceil(60)),
        (_, minutes) => count("wait_days", minutes.div_ceil(1_440)),
    }
}

fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
#[path = "sentences_tests.rs"]
mod tests;
