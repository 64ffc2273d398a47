//! A Meum answer as data, and the two shapes in which Meum words errors.
//!
//! It refuses to choose between them: whoever raises an error chooses its shape.

use axum::http::{StatusCode, header};
use serde_json::{Map, Value, json};

use crate::serving::{Answer, Handled};

/// What a handler answers with.
pub(super) type Reply = Handled<MeumAnswer>;

/// A Meum answer before it is sent.
#[derive(Debug, Clone)]
pub(super) struct MeumAnswer {
    pub(super) status: StatusCode,
    pub(super) body: Value,
    /// `Retry-After`, in seconds.
    retry_after: Option<u32>,
}

impl MeumAnswer {
    pub(super) fn ok(body: Value) -> Self {
        Self::of(StatusCode::OK, body)
    }

    fn of(status: StatusCode, body: Value) -> Self {
        Self { status, body, retry_after: None }
    }

    /// The flat shape (Meum's OpenAPI, `ErrorResponse`).
    pub(super) fn flat(status: StatusCode, message: &str, code: Option<&str>) -> Self {
        let mut body = json!({ "error": message });
        if let (Some(code), Value::Object(fields)) = (code, &mut body) {
            fields.insert("code".to_owned(), json!(code));
        }
        Self::of(status, body)
    }

    /// The flat shape with a message for each field.
    pub(super) fn with_details(mut self, details: Map<String, Value>) -> Self {
        if let Value::Object(fields) = &mut self.body {
            fields.insert("details".to_owned(), Value::Object(details));
        }
        self
    }

    /// The nested shape (Meum's page on keys and scopes).
    pub(super) fn nested(status: StatusCode, kind: &str, code: &str, message: &str) -> Self {
        let error = json!({ "type": kind, "code": code, "message": message });
        Self::of(status, json!({ "error": error }))
    }

    pub(super) fn retry_after(self, seconds: u32) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }

    pub(super) fn send(&self) -> Answer {
        let answer = Answer::json(self.status, &self.body).with(header::CACHE_CONTROL, "no-store");
        match self.retry_after {
            Some(seconds) => answer.with(header::RETRY_AFTER, &seconds.to_string()),
            None => answer,
        }
    }
}

/// No key, or one that Meum does not know or no longer takes.
pub(super) fn unknown_key(message: &str) -> MeumAnswer {
    let status = StatusCode::UNAUTHORIZED;
    MeumAnswer::nested(status, "authentication_error", "INVALID_API_KEY", message)
}

/// Disconnect takes a dedicated key and no other.
pub(super) fn needs_dedicated_key() -> MeumAnswer {
    let message = "Requires a WooCommerce dedicated API key";
    MeumAnswer::flat(StatusCode::FORBIDDEN, message, Some("INSUFFICIENT_SCOPE"))
}

/// The integration of this key was disconnected before.
pub(super) fn nothing_to_disconnect() -> MeumAnswer {
    let message = "WooCommerce integration not found";
    MeumAnswer::flat(StatusCode::NOT_FOUND, message, Some("INTEGRATION_NOT_FOUND"))
}

/// The system had no random numbers.
pub(super) fn no_randomness() -> MeumAnswer {
    let message = "Internal server error";
    MeumAnswer::flat(StatusCode::INTERNAL_SERVER_ERROR, message, None)
}
