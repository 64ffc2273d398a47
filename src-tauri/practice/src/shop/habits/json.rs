//! Whether an answer is JSON, and what a habit makes of it then. It refuses to know any habit.

use axum::http::header;
use serde_json::Value;

use crate::serving::Answer;

pub(super) fn is_json(answer: &Answer) -> bool {
    let kind = answer.headers.get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"))
}

pub(super) fn on_json(mut answer: Answer, change: impl FnOnce(&mut Value)) -> Answer {
    if is_json(&answer)
        && let Ok(mut value) = serde_json::from_slice(&answer.body)
    {
        change(&mut value);
        answer.body = value.to_string().into_bytes();
    }
    answer
}
