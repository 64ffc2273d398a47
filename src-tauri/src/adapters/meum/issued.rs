//! What Meum issued, read out of its answer to *connect*. It comes once and is in no other answer,
//! so what stands whole in a bad answer is taken all the same: with bytes of another encoding, half
//! a character in a shop's name, a notice printed around it, or the end missing. It refuses keys
//! that are damaged themselves, pages, and to choose between two.

use crate::adapters::loose::Loose;
use crate::adapters::shop::Credentials;
use connect_core::credential::Credential;
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

/// What Meum issued: a key and a secret, or the one of them that came.
#[derive(Debug)]
pub enum Issued {
    /// Both.
    Both(Credentials),
    /// The key only.
    ApiKey(Secret),
    /// The secret that proves payment updates only.
    WebhookSecret(Secret),
}

impl Issued {
    /// The key, if it came.
    pub fn api_key(&self) -> Option<&Secret> {
        match self {
            Self::Both(Credentials { api_key, .. }) | Self::ApiKey(api_key) => Some(api_key),
            Self::WebhookSecret(_) => None,
        }
    }

    /// The secret, if it came.
    pub fn webhook_secret(&self) -> Option<&Secret> {
        match self {
            Self::Both(Credentials { webhook_secret, .. }) | Self::WebhookSecret(webhook_secret) => {
                Some(webhook_secret)
            }
            Self::ApiKey(_) => None,
        }
    }

    /// The one that did not come.
    pub fn missing(&self) -> Option<Credential> {
        match self {
            Self::Both(_) => None,
            Self::ApiKey(_) => Some(Credential::WebhookSecret),
            Self::WebhookSecret(_) => Some(Credential::ApiKey),
        }
    }
}

/// What of them stands in the answer, whole.
pub fn read(fields: Loose<'_>) -> Option<Issued> {
    match (whole(fields.get(API_KEY)), whole(fields.get(WEBHOOK_SECRET))) {
        (Some(api_key), Some(webhook_secret)) => Some(Issued::Both(Credentials { api_key, webhook_secret })),
        (Some(api_key), None) => Some(Issued::ApiKey(api_key)),
        (None, Some(webhook_secret)) => Some(Issued::WebhookSecret(webhook_secret)),
        (None, None) => None,
    }
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
    read(Loose::of(&fields)).is_some().then_some(fields)
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
