//! How a key shows in a text, whatever else the text is: so that none is stored or sent by mistake.

/// What every Meum key starts with.
pub const MEUM: &str = "sk_live_";

/// Whether a text holds a key or secret, or the beginning of one: its mark at the beginning of a
/// word, or anywhere before what only a key has. A page named `black_friday` is neither.
pub fn holds_key(text: &str) -> bool {
    /// A word has no longer run of hexadecimal characters behind the mark.
    const HEX: usize = 8;
    let text = text.to_ascii_lowercase();
    let key_follows = |(at, mark): (usize, &str)| {
        let body = text.get(at + mark.len()..).unwrap_or_default();
        body.chars().take(HEX).filter(char::is_ascii_hexdigit).count() == HEX
    };
    next_mark(&text).is_some() || text.match_indices("ck_").chain(text.match_indices("cs_")).any(key_follows)
}

/// Where the next `ck_` or `cs_` begins, not in the middle of another word.
pub(crate) fn next_mark(text: &str) -> Option<usize> {
    let marks = text.match_indices("ck_").chain(text.match_indices("cs_"));
    marks
        .map(|(at, _)| at)
        .filter(|&at| !text.get(..at).and_then(|t| t.chars().next_back()).is_some_and(char::is_alphanumeric))
        .min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_in_a_text_is_told_from_a_word() {
        let keys =
            ["ck_12", "key=cs_0011", "https://shop.example/ck_0011", "https://shop.example/xck_0011223344", "CK_0011"];
        for text in keys {
            assert!(holds_key(text), "{text}");
        }
        for text in ["https://shop.example/black_friday", "rock_and_roll.example", "shop.example/docs_added", ""] {
            assert!(!holds_key(text), "{text}");
        }
    }
}
