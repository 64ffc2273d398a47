//! What is going on in the practice pair, picked in the practice drawer.
//!
//! A scenario names the troubles of each server. It refuses to know what a trouble does.

use serde::{Deserialize, Serialize};

use crate::meum::MeumTrouble;
use crate::shop::{GuestStopper, Habit, Trouble};

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
    /// Meum's payment method is switched off in the shop.
    GatewayOff,
    /// A security plugin turns guests away, and payment updates with them.
    UpdatesShut,
    /// The shop's certificate ends in two days.
    CertificateEnds,
    /// Meum has not sent a payment update yet.
    NothingSentYet,
    /// Meum has suspended the organization.
    MeumPaused,
    /// Meum answers with words that no document mentions.
    NewWords,
    /// The shop's keys were removed, payment updates fail, and no payout wallet is set.
    SeveralAtOnce,
}

impl Scenario {
    /// Every scenario, in the order the drawer lists them.
    pub const ALL: [Self; 14] = [
        Self::AllWell,
        Self::PayoutMissing,
        Self::WebhookFailing,
        Self::KeysRevoked,
        Self::FirewallInFront,
        Self::ShopDown,
        Self::MeumDown,
        Self::GatewayOff,
        Self::UpdatesShut,
        Self::CertificateEnds,
        Self::NothingSentYet,
        Self::MeumPaused,
        Self::NewWords,
        Self::SeveralAtOnce,
    ];

    /// What the shop suffers from.
    pub(crate) fn shop_troubles(self) -> Vec<Trouble> {
        let trouble = match self {
            Self::KeysRevoked | Self::SeveralAtOnce => Trouble::KeysRevoked,
            Self::FirewallInFront => Trouble::FirewallInFront,
            Self::ShopDown => Trouble::ServerDown,
            Self::GatewayOff => Trouble::GatewayOff,
            Self::UpdatesShut => Trouble::Habit { habit: Habit::GuestsStopped { by: GuestStopper::Shield } },
            Self::CertificateEnds => Trouble::CertificateEndsAtOnce,
            Self::AllWell
            | Self::PayoutMissing
            | Self::WebhookFailing
            | Self::MeumDown
            | Self::NothingSentYet
            | Self::MeumPaused
            | Self::NewWords => return Vec::new(),
        };
        vec![trouble]
    }

    /// What Meum suffers from.
    pub(crate) fn meum_troubles(self) -> Vec<MeumTrouble> {
        match self {
            Self::PayoutMissing => vec![MeumTrouble::PayoutMissing],
            Self::WebhookFailing => vec![MeumTrouble::WebhookFailing],
            Self::MeumDown => vec![MeumTrouble::Down],
            // While Meum says that updates arrive, what this computer sees is no trouble.
            Self::NothingSentYet | Self::UpdatesShut => vec![MeumTrouble::NothingSentYet],
            Self::MeumPaused => vec![MeumTrouble::Suspended],
            Self::NewWords => vec![MeumTrouble::UnknownEnums],
            Self::SeveralAtOnce => vec![MeumTrouble::PayoutMissing, MeumTrouble::WebhookFailing],
            Self::AllWell
            | Self::KeysRevoked
            | Self::FirewallInFront
            | Self::ShopDown
            | Self::GatewayOff
            | Self::CertificateEnds => Vec::new(),
        }
    }
}
