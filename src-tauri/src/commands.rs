//! The two commands that the page may call. A failure comes to the page as a view. The one error that
//! goes back directly is a malformed intent, and it never repeats the intent, which may hold a key.

use crate::{Running, aftermath};
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::view::View;
use tauri::State;

/// Sends an intent to the driver. The next views show what comes of it.
///
/// # Errors
/// When the intent is malformed, or the app is closing.
#[tauri::command]
#[expect(clippy::needless_pass_by_value, reason = "Tauri hands commands their state by value")]
pub fn dispatch(intent: serde_json::Value, running: State<'_, Running>) -> Result<(), &'static str> {
    let name = intent.get("kind").and_then(serde_json::Value::as_str).map(str::to_owned);
    let intent = serde_json::from_value::<Intent>(intent).map_err(|_| "malformed intent")?;
    // It parsed, so this is the name of an intent and nothing that was typed.
    aftermath::was_asked(name.as_deref().unwrap_or_default());
    running.events.send(Event::Asked(intent)).map_err(|_| "the app is closing")
}

/// The latest view, for a page that has just been loaded.
#[tauri::command]
#[expect(clippy::needless_pass_by_value, reason = "Tauri hands commands their state by value")]
pub fn snapshot(running: State<'_, Running>) -> View {
    View::clone(&running.views.borrow())
}
