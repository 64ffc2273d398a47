//! Secrets in what was read from a picture. Text recognition takes one letter for another, drops
//! spaces or finds some, and counts letters that repeat wrongly; so both sides lose what it confuses.

use super::PIECE;
use std::collections::BTreeSet;

/// Letters and figures that stay of a piece, at least: fewer could be any words on a screen.
const ENOUGH: usize = 9;

/// Letters that recognition takes for each other, all in small letters: it confuses those of the two
/// sizes as well. Our fonts strike a zero through, which makes it a nine for some.
const ALIKE: [&str; 7] = ["0ogq9@ø", "1lijt|!", "2z", "5s$", "8b6", "ce", "uvw"];

/// What stays of a text: one of each that look alike, none that repeats, letters and figures only.
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

/// What stays of every piece of a secret: twelve characters, and as many more as it takes to have
/// enough of them.
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
