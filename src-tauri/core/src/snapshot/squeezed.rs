//! Words that stand in nearly every report take one byte on a picture. The table is part of the form: a word
//! is only added, at the end, and at most 31 are there.

/// Each stands for the control character of its place, counted from one. No text holds one itself. A longer
/// word stands before those that it contains.
const WORDS: [&str; 26] = [
    "Debian GNU/Linux ",
    "Microsoft Windows ",
    "Windows ",
    "macOS ",
    "Ubuntu ",
    "Fedora Linux ",
    "sk_live_",
    "sk_test_",
    "inst_",
    "/wp-json/wc/v3/system_status",
    "/wp-json/wc/v3/payment_gateways",
    "/wp-json/wc/v3/",
    "/wp-json/meum/v1/webhook",
    "/wp-json/",
    "/api/v1/",
    "OPTIONS ",
    "GET ",
    "POST ",
    "PUT ",
    "woocommerce_rest_",
    "rest_",
    " · ",
    " ms",
    "www.",
    ".com",
    "/v1/integration/woocommerce/",
];

/// The text with a control character for each of the words.
pub(super) fn squeezed(text: &str) -> String {
    marks().fold(text.to_owned(), |text, (mark, word)| text.replace(word, mark.encode_utf8(&mut [0; 4])))
}

/// The text with the words again.
pub(super) fn widened(text: &str) -> String {
    marks().fold(text.to_owned(), |text, (mark, word)| text.replace(mark, word))
}

fn marks() -> impl Iterator<Item = (char, &'static str)> {
    (1_u8..).map(char::from).zip(WORDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_squeezed_is_widened_to_the_same() {
        for text in
            ["", "Debian GNU/Linux 12", "GET /wp-json/wc/v3/orders · 401 · rest_forbidden · 84 ms", "www.a.com/b"]
        {
            assert_eq!(widened(&squeezed(text)), text);
        }
    }

    #[test]
    fn no_word_stands_behind_one_that_it_contains() {
        for (at, word) in WORDS.iter().enumerate() {
            let before = WORDS.iter().take(at);
            assert!(before.clone().all(|earlier| !word.contains(earlier)), "{word} is never used");
        }
    }
}
