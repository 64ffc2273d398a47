//! What stands in the place of WordPress's own answers, or sends them elsewhere, while other answers come in
//! good order. That is what makes these shops hard to read: what was true a moment before is true no more.
//!
//! They refuse to close the whole REST API: what does is in `guests` and `host`.

use axum::http::{HeaderName, StatusCode, header};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use std::io::Write as _;

use super::detour::Detour;
use super::guests::error;
use super::host::forbidden;
use super::question::Question;
use crate::serving::Answer;
use crate::shop::front::moved;
use crate::shop::in_front::web_server_page;
use crate::shop::site::Site;
use crate::shop::web_address::absolute;

/// WordPress's own sign-in page, cut down to what it is known by.
const SIGN_IN: &str = "<!DOCTYPE html>\n<html lang=\"en-US\"><head><title>Log In &lsaquo; The Corner Shop</title>\
     <link rel='stylesheet' href='https://corner-shop.com/wp-admin/css/login.min.css'></head><body class=\"login\">\
     <form id=\"loginform\" action=\"https://corner-shop.com/wp-login.php\" method=\"post\"></form></body></html>\n";
/// A maintenance plugin's page.
const BREAK: &str = "<!DOCTYPE html>\n<html><head><title>Back soon</title>\
     <link href=\"/wp-content/plugins/wp-maintenance-mode/assets/css/style.css\"></head><body>Back soon</body></html>\n";

/// The answer, if the question meets it.
pub(super) fn answer(how: Detour, question: &Question<'_>, site: &Site) -> Option<Answer> {
    match how {
        Detour::ToAccount => question.is_woocommerce().then(|| to_account(site)),
        Detour::WritesToAccount => question.is_write().then(|| to_account(site)),
        Detour::WritesWithSlash => question.is_write().then(|| leading_to(&format!("{}/", question.asked.path))),
        Detour::ToOtherHost => question.is_woocommerce().then(|| leading_to("https://big-mall.com/wp-json/")),
        Detour::ToNoHost => question.is_woocommerce().then(|| leading_to("https://no-such-shop.invalid/")),
        Detour::EverythingToNoHost => Some(leading_to("https://no-such-shop.invalid/")),
        Detour::HiddenWithoutShop if question.is_index() => {
            Some(error(401, "rest_cannot_access", "Only authenticated users can access the REST API."))
        }
        Detour::HiddenWithoutShop => question.is_woocommerce().then(no_route),
        Detour::IndexGone => (question.is_index() && !question.is_plain_form())
            .then(|| error(410, "rest_index_closed", "The index is closed.")),
        Detour::BusyForLong => question.is_rest().then(|| forbidden(503).with(header::RETRY_AFTER, "3600")),
        Detour::LongBreak => {
            Some(Answer::html(StatusCode::SERVICE_UNAVAILABLE, BREAK).with(header::RETRY_AFTER, "3600"))
        }
        Detour::SignInPage => Some(Answer::html(StatusCode::OK, SIGN_IN)),
        _ => None,
    }
}

/// The answer as the detour leaves it.
pub(super) fn changed(how: Detour, question: &Question<'_>, site: &Site, answer: Answer) -> Answer {
    let is_error = answer.status.is_client_error() || answer.status.is_server_error();
    match how {
        Detour::RefusalPages if is_error && question.is_rest() => refusal_page(answer.status),
        Detour::NoRouteForGuests if question.is_rest() && is_guest(question, &answer) => no_route(),
        Detour::Wrapped if question.is_rest() => wrapped(answer, site),
        Detour::IndexWrapped if question.is_index() && !question.is_plain_form() => wrapped(answer, site),
        Detour::ReportOpen if question.is_status() => Answer::php_json(StatusCode::OK, &report(site)),
        Detour::CompressedByName if question.is_rest() => answer.with(header::CONTENT_ENCODING, "gzip"),
        Detour::CompressedTwice if question.may_be_compressed() && question.is_rest() => twice(answer),
        _ => answer,
    }
}

fn twice(mut answer: Answer) -> Answer {
    let packed = packed(&answer.body).and_then(|once| packed(&once));
    answer.body = packed.unwrap_or(answer.body);
    answer.with(header::CONTENT_ENCODING, "gzip")
}

fn packed(body: &[u8]) -> Option<Vec<u8>> {
    let mut packing = GzEncoder::new(Vec::new(), Compression::fast());
    packing.write_all(body).ok()?;
    packing.finish().ok()
}

/// The page that a web server puts in the place of what it was to pass on, with its own number for it.
fn refusal_page(status: StatusCode) -> Answer {
    let reason = status.canonical_reason().unwrap_or("Error");
    web_server_page(StatusCode::OK, &format!("{} {reason}", status.as_u16()))
}

fn to_account(site: &Site) -> Answer {
    let mut answer = moved(&absolute(&site.home, "/my-account/"));
    answer.status = StatusCode::FOUND;
    answer.with(HeaderName::from_static("x-redirect-by"), "WordPress")
}

fn leading_to(to: &str) -> Answer {
    web_server_page(StatusCode::FOUND, "302 Found").with(header::LOCATION, to)
}

fn no_route() -> Answer {
    error(404, "rest_no_route", "No route was found matching the URL and request method.")
}

fn is_guest(question: &Question<'_>, answer: &Answer) -> bool {
    let brings = question.has_header() || question.is_signed() || question.asked.query_value("consumer_key").is_some();
    !brings || answer.status == StatusCode::UNAUTHORIZED
}

fn wrapped(mut answer: Answer, site: &Site) -> Answer {
    let Ok(data) = serde_json::from_slice::<Value>(&answer.body) else { return answer };
    let is_well = answer.status.is_success();
    answer.body = json!({ "success": is_well, "data": data }).to_string().into_bytes();
    answer.with(header::LINK, &format!("<{}>; rel=\"https://api.w.org/\"", site.rest_root()))
}

fn report(site: &Site) -> Value {
    let home = site.home.as_str().trim_end_matches('/');
    json!({ "environment": { "home_url": home, "site_url": home, "version": "10.0.0", "wp_version": "6.8" } })
}
