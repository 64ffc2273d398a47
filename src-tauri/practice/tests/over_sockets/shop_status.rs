//! The shop's own report of its versions, addresses and plugins.

use connect_practice::{ShopConfig, Trouble};
use serde_json::{Value, json};

use crate::support::{READ_ONLY, Shop, read};

const LEAST: &str = "/wp-json/wc/v3/system_status?_fields=environment.home_url,environment.site_url,\
     environment.version,environment.wp_version,environment.language,active_plugins,inactive_plugins";

fn plugins(body: &Value, list: &str) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let list = body[list].as_array().unwrap().iter();
    list.map(|plugin| (text(&plugin["plugin"]), text(&plugin["version"]))).collect()
}

#[tokio::test]
async fn the_least_that_the_app_asks_for_is_there() {
    let shop = Shop::with(ShopConfig { woocommerce_version: "9.8.1".into(), ..ShopConfig::practice() }).await;
    let (status, body) = read(shop.get_as(READ_ONLY, LEAST).await).await;
    let environment = json!({
        "home_url": "https://corner-shop.example",
        "site_url": "https://corner-shop.example",
        "version": "9.8.1",
        "wp_version": "6.9.7",
        "language": "en_US",
    });
    assert_eq!((status, &body["environment"]), (200, &environment));
    let active = [("meum/meum.php", "1.2.0"), ("woocommerce/woocommerce.php", "9.8.1")];
    let active: Vec<_> = active.map(|(file, version)| (file.to_owned(), version.to_owned())).into();
    assert_eq!(plugins(&body, "active_plugins"), active);
    assert_eq!(body.as_object().unwrap().len(), 3);
}

#[tokio::test]
async fn the_plugin_is_listed_where_it_is() {
    let shop = Shop::start().await;
    for (trouble, active, inactive) in
        [(None, true, false), (Some(Trouble::PluginInactive), false, true), (Some(Trouble::PluginAbsent), false, false)]
    {
        shop.practice.clear();
        if let Some(trouble) = trouble.clone() {
            shop.practice.set(trouble);
        }
        let (_, body) = read(shop.get_as(READ_ONLY, LEAST).await).await;
        let has = |list| plugins(&body, list).iter().any(|(file, _)| file == "meum/meum.php");
        assert_eq!((has("active_plugins"), has("inactive_plugins")), (active, inactive), "{trouble:?}");
    }
}

#[tokio::test]
async fn a_part_of_a_list_comes_back_empty_as_in_wordpress() {
    let shop = Shop::start().await;
    let path = "/wp-json/wc/v3/system_status?_fields=active_plugins.plugin";
    let (_, body) = read(shop.get_as(READ_ONLY, path).await).await;
    assert_eq!(body, json!({ "active_plugins": [] }));
}
