//! WooCommerce REST keys, parsed at the door. A key is `ck_` and a secret `cs_`, each followed by
//! 40 lower-case hexadecimal characters (WooCommerce's `wc_rand_hash`, includes/wc-core-functions.php).
//!
//! Nothing here asks the network: every trouble that the text alone shows is named
//! before a request is made (problem codes E01 to E11).

use crate::host;
use crate::key_marks::next_mark;
use crate::plain::is_invisible;
use crate::problem::ProblemKind;
use crate::secret::Secret;
use crate::store_url::StoreUrl;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Characters of a whole key or secret: the three-letter mark and 40 hexadecimal characters.
pub const KEY_LENGTH: usize = 43;
const ENDING_LENGTH: usize = 7;
/// Longest text looked at in a box; two keys with their labels are a tenth of it.
const MAX_CHARS: usize = 4_096;

/// A whole consumer key (`ck_…`). Its last seven characters may be shown, as WooCommerce's own
/// list of keys shows them.
#[derive(Debug)]
pub struct ConsumerKey(Secret);

/// A whole consumer secret (`cs_…`). No part of it is ever shown.
#[derive(Debug)]
pub struct ConsumerSecret(Secret);

impl ConsumerKey {
    /// The seven characters WooCommerce's list of keys shows after `…`.
    pub fn ending(&self) -> String {
        // EXPOSE: only the ending leaves, which WooCommerce itself shows.
        let text = self.0.expose();
        text.chars().skip(text.len().saturating_sub(ENDING_LENGTH)).collect()
    }

    /// Whether it is this text, or begins with it.
    pub fn begins_with(&self, text: &str) -> bool {
        // EXPOSE: compared in memory only.
        self.0.expose().starts_with(text)
    }

    /// Gives up the secret text, for the adapter that signs requests.
    pub fn into_secret(self) -> Secret {
        self.0
    }
}

impl ConsumerSecret {
    /// Gives up the secret text, for the adapter that signs requests.
    pub fn into_secret(self) -> Secret {
        self.0
    }
}

/// One of the two boxes on the keys step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum KeyBox {
    /// The box for the consumer key.
    Key,
    /// The box for the consumer secret.
    Secret,
}

/// What was put right without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum KeyNote {
    /// The two boxes were swapped (E02).
    Swapped,
    /// Both were pasted into one box (E03).
    Split,
    /// Spaces, quotes, labels or invisible characters were removed (E04).
    Cleaned,
}

/// What the two boxes hold, understood. Either may be missing when its box was left empty.
#[derive(Debug, Default)]
pub struct TypedKeys {
    /// The consumer key, if one was typed.
    pub key: Option<ConsumerKey>,
    /// The consumer secret, if one was typed.
    pub secret: Option<ConsumerSecret>,
    /// What was put right on the way, for the merchant to know.
    pub notes: Vec<KeyNote>,
}

/// A box whose content is not what belongs there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyTrouble {
    /// The box to mend.
    pub at: KeyBox,
    /// What is wrong with it.
    pub kind: ProblemKind,
    /// How many characters of the key are there (E05).
    pub count: Option<u32>,
}

/// Understands what was typed or pasted into the two boxes, in any order, with labels and spaces.
///
/// # Errors
/// The first box whose content is recognisably something else, with its E code.
pub fn read_keys(key_box: &Secret, secret_box: &Secret) -> Result<TypedKeys, KeyTrouble> {
    let (found, troubles) = read_boxes(key_box, secret_box);
    troubles.into_iter().next().map_or(Ok(found), Err)
}

/// The same, where a box that holds something else costs nobody the good half in the other one: what
/// is whole, and what is wrong with each box, in their order.
pub fn read_boxes(key_box: &Secret, secret_box: &Secret) -> (TypedKeys, Vec<KeyTrouble>) {
    // EXPOSE: read for its shape only; what is taken out is a Secret again.
    let (first, second) = (key_box.expose(), secret_box.expose());
    let mut found = TypedKeys::default();
    let (mut pieces, mut troubles) = (Vec::new(), Vec::new());
    for (at, text) in [(KeyBox::Key, first), (KeyBox::Secret, second)] {
        let all = marked_pieces(text);
        let (endings, marked): (Vec<String>, Vec<String>) = all.into_iter().partition(|piece| is_masked(text, piece));
        if !endings.is_empty() {
            troubles.push(KeyTrouble { at, kind: ProblemKind::KeyOnlyEnding, count: None });
        } else if marked.is_empty() {
            if !is_blank(text) {
                troubles.push(unmarked(at, text));
            }
        } else if marked.len() > 1 {
            found.notes.push(KeyNote::Split);
        } else if marked.first().is_some_and(|piece| piece.as_str() != text) {
            found.notes.push(KeyNote::Cleaned);
        }
        pieces.extend(marked.into_iter().map(|piece| (at, piece)));
    }
    for (at, piece) in pieces {
        troubles.extend(place(at, piece, &mut found).err());
    }
    troubles.sort_by_key(|trouble| trouble.at == KeyBox::Secret);
    troubles.dedup_by_key(|trouble| trouble.at);
    (found, troubles)
}

/// Whether dots or stars stand right behind a piece, where the key's hidden part was: a list shows its ending only.
fn is_masked(text: &str, piece: &str) -> bool {
    let hides = |c: char| matches!(c, '*' | '•' | '●' | '·' | '…' | '∙' | '⋅');
    let follows = |at: usize| text.get(at + piece.len()..).is_some_and(|rest| rest.trim_start().starts_with(hides));
    piece.len() < KEY_LENGTH && text.match_indices(piece).any(|(at, _)| follows(at))
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// Puts a piece where it belongs and notes what was swapped.
fn place(at: KeyBox, piece: String, found: &mut TypedKeys) -> Result<(), KeyTrouble> {
    let is_key = piece.starts_with("ck_");
    check_length(at, &piece)?;
    let belongs = if is_key { KeyBox::Key } else { KeyBox::Secret };
    let taken = if is_key { found.key.is_some() } else { found.secret.is_some() };
    if taken {
        return Err(KeyTrouble { at: other(belongs), kind: ProblemKind::SameKeyTwice, count: None });
    }
    if at != belongs && !found.notes.contains(&KeyNote::Split) && !found.notes.contains(&KeyNote::Swapped) {
        found.notes.push(KeyNote::Swapped);
    }
    let secret = Secret::new(piece);
    if is_key {
        found.key = Some(ConsumerKey(secret));
    } else {
        found.secret = Some(ConsumerSecret(secret));
    }
    Ok(())
}

fn other(at: KeyBox) -> KeyBox {
    match at {
        KeyBox::Key => KeyBox::Secret,
        KeyBox::Secret => KeyBox::Key,
    }
}

fn check_length(at: KeyBox, piece: &str) -> Result<(), KeyTrouble> {
    let length = piece.chars().count();
    let hex = piece.chars().skip(3).all(|c| c.is_ascii_hexdigit());
    if length == KEY_LENGTH && hex {
        return Ok(());
    }
    // As many as there should be say nothing: then it is the letters.
    let count = u32::try_from(length).ok().filter(|_| length != KEY_LENGTH);
    Err(KeyTrouble { at, kind: ProblemKind::KeyIncomplete, count })
}

/// Every `ck_…`/`cs_…` in the text, without what surrounds it.
fn marked_pieces(text: &str) -> Vec<String> {
    let visible: String = text.chars().take(MAX_CHARS).filter(|&c| !is_invisible(c) || c.is_whitespace()).collect();
    let mut pieces = Vec::new();
    let mut rest = visible.as_str();
    while let Some(start) = next_mark(rest) {
        let (_, tail) = rest.split_at(start);
        let end = tail
            .char_indices()
            .find(|&(_, c)| !(c.is_ascii_alphanumeric() || c == '_'))
            .map_or(tail.len(), |(at, _)| at);
        let (piece, after) = tail.split_at(end);
        pieces.push(piece.to_owned());
        rest = after;
    }
    pieces
}

/// What a text without `ck_` or `cs_` most likely is.
fn unmarked(at: KeyBox, text: &str) -> KeyTrouble {
    let text = text.trim();
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let kind = if text.contains("sk_live_") {
        ProblemKind::MeumKeyInKeyBox
    } else if text.contains("***") || compact.len() == ENDING_LENGTH && is_hex(&compact) {
        ProblemKind::KeyOnlyEnding
    } else if compact.len() == 64 && is_hex(&compact) {
        ProblemKind::WebhookSecretInKeyBox
    } else if compact.len() == 40 && is_hex(&compact) {
        return KeyTrouble { at, kind: ProblemKind::KeyIncomplete, count: Some(40) };
    } else if is_address(text) {
        ProblemKind::NotAKey
    } else if looks_like_password(text, &compact) {
        ProblemKind::PasswordInKeyBox
    } else {
        ProblemKind::NotAKey
    };
    KeyTrouble { at, kind, count: None }
}

fn is_hex(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_hexdigit())
}

/// An address of a page, such as that of the shop.
fn is_address(text: &str) -> bool {
    let known = |url: StoreUrl| !text.contains('@') && host::has_known_ending(url.host());
    text.contains('.') && !text.contains(' ') && StoreUrl::parse(text).is_ok_and(known)
}

/// An application password (six groups of four), an e-mail address, or a short word.
fn looks_like_password(text: &str, compact: &str) -> bool {
    let groups: Vec<&str> = text.split(' ').collect();
    let application = groups.len() >= 4 && groups.iter().all(|group| group.len() == 4);
    application || text.contains('@') || (compact.len() >= 6 && compact.len() <= 24)
}

#[cfg(test)]
#[path = "woo_key_tests.rs"]
mod tests;
