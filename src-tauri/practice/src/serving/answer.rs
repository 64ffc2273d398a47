//! An answer as plain data, so that a trouble can change any part of it before the server sends it.
//!
//! It refuses to stream: a flow writes what does not fit into memory, and what is no proper answer.

use std::fmt::Write;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::Value;

/// One answer, before the server sends it.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// An answer without a body.
    pub(crate) fn empty(status: StatusCode) -> Self {
        Self { status, headers: HeaderMap::new(), body: Vec::new() }
    }

    /// A page, as WordPress sends it.
    pub(crate) fn html(status: StatusCode, body: impl Into<Vec<u8>>) -> Self {
        Self::of(status, "text/html; charset=UTF-8", body.into())
    }

    /// Plain JSON, as Meum sends it.
    pub(crate) fn json(status: StatusCode, body: &Value) -> Self {
        Self::of(status, "application/json", body.to_string().into_bytes())
    }

    /// JSON as WordPress sends it: PHP escapes slashes and everything beyond ASCII.
    pub(crate) fn php_json(status: StatusCode, body: &Value) -> Self {
        let body = php_escape(&body.to_string()).into_bytes();
        Self::of(status, "application/json; charset=UTF-8", body)
    }

    fn of(status: StatusCode, content_type: &'static str, body: Vec<u8>) -> Self {
        let mut answer = Self::empty(status);
        answer.body = body;
        answer.with(header::CONTENT_TYPE, content_type)
    }

    /// Sets a header, unless no header can hold this value.
    pub(crate) fn with(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }
}

impl From<Answer> for Response {
    fn from(answer: Answer) -> Self {
        let mut response = Self::new(Body::from(answer.body));
        *response.status_mut() = answer.status;
        *response.headers_mut() = answer.headers;
        response
    }
}

/// JSON text as PHP's `json_encode` writes it. In JSON a slash occurs in strings only.
fn php_escape(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len() + json.len() / 8);
    for character in json.chars() {
        match character {
            '/' => escaped.push_str("\\/"),
            '\0'..='\x7f' => escaped.push(character),
            _ => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    // Writing to a text cannot fail.
                    let _ = write!(escaped, "\\u{unit:04x}");
                }
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::php_escape;

    #[test]
    fn json_is_escaped_as_php_does() {
        assert_eq!(php_escape(r#"{"a":"https://x/é😀"}"#), r#"{"a":"https:\/\/x\/\u00e9\ud83d\ude00"}"#);
    }
}
