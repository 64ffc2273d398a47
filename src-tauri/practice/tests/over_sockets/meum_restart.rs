//! The deterministic Meum after a restart of the app: it takes its own keys back.

use connect_practice::{MeumConfig, notebook};
use serde_json::json;

use crate::support::Meum;

async fn meum() -> Meum {
    Meum::with(MeumConfig::practice()).await
}

#[tokio::test]
async fn a_key_from_before_the_restart_still_works() {
    let before = meum().await;
    before.connected().await;
    let issued = before.connected().await;
    let key = issued["api_key"].as_str().unwrap();
    assert_eq!(key.get(..12), Some("sk_live_0002"));
    drop(before);

    let after = meum().await;
    let (status, body) = after.status(key).await;
    assert_eq!((status, &body["connected"]), (200, &json!(true)));
    for name in ["integration_id", "site_url", "webhook_url"] {
        assert_eq!(body[name], issued[name], "{name}");
    }
    assert_eq!(body["credential_prefix"], "sk_live_0002");
    let taken_back = after.practice.issued();
    assert_eq!(taken_back.len(), 1);
    assert_eq!(taken_back[0].site_url, notebook::SHOP_ADDRESS);
    assert_eq!(issued["webhook_secret"], taken_back[0].webhook_secret.as_str());

    let again = after.connected().await;
    assert_eq!((&again["credentials_rotated"], &again["integration_id"]), (&json!(true), &issued["integration_id"]));
    assert_eq!(again["api_key"].as_str().unwrap().get(..12), Some("sk_live_0003"));
    assert_eq!(after.status(key).await.0, 401, "the older key ended");
}

#[tokio::test]
async fn a_key_from_before_the_restart_can_disconnect() {
    let before = meum().await;
    let key = before.connected().await["api_key"].as_str().unwrap().to_owned();
    let after = meum().await;
    assert_eq!(after.disconnect(&key).await, (200, json!({ "disconnected": true })));
    assert_eq!(after.disconnect(&key).await.0, 404);
}

#[tokio::test]
async fn a_key_of_another_shape_is_not_taken_back() {
    let after = meum().await;
    for key in ["sk_live_0001practice0dedicated0key000000", "sk_live_0000practice0dedicated0key0000000"] {
        assert_eq!(after.status(key).await.0, 401, "{key}");
    }
    let random = Meum::start().await;
    let key = after.connected().await["api_key"].as_str().unwrap().to_owned();
    assert_eq!(random.status(&key).await.0, 401, "a random issuer takes nothing back");
}
