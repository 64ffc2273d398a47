//! Whether the address for payment updates exists, from what it answers to a question without any
//! key. Only what is certain counts: a firewall, a fault or a silence says nothing about it.

use super::reply::{Reply, in_front};

/// What else matters of an answer than its [`Reply`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WebhookAnswer {
    /// The address is a route of the REST interface, and was asked with OPTIONS.
    pub rest: bool,
    /// It leads to another address.
    pub redirects: bool,
    /// What came in its body.
    pub body: WebhookBody,
}

/// The bodies that tell something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WebhookBody {
    /// Any other.
    #[default]
    Other,
    /// An empty list or object.
    Empty,
    /// `-1`: what WooCommerce's older way in says of its own (`WC_API`).
    MinusOne,
    /// A page.
    Page,
}

/// Whether the address certainly leads nowhere; if so, whether WordPress's links are the likely
/// reason, rather than a plugin that is not there. `None` where nothing is certain.
pub fn webhook_missing(reply: &Reply, answer: WebhookAnswer) -> Option<bool> {
    if in_front(reply).is_some() {
        return None;
    }
    let (missing, links) = match reply.status {
        301 | 302 | 303 | 307 | 308 => (answer.redirects, true),
        404 => (true, !reply.json),
        200 if answer.body == WebhookBody::Page && !reply.json => (true, true),
        // WordPress describes a route that exists, and answers an empty list for any other.
        200 => (answer.rest && reply.json && answer.body == WebhookBody::Empty, false),
        400 => (!answer.rest && answer.body == WebhookBody::MinusOne, false),
        _ => (false, false),
    };
    missing.then_some(links && answer.rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fingerprint::Layer;

    fn reply(status: u16, json: bool) -> Reply {
        Reply { status, json, ..Reply::default() }
    }

    #[test]
    fn only_what_is_certain_is_called_missing() {
        let rest = WebhookAnswer { rest: true, ..WebhookAnswer::default() };
        let older = WebhookAnswer::default();
        let page = |answer: WebhookAnswer| WebhookAnswer { body: WebhookBody::Page, ..answer };
        let empty = |answer: WebhookAnswer| WebhookAnswer { body: WebhookBody::Empty, ..answer };
        let leads_on = |answer: WebhookAnswer| WebhookAnswer { redirects: true, ..answer };
        let minus_one = |answer: WebhookAnswer| WebhookAnswer { body: WebhookBody::MinusOne, ..answer };
        let cases = [
            ("the route describes itself", reply(200, true), rest, None),
            ("no such route", reply(200, true), empty(rest), Some(false)),
            ("no such route, in JSON", reply(404, true), rest, Some(false)),
            ("the server knows no such page", reply(404, false), page(rest), Some(true)),
            ("the home page instead", reply(200, false), page(rest), Some(true)),
            ("plain permalinks add a slash", reply(301, false), leads_on(rest), Some(true)),
            ("a redirect to itself", reply(301, false), rest, None),
            ("not changed", reply(304, false), leads_on(rest), None),
            ("the server answers OPTIONS by itself", reply(204, false), rest, None),
            ("the server allows no OPTIONS", reply(405, false), page(rest), None),
            ("hidden from guests", reply(401, true), rest, None),
            ("a firewall's page", reply(403, false), page(rest), None),
            ("a fault", reply(500, false), page(rest), None),
            ("WooCommerce knows no such way in", reply(400, false), minus_one(older), Some(false)),
            ("the plugin refuses a GET", reply(400, true), older, None),
            ("an empty list to a GET is an answer", reply(200, true), empty(older), None),
            ("the plugin's own way in", reply(200, false), minus_one(older), None),
            ("the home page, without WooCommerce", reply(200, false), page(older), Some(false)),
        ];
        for (what, reply, answer, expected) in cases {
            assert_eq!(webhook_missing(&reply, answer), expected, "{what}");
        }
    }

    #[test]
    fn whoever_is_in_front_hides_what_is_behind() {
        for layer in [Layer::CloudflareChallenge, Layer::SiteGroundCaptcha, Layer::Maintenance, Layer::ExtraPassword] {
            let reply = Reply { layer: Some(layer), ..reply(404, false) };
            let answer = WebhookAnswer { rest: true, redirects: false, body: WebhookBody::Page };
            assert_eq!(webhook_missing(&reply, answer), None);
        }
    }
}
