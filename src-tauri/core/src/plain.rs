//! Text from a shop or from Meum, made harmless: shown as plain text and never trusted.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Text from outside without control, bidirectional-override and invisible characters, on one
/// line, trimmed, at most [`PlainText::MAX_CHARS`] characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct PlainText(String);

impl PlainText {
    /// Longer texts are cut and end in `…`. Room for a long sentence, not for a page.
    pub const MAX_CHARS: usize = 300;

    /// Cleans text from outside; `None` when nothing readable is left.
    pub fn from_outside(text: &str) -> Option<Self> {
        let clean: String =
            text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|&c| !is_invisible(c)).collect();
        let words: Vec<&str> = clean.split_whitespace().collect();
        let line = words.join(" ");
        if line.is_empty() {
            return None;
        }
        if line.chars().count() <= Self::MAX_CHARS {
            return Some(Self(line));
        }
        let mut cut: String = line.chars().take(Self::MAX_CHARS - 1).collect();
        cut.push('…');
        Some(Self(cut))
    }

    /// The dash that stands where nothing is known.
    pub fn dash() -> Self {
        Self("–".to_owned())
    }

    /// The cleaned text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Control characters, zero-width characters and the bidirectional overrides that can make a
/// text look like another one (Unicode TR 36, section 2.5).
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_becomes_one_harmless_line() {
        let cases = [
            ("  two\n lines\t", Some("two lines")),
            ("\u{202E}evil\u{0007}", Some("evil")),
            ("\u{200B}\u{FEFF}", None),
            ("", None),
        ];
        for (raw, expected) in cases {
            let clean = PlainText::from_outside(raw);
            assert_eq!(clean.as_ref().map(PlainText::as_str), expected, "{raw:?}");
        }
    }

    #[test]
    fn a_long_text_is_cut_and_says_so() {
        let clean = PlainText::from_outside(&"x".repeat(10_000)).unwrap();
        assert_eq!(clean.as_str().chars().count(), PlainText::MAX_CHARS);
        assert!(clean.as_str().ends_with('…'));
    }
}
