//! Who is asking: WooCommerce's sign-in with a key, and what a key may do.
//!
//! As WooCommerce, it refuses to look at keys that did not come over TLS. OAuth 1.0a works without TLS;
//! it has its turn where no key signed in.

use axum::http::{Method, StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::answer::RestAnswer;
use super::oauth;
use super::refusal::authentication_error;
use crate::serving::HttpRequest;
use crate::shop::config::{Permission, ShopKey};
use crate::shop::site::{Site, WooCommerce};
use crate::shop::state::ShopState;

/// Who is asking.
#[derive(Debug, Clone)]
pub(super) enum Visitor {
    /// Somebody whom WordPress does not know. Whoever sends an unknown key is a guest, too.
    Guest,
    /// The owner of this key.
    Owner(ShopKey),
}

impl Visitor {
    pub(super) fn is_guest(&self) -> bool {
        match self {
            Self::Guest => true,
            Self::Owner(_) => false,
        }
    }

    pub(super) fn may_manage(&self) -> bool {
        match self {
            Self::Guest => false,
            Self::Owner(key) => key.owner.may_manage(),
        }
    }

    /// What WordPress answers to someone who may not: 401 to guests, 403 to others.
    pub(super) fn not_allowed(&self) -> StatusCode {
        match self {
            Self::Guest => StatusCode::UNAUTHORIZED,
            Self::Owner(_) => StatusCode::FORBIDDEN,
        }
    }

    /// Whether the key allows this method at all. WordPress asks this before it looks up the route.
    pub(super) fn check_permission(&self, method: &Method) -> Result<(), RestAnswer> {
        let Self::Owner(key) = self else {
            return Ok(());
        };
        let (may, what) = match method.as_str() {
            "OPTIONS" => return Ok(()),
            "GET" | "HEAD" => (key.permission != Permission::Write, "read"),
            "POST" | "PUT" | "PATCH" | "DELETE" => (key.permission != Permission::Read, "write"),
            _ => return Err(authentication_error("Unknown request method.")),
        };
        if may {
            return Ok(());
        }
        Err(authentication_error(&format!("The API key provided does not have {what} permissions.")))
    }
}

/// Who is asking, or the answer to a key whose secret is wrong.
pub(super) fn identify(asked: &HttpRequest, state: &ShopState, site: &Site) -> Result<Visitor, RestAnswer> {
    let config = &state.config;
    if site.woocommerce == WooCommerce::Inactive || !looks_for_keys(asked, site, &config.woocommerce_version) {
        return Ok(Visitor::Guest);
    }
    // WooCommerce trims the key, and no longer knows a revoked one.
    let known = |consumer_key: &str| {
        let mut keys = config.keys.iter().filter(|key| !key.revoked && !site.keys_revoked);
        keys.find(|key| key.consumer_key == consumer_key.trim())
    };
    let with_secret = if site.secured { with_secret(asked, known) } else { Ok(None) };
    if let Ok(Some(key)) = with_secret {
        return Ok(Visitor::Owner(key.clone()));
    }
    // WooCommerce reports a wrong secret even where the signature is right.
    let signed = oauth::signed_in(asked, site, &state.nonces, known)?;
    with_secret?;
    Ok(signed.map_or(Visitor::Guest, |key| Visitor::Owner(key.clone())))
}

/// Whose key and secret the caller sent, if any. Every byte of the secret counts.
fn with_secret<'a>(
    asked: &HttpRequest,
    known: impl FnOnce(&str) -> Option<&'a ShopKey>,
) -> Result<Option<&'a ShopKey>, RestAnswer> {
    let Some((consumer_key, consumer_secret)) = from_query(asked).or_else(|| from_header(asked)) else {
        return Ok(None);
    };
    match known(&consumer_key) {
        Some(key) if key.consumer_secret != consumer_secret => Err(authentication_error("Consumer secret is invalid.")),
        known => Ok(known),
    }
}

/// Before 11.1 WooCommerce looks for keys only when `wp-json/wc/` is somewhere in the address.
fn looks_for_keys(asked: &HttpRequest, site: &Site, version: &str) -> bool {
    let marked = ["wc/", "wc-"].map(|namespace| format!("{}/{namespace}", site.rest_prefix));
    let in_query = |route: &str| route.starts_with("/wc/") || route.starts_with("/wc-");
    marked.iter().any(|mark| asked.target.contains(mark.as_str()))
        || (knows_rest_route(version) && asked.query_value("rest_route").is_some_and(in_query))
}

fn knows_rest_route(version: &str) -> bool {
    let mut numbers = version.split('.').map(str::parse::<u32>);
    let major = numbers.next().and_then(Result::ok).unwrap_or(0);
    let minor = numbers.next().and_then(Result::ok).unwrap_or(0);
    (major, minor) >= (11, 1)
}

/// The pair in the query, which goes before the header. Neither part may be empty.
fn from_query(asked: &HttpRequest) -> Option<(String, String)> {
    pair(asked.query_value("consumer_key")?, asked.query_value("consumer_secret")?)
}

fn from_header(asked: &HttpRequest) -> Option<(String, String)> {
    let value = asked.header(&header::AUTHORIZATION)?;
    let (scheme, encoded) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (key, secret) = decoded.split_once(':')?;
    pair(key, secret)
}

fn pair(key: &str, secret: &str) -> Option<(String, String)> {
    (!key.is_empty() && !secret.is_empty()).then(|| (key.to_owned(), secret.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::knows_rest_route;

    #[test]
    fn keys_work_in_rest_route_addresses_from_11_1_on() {
        for (version, expected) in [
            ("8.2.2", false),
            ("10.0.2", false),
            ("11.0.9", false),
            ("11.1", true),
            ("11.1.0-beta.1", true),
            ("12.0.0", true),
            ("", false),
        ] {
            assert_eq!(knows_rest_route(version), expected, "{version}");
        }
    }
}
