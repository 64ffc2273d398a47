//! Whether the address for payment updates exists, over real HTTP: only what is certain is told, and
//! no key is ever sent along.

use crate::harness;
use crate::harness::Servers;
use connect_core::api_root::ApiRoot;
use connect_core::approval::Offer;
use connect_core::shop_facts::FoundShop;
use connect_core::store_url::StoreUrl;
use connect_core::time::Timestamp;
use connect_core::webhook::{self, WebhookAddress, WebhookQuestion};
use connect_practice::{FirewallBrand, MeumConfig, ShopConfig, SignIn, Trouble};
use meum_connect::adapters::http::{Beyond, Http, Resolved};
use meum_connect::adapters::shop::way_in;

const SHOP: &str = "https://corner-shop.com";

fn found() -> FoundShop {
    let home = StoreUrl::parse(SHOP).unwrap();
    FoundShop {
        asked: home.clone(),
        home_written: None,
        root: ApiRoot::pretty(&home),
        home,
        site: None,
        name: None,
        plugin_route: true,
        index_hidden: false,
        approval: Offer::Untold,
        extra_password: None,
        remarks: Vec::new(),
        found_at: Timestamp(0),
    }
}

struct World {
    servers: Servers,
    http: Http,
}

impl World {
    async fn start() -> Self {
        harness::crypto();
        let config = ShopConfig { home: SHOP.parse().unwrap(), ..ShopConfig::practice() };
        let shop = connect_practice::PracticeShop::start(config).await.unwrap();
        let meum = connect_practice::PracticeMeum::start(MeumConfig::practice()).await.unwrap();
        let servers = Servers { shop, meum };
        let resolved = Resolved {
            host: "corner-shop.com".to_owned(),
            at: vec![servers.shop.tls_address()],
            plain_at: Some(servers.shop.plain_address()),
            seen_as: None,
        };
        let authority = Some(servers.shop.authority_pem().to_owned());
        let http = Http::new(&Beyond { authority, resolved: vec![resolved], no_proxy: true }).unwrap();
        Self { servers, http }
    }

    async fn look(&self, address: &str) -> Option<bool> {
        let address = WebhookAddress::typed(address, &found().home).unwrap();
        let seen =
            way_in(&self.http, &WebhookQuestion { address, other: None, front: None, parts: None, below_root: false })
                .await;
        seen.missing().map(|missing| {
            assert!(missing.technical.is_some(), "support sees what was asked");
            missing.behind_links
        })
    }
}

#[tokio::test]
async fn only_a_certain_answer_is_told() {
    use Trouble::{
        CloudflareChallenge, DatabaseDown, FatalError, FirewallInFront, HugeBody, Maintenance, NoRewriting,
        NoiseBeforeJson, PlainPermalinks, PluginAbsent, PluginInactive, ResetConnection, RestHidden, RestRemoved,
        RestSwitchedOff, ServerDown, SiteGroundCaptcha, StagingPassword, WebhookMissing, WooCommerceInactive,
        WrongContentType,
    };
    let (usual, older) = (webhook::usual(&found().home, &found().root), webhook::older(&found().home));
    let elsewhere = Trouble::RedirectToOtherHost { url: "https://www.corner-shop.com".into() };
    let rows: [(Option<Trouble>, &str, Option<bool>); 29] = [
        (None, &usual, None),
        (Some(WebhookMissing), &usual, Some(false)),
        (Some(PluginInactive), &usual, Some(false)),
        (Some(PluginAbsent), &usual, Some(false)),
        (Some(PlainPermalinks), &usual, Some(true)),
        (Some(NoRewriting), &usual, Some(true)),
        (Some(RestRemoved), &usual, Some(true)),
        (Some(elsewhere.clone()), &usual, Some(true)),
        (Some(NoiseBeforeJson), &usual, None),
        (Some(WrongContentType), &usual, None),
        (Some(RestHidden), &usual, None),
        (Some(RestSwitchedOff), &usual, None),
        (Some(StagingPassword), &usual, None),
        (Some(FirewallInFront), &usual, None),
        (Some(Trouble::Firewall { brand: FirewallBrand::Sucuri }), &usual, None),
        (Some(CloudflareChallenge), &usual, None),
        (Some(SiteGroundCaptcha), &usual, None),
        (Some(Trouble::RateLimited { seconds: 30 }), &usual, None),
        (Some(Maintenance), &usual, None),
        (Some(DatabaseDown), &usual, None),
        (Some(FatalError), &usual, None),
        (Some(ServerDown), &usual, None),
        (Some(ResetConnection), &usual, None),
        (Some(HugeBody), &usual, None),
        (None, &older, Some(false)),
        (Some(WooCommerceInactive), &older, Some(false)),
        (Some(elsewhere), &older, Some(false)),
        (Some(Trouble::Firewall { brand: FirewallBrand::Sucuri }), &older, None),
        (None, "https://corner-shop.com/no-such-page/", Some(false)),
    ];
    let world = World::start().await;
    for (trouble, address, expected) in rows {
        world.servers.shop.replace(trouble.clone());
        assert_eq!(world.look(address).await, expected, "{trouble:?} at {address}");
    }
}

#[tokio::test]
async fn one_question_without_a_key_is_all_the_shop_sees() {
    let world = World::start().await;
    world.look(&webhook::usual(&found().home, &found().root)).await;
    world.look(&webhook::older(&found().home)).await;
    let seen: Vec<_> = world.servers.shop.requests().into_iter().map(|seen| (seen.method, seen.sign_in)).collect();
    assert_eq!(seen, [("OPTIONS".to_owned(), SignIn::Nothing), ("GET".to_owned(), SignIn::Nothing)]);
}
