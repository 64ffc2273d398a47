//! Rare answers that come to everybody alike, whatever key there is. They refuse to look at one.

use std::sync::atomic::{AtomicU32, Ordering};

use axum::http::{StatusCode, header};
use serde_json::json;

use super::guests::error;
use super::question::Question;
use super::strange::Strange;
use crate::serving::Answer;

/// The answer, if it is one of these and the question meets it.
pub(super) fn answer(how: Strange, question: &Question<'_>, brings_keys: bool) -> Option<Answer> {
    match how {
        Strange::OlderWayGuarded { status, every } => {
            let name = question.asked.query_value("wc-api")?;
            (every || name.contains("coin")).then(|| guarded(status))
        }
        Strange::GuestsAreCustomers { headers } => {
            let guest = !brings_keys || (headers && question.has_header());
            (question.is_woocommerce() && guest)
                .then(|| error(403, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources."))
        }
        Strange::WritesAreGuests => question
            .is_write()
            .then(|| error(401, "woocommerce_rest_cannot_edit", "Sorry, you cannot edit this resource.")),
        Strange::LocksOut { page } => question.is_rest().then(|| locked_out(page)),
        Strange::OlderWayForbidden { status } => question.asked.query_value("wc-api").is_some().then(|| {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::FORBIDDEN);
            Answer::php_json(status, &json!({ "message": "Forbidden" }))
        }),
        Strange::OptionsUnwelcome => {
            question.is_options().then(|| error(401, "rest_cannot_access", "Only authenticated users can access this."))
        }
        _ => None,
    }
}

/// JSON with a number of its own each time, as firewalls write.
fn guarded(status: u16) -> Answer {
    static ASKED: AtomicU32 = AtomicU32::new(0);
    let id = ASKED.fetch_add(1, Ordering::Relaxed);
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::FORBIDDEN);
    Answer::php_json(status, &json!({ "blocked": true, "request_id": id }))
}

fn locked_out(page: bool) -> Answer {
    const WORDS: &str = "You have been locked out due to too many invalid login attempts.";
    if !page {
        return error(503, "wp_die", WORDS).with(header::RETRY_AFTER, "3600");
    }
    let page = format!(
        "<!DOCTYPE html><html><head><title>WordPress &rsaquo; Error</title></head><body id=\"error-page\">\
         <div class=\"wp-die-message\">{WORDS}</div></body></html>"
    );
    Answer::html(StatusCode::SERVICE_UNAVAILABLE, page)
}
