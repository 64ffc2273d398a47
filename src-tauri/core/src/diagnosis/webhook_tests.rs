//! What an answer of the address for payment updates shows, as a table.

use super::WebhookVerdict::{Open, ShutByPage, Untold};
use super::*;
use crate::diagnosis::Site;
use crate::fingerprint::{Closer, Refusers};

const SHUT: WebhookVerdict = WebhookVerdict::Shut(None);
const MISSING: WebhookVerdict = WebhookVerdict::Missing { behind_links: false, mark: None };
const BEHIND_LINKS: WebhookVerdict = WebhookVerdict::Missing { behind_links: true, mark: None };
const LED_BY_PLUGIN: WebhookVerdict = WebhookVerdict::Missing { behind_links: false, mark: Some(Mark::LedByPlugin) };
const SERVERS_PAGE: WebhookVerdict = WebhookVerdict::Missing { behind_links: false, mark: Some(Mark::ServersPage) };
const LED_ON: WebhookVerdict = WebhookVerdict::Missing { behind_links: false, mark: Some(Mark::LedOn) };

fn reply(status: u16, json: bool) -> Reply {
    Reply { status, json, ..Reply::default() }
}

fn coded(status: u16, code: &str) -> Reply {
    Reply { code: Some(code.to_owned()), ..reply(status, true) }
}

fn of_wordpress(status: u16) -> Reply {
    Reply { site: Some(Site::WordPress), ..reply(status, false) }
}

fn refused(status: u16, json: bool) -> Reply {
    let refusers = Refusers { sure: None, likely: vec![Closer::AllInOneSecurity] };
    Reply { refusers, ..reply(status, json) }
}

fn firewall(status: u16) -> Reply {
    Reply { layer: Some(Layer::Firewall { brand: Some("Sucuri"), incident: None }), ..reply(status, false) }
}

fn rest(body: WebhookBody) -> WebhookAnswer {
    WebhookAnswer { rest: true, body, ..WebhookAnswer::default() }
}

fn again(body: WebhookBody) -> WebhookAnswer {
    WebhookAnswer { again: true, ..rest(body) }
}

fn older(body: WebhookBody) -> WebhookAnswer {
    WebhookAnswer { body, ..WebhookAnswer::default() }
}

fn beyond(answer: WebhookAnswer) -> WebhookAnswer {
    WebhookAnswer { leads: Some(LeadsTo::Route), ..answer }
}

fn by_plugin(status: u16) -> Reply {
    Reply { redirecting: Some("Redirection"), ..of_wordpress(status) }
}

fn leads_on(answer: WebhookAnswer) -> WebhookAnswer {
    WebhookAnswer { leads: Some(LeadsTo::Another), ..answer }
}

/// The same where the interface itself was found below the same beginning.
fn near(answer: WebhookAnswer) -> WebhookAnswer {
    WebhookAnswer { below_root: true, ..answer }
}

#[test]
fn only_what_is_certain_is_said_of_a_route() {
    use WebhookBody::{Described, Empty, Other, Page};
    let cases = [
        ("the route describes itself", reply(200, true), rest(Described), Open),
        // A plugin may answer every guest so, whatever is asked.
        ("something else in JSON", reply(200, true), rest(Other), Untold),
        ("no such route", reply(200, true), rest(Empty), MISSING),
        ("no such route, in JSON", coded(404, "rest_no_route"), rest(Other), MISSING),
        ("the server knows no such page", reply(404, false), rest(Page), BEHIND_LINKS),
        ("the home page instead", reply(200, false), rest(Page), BEHIND_LINKS),
        ("plain permalinks add a slash", reply(301, false), leads_on(rest(Other)), BEHIND_LINKS),
        ("a redirect to itself", reply(301, false), rest(Other), Untold),
        ("not changed", reply(304, false), leads_on(rest(Other)), Untold),
        ("the server answers OPTIONS by itself", reply(204, false), rest(Other), Untold),
        ("the server allows no OPTIONS", reply(405, false), rest(Page), Untold),
        ("refused with a code of another's", coded(401, "rest_cannot_access"), rest(Other), SHUT),
        ("refused with 403", coded(403, "rest_forbidden"), rest(Other), SHUT),
        ("private at WordPress.com", coded(403, "private_site"), rest(Other), SHUT),
        ("refused by the plugin itself", coded(401, "meum_bad_signature"), rest(Other), Open),
        ("the same under its older name", coded(403, "stablecoin_signature"), rest(Other), Open),
        ("refused in JSON of nobody's", reply(401, true), rest(Other), ShutByPage),
        ("refused with 406, in JSON", coded(406, "rest_blocked"), rest(Other), SHUT),
        ("gone, in JSON", coded(410, "gone"), rest(Other), MISSING),
        ("a page of a plugin that stops guests", refused(403, false), rest(Page), SHUT),
        ("the same, in JSON without a code", refused(403, true), rest(Other), SHUT),
        ("a plugin that stops guests with a number of its own", refused(404, true), rest(Other), SHUT),
        ("a page of nobody's", reply(403, false), rest(Page), ShutByPage),
        ("the same with 401", reply(401, false), rest(Page), ShutByPage),
        ("the same with 406", reply(406, false), again(Page), ShutByPage),
        ("a firewall's page", firewall(403), rest(Page), ShutByPage),
        ("half an answer", Reply { garbled: true, ..reply(403, false) }, rest(Other), Untold),
        ("no page where the interface is", reply(404, false), near(rest(Page)), SERVERS_PAGE),
        ("the home page where the interface is", reply(200, false), near(rest(Page)), MISSING),
        ("a redirect where the interface is", reply(301, false), near(leads_on(rest(Other))), LED_ON),
        // WordPress takes the address for a page: its links have changed since.
        ("WordPress's own redirect there", of_wordpress(301), near(leads_on(rest(Other))), BEHIND_LINKS),
        ("the same, and the route is beyond", of_wordpress(301), beyond(rest(Other)), LED_ON),
        ("a plugin's redirect there", by_plugin(301), near(leads_on(rest(Other))), LED_BY_PLUGIN),
        ("a plugin's redirect elsewhere", by_plugin(302), leads_on(rest(Other)), LED_BY_PLUGIN),
        ("WordPress's own page there", of_wordpress(404), near(rest(Page)), MISSING),
        ("a fault", reply(500, false), rest(Page), Untold),
        ("asked again: reached, and no route for GET", coded(404, "rest_no_route"), again(Other), Untold),
        ("asked again: refused", coded(401, "rest_not_logged_in"), again(Other), SHUT),
        ("asked again: the home page", reply(200, false), again(Page), BEHIND_LINKS),
        ("asked again: something in JSON", reply(200, true), again(Other), Untold),
    ];
    for (what, reply, answer, expected) in cases {
        assert_eq!(webhook(&reply, answer), expected, "{what}");
    }
}

#[test]
fn woocommerces_older_way_in_says_where_nobody_listens() {
    use WebhookBody::{Empty, MinusOne, Other, Page};
    let cases = [
        ("nobody listens", reply(400, false), older(MinusOne), MISSING),
        ("somebody listened and said nothing", reply(200, false), older(MinusOne), Open),
        ("the plugin refuses a GET", reply(400, true), older(Other), Open),
        ("the plugin refuses it with 405", reply(405, true), older(Other), Open),
        ("an empty list to a GET is an answer", reply(200, true), older(Empty), Open),
        ("the plugin refuses in JSON of its own", coded(401, "invalid_signature"), older(Other), Open),
        ("the home page, without WooCommerce", reply(200, false), older(Page), MISSING),
        ("something else", reply(200, false), older(Other), Untold),
        ("a page of a plugin that stops guests", refused(403, false), older(Page), SHUT),
    ];
    for (what, reply, answer, expected) in cases {
        assert_eq!(webhook(&reply, answer), expected, "{what}");
    }
}

#[test]
fn whoever_is_in_front_hides_what_is_behind() {
    for layer in [Layer::Maintenance, Layer::ServerFault, Layer::RateLimited] {
        for status in [401, 403, 404] {
            let reply = Reply { layer: Some(layer.clone()), ..reply(status, false) };
            assert_eq!(webhook(&reply, rest(WebhookBody::Page)), Untold);
        }
    }
}

/// Meum's servers are no browsers either. Whether this computer meets the check everywhere, another address tells.
#[test]
fn a_robot_check_shuts_as_a_page_does_whatever_its_number_and_form() {
    let brand = |brand| Layer::Firewall { brand: Some(brand), incident: None };
    for layer in [Layer::CloudflareChallenge, Layer::SiteGroundCaptcha, brand("Imunify360"), brand("Anubis")] {
        for (status, json) in [(200, false), (202, false), (403, false), (403, true), (503, false)] {
            let reply = Reply { layer: Some(layer.clone()), ..reply(status, json) };
            assert_eq!(webhook(&reply, rest(WebhookBody::Other)), WebhookVerdict::ShutByPage, "{layer:?} {status}");
            assert!(!lets_in(&reply));
        }
    }
    // One that only refuses may go by the address that asks.
    let refuses = Reply { layer: Some(brand("Sucuri")), ..reply(503, false) };
    assert_eq!(webhook(&refuses, rest(WebhookBody::Page)), Untold);
}

/// On real shops a message without a sign-in got the same answer as the question.
#[test]
fn a_password_and_a_sign_in_in_front_turn_every_guest_away() {
    let password = Reply { layer: Some(Layer::ExtraPassword), ..reply(401, false) };
    let sign_in = |answer| WebhookAnswer { leads: Some(LeadsTo::SignIn), ..answer };
    for answer in [rest(WebhookBody::Page), older(WebhookBody::Page)] {
        assert_eq!(webhook(&password, answer), WebhookVerdict::Shut(Some(Mark::AsksPassword)));
        assert_eq!(webhook(&reply(302, false), sign_in(answer)), WebhookVerdict::Shut(Some(Mark::AsksSignIn)));
    }
}

/// A page of nobody's may be a rule against this computer. Another address that answers shows that it is not.
#[test]
fn a_computer_that_is_shut_out_is_let_in_nowhere() {
    let nameless = Layer::Firewall { brand: None, incident: None };
    for (reply, expected) in [
        (reply(400, false), true),
        (reply(200, true), true),
        (coded(401, "rest_not_logged_in"), true),
        (reply(404, false), true),
        (reply(403, false), false),
        (Reply { layer: Some(nameless), ..reply(403, false) }, false),
        (Reply { layer: Some(Layer::RateLimited), ..reply(429, false) }, false),
    ] {
        assert_eq!(lets_in(&reply), expected, "{reply:?}");
    }
}

#[test]
fn only_a_server_that_answers_by_itself_is_asked_again() {
    let nameless = Layer::Firewall { brand: None, incident: None };
    let branded = Layer::Firewall { brand: Some("Sucuri"), incident: None };
    let layer = |layer| Reply { layer: Some(layer), ..reply(403, false) };
    for (reply, expected) in [
        (reply(204, false), true),
        (reply(405, false), true),
        (reply(200, false), true),
        (layer(nameless), true),
        (layer(branded), false),
        (reply(200, true), false),
        (coded(401, "rest_cannot_access"), false),
        (reply(404, false), false),
        (reply(301, false), false),
    ] {
        assert_eq!(is_of_server(&reply), expected, "{reply:?}");
    }
}

/// A cache may have kept the answer from before the plugin was there.
#[test]
fn an_old_copy_does_not_say_that_nothing_is_there() {
    for (status, json, body) in
        [(404, true, WebhookBody::Other), (410, false, WebhookBody::Page), (200, true, WebhookBody::Empty)]
    {
        let fresh = reply(status, json);
        let old = Reply { cached: true, ..fresh.clone() };
        assert!(matches!(webhook(&fresh, rest(body)), WebhookVerdict::Missing { .. }), "{status}");
        assert_eq!(webhook(&old, rest(body)), Untold, "{status}");
    }
}
