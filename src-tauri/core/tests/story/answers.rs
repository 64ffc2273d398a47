//! More of what the shop and Meum answer in stories, and the practice notebook.

use super::{KEY, MEUM_KEY, MORNING, SECRET, SHOP, Story, connect_facts, found, plugin, text};
use connect_core::api_root::ApiRoot;
use connect_core::approval::{Offer, Said};
use connect_core::fingerprint::{Closed, Closer};
use connect_core::meum_facts::{ConnectFacts, StatusFacts};
use connect_core::practice::{Notebook, NotebookKeys, NotebookMeumKey, PracticeKey};
use connect_core::problem::Technical;
use connect_core::shop_facts::{FoundShop, ShopShut, ShopSight, WayIn, WayInShut, WebhookMissing};
use connect_core::store_url::StoreUrl;

/// Where the shop may lead.
pub const ANOTHER: &str = "https://another-shop.example";

/// The shop, found at this address.
pub fn found_at(address: &str) -> FoundShop {
    let home = StoreUrl::parse(address).unwrap();
    FoundShop { asked: home.clone(), root: ApiRoot::pretty(&home), home, ..found() }
}

/// The shop, which lets the app be approved.
pub fn found_offering() -> FoundShop {
    let page = format!("{SHOP}/wp-admin/authorize-application.php");
    let approval = Offer::of(Said::At(&page), &StoreUrl::parse(SHOP).unwrap());
    FoundShop { approval, ..found() }
}

pub fn webhook_missing() -> WebhookMissing {
    let line = "OPTIONS corner-shop.example/wp-json/meum/v1/webhook · 200 · empty list · 84 ms";
    WebhookMissing { behind_links: false, mark: None, by: None, technical: Technical::new(line) }
}

/// Shield turns guests away, whatever the index lists.
pub fn webhook_shut(other_is_open: bool) -> WayInShut {
    let line = "OPTIONS corner-shop.example/wp-json/meum/v1/webhook · 401 · shield_block_anon_restapi · 84 ms";
    let (by, technical) = (Some(Closer::Shield), Technical::new(line));
    WayInShut { by, other_is_open, status: Some(401), technical, ..WayInShut::default() }
}

/// WooCommerce says *coming soon* to shoppers.
pub fn coming_soon() -> ShopShut {
    ShopShut {
        how: Closed::ComingSoon,
        technical: Technical::new("GET corner-shop.example/shop/ · 200 · no json · 91 ms"),
    }
}

/// What Meum answers when it replaced an earlier key and secret.
pub fn rotated() -> ConnectFacts {
    ConnectFacts { credentials_rotated: Some(true), ..connect_facts(true) }
}

pub fn notebook() -> Notebook {
    let keys = [
        (PracticeKey::Good, "a1"),
        (PracticeKey::ReadOnly, "b2"),
        (PracticeKey::WrongSecret, "c3"),
        (PracticeKey::LowRole, "d4"),
    ];
    let meum_keys = [
        (PracticeKey::Good, "sk_live_practice_connection_key"),
        (PracticeKey::Expired, "sk_live_practice_expired_key"),
    ];
    Notebook {
        address: SHOP.to_owned(),
        keys: keys
            .map(|(name, pair)| NotebookKeys {
                name,
                key: format!("ck_{}", pair.repeat(20)),
                secret: format!("cs_{}", pair.repeat(20)),
            })
            .into(),
        meum_keys: meum_keys.map(|(name, key)| NotebookMeumKey { name, key: key.to_owned() }).into(),
    }
}

impl Story {
    fn practises(&self) -> bool {
        self.app.current().is_some_and(|shop| shop.record.practice)
    }

    /// The good pair of the world that the story is in.
    pub fn pair(&self) -> (String, String) {
        let good = notebook().keys.swap_remove(0);
        if self.practises() { (good.key, good.secret) } else { (KEY.to_owned(), SECRET.to_owned()) }
    }

    /// The good Meum key of that world.
    pub fn meum_key(&self) -> String {
        if self.practises() { notebook().meum_keys.swap_remove(0).key } else { MEUM_KEY.to_owned() }
    }
}

pub fn status(payout_configured: bool) -> StatusFacts {
    StatusFacts {
        status: Some(text("CONNECTED")),
        connection_status: Some(text("CONNECTED")),
        health_status: Some(text("HEALTHY")),
        issues: if payout_configured {
            Vec::new()
        } else {
            vec![text("Set a settlement wallet to start taking payments.")]
        },
        integration_id: Some(text("0a4f7c1e-3f0b-4a53-8a3a-5a0f3c9d7e21")),
        site_url: Some(text(SHOP)),
        plugin_version: Some(text("1.4.0")),
        wordpress_version: Some(text("6.9.1")),
        woocommerce_version: Some(text("10.2.0")),
        credential_status: Some(text("ACTIVE")),
        credential_prefix: Some(text("sk_live_d3d1")),
        webhook_health: Some(text("HEALTHY")),
        webhook_url: Some(text("https://corner-shop.example/wp-json/meum/v1/webhook")),
        last_seen_at: Some(MORNING),
        pending_key_prefix: None,
        pending_key_expires_at: None,
        connected: Some(true),
        payout_configured: Some(payout_configured),
        warning: None,
        request: Technical::new("GET /v1/integration/woocommerce/status · 200  · 41 ms"),
    }
}

pub fn sight() -> ShopSight {
    ShopSight {
        home: StoreUrl::parse(SHOP).unwrap(),
        gateway_enabled: Some(true),
        gateway_unknown: None,
        closers: Vec::new(),
        way_in: WayIn::Open,
        shoppers: None,
        remarks: Vec::new(),
        certificate: None,
        requests: Vec::new(),
        wordpress: Some(text("6.9.1")),
        woocommerce: Some(text("10.2.0")),
        language: None,
        plugin: Some(plugin()),
    }
}
