//! Whether a guest's message gets in at the address for payment updates, from what the address answers
//! to a question without any key. Only what is certain counts: a firewall, a fault or a silence says
//! nothing about it.

use super::reply::{Reply, in_front};
use crate::fingerprint::Layer;

/// What else matters of an answer than its [`Reply`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WebhookAnswer {
    /// The address is a route of the REST interface.
    pub rest: bool,
    /// It was asked with GET after OPTIONS had told nothing: a route for POST alone is then no route.
    pub again: bool,
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

/// What the address for payment updates answered to a guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebhookVerdict {
    /// Nothing certain.
    Untold,
    /// The plugin listens there, and a guest gets through to it.
    Open,
    /// It certainly leads nowhere.
    Missing {
        /// WordPress's links are the likely reason, rather than a plugin that is not there.
        behind_links: bool,
    },
    /// A guest is certainly turned away before the plugin is asked. On real shops a message of Meum's
    /// kind got the same answer.
    Shut {
        /// By a page of the web server or of whoever stands in front, rather than by WordPress.
        at_the_door: bool,
    },
}

/// What the answer of the address shows.
pub fn webhook(reply: &Reply, answer: WebhookAnswer) -> WebhookVerdict {
    if turns_guests_away(reply, answer) {
        return WebhookVerdict::Shut { at_the_door: reply.refusers.is_empty() && is_at_the_door(reply) };
    }
    if in_front(reply).is_some() {
        return WebhookVerdict::Untold;
    }
    if let Some(behind_links) = missing(reply, answer) {
        return WebhookVerdict::Missing { behind_links };
    }
    if answered_by_plugin(reply, answer) { WebhookVerdict::Open } else { WebhookVerdict::Untold }
}

/// Whether the web server answered OPTIONS by itself, in WordPress's place. Then GET tells more: where
/// WordPress is asked, it answers in its own words.
pub fn is_of_server(reply: &Reply) -> bool {
    let nameless = matches!(reply.layer, None | Some(Layer::Firewall { brand: None, .. }));
    !reply.json && nameless && !reply.is_wordpress() && matches!(reply.status, 200 | 204 | 403 | 405 | 501)
}

/// A refusal of whoever is not signed in: by WordPress or a plugin of it, or by the page of whoever
/// stands in front. 401 and 403 are refusals unless they are the Meum plugin's own.
fn turns_guests_away(reply: &Reply, answer: WebhookAnswer) -> bool {
    if !reply.refusers.is_empty() {
        return true;
    }
    let refused = matches!(reply.status, 401 | 403);
    let in_words = answer.rest && reply.json && in_front(reply).is_none() && !reply.code().is_empty();
    refused && (is_at_the_door(reply) || (in_words && !is_of_plugin(reply)))
}

/// Whether a page of the web server, or of whoever stands in front, refuses. A check for robots and a list
/// of addresses look at who asks, and an extra password has words of its own.
fn is_at_the_door(reply: &Reply) -> bool {
    !reply.json && !reply.garbled && matches!(reply.layer, None | Some(Layer::Firewall { .. }))
}

/// Whether the error code is one of the Meum plugin's own. Its older parts are called *stablecoin*.
fn is_of_plugin(reply: &Reply) -> bool {
    ["meum", "stablecoin"].iter().any(|start| reply.code().starts_with(start))
}

/// Whether the address leads nowhere; if so, whether the links are the likely reason.
fn missing(reply: &Reply, answer: WebhookAnswer) -> Option<bool> {
    let (missing, links) = match reply.status {
        301 | 302 | 303 | 307 | 308 => (answer.redirects, true),
        // GET finds no route where only POST is one.
        404 => (!(answer.again && reply.json), !reply.json),
        200 if answer.body == WebhookBody::Page && !reply.json => (true, true),
        // WordPress describes a route that exists, and answers an empty list for any other.
        200 => (answer.rest && reply.json && answer.body == WebhookBody::Empty, false),
        400 => (!answer.rest && answer.body == WebhookBody::MinusOne, false),
        _ => (false, false),
    };
    missing.then_some(links && answer.rest)
}

/// Whether the plugin itself was reached: it described its route, refused in its own words, or answered
/// at WooCommerce's older way in, where WooCommerce says so with 200 or leaves the answer to it.
fn answered_by_plugin(reply: &Reply, answer: WebhookAnswer) -> bool {
    if is_of_plugin(reply) {
        return true;
    }
    if answer.rest {
        return reply.status == 200 && reply.json && !answer.again;
    }
    match reply.status {
        200 => reply.json || answer.body == WebhookBody::MinusOne,
        400 | 401 | 403 | 405 | 415 | 422 => reply.json,
        _ => false,
    }
}

#[cfg(test)]
#[path = "webhook_tests.rs"]
mod tests;
