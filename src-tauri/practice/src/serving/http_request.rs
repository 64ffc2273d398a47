//! One request, read whole. It refuses bodies above [`LONGEST_BODY`] and ones that break off.

use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use url::form_urlencoded;

use super::answer::Answer;

/// The longest body that is read, in bytes; no request of the app comes near.
const LONGEST_BODY: usize = 256 * 1024;

/// One request.
#[derive(Debug, Clone)]
pub(crate) struct HttpRequest {
    pub(crate) method: Method,
    /// Path and query, as sent.
    pub(crate) target: String,
    /// The path, as sent.
    pub(crate) path: String,
    /// The query, decoded, in the order sent.
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Whether it came over TLS.
    pub(crate) secured: bool,
}

impl HttpRequest {
    /// Reads a request to its end, or says how to refuse it.
    pub(crate) async fn read(request: Request<Incoming>, secured: bool) -> Result<Self, Box<Answer>> {
        let (parts, body) = request.into_parts();
        let body = match Limited::new(body, LONGEST_BODY).collect().await {
            Ok(collected) => collected.to_bytes(),
            Err(error) if error.is::<LengthLimitError>() => {
                return Err(Box::new(Answer::empty(StatusCode::PAYLOAD_TOO_LARGE)));
            }
            Err(_) => return Err(Box::new(Answer::empty(StatusCode::BAD_REQUEST))),
        };
        let query = parts.uri.query().unwrap_or_default();
        Ok(Self {
            method: parts.method,
            target: parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
            path: parts.uri.path().to_owned(),
            query: form_urlencoded::parse(query.as_bytes()).into_owned().collect(),
            headers: parts.headers,
            body,
            secured,
        })
    }

    /// The last value with this name in the query, as PHP takes it.
    pub(crate) fn query_value(&self, name: &str) -> Option<&str> {
        let mut values = self.query.iter().rev();
        values.find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// A header as text; `None` when it is absent or not text.
    pub(crate) fn header(&self, name: &header::HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Whether the sender would rather have JSON, as WordPress decides it (`wp_is_json_request`).
    pub(crate) fn wants_json(&self) -> bool {
        [header::ACCEPT, header::CONTENT_TYPE]
            .iter()
            .filter_map(|name| self.header(name))
            .any(|value| value.contains("application/json"))
    }
}
