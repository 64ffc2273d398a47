//! What a line of code, a plugin or a host takes away, from a question or from an answer. They refuse to look at
//! whether a key is right.

use axum::http::{HeaderValue, StatusCode, header};
use serde_json::Value;

use super::guests::error;
use super::host::{self, leading_to};
use super::lost::{Lost, OldFolder};
use super::question::Question;
use crate::serving::Answer;
use crate::shop::in_front;
use crate::shop::in_front::faults;
use crate::shop::site::Site;

/// The answer, if the question meets it.
pub(super) fn answer(how: Lost, question: &Question<'_>, site: &Site) -> Option<Answer> {
    match how {
        Lost::MethodRights { .. } | Lost::Patience { .. } | Lost::Numbers | Lost::Activation | Lost::ChangeAnswers => {
            None
        }
        Lost::OwnWords { signed } => {
            let brings = question.has_header() || question.asked.query_value("consumer_key").is_some();
            let known = brings || (signed && question.is_signed());
            let words = "Your IP address is not allowed to use this API key.";
            (question.is_woocommerce() && known).then(|| error(401, "woocommerce_rest_authentication_error", words))
        }
        Lost::Program { named } => Some(copied(named, question, site)),
        Lost::ShopFolder { to } => question.asked.path.starts_with("/shop").then(|| left_in(to)),
        Lost::ChangesForNow => question.is_write().then(|| in_front::maintenance(question.asked)),
        Lost::Descriptions => (question.is_rest() && question.is_options())
            .then(|| error(404, "rest_no_route", "No route was found matching the URL and request method.")),
    }
}

/// The answer as it is left.
pub(super) fn changed(how: Lost, question: &Question<'_>, mut answer: Answer) -> Answer {
    match how {
        Lost::MethodRights { named } if question.is_of_methods() && question.is_write() => {
            if named && answer.status == StatusCode::BAD_REQUEST {
                answer.headers.insert(header::ALLOW, HeaderValue::from_static("GET"));
            } else {
                answer.headers.remove(header::ALLOW);
            }
            // What was sent is judged first.
            let judged = matches!(answer.status, StatusCode::BAD_REQUEST | StatusCode::UNAUTHORIZED);
            let words = "Sorry, you are not allowed to edit this resource.";
            if judged { answer } else { error(403, "woocommerce_rest_cannot_edit", words) }
        }
        Lost::Activation if question.is_status() => {
            let Ok(mut told) = serde_json::from_slice::<Value>(&answer.body) else { return answer };
            let Some(Value::Array(active)) = told.get_mut("active_plugins") else { return answer };
            let is_meum = |plugin: &Value| plugin.to_string().to_ascii_lowercase().contains("meum");
            let copies: Vec<Value> = active.extract_if(.., |plugin| is_meum(plugin)).collect();
            if let Some(inactive) = told.get_mut("inactive_plugins") {
                *inactive = Value::Array(copies);
            }
            answer.body = told.to_string().into_bytes();
            answer
        }
        Lost::ChangeAnswers if question.is_write() => faults::status(502),
        Lost::Numbers if question.is_rest() && answer.status.is_success() => {
            answer.status = StatusCode::NOT_FOUND;
            answer
        }
        _ => answer,
    }
}

/// A copy has the pages, with all that WordPress wrote into them, and no program behind them.
fn copied(named: bool, question: &Question<'_>, site: &Site) -> Answer {
    let missing = || Answer::html(StatusCode::NOT_FOUND, "<h1>Page not found</h1>");
    let front = || {
        Answer::html(
            StatusCode::OK,
            format!(
                "<!DOCTYPE html><html lang=\"en\"><head><title>Corner</title><meta name=\"generator\" \
                 content=\"WordPress 6.8\"><link rel=\"stylesheet\" href=\"{}wp-content/themes/corner/style.css\">\
                 </head><body class=\"home wp-singular\"><p>Lamps and string, and much more.</p></body></html>",
                site.home
            ),
        )
    };
    let whole = question.asked.path == "/" && question.asked.query.is_empty();
    let answer = if whole { front() } else { missing() };
    if named { answer.with(header::SERVER, "Netlify") } else { answer }
}

fn left_in(to: OldFolder) -> Answer {
    match to {
        OldFolder::Account => leading_to(302, "https://corner-shop.com/mein-konto/?redirect_to=%2Fshop%2F"),
        OldFolder::Break => Answer::html(
            StatusCode::SERVICE_UNAVAILABLE,
            "<html><head><title>Maintenance mode</title></head><body>The store is down for maintenance.</body></html>",
        ),
        OldFolder::Fault => host::forbidden(500),
        OldFolder::PagePassword => Answer::html(
            StatusCode::OK,
            "<html><head><meta name=\"generator\" content=\"WordPress 6.8\"></head><body><form \
             class=\"post-password-form\"></form></body></html>",
        ),
    }
}
