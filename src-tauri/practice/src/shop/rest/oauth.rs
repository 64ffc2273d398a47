//! WooCommerce's OAuth 1.0a: one leg, signed with the secret, in the query (or a form that is posted).
//!
//! It refuses the `Authorization: OAuth` header, which WooCommerce takes too: the app never sends it.

use axum::http::{Method, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use sha1::Sha1;
use sha2::Sha256;
use url::form_urlencoded;

use super::answer::RestAnswer;
use super::refusal::{authentication_error, unauthorized};
use crate::serving::HttpRequest;
use crate::shop::config::ShopKey;
use crate::shop::nonces::{Nonces, WINDOW};
use crate::shop::site::Site;
use crate::shop::web_address::{absolute, set_scheme};

/// The parameters that a signature needs, in the order in which WooCommerce complains.
const REQUIRED: [&str; 5] =
    ["oauth_consumer_key", "oauth_timestamp", "oauth_nonce", "oauth_signature", "oauth_signature_method"];
/// Everything but what RFC 3986 leaves as it is.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Who signed, if anyone tried to.
pub(super) fn signed_in<'a>(
    asked: &HttpRequest,
    site: &Site,
    nonces: &Nonces,
    known: impl FnOnce(&str) -> Option<&'a ShopKey>,
) -> Result<Option<&'a ShopKey>, RestAnswer> {
    let parameters = Parameters::of(asked);
    if !parameters.are_complete()? {
        return Ok(None);
    }
    let key = known(parameters.value("oauth_consumer_key"));
    let key = key.ok_or_else(|| authentication_error("Consumer key is invalid."))?;
    check_signature(asked, site, &parameters, &key.consumer_secret)?;
    check_time(site, nonces, &parameters, &key.consumer_key)?;
    Ok(Some(key))
}

fn check_signature(asked: &HttpRequest, site: &Site, parameters: &Parameters, secret: &str) -> Result<(), RestAnswer> {
    let text = base_string(asked, site, parameters);
    let key = format!("{secret}&");
    let signature = parameters.value("oauth_signature").replace(' ', "+");
    // What is no base64 matches nothing.
    let signature = STANDARD.decode(percent_decode_str(&signature).collect::<Vec<u8>>()).unwrap_or_default();
    let matches = match parameters.value("oauth_signature_method") {
        "HMAC-SHA1" => is_signed::<Hmac<Sha1>>(&key, &text, &signature),
        "HMAC-SHA256" => is_signed::<Hmac<Sha256>>(&key, &text, &signature),
        _ => return Err(authentication_error("Invalid signature - signature method is invalid.")),
    };
    if matches {
        return Ok(());
    }
    Err(authentication_error("Invalid signature - provided signature does not match."))
}

/// Compares in constant time, as WooCommerce does.
fn is_signed<M: Mac + KeyInit>(key: &str, text: &str, signature: &[u8]) -> bool {
    <M as KeyInit>::new_from_slice(key.as_bytes())
        .is_ok_and(|mac| mac.chain_update(text.as_bytes()).verify_slice(signature).is_ok())
}

/// The text that the caller signed: method, the address that WordPress believes to have, parameters.
fn base_string(asked: &HttpRequest, site: &Site, parameters: &Parameters) -> String {
    let mut home = site.home.clone();
    set_scheme(&mut home, if site.secured { "https" } else { "http" });
    let folder = home.path().trim_end_matches('/');
    let inside = asked.path.strip_prefix(folder).filter(|inside| inside.starts_with('/'));
    let path = inside.unwrap_or(&asked.path).trim_start_matches('/');
    // WordPress puts a slash between its address and the path, whatever the address ends in.
    let slash = if site.home_slashed { "//" } else { "/" };
    let address = absolute(&home, &format!("{slash}{path}"));
    format!("{}&{}&{}", asked.method, encoded(&address), parameters.joined())
}

fn check_time(site: &Site, nonces: &Nonces, parameters: &Parameters, key: &str) -> Result<(), RestAnswer> {
    let now = Timestamp::now().as_second().saturating_add(site.minutes_ahead.saturating_mul(60));
    let timestamp: Option<i64> = parameters.value("oauth_timestamp").parse().ok();
    let timestamp = timestamp.filter(|timestamp| now.abs_diff(*timestamp) <= WINDOW.unsigned_abs());
    let timestamp = timestamp.ok_or_else(|| authentication_error("Invalid timestamp."))?;
    if nonces.are_new(key, timestamp, parameters.value("oauth_nonce"), now) {
        return Ok(());
    }
    Err(authentication_error("Invalid nonce - nonce has already been used."))
}

/// Names and values as PHP has them, in WooCommerce's order.
struct Parameters(Vec<(String, String)>);

impl Parameters {
    fn of(asked: &HttpRequest) -> Self {
        let mut parameters = Self(Vec::new());
        for (name, value) in &asked.query {
            parameters.add(name, value);
        }
        let content_type = asked.header(&header::CONTENT_TYPE).unwrap_or_default();
        if asked.method == Method::POST && content_type.starts_with("application/x-www-form-urlencoded") {
            for (name, value) in form_urlencoded::parse(&asked.body) {
                parameters.add(&name, &value);
            }
        }
        // Only the outer names are sorted; the members of a list keep their order.
        parameters.0.sort_by(|(one, _), (other, _)| outer(one).cmp(outer(other)));
        parameters
    }

    /// The last of a name counts; `name[]` adds to a list.
    fn add(&mut self, name: &str, value: &str) {
        let name = name.strip_suffix("[]").map_or_else(
            || name.to_owned(),
            |list| {
                let members = self.0.iter().filter(|(known, _)| outer(known) == list && known.len() > list.len());
                format!("{list}[{}]", members.count())
            },
        );
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.0.push((name, value.to_owned())),
        }
    }

    /// The value of this name; empty where there is none, as WooCommerce takes it.
    fn value(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Whether the caller signed at all: false where every parameter of a signature is missing. Where only
    /// some are missing, WooCommerce's complaint.
    fn are_complete(&self) -> Result<bool, RestAnswer> {
        // To PHP's `empty` a zero is nothing, too.
        let is_missing = |name: &&str| matches!(self.value(name), "" | "0");
        let missing: Vec<&str> = REQUIRED.into_iter().filter(is_missing).collect();
        match missing.len() {
            0 => Ok(true),
            count if count == REQUIRED.len() => Ok(false),
            count => {
                let plural = if count == 1 { "" } else { "s" };
                let message = format!("Missing OAuth parameter{plural} {}", missing.join(", "));
                Err(unauthorized("woocommerce_rest_authentication_missing_parameter", &message))
            }
        }
    }

    /// All parameters but the signature itself, encoded twice and joined.
    fn joined(&self) -> String {
        let signed = self.0.iter().filter(|(name, _)| name != "oauth_signature");
        let pairs: Vec<String> =
            signed.map(|(name, value)| encoded(&format!("{}={}", encoded(name), encoded(value)))).collect();
        pairs.join("%26")
    }
}

/// The name of a list, without the name of its member.
fn outer(name: &str) -> &str {
    name.split_once('[').map_or(name, |(outer, _)| outer)
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}
