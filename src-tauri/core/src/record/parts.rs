//! The parts of a record that are more than one fact.

use crate::kept::Kept;
use crate::meum_facts::{ConnectFacts, ConnectRequest, Ending, NewConnection};
use crate::shop_facts::HandOver;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A shop's identity on this computer. Its address is a label, not its identity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub struct ShopId(String);

impl ShopId {
    /// The identity of a shop begun at this moment.
    pub fn begun_at(now: Timestamp) -> Self {
        Self(format!("shop-{}", now.0))
    }

    /// An identity that was stored as text.
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    /// The identity as text, for storage keys.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A fact and when it was learnt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated<T> {
    /// The fact.
    pub what: T,
    /// When it was learnt.
    pub at: Timestamp,
}

/// A connection that exists, as far as this computer knows, and everything that is over with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connection {
    /// What Meum answered.
    pub facts: ConnectFacts,
    /// When it answered.
    pub at: Timestamp,
    /// Whether the credentials survive the app.
    pub kept: Kept,
    /// What Meum was sent for it; notes of the first versions do not say.
    #[serde(default)]
    pub sent: Option<ConnectRequest>,
    /// Whether it took the place of an earlier one that this computer knew of.
    #[serde(default)]
    pub replaced: bool,
    /// Whether the plugin has the new key and secret.
    #[serde(default)]
    pub hand_over: HandOver,
}

impl Connection {
    /// A connection that Meum has just made; the plugin has nothing of it yet.
    pub fn new(made: NewConnection, sent: Option<ConnectRequest>, replaced: bool) -> Self {
        let NewConnection { facts, at, kept } = made;
        Self { facts, at, kept, sent, replaced, hand_over: HandOver::Pending }
    }
}

/// How the last connection ended; stored, so that its page survives a restart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// How.
    pub how: Ending,
    /// When Meum said so.
    pub at: Timestamp,
    /// Whether this app had switched Meum on at checkout.
    #[serde(default)]
    pub switched_on: bool,
    /// Whether it has switched Meum off again since.
    #[serde(default)]
    pub switched_off: bool,
}
