//! What Meum issued, read out of its answer to *connect*. It comes once and is in no other answer,
//! so what stands whole in a bad answer is taken all the same: with bytes of another encoding, half
//! a character in a shop's name, a notice printed around it, or the end missing. It refuses keys
//! that are damaged themselves, pages, and to choose between two.

use crate::adapters::loose::Loose;
use connect_core::secret::Secret;
use serde_json::{Map, Value};

/// What of the answer is read.
const FIELDS: [&str; 13] = [
    API_KEY,
    WEBHOOK_SECRET,
    "store_id",
    "store_name",
    "integration_id",
    "installation_id",
    "webhook_id",
    "site_url",
    "webhook_url",
    "status",
    "credentials_rotated",
    "payout_configured",
    "warning",
];
const API_KEY: &str = "api_key";
const WEBHOOK_SECRET: &str = "webhook_secret";
/// No key or secret is longer, in bytes; Meum's have about fifty.
const LONGEST: usize = 1_024;
/// What a page has before or behind what may be in its scripts, in lower case.
const OF_A_PAGE: [&str; 9] =
    ["<!doctype", "<html", "<head", "<body", "<script", "</div", "</script", "</body", "</html"];

/// The answer's fields, as far as they can be read: an object. `None` where there is no answer in
/// the body.
pub fn fields(body: &[u8], json: Option<Value>) -> Option<Value> {
    json.filter(Value::is_object).or_else(|| pieces(body))
}

/// The key, if it is there and whole.
pub fn api_key(fields: Loose<'_>) -> Option<Secret> {
    whole(fields.get(API_KEY))
}

/// The secret that proves payment updates, if it is there and whole.
pub fn webhook_secret(fields: Loose<'_>) -> Option<Secret> {
    whole(fields.get(WEBHOOK_SECRET))
}

/// Both go into headers and settings, where anything else than plain characters would be changed or
/// refused: a text with others in it came damaged.
fn whole(field: Loose<'_>) -> Option<Secret> {
    let text = field.raw()?.trim();
    let plain = !text.is_empty() && text.len() <= LONGEST && text.bytes().all(|byte| byte.is_ascii_graphic());
    plain.then(|| Secret::new(text.to_owned()))
}

/// The fields that stand whole in a body which is no JSON.
fn pieces(body: &[u8]) -> Option<Value> {
    if is_page(body) {
        return None;
    }
    let found = |name: &str| Some((name.to_owned(), only_value(body, name)?));
    let fields = Value::Object(FIELDS.into_iter().filter_map(found).collect::<Map<_, _>>());
    let both = api_key(Loose::of(&fields)).is_some() && webhook_secret(Loose::of(&fields)).is_some();
    both.then_some(fields)
}

/// Whether this is a page: what is in a page's scripts is no answer.
fn is_page(body: &[u8]) -> bool {
    let first = body.iter().position(|byte| *byte == b'{').unwrap_or(body.len());
    let last = body.iter().rposition(|byte| *byte == b'}').unwrap_or(body.len());
    let around = [body.get(..first), body.get(last..)];
    around.into_iter().flatten().any(|part| {
        let part = String::from_utf8_lossy(part).to_ascii_lowercase();
        OF_A_PAGE.iter().any(|mark| part.contains(mark))
    })
}

/// The value of a field of this name, at whatever depth, if there is no other one. Inside a text
/// every quote has a backslash, so nothing there looks like a field.
fn only_value(body: &[u8], name: &str) -> Option<Value> {
    let quoted = format!("\"{name}\"");
    let places = body.windows(quoted.len()).enumerate().filter(|(_, part)| *part == quoted.as_bytes());
    let mut found = None;
    for (at, _) in places {
        let before = body.get(..at).unwrap_or_default().trim_ascii_end();
        let behind = body.get(at + quoted.len()..).unwrap_or_default().trim_ascii_start();
        if !matches!(before.last(), Some(b'{' | b',')) {
            continue;
        }
        let Some(value) = behind.strip_prefix(b":").map(<[u8]>::trim_ascii_start).and_then(value) else { continue };
        if found.as_ref().is_some_and(|other| *other != value) {
            return None;
        }
        found = Some(value);
    }
    found
}

/// The value that a text begins with: a whole text, or yes or no.
fn value(text: &[u8]) -> Option<Value> {
    if let Some(yes) = [(&b"true"[..], true), (b"false", false)].into_iter().find(|(word, _)| text.starts_with(word)) {
        return Some(Value::Bool(yes.1));
    }
    let inside = text.strip_prefix(b"\"")?;
    let mut escaped = false;
    let end = inside.iter().position(|byte| {
        let ends = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        ends
    })?;
    let written = String::from_utf8_lossy(text.get(..end + 2)?).into_owned();
    serde_json::from_str(&written).ok()
}
