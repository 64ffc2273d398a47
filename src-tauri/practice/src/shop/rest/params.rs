//! Reads the body of a write. WordPress checks it before it asks who is writing.
//!
//! It refuses what WordPress refuses: broken JSON, and values of another type.

use axum::http::{StatusCode, header};
use serde_json::{Map, Value, json};
use url::form_urlencoded;

use super::answer::RestAnswer;
use crate::serving::HttpRequest;
use crate::shop::clean::clean;
use crate::shop::gateway::Change;

/// The change that a write to a payment gateway asks for.
pub(super) fn change(asked: &HttpRequest) -> Result<Change, RestAnswer> {
    let mut sent = sent(asked)?;
    let mut wrong = Map::new();
    let change = Change {
        title: take(&mut sent, &mut wrong, "title", "string", text),
        description: take(&mut sent, &mut wrong, "description", "string", text),
        order: take(&mut sent, &mut wrong, "order", "integer", integer),
        enabled: take(&mut sent, &mut wrong, "enabled", "boolean", boolean),
        settings: take(&mut sent, &mut wrong, "settings", "object", object).unwrap_or_default(),
    };
    if wrong.is_empty() {
        return Ok(change);
    }
    Err(invalid(wrong))
}

/// The fields of the body, JSON or form.
fn sent(asked: &HttpRequest) -> Result<Map<String, Value>, RestAnswer> {
    let content_type = asked.header(&header::CONTENT_TYPE).unwrap_or_default();
    if content_type.starts_with("application/x-www-form-urlencoded") {
        return Ok(form(&asked.body));
    }
    if !content_type.contains("json") || asked.body.is_empty() {
        return Ok(Map::new());
    }
    match serde_json::from_slice(&asked.body) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Ok(Map::new()),
        Err(_) => Err(broken_json()),
    }
}

/// A form's fields; `settings[name]` becomes a part of `settings`, as PHP does.
fn form(body: &[u8]) -> Map<String, Value> {
    let mut fields = Map::new();
    let mut settings = Map::new();
    for (name, value) in form_urlencoded::parse(body) {
        let inner = name.strip_prefix("settings[").and_then(|name| name.strip_suffix(']'));
        let (map, name) = match inner {
            Some(inner) => (&mut settings, inner),
            None => (&mut fields, name.as_ref()),
        };
        map.insert(name.to_owned(), Value::String(value.into_owned()));
    }
    if !settings.is_empty() {
        fields.insert("settings".to_owned(), Value::Object(settings));
    }
    fields
}

/// Takes a field out, or notes that it is of another type; `null` counts as absent.
fn take<T>(
    sent: &mut Map<String, Value>,
    wrong: &mut Map<String, Value>,
    name: &str,
    kind: &str,
    read: fn(Value) -> Option<T>,
) -> Option<T> {
    let value = sent.remove(name).filter(|value| !value.is_null())?;
    let value = read(value);
    if value.is_none() {
        wrong.insert(name.to_owned(), json!(format!("{name} is not of type {kind}.")));
    }
    value
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(clean(&text)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

fn integer(value: Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.parse().ok(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// WordPress takes 0 and 1 and the words, too.
fn boolean(value: Value) -> Option<bool> {
    match value {
        Value::Bool(is) => Some(is),
        Value::Number(number) => match number.as_u64() {
            Some(0) => Some(false),
            Some(1) => Some(true),
            Some(_) | None => None,
        },
        Value::String(text) => match text.to_ascii_lowercase().as_str() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        },
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// An empty list and an empty text are empty objects to PHP.
fn object(value: Value) -> Option<Map<String, Value>> {
    match value {
        Value::Object(fields) => Some(fields),
        Value::Array(_) => Some(Map::new()),
        Value::String(text) => text.is_empty().then(Map::new),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

fn invalid(wrong: Map<String, Value>) -> RestAnswer {
    let names: Vec<&str> = wrong.keys().map(String::as_str).collect();
    let message = format!("Invalid parameter(s): {}", names.join(", "));
    let details: Map<String, Value> = wrong
        .iter()
        .map(|(name, message)| {
            let detail = json!({
                "code": "rest_invalid_type",
                "message": message,
                "data": { "param": name },
            });
            (name.clone(), detail)
        })
        .collect();
    let more =
        Map::from_iter([("params".to_owned(), Value::Object(wrong)), ("details".to_owned(), Value::Object(details))]);
    let status = StatusCode::BAD_REQUEST;
    RestAnswer::error_with(status, "rest_invalid_param", &message, more)
}

fn broken_json() -> RestAnswer {
    let more = Map::from_iter([
        ("json_error_code".to_owned(), json!(4)),
        ("json_error_message".to_owned(), json!("Syntax error")),
    ]);
    let message = "Invalid JSON body passed.";
    RestAnswer::error_with(StatusCode::BAD_REQUEST, "rest_invalid_json", message, more)
}
