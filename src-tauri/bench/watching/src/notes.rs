//! Notes of connected shops, and what the password store would have of them.

use crate::Outcome;
use connect_core::api_root::ApiRoot;
use connect_core::approval::Offer;
use connect_core::kept::Kept;
use connect_core::meum_facts::{ConnectFacts, ConnectRequest};
use connect_core::plain::PlainText;
use connect_core::record::{Connection, ShopId, ShopRecord};
use connect_core::secret::Secret;
use connect_core::shop_facts::{ForShoppers, FoundShop, HandOver, KeyFacts, KnownBy, PluginFacts, SignIn};
use connect_core::step::Step;
use connect_core::store_url::StoreUrl;
use connect_core::time::Timestamp;
use connect_practice::notebook;
use meum_connect::adapters::shop::{Pair, ShopKeys};
use meum_connect::adapters::vault::{Entry, Vault};
use std::sync::Arc;

/// When they were connected: as good as any moment.
pub const CONNECTED: Timestamp = Timestamp(1_772_442_000_000);

/// The host name of a shop.
pub fn host(number: usize) -> String {
    format!("shop-{number}.shops.example")
}

/// The key that Meum issued for a shop.
pub fn key(number: usize) -> String {
    format!("sk_live_{number:05}_d3d1c4t3dk3y")
}

pub fn id(number: usize) -> ShopId {
    ShopId::stored(format!("shop-{}", CONNECTED.0 + i64::try_from(number).unwrap_or_default()))
}

fn text(text: &str) -> Option<PlainText> {
    PlainText::from_outside(text)
}

/// A connected shop on its panel.
pub fn record(number: usize) -> Outcome<ShopRecord> {
    let address = format!("https://{}", host(number));
    let home = StoreUrl::parse(&address).map_err(|_| "an address")?;
    let found = FoundShop {
        asked: home.clone(),
        home_written: Some(address.clone()),
        root: ApiRoot::pretty(&home),
        home: home.clone(),
        site: None,
        name: text(&format!("Shop {number}")),
        plugin_route: true,
        index_hidden: false,
        approval: Offer::Untold,
        extra_password: None,
        remarks: Vec::new(),
        found_at: CONNECTED,
    };
    let key_facts = KeyFacts {
        known_by: KnownBy::Ending(notebook::READ_WRITE_KEY.chars().skip(notebook::READ_WRITE_KEY.len() - 7).collect()),
        may_write: true,
        wordpress: text("6.9.1"),
        woocommerce: text("10.2.0"),
        language: None,
        plugin: Some(PluginFacts { version: text("1.2.0"), active: true }),
        sign_in: SignIn::Header,
        home: Some(home),
        write_unknown: None,
        write_refused: None,
        lists_plugins: true,
        closers: Vec::new(),
        shoppers: ForShoppers::Open,
        remarks: Vec::new(),
        kept: Kept::UntilClosed,
        checked_at: CONNECTED,
        approved_at: None,
    };
    let webhook = format!("{address}/wp-json/meum/v1/webhook");
    let facts = ConnectFacts {
        store_id: text(&format!("store-{number}")),
        installation_id: text(&format!("inst_{number:020}")),
        site_url: text(&address),
        webhook_url: text(&webhook),
        key_prefix: Some(key(number).chars().take(12).collect()),
        payout_configured: Some(true),
        ..ConnectFacts::default()
    };
    let sent = ConnectRequest {
        webhook_url: webhook,
        site_url: address,
        plugin_version: None,
        wordpress_version: None,
        woocommerce_version: None,
    };
    let connection = Connection {
        facts,
        at: CONNECTED,
        kept: Kept::Vault,
        sent: Some(sent),
        replaced: false,
        hand_over: HandOver::Delivered { at: CONNECTED, enabled: true },
    };
    Ok(ShopRecord {
        id: id(number),
        step: Step::Panel,
        found: Some(found),
        keys: Some(KeyFacts { kept: Kept::Vault, ..key_facts }),
        connection: Some(connection),
        ..ShopRecord::begun(CONNECTED, false)
    })
}

/// Puts a shop's keys into the app's memory, where it looks first.
pub fn keys(vault: &Vault, number: usize) {
    let half = |text: &str| Arc::new(Secret::new(text.to_owned()));
    let pair = Pair { key: half(notebook::READ_WRITE_KEY), secret: half(notebook::READ_WRITE_SECRET) };
    vault.keep_in_memory(&id(number), Entry::ShopKeys, Arc::new(ShopKeys::Pair(pair).to_stored()));
    let issued = serde_json::json!({
        "begun_at": CONNECTED.0,
        "api_key": key(number),
        "webhook_secret": "whsec_0123456789abcdef",
    });
    vault.keep_in_memory(&id(number), Entry::Credentials, Arc::new(Secret::new(issued.to_string())));
}
