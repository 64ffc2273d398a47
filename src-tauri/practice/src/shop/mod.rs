//! The practice shop: WordPress with WooCommerce and the Meum plugin, as far as the app can see it.
//!
//! It refuses to be a shop: there are no products, no orders and no customers, only what the app and
//! its merchant need to look at.

mod address;
mod admin;
mod approving;
mod behind;
mod below;
mod cache;
mod clean;
mod config;
mod effect;
mod front;
mod gateway;
mod habits;
mod holding;
mod in_front;
mod nonces;
mod oddities;
mod rest;
mod site;
mod state;
mod trouble;
mod web_address;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use url::Url;

use crate::error::StartError;
use crate::seen::SeenRequest;
use crate::serving::{Certificates, Door, Face, Serving};
use crate::troubles::Troubles;
use state::ShopState;

pub use config::{AppPassword, Owner, Permission, PluginState, ShopConfig, ShopKey};
pub use gateway::GatewayState;
pub use habits::{
    AdminDoor, Asked, Busy, Checker, CloudflareForm, CutPart, Death, Detour, EmptyIndex, FolderAnswer, Forward,
    GuestStopper, Habit, HookAnswer, Leader, LeadsTo, Lost, Odd, OldFolder, OlderWay, OptionsAnswer, PageTurn, Partly,
    PasswordStopper, Refusal, Said, Scheme, ShopDoor, ShopPlace, ShutOut, Since, Strange, Turn, Unlisted,
};
pub use holding::Held;
pub use in_front::firewalls::FirewallBrand;
pub use in_front::placeholders::PlaceholderKind;
pub use in_front::platforms::PlatformName;
pub use trouble::Trouble;

/// A running practice shop. Dropping it stops it at once.
#[derive(Debug)]
pub struct PracticeShop {
    state: Arc<ShopState>,
    tls: Arc<Door>,
    plain: Arc<Door>,
    authority_pem: String,
    /// Locked while troubles change, so that the doors follow in the same order.
    changing: Mutex<()>,
    _serving: [Serving; 2],
}

impl PracticeShop {
    /// Opens two free loopback ports, makes a throw-away authority and serves the shop on both:
    /// over TLS for the app, over plain http for the merchant's browser.
    pub async fn start(mut config: ShopConfig) -> Result<Self, StartError> {
        let tls = Arc::new(Door::open().await.map_err(StartError::Port)?);
        let plain = Arc::new(Door::open().await.map_err(StartError::Port)?);
        let host = config.home.host_str().ok_or(StartError::Address)?;
        let certificates = Certificates::vouching_for(host.trim_matches(['[', ']']))?;
        if config.home.port() == Some(0) {
            let port = Some(tls.address().port());
            config.home.set_port(port).map_err(|()| StartError::Address)?;
        }
        let state = Arc::new(ShopState::new(config));
        let authority_pem = certificates.pem.clone();
        let troubled = Arc::clone(&state);
        let face = move || below::face(&effect::below(&troubled.troubles.all()), &certificates);
        let serving = [
            Serving::start(Arc::clone(&tls), Arc::clone(&state), face),
            Serving::start(Arc::clone(&plain), Arc::clone(&state), || Face::Plain),
        ];
        let shop = Self { state, tls, plain, authority_pem, changing: Mutex::default(), _serving: serving };
        shop.clear();
        Ok(shop)
    }

    /// The shop's home address, with the real port where port 0 was asked for.
    pub fn home(&self) -> Url {
        self.state.config.home.clone()
    }

    /// Where the shop's host must be resolved to.
    pub fn tls_address(&self) -> SocketAddr {
        self.tls.address()
    }

    /// Where the merchant's browser finds the shop's practice administration, over plain http.
    pub fn plain_address(&self) -> SocketAddr {
        self.plain.address()
    }

    /// The certificate, in PEM, of the authority that vouches for the shop.
    pub fn authority_pem(&self) -> &str {
        &self.authority_pem
    }

    /// The newest requests, oldest first, at most 1000; never a secret.
    pub fn requests(&self) -> Vec<SeenRequest> {
        self.state.seen.all()
    }

    /// Waits until the approval page holds an answer back that is to come late. It goes once this is dropped.
    pub async fn late_answer(&self) -> Held<'_> {
        self.state.holding.until_held().await
    }

    /// The settings of the Meum plugin's gateway now, also while the plugin is switched off.
    pub fn gateway(&self) -> GatewayState {
        self.state.with_gateways(|gateways| gateways.held_by_plugin())
    }

    /// Switches a trouble on for every request from now on, beside those that are on already. The same
    /// trouble with other details replaces itself. A trouble below HTTP ends each open connection after the
    /// request that it is busy with. So a client that reuses connections may first find that one has gone.
    pub fn set(&self, trouble: Trouble) {
        self.change(|troubles| troubles.set(trouble));
    }

    /// Switches one trouble off, whatever its details.
    pub fn lift(&self, trouble: &Trouble) {
        self.change(|troubles| troubles.lift(trouble));
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
        self.change(|on| on.replace(troubles));
    }

    /// Changes the troubles. Where new connections are treated otherwise from now on, open ones end.
    fn change(&self, change: impl FnOnce(&Troubles<Trouble>)) {
        let _changing = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        change(&self.state.troubles);
        let below = effect::below(&self.troubles());
        let [tls, plain] = below::shut(&below).map(|shut| !shut);
        self.tls.set_open(tls);
        self.plain.set_open(plain);
        self.tls.turn(below::side(&below));
        self.plain.turn(plain.into());
    }
}
