//! What meets one question of many, or one kind of them, while all others are answered in good order.
//!
//! They refuse to look at whether a key is right, but for a report that only who has keys is denied.

use axum::http::{HeaderName, Method, StatusCode, header};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::changed::on_json;
use super::guests::error;
use super::host::{self, leading_to};
use super::question::Question;
use crate::serving::Answer;
use crate::shop::site::Site;

const X_CACHE: HeaderName = HeaderName::from_static("x-cache");

/// Which part meets what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Partly {
    /// WooCommerce's report is refused, and nothing else.
    ReportDenied {
        /// 401 or 403.
        status: u16,
        /// In WooCommerce's code, to whoever has keys; else in WordPress's, to everybody.
        own: bool,
    },
    /// Whatever looks at WooCommerce's part gets a stored refusal; what would write passes.
    LooksKept {
        /// The cache says that it answered.
        named: bool,
    },
    /// A cache passes everything on and notes how long it had it, which is nothing.
    PassedOn,
    /// The index has a folder behind WordPress's own address, and the report has none.
    IndexInFolder {
        /// The folder is a language's.
        language: bool,
    },
    /// A host's check for robots refuses in JSON with 200.
    RobotsInJson {
        /// Whoever asks, or whoever brings a header with keys.
        everybody: bool,
    },
    /// The web server takes PUT from nobody.
    PutsRefused,
    /// The web server leads whoever asks for what is not there to the front page.
    MissingLeadsHome,
    /// The shop's page tells of a holiday, in good order and without anything to buy.
    OnHoliday,
    /// A plugin refuses whoever brings no key, in JSON without a code of WordPress's.
    HookDeniedWithoutCode,
    /// WooCommerce's part is refused in a code for a law (451).
    ForbiddenByLaw,
}

/// The answer, if the question meets it.
pub(super) fn answer(how: Partly, question: &Question<'_>, site: &Site) -> Option<Answer> {
    let looks = question.asked.method == Method::GET;
    match how {
        Partly::ReportDenied { status, own: false } if question.is_status() => {
            Some(error(status, "rest_forbidden", "Sorry, you are not allowed to do that."))
        }
        Partly::LooksKept { named } if looks && question.is_woocommerce() => Some(kept(named)),
        Partly::RobotsInJson { everybody } if everybody || question.has_header() => Some(robots()),
        Partly::PutsRefused if question.asked.method == Method::PUT => Some(host::forbidden(405)),
        Partly::OnHoliday if question.asked.path.trim_end_matches('/') == "/shop" => Some(holiday(site)),
        Partly::HookDeniedWithoutCode if question.is_hook() && !question.has_header() => {
            Some(Answer::php_json(StatusCode::UNAUTHORIZED, &json!({ "error": "Unauthorized" })))
        }
        Partly::ForbiddenByLaw if question.is_woocommerce() => {
            Some(error(451, "legal_notice", "Not available where you are, for legal reasons."))
        }
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

fn holiday(site: &Site) -> Answer {
    let page = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>Shop – Corner</title><meta name=\"generator\" \
         content=\"WordPress 6.8\"><link rel=\"https://api.w.org/\" href=\"{}\"></head>\
         <body class=\"archive woocommerce-shop woocommerce\"><h1>Shop</h1><p>We are on holiday until 12 January.</p>\
         </body></html>",
        site.rest_root()
    );
    Answer::html(StatusCode::OK, page)
}
