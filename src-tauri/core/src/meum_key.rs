//! A Meum key, parsed at the door. Every kind of Meum key starts `sk_live_`; nothing else about
//! its length or alphabet is documented, so nothing else is asked of it (Meum's authentication
//! page). It is never "tested" by connecting: that call *is* the action.

use crate::key_marks::MEUM as MARK;
use crate::plain::is_invisible;
use crate::problem::ProblemKind;
use crate::secret::Secret;

/// Characters of a key that Meum itself keeps and shows (`keyPrefix`): the mark and four more.
pub const PREFIX_LENGTH: usize = 12;

/// What may be shown of a key: its first twelve characters, as Merchant Admin shows them; `None` for
/// one that has hardly more, or holds what no key has.
pub fn shown_prefix(key: &str) -> Option<String> {
    let plain = key.is_ascii() && key.bytes().all(|byte| byte.is_ascii_graphic());
    if !plain || key.len() < 2 * PREFIX_LENGTH {
        return None;
    }
    key.get(..PREFIX_LENGTH).map(str::to_owned)
}

/// Whether two beginnings of keys are of the same key; `None` where either has too few characters to
/// tell: every key begins with the same eight, and that Meum shows twelve is not promised.
pub fn is_same(ours: &str, theirs: &str) -> Option<bool> {
    let enough = [ours, theirs].iter().all(|prefix| prefix.chars().count() >= PREFIX_LENGTH);
    enough.then(|| theirs.starts_with(ours) || ours.starts_with(theirs))
}

const DOCUMENTATION_EXAMPLE: &str = "sk_live_EXAMPLE_DO_NOT_USE";

/// A whole Meum key. Its first twelve characters may be shown, as Merchant Admin shows them.
#[derive(Debug)]
pub struct MeumKey(Secret);

impl MeumKey {
    /// Understands what was typed or pasted.
    ///
    /// # Errors
    /// The E code that says what it is instead of a whole Meum key.
    pub fn parse(typed: &Secret) -> Result<Self, ProblemKind> {
        // EXPOSE: read for its shape only; what is taken out is a Secret again.
        let text: String = typed.expose().chars().filter(|&c| !is_invisible(c)).collect();
        let Some((_, after)) = text.split_once(MARK) else {
            return Err(not_a_meum_key(&text));
        };
        let body: String = after.chars().take_while(|&c| is_key_char(c)).collect();
        let body = body.trim_end_matches('.');
        let key = format!("{MARK}{body}");
        if key == DOCUMENTATION_EXAMPLE {
            return Err(ProblemKind::MeumKeyIsExample);
        }
        if key.len() <= PREFIX_LENGTH {
            return Err(ProblemKind::MeumKeyOnlyStart);
        }
        Ok(Self(Secret::new(key)))
    }

    /// The first twelve characters, by which Merchant Admin names the key.
    pub fn prefix(&self) -> String {
        // EXPOSE: only the prefix leaves, which Meum itself shows.
        self.0.expose().chars().take(PREFIX_LENGTH).collect()
    }

    /// Whether this text is in it.
    pub fn holds(&self, text: &str) -> bool {
        // EXPOSE: compared in memory only.
        self.0.expose().contains(text)
    }

    /// Gives up the secret text, for the adapter that sends it.
    pub fn into_secret(self) -> Secret {
        self.0
    }
}

fn not_a_meum_key(text: &str) -> ProblemKind {
    if text.trim().is_empty() {
        return ProblemKind::MeumKeyMissing;
    }
    if text.contains("ck_") || text.contains("cs_") { ProblemKind::WooKeyInMeumBox } else { ProblemKind::NotAMeumKey }
}

/// The alphabet is not documented; white space, quotes and punctuation end a key.
fn is_key_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<String, ProblemKind> {
        MeumKey::parse(&Secret::new(text.to_owned())).map(|key| key.into_secret().expose().to_owned())
    }

    #[test]
    fn of_a_key_no_more_is_shown_than_meum_itself_shows() {
        let cases = [
            ("sk_live_d3d1cated0key00001", Some("sk_live_d3d1")),
            ("sk_live_d3d1", None),
            ("sk_live_d3d1cated", None),
            ("sk_live_d3\u{202e}1cated0key00001", None),
            ("sk_live_d3 1cated0key000001", None),
        ];
        for (key, shown) in cases {
            assert_eq!(shown_prefix(key).as_deref(), shown, "{key:?}");
        }
    }

    #[test]
    fn a_whole_key_is_taken_out_of_what_surrounds_it() {
        for text in ["sk_live_abcd1234efgh", "  sk_live_abcd1234efgh\n", "Key: \"sk_live_abcd1234efgh\"."] {
            assert!(parse(text).unwrap().starts_with("sk_live_abcd1234efgh"), "{text:?}");
        }
    }

    #[test]
    fn what_is_not_a_whole_key_is_named() {
        let cases = [
            ("", ProblemKind::MeumKeyMissing),
            (" \u{200b}\n", ProblemKind::MeumKeyMissing),
            ("hello", ProblemKind::NotAMeumKey),
            ("sk_test_abcd1234", ProblemKind::NotAMeumKey),
            ("sk_live_abcd", ProblemKind::MeumKeyOnlyStart),
            ("sk_live_EXAMPLE_DO_NOT_USE", ProblemKind::MeumKeyIsExample),
            ("ck_00112233445566778899aabbccddeeff00112233", ProblemKind::WooKeyInMeumBox),
        ];
        for (text, kind) in cases {
            assert_eq!(parse(text), Err(kind), "{text:?}");
        }
    }

    #[test]
    fn only_the_first_twelve_characters_are_shown() {
        let key = MeumKey::parse(&Secret::new("sk_live_abcd1234efgh".to_owned())).unwrap();
        assert_eq!(key.prefix(), "sk_live_abcd");
    }
}
