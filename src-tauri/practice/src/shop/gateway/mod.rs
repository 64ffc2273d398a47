//! The shop's payment gateways: the three WooCommerce brings along, two of other providers, and Meum's.
//!
//! It refuses to show a gateway whose plugin is switched off, but keeps its settings, as WordPress does.

mod catalogue;
mod change;
mod one;
mod setting;

use super::config::PluginState;
use super::site::Site;

pub(crate) use change::Change;
pub(crate) use one::Gateway;
pub(crate) use setting::InvalidSetting;

/// What the Meum plugin's gateway holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct GatewayState {
    /// The setting `api_key`; empty where nobody wrote one.
    pub api_key: String,
    /// The setting `webhook_secret`; empty where nobody wrote one.
    pub webhook_secret: String,
    /// Whether shoppers see the gateway at checkout.
    pub enabled: bool,
}

/// All payment gateways of a shop.
#[derive(Debug)]
pub(crate) struct Gateways(Vec<Gateway>);

impl Gateways {
    pub(crate) fn new(plugin: &PluginState) -> Self {
        let enabled = matches!(plugin, PluginState::Active { enabled: true, .. });
        Self(catalogue::gateways(enabled))
    }

    /// The gateways that the shop shows now.
    pub(crate) fn shown(&self, site: &Site) -> Vec<Gateway> {
        let all = self.0.iter().filter(|gateway| gateway.is_shown(site));
        all.map(|gateway| gateway.as_shown(site)).collect()
    }

    /// One of the gateways that the shop shows now.
    pub(crate) fn find(&self, id: &str, site: &Site) -> Option<Gateway> {
        self.shown(site).into_iter().find(|gateway| gateway.id == id)
    }

    /// Changes one gateway, all or nothing; `None` when the shop does not show it.
    pub(crate) fn change(&mut self, id: &str, change: &Change, site: &Site) -> Option<Result<Gateway, InvalidSetting>> {
        let is_it = |gateway: &&mut Gateway| gateway.is_shown(site) && gateway.as_shown(site).id == id;
        let gateway = self.0.iter_mut().find(is_it)?;
        Some(gateway.changed(change, site).map(|changed| {
            *gateway = changed;
            gateway.as_shown(site)
        }))
    }

    pub(crate) fn held_by_plugin(&self) -> GatewayState {
        let gateway = self.0.iter().find(|gateway| gateway.id == one::MEUM);
        gateway.map_or_else(GatewayState::default, |gateway| GatewayState {
            api_key: gateway.value("api_key"),
            webhook_secret: gateway.value("webhook_secret"),
            enabled: gateway.enabled,
        })
    }
}
