//! The notes of a shop as they are read from the disk, whichever version wrote them.
//!
//! The first versions kept a missing answer in `answer_lost_at`, `loss` and `requested`, and what
//! belongs to a connection beside it. Reading puts each where it belongs today. What was observed of a
//! shop they kept in its record, too; the step to schema 2 moves that out (`storage/schema.rs`).

use super::parts::{Connection, Ended, ShopId};
use crate::attempt::{Attempt, Came, Lost};
use crate::meum_facts::{ConnectFacts, ConnectRequest, PendingMeumKey};
use crate::shop_facts::{FoundShop, HandOver, KeyFacts};
use crate::step::Step;
use crate::store_url::StoreUrl;
use crate::time::Timestamp;
use crate::webhook::WebhookChoice;
use serde::Deserialize;

/// Every field that any version wrote.
#[derive(Deserialize)]
#[allow(clippy::struct_excessive_bools, reason = "each is a word of the notes")]
pub(super) struct Stored {
    pub(super) id: ShopId,
    #[serde(default)]
    pub(super) practice: bool,
    pub(super) step: Step,
    #[serde(default)]
    pub(super) typed_address: String,
    #[serde(default)]
    pub(super) found: Option<FoundShop>,
    #[serde(default)]
    pub(super) keys: Option<KeyFacts>,
    #[serde(default)]
    pub(super) keys_by_hand: bool,
    #[serde(default)]
    pub(super) meum_key: Option<PendingMeumKey>,
    #[serde(default)]
    attempt: Option<Attempt>,
    #[serde(default)]
    connection: Option<Connection>,
    #[serde(default)]
    pub(super) ended: Option<Ended>,
    #[serde(default)]
    pub(super) last_facts: Option<ConnectFacts>,
    #[serde(default)]
    pub(super) secrets_left: bool,
    #[serde(default)]
    pub(super) webhook: WebhookChoice,
    #[serde(default)]
    pub(super) meum_pause: Option<Timestamp>,
    #[serde(default)]
    pub(super) moved_from: Option<StoreUrl>,
    /// Until version 0.1: since when an answer to *connect* is missing.
    #[serde(default)]
    answer_lost_at: Option<Timestamp>,
    /// Until version 0.1: what came instead of that answer.
    #[serde(default)]
    loss: Came,
    /// Until version 0.1: what the last *connect* sent that has made no connection.
    #[serde(default)]
    requested: Option<ConnectRequest>,
    /// Until version 0.1: what was sent for the connection there is.
    #[serde(default)]
    sent: Option<ConnectRequest>,
    /// Until version 0.1: whether the connection took the place of an earlier one.
    #[serde(default)]
    replaced: bool,
    /// Until version 0.1: whether the plugin has the key and secret of the connection.
    #[serde(default)]
    hand_over: Option<HandOver>,
}

impl Stored {
    /// How far a *connect* got that has made no connection. An old note that only names a request
    /// may be of one that a kill cut off; the journal tells.
    pub(super) fn attempt(&mut self) -> Attempt {
        let request = self.requested.take();
        let lost = |at| Attempt::Lost(Lost { at, came: self.loss, request: request.clone(), says: None });
        let of_old = || match (self.answer_lost_at.map(lost), &request) {
            (Some(lost), _) => lost,
            (None, Some(request)) => Attempt::None.sent(request.clone()),
            (None, None) => Attempt::None,
        };
        self.attempt.take().unwrap_or_else(of_old)
    }

    /// The connection with everything that belongs to it.
    pub(super) fn connection(&mut self) -> Option<Connection> {
        let connection = self.connection.take()?;
        // Only old notes have a hand-over beside the connection.
        let Some(hand_over) = self.hand_over else { return Some(connection) };
        Some(Connection { sent: self.sent.take(), replaced: self.replaced, hand_over, ..connection })
    }
}
