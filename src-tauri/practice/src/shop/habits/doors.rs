//! What guests meet beside the REST API: WooCommerce's older way in, the pages of the shop, and
//! WordPress's administration.
//!
//! They refuse to look at keys: shoppers have none.

use axum::http::{StatusCode, header};
use serde_json::json;

use super::guests::error;
use super::instead::ShopDoor;
use super::instead::{AdminDoor, OlderWay};
use super::kinds::{GuestStopper, Habit};
use super::question::Question;
use crate::serving::Answer;
use crate::shop::front;
use crate::shop::in_front::uncached;
use crate::shop::site::Site;
use crate::shop::web_address::absolute;

/// The page of a plugin that stands in the place of the shop's own.
const MAINTENANCE: &str = "<!DOCTYPE html>\n<html lang=\"en-US\">\n<head><meta charset=\"UTF-8\">\
     <title>Maintenance mode</title>\n<link rel=\"stylesheet\" href=\"/wp-content/plugins/coming-soon/public/css/page.css\">\
     </head>\n<body class=\"seedprod-page\"><h1>We are getting ready</h1></body></html>\n";
/// WooCommerce's own, cut down to what it is known by.
const COMING_SOON: &str = "<!DOCTYPE html>\n<html lang=\"en-US\">\n<head><meta charset=\"UTF-8\">\
     <title>The Corner Shop</title><meta name='woo-coming-soon-page' content='yes'></head>\n\
     <body class=\"home wp-theme-storefront woocommerce-no-js\"><main><h1>Great things are on the horizon</h1></main>\
     </body></html>\n";

/// The answer, if the habit is one of these and the question meets it.
pub(super) fn answer(habit: Habit, question: &Question<'_>, site: &Site) -> Option<Answer> {
    match habit {
        Habit::OlderWayHeard { how } => is_older_way(question).then(|| heard(how)),
        Habit::ShoppersShut { how } => question.is_page().then(|| shut(how, question, site)).flatten(),
        Habit::GuestsStopped { by: GuestStopper::ForceLogin } if question.is_page() => {
            shut(ShopDoor::SignIn, question, site)
        }
        Habit::GuestsStopped { by: GuestStopper::PasswordProtected } if question.is_page() => {
            shut(ShopDoor::Password, question, site)
        }
        Habit::AdminMoved { how } if question.asked.path.contains("/wp-admin") => Some(admin(how, site)),
        _ => None,
    }
}

fn is_older_way(question: &Question<'_>) -> bool {
    question.asked.query_value("wc-api") == Some("stablecoin_webhook")
}

fn heard(how: OlderWay) -> Answer {
    match how {
        OlderWay::Nothing => uncached(Answer::html(StatusCode::OK, "-1")),
        OlderWay::Refuses => error(401, "invalid_signature", "The signature is missing."),
        OlderWay::NotAllowed => {
            uncached(Answer::php_json(StatusCode::METHOD_NOT_ALLOWED, &json!({ "error": "POST only" })))
        }
    }
}

fn shut(how: ShopDoor, question: &Question<'_>, site: &Site) -> Option<Answer> {
    let path = question.asked.path.as_str();
    let leading = |to: &str| {
        let mut answer = front::moved(&absolute(&site.home, to));
        answer.status = StatusCode::FOUND;
        answer
    };
    Some(match how {
        ShopDoor::Maintenance => {
            uncached(Answer::html(StatusCode::SERVICE_UNAVAILABLE, MAINTENANCE)).with(header::RETRY_AFTER, "3600")
        }
        ShopDoor::MaintenanceWithOk => Answer::html(StatusCode::OK, MAINTENANCE),
        ShopDoor::ComingSoonRenamed if path.starts_with("/shop") => no_page(),
        ShopDoor::ComingSoonRenamed => return None,
        ShopDoor::ComingSoonStore if !path.starts_with("/shop") => return None,
        ShopDoor::ComingSoon | ShopDoor::ComingSoonStore => {
            Answer::html(StatusCode::OK, COMING_SOON).with(header::CACHE_CONTROL, "max-age=60")
        }
        ShopDoor::Password if question.asked.query_value("password-protected").is_some() => return None,
        ShopDoor::Password => leading(&format!("/?password-protected=login&redirect_to={path}")),
        ShopDoor::SignIn => leading(&format!("/wp-login.php?redirect_to={path}")),
    })
}

fn admin(how: AdminDoor, site: &Site) -> Answer {
    match how {
        AdminDoor::SentAway => {
            let mut answer = front::moved(&absolute(&site.home, "/404/"));
            answer.status = StatusCode::FOUND;
            answer
        }
        AdminDoor::Refused => uncached(Answer::html(
            StatusCode::FORBIDDEN,
            "<!DOCTYPE html><html><head><title>WordPress &rsaquo; Error</title></head><body id=\"error-page\">\
             <div class=\"wp-die-message\">You are not allowed here.</div></body></html>",
        )),
        AdminDoor::Gone => no_page(),
    }
}

fn no_page() -> Answer {
    Answer::html(StatusCode::NOT_FOUND, "<html><head><title>404</title></head><body>404</body></html>")
}
