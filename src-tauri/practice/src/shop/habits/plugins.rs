//! Plugins that have a say in who signs in.
//!
//! They refuse to be the shop's only answer: whatever they do not take goes on to WooCommerce.

use axum::http::StatusCode;
use serde_json::json;

use super::guests::error;
use super::kinds::Habit;
use super::question::Question;
use crate::serving::Answer;
use crate::shop::site::Site;

/// The answer, if the habit is one of these and the question meets it.
pub(super) fn answer(habit: Habit, question: &Question<'_>, _: &Site) -> Option<Answer> {
    match habit {
        Habit::TokenPluginTakesHeader if question.is_rest() && question.has_header() => {
            Some(error(403, "jwt_auth_bad_auth_header", "Authorization header malformed."))
        }
        Habit::TokenPluginAsksAll if question.is_woocommerce() => Some(no_token(question)),
        Habit::SignaturesTaken if question.is_signed() => {
            Some(error(401, "json_oauth1_missing_parameter", "Missing OAuth parameter oauth_token"))
        }
        _ => None,
    }
}

fn no_token(question: &Question<'_>) -> Answer {
    let code = if question.has_header() { "jwt_auth_bad_auth_header" } else { "jwt_auth_no_auth_header" };
    let body = json!({
        "success": false,
        "statusCode": 403,
        "code": code,
        "message": "Authorization header not found.",
        "data": [],
    });
    Answer::php_json(StatusCode::FORBIDDEN, &body)
}
