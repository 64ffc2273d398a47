//! Finds out, without any key, whether a guest's message gets in at the address for payment updates. A
//! route of the REST interface describes itself when asked with OPTIONS; any other address gets a GET.
//! The plugin cannot take either for a payment update.

use super::{Told, ask};
use crate::adapters::http::{Http, Request};
use connect_core::diagnosis::{self, WebhookAnswer, WebhookBody, WebhookVerdict};
use connect_core::fingerprint;
use connect_core::plain::PlainText;
use connect_core::problem::Technical;
use connect_core::shop_facts::{WayIn, WayInShut, WebhookMissing};
use connect_core::webhook::{WebhookAddress, WebhookQuestion};
use reqwest::{Method, Url};
use serde_json::Value;

/// Says whether a guest gets in, as far as that is certain. Where the address is shut, the other
/// documented one is asked as well: it may need no change in the shop.
pub async fn way_in(http: &Http, question: &WebhookQuestion) -> WayIn {
    let Some(heard) = Heard::at(http, &question.address).await else { return WayIn::Untold };
    let WayIn::Shut(shut) = heard.way_in() else { return heard.way_in() };
    let other = match &question.other {
        Some(other) => Heard::at(http, other).await,
        None => None,
    };
    WayIn::Shut(WayInShut { other_is_open: other.is_some_and(|other| other.verdict == WebhookVerdict::Open), ..shut })
}

/// What an address answered, and what that shows.
struct Heard {
    told: Told,
    verdict: WebhookVerdict,
}

impl Heard {
    /// Asks an address. Where the web server answers OPTIONS by itself, GET tells more.
    async fn at(http: &Http, address: &WebhookAddress) -> Option<Self> {
        let rest = address.is_rest();
        let first = Self::by(http, address, if rest { Method::OPTIONS } else { Method::GET }).await?;
        if !rest || !diagnosis::is_of_server(first.told.reply()) {
            return Some(first);
        }
        Self::by(http, address, Method::GET).await.or(Some(Self { verdict: WebhookVerdict::Untold, ..first }))
    }

    async fn by(http: &Http, address: &WebhookAddress, method: Method) -> Option<Self> {
        let again = address.is_rest() && method == Method::GET;
        let request = Request { method, ..Request::get(address.as_url().clone()) };
        let told = ask(http, request).await.ok()?;
        let redirects = told.answer.header("location").is_some_and(|to| leads_elsewhere(&told.url, to));
        let answer = WebhookAnswer { rest: address.is_rest(), again, redirects, body: body(&told) };
        Some(Self { verdict: diagnosis::webhook(told.reply(), answer), told })
    }

    fn way_in(&self) -> WayIn {
        let technical = Technical::new(&self.told.line);
        match self.verdict {
            WebhookVerdict::Untold => WayIn::Untold,
            WebhookVerdict::Open => WayIn::Open,
            WebhookVerdict::Missing { behind_links } => WayIn::Missing(WebhookMissing { behind_links, technical }),
            WebhookVerdict::Shut { at_the_door } => {
                let refusers = self.told.reply().refusers.clone();
                let brand = if at_the_door { diagnosis::named_layer(self.told.reply()) } else { None };
                // A plugin's page is the merchant's to mend.
                let at_the_door = at_the_door && !brand.is_some_and(fingerprint::is_plugin);
                WayIn::Shut(WayInShut {
                    by: refusers.sure,
                    likely: refusers.likely,
                    other_is_open: false,
                    at_the_door,
                    brand: brand.and_then(PlainText::from_outside),
                    status: Some(u32::from(self.told.reply().status)),
                    technical,
                })
            }
        }
    }
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
