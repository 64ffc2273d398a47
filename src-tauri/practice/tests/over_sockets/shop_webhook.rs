//! The address for payment updates, as WordPress and WooCommerce answer for it.

use connect_practice::{SignIn, Trouble};
use serde_json::json;

use crate::support::{Shop, read};

const WEBHOOK: &str = "/wp-json/meum/v1/webhook";

#[tokio::test]
async fn a_route_describes_itself_and_a_missing_one_is_an_empty_list() {
    let shop = Shop::start().await;
    let (status, body) = read(shop.ask("OPTIONS", WEBHOOK).send().await.unwrap()).await;
    assert_eq!((status, &body["namespace"], &body["methods"]), (200, &json!("meum/v1"), &json!(["POST"])));
    for trouble in [Trouble::WebhookMissing, Trouble::PluginInactive, Trouble::PluginAbsent] {
        shop.practice.replace([trouble.clone()]);
        let (status, body) = read(shop.ask("OPTIONS", WEBHOOK).send().await.unwrap()).await;
        assert_eq!((status, body), (200, json!([])), "{trouble:?}");
    }
    assert!(shop.practice.requests().iter().all(|seen| seen.sign_in == SignIn::Nothing));
}

#[tokio::test]
async fn a_plugin_without_the_route_runs_all_the_same() {
    let shop = Shop::start().await;
    shop.practice.set(Trouble::WebhookMissing);
    let (status, body) = read(shop.ask("GET", "/wp-json/meum/v1").send().await.unwrap()).await;
    assert_eq!(status, 200);
    assert!(body["routes"].get("/meum/v1/webhook").is_none(), "{body}");
}

#[tokio::test]
async fn an_unknown_way_in_is_answered_by_woocommerce_or_by_nobody() {
    let shop = Shop::start().await;
    let ask = || shop.ask("GET", "/?wc-api=stablecoin_webhook").send();
    let answer = ask().await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.text().await.unwrap().as_str()), (400, "-1"));
    shop.practice.set(Trouble::WooCommerceInactive);
    let answer = ask().await.unwrap();
    assert_eq!(answer.status().as_u16(), 200);
    assert!(answer.text().await.unwrap().starts_with("<!DOCTYPE html>"));
}
