//! WordPress's own sign-in for apps: a user's name and an application password, in the header. Whoever is signed in so can
//! ask which password that is, and delete it.
//!
//! As WordPress, it takes them over TLS only, with spaces or without. It refuses to look at a consumer key.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde_json::json;

use super::answer::{Reply, RestAnswer};
use super::call::Calling;
use super::visitor::{Visitor, from_header};
use crate::notebook;
use crate::serving::{Handled, HttpRequest};
use crate::shop::config::AppPassword;
use crate::shop::site::Site;
use crate::shop::state::ShopState;

/// Who is asking. WooCommerce's own part answers a wrong password as it answers a guest, and where WordPress takes none,
/// whoever brings one is a guest everywhere (measured).
pub(super) fn identify(
    asked: &HttpRequest,
    state: &ShopState,
    site: &Site,
    route: &str,
) -> Result<Visitor, RestAnswer> {
    // A consumer key is WooCommerce's, and the password in front of the shop is the web server's.
    let is_other = |name: &str| name.starts_with("ck_") || name == notebook::STAGING_USER;
    let Some((name, password)) = from_header(asked).filter(|(name, _)| !is_other(name)) else {
        return Ok(Visitor::Guest);
    };
    if !site.takes_passwords() {
        return Ok(Visitor::Guest);
    }
    match signed_in(state.passwords(), &name, &password) {
        Ok(user) => Ok(Visitor::User(user)),
        Err(_) if route.starts_with("/wc/") => Ok(Visitor::Guest),
        Err(code) => {
            Err(RestAnswer::error(StatusCode::UNAUTHORIZED, code, "The password could not be used.").private())
        }
    }
}

fn signed_in(known: Vec<AppPassword>, name: &str, password: &str) -> Result<AppPassword, &'static str> {
    if !known.iter().any(|known| known.user == name) {
        return Err(if name.contains('@') { "invalid_email" } else { "invalid_username" });
    }
    let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let fits = |known: &AppPassword| known.user == name && !known.revoked && plain(&known.password) == plain(password);
    known.into_iter().find(fits).ok_or("incorrect_password")
}

/// `application-passwords/introspect`: the password that the question is signed with.
pub(super) async fn introspect(State(call): Calling) -> Reply {
    if !call.site.takes_passwords() {
        return Handled(switched_off());
    }
    Handled(match &call.visitor {
        Visitor::User(user) => RestAnswer::ok(described(user)).allowing("GET"),
        Visitor::Guest | Visitor::Owner(_) => nobody(),
    })
}

/// `application-passwords/<uuid>`, deleted.
pub(super) async fn delete(State(call): Calling, Path(uuid): Path<String>) -> Reply {
    if !call.site.takes_passwords() {
        return Handled(switched_off());
    }
    let Visitor::User(user) = &call.visitor else { return Handled(nobody()) };
    if call.site.passwords_stay {
        let message = "Sorry, you are not allowed to delete this application password.";
        let code = "rest_cannot_delete_application_password";
        return Handled(RestAnswer::error(StatusCode::FORBIDDEN, code, message));
    }
    Handled(if call.state.delete_password(&uuid) {
        RestAnswer::ok(json!({ "deleted": true, "previous": described(user) }))
            .allowing("GET, POST, PUT, PATCH, DELETE")
    } else {
        let message = "Application password not found.";
        RestAnswer::error(StatusCode::NOT_FOUND, "rest_application_password_not_found", message)
    })
}

fn described(password: &AppPassword) -> serde_json::Value {
    json!({ "uuid": password.uuid(), "app_id": "", "name": password.name, "last_ip": "127.0.0.1" })
}

/// Only WordPress's part for application passwords says so.
fn switched_off() -> RestAnswer {
    let message = "Application passwords are not available.";
    RestAnswer::error(StatusCode::NOT_IMPLEMENTED, "application_passwords_disabled", message)
}

/// WordPress does not look at WooCommerce's keys here.
fn nobody() -> RestAnswer {
    RestAnswer::error(StatusCode::UNAUTHORIZED, "rest_not_logged_in", "You are not currently logged in.")
}
