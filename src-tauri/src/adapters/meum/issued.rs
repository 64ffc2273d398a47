//! The key and secret in Meum's answer to *connect*.
//!
//! Meum sends them once and in no other answer. So this reads them even from a bad answer, if they
//! themselves are whole: one with bytes of another encoding, with half a character in a shop's name,
//! with a notice printed around it, or with its end missing. It does not read damaged keys or pages,
//! and where a name has two values it takes neither.

use crate::adapters::loose::Loose;
use crate::adapters::shop::Credentials;
use connect_core::credential::Credential;
use connect_core::secret::Secret;
use serde_json::{Map, Value};

/// The fields that are read from an answer.
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
/// Marks of a page, in lower case. Its scripts may hold data that looks like an answer.
const OF_A_PAGE: [&str; 9] =
    ["<!doctype", "<html", "<head", "<body", "<script", "</div", "</script", "</body", "</html"];

/// The answer's fields as an object: all of them where the body is JSON, else those of [`FIELDS`]
/// that are whole. `None` where the body holds neither key nor secret.
pub fn fields(body: &[u8], json: Option<Value>) -> Option<Value> {
    json.filter(Value::is_object).or_else(|| pieces(body))
}

/// What Meum issued.
#[derive(Debug)]
pub enum Issued {
    /// The key and the secret.
    Both(Credentials),
    /// The key only.
    ApiKey(Secret),
    /// The webhook secret only; it proves that a payment update comes from Meum.
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

    /// Which of the two Meum's answer lacks.
    pub fn missing(&self) -> Option<Credential> {
        match self {
            Self::Both(_) => None,
            Self::ApiKey(_) => Some(Credential::WebhookSecret),
            Self::WebhookSecret(_) => Some(Credential::ApiKey),
        }
    }
}

/// The key and secret that are whole in an answer; `None` where neither is.
pub fn read(fields: Loose<'_>) -> Option<Issued> {
    match (whole(fields.get(API_KEY)), whole(fields.get(WEBHOOK_SECRET))) {
        (Some(api_key), Some(webhook_secret)) => Some(Issued::Both(Credentials { api_key, webhook_secret })),
        (Some(api_key), None) => Some(Issued::ApiKey(api_key)),
        (None, Some(webhook_secret)) => Some(Issued::WebhookSecret(webhook_secret)),
        (None, None) => None,
    }
}

/// A text that is whole. Keys and secrets go into headers and settings, which change or refuse
/// anything but printable ASCII, so a text with other characters is damaged.
fn whole(field: Loose<'_>) -> Option<Secret> {
    let text = field.raw()?.trim();
    let plain = !text.is_empty() && text.len() <= LONGEST && text.bytes().all(|byte| byte.is_ascii_graphic());
    plain.then(|| Secret::new(text.to_owned()))
}

/// The whole fields of a body that is not JSON.
fn pieces(body: &[u8]) -> Option<Value> {
    if is_page(body) {
        return None;
    }
    let found = |name: &str| Some((name.to_owned(), only_value(body, name)?));
    let fields = Value::Object(FIELDS.into_iter().filter_map(found).collect::<Map<_, _>>());
    read(Loose::of(&fields)).is_some().then_some(fields)
}

/// Whether the body is a page, by what stands outside its outermost braces.
fn is_page(body: &[u8]) -> bool {
    let first = body.iter().position(|byte| *byte == b'{').unwrap_or(body.len());
    let last = body.iter().rposition(|byte| *byte == b'}').unwrap_or(body.len());
    let around = [body.get(..first), body.get(last..)];
    around.into_iter().flatten().any(|part| {
        let part = String::from_utf8_lossy(part).to_ascii_lowercase();
        OF_A_PAGE.iter().any(|mark| part.contains(mark))
    })
}

/// The value of the field of this name, at any depth; `None` where two fields of the name differ.
/// JSON writes a quote inside a text with a backslash, so nothing in a text looks like a field.
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

/// The JSON value at the beginning of a text: a whole string, or `true` or `false`.
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
