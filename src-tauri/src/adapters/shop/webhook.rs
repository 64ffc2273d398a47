//! Finds out with one request, without any key, whether the address for payment updates exists. A route
//! of the REST interface describes itself when asked with OPTIONS; any other address gets a GET. The
//! plugin cannot take either for a payment update.

use super::{Told, ask};
use crate::adapters::http::{Http, Request};
use connect_core::diagnosis::{WebhookAnswer, WebhookBody, webhook_missing as missing};
use connect_core::problem::Technical;
use connect_core::shop_facts::WebhookMissing;
use connect_core::webhook::WebhookAddress;
use reqwest::{Method, Url};
use serde_json::Value;

/// Says that the address is missing, if that is certain. `None` is no proof that it exists: an address
/// that does not answer may exist all the same.
pub async fn webhook_missing(http: &Http, address: &WebhookAddress) -> Option<WebhookMissing> {
    let method = if address.is_rest() { Method::OPTIONS } else { Method::GET };
    let request = Request { method, ..Request::get(address.as_url().clone()) };
    let told = ask(http, request).await.ok()?;
    let behind_links = missing(told.reply(), read(&told, address.is_rest()))?;
    Some(WebhookMissing { behind_links, technical: Technical::new(&told.line) })
}

fn read(told: &Told, rest: bool) -> WebhookAnswer {
    let redirects = told.answer.header("location").is_some_and(|to| leads_elsewhere(&told.url, to));
    WebhookAnswer { rest, redirects, body: body(told) }
}

fn body(told: &Told) -> WebhookBody {
    let text = told.page().body.trim();
    // An empty list inside a notice in front of the answer is not the answer.
    if !told.is_stray() && told.json().is_some_and(is_empty) {
        WebhookBody::Empty
    } else if text == "-1" {
        WebhookBody::MinusOne
    } else if text.starts_with('<') {
        WebhookBody::Page
    } else {
        WebhookBody::Other
    }
}

/// Whether this is empty. PHP writes an empty object as an empty list.
fn is_empty(json: &Value) -> bool {
    json.as_array().is_some_and(Vec::is_empty) || json.as_object().is_some_and(serde_json::Map::is_empty)
}

/// Whether a redirect leads to another address. A different part behind `#` is the same address.
fn leads_elsewhere(from: &Url, to: &str) -> bool {
    from.join(to).is_ok_and(|mut to| {
        to.set_fragment(None);
        to != *from
    })
}
