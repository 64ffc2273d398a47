//! One kind of question gets an answer that is not WordPress's: whoever tries many such shops picks both by name.
//!
//! They refuse to imitate WooCommerce's words, so what it says stays true of the key that is asked with.

use axum::http::{Method, StatusCode, header};
use serde_json::{Value, json};

use super::guests::error;
use super::host::{forbidden, leading_to};
use super::json::on_json;
use super::question::Question;
use super::script::{Asked, Said, Unlisted};
use crate::serving::Answer;
use crate::shop::in_front::{self, challenges};

/// How the key begins that no shop has.
const IMPOSSIBLE: &str = "ck_0000";

/// Whether the question is of this kind.
pub(super) fn is_met(asked_for: Asked, question: &Question<'_>) -> bool {
    let asked = question.asked;
    let impossible = asked.query_value("oauth_consumer_key").is_some_and(|key| key.starts_with(IMPOSSIBLE));
    match asked_for {
        Asked::Index => question.is_index(),
        Asked::Report => question.is_status(),
        Asked::Parts => question.is_parts() && asked.method == Method::GET,
        Asked::Write => question.is_write(),
        Asked::Options => question.is_options(),
        Asked::Signed => question.is_signed() && !impossible,
        Asked::Impossible => impossible,
        Asked::InAddress => asked.query_value("consumer_key").is_some(),
        Asked::Updates => question.is_hook(),
        Asked::UpdatesOlder => asked.query_value("wc-api").is_some(),
        Asked::ShopPage => question.is_page() && asked.path.starts_with("/shop"),
        Asked::FrontPage => question.is_page() && asked.path == "/",
        Asked::Everything => true,
        Asked::PlainIndex => question.is_index() && question.is_plain_form(),
        Asked::WooCommerce => question.is_woocommerce(),
        Asked::Interface => question.is_rest(),
        Asked::Pages => question.is_page(),
        Asked::Header => question.has_header(),
    }
}

/// The answer, if the question meets it and gets one.
pub(super) fn answer(asked: Asked, said: Said, question: &Question<'_>) -> Option<Answer> {
    is_met(asked, question).then_some(())?;
    Some(match said {
        Said::Cut | Said::Late => return None,
        Said::Page { status } => forbidden(status),
        Said::Coded { status } => error(status, "corner_rule", "Not like this."),
        Said::LedOn if question.asked.path.ends_with('/') => return None,
        Said::LedOn => leading_to(301, &format!("{}/", question.asked.path)),
        Said::Nothing => Answer::html(StatusCode::OK, ""),
        Said::Hello => Answer::html(StatusCode::OK, "<html><head><title>Hello</title></head><body>Hello</body></html>"),
        Said::NothingJson => Answer::html(StatusCode::OK, "").with(header::CONTENT_TYPE, "application/json"),
        Said::Break => in_front::maintenance(question.asked),
        Said::Ends { status } => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            in_front::wp_die(question.asked, status, "Error", ENDS)
        }
        Said::Archived => error(410, "wp_die", "This site is no longer available."),
        Said::NoRoute => error(404, "rest_no_route", "No route was found matching the URL and request method."),
        Said::OtherParts => Answer::php_json(StatusCode::OK, &other_parts()),
        Said::Token { own } => token(own),
        Said::Itself => leading_to(302, &question.asked.target),
        Said::RobotCheck => challenges::siteground(question.asked),
        Said::Password => forbidden(401).with(header::WWW_AUTHENTICATE, "Basic realm=\"Corner\""),
    })
}

/// What a plugin may end with. It links to its own page, as many do.
const ENDS: &str =
    "This shop needs PHP 8.1. See <a href=\"https://wordpress.org/plugins/corner-banner/\">its page</a>.";

fn other_parts() -> Value {
    json!({
        "name": "The Corner Shop",
        "url": "https://corner-shop.com",
        "home": "https://corner-shop.com",
        "namespaces": ["oembed/1.0", "wp/v2"],
    })
}

/// What *JWT Authentication for WP REST API* and its namesake say to whoever brings no token.
fn token(own: bool) -> Answer {
    let words = "Authorization header not found.";
    if !own {
        return error(403, "jwt_auth_no_auth_header", words);
    }
    let body = json!({ "success": false, "statusCode": 403, "code": "jwt_auth_no_auth_header", "message": words });
    Answer::php_json(StatusCode::FORBIDDEN, &body)
}

/// The answer without the plugin.
pub(super) fn unlisted(from: Unlisted, question: &Question<'_>, answer: Answer) -> Answer {
    let lists: &[&str] = match from {
        Unlisted::Index if question.is_index() => &["namespaces"],
        Unlisted::Plugins if question.is_status() => &["active_plugins", "inactive_plugins"],
        Unlisted::Index | Unlisted::Plugins => return answer,
    };
    on_json(answer, |told| {
        for list in lists {
            if let Some(items) = told.get_mut(*list).and_then(Value::as_array_mut) {
                items.retain(|item| !item.to_string().to_ascii_lowercase().contains("meum"));
            }
        }
    })
}
