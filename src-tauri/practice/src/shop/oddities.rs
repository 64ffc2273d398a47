//! What can be unusual about the payment gateways: names that nobody promised.
//!
//! It refuses to know the gateways themselves; they ask it for their names.

/// What is unusual about the payment gateways.
#[derive(Debug, Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own, and any two go together")]
pub(crate) struct Oddities {
    /// Another provider's gateway is called as Meum's could be.
    pub(crate) namesake: bool,
    /// Meum's gateway does not say that it is Meum's.
    pub(crate) unnamed: bool,
    /// Whether Meum's gateway stays switched on, whatever is written.
    pub(crate) stays_on: bool,
    /// Meum brings two gateways.
    pub(crate) twice: bool,
    /// Meum's is in no list.
    pub(crate) unlisted: bool,
    /// Meum's is switched off, whatever is written.
    pub(crate) off: bool,
    /// The list crashes.
    pub(crate) fail: bool,
    /// The names of the settings of Meum's gateway.
    pub(crate) settings: SettingNames,
}

/// The names of the settings for key and secret.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum SettingNames {
    /// `api_key` and `webhook_secret`.
    #[default]
    Usual,
    /// The key's name is longer, and only its label says that the other is the secret.
    Longer,
    /// Names that no app can know.
    Unknown,
    /// The usual ones, and a second pair for another account.
    Twice,
}

impl Oddities {
    /// The name of this setting of Meum's gateway as the shop shows it.
    pub(crate) fn name_of(self, id: &'static str) -> &'static str {
        match (self.settings, id) {
            (SettingNames::Longer, "api_key") => "meum_live_api_key",
            (SettingNames::Longer, "webhook_secret") => "hook_phrase",
            (SettingNames::Unknown, "api_key") => "merchant_token",
            (SettingNames::Unknown, "webhook_secret") => "shared_phrase",
            _ => id,
        }
    }
}
