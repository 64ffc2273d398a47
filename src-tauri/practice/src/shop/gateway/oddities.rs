//! What can be unusual about the payment gateways: names that nobody promised.
//!
//! It refuses to change what a gateway holds, only what it is called.

use super::one::Gateway;
use super::setting::Setting;

/// What is unusual about the payment gateways.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Oddities {
    /// Another provider's gateway is called as Meum's could be.
    pub(crate) namesake: bool,
    /// Meum's gateway does not say that it is Meum's.
    pub(crate) unnamed: bool,
    /// Meum brings two gateways.
    pub(crate) twice: bool,
    /// How the settings of Meum's gateway are called.
    pub(crate) settings: SettingNames,
}

/// How the settings for key and secret are called.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum SettingNames {
    /// `api_key` and `webhook_secret`.
    #[default]
    Usual,
    /// A longer name for the key, and for the secret one that only its label explains.
    Longer,
    /// Nobody knows them.
    Unknown,
    /// As usual, and once more for another account.
    Twice,
}

impl Oddities {
    /// The name that a setting of Meum's gateway goes by.
    pub(super) fn name_of(self, id: &'static str) -> &'static str {
        match (self.settings, id) {
            (SettingNames::Longer, "api_key") => "meum_live_api_key",
            (SettingNames::Longer, "webhook_secret") => "hook_phrase",
            (SettingNames::Unknown, "api_key") => "merchant_token",
            (SettingNames::Unknown, "webhook_secret") => "shared_phrase",
            _ => id,
        }
    }

    /// Meum's gateway as it is called.
    pub(super) fn shape(self, gateway: &mut Gateway) {
        if self.unnamed {
            gateway.id = "stablecoin";
            gateway.method_title = "Stablecoin Checkout";
            gateway.method_description = "Take payments in stablecoins.";
        }
        if self.settings == SettingNames::Twice {
            let credentials = gateway.settings.iter().filter(|setting| setting.id != "title");
            let again: Vec<Setting> = credentials.map(of_second_account).collect();
            gateway.settings.extend(again);
        }
        for setting in &mut gateway.settings {
            setting.label = match (self.settings, setting.id) {
                (SettingNames::Unknown, "api_key") => "Merchant token",
                (SettingNames::Unknown, "webhook_secret") => "Shared phrase",
                _ => setting.label,
            };
            setting.id = self.name_of(setting.id);
        }
    }
}

fn of_second_account(setting: &Setting) -> Setting {
    let id = if setting.id == "api_key" { "live_api_key" } else { "live_webhook_secret" };
    Setting { id, ..setting.clone() }
}
