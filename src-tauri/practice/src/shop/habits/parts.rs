//! What meets one question of many, or one kind of them, while all others are answered in good order.
//!
//! They refuse to look at whether a key is right, but for a report that only who has keys is denied.

use axum::http::{HeaderName, Method, StatusCode, header};
use serde_json::{Value, json};

use super::guests::error;
use super::host::{self, leading_to};
use super::json::on_json;
use super::partly::Partly;
use super::question::Question;
use crate::serving::Answer;
use crate::shop::site::Site;

const X_CACHE: HeaderName = HeaderName::from_static("x-cache");

/// In bytes.
const TOO_LONG: usize = 3 * 1024 * 1024;
/// F5's page as its Application Security Manager sends it.
const REJECTED: &str = "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please \
     consult with your administrator.<br><br>Your support ID is: 9158712436589123456</body></html>";

/// The answer, if the question meets it.
pub(super) fn answer(how: Partly, question: &Question<'_>) -> Option<Answer> {
    let looks = question.asked.method == Method::GET;
    match how {
        Partly::ReportDenied { status, own: false } if question.is_status() => {
            Some(error(status, "rest_forbidden", "Sorry, you are not allowed to do that."))
        }
        Partly::LooksKept { named } if looks && question.is_woocommerce() => Some(kept(named)),
        Partly::RobotsInJson { everybody } if everybody || question.has_header() => Some(robots()),
        Partly::PutsRefused if question.asked.method == Method::PUT => Some(host::forbidden(405)),
        Partly::ForbiddenByLaw if question.is_woocommerce() => {
            Some(error(451, "legal_notice", "Not available where you are, for legal reasons."))
        }
        Partly::WritesRejected if question.is_write() => Some(Answer::html(StatusCode::OK, REJECTED)),
        _ => None,
    }
}

/// The answer as it is left.
pub(super) fn changed(how: Partly, question: &Question<'_>, site: &Site, answer: Answer) -> Answer {
    match how {
        Partly::ReportDenied { status, own: true } if question.is_status() && answer.status == StatusCode::OK => {
            error(status, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources.")
        }
        Partly::PassedOn if question.is_rest() => answer.with(header::AGE, "1").with(X_CACHE, "MISS"),
        Partly::IndexInFolder { language } if question.is_index() => on_json(answer, |index| {
            let folder = if language { "de/" } else { "laden" };
            index["home"] = Value::String(format!("{}{folder}", site.home));
        }),
        Partly::ReportTooLong if question.is_status() && answer.status == StatusCode::OK => on_json(answer, |report| {
            report["inactive_plugins"] = json!([{ "plugin": "long/long.php", "name": "x".repeat(TOO_LONG) }]);
        }),
        Partly::RefusalsDressed if matches!(answer.status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) => {
            host::forbidden(answer.status.as_u16())
        }
        Partly::MissingLeadsHome if answer.status == StatusCode::NOT_FOUND => leading_to(301, site.home.as_str()),
        _ => answer,
    }
}

fn kept(named: bool) -> Answer {
    let refused = error(401, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources.");
    if named { refused.with(header::AGE, "412").with(X_CACHE, "HIT") } else { refused }
}

/// Imunify360 answers so whom it takes for a robot.
fn robots() -> Answer {
    let words = "Access denied by Imunify360 bot-protection. IPs used for automation should be whitelisted";
    Answer::php_json(StatusCode::OK, &json!({ "message": words })).with(header::SERVER, "imunify360-webshield/1.21")
}
