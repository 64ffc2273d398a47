//! What is known of a shop for good: stored on every change, read at the start. No secret is in it.

mod parts;
mod stored;

use crate::attempt::Attempt;
use crate::line::{Headline, LineId, LineState};
use crate::meum_facts::{PendingMeumKey, StatusFacts};
use crate::problem::Problem;
use crate::shop_facts::{FoundShop, HandOver, KeyFacts, ShopSight, SignIn};
use crate::step::Step;
use crate::time::Timestamp;
use crate::webhook::WebhookChoice;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::mem::take;
use stored::Stored;

pub use parts::{Connection, Ended, Seen, ShopId};

/// Everything known of a shop that survives the app. No secret is ever in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stored")]
pub struct ShopRecord {
    /// Which shop.
    pub id: ShopId,
    /// Whether it is the practice shop.
    pub practice: bool,
    /// Where the wizard stands.
    pub step: Step,
    /// What stands in the address field.
    pub typed_address: String,
    /// The shop, once found.
    pub found: Option<FoundShop>,
    /// The WooCommerce keys, once checked and kept.
    pub keys: Option<KeyFacts>,
    /// The Meum connection key, once kept.
    pub meum_key: Option<PendingMeumKey>,
    /// How far a *connect* got that has made no connection.
    pub attempt: Attempt,
    /// The connection, once made.
    pub connection: Option<Connection>,
    /// Meum's last status answer.
    pub status: Option<Seen<StatusFacts>>,
    /// Why the last question to Meum failed, if it did.
    pub status_problem: Option<Seen<Problem>>,
    /// The last look at the shop.
    pub sight: Option<Seen<ShopSight>>,
    /// Why the last look at the shop failed, if it did.
    pub sight_problem: Option<Seen<Problem>>,
    /// Since when each line of the panel has been in its state.
    pub since: BTreeMap<LineId, (LineState, Timestamp)>,
    /// Since when the headline has been what it is.
    pub headline_since: Option<(Headline, Timestamp)>,
    /// When a missing payout wallet was last seen to be set.
    pub payout_cleared_at: Option<Timestamp>,
    /// How the last connection ended, until the merchant goes on from there.
    pub ended: Option<Ended>,
    /// Whether the credentials of a connection that is over may still be in the password store. The
    /// next connection's take their place.
    pub secrets_left: bool,
    /// Where payment updates shall go.
    pub webhook: WebhookChoice,
    /// Until when Meum asked not to be asked again.
    pub meum_pause: Option<Timestamp>,
}

impl ShopRecord {
    /// A shop just begun.
    pub fn begun(now: Timestamp, practice: bool) -> Self {
        Self::of(ShopId::begun_at(now), practice, Step::YourShop)
    }

    fn of(id: ShopId, practice: bool, step: Step) -> Self {
        Self {
            id,
            practice,
            step,
            typed_address: String::new(),
            found: None,
            keys: None,
            meum_key: None,
            attempt: Attempt::None,
            connection: None,
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
            meum_pause: None,
        }
    }

    /// How the shop takes keys, as its last check found out.
    pub fn sign_in(&self) -> SignIn {
        self.keys.as_ref().map(|keys| keys.sign_in).unwrap_or_default()
    }

    /// Whether the plugin has the key and secret of the connection there is.
    pub fn hand_over(&self) -> HandOver {
        self.connection.as_ref().map(|connection| connection.hand_over).unwrap_or_default()
    }

    /// The connection is over, and with it everything that Meum said of it. What was seen of the shop
    /// stays, and so do its keys.
    pub fn end(&mut self, ended: Ended, secrets_left: bool) {
        *self = Self {
            typed_address: take(&mut self.typed_address),
            found: self.found.take(),
            keys: self.keys.take(),
            meum_key: self.meum_key.take(),
            webhook: take(&mut self.webhook),
            sight: self.sight.take(),
            sight_problem: self.sight_problem.take(),
            meum_pause: self.meum_pause,
            ended: Some(ended),
            secrets_left,
            ..Self::of(self.id.clone(), self.practice, self.step)
        };
    }

    /// Another shop was found in place of this one, before any was connected. Only what belongs to the
    /// merchant rather than to one shop stays.
    pub fn become_another(&mut self, found: FoundShop) {
        *self = Self {
            typed_address: take(&mut self.typed_address),
            found: Some(found),
            meum_key: self.meum_key.take(),
            meum_pause: self.meum_pause,
            secrets_left: self.secrets_left,
            ..Self::of(self.id.clone(), self.practice, self.step)
        };
    }
}

impl From<Stored> for ShopRecord {
    fn from(mut stored: Stored) -> Self {
        let (attempt, connection) = (stored.attempt(), stored.connection());
        Self {
            id: stored.id,
            practice: stored.practice,
            step: stored.step,
            typed_address: stored.typed_address,
            found: stored.found,
            keys: stored.keys,
            meum_key: stored.meum_key,
            attempt,
            connection,
            status: stored.status,
            status_problem: stored.status_problem,
            sight: stored.sight,
            sight_problem: stored.sight_problem,
            since: stored.since,
            headline_since: stored.headline_since,
            payout_cleared_at: stored.payout_cleared_at,
            ended: stored.ended,
            secrets_left: stored.secrets_left,
            webhook: stored.webhook,
            meum_pause: stored.meum_pause,
        }
    }
}

#[cfg(test)]
#[path = "record/stored_tests.rs"]
mod tests;
