//! Addresses that begin with the app's own scheme, which the desktop hands over: as an argument of this start or of a
//! later one, or on macOS as an event. They go past the driver, so that a flood of them costs nobody anything. Whoever
//! made one up is not believed: `approvals.rs` looks for a request that waits.

use crate::approvals::Approvals;
use connect_core::approval::SCHEME;
use connect_core::secret::Secret;
use tauri::Manager;
#[cfg(target_os = "macos")]
use tauri_plugin_deep_link::DeepLinkExt;

/// The address that this start was given.
pub(super) fn given() -> Option<Secret> {
    among(std::env::args_os().skip(1).filter_map(|argument| argument.into_string().ok()))
}

/// The first such address among these arguments.
pub(super) fn among(mut arguments: impl Iterator<Item = String>) -> Option<Secret> {
    let begins = format!("{SCHEME}:");
    arguments.find(|argument| argument.starts_with(&begins)).map(Secret::new)
}

/// Hears an address. An app that has only just begun waits for none.
pub(super) fn hear(app: &tauri::AppHandle, address: &Secret) {
    if let Some(approvals) = app.try_state::<Approvals>() {
        approvals.hear(address);
    }
}

/// Hears what this start was given, and what comes later where no other start brings it.
pub(super) fn listen(app: &tauri::AppHandle) {
    if let Some(address) = given() {
        hear(app, &address);
    }
    #[cfg(target_os = "macos")]
    {
        let app = app.clone();
        app.clone().deep_link().on_open_url(move |event| {
            for url in event.urls() {
                hear(&app, &Secret::new(url.into()));
            }
        });
    }
}
