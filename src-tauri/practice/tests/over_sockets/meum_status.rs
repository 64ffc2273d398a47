//! Status: before connecting, when connected, and with keys that may not ask.

use std::time::{Duration, SystemTime};

use connect_practice::{MeumTrouble, notebook};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::support::{Meum, this_shop};

fn time(value: &Value) -> SystemTime {
    value.as_str().unwrap().parse::<Timestamp>().unwrap().into()
}

#[tokio::test]
async fn a_connection_key_sees_that_onboarding_is_in_progress() {
    let meum = Meum::start().await;
    let (status, body) = meum.status(notebook::CONNECTION_KEY).await;
    assert_eq!((status, &body["connected"]), (200, &json!(false)));
    for name in ["integration_id", "site_url", "credential_prefix", "webhook_health", "last_seen_at"] {
        assert_eq!(body[name], Value::Null, "{name}");
    }
    let pending = &body["pending_connection_key"];
    assert_eq!(pending["key_prefix"], "sk_live_prac");
    let left = time(&pending["expires_at"]).duration_since(SystemTime::now()).unwrap();
    assert!(left > Duration::from_hours(23) && left <= Duration::from_hours(24));
}

#[tokio::test]
async fn the_dedicated_key_sees_what_was_connected() {
    let meum = Meum::start().await;
    let issued = meum.connected().await;
    let key = issued["api_key"].as_str().unwrap();
    let (status, body) = meum.status(key).await;
    assert_eq!((status, &body["connected"]), (200, &json!(true)));
    assert_eq!((&body["status"], &body["health_status"]), (&json!("CONNECTED"), &json!("HEALTHY")));
    assert_eq!(body["issues"], json!([]));
    assert_eq!(body["credential_prefix"], key.get(..12).unwrap());
    assert_eq!(body.get("pending_connection_key"), None);
    let sent = this_shop();
    for name in ["site_url", "webhook_url", "plugin_version", "wordpress_version", "woocommerce_version"] {
        assert_eq!(body[name], sent[name], "{name}");
    }
    assert_eq!(body["integration_id"], issued["integration_id"]);
    let age = SystemTime::now().duration_since(time(&body["last_seen_at"])).unwrap();
    assert!(age < Duration::from_mins(1), "{age:?}");
}

#[tokio::test]
async fn a_connection_key_sees_what_was_connected_with_it() {
    let meum = Meum::start().await;
    let issued = meum.connected().await;
    let (_, body) = meum.status(notebook::CONNECTION_KEY).await;
    assert_eq!((&body["connected"], &body["integration_id"]), (&json!(true), &issued["integration_id"]));
    let (_, body) = meum.status(notebook::RECONNECT_KEY).await;
    assert_eq!(body["connected"], false, "another key did not connect");
}

#[tokio::test]
async fn keys_that_may_not_ask_are_told_so() {
    let meum = Meum::start().await;
    for (key, status) in [
        ("sk_live_made_up_by_nobody_000000", 401),
        (notebook::EXPIRED_CONNECTION_KEY, 401),
        (notebook::DEVELOPER_KEY, 403),
    ] {
        assert_eq!(meum.status(key).await.0, status, "{key}");
    }
    meum.practice.set(MeumTrouble::StatusNeedsDedicatedKey);
    let (status, body) = meum.status(notebook::CONNECTION_KEY).await;
    assert_eq!((status, &body["code"]), (403, &json!("INSUFFICIENT_SCOPE")));
}

#[tokio::test]
async fn a_missing_payout_wallet_is_an_issue() {
    let meum = Meum::start().await;
    let key = meum.connected().await["api_key"].as_str().unwrap().to_owned();
    meum.practice.set_payout_configured(false);
    let (_, body) = meum.status(&key).await;
    assert_eq!(body["payout_configured"], false);
    assert!(body["issues"][0].as_str().unwrap().contains("Payout wallet"));
    meum.practice.set_payout_configured(true);
    assert_eq!(meum.status(&key).await.1["issues"], json!([]));
}
