//! The practice shop: WordPress with WooCommerce and the Meum plugin, as far as the app can see it.
//!
//! It refuses to be a shop: there are no products, no orders and no customers, only what the app and
//! its merchant need to look at.

mod address;
mod admin;
mod behind;
mod config;
mod effect;
mod front;
mod gateway;
mod in_front;
mod rest;
mod site;
mod state;
mod trouble;

use std::net::SocketAddr;
use std::sync::Arc;

use url::Url;

use crate::error::StartError;
use crate::seen::SeenRequest;
use crate::serving::{Authority, Serving, listen};
use state::ShopState;

pub use config::{Owner, Permission, PluginState, ShopConfig, ShopKey};
pub use gateway::GatewayState;
pub use trouble::Trouble;

/// A running practice shop. Dropping it stops it at once.
#[derive(Debug)]
pub struct PracticeShop {
    state: Arc<ShopState>,
    tls_address: SocketAddr,
    plain_address: SocketAddr,
    authority_pem: String,
    _serving: [Serving; 2],
}

impl PracticeShop {
    /// Opens two free loopback ports, makes a throw-away authority and serves the shop on both:
    /// over TLS for the app, over plain http for the merchant's browser.
    pub async fn start(mut config: ShopConfig) -> Result<Self, StartError> {
        let (tls, tls_address) = listen().await.map_err(StartError::Port)?;
        let (plain, plain_address) = listen().await.map_err(StartError::Port)?;
        let host = config.home.host_str().ok_or(StartError::Address)?;
        let authority = Authority::vouching_for(host.trim_matches(['[', ']']))?;
        if config.home.port() == Some(0) {
            let port = Some(tls_address.port());
            config.home.set_port(port).map_err(|()| StartError::Address)?;
        }
        let state = Arc::new(ShopState::new(config));
        let serving = [
            Serving::start(tls, Arc::clone(&state), Some(authority.acceptor)),
            Serving::start(plain, Arc::clone(&state), None),
        ];
        Ok(Self { state, tls_address, plain_address, authority_pem: authority.pem, _serving: serving })
    }

    /// The shop's home address, with the real port where port 0 was asked for.
    pub fn home(&self) -> Url {
        self.state.config.home.clone()
    }

    /// Where the shop's host must be resolved to.
    pub fn tls_address(&self) -> SocketAddr {
        self.tls_address
    }

    /// Where the merchant's browser finds the shop's practice administration, over plain http.
    pub fn plain_address(&self) -> SocketAddr {
        self.plain_address
    }

    /// The certificate, in PEM, of the authority that vouches for the shop.
    pub fn authority_pem(&self) -> &str {
        &self.authority_pem
    }

    /// The newest requests, oldest first, at most 1000; never a secret.
    pub fn requests(&self) -> Vec<SeenRequest> {
        self.state.seen.all()
    }

    /// What the Meum plugin's gateway holds now, also while it is hidden.
    pub fn gateway(&self) -> GatewayState {
        self.state.with_gateways(|gateways| gateways.held_by_plugin())
    }

    /// Switches a trouble on for every request from now on, beside those that are on already.
    /// The same trouble with other details replaces itself.
    pub fn set(&self, trouble: Trouble) {
        self.state.troubles.set(trouble);
    }

    /// Switches one trouble off, whatever its details.
    pub fn lift(&self, trouble: &Trouble) {
        self.state.troubles.lift(trouble);
    }

    /// Switches every trouble off.
    pub fn clear(&self) {
        self.replace(None);
    }

    /// The troubles that are on, in the order they were switched on.
    pub fn troubles(&self) -> Vec<Trouble> {
        self.state.troubles.all()
    }

    /// Switches every trouble off and these on.
    pub fn replace(&self, troubles: impl IntoIterator<Item = Trouble>) {
        self.state.troubles.replace(troubles);
    }
}
