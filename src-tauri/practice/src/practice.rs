//! The in-app pair: one practice shop and one practice Meum, both running.
//!
//! It refuses to be configured: its addresses and keys are the public constants of the notebook.

use std::sync::{Mutex, PoisonError};

use crate::error::StartError;
use crate::meum::{MeumConfig, PracticeMeum};
use crate::scenario::Scenario;
use crate::shop::{PluginState, PracticeShop, ShopConfig};

/// The practice shop and the practice Meum. Dropping it stops both at once.
#[derive(Debug)]
pub struct Practice {
    /// The shop at [`crate::notebook::SHOP_ADDRESS`].
    pub shop: PracticeShop,
    /// Meum, recognising its own keys after a restart of the app.
    pub meum: PracticeMeum,
    scenario: Mutex<Scenario>,
}

impl Practice {
    /// Starts both servers on free loopback ports, with `scenario` going on, in a fresh shop.
    pub async fn start(scenario: Scenario) -> Result<Self, StartError> {
        Self::resume(scenario, false).await
    }

    /// Starts both in a shop where Meum may be switched on at checkout already. The servers remember
    /// nothing between two runs of the app, so the app says how it left the shop.
    pub async fn resume(scenario: Scenario, switched_on: bool) -> Result<Self, StartError> {
        let mut shop = ShopConfig::practice();
        if let PluginState::Active { enabled, .. } = &mut shop.plugin {
            *enabled = switched_on;
        }
        let practice = Self {
            shop: PracticeShop::start(shop).await?,
            meum: PracticeMeum::start(MeumConfig::practice()).await?,
            scenario: Mutex::default(),
        };
        practice.set_scenario(scenario);
        Ok(practice)
    }

    /// Replaces every trouble of both servers by those of `scenario`. A request under way keeps its troubles.
    pub fn set_scenario(&self, scenario: Scenario) {
        // The lock is released when both servers know, so that two callers cannot leave them in different scenarios.
        let mut current = self.scenario.lock().unwrap_or_else(PoisonError::into_inner);
        *current = scenario;
        self.shop.replace(scenario.shop_troubles());
        self.meum.replace(scenario.meum_troubles());
    }

    /// What is going on now.
    pub fn scenario(&self) -> Scenario {
        *self.scenario.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
