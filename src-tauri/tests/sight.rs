//! What a look at a shop learns, over real sockets: a payment method that is off or not listed is told from a list that
//! did not come, and the language of the menus is known.

use crate::harness::Servers;
use connect_core::language::Language;
use connect_core::plain::PlainText;
use connect_core::problem::ProblemKind;
use connect_core::secret::Secret;
use connect_core::shop_facts::SignIn;
use connect_core::store_url::StoreUrl;
use connect_practice::{MeumConfig, ShopConfig, Trouble, notebook as notes};
use meum_connect::adapters::shop::{self, Caller, KeyCheck, Pair, Progress, Search, ShopKeys};
use meum_connect::perform::now;
use std::sync::Arc;

fn caller() -> Caller {
    let half = |text: &str| Arc::new(Secret::new(text.to_owned()));
    let pair = Pair { key: half(notes::READ_WRITE_KEY), secret: half(notes::READ_WRITE_SECRET) };
    Caller { keys: ShopKeys::Pair(pair), sign_in: SignIn::Header, door: None }
}

#[tokio::test]
async fn a_list_that_fails_is_told_from_one_without_meum_and_from_a_switch_that_is_off() {
    let cases = [
        (None, Some(false), None, true),
        (Some(Trouble::GatewayUnlisted), None, None, true),
        (Some(Trouble::GatewaysFail), None, Some(ProblemKind::ShopFault), true),
        (Some(Trouble::GatewayTwice), None, Some(ProblemKind::SeveralGateways), true),
        (Some(Trouble::PluginInactive), None, None, false),
    ];
    for (trouble, enabled, unknown, active) in cases {
        let servers = Servers::start().await;
        let http = servers.world().http;
        let progress: Progress = Arc::new(|_, _, _| {});
        let search = Search::new(http.clone(), servers.world().meum, None, progress);
        let address = StoreUrl::parse(servers.shop.home().as_str()).unwrap();
        let found = shop::find(&search, &address, now()).await.unwrap();
        trouble.iter().cloned().for_each(|trouble| servers.shop.set(trouble));
        let sight = shop::look(&http, &found, &caller()).await.unwrap();
        assert_eq!((sight.gateway_enabled, sight.gateway_unknown), (enabled, unknown), "{trouble:?}");
        assert_eq!(sight.plugin.is_some_and(|plugin| plugin.active), active, "{trouble:?}");
        assert!(sight.woocommerce.as_ref().map(PlainText::as_str).is_some(), "{trouble:?}: the shop itself answered");
    }
}

#[tokio::test]
async fn the_language_of_the_shops_menus_is_told_where_the_app_speaks_it() {
    let cases = [
        ("de_DE_formal", Some(Language::German)),
        ("fr_CA", Some(Language::French)),
        ("en_US", Some(Language::English)),
        ("sr_RS", None),
        ("", None),
        ("<b>de</b>", None),
    ];
    for (language, expected) in cases {
        let config = ShopConfig { language: language.to_owned(), ..ShopConfig::practice() };
        let servers = Servers::with(config, MeumConfig::practice()).await;
        let http = servers.world().http;
        let progress: Progress = Arc::new(|_, _, _| {});
        let search = Search::new(http.clone(), servers.world().meum, None, Arc::clone(&progress));
        let address = StoreUrl::parse(servers.shop.home().as_str()).unwrap();
        let found = shop::find(&search, &address, now()).await.unwrap();
        let checked = shop::check(&KeyCheck::new(&http, &found, &progress), &caller()).await.unwrap();
        let sight = shop::look(&http, &found, &caller()).await.unwrap();
        assert_eq!((checked.language, sight.language), (expected, expected), "{language:?}");
    }
}
