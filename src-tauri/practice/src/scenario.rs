//! What is going on in the practice pair, picked in the practice drawer.
//!
//! A scenario names at most one trouble for each server. It refuses to know what a trouble does.

use serde::{Deserialize, Serialize};

use crate::meum::MeumTrouble;
use crate::shop::Trouble;

/// What is going on, for the shop and for Meum at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scenario {
    /// Shoppers can pay.
    #[default]
    AllWell,
    /// No payout wallet is set.
    PayoutMissing,
    /// Meum's payment updates do not reach the shop.
    WebhookFailing,
    /// The shop's keys were removed in WooCommerce.
    KeysRevoked,
    /// A firewall in front of the shop blocks apps.
    FirewallInFront,
    /// The shop's server does not answer properly.
    ShopDown,
    /// Meum does not answer properly.
    MeumDown,
}

impl Scenario {
    /// Every scenario, in the order the drawer lists them.
    pub const ALL: [Self; 7] = [
        Self::AllWell,
        Self::PayoutMissing,
        Self::WebhookFailing,
        Self::KeysRevoked,
        Self::FirewallInFront,
        Self::ShopDown,
        Self::MeumDown,
    ];

    /// What the shop suffers from.
    pub(crate) fn shop_trouble(self) -> Option<Trouble> {
        match self {
            Self::KeysRevoked => Some(Trouble::KeysRevoked),
            Self::FirewallInFront => Some(Trouble::FirewallInFront),
            Self::ShopDown => Some(Trouble::ServerDown),
            Self::AllWell | Self::PayoutMissing | Self::WebhookFailing | Self::MeumDown => None,
        }
    }

    /// What Meum suffers from.
    pub(crate) fn meum_trouble(self) -> Option<MeumTrouble> {
        match self {
            Self::PayoutMissing => Some(MeumTrouble::PayoutMissing),
            Self::WebhookFailing => Some(MeumTrouble::WebhookFailing),
            Self::MeumDown => Some(MeumTrouble::Down),
            Self::AllWell | Self::KeysRevoked | Self::FirewallInFront | Self::ShopDown => None,
        }
    }
}
