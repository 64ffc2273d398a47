//! The panel's lines and its headline, by name. What each of them says is decided in `health/`.

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
    /// The way in for payment updates, seen from this computer.
    WayIn,
    /// Payouts.
    Payouts,
    /// Plugin and versions.
    Plugin,
}

impl LineId {
    /// Every line, top to bottom.
    pub const ALL: [Self; 7] =
        [Self::Shop, Self::Keys, Self::Meum, Self::Webhook, Self::WayIn, Self::Payouts, Self::Plugin];
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
    /// The last answer says otherwise than those before it: it is asked again before anybody is told.
    CheckingAgain,
    /// Not asked yet.
    NotChecked,
    /// Asked, and no answer to be had.
    CantTell,
}

/// Can shoppers pay?
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Headline {
    /// Nothing has been asked yet.
    Checking,
    /// Shoppers can pay.
    CanPay,
    /// Something is still to be done before they can.
    CantPayYet,
    /// They may be able to, but something is wrong.
    Attention,
    /// There is no current answer.
    CantTell,
}
