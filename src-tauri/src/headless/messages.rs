//! The window's own messages, for the terminal, the notifications and the icon: one source of words for all.
//! Nothing is written here; whatever a sentence lacks is put in where its `{name}` stands. The terminal speaks
//! English, as support does.

use connect_core::language::Language;
use serde::Serialize;
use std::collections::HashMap;
use std::sync::LazyLock;

type Messages = HashMap<String, String>;

/// A language's messages, read when the first of them is asked for.
macro_rules! messages_of {
    ($tag:literal) => {
        LazyLock::new(|| {
            let read = |file: &str| serde_json::from_str::<Messages>(file).unwrap_or_default();
            let mut all = read(include_str!(concat!("../../../ui/messages/", $tag, ".json")));
            all.extend(read(include_str!(concat!("../../../ui/messages/problems/", $tag, ".json"))));
            all
        })
    };
}

static ENGLISH: LazyLock<Messages> = messages_of!("en");
static GERMAN: LazyLock<Messages> = messages_of!("de");
static SPANISH: LazyLock<Messages> = messages_of!("es");
static FRENCH: LazyLock<Messages> = messages_of!("fr");

/// A message as English writes it, if there is one of this name.
pub fn find(name: &str) -> Option<&'static str> {
    find_in(Language::English, name)
}

/// A message as a language writes it, if there is one of this name.
pub fn find_in(language: Language, name: &str) -> Option<&'static str> {
    let messages = match language {
        Language::English => &ENGLISH,
        Language::German => &GERMAN,
        Language::Spanish => &SPANISH,
        Language::French => &FRENCH,
    };
    messages.get(name).map(String::as_str)
}

/// A message with nothing to put in. A name that is missing stands for itself.
pub fn message(name: &str) -> String {
    find(name).unwrap_or(name).to_owned()
}

/// A message with what it is about.
pub fn with(name: &str, words: &[(&str, &str)]) -> String {
    filled(find(name).unwrap_or(name), words)
}

/// A text with each `{name}` replaced, in one pass: what is put in is not read again.
pub fn filled(text: &str, words: &[(&str, &str)]) -> String {
    let mut parts = text.split('{');
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let named = part.split_once('}').and_then(|(name, rest)| Some((word(name, words)?, rest)));
        match named {
            Some((word, rest)) => whole.extend([word, rest]),
            None => whole.extend(["{", part]),
        }
    }
    whole
}

fn word<'a>(name: &str, words: &[(&str, &'a str)]) -> Option<&'a str> {
    words.iter().find(|(known, _)| *known == name).map(|(_, word)| *word)
}

/// The name a value has in the contract with the page, and in the messages about it.
pub fn name_of(value: &impl Serialize) -> String {
    let name = serde_json::to_value(value).ok();
    name.as_ref().and_then(|name| name.as_str()).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_filled_once() {
        let words = [("store", "a {other} shop"), ("other", "x")];
        assert_eq!(filled("{store}, {other}, {nobody} {", &words), "a {other} shop, x, {nobody} {");
    }

    #[test]
    fn both_files_of_each_language_are_read() {
        for language in Language::ALL {
            assert!(find_in(language, "your_shop").is_some(), "{language:?}");
            assert!(find_in(language, "A01_title").is_some(), "{language:?}");
        }
        assert_eq!(message("your_shop"), "your shop");
        assert_eq!(message("no such message"), "no such message");
    }
}
