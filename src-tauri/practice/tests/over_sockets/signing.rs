//! Signs requests as RFC 5849 says, written apart from the shop's own code so that each checks the other.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::Sha256;

use crate::support::Pair;

/// A request before it is signed. A test can make every part wrong.
#[derive(Clone)]
pub struct Signing {
    pub method: &'static str,
    /// The address under the signature, without a query.
    pub address: String,
    /// Further parameters of the query.
    pub query: Vec<(&'static str, &'static str)>,
    pub key: Pair,
    pub hash: &'static str,
    /// Seconds since 1970.
    pub timestamp: i64,
    pub nonce: String,
}

impl Signing {
    /// A request that is right: of this second, with a fresh nonce.
    pub fn of(address: &str, key: Pair) -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let nonce = format!("practice{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let (address, query) = (address.to_owned(), Vec::new());
        Self { method: "GET", address, query, key, hash: "HMAC-SHA256", timestamp: now(), nonce }
    }

    /// Every parameter of the query, signature included.
    pub fn parameters(&self) -> Vec<(String, String)> {
        let mut parameters: BTreeMap<String, String> =
            self.query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        for (name, value) in [
            ("oauth_consumer_key", self.key.0.to_owned()),
            ("oauth_timestamp", self.timestamp.to_string()),
            ("oauth_nonce", self.nonce.clone()),
            ("oauth_signature_method", self.hash.to_owned()),
        ] {
            parameters.insert(name.to_owned(), value);
        }
        let pairs: Vec<String> =
            parameters.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let text = format!("{}&{}&{}", self.method, encode(&self.address), encode(&pairs.join("&")));
        let secret = format!("{}&", self.key.1);
        let signature = if self.hash == "HMAC-SHA1" {
            sign::<Hmac<Sha1>>(&secret, &text)
        } else {
            sign::<Hmac<Sha256>>(&secret, &text)
        };
        parameters.insert("oauth_signature".to_owned(), signature);
        parameters.into_iter().collect()
    }
}

/// Seconds since 1970.
pub fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs().try_into().unwrap()
}

fn sign<M: Mac + KeyInit>(secret: &str, text: &str) -> String {
    let mac = <M as KeyInit>::new_from_slice(secret.as_bytes()).unwrap();
    STANDARD.encode(mac.chain_update(text).finalize().into_bytes())
}

fn encode(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(byte.into()),
            _ => write!(encoded, "%{byte:02X}").unwrap(),
        }
        encoded
    })
}
