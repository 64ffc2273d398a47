//! What can be under way with a shop, one thing at a time.

use crate::ticket::Ticket;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the wizard can be busy with, one thing at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Work {
    /// Looking for the shop.
    FindingShop,
    /// Checking the WooCommerce keys.
    CheckingKeys,
    /// Waiting for the merchant's answer on WordPress's approval page.
    Approving,
    /// Putting the Meum key into the password store.
    KeepingMeumKey,
    /// Putting the credentials into the password store.
    KeepingCredentials,
    /// Asking Meum whether the shop is connected already, before connecting.
    AskingBeforeConnecting,
    /// Looking at the shop before connecting: it may have moved since.
    LookingBeforeConnecting,
    /// Looking for a connected shop at its new address.
    Moving,
    /// Connecting to Meum.
    Connecting,
    /// Finding out how an earlier connect ended.
    RecoveringAnswer,
    /// Asking Meum after a lost answer.
    AskingMeum,
    /// Writing the new key and secret into the plugin.
    HandingOver,
    /// Disconnecting the shop from Meum.
    Disconnecting,
    /// Switching Meum off at the shop's checkout.
    SwitchingOff,
    /// Switching the Meum plugin on in the shop.
    SwitchingPluginOn,
    /// Deleting the application password in WordPress, before the shop is forgotten.
    RevokingPassword,
    /// Removing the credentials from the password store.
    ClearingUp,
    /// Removing the shop from this computer.
    Forgetting,
    /// Trying the extra password in front of a connected shop.
    Unlocking,
}

impl Work {
    /// Connecting, handing over and leaving are never broken off half way: a request that left
    /// cannot be called back.
    pub fn can_be_cancelled(self) -> bool {
        match self {
            Self::Connecting
            | Self::HandingOver
            | Self::RecoveringAnswer
            | Self::KeepingCredentials
            | Self::Disconnecting
            | Self::SwitchingOff
            | Self::SwitchingPluginOn
            | Self::RevokingPassword
            | Self::ClearingUp
            | Self::Forgetting => false,
            Self::FindingShop
            | Self::CheckingKeys
            | Self::Approving
            | Self::KeepingMeumKey
            | Self::AskingBeforeConnecting
            | Self::LookingBeforeConnecting
            | Self::Moving
            | Self::AskingMeum
            | Self::Unlocking => true,
        }
    }

    /// Whether it replaces, removes or keeps the credentials.
    pub fn is_about_credentials(self) -> bool {
        match self {
            Self::Connecting
            | Self::RecoveringAnswer
            | Self::KeepingCredentials
            | Self::Disconnecting
            | Self::ClearingUp
            | Self::Forgetting => true,
            Self::FindingShop
            | Self::CheckingKeys
            | Self::Approving
            | Self::KeepingMeumKey
            | Self::AskingBeforeConnecting
            | Self::LookingBeforeConnecting
            | Self::Moving
            | Self::AskingMeum
            | Self::Unlocking
            | Self::SwitchingOff
            | Self::SwitchingPluginOn
            | Self::RevokingPassword
            | Self::HandingOver => false,
        }
    }
}

/// Something under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doing {
    /// What.
    pub work: Work,
    /// The question being waited for.
    pub ticket: Ticket,
    /// Since when.
    pub since: Timestamp,
}
