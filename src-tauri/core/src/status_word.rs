//! Meum's status words. Only a few are documented (`CONNECTED`, `HEALTHY`, `DEGRADED`, `ACTIVE`);
//! the others are guessed in the cautious direction, and an unknown word is never read as fine.

use crate::plain::PlainText;

/// What a status word means for a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// As it should be.
    Fine,
    /// Nothing to report yet.
    Waiting,
    /// Not as it should be.
    Poor,
    /// Does not work.
    Bad,
    /// A word we do not know (G15).
    Unknown,
}

/// Reads a status word, whatever its letters' case.
pub fn meaning(word: &PlainText) -> Meaning {
    match word.as_str().to_ascii_uppercase().replace(['-', ' '], "_").as_str() {
        "CONNECTED" | "HEALTHY" | "ACTIVE" | "OK" | "VALID" | "DELIVERING" => Meaning::Fine,
        "PENDING" | "UNKNOWN" | "NEVER" | "NONE" | "WAITING" | "NOT_CHECKED" | "NO_DELIVERIES" => Meaning::Waiting,
        "DEGRADED" | "WARNING" | "STALE" | "EXPIRING" | "PARTIAL" => Meaning::Poor,
        "FAILING" | "FAILED" | "UNHEALTHY" | "DOWN" | "DISABLED" | "REVOKED" | "EXPIRED" | "INVALID" | "SUSPENDED"
        | "DISCONNECTED" | "NOT_CONNECTED" | "ERROR" | "INACTIVE" => Meaning::Bad,
        _ => Meaning::Unknown,
    }
}

/// A word as the code on a picture holds it: capitals and underscores, at most [`LONGEST_IN_CODE`]. Whatever else came in
/// the place of a word stays out of it.
pub fn in_code(word: &str) -> Option<String> {
    let plain = word.trim().to_ascii_uppercase().replace(['-', ' '], "_");
    let is_word = plain.bytes().all(|letter| letter.is_ascii_uppercase() || letter == b'_');
    (is_word && (1..=LONGEST_IN_CODE).contains(&plain.len())).then_some(plain)
}

/// In characters. No key is as short, and none is made of letters alone.
pub const LONGEST_IN_CODE: usize = 24;

/// Whether one of Meum's sentences speaks of payouts. Used only to show the payout banner sooner,
/// never to take it away.
pub fn speaks_of_payouts(sentence: &PlainText) -> bool {
    let text = sentence.as_str().to_ascii_lowercase();
    ["payout", "settlement wallet", "payout_wallet"].iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_a_word_gets_into_the_code_of_a_picture() {
        let long = "A".repeat(LONGEST_IN_CODE + 1);
        let cases = [
            ("SPARKLING", Some("SPARKLING")),
            (" on-hold soon ", Some("ON_HOLD_SOON")),
            ("", None),
            ("sk_live_0a1b2c3d4e5f6071", None),
            ("VIEL SPÄTER", None),
            ("<b>X</b>", None),
            (long.as_str(), None),
        ];
        for (word, expected) in cases {
            assert_eq!(in_code(word).as_deref(), expected, "{word}");
        }
    }

    #[test]
    fn known_words_are_read_in_any_case_and_unknown_ones_are_never_fine() {
        let cases = [
            ("HEALTHY", Meaning::Fine),
            ("healthy", Meaning::Fine),
            ("DEGRADED", Meaning::Poor),
            ("not-connected", Meaning::Bad),
            ("PENDING", Meaning::Waiting),
            ("SPARKLING", Meaning::Unknown),
        ];
        for (word, expected) in cases {
            assert_eq!(meaning(&PlainText::from_outside(word).unwrap()), expected, "{word}");
        }
    }
}
