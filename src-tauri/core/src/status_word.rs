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
