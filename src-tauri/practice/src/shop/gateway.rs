//! The shop's payment gateways: the three WooCommerce brings along, and Meum's.
//!
//! It refuses to take a value that WordPress would refuse, and cleans every value as WordPress does.

use serde_json::{Map, Value, json};

use super::config::PluginState;
use super::rest::clean;
use super::site::Site;

/// The id of the Meum plugin's gateway.
const MEUM: &str = "meum";
/// The settings in which the Meum plugin keeps what it got from Meum.
const CREDENTIALS: [&str; 2] = ["api_key", "webhook_secret"];

/// What the Meum plugin's gateway holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct GatewayState {
    /// The setting `api_key`; empty when nothing was written.
    pub api_key: String,
    /// The setting `webhook_secret`; empty when nothing was written.
    pub webhook_secret: String,
    /// Whether the gateway is offered at checkout.
    pub enabled: bool,
}

/// One payment gateway.
#[derive(Debug, Clone)]
pub(crate) struct Gateway {
    pub(crate) id: &'static str,
    title: String,
    description: String,
    order: i64,
    enabled: bool,
    method_title: &'static str,
    method_description: &'static str,
    settings: Vec<Setting>,
}

/// One setting of a gateway.
#[derive(Debug, Clone)]
struct Setting {
    id: &'static str,
    label: &'static str,
    description: &'static str,
    kind: &'static str,
    value: String,
    default: &'static str,
}

/// A change that passed WordPress's check of its types.
#[derive(Debug, Clone, Default)]
pub(crate) struct Change {
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) order: Option<i64>,
    pub(crate) enabled: Option<bool>,
    pub(crate) settings: Map<String, Value>,
}

/// A setting got a value that WooCommerce refuses.
#[derive(Debug, Clone, Copy)]
pub(crate) struct InvalidSetting;

/// All payment gateways of a shop.
#[derive(Debug)]
pub(crate) struct Gateways(Vec<Gateway>);

impl Gateways {
    pub(crate) fn new(plugin: &PluginState) -> Self {
        let enabled = matches!(plugin, PluginState::Active { enabled: true, .. });
        Self(vec![bacs(), cheque(), cod(), meum(enabled)])
    }

    /// The gateways that the shop shows now.
    pub(crate) fn shown(&self, site: &Site) -> Vec<Gateway> {
        let all = self.0.iter().filter(|gateway| gateway.is_shown(site));
        all.map(|gateway| gateway.as_shown(site)).collect()
    }

    /// One of the gateways that the shop shows now.
    pub(crate) fn find(&self, id: &str, site: &Site) -> Option<Gateway> {
        let gateway = self.0.iter().find(|gateway| gateway.id == id)?;
        gateway
            .is_shown(site)
            .then(|| gateway.as_shown(site))
    }

    /// Changes one gateway, all or nothing; `None` when the shop does not show it.
    pub(crate) fn change(
        &mut self,
        id: &str,
        change: &Change,
        site: &Site,
    ) -> Option<Result<Gateway, InvalidSetting>> {
        let gateway = self.0.iter_mut().find(|gateway| gateway.id == id)?;
        if !gateway.is_shown(site) {
            return None;
        }
        Some(gateway.changed(change, site).map(|changed| {
            *gateway = changed;
            gateway.as_shown(site)
        }))
    }

    pub(crate) fn held_by_plugin(&self) -> GatewayState {
        let gateway = self.0.iter().find(|gateway| gateway.id == MEUM);
        gateway.map_or_else(GatewayState::default, |gateway| GatewayState {
            api_key: gateway.value("api_key"),
            webhook_secret: gateway.value("webhook_secret"),
            enabled: gateway.enabled,
        })
    }
}

impl Gateway {
    fn is_shown(&self, site: &Site) -> bool {
        self.id != MEUM || site.plugin_runs()
    }

    /// The gateway without the settings that this version of its plugin does not show.
    fn as_shown(&self, site: &Site) -> Self {
        let mut shown = self.clone();
        shown.settings.retain(|setting| setting.is_shown(site));
        shown
    }

    /// The gateway after a change. Settings it does not have are ignored, as WooCommerce does.
    fn changed(&self, change: &Change, site: &Site) -> Result<Self, InvalidSetting> {
        let mut changed = self.clone();
        for setting in &mut changed.settings {
            match change.settings.get(setting.id) {
                None | Some(Value::Null) => {}
                Some(_) if !setting.is_shown(site) => {}
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
        changed.enabled = change.enabled.unwrap_or(changed.enabled);
        Ok(changed)
    }

    fn value(&self, id: &str) -> String {
        let setting = self.settings.iter().find(|setting| setting.id == id);
        setting.map(|setting| setting.value.clone()).unwrap_or_default()
    }

    /// The gateway as `wc/v3/payment_gateways` shows it; secrets in clear, as WooCommerce does.
    pub(crate) fn to_json(&self, settings_url: &str) -> Value {
        let settings: Map<String, Value> = self
            .settings
            .iter()
            .map(|setting| (setting.id.to_owned(), setting.to_json()))
            .collect();
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

impl Setting {
    fn is_shown(&self, site: &Site) -> bool {
        !CREDENTIALS.contains(&self.id) || site.plugin_shows_settings()
    }

    fn cleaned(&self, value: &Value) -> Result<String, InvalidSetting> {
        match (self.kind, value) {
            ("checkbox", Value::String(text)) if text == "yes" || text == "no" => Ok(text.clone()),
            ("checkbox", _) => Err(InvalidSetting),
            (_, Value::String(text)) => Ok(clean(text)),
            (_, Value::Number(number)) => Ok(number.to_string()),
            (_, Value::Bool(true)) => Ok("1".to_owned()),
            (_, Value::Bool(false)) => Ok(String::new()),
            (_, Value::Null | Value::Array(_) | Value::Object(_)) => Err(InvalidSetting),
        }
    }

    fn to_json(&self) -> Value {
        json!({
            "id": self.id,
            "label": self.label,
            "description": self.description,
            "type": self.kind,
            "value": self.value,
            "default": self.default,
            "tip": self.description,
            "placeholder": "",
        })
    }
}

fn setting(
    id: &'static str,
    kind: &'static str,
    label: &'static str,
    description: &'static str,
    default: &'static str,
) -> Setting {
    Setting {
        id,
        label,
        description,
        kind,
        value: default.to_owned(),
        default,
    }
}

const TITLE_TIP: &str = "This controls the title which the user sees during checkout.";
const INSTRUCTIONS_TIP: &str = "Instructions that will be added to the thank you page and emails.";

fn bacs() -> Gateway {
    Gateway {
        id: "bacs",
        title: "Direct bank transfer".to_owned(),
        description: "Make your payment directly into our bank account.".to_owned(),
        order: 3,
        enabled: false,
        method_title: "Direct bank transfer",
        method_description: "Take payments in person via BACS.",
        settings: vec![
            setting("title", "safe_text", "Title", TITLE_TIP, "Direct bank transfer"),
            setting("instructions", "textarea", "Instructions", INSTRUCTIONS_TIP, ""),
        ],
    }
}

fn cheque() -> Gateway {
    Gateway {
        id: "cheque",
        title: "Check payments".to_owned(),
        description: "Please send a check to the corner shop.".to_owned(),
        order: 4,
        enabled: false,
        method_title: "Check payments",
        method_description: "Take payments in person via checks.",
        settings: vec![
            setting("title", "safe_text", "Title", TITLE_TIP, "Check payments"),
            setting("instructions", "textarea", "Instructions", INSTRUCTIONS_TIP, ""),
        ],
    }
}

fn cod() -> Gateway {
    let virtual_label = "Accept COD if the order is virtual";
    Gateway {
        id: "cod",
        title: "Cash on delivery".to_owned(),
        description: "Pay with cash upon delivery.".to_owned(),
        order: 5,
        enabled: true,
        method_title: "Cash on delivery",
        method_description: "Let your shoppers pay upon delivery — by cash or other methods of payment.",
        settings: vec![
            setting("title", "safe_text", "Title", TITLE_TIP, "Cash on delivery"),
            setting("instructions", "textarea", "Instructions", INSTRUCTIONS_TIP, ""),
            setting("enable_for_virtual", "checkbox", virtual_label, "", "yes"),
        ],
    }
}

fn meum(enabled: bool) -> Gateway {
    Gateway {
        id: MEUM,
        title: "Pay with Crypto".to_owned(),
        description: String::new(),
        order: 6,
        enabled,
        method_title: "Meum",
        method_description: "Take payments with Meum.",
        settings: vec![
            setting("title", "safe_text", "Title", "Shown at checkout.", "Pay with Crypto"),
            setting("api_key", "password", "API key", "From Meum.", ""),
            setting("webhook_secret", "password", "Webhook secret", "From Meum.", ""),
        ],
    }
}
