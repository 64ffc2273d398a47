//! What an answer says in words of its own, for the merchant and for support. It quotes nothing that
//! repeats what the request carried, and nothing that leads to another address.

use super::ShopAnswer;
use super::writing::IMPOSSIBLE_VALUE;
use crate::adapters::http::Request;
use crate::adapters::loose::Loose;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use connect_core::fingerprint;
use connect_core::plain::PlainText;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::header::AUTHORIZATION;
use std::fmt::Write as _;
use zeroize::Zeroizing;

/// Where JSON says what is wrong: WordPress's field first, then those of other programs.
const FIELDS: [&str; 5] = ["message", "error_description", "error", "detail", "title"];
/// A longer word with a digit in it may be a secret in a form of its own, in characters.
const LONGEST_NUMBERED: usize = 6;

/// What a request carried that no quote may repeat, in every form that servers write.
#[derive(Clone)]
pub(super) struct Carried {
    forms: Vec<Zeroizing<String>>,
    body: bool,
}

impl Carried {
    /// What this request carries.
    pub fn by(request: &Request) -> Self {
        let mut parts: Vec<Zeroizing<String>> = Vec::new();
        let basic = request.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        if let Some(basic) = basic.and_then(|value| value.strip_prefix("Basic ")) {
            parts.push(Zeroizing::new(basic.to_owned()));
            let plain = Zeroizing::new(BASE64_STANDARD.decode(basic).unwrap_or_default());
            let plain = Zeroizing::new(String::from_utf8_lossy(&plain).into_owned());
            let halves = plain.split_once(':').into_iter().flat_map(|(user, password)| [user, password]);
            parts.extend(halves.map(|half| Zeroizing::new(half.to_owned())));
        }
        let secret = |name: &str| name.starts_with("consumer_") || name.starts_with("oauth_");
        let query = request.url.query_pairs().filter(|(name, _)| secret(name));
        parts.extend(query.map(|(_, value)| Zeroizing::new(value.into_owned())));
        let parts = parts.iter().filter(|part| !part.is_empty());
        // What is nobody's says nothing that must not be repeated.
        let body = request.body.as_deref().is_some_and(|body| ![b"{}", IMPOSSIBLE_VALUE].contains(&body));
        Self { forms: parts.flat_map(|part| forms(part)).collect(), body }
    }

    /// Whether this is in a text, in whatever form. What is shorter than four characters may stand there by
    /// chance, so it counts as a whole word only.
    pub fn is_in(&self, text: &str) -> bool {
        let lower = Zeroizing::new(text.to_lowercase());
        let whole = |form: &str| lower.split(|c: char| !c.is_alphanumeric()).any(|word| word == form);
        self.forms.iter().any(|form| if form.len() < 4 { whole(form) } else { lower.contains(form.as_str()) })
    }

    /// Whether a text may be quoted.
    fn allows(&self, text: &str) -> bool {
        if self.body {
            return false;
        }
        let lower = Zeroizing::new(text.to_lowercase());
        let plain = |word: &str| !word.contains(|c: char| c.is_ascii_digit()) || word.len() <= LONGEST_NUMBERED;
        self.forms.is_empty()
            || (lower.split_whitespace().all(plain) && !self.forms.iter().any(|form| lower.contains(form.as_str())))
    }
}

/// A part as it is, percent-encoded, in base64 and in hexadecimal, in lower case.
fn forms(part: &str) -> [Zeroizing<String>; 4] {
    let hex = part.bytes().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    [
        Zeroizing::new(part.to_lowercase()),
        Zeroizing::new(utf8_percent_encode(part, NON_ALPHANUMERIC).to_string().to_lowercase()),
        Zeroizing::new(BASE64_STANDARD.encode(part).trim_end_matches('=').to_lowercase()),
        Zeroizing::new(hex),
    ]
}

/// What an answer that is an error says in words of its own.
pub(super) fn words(told: &ShopAnswer, carried: &Carried) -> Option<PlainText> {
    let status = told.answer.status;
    if status < 400 {
        return None;
    }
    let said = match told.json().map(Loose::of) {
        Some(json) => FIELDS.iter().find_map(|field| json.get(field).raw()).map(str::to_owned),
        // The page of an address that is not there says no more than its number.
        None if matches!(status, 404 | 410) => None,
        None => Some(told.page().body.to_owned()),
    };
    let quote = fingerprint::quotable(&fingerprint::words(&said?))?;
    carried.allows(&quote).then(|| PlainText::from_outside(&quote)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adapters::reading;
    use reqwest::Method;

    fn quoted(status: u16, kind: &str, body: &str, authorization: Option<&str>) -> Option<String> {
        let url: reqwest::Url = "https://shop.example/wp-json/".parse().unwrap();
        let mut request = Request::get(url.clone());
        if let Some(basic) = authorization {
            request.headers.insert(AUTHORIZATION, basic.parse().unwrap());
        }
        let answer = reading::answer(status, &[("content-type", kind)], body.as_bytes());
        let told = ShopAnswer::new(&Method::GET, url, answer);
        words(&told, &Carried::by(&request)).map(|words| words.as_str().to_owned())
    }

    #[test]
    fn an_error_is_quoted_in_its_own_words() {
        let (json, html) = ("application/json", "text/html");
        let cases = [
            (
                402,
                json,
                r#"{"error":"Payment required","message":"Your plan has ended."}"#,
                Some("Your plan has ended."),
            ),
            (402, json, r#"{"error":"Payment required"}"#, Some("Payment required")),
            (
                400,
                json,
                r#"{"code":"x","message":"Invalid <b>parameter</b>(s)","data":{}}"#,
                Some("Invalid parameter (s)"),
            ),
            (402, html, "<html><head><title>Unpaid</title></head><body><h1>Unpaid</h1></body></html>", Some("Unpaid")),
            (200, json, r#"{"message":"All is well."}"#, None),
            (404, html, "<html><body><h1>Not Found</h1></body></html>", None),
            (402, json, r#"{"message":"Pay at https://evil.example"}"#, None),
            (402, json, r#"{"message":7}"#, None),
            (402, json, "[]", None),
        ];
        for (status, kind, body, expected) in cases {
            assert_eq!(quoted(status, kind, body, None).as_deref(), expected, "{body}");
        }
    }

    #[test]
    fn nothing_that_was_sent_is_quoted_in_any_form() {
        let basic = format!("Basic {}", BASE64_STANDARD.encode("staging:correct horse"));
        let said = |words: &str| {
            let body = serde_json::json!({ "message": words }).to_string();
            quoted(402, "application/json", &body, Some(&basic))
        };
        let in_base64 = BASE64_STANDARD.encode("staging:correct horse");
        for echo in ["correct horse", "STAGING", "correct%20horse", "636f727265637420686f727365", &in_base64] {
            assert_eq!(said(&format!("Refused: {echo} is unknown")), None, "{echo}");
        }
        assert_eq!(said("Error 402: not paid since 2025."), Some("Error 402: not paid since 2025.".to_owned()));
    }
}
