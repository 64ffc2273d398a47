//! Disconnect: once, and by the dedicated key only.

use connect_practice::{MeumTrouble, notebook};
use serde_json::json;

use crate::support::{DISCONNECT, Meum};

#[tokio::test]
async fn a_dedicated_key_disconnects_once() {
    let meum = Meum::start().await;
    let key = meum.connected().await["api_key"].as_str().unwrap().to_owned();
    assert_eq!(meum.disconnect(&key).await, (200, json!({ "disconnected": true })));
    let (status, body) = meum.disconnect(&key).await;
    assert_eq!((status, &body["code"]), (404, &json!("INTEGRATION_NOT_FOUND")));
    assert!(meum.practice.issued().is_empty());
    let (status, body) = meum.status(&key).await;
    assert_eq!((status, &body["connected"]), (200, &json!(false)));
}

#[tokio::test]
async fn other_keys_do_not_disconnect() {
    let meum = Meum::start().await;
    meum.connected().await;
    for (key, status) in [
        (notebook::CONNECTION_KEY, 403),
        (notebook::RECONNECT_KEY, 403),
        (notebook::DEVELOPER_KEY, 403),
        ("sk_live_made_up_by_nobody_000000", 401),
    ] {
        assert_eq!(meum.disconnect(key).await.0, status, "{key}");
    }
    assert_eq!(meum.practice.issued().len(), 1);
}

#[tokio::test]
async fn connecting_after_disconnecting_is_no_rotation() {
    let meum = Meum::start().await;
    let key = meum.connected().await["api_key"].as_str().unwrap().to_owned();
    meum.disconnect(&key).await;
    assert_eq!(meum.connected().await["credentials_rotated"], false);
    assert_eq!(meum.status(&key).await.0, 401);
}

#[tokio::test]
async fn its_troubles_touch_disconnect_only() {
    let meum = Meum::start().await;
    let key = meum.connected().await["api_key"].as_str().unwrap().to_owned();
    for (trouble, status) in [(MeumTrouble::DisconnectForbidden, 403), (MeumTrouble::NothingToDisconnect, 404)] {
        meum.practice.replace([trouble]);
        assert_eq!(meum.disconnect(&key).await.0, status);
        assert_eq!(meum.status(&key).await.1["connected"], true);
    }
    meum.practice.replace([MeumTrouble::LostDisconnectAnswer]);
    let answer = meum.ask("POST", DISCONNECT).bearer_auth(&key).send().await;
    assert!(answer.is_err(), "the answer is lost");
    assert_eq!(meum.status(&key).await.1["connected"], false, "and it was done");
}
