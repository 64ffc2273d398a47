//! Rare answers that come to one kind of question alone, and leave every other as it is. They refuse to look at
//! whether a key is right.

use axum::http::StatusCode;
use serde_json::json;

use super::guests::error;
use super::host::{forbidden, leading_to};
use super::pages::LOCKED;
use super::question::Question;
use super::strange::{ShopPlace, Strange};
use crate::serving::Answer;

/// The answer, if it is one of these and the question meets it.
pub(super) fn answer(how: Strange, question: &Question<'_>) -> Option<Answer> {
    match how {
        Strange::ExpiredForAll { headers } => (question.is_woocommerce() && (!headers || question.has_header()))
            .then(|| error(403, "api_key_expired", "The API key has expired.")),
        Strange::ReportForbidden { status } => question.is_status().then(|| forbidden(status)),
        Strange::ReportIsPage => question.is_status().then(|| Answer::html(StatusCode::OK, LOCKED)),
        Strange::MethodsForbidden { status } => question.is_of_methods().then(|| forbidden(status)),
        Strange::WritesSwallowed => {
            question.is_write().then(|| Answer::php_json(StatusCode::OK, &json!({ "success": true })))
        }
        Strange::EndsAll { page: true } => Some(ended()),
        Strange::EndsAll { page: false } => question.is_rest().then(|| error(403, "wp_die", WORDS)),
        Strange::LicenceEnded => question
            .is_rest()
            .then(|| error(403, "license_key_expired", "Your licence for Shop Filter Pro has expired.")),
        Strange::CookieScript => {
            let script = "<script>document.cookie = \"humans=1\"; document.location.reload(true)</script>";
            Some(Answer::html(StatusCode::CONFLICT, script))
        }
        Strange::IndexOfAnother => question
            .is_index()
            .then(|| Answer::php_json(StatusCode::NOT_FOUND, &json!({ "statusCode": 404, "message": "Not Found" }))),
        Strange::ShopPageLeads { to } => question.asked.path.starts_with("/shop").then(|| {
            leading_to(
                302,
                match to {
                    ShopPlace::Service => "https://corner-shop.com/services/maintenance/",
                    ShopPlace::SignIn => "https://corner-shop.com/login/",
                },
            )
        }),
        Strange::PagesInCircle => {
            question.is_page().then(|| leading_to(302, "https://corner-shop.com/wp-signup.php?new=corner"))
        }
        _ => None,
    }
}

/// What somebody ends with who counts sign-ins.
const WORDS: &str = "You have been locked out due to too many invalid login attempts.";

fn ended() -> Answer {
    let page = format!(
        "<!DOCTYPE html><html><head><title>WordPress &rsaquo; Error</title></head><body id=\"error-page\">\
         <div class=\"wp-die-message\">{WORDS}</div></body></html>"
    );
    Answer::html(StatusCode::FORBIDDEN, page)
}
