//! The shop adapter against shops that are not as they should be.

use crate::harness::Servers;
use connect_core::problem::{Mark, Problem, ProblemKind};
use connect_core::secret::Secret;
use connect_core::shop_facts::{Delivery, FoundShop, SignIn};
use connect_core::store_url::StoreUrl;
use connect_core::time::Timestamp;
use connect_practice::{MeumConfig, PluginState, ShopConfig, notebook as notes};
use meum_connect::adapters::http::Http;
use meum_connect::adapters::shop::{self, Caller, Credentials, HandOver, KeyCheck, Pair, Progress, Search, ShopKeys};
use meum_connect::world::World;
use std::sync::Arc;

fn silent() -> Progress {
    Arc::new(|_, _, _| {})
}

fn caller() -> Caller {
    let half = |text: &str| Arc::new(Secret::new(text.to_owned()));
    let pair = Pair { key: half(notes::READ_WRITE_KEY), secret: half(notes::READ_WRITE_SECRET) };
    Caller { keys: ShopKeys::Pair(pair), sign_in: SignIn::Header, door: None }
}

fn credentials() -> Credentials {
    Credentials {
        api_key: Secret::new("sk_live_newkey123456".to_owned()),
        webhook_secret: Secret::new("ab".repeat(32)),
    }
}

/// Hands over what Meum issued for the shop at `home`, and switches the payment method on.
async fn hand_over(http: &Http, found: &FoundShop, home: &StoreUrl) -> Result<Delivery, Problem> {
    let what = HandOver { found, home, credentials: &credentials(), switch_on: true };
    shop::hand_over(http, &caller(), &what, &silent()).await
}

async fn find(servers: &Servers, address: &str) -> Result<FoundShop, ProblemKind> {
    let asked = StoreUrl::parse(address).unwrap();
    let World { http, meum } = servers.world();
    let found = shop::find(&Search::new(http, meum, None, silent()), &asked, Timestamp(1)).await;
    found.map_err(|problem| problem.kind)
}

#[tokio::test]
async fn a_healthy_shop_is_found_with_one_request() {
    let servers = Servers::start().await;
    let found = find(&servers, servers.shop.home().as_str()).await.unwrap();
    assert_eq!(found.name.unwrap().as_str(), notes::SHOP_NAME);
    assert_eq!(servers.shop.requests().len(), 1);
    assert!(servers.shop.requests().iter().all(|seen| seen.fields.is_some()), "only what is needed is asked for");
}

#[tokio::test]
async fn any_page_of_the_shop_leads_to_it() {
    let servers = Servers::start().await;
    let home = servers.shop.home().to_string();
    for page in ["product/red-hat/?utm=1", "about-us/", "de/", "hats/red-hat/", "shop/"] {
        let found = find(&servers, &format!("{home}{page}")).await.unwrap();
        assert_eq!(format!("{}/", found.home.as_str()), home, "{page}");
    }
}

#[tokio::test]
async fn only_meums_own_gateway_is_written_to() {
    let servers = Servers::start().await;
    let found = find(&servers, servers.shop.home().as_str()).await.unwrap();
    let http = servers.world().http;
    hand_over(&http, &found, &found.home).await.unwrap();
    assert_eq!(servers.shop.gateway().api_key, "sk_live_newkey123456");
    let written: Vec<String> =
        servers.shop.requests().iter().filter(|seen| seen.method != "GET").map(|seen| seen.path.clone()).collect();
    assert!(written.iter().all(|path| path.ends_with("/meum")), "{written:?}");
}

#[tokio::test]
async fn without_meums_gateway_nothing_is_written_at_all() {
    for (plugin, mark) in [(PluginState::Absent, None), (PluginState::Inactive, Some(Mark::PluginOff))] {
        let config = ShopConfig { plugin, ..ShopConfig::practice() };
        let servers = Servers::with(config, MeumConfig::practice()).await;
        let found = find(&servers, servers.shop.home().as_str()).await.unwrap();
        let problem = hand_over(&servers.world().http, &found, &found.home).await.unwrap_err();
        assert_eq!((problem.kind, problem.about.mark), (ProblemKind::PluginNotFound, mark));
        assert!(servers.shop.requests().iter().all(|seen| seen.method == "GET"));
    }
}

#[tokio::test]
async fn what_was_issued_for_one_shop_is_written_into_no_other() {
    let servers = Servers::start().await;
    let found = find(&servers, servers.shop.home().as_str()).await.unwrap();
    let connected = StoreUrl::parse("https://live-shop.example").unwrap();
    let problem = hand_over(&servers.world().http, &found, &connected).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::AddressMoved);
    assert_eq!(problem.about.store.as_deref(), Some(found.home.as_str()));
    assert_eq!(problem.about.other.unwrap().as_str(), connected.as_str());
    assert!(servers.shop.requests().iter().all(|seen| seen.method == "GET"));
}

#[tokio::test]
async fn a_look_tells_whether_the_payment_method_is_switched_on() {
    let servers = Servers::start().await;
    let found = find(&servers, servers.shop.home().as_str()).await.unwrap();
    let http = servers.world().http;
    assert_eq!(shop::look(&http, &found, &caller()).await.unwrap().gateway_enabled, Some(false));
    hand_over(&http, &found, &found.home).await.unwrap();
    let sight = shop::look(&http, &found, &caller()).await.unwrap();
    assert_eq!(sight.gateway_enabled, Some(true));
    assert_eq!(sight.plugin.unwrap().version.unwrap().as_str(), "1.2.0");
}

#[tokio::test]
async fn checking_keys_changes_nothing_in_the_shop() {
    let servers = Servers::start().await;
    let found = find(&servers, servers.shop.home().as_str()).await.unwrap();
    let before = servers.shop.gateway();
    let checked = {
        let (http, progress) = (servers.world().http, silent());
        shop::check(&KeyCheck::new(&http, &found, &progress), &caller()).await.unwrap()
    };
    assert!(checked.may_write);
    assert_eq!(servers.shop.gateway(), before);
    assert_eq!(servers.shop.requests().len(), 3, "one to find it, two to check the keys");
}
