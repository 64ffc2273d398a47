//! The practice Meum: the three operations of the WooCommerce integration, and `/health`.
//!
//! It refuses to move money, to send webhooks and to know any operation the app does not use.

mod account;
mod behind;
mod call;
mod caller;
mod config;
mod connect;
mod disconnect;
mod issuer;
mod reply;
mod standing;
mod state;
mod status;
mod trouble;

use std::net::SocketAddr;
use std::sync::Arc;

use url::Url;

use crate::error::StartError;
use crate::seen::SeenRequest;
use crate::serving::{Door, Face, Serving};
use state::MeumState;

pub use config::{Issuer, KeyKind, KeyLife, MeumConfig, MeumKey};
pub use trouble::MeumTrouble;

/// Credentials that work now.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Issued {
    /// The site they were issued for, as it was sent.
    pub site_url: String,
    /// The dedicated key.
    pub api_key: String,
    /// 64 hexadecimal digits.
    pub webhook_secret: String,
}

/// A running practice Meum. Dropping it stops it at once.
#[derive(Debug)]
pub struct PracticeMeum {
    state: Arc<MeumState>,
    address: SocketAddr,
    url: Url,
    _serving: Serving,
}

impl PracticeMeum {
    /// Opens a free loopback port and serves Meum on it, over plain http.
    pub async fn start(config: MeumConfig) -> Result<Self, StartError> {
        let door = Arc::new(Door::open().await.map_err(StartError::Port)?);
        let address = door.address();
        let url = Url::parse(&format!("http://{address}/")).map_err(|_| StartError::Address)?;
        let state = Arc::new(MeumState::new(config));
        Ok(Self { _serving: Serving::start(door, Arc::clone(&state), || Face::Plain), state, address, url })
    }

    /// `http://127.0.0.1:{port}/`: what stands for Meum's base URL.
    pub fn url(&self) -> Url {
        self.url.clone()
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The newest requests, oldest first, at most 1000; never a secret.
    pub fn requests(&self) -> Vec<SeenRequest> {
        self.state.seen.all()
    }

    /// The credentials that work now, oldest first.
    pub fn issued(&self) -> Vec<Issued> {
        self.state.with_account(|account| {
            let connected = account.connected();
            connected
                .map(|integration| Issued {
                    site_url: integration.site_url.clone(),
                    api_key: integration.credentials.api_key.clone(),
                    webhook_secret: integration.credentials.webhook_secret.clone(),
                })
                .collect()
        })
    }

    /// Sets or removes the payout wallet.
    pub fn set_payout_configured(&self, configured: bool) {
        self.state.with_account(|account| account.payout_configured = configured);
    }

    /// Switches a trouble on for every request from now on, beside those that are on already.
    /// The same trouble with other details replaces itself.
    pub fn set(&self, trouble: MeumTrouble) {
        self.state.troubles.set(trouble);
    }

    /// Switches one trouble off, whatever its details.
    pub fn lift(&self, trouble: &MeumTrouble) {
        self.state.troubles.lift(trouble);
    }

    /// Switches every trouble off.
    pub fn clear(&self) {
        self.replace(None);
    }

    /// The troubles that are on, in the order they were switched on.
    pub fn troubles(&self) -> Vec<MeumTrouble> {
        self.state.troubles.all()
    }

    /// Switches every trouble off and these on.
    pub fn replace(&self, troubles: impl IntoIterator<Item = MeumTrouble>) {
        self.state.troubles.replace(troubles);
    }
}
