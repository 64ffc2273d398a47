//! What a practice Meum is: its keys, its store and how it makes credentials.
//!
//! It refuses to hold anything that changes while Meum runs; the account does.

use crate::notebook;

/// What a practice Meum is when it starts.
#[derive(Debug, Clone)]
pub struct MeumConfig {
    /// The keys it knows from the start. Connecting makes the dedicated ones.
    pub connection_keys: Vec<MeumKey>,
    /// The display name of the store.
    pub store_name: String,
    /// Whether a payout wallet is set.
    pub payout_configured: bool,
    /// How credentials are made.
    pub issuer: Issuer,
}

impl MeumConfig {
    /// The Meum of the notebook; recognises its own keys after a restart.
    pub fn practice() -> Self {
        let key = |key: &str, kind| MeumKey { key: key.to_owned(), life: KeyLife::Valid, kind, bound_elsewhere: false };
        Self {
            connection_keys: vec![
                key(notebook::CONNECTION_KEY, KeyKind::Connection),
                key(notebook::RECONNECT_KEY, KeyKind::Reconnect),
                MeumKey { life: KeyLife::Expired, ..key(notebook::EXPIRED_CONNECTION_KEY, KeyKind::Connection) },
                key(notebook::DEVELOPER_KEY, KeyKind::Developer),
                MeumKey { bound_elsewhere: true, ..key(notebook::OTHER_STORE_KEY, KeyKind::Connection) },
            ],
            store_name: notebook::STORE_NAME.to_owned(),
            payout_configured: true,
            issuer: Issuer::Deterministic,
        }
    }
}

/// A key that Meum knows from the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeumKey {
    /// `sk_live_` and at least 24 more characters; the kind cannot be told from it.
    pub key: String,
    /// Whether it still works.
    pub life: KeyLife,
    /// What it is for.
    pub kind: KeyKind,
    /// Whether the site it would connect belongs to another store already: connect answers 409.
    pub bound_elsewhere: bool,
}

/// Whether a key still works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyLife {
    /// It works.
    Valid,
    /// It is older than its 24 hours: 401.
    Expired,
}

/// What a key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// Connects a site for the first time.
    Connection,
    /// Connects a site again.
    Reconnect,
    /// For a merchant's own programs; lacks the scopes of the WooCommerce integration.
    Developer,
}

/// How credentials are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Issuer {
    /// The same for the same generation, so that keys survive a restart of the app. Not secret.
    Deterministic,
    /// Random, for tests.
    Random,
}
