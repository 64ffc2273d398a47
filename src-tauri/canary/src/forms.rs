//! The forms in which a secret can get out, cut into pieces. Each piece of twelve characters is a needle
//! of its own, so that the search finds half a secret as well.

use std::fmt::Write;

/// So many characters of a secret in a row give it away. The app may show the last seven of a consumer
/// key and the first twelve of a Meum key. Of what [`crate::hidden_part`] leaves, both hold fewer.
pub const PIECE: usize = 12;

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL_SAFE: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A form's name, whether its case matters, and one piece in it.
type Piece = (&'static str, bool, Vec<u8>);

/// Every piece of a secret in every form.
pub fn pieces(secret: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut add = |form, case_matters, text: String| {
        let text = if case_matters { text } else { text.to_ascii_lowercase() };
        pieces.push((form, case_matters, text.into_bytes()));
    };
    let letters: Vec<char> = secret.chars().collect();
    for piece in letters.windows(PIECE) {
        let piece: String = piece.iter().collect();
        // Most programs encode only what an address cannot hold, and JSON escapes even less.
        let in_part = percent(&piece, |byte| !byte.is_ascii_alphanumeric());
        let quoted = quoted(&piece);
        if in_part != piece {
            add("percent-encoded in part", false, in_part);
        }
        if quoted != piece {
            add("escaped as JSON in part", true, quoted);
        }
        add("percent-encoded", false, percent(&piece, |_| true));
        add("escaped as JSON", false, escaped(&piece));
        add("hexadecimal", false, hex(&piece));
        add("as it is", true, piece);
    }
    for (form, letters) in [("base64", STANDARD), ("URL-safe base64", URL_SAFE)] {
        for shift in 0..3 {
            let groups = secret.as_bytes().get(shift..).unwrap_or_default().chunks_exact(3);
            let groups: Vec<&[u8]> = groups.collect();
            for piece in groups.windows(PIECE / 3) {
                add(form, true, piece.iter().map(|group| base64(letters, group)).collect());
            }
        }
    }
    pieces
}

/// Four letters for three bytes.
fn base64(letters: &[u8; 64], group: &[u8]) -> String {
    let number = group.iter().fold(0_usize, |number, byte| (number << 8) | usize::from(*byte));
    let letter = |place: usize| letters.get((number >> place) & 63).copied().unwrap_or_default();
    [18, 12, 6, 0].map(|place| char::from(letter(place))).iter().collect()
}

fn hex(text: &str) -> String {
    text.bytes().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn percent(text: &str, is_encoded: impl Fn(u8) -> bool) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        let _ = if is_encoded(byte) { write!(out, "%{byte:02x}") } else { write!(out, "{}", char::from(byte)) };
        out
    })
}

/// Every character as `\u` and its number.
fn escaped(text: &str) -> String {
    text.encode_utf16().fold(String::new(), |mut out, unit| {
        let _ = write!(out, "\\u{unit:04x}");
        out
    })
}

/// What JSON must escape, and the slash that PHP escapes as well.
fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('/', "\\/")
}
