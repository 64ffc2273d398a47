//! Refusals that say nothing of the keys: of a question, of a bill, of a header, of guests at one address.
//!
//! They refuse to change what the shop itself would answer elsewhere.

use axum::http::StatusCode;
use serde_json::json;

use super::guests::error;
use super::host::forbidden;
use super::kinds::Habit;
use super::question::Question;
use crate::serving::Answer;
use crate::shop::site::Site;

/// A host's own page for a bill.
const BILL: &str = "<!DOCTYPE html>\n<html><head><title>Payment required</title></head><body><h1>This plan has \
     ended.</h1><p>The owner of this website can renew it.</p></body></html>\n";

/// The answer, if the habit is one of these and the question meets it.
pub(super) fn answer(habit: Habit, question: &Question<'_>, _: &Site) -> Option<Answer> {
    match habit {
        Habit::ReportRefused { status } => question.is_status().then(|| refused(status)),
        Habit::PaymentWanted { page } => question.is_rest().then(|| bill(page)),
        Habit::HeaderTakenFromWrites => (question.is_write() && question.has_header())
            .then(|| error(401, "woocommerce_rest_cannot_edit", "Sorry, you are not allowed to edit this resource.")),
        Habit::HeaderTakenByUnknown => (question.is_rest() && question.has_header())
            .then(|| error(401, "rest_authentication_jwt_failed", "Wrong number of segments")),
        Habit::WritesForbidden { status } => {
            question.is_write().then(|| error(status, "rest_forbidden", "Sorry, you are not allowed to do that."))
        }
        Habit::UpdatesRefused { status } => question.is_of_plugin().then(|| forbidden(status)),
        _ => None,
    }
}

/// WordPress's own codes where it has one.
fn refused(status: u16) -> Answer {
    match status {
        400 => error(400, "rest_invalid_param", "Invalid parameter(s): _fields"),
        404 => error(404, "rest_no_route", "No route was found matching the URL and request method."),
        _ => error(status, "corner_guard_busy", "The Corner Guard is busy."),
    }
}

fn bill(page: bool) -> Answer {
    if page {
        return Answer::html(StatusCode::PAYMENT_REQUIRED, BILL);
    }
    Answer::php_json(
        StatusCode::PAYMENT_REQUIRED,
        &json!({ "error": "payment_required", "message": "This plan has ended." }),
    )
}
