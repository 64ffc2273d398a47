//! A fault played on the raw connection: the answer that was to come, spoiled, and everything a
//! server could repeat of what it was sent repeated in it.

use super::calls::{ELSEWHERE, MEUM};
use super::faults::{Fault, PLAIN_REDIRECT};
use super::wire::{Heard, Said};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Map, Value, json};
use std::io::Write;
use std::sync::OnceLock;
use std::time::Duration;
use tokio::io::{AsyncWrite, AsyncWriteExt};

const MEBIBYTE: usize = 1024 * 1024;

/// How a connection ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With a goodbye.
    Closed,
    /// With a reset.
    Reset,
    /// Not at all, until the app has enough.
    Held,
}

/// Writes what comes instead of the answer. A failed write is an app that has had enough.
pub async fn play(fault: Fault, haste: u32, heard: &Heard, answer: &Said, app: &mut (impl AsyncWrite + Unpin)) -> End {
    match fault {
        Fault::TimeoutAfter => End::Held,
        Fault::ResetFirst => End::Reset,
        Fault::ResetMid => {
            let half = answer.body.len() / 2;
            send(app, &[answer.head(answer.body.len()), answer.body[..half].to_vec()].concat()).await;
            End::Reset
        }
        Fault::Drip => {
            drip(app, &answer.bytes(), Duration::from_secs(1) / haste).await;
            End::Closed
        }
        Fault::Huge => {
            huge(app).await;
            End::Closed
        }
        fault => {
            send(app, &instead(fault, heard, answer).bytes()).await;
            End::Closed
        }
    }
}

/// The answer that comes instead, for a fault that answers.
fn instead(fault: Fault, heard: &Heard, answer: &Said) -> Said {
    let repeated = heard.repeated();
    match fault {
        Fault::Truncated => spoiled(answer, answer.body[..answer.body.len() / 2].to_vec()),
        Fault::WrongTypes => {
            let value = serde_json::from_slice(&answer.body).unwrap_or(Value::Null);
            spoiled(answer, other_types(value, &repeated).to_string().into_bytes())
        }
        Fault::Lists => {
            let value = serde_json::from_slice(&answer.body).unwrap_or(Value::Null);
            spoiled(answer, without_lists(value).to_string().into_bytes())
        }
        Fault::InvalidUtf8 => spoiled(answer, not_text(&answer.body)),
        Fault::Empty => Said::of(200, "application/json", ""),
        Fault::Html => page(200, "Welcome", &repeated),
        Fault::Status(status @ (502 | 503)) => page(status, "Bad luck", &repeated),
        Fault::Status(status) => refusal(status, heard, &repeated),
        Fault::LimiterPage => page(429, "Too many requests", &repeated),
        Fault::SlowDown => refusal(429, heard, &repeated).with("retry-after", "2"),
        Fault::Redirect(status) => {
            let escaped: String = url::form_urlencoded::byte_serialize(repeated.as_bytes()).collect();
            // Repeated before the interface, not at all, and in the query.
            let to = match status {
                301 => format!("https://{ELSEWHERE}/{escaped}/wp-json/"),
                PLAIN_REDIRECT => format!("https://{ELSEWHERE}/wp-json/"),
                _ => format!("https://{ELSEWHERE}/wp-json/?sent={escaped}"),
            };
            page(status, "Moved", &repeated).with("location", &to)
        }
        Fault::Bomb => Said::of(200, "application/json", bomb()).with("content-encoding", "gzip"),
        fault => unreachable!("{fault:?} does not answer"),
    }
    .with("x-repeated", &repeated)
}

fn spoiled(answer: &Said, body: Vec<u8>) -> Said {
    Said { body, ..answer.clone() }
}

/// The same with an object in the place of every list, as PHP writes one that a filter took an item out of.
fn without_lists(value: Value) -> Value {
    match value {
        Value::Array(items) if !items.is_empty() => {
            let named = items.into_iter().enumerate().map(|(at, item)| ((at * 2).to_string(), without_lists(item)));
            Value::Object(named.collect())
        }
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(name, value)| (name, without_lists(value))).collect())
        }
        other => other,
    }
}

/// A page with something to read.
fn page(status: u16, title: &str, repeated: &str) -> Said {
    let body = format!(
        "<!doctype html><html><head><title>{title} {repeated}</title></head>\
         <body><h1>{title}</h1><p>{repeated}</p></body></html>"
    );
    Said::of(status, "text/html; charset=utf-8", body)
}

/// A refusal as Meum or WordPress says it, with everything it was sent in its words.
fn refusal(status: u16, heard: &Heard, repeated: &str) -> Said {
    let message = format!("Not like this: {repeated}");
    let body = if heard.host == MEUM {
        let code = match status {
            401 => "UNAUTHORIZED",
            403 => "FORBIDDEN",
            409 => "SITE_ALREADY_CONNECTED",
            422 => "VALIDATION_ERROR",
            429 => "RATE_LIMITED",
            _ => "INTERNAL_ERROR",
        };
        let details = json!({ "site_url": message, repeated: "no such field" });
        json!({ "error": { "code": code, "message": message, "details": details } })
    } else {
        let code = match status {
            401 | 403 => "woocommerce_rest_cannot_view",
            500 => "internal_server_error",
            _ => "rest_refused",
        };
        json!({ "code": code, "message": message, "data": { "status": status, "sent": repeated } })
    };
    Said::of(status, "application/json", body.to_string())
}

/// Every field with another type than it had; the texts among them repeat what was sent.
fn other_types(value: Value, repeated: &str) -> Value {
    let other = |value: Value| match value {
        Value::String(_) => json!([repeated]),
        Value::Null | Value::Object(_) => json!(repeated),
        Value::Array(_) => json!({ "list": repeated }),
        Value::Bool(_) => json!(1),
        Value::Number(_) => json!(true),
    };
    match value {
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(name, value)| (name, other(value))).collect::<Map<_, _>>())
        }
        Value::Array(items) => items.into_iter().map(|item| other_types(item, repeated)).collect(),
        value => other(value),
    }
}

/// Every text in the answer gets two bytes that are no UTF-8.
fn not_text(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for byte in body {
        out.push(*byte);
        if *byte == b':' {
            out.extend_from_slice(b" ");
        }
        if *byte == b'"' {
            out.extend_from_slice(&[0xC3, 0x28]);
        }
    }
    out
}

async fn send(app: &mut (impl AsyncWrite + Unpin), bytes: &[u8]) {
    let _ = app.write_all(bytes).await;
    let _ = app.flush().await;
}

async fn drip(app: &mut (impl AsyncWrite + Unpin), bytes: &[u8], pause: Duration) {
    for byte in bytes {
        if app.write_all(&[*byte]).await.is_err() || app.flush().await.is_err() {
            return;
        }
        tokio::time::sleep(pause).await;
    }
}

async fn huge(app: &mut (impl AsyncWrite + Unpin)) {
    let head = Said::of(200, "application/json", "").head(100 * MEBIBYTE);
    if app.write_all(&head).await.is_err() || app.write_all(b"{\"name\":\"").await.is_err() {
        return;
    }
    let piece = vec![b'a'; 64 * 1024];
    for _ in 0..100 * MEBIBYTE / piece.len() {
        if app.write_all(&piece).await.is_err() {
            return;
        }
    }
}

/// Sixty-four megabytes of blanks, packed once.
fn bomb() -> Vec<u8> {
    static BOMB: OnceLock<Vec<u8>> = OnceLock::new();
    BOMB.get_or_init(|| {
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        let blanks = vec![b' '; MEBIBYTE];
        for _ in 0..64 {
            packed.write_all(&blanks).unwrap();
        }
        packed.finish().unwrap()
    })
    .clone()
}
