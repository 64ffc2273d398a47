//! The in-app pair: one practice shop and one practice Meum, both running.
//!
//! It refuses to be configured: its addresses and keys are the public constants of the notebook.

use crate::error::StartError;
use crate::meum::{MeumConfig, MeumTrouble, PracticeMeum};
use crate::shop::{PluginState, PracticeShop, ShopConfig, Trouble};

/// The practice shop and the practice Meum. Dropping it stops both at once.
#[derive(Debug)]
pub struct Practice {
    /// The shop at [`crate::notebook::SHOP_ADDRESS`].
    pub shop: PracticeShop,
    /// Meum, recognising its own keys after a restart of the app.
    pub meum: PracticeMeum,
}

impl Practice {
    /// Starts both servers on free loopback ports, in a shop where Meum may be switched on at checkout
    /// already. The servers remember nothing between two runs of the app, so the app says how it left the shop.
    ///
    /// # Errors
    /// When a server cannot bind to loopback, or make its certificate.
    pub async fn start(switched_on: bool) -> Result<Self, StartError> {
        // Its approval page leads back to a port of this computer, which an older WordPress refuses.
        let mut shop = ShopConfig { wordpress_version: "7.1".to_owned(), ..ShopConfig::practice() };
        if let PluginState::Active { enabled, .. } = &mut shop.plugin {
            *enabled = switched_on;
        }
        Ok(Self { shop: PracticeShop::start(shop).await?, meum: PracticeMeum::start(MeumConfig::practice()).await? })
    }

    /// Replaces every trouble of both servers by these. A request under way keeps its troubles.
    pub fn imitate(&self, shop: Vec<Trouble>, meum: Vec<MeumTrouble>) {
        self.shop.replace(shop);
        self.meum.replace(meum);
    }
}
