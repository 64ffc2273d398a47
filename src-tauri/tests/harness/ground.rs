//! What a child stands on: servers behind relays, a message bus behind a door, and a data folder
//! into which the test can look and reach, as the only other one that does.

use super::bus::BusProxy;
use super::child::{Child, Setting};
use super::crypto;
use super::relay::Relay;
use connect_core::record::ShopId;
use connect_practice::{Issued, MeumConfig, PracticeMeum, PracticeShop, ShopConfig};
use meum_connect::adapters::shop::Credentials;
use meum_connect::adapters::vault::Vault;
use meum_connect::connect;
use std::path::Path;

/// A shop, a Meum, the ways to them, and a folder.
pub struct Ground {
    pub shop: PracticeShop,
    pub meum: PracticeMeum,
    pub to_shop: Relay,
    pub to_meum: Relay,
    pub bus: BusProxy,
    pub folder: tempfile::TempDir,
    pub setting: Setting,
    vault: Vault,
}

impl Ground {
    /// Everything new, on the message bus of this session.
    pub async fn new() -> Self {
        Self::on(&std::env::var("DBUS_SESSION_BUS_ADDRESS").expect("a session bus")).await
    }

    /// Everything new, on this message bus.
    pub async fn on(bus: &str) -> Self {
        crypto();
        let shop = PracticeShop::start(ShopConfig::practice()).await.unwrap();
        let meum = PracticeMeum::start(MeumConfig::practice()).await.unwrap();
        let (to_shop, to_meum) = (Relay::to(shop.tls_address()).await, Relay::to(meum.address()).await);
        let folder = tempfile::tempdir().unwrap();
        let service = format!("test {}", folder.path().display());
        let mut setting = Setting::of(folder.path().to_owned(), &service, &shop, &meum);
        setting.meum = format!("http://{}/", to_meum.at);
        setting.shop.1 = to_shop.at;
        let vault = Vault::start(&service);
        Self { shop, meum, to_shop, to_meum, bus: BusProxy::before(bus), folder, setting, vault }
    }

    /// Starts the app here, behind the door before the bus.
    pub fn start(&self) -> Child {
        let address = self.bus.address();
        Child::start_as(&self.setting, move |command| {
            command.env("DBUS_SESSION_BUS_ADDRESS", address);
        })
    }

    /// The app at *Review*.
    pub async fn at_review(&self) -> Child {
        let mut app = self.start();
        app.go_to_review(self.shop.home().as_str()).await;
        app
    }

    /// Lets everything flow again, but nothing that was held for an app that is gone.
    pub fn clear(&self) {
        self.to_meum.cut();
        self.to_shop.cut();
        self.bus.cut();
        self.to_meum.release();
        self.to_shop.release();
        self.bus.release();
    }

    /// How often connect was received.
    pub fn connects(&self) -> usize {
        self.meum.requests().iter().filter(|seen| seen.path.ends_with("/connect")).count()
    }

    /// How often the shop was asked so, by method, about its payment methods.
    pub fn gateways(&self, method: &str) -> usize {
        let about = |path: &str| path.contains("payment_gateways");
        self.shop.requests().iter().filter(|seen| seen.method == method && about(&seen.path)).count()
    }

    /// How often the shop was asked to change a payment method.
    pub fn written(&self) -> usize {
        self.shop.requests().iter().filter(|seen| seen.changes_a_method()).count()
    }

    /// Another look at the database.
    pub fn database(&self) -> rusqlite::Connection {
        let database = rusqlite::Connection::open(self.folder.path().join("shops.sqlite")).unwrap();
        database.busy_timeout(super::PATIENCE).unwrap();
        database
    }

    /// Open journal entries.
    pub fn open_connects(&self) -> i64 {
        self.database().query_row("SELECT count(*) FROM connects", [], |row| row.get(0)).unwrap()
    }

    /// What the password store holds for the shop in the notes, whoever kept it.
    pub async fn kept(&self) -> Option<Credentials> {
        let id: String = self.database().query_row("SELECT id FROM shops", [], |row| row.get(0)).unwrap();
        connect::any_credentials(&self.vault, &ShopId::stored(id)).await.ok()?.map(|(_, kept)| kept)
    }

    /// Whether the password store holds what Meum issued last.
    pub async fn keeps_what_was_issued(&self) -> bool {
        let (Some(kept), Some(issued)) = (self.kept().await, self.issued()) else { return false };
        kept.api_key.expose() == issued.api_key && kept.webhook_secret.expose() == issued.webhook_secret
    }

    /// What Meum issued last.
    pub fn issued(&self) -> Option<Issued> {
        self.meum.issued().pop()
    }

    /// Whether the shop's plugin has what Meum issued last.
    pub fn shop_has_what_was_issued(&self) -> bool {
        let gateway = self.shop.gateway();
        self.issued()
            .is_some_and(|issued| (gateway.api_key, gateway.webhook_secret) == (issued.api_key, issued.webhook_secret))
    }

    /// The app's data folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// Waits until something is so. What is waited for is in other processes, so it is looked at again
/// and again.
pub async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let waiting = async {
        while !is_so().await {
            tokio::time::sleep(super::PAUSE).await;
        }
    };
    assert!(tokio::time::timeout(super::PATIENCE, waiting).await.is_ok(), "never came: {what}");
}
