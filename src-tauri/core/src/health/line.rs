//! The panel's six lines: separate facts, never one light.

use crate::problem::ProblemKind;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A line of the panel, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LineId {
    /// Shop reachable from this computer.
    Shop,
    /// WooCommerce keys.
    Keys,
    /// Connection to Meum.
    Meum,
    /// Payment updates from Meum to the shop.
    Webhook,
    /// Payouts.
    Payouts,
    /// Plugin and versions.
    Plugin,
}

impl LineId {
    /// Every line, top to bottom.
    pub const ALL: [Self; 6] = [Self::Shop, Self::Keys, Self::Meum, Self::Webhook, Self::Payouts, Self::Plugin];
}

/// How a line stands. *Can't tell* is a state of its own, never drawn as fine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LineState {
    /// As it should be.
    Working,
    /// Works, but something wants doing.
    Attention,
    /// Does not work.
    NotWorking,
    /// Nothing to report yet; that is normal for now.
    Waiting,
    /// Not asked yet.
    NotChecked,
    /// Asked, and no answer to be had.
    CantTell,
}

/// A line as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which.
    pub id: LineId,
    /// How it stands.
    pub state: LineState,
    /// Why, when there is something to say.
    pub kind: Option<ProblemKind>,
    /// When the fact behind it was learnt.
    pub checked_at: Option<Timestamp>,
    /// Meum's own word, when it is one we do not know.
    pub word: Option<crate::plain::PlainText>,
}
