//! The single checks that a merchant watches, and how each can stand.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Check {
    /// Something answers at the address.
    Found,
    /// The connection is secure.
    Secure,
    /// WordPress answers.
    WordPress,
    /// WooCommerce is switched on.
    WooCommerce,
    /// The Meum plugin is there.
    Plugin,
    /// The shop knows the key and the secret fits.
    KeysAccepted,
    /// The key may read, and its owner may manage the shop.
    MayRead,
    /// The key may change settings.
    MayChange,
    /// The pair is in the password store.
    KeysKept,
    /// The password store takes what Meum will send.
    VaultReady,
    /// Meum answered.
    MeumAnswered,
    /// The new key and secret are in the password store.
    CredentialsKept,
    /// The plugin's settings were found.
    SettingsFound,
    /// The key and secret were written.
    Written,
    /// They were read back unchanged.
    ReadBack,
}

/// How a check stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CheckState {
    /// Its turn has not come.
    Waiting,
    /// Under way.
    Running,
    /// As it should be.
    Passed,
    /// Not as it should be, but no reason to stop.
    Noted,
    /// The reason to stop.
    Failed,
}
