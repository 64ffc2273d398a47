//! Addresses that begin with the app's own scheme, which the desktop hands over: as an argument of this start or of a
//! later one, or on macOS as an event. Whoever made one up is not believed: the core looks for a request that waits.

use connect_core::approval::SCHEME;
use connect_core::event::Event;
use connect_core::secret::Secret;
#[cfg(target_os = "macos")]
use tauri_plugin_deep_link::DeepLinkExt;
use tokio::sync::mpsc::UnboundedSender;

/// The address that this start was given.
pub(super) fn given() -> Option<Secret> {
    among(std::env::args_os().skip(1).filter_map(|argument| argument.into_string().ok()))
}

/// The first such address among these arguments.
pub(super) fn among(mut arguments: impl Iterator<Item = String>) -> Option<Secret> {
    let begins = format!("{SCHEME}:");
    arguments.find(|argument| argument.starts_with(&begins)).map(Secret::new)
}

/// Passes on what this start was given, and what comes later where no other start brings it.
pub(super) fn listen(app: &tauri::AppHandle, events: &UnboundedSender<Event>) {
    // A driver that has ended needs no events.
    let tell = |events: &UnboundedSender<Event>, address| drop(events.send(Event::AddressCame(address)));
    if let Some(address) = given() {
        tell(events, address);
    }
    #[cfg(target_os = "macos")]
    {
        let events = events.clone();
        app.deep_link().on_open_url(move |event| {
            for url in event.urls() {
                tell(&events, Secret::new(url.into()));
            }
        });
    }
    #[cfg(not(target_os = "macos"))]
    let _ = app;
}
