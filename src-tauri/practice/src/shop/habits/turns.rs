//! What leads questions on, keeps an old page or cuts an answer short. It refuses to look at whether a key is right.

use axum::http::{HeaderName, StatusCode, header};
use serde_json::{Value, json};

use super::guests::error;
use super::host::{forbidden, leading_to};
use super::json::on_json;
use super::question::Question;
use super::turn::{CutPart, Leader, PageTurn, Turn};
use crate::serving::Answer;
use crate::shop::site::Site;

const BREAK: &str = "<!DOCTYPE html><html lang=\"de-DE\"><head><title>Wartung</title></head><body><p>Wegen \
     Wartungsarbeiten ist diese Website kurz nicht verfügbar.</p></body></html>";

/// The answer, if the question meets it.
pub(super) fn answer(how: Turn, question: &Question<'_>) -> Option<Answer> {
    match how {
        Turn::Slash { by, hook_only } => {
            let path = question.asked.path.as_str();
            let meets = !path.ends_with('/') && (!hook_only || question.is_hook());
            meets.then(|| led(by, &question.asked.target))
        }
        Turn::OldPage { status, named, always } => {
            let kept = question.is_index() && !question.is_plain_form();
            (kept && (always || question.asked.query_value("_once").is_none())).then(|| old_page(status, named))
        }
        Turn::Pages { to, shop_only } => {
            let meets = question.is_page() && (!shop_only || question.asked.path.starts_with("/shop"));
            meets.then(|| match to {
                PageTurn::Blank => Answer::html(StatusCode::OK, ""),
                PageTurn::Elsewhere => leading_to(302, "https://big-mall.com/"),
                PageTurn::OtherName => leading_to(302, "https://shop.corner-shop.com/"),
            })
        }
        Turn::KeysTakenOff => {
            let brings = question.has_header() || question.asked.query_value("consumer_key").is_some();
            let words = "Sorry, you cannot list resources.";
            (brings && question.is_woocommerce()).then(|| error(401, "woocommerce_rest_cannot_view", words))
        }
        // It changes an answer, or remembers whether one was given.
        Turn::OldIndex
        | Turn::Cut { .. }
        | Turn::ByteOrderMark
        | Turn::Asleep
        | Turn::RefusalsNumbered
        | Turn::PlainFields
        | Turn::ClassicCommerce => None,
    }
}

/// What a host says that has to wake up.
pub(super) fn asleep() -> Answer {
    forbidden(503).with(header::RETRY_AFTER, "1")
}

/// The answer as it is left.
pub(super) fn changed(how: Turn, question: &Question<'_>, site: &Site, mut answer: Answer) -> Answer {
    let is_cut = match how {
        Turn::Cut { part: CutPart::Report } => question.is_status(),
        Turn::Cut { part: CutPart::Index } => question.is_index(),
        _ => false,
    };
    if is_cut && answer.status == StatusCode::OK {
        answer.body.truncate(answer.body.len() / 2);
    }
    if how == Turn::OldIndex && question.is_index() && question.asked.query_value("_once").is_none() {
        return on_json(answer, |told| {
            if let Some(parts) = told.get_mut("namespaces").and_then(Value::as_array_mut) {
                parts.extend([json!("wc/v3"), json!("meum/v1")]);
            }
        });
    }
    if matches!(how, Turn::Slash { by: Leader::WordPress, .. }) {
        return answer.with(header::LINK, &format!("<{}>; rel=\"https://api.w.org/\"", site.rest_root()));
    }
    if how == Turn::RefusalsNumbered && answer.status.is_client_error() {
        let number: u32 = question.asked.target.bytes().map(u32::from).sum();
        return on_json(answer, |told| {
            if let Some(data) = told.get_mut("data").and_then(Value::as_object_mut) {
                data.insert("request".to_owned(), json!(number));
            }
        });
    }
    if matches!(how, Turn::PlainFields | Turn::ClassicCommerce) && question.is_status() {
        return on_json(answer, |told| report(how, told));
    }
    if how == Turn::ByteOrderMark {
        answer.body.splice(0..0, *b"\xEF\xBB\xBF");
    }
    answer
}

fn led(by: Leader, target: &str) -> Answer {
    let (path, query) =
        target.split_once('?').map_or((target, String::new()), |(path, query)| (path, format!("?{query}")));
    let led = leading_to(301, &format!("{path}/{query}"));
    let says = HeaderName::from_static("x-redirect-by");
    match by {
        Leader::Server => led,
        Leader::WordPress => led.with(says, "WordPress"),
        Leader::Redirection => led.with(says, "redirection"),
    }
}

fn old_page(status: u16, named: bool) -> Answer {
    if status == 403 {
        return forbidden(status).with(header::AGE, "86400");
    }
    let page = Answer::html(StatusCode::from_u16(status).unwrap_or(StatusCode::OK), BREAK);
    if named { page.with(HeaderName::from_static("x-litespeed-cache"), "hit") } else { page }
}

/// WooCommerce's report as another program gives it.
fn report(how: Turn, told: &mut Value) {
    let Some(told) = told.as_object_mut() else { return };
    if how == Turn::PlainFields {
        drop(told.remove("environment"));
        return;
    }
    if let Some(environment) = told.get_mut("environment").and_then(Value::as_object_mut) {
        environment.insert("version".to_owned(), json!("2.0.1"));
    }
    let runs =
        json!({ "plugin": "classic-commerce/classic-commerce.php", "name": "Classic Commerce", "version": "2.0.1" });
    if let Some(plugins) = told.get_mut("active_plugins").and_then(Value::as_array_mut) {
        plugins.retain(|plugin| !plugin.to_string().contains("woocommerce/"));
        plugins.push(runs);
    }
}
