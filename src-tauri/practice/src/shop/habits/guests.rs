//! What plugins say to those they take for guests.
//!
//! They refuse to look at WooCommerce's keys: whether a key is right is asked of the shop itself.

use axum::http::{StatusCode, header};
use serde_json::json;

use super::host;
use super::instead::{EmptyIndex, FolderAnswer, ShutOut};
use super::kinds::{GuestStopper, Habit};
use super::question::Question;
use crate::serving::Answer;
use crate::shop::in_front::uncached;
use crate::shop::site::Site;
use crate::shop::web_address::absolute;

/// Cerber's page, as its version 8.8.3 prints it.
const CERBER: &str = "<!DOCTYPE html>\n<html><head><title>403 Access Forbidden</title></head>\n<body>\
     <h1>We're sorry, you are not allowed to proceed</h1><p>Your request looks suspiciously similar to automated \
     requests from spam posting software or it has been denied by a security policy configured by the website \
     administrator.</p></body></html>\n";

/// The answer, if the habit is one of these and the question meets it.
pub(super) fn answer(habit: Habit, question: &Question<'_>, site: &Site) -> Option<Answer> {
    match habit {
        Habit::AllStopped { by } => question.is_rest().then(|| stopped(by, question)),
        Habit::RoutesBehindSignIn { everywhere } => {
            let there = question.asked.path == "/" || question.is_rest();
            (question.is_woocommerce() || (everywhere && there)).then(|| sign_in(question, site))
        }
        Habit::IndexRemoved { everywhere } => {
            (question.is_index() && (everywhere || !question.is_plain_form())).then(no_route)
        }
        Habit::RoutesRemoved => question.is_woocommerce().then(no_route),
        Habit::FolderSite { how } => question.asked.path.starts_with("/two/wp-json").then(|| folder(how)),
        Habit::AddressShutOut { why } => Some(shut_out(why)),
        Habit::ShopBelow { in_swedish } => {
            let shop = below(question, if in_swedish { "butik" } else { "shop" });
            shop.or_else(|| question.is_woocommerce().then(no_route))
        }
        Habit::IndexEmptied { how: EmptyIndex::Nothing } if question.is_index() => {
            Some(linked(Answer::php_json(StatusCode::OK, &json!([])), site))
        }
        _ => None,
    }
}

/// What this plugin says.
pub(super) fn stopped(by: GuestStopper, question: &Question<'_>) -> Answer {
    match by {
        GuestStopper::Handbook | GuestStopper::Members => {
            error(401, "rest_not_logged_in", "You are not currently logged in.")
        }
        GuestStopper::AllInOneSecurity if question.asked.wants_json() => {
            error(403, "wp_die", "You are not authorized to perform this action.")
        }
        GuestStopper::AllInOneSecurity => Answer::html(
            StatusCode::FORBIDDEN,
            "<!DOCTYPE html><html><head><title>WordPress &rsaquo; Error</title></head><body id=\"error-page\">\
             <div class=\"wp-die-message\">You are not authorized to perform this action.</div></body></html>",
        ),
        GuestStopper::NinjaFirewall => error(403, "nfw_rest_api_access_restricted", "Forbidden access"),
        GuestStopper::MiniOrange => host::restricted(),
        GuestStopper::Cerber => Answer::html(StatusCode::FORBIDDEN, CERBER),
        GuestStopper::DisableRestApi => {
            error(401, "rest_cannot_access", "DRA: Only authenticated users can access the REST API.")
        }
        GuestStopper::DisableWpRestApi => {
            error(401, "rest_login_required", "REST API restricted to authenticated users.")
        }
        GuestStopper::DisableXmlRpcApi => {
            error(401, "restx_logged_out", "Sorry, you must be logged in to make a request.")
        }
        GuestStopper::ForceLogin => {
            error(401, "rest_unauthorized", "Only authenticated users can access the REST API.")
        }
        GuestStopper::PasswordProtected => {
            error(401, "rest_cannot_access", "Only authenticated users can access the REST API.")
        }
        GuestStopper::Shield => {
            error(401, "shield_block_anon_restapi", "Anonymous access to the WordPress Rest API has been restricted.")
        }
        GuestStopper::TotalCache => error(401, "rest_disabled", "REST API disabled."),
        GuestStopper::WpHide => error(400, "rest_disabled", "The REST API is disabled on this site."),
    }
}

/// Whether this plugin looks at the question at all.
pub(super) fn looks_at(by: GuestStopper, question: &Question<'_>) -> bool {
    question.is_rest() && !(by == GuestStopper::Shield && question.is_index())
}

/// An error as WordPress writes it.
pub(super) fn error(status: u16, code: &str, message: &str) -> Answer {
    let body = json!({ "code": code, "message": message, "data": { "status": status } });
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::FORBIDDEN);
    uncached(Answer::php_json(status, &body))
}

fn no_route() -> Answer {
    error(404, "rest_no_route", "No route was found matching the URL and request method.")
}

fn sign_in(question: &Question<'_>, site: &Site) -> Answer {
    let to = absolute(&site.home, &format!("/wp-login.php?redirect_to={}", question.asked.path));
    let mut answer = crate::shop::front::moved(&to);
    answer.status = StatusCode::FOUND;
    answer
}

fn linked(answer: Answer, site: &Site) -> Answer {
    answer.with(header::LINK, &format!("<{}>; rel=\"https://api.w.org/\"", site.rest_root()))
}

/// What Wordfence says after too many tries.
pub(super) fn locked_out() -> Answer {
    shut_out(ShutOut::LockedOut)
}

/// Wordfence's page for one address, as its version 8 prints it.
pub(super) fn shut_out(why: ShutOut) -> Answer {
    let (says, reason) = match why {
        ShutOut::Blocked => {
            ("Your access to this site has been limited by the site owner", "Manual block by administrator")
        }
        ShutOut::LockedOut => ("You are temporarily locked out", "Exceeded the maximum number of login failures"),
        ShutOut::Country => (
            "Your access to this site has been limited by the site owner",
            "Access from your area has been temporarily limited for security reasons",
        ),
        ShutOut::Leading => {
            ("Your access to this site has been limited", "Prove yourself at https://evil.example/unblock")
        }
    };
    let page = format!(
        "<!DOCTYPE html>\n<html><head><title>{says}</title></head><body><h1>{says}</h1><p>Your access to this service \
         has been limited. (HTTP response code 503)</p><h2>Block Technical Data</h2><table><tr><th>Block Reason:</th>\
         <td>{reason}</td></tr><tr><th>Time:</th><td>Mon, 2 Mar 2026 9:00:00 GMT</td></tr></table>\
         <p>Generated by Wordfence at Mon, 2 Mar 2026 9:00:00 GMT.</p></body></html>\n"
    );
    Answer::html(StatusCode::SERVICE_UNAVAILABLE, page).with(header::RETRY_AFTER, "3600")
}

/// The shop in the folder, as far as the search for it sees it.
fn below(question: &Question<'_>, folder: &str) -> Option<Answer> {
    let there = question.asked.path.starts_with(&format!("/{folder}/wp-json"));
    there.then(|| {
        Answer::php_json(
            StatusCode::OK,
            &json!({
                "name": "The Corner Shop",
                "url": format!("https://corner-shop.com/{folder}"),
                "home": format!("https://corner-shop.com/{folder}"),
                "namespaces": ["oembed/1.0", "wp/v2", "wc/v3"],
            }),
        )
    })
}

fn folder(how: FolderAnswer) -> Answer {
    match how {
        FolderAnswer::Hidden => error(401, "rest_cannot_access", "Only authenticated users can access the REST API."),
        FolderAnswer::Crashed => {
            error(500, "internal_server_error", "<p>There has been a critical error on this website.</p>")
        }
        FolderAnswer::Maintenance => {
            let waiting =
                error(503, "wp_die", "Briefly unavailable for scheduled maintenance. Check back in a minute.");
            waiting.with(header::RETRY_AFTER, "600")
        }
        FolderAnswer::Archived => error(410, "wp_die", "This site has been archived or suspended."),
        FolderAnswer::Refused => host::forbidden(403),
        FolderAnswer::Down | FolderAnswer::Cut => host::forbidden(502),
        FolderAnswer::Password => host::password(),
        FolderAnswer::NoWooCommerce => Answer::php_json(
            StatusCode::OK,
            &json!({
                "name": "Two",
                "url": "https://corner-shop.com/two",
                "home": "https://corner-shop.com/two",
                "namespaces": ["oembed/1.0", "wp/v2"],
            }),
        ),
    }
}
