//! What the practice servers remember of each request, so that tests can count and the app can show it.
//!
//! It refuses to hold a secret: it takes no values of query parameters, no headers and no bodies, and it
//! masks a path or a name that looks like a key.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::http::{HeaderMap, header};
use serde::Serialize;
use serde_json::{Value, json};

use crate::serving::{Answer, HttpRequest};

/// How many requests a server remembers. It forgets the oldest first.
const MOST_REMEMBERED: usize = 1_000;
/// The longest path or name that is remembered, in characters. The rest is cut off.
const LONGEST_TEXT: usize = 200;
/// Whatever begins like this is taken for a key and masked.
const KEY_BEGINNINGS: [&str; 3] = ["ck_", "cs_", "sk_"];

/// What the app calls a payment method that no plugin has, to see what keys may do without doing it.
const NO_METHOD: &str = "/meum-connect-permission-check";

/// One request as a practice server saw it, without any secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SeenRequest {
    /// `GET`, `POST`, …
    pub method: String,
    /// The path as the caller sent it, with what looks like a key masked.
    pub path: String,
    /// The WordPress REST route, whichever way it was asked for; `None` for pages and for Meum.
    pub route: Option<String>,
    /// The names in the query, in the order sent.
    pub query_names: Vec<String>,
    /// What the request asked to have back (`_fields`).
    pub fields: Option<String>,
    /// How the request tried to sign in.
    pub sign_in: SignIn,
    /// Whether the request came over TLS.
    pub secured: bool,
    /// The length of the body, in bytes.
    pub body_length: usize,
    /// What it got; nothing, while nobody has answered.
    #[serde(skip)]
    pub told: Option<Told>,
    /// How many requests came before it.
    #[serde(skip)]
    number: u64,
}

/// What a request got.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Told {
    /// The status.
    pub status: u16,
    /// The REST error code, where the body is WordPress's error in JSON.
    pub code: Option<String>,
    /// Whether the body is JSON.
    pub is_json: bool,
    /// Whether it names the Meum plugin's part: in the list of parts, or as the part of a route that it describes.
    pub names_plugin: bool,
}

impl Told {
    fn of(answer: &Answer) -> Self {
        let json: Option<Value> = serde_json::from_slice(&answer.body).ok();
        let code = json.as_ref().and_then(|json| json.get("code")?.as_str()).map(shorten);
        let part = json!("meum/v1");
        let listed = json.as_ref().and_then(|json| json.get("namespaces")?.as_array()?.contains(&part).then_some(()));
        let described = json.as_ref().is_some_and(|json| json.get("namespace") == Some(&part));
        let names_plugin = listed.is_some() || described;
        Self { status: answer.status.as_u16(), code, is_json: json.is_some(), names_plugin }
    }
}

impl SeenRequest {
    /// Whether it would change a payment method that a shop can have.
    pub fn changes_a_method(&self) -> bool {
        self.method != "GET" && self.path.contains("/payment_gateways/") && !self.path.ends_with(NO_METHOD)
    }
}

/// How a request tried to sign in. Whether it succeeded is in the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum SignIn {
    /// The request carried neither a header nor a key.
    Nothing,
    /// `Authorization: Basic`.
    Basic,
    /// `Authorization: Bearer`.
    Bearer,
    /// `consumer_key` in the query.
    QueryString,
    /// `consumer_key` in the query and `Authorization: Basic` for something in front of the shop.
    BasicAndQueryString,
    /// An OAuth 1.0a signature in the query.
    OAuth1,
    /// An `Authorization` header of another kind.
    Other,
}

impl SignIn {
    fn of(asked: &HttpRequest) -> Self {
        let header = Self::of_headers(&asked.headers);
        if asked.query_value("oauth_consumer_key").is_some() {
            return Self::OAuth1;
        }
        match (header, asked.query_value("consumer_key").is_some()) {
            (Self::Basic, true) => Self::BasicAndQueryString,
            (_, true) => Self::QueryString,
            (header, false) => header,
        }
    }

    fn of_headers(headers: &HeaderMap) -> Self {
        let Some(value) = headers.get(header::AUTHORIZATION) else {
            return Self::Nothing;
        };
        let scheme = value.as_bytes().split(|byte| *byte == b' ').next();
        match scheme.map(<[u8]>::to_ascii_lowercase).as_deref() {
            Some(b"basic") => Self::Basic,
            Some(b"bearer") => Self::Bearer,
            _ => Self::Other,
        }
    }
}

/// The newest requests, oldest first.
#[derive(Debug, Default)]
pub(crate) struct RequestLog {
    newest: Mutex<VecDeque<SeenRequest>>,
    came: AtomicU64,
}

impl RequestLog {
    /// Remembers a request, and says its number; `route` is the WordPress REST route it is for, if any.
    pub(crate) fn remember(&self, asked: &HttpRequest, route: Option<&str>) -> u64 {
        let number = self.came.fetch_add(1, Ordering::Relaxed);
        let request = SeenRequest {
            method: shorten(asked.method.as_str()),
            path: mask(&asked.path),
            route: route.map(mask),
            query_names: asked.query.iter().take(50).map(|(name, _)| mask(name)).collect(),
            fields: asked.query_value("_fields").map(mask),
            sign_in: SignIn::of(asked),
            secured: asked.secured,
            body_length: asked.body.len(),
            told: None,
            number,
        };
        let mut requests = self.locked();
        if requests.len() == MOST_REMEMBERED {
            requests.pop_front();
        }
        requests.push_back(request);
        number
    }

    /// Remembers what the request with this number got.
    pub(crate) fn remember_answer(&self, number: u64, answer: &Answer) {
        let told = Told::of(answer);
        self.locked().iter_mut().filter(|request| request.number == number).for_each(|request| {
            request.told = Some(told.clone());
        });
    }

    pub(crate) fn all(&self) -> Vec<SeenRequest> {
        self.locked().iter().cloned().collect()
    }

    fn locked(&self) -> MutexGuard<'_, VecDeque<SeenRequest>> {
        self.newest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The text without anything that looks like a key, cut to [`LONGEST_TEXT`].
fn mask(text: &str) -> String {
    let mut masked = text.to_owned();
    for beginning in KEY_BEGINNINGS {
        if let Some(at) = masked.find(beginning) {
            masked.truncate(at + beginning.len());
            masked.push('…');
        }
    }
    shorten(&masked)
}

fn shorten(text: &str) -> String {
    text.chars().take(LONGEST_TEXT).collect()
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn text_that_looks_like_a_key_is_masked() {
        for (text, expected) in [
            ("/wp-json/wc/v3/", "/wp-json/wc/v3/"),
            ("/ck_0123456789/cs_0123", "/ck_…"),
            ("/x/sk_live_abcdef", "/x/sk_…"),
        ] {
            assert_eq!(mask(text), expected, "{text}");
        }
    }

    #[test]
    fn long_text_is_cut() {
        assert_eq!(mask(&"é".repeat(5_000)).chars().count(), 200);
    }
}
