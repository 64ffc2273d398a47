//! The shop as it is for one request: its configuration, changed by the troubles that are on.
//!
//! It refuses to outlive the request, so that lifting a trouble leaves no trace.

use super::config::{PluginState, ShopConfig};

/// The shop as it is for one request.
#[derive(Debug, Clone)]
pub(crate) struct Site {
    /// Whether WooCommerce is switched on.
    pub(crate) woocommerce_active: bool,
    /// The Meum plugin.
    pub(crate) plugin: PluginState,
    /// How WordPress builds its addresses.
    pub(crate) permalinks: Permalinks,
    /// Whether every key was revoked.
    pub(crate) keys_revoked: bool,
    /// Whether a privacy plugin hides the whole REST API from guests.
    pub(crate) rest_hidden: bool,
}

/// How WordPress builds its addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Permalinks {
    /// `/wp-json/…` works.
    Pretty,
    /// Only `?rest_route=/…` works; `/wp-json/` shows the home page.
    Plain,
}

impl Site {
    pub(crate) fn of(config: &ShopConfig) -> Self {
        Self {
            woocommerce_active: config.woocommerce_active,
            plugin: config.plugin.clone(),
            permalinks: Permalinks::Pretty,
            keys_revoked: false,
            rest_hidden: false,
        }
    }

    /// Whether the Meum plugin runs; without WooCommerce it still registers its own routes.
    pub(crate) fn plugin_runs(&self) -> bool {
        match self.plugin {
            PluginState::Active { .. } => true,
            PluginState::Absent | PluginState::Inactive => false,
        }
    }

    /// Whether the plugin's gateway shows settings for its credentials.
    pub(crate) fn plugin_shows_settings(&self) -> bool {
        match self.plugin {
            PluginState::Active { settings, .. } => settings,
            PluginState::Absent | PluginState::Inactive => false,
        }
    }
}
