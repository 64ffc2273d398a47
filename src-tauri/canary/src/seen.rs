//! Secrets in the text that recognition reads from a picture. Recognition takes one letter for another,
//! drops spaces or finds some, and miscounts letters that repeat. So both sides, the secret and the text,
//! lose everything that it confuses.

use crate::forms::PIECE;
use std::collections::BTreeSet;

/// How many letters and figures a piece has at least: fewer could be any words on a screen.
const ENOUGH: usize = 9;

/// Letters that recognition takes for each other. All are small letters, since it confuses small and
/// capital ones as well. Our fonts strike a zero through, which recognition may read as a nine.
const ALIKE: [&str; 7] = ["0ogq9@ø", "1lijt|!", "2z", "5s$", "8b6", "ce", "uvw"];

/// The text with letters and figures only, one for all that look alike, and no letter twice in a row.
pub fn folded(text: &str) -> Vec<u8> {
    let mut folded = Vec::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        let alike = ALIKE.iter().find(|alike| alike.contains(letter)).and_then(|alike| alike.bytes().next());
        let letter = alike.or_else(|| u8::try_from(letter).ok().filter(u8::is_ascii_alphanumeric));
        if let Some(letter) = letter.filter(|letter| folded.last() != Some(letter)) {
            folded.push(letter);
        }
    }
    folded
}

/// Every piece of a secret, folded: twelve characters, and as many more as it takes to leave [`ENOUGH`].
pub fn pieces(secret: &str) -> BTreeSet<Vec<u8>> {
    let letters: Vec<char> = secret.chars().collect();
    let piece = |from: usize| {
        (from + PIECE..=letters.len()).find_map(|to| {
            let piece: String = letters.get(from..to)?.iter().collect();
            Some(folded(&piece)).filter(|piece| piece.len() >= ENOUGH)
        })
    };
    (0..letters.len()).filter_map(piece).collect()
}
