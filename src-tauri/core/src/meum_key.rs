//! A Meum key, parsed at the door. Every kind of Meum key starts `sk_live_`; nothing else about
//! its length or alphabet is documented, so nothing else is asked of it (Meum's authentication
//! page). It is never "tested" by connecting: that call *is* the action.

use crate::key_marks::{MEUM as MARK, holds_key};
use crate::plain::is_invisible;
use crate::problem::ProblemKind;
use crate::secret::Secret;

/// Characters of a key that Meum itself keeps and shows (`keyPrefix`): the mark and four more.
pub const PREFIX_LENGTH: usize = 12;

/// What may be shown of a key, and kept beside it to tell it from another one: its first twelve
/// characters, as Merchant Admin shows them. No document says how long a key is, so of a shorter one no
/// more than half is shown, and never less than the mark that every key has. `None` for a text that
/// holds what no key has, and for a secret of another kind: of a consumer key or secret that came in a
/// key's place, nothing is shown.
pub fn shown_prefix(key: &str) -> Option<String> {
    let plain = key.is_ascii() && key.bytes().all(|byte| byte.is_ascii_graphic());
    let length = (key.len() / 2).clamp(MARK.len(), PREFIX_LENGTH);
    // What is no longer than this would be shown whole.
    if !plain || key.len() <= PREFIX_LENGTH || !key.starts_with(MARK) || holds_key(key) {
        return None;
    }
    key.get(..length).map(str::to_owned)
}

/// Whether a key is the one of which this much is shown. An earlier version showed twelve characters of
/// every key, also of a short one.
pub fn is_shown_as(key: &str, shown: &str) -> bool {
    shown.len() >= MARK.len() && shown.len() <= PREFIX_LENGTH && key.len() > shown.len() && key.starts_with(shown)
}

/// Whether two beginnings of keys are of the same key; `None` where either has too few characters to
/// tell: every key begins with the same eight, and that Meum shows twelve is not promised.
pub fn is_same(ours: &str, theirs: &str) -> Option<bool> {
    let enough = [ours, theirs].iter().all(|prefix| prefix.chars().count() >= PREFIX_LENGTH);
    enough.then(|| theirs.starts_with(ours) || ours.starts_with(theirs))
}

const DOCUMENTATION_EXAMPLE: &str = "sk_live_EXAMPLE_DO_NOT_USE";

/// A whole Meum key. Its beginning may be shown, as [`shown_prefix`] cuts it.
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

    /// What may be shown of it.
    pub fn prefix(&self) -> String {
        // EXPOSE: only the beginning leaves, which Meum itself shows.
        shown_prefix(self.0.expose()).unwrap_or_else(|| MARK.to_owned())
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
            ("sk_live_d3d1cated0key000", Some("sk_live_d3d1")),
            ("sk_live_d3d1cated0ke", Some("sk_live_d3")),
            ("sk_live_d3d1c", Some("sk_live_")),
            ("sk_live_d3d1", None),
            ("", None),
            ("cs_ffeeddccbbaa99887766554433221100ffeeddcc", None),
            ("whsec_5f2c8e0b7a91d3c46e10", None),
            ("sk_live_ck_00112233445566778899aabbccddeeff00112233", None),
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
    fn a_key_of_whatever_length_is_the_one_that_was_shown() {
        for length in 1..=200 {
            let text = format!("sk_live_{}", "0aB-x_9".chars().cycle().take(length).collect::<String>());
            let Ok(key) = MeumKey::parse(&Secret::new(text.clone())) else {
                assert!(length <= 4, "{text} is a whole key");
                continue;
            };
            let shown = key.prefix();
            assert!((MARK.len()..=PREFIX_LENGTH).contains(&shown.len()), "{shown}");
            assert!(shown.len() == MARK.len() || 2 * shown.len() <= text.len(), "{shown} is most of {text}");
            assert_eq!(shown_prefix(&text).as_deref(), Some(shown.as_str()), "one rule cuts them all");
            assert!(is_shown_as(&text, &shown), "{text}");
            assert!(is_shown_as(&text, &text[..PREFIX_LENGTH]), "as an earlier version showed {text}");
            assert!(!is_shown_as(&text, &text) && !is_shown_as(&text, "") && !is_shown_as(&text, "sk_"), "{text}");
            assert!(!is_shown_as(&text.replacen('0', "1", 1), "sk_live_0aB-"), "another key");
        }
    }
}
