//! Signs a request with OAuth 1.0a, one-legged, as WooCommerce checks it.
//!
//! The consumer secret makes the signature and never leaves, so a signed request may go where the
//! secret may not. The consumer key stands in the query, so nobody may print a signed address.
//!
//! The text that is signed follows `WC_REST_Authentication::check_oauth_signature`. That differs from
//! RFC 5849 in one point: it takes the shop's own home and the path instead of the requested address.
//! This refuses to sign a query that PHP reads differently.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use connect_core::secret::Secret;
use hmac::{Hmac, KeyInit as _, Mac as _};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::{Method, Url};
use sha2::Sha256;
use std::collections::BTreeMap;
use std::fmt;
use zeroize::Zeroizing;

/// PHP's `rawurlencode`: RFC 3986, section 2.3.
const RESERVED: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Why nothing was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// The query has a parameter twice, or one whose name PHP rewrites or reads as a list. WooCommerce
    /// would check another text than the one that was signed.
    #[error("the query cannot be signed")]
    Query,
    /// The operating system gave no random numbers.
    #[error("no random numbers")]
    Randomness,
    /// The library refused the key. It takes keys of every length, so this does not happen.
    #[error("no signature")]
    Signature,
}

/// An address with a signature in its query, good for fifteen minutes and for one request.
pub struct SignedUrl(Url);

impl SignedUrl {
    /// The address, to send and never to print.
    pub fn into_url(self) -> Url {
        self.0
    }
}

impl fmt::Debug for SignedUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SignedUrl({}?…)", self.0.path())
    }
}

/// A nonce: 16 random bytes in hexadecimal. WooCommerce refuses a nonce that it has seen before.
///
/// # Errors
/// [`SignError::Randomness`].
pub fn nonce() -> Result<String, SignError> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|_| SignError::Randomness)?;
    Ok(format!("{:032x}", u128::from_ne_bytes(bytes)))
}

/// Signs `url`, query included, and returns it with the OAuth parameters appended.
///
/// `signed_as` is the address that WordPress believes the request came to: `http` or `https` as
/// WordPress sees it, then the `home` of its settings letter for letter (port, capitals and umlauts
/// unchanged), then the requested path. A query in it does not count. `at` is in Unix seconds;
/// WooCommerce refuses a time that is more than 15 minutes away from its own clock.
///
/// # Errors
/// [`SignError::Query`] when PHP would read the query differently.
pub fn sign(
    key: &Secret,
    secret: &Secret,
    method: &Method,
    url: &Url,
    signed_as: &str,
    at: i64,
    nonce: &str,
) -> Result<SignedUrl, SignError> {
    let at = at.to_string();
    let ours = [
        // EXPOSE: into the query of a request to the shop, where WooCommerce looks for the key.
        ("oauth_consumer_key", key.expose()),
        ("oauth_nonce", nonce),
        ("oauth_signature_method", "HMAC-SHA256"),
        ("oauth_timestamp", at.as_str()),
    ];
    let mut signed = url.clone();
    signed.query_pairs_mut().extend_pairs(ours);
    let text = text_to_sign(method, signed_as, &parameters(&signed)?);
    signed.query_pairs_mut().append_pair("oauth_signature", &signature(secret, &text)?);
    Ok(SignedUrl(signed))
}

/// The parameters as PHP reads them, in the order of its `strcmp`.
fn parameters(url: &Url) -> Result<BTreeMap<String, String>, SignError> {
    let mut read = BTreeMap::new();
    for (name, value) in url.query_pairs() {
        let kept = !name.is_empty() && !name.contains(['.', ' ', '[', '\0', char::REPLACEMENT_CHARACTER]);
        let same = !value.contains(char::REPLACEMENT_CHARACTER);
        if !kept || !same || read.insert(name.into_owned(), value.into_owned()).is_some() {
            return Err(SignError::Query);
        }
    }
    Ok(read)
}

/// The text that is signed. Names and values are encoded by themselves and once more as a pair, so
/// `%` becomes `%25`.
fn text_to_sign(method: &Method, signed_as: &str, parameters: &BTreeMap<String, String>) -> String {
    let address = signed_as.split(['?', '#']).next().unwrap_or_default();
    let pairs: Vec<String> =
        parameters.iter().map(|(name, value)| encode(&format!("{}={}", encode(name), encode(value)))).collect();
    format!("{method}&{}&{}", encode(address), pairs.join("%26"))
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, &RESERVED).to_string()
}

fn signature(secret: &Secret, text: &str) -> Result<String, SignError> {
    // EXPOSE: as the key of the HMAC, which does not reveal it.
    let key = Zeroizing::new(format!("{}&", secret.expose()));
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).map_err(|_| SignError::Signature)?;
    mac.update(text.as_bytes());
    Ok(BASE64_STANDARD.encode(mac.finalize().into_bytes()))
}

#[cfg(test)]
#[path = "oauth_tests.rs"]
mod tests;
