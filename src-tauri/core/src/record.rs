//! What is known of a shop for good: stored on every change, read at the start. No secret is in it.

mod parts;
mod stored;

use crate::attempt::Attempt;
use crate::meum_facts::{ConnectFacts, PendingMeumKey};
use crate::shop_facts::{FoundShop, HandOver, KeyFacts, SignIn};
use crate::step::Step;
use crate::store_url::StoreUrl;
use crate::time::Timestamp;
use crate::webhook::WebhookChoice;
use serde::{Deserialize, Serialize};
use std::mem::take;
use stored::Stored;

pub use parts::{Connection, Dated, Ended, ShopId};

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
    /// The merchant enters keys where the app could be approved, too.
    #[serde(default, skip_serializing_if = "is_not")]
    pub keys_by_hand: bool,
    /// The Meum connection key, once kept.
    pub meum_key: Option<PendingMeumKey>,
    /// How far a *connect* got that has made no connection.
    pub attempt: Attempt,
    /// The connection, once made.
    pub connection: Option<Connection>,
    /// How the last connection ended, until the merchant goes on from there.
    pub ended: Option<Ended>,
    /// What Meum had answered for that connection: support finds it by the same reference and ids.
    pub last_facts: Option<ConnectFacts>,
    /// Whether the credentials of a connection that is over may still be in the password store. The
    /// next connection's take their place.
    pub secrets_left: bool,
    /// Where payment updates shall go.
    pub webhook: WebhookChoice,
    /// Until when Meum asked not to be asked again.
    pub meum_pause: Option<Timestamp>,
    /// The address the shop was connected under, where the merchant says that it has moved from there
    /// since, to the one that is here now. The next connect tells Meum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_from: Option<StoreUrl>,
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
            keys_by_hand: false,
            meum_key: None,
            attempt: Attempt::None,
            connection: None,
            ended: None,
            last_facts: None,
            secrets_left: false,
            webhook: WebhookChoice::default(),
            meum_pause: None,
            moved_from: None,
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

    /// The connection is over, and everything that belongs to it. The keys of the shop stay.
    pub fn end(&mut self, ended: Ended, secrets_left: bool) {
        *self = Self {
            typed_address: take(&mut self.typed_address),
            found: self.found.take(),
            keys: self.keys.take(),
            keys_by_hand: self.keys_by_hand,
            meum_key: self.meum_key.take(),
            webhook: take(&mut self.webhook),
            meum_pause: self.meum_pause,
            ended: Some(ended),
            last_facts: self.connection.take().map(|connection| connection.facts),
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

/// What is so of few shops is written of those only.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn is_not(flag: &bool) -> bool {
    !*flag
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
            keys_by_hand: stored.keys_by_hand,
            meum_key: stored.meum_key,
            attempt,
            connection,
            ended: stored.ended,
            last_facts: stored.last_facts,
            secrets_left: stored.secrets_left,
            webhook: stored.webhook,
            meum_pause: stored.meum_pause,
            moved_from: stored.moved_from,
        }
    }
}

#[cfg(test)]
#[path = "record/stored_tests.rs"]
mod tests;
