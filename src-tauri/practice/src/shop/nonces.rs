//! The one-time words of OAuth 1.0a that a shop has seen.
//!
//! It refuses to be printed, and to remember a word for longer than its timestamp counts.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Mutex, PoisonError};

/// How far a timestamp may be from the shop's own clock, in seconds (WooCommerce's own limit).
pub(crate) const WINDOW: i64 = 15 * 60;

/// The nonces of each key, by their timestamp. As WooCommerce, it remembers one a second.
#[derive(Default)]
pub(crate) struct Nonces(Mutex<HashMap<String, BTreeMap<i64, String>>>);

/// Prints nothing of itself: there are keys in it.
impl fmt::Debug for Nonces {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Nonces").finish_non_exhaustive()
    }
}

impl Nonces {
    /// Remembers a nonce. False where somebody used it before.
    pub(crate) fn are_new(&self, key: &str, timestamp: i64, nonce: &str, now: i64) -> bool {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let used = all.entry(key.to_owned()).or_default();
        if used.values().any(|known| known == nonce) {
            return false;
        }
        used.insert(timestamp, nonce.to_owned());
        used.retain(|timestamp, _| *timestamp >= now.saturating_sub(WINDOW));
        true
    }
}
