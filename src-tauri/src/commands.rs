//! The window's two commands. A failure is a view, so the only error that crosses is a malformed
//! intent, and it never repeats what was sent.

use crate::Running;
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::view::View;
use tauri::State;

/// Sends an intent to the driver.
#[tauri::command]
#[expect(clippy::needless_pass_by_value, reason = "Tauri hands commands their state by value")]
pub fn dispatch(intent: serde_json::Value, running: State<'_, Running>) -> Result<(), &'static str> {
    let intent = serde_json::from_value::<Intent>(intent).map_err(|_| "malformed intent")?;
    running.events.send(Event::Asked(intent)).map_err(|_| "the app is closing")
}

/// The present view.
#[tauri::command]
#[expect(clippy::needless_pass_by_value, reason = "Tauri hands commands their state by value")]
pub fn snapshot(running: State<'_, Running>) -> View {
    View::clone(&running.views.borrow())
}
