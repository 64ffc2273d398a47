//! One setting of a payment gateway, and what WooCommerce makes of a value for it.
//!
//! It refuses values that are no text and that WooCommerce cannot make one of.

use serde_json::{Value, json};

use crate::shop::clean::clean;
use crate::shop::site::Site;

/// The settings for what Meum issued.
const CREDENTIALS: [&str; 2] = ["api_key", "webhook_secret"];

/// One setting of a gateway.
#[derive(Debug, Clone)]
pub(super) struct Setting {
    pub(super) id: &'static str,
    pub(super) label: &'static str,
    pub(super) description: &'static str,
    pub(super) kind: &'static str,
    pub(super) value: String,
    pub(super) default: &'static str,
}

/// WooCommerce refuses the value of a setting.
#[derive(Debug, Clone, Copy)]
pub(crate) struct InvalidSetting;

impl Setting {
    pub(super) fn is_shown(&self, site: &Site) -> bool {
        !CREDENTIALS.contains(&self.id) || site.plugin_shows_settings()
    }

    pub(super) fn cleaned(&self, value: &Value) -> Result<String, InvalidSetting> {
        match (self.kind, value) {
            ("checkbox", Value::String(text)) if text == "yes" || text == "no" => Ok(text.clone()),
            ("checkbox", _) | (_, Value::Null | Value::Array(_) | Value::Object(_)) => Err(InvalidSetting),
            (_, Value::String(text)) => Ok(clean(text)),
            (_, Value::Number(number)) => Ok(number.to_string()),
            (_, Value::Bool(true)) => Ok("1".to_owned()),
            (_, Value::Bool(false)) => Ok(String::new()),
        }
    }

    pub(super) fn to_json(&self) -> Value {
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
