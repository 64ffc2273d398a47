//! One payment gateway: what it shows, and what a change makes of it.
//!
//! It refuses to keep half a change.

use serde_json::{Map, Value, json};

use super::change::Change;
use super::setting::{InvalidSetting, Setting};
use crate::shop::oddities::{Oddities, SettingNames};
use crate::shop::site::Site;

/// The id of the Meum plugin's gateway.
pub(super) const MEUM: &str = "meum";
/// The id of a second one of Meum's.
pub(super) const SECOND: &str = "meum_express";
/// The id of another provider's, whose name looks like Meum's.
pub(super) const NAMESAKE: &str = "stablecoin_pay";

/// One payment gateway.
#[derive(Debug, Clone)]
pub(crate) struct Gateway {
    pub(crate) id: &'static str,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) order: i64,
    pub(super) enabled: bool,
    pub(super) method_title: &'static str,
    pub(super) method_description: &'static str,
    pub(super) settings: Vec<Setting>,
}

impl Gateway {
    pub(super) fn is_shown(&self, site: &Site) -> bool {
        match self.id {
            MEUM => site.plugin_runs() && !site.gateways.unlisted,
            SECOND => site.plugin_runs() && site.gateways.twice,
            NAMESAKE => site.gateways.namesake,
            _ => true,
        }
    }

    /// The gateway as its plugin shows it now: some versions show no settings for the credentials.
    pub(super) fn as_shown(&self, site: &Site) -> Self {
        let mut shown = self.clone();
        if self.id != MEUM {
            return shown;
        }
        shown.enabled &= !site.gateways.off;
        shown.settings.retain(|setting| setting.is_shown(site));
        shown.called(site.gateways)
    }

    /// Meum's gateway as it is called now. What it holds stays.
    fn called(mut self, oddities: Oddities) -> Self {
        if oddities.unnamed {
            self.id = "stablecoin";
            self.method_title = "Stablecoin Checkout";
            self.method_description = "Take payments in stablecoins.";
        }
        if oddities.settings == SettingNames::Twice {
            let credentials = self.settings.iter().filter(|setting| setting.id != "title");
            let again: Vec<Setting> = credentials.map(of_second_account).collect();
            self.settings.extend(again);
        }
        for setting in &mut self.settings {
            setting.label = match (oddities.settings, setting.id) {
                (SettingNames::Unknown, "api_key") => "Merchant token",
                (SettingNames::Unknown, "webhook_secret") => "Shared phrase",
                _ => setting.label,
            };
            setting.id = oddities.name_of(setting.id);
        }
        self
    }

    /// The gateway after a change. It ignores settings that it does not have, as WooCommerce does.
    pub(super) fn changed(&self, change: &Change, site: &Site) -> Result<Self, InvalidSetting> {
        let mut changed = self.clone();
        let is_meums = self.id == MEUM;
        for setting in &mut changed.settings {
            let named = if is_meums { site.gateways.name_of(setting.id) } else { setting.id };
            match change.settings.get(named) {
                None | Some(Value::Null) => {}
                Some(_) if is_meums && !setting.is_shown(site) => {}
                Some(value) => setting.value = setting.cleaned(value)?,
            }
        }
        if let Some(title) = &change.title {
            changed.title.clone_from(title);
            for setting in changed.settings.iter_mut().filter(|it| it.id == "title") {
                setting.value.clone_from(title);
            }
        }
        if let Some(description) = &change.description {
            changed.description.clone_from(description);
        }
        changed.order = change.order.unwrap_or(changed.order);
        changed.enabled = change.enabled.unwrap_or(changed.enabled) || is_meums && site.gateways.stays_on;
        Ok(changed)
    }

    pub(super) fn value(&self, id: &str) -> String {
        let setting = self.settings.iter().find(|setting| setting.id == id);
        setting.map(|setting| setting.value.clone()).unwrap_or_default()
    }

    /// The gateway as `wc/v3/payment_gateways` shows it; secrets in clear, as WooCommerce does.
    pub(crate) fn to_json(&self, settings_url: &str) -> Value {
        let settings: Map<String, Value> =
            self.settings.iter().map(|setting| (setting.id.to_owned(), setting.to_json())).collect();
        json!({
            "id": self.id,
            "title": self.title,
            "description": self.description,
            "order": self.order,
            "enabled": self.enabled,
            "method_title": self.method_title,
            "method_description": self.method_description,
            "method_supports": ["products"],
            "settings": settings,
            "needs_setup": false,
            "post_install_scripts": [],
            "settings_url": settings_url,
            "connection_url": null,
            "setup_help_text": null,
            "required_settings_keys": [],
        })
    }
}

fn of_second_account(setting: &Setting) -> Setting {
    let id = if setting.id == "api_key" { "live_api_key" } else { "live_webhook_secret" };
    Setting { id, ..setting.clone() }
}
