//! Handing credentials to the Meum plugin: writing, reading back, cleaning, refusing.

use connect_practice::{PluginState, ShopConfig, Trouble};
use serde_json::{Value, json};

use crate::support::{MEUM_GATEWAY, READ_ONLY, READ_WRITE, Shop, code, read};

#[tokio::test]
async fn what_is_written_is_read_back_and_held_by_the_plugin() {
    for method in ["PUT", "POST", "PATCH"] {
        let shop = Shop::start().await;
        let change = json!({
            "enabled": true,
            "settings": { "api_key": "sk_live_Ab9.-_", "webhook_secret": "00ff", "no_such": "x" },
        });
        let (status, body) = read(shop.write(method, MEUM_GATEWAY, &change).await).await;
        assert_eq!((status, &body["enabled"]), (200, &json!(true)), "{method}");

        let path = format!("{MEUM_GATEWAY}?_fields=id,enabled,settings");
        let (_, back) = read(shop.get_as(READ_ONLY, &path).await).await;
        assert_eq!(back["settings"]["api_key"]["value"], "sk_live_Ab9.-_", "{method}");
        assert_eq!(back["settings"]["webhook_secret"]["value"], "00ff", "{method}");
        assert_eq!(back["settings"].get("no_such"), None, "{method}");

        let held = shop.practice.gateway();
        let held = (held.api_key.as_str(), held.webhook_secret.as_str(), held.enabled);
        assert_eq!(held, ("sk_live_Ab9.-_", "00ff", true), "{method}");
    }
}

#[tokio::test]
async fn an_empty_change_changes_nothing() {
    let shop = Shop::start().await;
    let before = shop.practice.gateway();
    let (status, _) = read(shop.write("POST", MEUM_GATEWAY, &json!({})).await).await;
    assert_eq!((status, shop.practice.gateway()), (200, before));
}

#[tokio::test]
async fn values_are_cleaned_on_the_way_in() {
    let shop = Shop::start().await;
    let change = json!({ "settings": { "webhook_secret": " a&b<c>d\"e'f\\g " } });
    shop.write("PUT", MEUM_GATEWAY, &change).await;
    assert_eq!(shop.practice.gateway().webhook_secret, "a&amp;bd\"e'fg");
}

#[tokio::test]
async fn a_form_is_taken_like_json() {
    let shop = Shop::start().await;
    let request = shop.ask("PUT", MEUM_GATEWAY).basic_auth(READ_WRITE.0, Some(READ_WRITE.1));
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    let request = request.body("settings[api_key]=form&enabled=true");
    assert_eq!(request.send().await.unwrap().status(), 200);
    let held = shop.practice.gateway();
    assert_eq!((held.api_key.as_str(), held.enabled), ("form", true));
}

#[tokio::test]
async fn values_of_another_type_are_refused_and_nothing_is_changed() {
    let shop = Shop::start().await;
    let before = shop.practice.gateway();
    let wrong = |name: &str| (400, "rest_invalid_param".to_owned(), Some(name.to_owned()));
    for (change, expected) in [
        (json!({"enabled": "maybe", "settings": {"api_key": "x"}}), wrong("enabled")),
        (json!({"settings": "x"}), wrong("settings")),
        (json!({"order": "first"}), wrong("order")),
        (json!({"title": 7}), wrong("title")),
        (
            json!({"enabled": true, "settings": {"api_key": ["x"]}}),
            (400, "rest_setting_value_invalid".to_owned(), None),
        ),
    ] {
        let (status, body) = read(shop.write("PUT", MEUM_GATEWAY, &change).await).await;
        let params = body["data"]["params"].as_object();
        let param = params.and_then(|params| params.keys().next().cloned());
        let code = body["code"].as_str().unwrap_or_default().to_owned();
        assert_eq!((status, code, param), expected, "{change}");
    }
    assert_eq!(shop.practice.gateway(), before);
}

#[tokio::test]
async fn broken_json_is_refused_before_anyone_asks_who_sent_it() {
    let shop = Shop::start().await;
    for signed_in in [true, false] {
        let mut request = shop.ask("PUT", MEUM_GATEWAY).header("content-type", "application/json");
        if signed_in {
            request = request.basic_auth(READ_WRITE.0, Some(READ_WRITE.1));
        }
        let answer = code(request.body("{\"settings\":").send().await.unwrap()).await;
        assert_eq!(answer, (400, "rest_invalid_json".to_owned()), "signed in: {signed_in}");
    }
}

#[tokio::test]
async fn the_list_shows_four_gateways_cut_down_item_by_item() {
    let shop = Shop::start().await;
    let (_, list) = read(shop.get_as(READ_WRITE, "/wp-json/wc/v3/payment_gateways?_fields=id,enabled").await).await;
    let enabled = |id, enabled| json!({ "id": id, "enabled": enabled });
    let expected = json!([
        enabled("othercoin", true),
        enabled("bacs", false),
        enabled("cheque", false),
        enabled("cod", true),
        enabled("meum", false)
    ]);
    assert_eq!(list, expected);
}

#[tokio::test]
async fn a_plugin_without_settings_ignores_credentials() {
    let plugin = PluginState::Active { version: "0.9.0".to_owned(), settings: false, enabled: true };
    let shop = Shop::with(ShopConfig { plugin, ..ShopConfig::practice() }).await;
    let change = json!({ "settings": { "api_key": "x", "webhook_secret": "y" } });
    let (status, body) = read(shop.write("PUT", MEUM_GATEWAY, &change).await).await;
    let settings: Vec<&str> = body["settings"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!((status, settings), (200, vec!["title"]));
    let held = shop.practice.gateway();
    assert_eq!((held.api_key.as_str(), held.enabled), ("", true));
}

#[tokio::test]
async fn a_switched_off_plugin_keeps_what_it_holds_but_shows_nothing() {
    let shop = Shop::start().await;
    shop.write("PUT", MEUM_GATEWAY, &json!({ "settings": { "api_key": "kept" } })).await;
    shop.practice.set(Trouble::PluginInactive);
    for method in ["GET", "PUT"] {
        let answer = code(shop.write(method, MEUM_GATEWAY, &json!({})).await).await;
        assert_eq!(answer, (404, "woocommerce_rest_payment_gateway_invalid".to_owned()), "{method}");
    }
    shop.practice.clear();
    let (_, body) = read(shop.get_as(READ_WRITE, MEUM_GATEWAY).await).await;
    assert_eq!(body["settings"]["api_key"]["value"], Value::from("kept"));
}
