//! The fields a merchant types into, so that a problem can name the one it is about.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A field on the screen; its problem is shown next to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Field {
    /// The shop's address.
    Address,
    /// The consumer key.
    Key,
    /// The consumer secret.
    Secret,
    /// The extra password in front of the shop.
    ExtraPassword,
    /// The Meum connection key.
    MeumKey,
    /// The shop's name, typed before disconnecting.
    ShopName,
    /// The address for payment updates.
    WebhookAddress,
}
