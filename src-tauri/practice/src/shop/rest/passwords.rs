//! WordPress's own sign-in for apps: a user's name and an application password, in the header.
//!
//! As WordPress, it takes them over TLS only, with spaces or without. It refuses to look at a consumer key.

use axum::http::StatusCode;

use super::answer::RestAnswer;
use super::visitor::{Visitor, from_header};
use crate::notebook;
use crate::serving::HttpRequest;
use crate::shop::config::{AppPassword, ShopConfig};
use crate::shop::site::Site;

/// Who is asking. WooCommerce's own part answers a wrong password as it answers a guest (measured).
pub(super) fn identify(
    asked: &HttpRequest,
    config: &ShopConfig,
    site: &Site,
    route: &str,
) -> Result<Visitor, RestAnswer> {
    // A consumer key is WooCommerce's, and the password in front of the shop is the web server's.
    let is_other = |name: &str| name.starts_with("ck_") || name == notebook::STAGING_USER;
    let Some((name, password)) = from_header(asked).filter(|(name, _)| !is_other(name)) else {
        return Ok(Visitor::Guest);
    };
    match signed_in(config, site, &name, &password) {
        Ok(user) => Ok(Visitor::User(user.clone())),
        Err(_) if route.starts_with("/wc/") => Ok(Visitor::Guest),
        Err(code) => {
            Err(RestAnswer::error(StatusCode::UNAUTHORIZED, code, "The password could not be used.").private())
        }
    }
}

fn signed_in<'a>(
    config: &'a ShopConfig,
    site: &Site,
    name: &str,
    password: &str,
) -> Result<&'a AppPassword, &'static str> {
    let of_name = || config.passwords.iter().filter(|known| known.user == name);
    if of_name().next().is_none() {
        return Err(if name.contains('@') { "invalid_email" } else { "invalid_username" });
    }
    if !site.takes_passwords() {
        return Err("application_passwords_disabled");
    }
    let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    of_name().find(|known| !known.revoked && plain(&known.password) == plain(password)).ok_or("incorrect_password")
}
