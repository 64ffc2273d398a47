//! WordPress's own sign-in for apps: a user's name and an application password, in the header.
//!
//! As WordPress, it takes them over TLS only, with spaces or without. It refuses to look at a consumer key.

use axum::http::StatusCode;

use super::answer::RestAnswer;
use super::visitor::{Visitor, from_header};
use crate::notebook;
use crate::serving::HttpRequest;
use crate::shop::config::AppPassword;
use crate::shop::site::Site;
use crate::shop::state::ShopState;

/// Who is asking. WooCommerce's own part answers a wrong password as it answers a guest (measured).
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
    match signed_in(state.passwords(), site, &name, &password) {
        Ok(user) => Ok(Visitor::User(user)),
        Err(_) if route.starts_with("/wc/") => Ok(Visitor::Guest),
        Err(code) => {
            Err(RestAnswer::error(StatusCode::UNAUTHORIZED, code, "The password could not be used.").private())
        }
    }
}

fn signed_in(known: Vec<AppPassword>, site: &Site, name: &str, password: &str) -> Result<AppPassword, &'static str> {
    if !known.iter().any(|known| known.user == name) {
        return Err(if name.contains('@') { "invalid_email" } else { "invalid_username" });
    }
    if !site.takes_passwords() {
        return Err("application_passwords_disabled");
    }
    let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let fits = |known: &AppPassword| known.user == name && !known.revoked && plain(&known.password) == plain(password);
    known.into_iter().find(fits).ok_or("incorrect_password")
}
