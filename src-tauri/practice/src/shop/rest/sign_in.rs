//! WooCommerce's sign-in with a key. Who brings no key is WordPress's to know.
//!
//! As WooCommerce, it refuses to look at keys that did not come over TLS. OAuth 1.0a works without TLS;
//! it has its turn where no key signed in.

use super::answer::RestAnswer;
use super::oauth;
use super::passwords;
use super::refusal::authentication_error;
use super::visitor::{Visitor, from_header, pair};
use crate::serving::HttpRequest;
use crate::shop::config::ShopKey;
use crate::shop::site::{Site, WooCommerce};
use crate::shop::state::ShopState;

/// Who is asking, or the answer to a key or a password that is wrong.
pub(super) fn identify(
    asked: &HttpRequest,
    state: &ShopState,
    site: &Site,
    route: &str,
) -> Result<Visitor, RestAnswer> {
    match by_key(asked, state, site)? {
        Visitor::Guest => passwords::identify(asked, state, site, route),
        known => Ok(known),
    }
}

fn by_key(asked: &HttpRequest, state: &ShopState, site: &Site) -> Result<Visitor, RestAnswer> {
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
