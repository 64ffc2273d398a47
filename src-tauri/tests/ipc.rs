//! What the page may call, checked against the real permissions in a window without a screen.

use connect_core::event::Event;
use connect_core::intent::Intent;
use meum_connect::{Running, with_commands};
use serde_json::{Value, json};
use std::sync::Arc;
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{WebviewWindow, WebviewWindowBuilder};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::sync::watch;

struct Page {
    window: WebviewWindow<MockRuntime>,
    heard: UnboundedReceiver<Event>,
    _app: tauri::App<MockRuntime>,
}

fn page(label: &str) -> Page {
    let (events, heard) = unbounded_channel();
    let about = connect_core::app::About {
        version: "test".to_owned(),
        system: "test".to_owned(),
        language: connect_core::language::Language::English,
        notebook: connect_core::practice::Notebook::default(),
        meum_at: None,
    };
    let (app, _) = connect_core::app::App::new(about);
    let (_, views) = watch::channel(Arc::new(app.view()));
    let app = with_commands(mock_builder())
        .manage(Running { events, views })
        .build(tauri::generate_context!("tauri.conf.json"))
        .unwrap();
    let window = WebviewWindowBuilder::new(&app, label, tauri::WebviewUrl::default()).build().unwrap();
    Page { window, heard, _app: app }
}

fn call(page: &Page, command: &str, body: Value) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: command.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: "tauri://localhost".parse().unwrap(),
        body: InvokeBody::Json(body),
        headers: tauri::http::HeaderMap::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(&page.window, request).map(|body| body.deserialize().unwrap())
}

#[test]
fn the_page_may_send_an_intent_and_ask_for_the_view() {
    let mut page = page("main");
    call(&page, "dispatch", json!({ "intent": { "kind": "connectShop" } })).unwrap();
    assert!(matches!(page.heard.try_recv(), Ok(Event::Asked(Intent::ConnectShop))));
    let view = call(&page, "snapshot", json!({})).unwrap();
    assert_eq!(view["screen"]["kind"], "starting");
}

#[test]
fn a_malformed_intent_is_refused_without_being_repeated() {
    let mut page = page("main");
    for intent in [
        json!({ "kind": "cs_canary" }),
        json!({ "kind": "checkKeys", "key": ["cs_canary"], "secret": "cs_canary" }),
        json!("cs_canary"),
        json!(null),
    ] {
        let error = call(&page, "dispatch", json!({ "intent": intent })).unwrap_err();
        assert!(!error.to_string().contains("canary"), "{error}");
    }
    assert!(page.heard.try_recv().is_err());
}

#[test]
fn another_window_may_call_nothing() {
    let mut page = page("another");
    assert!(call(&page, "dispatch", json!({ "intent": { "kind": "connectShop" } })).is_err());
    assert!(call(&page, "snapshot", json!({})).is_err());
    assert!(page.heard.try_recv().is_err());
}

#[test]
fn the_page_may_call_nothing_else() {
    let page = page("main");
    for command in [
        "plugin:opener|open_url",
        "plugin:window|close",
        "plugin:window|set_title",
        "plugin:event|emit",
        "plugin:webview|create_webview_window",
        "plugin:app|version",
        "plugin:path|resolve_directory",
        "plugin:window-state|save_window_state",
    ] {
        assert!(call(&page, command, json!({})).is_err(), "{command} must be refused");
    }
}
