//! The steps of the wizard, by name and in order. What a step does is in `wizard/`.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A step of the wizard, in order, and the panel at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Step {
    /// What will happen and what is needed.
    Welcome,
    /// The shop's address.
    YourShop,
    /// The WooCommerce keys.
    ShopKeys,
    /// The Meum connection key.
    MeumKey,
    /// What will be sent, and the one press of *Connect*.
    Review,
    /// The new key and secret on their way into the plugin.
    HandOver,
    /// Done: the live panel.
    Panel,
}
