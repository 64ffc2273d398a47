//! Whether a guest's message gets in at the address for payment updates, from what the address answers
//! to a question without any key. Only what is certain counts: a fault or a silence says nothing about it,
//! and neither does a page or a robot check that this computer meets everywhere.

use super::reply::{Reply, cloudflare_mark, in_front};
use crate::fingerprint::{self, Layer, Refusers};
use crate::problem::Mark;

/// What else matters of an answer than its [`Reply`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WebhookAnswer {
    /// The address is a route of the REST interface.
    pub rest: bool,
    /// It was asked with GET after OPTIONS had told nothing: a route for POST alone is then no route.
    pub again: bool,
    /// The shop's interface answered at its usual place on the same host: WordPress's links are in order there.
    pub below_root: bool,
    /// Where it leads, if it redirects.
    pub leads: Option<LeadsTo>,
    /// What came in its body.
    pub body: WebhookBody,
}

/// Where a redirect leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeadsTo {
    /// To the same address.
    Itself,
    /// To a page that asks for a sign-in or a password.
    SignIn,
    /// To another address.
    Another,
    /// To another address, where the route describes itself: WordPress's links are in order.
    Route,
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
    /// What WordPress says of a route that is there, and that takes POST.
    Described,
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
        /// What was seen beside that.
        mark: Option<Mark>,
    },
    /// A guest is certainly turned away before the plugin is asked. On real shops a message of Meum's
    /// kind got the same answer.
    Shut(Option<Mark>),
    /// A page that WordPress did not make refuses, or whoever looks out for robots answers. It is a rule of this address only if another address of
    /// the shop lets the same computer in ([`lets_in`]).
    ShutByPage,
}

/// What the answer of the address shows.
pub fn webhook(reply: &Reply, answer: WebhookAnswer) -> WebhookVerdict {
    // Whoever refuses this computer for where it is, or has locked it out, says nothing of Meum's servers.
    if of_this_computer(reply).is_some() {
        return WebhookVerdict::Untold;
    }
    // A stored refusal tells nothing of a message that is sent today.
    if let Some(mark) = turns_guests_away(reply, answer).filter(|_| !reply.cached) {
        return WebhookVerdict::Shut(mark);
    }
    if is_refusing_page(reply) || looks_for_robots(reply).is_some() {
        return WebhookVerdict::ShutByPage;
    }
    if in_front(reply).is_some() {
        return WebhookVerdict::Untold;
    }
    // An old copy tells nothing of today.
    if let Some((links, mark)) = missing(reply, answer).filter(|_| !reply.cached) {
        // With plain links WordPress shows its front page or leads on; it never says that there is no such page.
        let in_order = answer.below_root && (!reply.is_wordpress() || reply.status == 404);
        return WebhookVerdict::Missing { behind_links: links && answer.rest && !in_order && mark.is_none(), mark };
    }
    if answered_by_plugin(reply, answer) { WebhookVerdict::Open } else { WebhookVerdict::Untold }
}

/// Whether a guest was refused in a code that nobody is known by: a plugin may have that code for one route, or for a
/// question that no message of Meum's is.
pub fn is_nobodys_code(reply: &Reply) -> bool {
    reply.json && reply.code.is_some() && reply.plugin.is_none() && reply.refusers == Refusers::default()
}

/// What was seen where an answer is about this computer alone, and not about whoever comes without keys.
pub fn of_this_computer(reply: &Reply) -> Option<Mark> {
    match reply.layer {
        Some(Layer::LockedOut | Layer::AddressShutOut { .. }) => Some(Mark::LockedOut),
        _ if reply.by_place || cloudflare_mark(reply) == Some(Mark::AddressRule) => Some(Mark::ByPlace),
        _ => None,
    }
}

/// Whether an answer shows that this computer is let in: whoever is shut out gets the same page everywhere.
pub fn lets_in(reply: &Reply) -> bool {
    in_front(reply).is_none() && !is_refusing_page(reply)
}

/// Whether the web server answered OPTIONS by itself, in WordPress's place. Then GET tells more: where
/// WordPress is asked, it answers in its own words.
pub fn is_of_server(reply: &Reply) -> bool {
    let nameless = matches!(reply.layer, None | Some(Layer::Firewall { brand: None, .. }));
    let without_wordpress = !reply.json && !reply.is_wordpress() && reply.refusers.is_empty();
    let refuses = matches!(reply.status, 200 | 204 | 400..=403 | 405 | 406 | 411..=415 | 451 | 501);
    nameless && without_wordpress && refuses
}

/// A refusal of whoever is not signed in, by WordPress or a plugin of it, by the way to a sign-in, or by a
/// password of the web server's own; with what was seen of it.
#[expect(clippy::option_option, reason = "a refusal has a mark of its own or not")]
fn turns_guests_away(reply: &Reply, answer: WebhookAnswer) -> Option<Option<Mark>> {
    if answer.leads == Some(LeadsTo::SignIn) {
        return Some(Some(Mark::AsksSignIn));
    }
    if reply.layer == Some(Layer::ExtraPassword) {
        return Some(Some(Mark::AsksPassword));
    }
    let in_words = reply.json && matches!(reply.status, 401 | 403 | 406 | 451) && in_front(reply).is_none();
    // JSON without a code is not WordPress's.
    let of_shop = answer.rest && in_words && reply.code.is_some() && !is_of_plugin(reply);
    (of_shop || !reply.refusers.is_empty()).then_some(None)
}

/// What answered that tells apps from browsers, in whatever form, by its name. Meum's message comes from no
/// browser either.
pub fn looks_for_robots(reply: &Reply) -> Option<&'static str> {
    match reply.layer {
        Some(Layer::CloudflareChallenge) => Some("Cloudflare"),
        Some(Layer::SiteGroundCaptcha) => Some("SiteGround"),
        Some(Layer::Firewall { brand: Some(brand), .. }) => {
            Some(brand).filter(|brand| fingerprint::looks_for_robots(brand))
        }
        _ => None,
    }
}

/// A page, or JSON that is not WordPress's, of the web server or of whoever stands in front, that refuses. A list of
/// addresses looks at who asks.
fn is_refusing_page(reply: &Reply) -> bool {
    let in_front = matches!(reply.layer, None | Some(Layer::Firewall { .. } | Layer::OtherSignIn));
    let nobodys = (!reply.json || reply.code.is_none()) && !reply.garbled && reply.refusers.is_empty();
    in_front && nobodys && matches!(reply.status, 401 | 403 | 406)
}

/// Whether an answer is about the method or the address, and not about a moment or about who asks: it will be the same
/// each time.
pub fn is_steady(reply: &Reply) -> bool {
    let nameless = matches!(reply.layer, None | Some(Layer::Firewall { brand: None, .. }));
    nameless && matches!(reply.status, 200..=299 | 400 | 404 | 405 | 410..=415 | 451 | 501)
}

/// Whether a guest got as far as WordPress's routes: none of them takes this method, or none is there.
pub fn is_past_guests(reply: &Reply) -> bool {
    reply.json && matches!((reply.status, reply.code()), (404, "rest_no_route") | (405, _))
}

/// Whether the error code is one of the Meum plugin's own. Its older parts are called *stablecoin*.
pub fn is_of_plugin(reply: &Reply) -> bool {
    ["meum", "stablecoin"].iter().any(|start| reply.code().starts_with(start))
}

/// Whether the address leads nowhere; if so, whether the links may be the reason, and what else was seen.
fn missing(reply: &Reply, answer: WebhookAnswer) -> Option<(bool, Option<Mark>)> {
    let (missing, links) = match reply.status {
        301 | 302 | 303 | 307 | 308 => (matches!(answer.leads, Some(LeadsTo::Another | LeadsTo::Route)), true),
        // GET finds no route where only POST is one.
        404 => (!(answer.again && reply.json), !reply.json),
        410 => (true, false),
        200 if answer.body == WebhookBody::Page && !reply.json => (true, true),
        // WordPress describes a route that exists, and answers an empty list for any other.
        200 => (answer.rest && reply.json && answer.body == WebhookBody::Empty, false),
        400 => (!answer.rest && answer.body == WebhookBody::MinusOne, false),
        _ => (false, false),
    };
    let leads = matches!(answer.leads, Some(LeadsTo::Another | LeadsTo::Route));
    let by_plugin = (leads && reply.redirecting.is_some()).then_some(Mark::LedByPlugin);
    let led_on = leads && (answer.leads == Some(LeadsTo::Route) || (answer.below_root && !reply.is_wordpress()));
    // Where WordPress answers at the interface's own address, it would say so itself.
    let foreign = answer.below_root && !reply.json && !reply.is_wordpress() && matches!(reply.status, 404 | 410);
    let seen = by_plugin.or(led_on.then_some(Mark::LedOn)).or(foreign.then_some(Mark::ServersPage));
    missing.then_some((links, seen))
}

/// Whether the plugin itself was reached: it described its route, refused in its own words, or answered
/// at WooCommerce's older way in, where WooCommerce says so with 200 or leaves the answer to it.
fn answered_by_plugin(reply: &Reply, answer: WebhookAnswer) -> bool {
    if is_of_plugin(reply) {
        return true;
    }
    if answer.rest {
        return reply.status == 200 && reply.json && !answer.again && answer.body == WebhookBody::Described;
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
