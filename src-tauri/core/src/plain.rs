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
        // A line break is white space and invisible: it parts words.
        let readable: String = text.chars().filter(|&c| c.is_whitespace() || !is_invisible(c)).collect();
        let mut line = String::with_capacity(readable.len());
        for word in readable.split_whitespace() {
            if !line.is_empty() {
                line.push(' ');
            }
            push_without_keys(&mut line, word);
        }
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

/// A note of several lines, made harmless as [`PlainText`] is: at most 80 lines of at most
/// [`PlainText::MAX_CHARS`] characters; empty lines stay.
pub fn clean_note(text: &str) -> String {
    let clean = |line: &str| PlainText::from_outside(line).map(|line| line.0).unwrap_or_default();
    let lines: Vec<String> = text.lines().take(80).map(clean).collect();
    lines.join("\n")
}

/// A server may echo a key it was sent: whatever looks like one is cut to the part that its own
/// list shows anyway (twelve characters of a Meum key, three of the others).
fn push_without_keys(line: &mut String, word: &str) {
    let mut rest = word;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !is_key_char(c)).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        let shown = shown_of(piece);
        let cut = piece.get(..shown).filter(|cut| cut.len() < piece.len());
        line.push_str(cut.unwrap_or(piece));
        line.push_str(if cut.is_some() { "…" } else { "" });
        let mut others = after.chars();
        line.extend(others.next());
        rest = others.as_str();
    }
}

/// How much of a run of key characters may be shown, in bytes (all of them are ASCII).
fn shown_of(piece: &str) -> usize {
    /// Shorter runs are ids; a consumer key's body has 40 characters, a webhook secret 64.
    const SECRET: usize = 40;
    /// The shortest mark, and five more: with four it is what a list shows anyway.
    const MARKED: usize = 8;
    let long = piece.len() >= SECRET
        && piece.split('-').any(|part| part.len() >= SECRET && part.contains(|c: char| c.is_ascii_digit()));
    // Nearly all words end here: each answer has dozens.
    if !long && (piece.len() < MARKED || !piece.contains('_')) {
        return piece.len();
    }
    let lower = piece.to_ascii_lowercase();
    // In the middle of a word it is one only before what a key alone has: `block_anon` is a plugin's code.
    let begins = |at: usize| !lower.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric()));
    let key_follows = |after: usize| {
        let body = lower.get(after..).unwrap_or_default();
        body.chars().take(8).filter(char::is_ascii_hexdigit).count() == 8
    };
    let mark = |mark: &str, shown: usize| {
        let found = lower.match_indices(mark).map(|(at, _)| at);
        found.into_iter().find(|&at| begins(at) || key_follows(at + mark.len())).map(|at| at + shown)
    };
    let marks = [mark("sk_live_", 12), mark("ck_", 3), mark("cs_", 3)];
    let first = marks.into_iter().flatten().filter(|&shown| piece.len() > shown + 4).min();
    match first {
        // A key may stand before the mark of another one.
        Some(shown) if long => shown.min(6),
        Some(shown) => shown,
        None if long => 6,
        None if lower.starts_with("sk_live_") => piece.len().min(12),
        None => piece.len(),
    }
}

/// The characters keys, their base64 and their hexadecimal forms are made of.
fn is_key_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+')
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
    fn a_key_that_a_server_echoes_is_cut() {
        let cases = [
            ("key sk_live_abcd1234efgh refused", "key sk_live_abcd… refused"),
            ("(ck_00112233445566778899aabbccddeeff00112233)", "(ck_…)"),
            ("secret=cs_00112233445566778899aabbccddeeff00112233", "secret=cs_…"),
            ("a 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "a 012345…"),
            ("Basic Y2tfMDAxMTIyMzM0NDU1NjY3Nzg4OTlhYWJiY2NkZGVlZmY=", "Basic Y2tfMD…="),
            ("0a4f7c1e-3f0b-4a53-8a3a-5a0f3c9d7e21", "0a4f7c1e-3f0b-4a53-8a3a-5a0f3c9d7e21"),
            ("inst_5f2c8e0b7a91d3c46e10", "inst_5f2c8e0b7a91d3c46e10"),
            ("sk_live_abcd", "sk_live_abcd"),
            ("SK_LIVE_ABCD1234EFGH", "SK_LIVE_ABCD…"),
            ("sk_live_abcdX", "sk_live_abcd…"),
            ("cs_0011223344-ck_5566778899", "cs_…"),
            ("webhook-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "webhoo…"),
            ("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdefck_00112233445566778899", "012345…"),
            ("0a4f7c1e3f0b4a538a3a5a0f3c9d7e21", "0a4f7c1e3f0b4a538a3a5a0f3c9d7e21"),
            ("shield_block_anon_restapi", "shield_block_anon_restapi"),
            ("docs_and_stock_levels", "docs_and_stock_levels"),
            ("a_ck_0011223344", "a_ck_…"),
            ("xck_0011223344", "xck_…"),
            ("xck_00112233445566778899aabbccddeeff00112233", "xck_…"),
        ];
        for (raw, expected) in cases {
            assert_eq!(PlainText::from_outside(raw).unwrap().as_str(), expected);
        }
    }

    #[test]
    fn a_note_keeps_its_lines_and_loses_its_keys() {
        let note = "Hello,\n\nplease let cs_00112233445566778899aabbccddeeff00112233 through.\r\n\u{202E}Thanks";
        assert_eq!(clean_note(note), "Hello,\n\nplease let cs_… through.\nThanks");
        assert_eq!(clean_note(&"x\n".repeat(1_000)).lines().count(), 80);
    }

    #[test]
    fn a_long_text_is_cut_and_says_so() {
        let clean = PlainText::from_outside(&"x".repeat(10_000)).unwrap();
        assert_eq!(clean.as_str().chars().count(), PlainText::MAX_CHARS);
        assert!(clean.as_str().ends_with('…'));
    }
}
