//! Connect: who may, what it checks, what comes back, and what happens to the old credentials.

use connect_practice::{MeumConfig, notebook};
use serde_json::{Value, json};

use crate::support::{CONNECT, Meum, read, this_shop};

#[tokio::test]
async fn a_connection_key_and_a_reconnect_key_connect() {
    let meum = Meum::start().await;
    for (key, rotated) in [(notebook::CONNECTION_KEY, false), (notebook::RECONNECT_KEY, true)] {
        let (status, body) = meum.connect(key, &this_shop()).await;
        assert_eq!((status, &body["credentials_rotated"]), (200, &json!(rotated)));
        assert_eq!(body["status"], "ACTIVE");
        assert_eq!(body["site_url"], notebook::SHOP_ADDRESS);
        assert_eq!(body["store_name"], notebook::STORE_NAME);
        assert_eq!(body["payout_configured"], true);
        assert_eq!(body.get("warning"), None);
    }
}

/// Each row: key, status, the code and its place: nested under `error`, or flat.
#[tokio::test]
async fn other_keys_are_refused_each_in_its_own_shape() {
    let meum = Meum::start().await;
    let dedicated = meum.connected().await["api_key"].as_str().unwrap().to_owned();
    let rows = [
        ("sk_live_made_up_by_nobody_000000", 401, "/error/code", "INVALID_API_KEY"),
        (notebook::EXPIRED_CONNECTION_KEY, 401, "/error/code", "INVALID_API_KEY"),
        (notebook::DEVELOPER_KEY, 403, "/error/code", "INSUFFICIENT_SCOPE"),
        (&dedicated, 403, "/error/code", "INSUFFICIENT_SCOPE"),
        (notebook::OTHER_STORE_KEY, 409, "/code", "SITE_ALREADY_CONNECTED"),
    ];
    for (key, status, place, code) in rows {
        let (got, body) = meum.connect(key, &this_shop()).await;
        assert_eq!((got, body.pointer(place)), (status, Some(&json!(code))), "{key}");
    }
    assert_eq!(meum.practice.issued().len(), 1);
    assert_eq!(meum.practice.issued()[0].api_key, dedicated, "a refusal rotates nothing");
}

#[tokio::test]
async fn no_key_and_no_bearer_are_unauthorized() {
    let meum = Meum::start().await;
    for header in [None, Some("Basic abc"), Some("Bearer"), Some("Bearer "), Some("")] {
        let mut request = meum.ask("POST", CONNECT).json(&this_shop());
        if let Some(header) = header {
            request = request.header("authorization", header);
        }
        let (status, body) = read(request.send().await.unwrap()).await;
        assert_eq!((status, body["error"]["type"].as_str()), (401, Some("authentication_error")), "{header:?}");
    }
}

/// Each row: the change to a good request, the status, the fields that `details` names.
#[tokio::test]
async fn a_bad_request_is_told_field_by_field() {
    let meum = Meum::start().await;
    let without = |name: &str| {
        let mut body = this_shop();
        body.as_object_mut().unwrap().remove(name);
        body
    };
    let with = |name: &str, value: Value| {
        let mut body = this_shop();
        body[name] = value;
        body
    };
    let rows: [(Value, u16, &[&str]); 11] = [
        (json!({}), 400, &["site_url", "webhook_url"]),
        (without("site_url"), 400, &["site_url"]),
        (without("webhook_url"), 400, &["webhook_url"]),
        (with("site_url", json!("corner-shop.example")), 400, &["site_url"]),
        (with("site_url", json!("ftp://corner-shop.example")), 400, &["site_url"]),
        (with("webhook_url", json!(7)), 400, &["webhook_url"]),
        (with("webhook_url", Value::Null), 400, &["webhook_url"]),
        (with("plugin_version", json!(1.2)), 400, &["plugin_version"]),
        (with("webhook_url", json!("https://other.example/hook")), 422, &["webhook_url"]),
        (with("plugin_version", Value::Null), 200, &[]),
        (without("woocommerce_version"), 200, &[]),
    ];
    for (sent, status, fields) in rows {
        let (got, body) = meum.connect(notebook::CONNECTION_KEY, &sent).await;
        assert_eq!(got, status, "{sent}");
        let named: Vec<&str> =
            body["details"].as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        assert_eq!(named, fields, "{sent}");
        assert_eq!(body["error"].is_string(), status != 200, "{sent}");
    }
}

#[tokio::test]
async fn what_is_not_a_json_object_is_a_bad_request() {
    let meum = Meum::start().await;
    for (kind, text) in
        [("application/json", "{"), ("application/json", "[]"), ("application/json", ""), ("text/plain", "{}")]
    {
        let request = meum.ask("POST", CONNECT).bearer_auth(notebook::CONNECTION_KEY);
        let request = request.header("content-type", kind).body(text);
        let (status, body) = read(request.send().await.unwrap()).await;
        assert_eq!((status, body["error"].is_string()), (400, true), "{kind} {text}");
    }
}

#[tokio::test]
async fn connecting_again_ends_the_old_key_and_keeps_the_ids() {
    let meum = Meum::start().await;
    let (one, two) = (meum.connected().await, meum.connected().await);
    for name in ["api_key", "webhook_secret"] {
        assert_ne!(one[name], two[name], "{name}");
    }
    for name in ["integration_id", "installation_id", "webhook_id", "store_id"] {
        assert_eq!(one[name], two[name], "{name}");
    }
    assert_eq!(meum.status(one["api_key"].as_str().unwrap()).await.0, 401);
    assert_eq!(meum.status(two["api_key"].as_str().unwrap()).await.0, 200);
}

#[tokio::test]
async fn two_sites_of_one_store_do_not_disturb_each_other() {
    let meum = Meum::start().await;
    let first = meum.connected().await;
    let other = json!({ "site_url": "https://annex.example", "webhook_url": "https://annex.example/hook" });
    let (_, second) = meum.connect(notebook::CONNECTION_KEY, &other).await;
    assert_eq!(second["credentials_rotated"], false);
    assert_ne!(first["integration_id"], second["integration_id"]);
    assert_eq!(meum.status(first["api_key"].as_str().unwrap()).await.0, 200);
    assert_eq!(meum.practice.issued().len(), 2);
}

#[tokio::test]
async fn a_missing_payout_wallet_is_warned_of_and_does_not_stop_connecting() {
    let meum = Meum::with(MeumConfig { payout_configured: false, ..MeumConfig::practice() }).await;
    let body = meum.connected().await;
    assert_eq!(body["payout_configured"], false);
    assert!(body["warning"].as_str().unwrap().contains("Payout wallet"));
    meum.practice.set_payout_configured(true);
    assert_eq!(meum.connected().await.get("warning"), None);
}

#[tokio::test]
async fn what_is_issued_is_what_works() {
    let meum = Meum::start().await;
    assert!(meum.practice.issued().is_empty());
    let body = meum.connected().await;
    let issued = meum.practice.issued();
    assert_eq!(issued.len(), 1);
    assert_eq!(body["api_key"], issued[0].api_key.as_str());
    assert_eq!(body["webhook_secret"], issued[0].webhook_secret.as_str());
    assert_eq!(issued[0].site_url, notebook::SHOP_ADDRESS);
}
