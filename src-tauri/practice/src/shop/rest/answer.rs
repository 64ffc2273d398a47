//! A REST answer as data, and how WordPress sends it.
//!
//! As WordPress, it refuses to send an `Allow` header to someone who may do nothing there.

use axum::http::{HeaderName, Method, StatusCode, header};
use serde_json::{Map, Value, json};

use super::fields;
use crate::serving::{Answer, Handled, HttpRequest};
use crate::shop::in_front::uncached;

/// What a handler answers with.
pub(super) type Reply = Handled<RestAnswer>;

/// A REST answer before it is sent.
#[derive(Debug, Clone)]
pub(super) struct RestAnswer {
    status: StatusCode,
    data: Value,
    /// `_links`; `_fields` leaves them in.
    links: Option<Value>,
    /// PHP ended before it said anything.
    wordless: bool,
    /// What the visitor may do there.
    allow: Option<&'static str>,
    /// How many items the list has.
    total: Option<usize>,
    /// No cache may keep it, whoever asked.
    private: bool,
}

impl RestAnswer {
    pub(super) fn ok(data: Value) -> Self {
        Self { status: StatusCode::OK, data, links: None, wordless: false, allow: None, total: None, private: false }
    }

    /// WordPress's shape of every error; `more` joins its `data`.
    pub(super) fn error_with(status: StatusCode, code: &str, message: &str, more: Map<String, Value>) -> Self {
        let mut data = Map::from_iter([("status".to_owned(), json!(status.as_u16()))]);
        data.extend(more);
        Self { status, ..Self::ok(json!({ "code": code, "message": message, "data": data })) }
    }

    pub(super) fn error(status: StatusCode, code: &str, message: &str) -> Self {
        Self::error_with(status, code, message, Map::new())
    }

    /// An error that WordPress gives its number and nothing else, while it tries a plugin.
    pub(super) fn wordless(status: StatusCode) -> Self {
        Self { status, wordless: true, ..Self::ok(Value::Null) }
    }

    pub(super) fn no_route() -> Self {
        let message = "No route was found matching the URL and request method.";
        Self::error(StatusCode::NOT_FOUND, "rest_no_route", message)
    }

    pub(super) fn allowing(self, methods: &'static str) -> Self {
        Self { allow: Some(methods), ..self }
    }

    pub(super) fn linked(self, links: Value) -> Self {
        Self { links: Some(links), ..self }
    }

    /// Says how many items the list has, on one page.
    pub(super) fn counted(self) -> Self {
        Self { total: self.data.as_array().map(Vec::len), ..self }
    }

    pub(super) fn private(self) -> Self {
        Self { private: true, ..self }
    }

    /// The answer as WordPress sends it. No cache may keep the answer to a visitor who signed in.
    pub(super) fn send(self, asked: &HttpRequest, rest_root: &str, signed_in: bool) -> Answer {
        let (allow, total, status, wordless) = (self.allow, self.total, self.status, self.wordless);
        let private = self.private || signed_in;
        let mut answer = Answer::php_json(status, &self.body(asked))
            .with(header::LINK, &format!("<{rest_root}>; rel=\"https://api.w.org/\""))
            .with(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
            .with(HeaderName::from_static("x-robots-tag"), "noindex")
            .with(header::ACCESS_CONTROL_EXPOSE_HEADERS, "X-WP-Total, X-WP-TotalPages, Link")
            .with(
                header::ACCESS_CONTROL_ALLOW_HEADERS,
                "Authorization, X-WP-Nonce, Content-Disposition, Content-MD5, Content-Type",
            );
        if wordless {
            answer.body.clear();
        }
        if let Some(total) = total {
            let pages = usize::from(total > 0);
            answer = answer
                .with(HeaderName::from_static("x-wp-total"), &total.to_string())
                .with(HeaderName::from_static("x-wp-totalpages"), &pages.to_string());
        }
        if let Some(methods) = allow {
            answer = answer.with(header::ALLOW, methods);
        }
        if !signed_in && asked.method == Method::GET {
            answer = answer.with(header::VARY, "Origin");
        }
        if private { uncached(answer) } else { answer }
    }

    /// The body, cut down to `_fields` unless it is an error.
    fn body(self, asked: &HttpRequest) -> Value {
        let mut data = match asked.query_value("_fields") {
            Some(wanted) if !self.status.is_client_error() && !self.status.is_server_error() => {
                fields::only(self.data, wanted)
            }
            Some(_) | None => self.data,
        };
        if let (Some(links), Value::Object(fields)) = (self.links, &mut data) {
            fields.insert("_links".to_owned(), links);
        }
        data
    }
}
