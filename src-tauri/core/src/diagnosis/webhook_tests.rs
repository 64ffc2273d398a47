//! What an answer of the address for payment updates shows, as a table.

use super::WebhookVerdict::{Open, Untold};
use super::*;
use crate::fingerprint::{Closer, Refusers};

const MISSING: WebhookVerdict = WebhookVerdict::Missing { behind_links: false };
const SHUT: WebhookVerdict = WebhookVerdict::Shut { at_the_door: false };
const AT_THE_DOOR: WebhookVerdict = WebhookVerdict::Shut { at_the_door: true };
const BEHIND_LINKS: WebhookVerdict = WebhookVerdict::Missing { behind_links: true };

fn reply(status: u16, json: bool) -> Reply {
    Reply { status, json, ..Reply::default() }
}

fn coded(status: u16, code: &str) -> Reply {
    Reply { code: Some(code.to_owned()), ..reply(status, true) }
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

fn leads_on(answer: WebhookAnswer) -> WebhookAnswer {
    WebhookAnswer { redirects: true, ..answer }
}

#[test]
fn only_what_is_certain_is_said_of_a_route() {
    use WebhookBody::{Empty, Other, Page};
    let cases = [
        ("the route describes itself", reply(200, true), rest(Other), Open),
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
        ("refused in JSON of nobody's", reply(401, true), rest(Other), Untold),
        ("a page of a plugin that stops guests", refused(403, false), rest(Page), SHUT),
        ("the same, in JSON without a code", refused(403, true), rest(Other), SHUT),
        ("a plugin that stops guests with a number of its own", refused(404, true), rest(Other), SHUT),
        ("the web server's page", reply(403, false), rest(Page), AT_THE_DOOR),
        ("the web server, without a word", reply(401, false), rest(Other), AT_THE_DOOR),
        ("a firewall's page", firewall(403), rest(Page), AT_THE_DOOR),
        ("a firewall's page with another number", firewall(406), rest(Page), Untold),
        ("half an answer", Reply { garbled: true, ..reply(403, false) }, rest(Other), Untold),
        ("asked again: the web server's page", reply(403, false), again(Page), AT_THE_DOOR),
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
        ("the web server's page", reply(403, false), older(Page), AT_THE_DOOR),
        ("a page of a plugin that stops guests", refused(403, false), older(Page), SHUT),
    ];
    for (what, reply, answer, expected) in cases {
        assert_eq!(webhook(&reply, answer), expected, "{what}");
    }
}

#[test]
fn whoever_is_in_front_hides_what_is_behind() {
    for layer in [Layer::CloudflareChallenge, Layer::SiteGroundCaptcha, Layer::Maintenance, Layer::ExtraPassword] {
        for status in [401, 403, 404] {
            let reply = Reply { layer: Some(layer.clone()), ..reply(status, false) };
            assert_eq!(webhook(&reply, rest(WebhookBody::Page)), Untold);
        }
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
