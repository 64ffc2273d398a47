//! What is known of a shop for good: stored on every change, read at the start. No secret is in it.

use crate::line::{Headline, LineId, LineState};
use crate::meum_facts::{ConnectRequest, Connection, Ending, PendingMeumKey, StatusFacts};
use crate::problem::Problem;
use crate::shop_facts::{FoundShop, HandOver, KeyFacts, ShopSight, SignIn};
use crate::step::Step;
use crate::time::Timestamp;
use crate::webhook::WebhookChoice;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
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
pub struct Seen<T> {
    /// The fact.
    pub what: T,
    /// When it was learnt.
    pub at: Timestamp,
}

/// What came of a *connect* whose key and secret are missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Loss {
    /// No answer: Meum may still be working on the request.
    #[default]
    Silence,
    /// An answer with neither in it (G12): Meum is done with the request.
    Empty,
}

/// How the last connection ended; stored, so that its page survives a restart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// How.
    pub how: Ending,
    /// When Meum said so.
    pub at: Timestamp,
}

/// Everything known of a shop that survives the app. No secret is ever in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShopRecord {
    /// Which shop.
    pub id: ShopId,
    /// Whether it is the practice shop.
    #[serde(default)]
    pub practice: bool,
    /// Where the wizard stands.
    pub step: Step,
    /// What stands in the address field.
    #[serde(default)]
    pub typed_address: String,
    /// The shop, once found.
    #[serde(default)]
    pub found: Option<FoundShop>,
    /// The WooCommerce keys, once checked and kept.
    #[serde(default)]
    pub keys: Option<KeyFacts>,
    /// The Meum connection key, once kept.
    #[serde(default)]
    pub meum_key: Option<PendingMeumKey>,
    /// Since when an answer to *connect* is missing.
    #[serde(default)]
    pub answer_lost_at: Option<Timestamp>,
    /// What came instead of the answer that is missing.
    #[serde(default)]
    pub loss: Loss,
    /// The connection, once made.
    #[serde(default)]
    pub connection: Option<Connection>,
    /// Whether it took the place of an earlier one that this computer knew of.
    #[serde(default)]
    pub replaced: bool,
    /// Whether the plugin has the new key and secret.
    #[serde(default)]
    pub hand_over: HandOver,
    /// Meum's last status answer.
    #[serde(default)]
    pub status: Option<Seen<StatusFacts>>,
    /// Why the last question to Meum failed, if it did.
    #[serde(default)]
    pub status_problem: Option<Seen<Problem>>,
    /// The last look at the shop.
    #[serde(default)]
    pub sight: Option<Seen<ShopSight>>,
    /// Why the last look at the shop failed, if it did.
    #[serde(default)]
    pub sight_problem: Option<Seen<Problem>>,
    /// Since when each line of the panel has been in its state.
    #[serde(default)]
    pub since: BTreeMap<LineId, (LineState, Timestamp)>,
    /// Since when the headline has been what it is.
    #[serde(default)]
    pub headline_since: Option<(Headline, Timestamp)>,
    /// When a missing payout wallet was last seen to be set.
    #[serde(default)]
    pub payout_cleared_at: Option<Timestamp>,
    /// How the last connection ended, until the merchant goes on from there.
    #[serde(default)]
    pub ended: Option<Ended>,
    /// Whether what Meum issued for a connection that is over may still be in the password store;
    /// until it is removed, or the next connection's takes its place.
    #[serde(default)]
    pub secrets_left: bool,
    /// Where payment updates shall go.
    #[serde(default)]
    pub webhook: WebhookChoice,
    /// What was sent for the connection there is.
    #[serde(default)]
    pub sent: Option<ConnectRequest>,
    /// What the last *connect* sent that has made no connection, as far as is known.
    #[serde(default)]
    pub requested: Option<ConnectRequest>,
    /// Until when Meum asked not to be asked again.
    #[serde(default)]
    pub meum_pause: Option<Timestamp>,
}

impl ShopRecord {
    /// A shop just begun.
    pub fn begun(now: Timestamp, practice: bool) -> Self {
        Self {
            id: ShopId::begun_at(now),
            practice,
            step: Step::YourShop,
            typed_address: String::new(),
            found: None,
            keys: None,
            meum_key: None,
            answer_lost_at: None,
            loss: Loss::default(),
            connection: None,
            replaced: false,
            hand_over: HandOver::Pending,
            status: None,
            status_problem: None,
            sight: None,
            sight_problem: None,
            since: BTreeMap::new(),
            headline_since: None,
            payout_cleared_at: None,
            ended: None,
            secrets_left: false,
            webhook: WebhookChoice::default(),
            sent: None,
            requested: None,
            meum_pause: None,
        }
    }
}

impl ShopRecord {
    /// How the shop takes keys, as its last check found out.
    pub fn sign_in(&self) -> SignIn {
        self.keys.as_ref().map(|keys| keys.sign_in).unwrap_or_default()
    }
}
