//! Keeps the window on the app's own pages. Whoever led it elsewhere, such as a link that was dropped on it, would
//! show a stranger's page in a window that merchants trust with their keys.

use reqwest::Url;
use tauri::Runtime;
use tauri::plugin::{Builder, TauriPlugin};

/// The plugin that refuses every other address.
pub(super) fn only<R: Runtime>() -> TauriPlugin<R> {
    Builder::new("own-pages")
        .on_navigation(|_, address| {
            let own = is_own(address) || tauri::is_dev() && address.host_str() == Some("localhost");
            if !own {
                tracing::warn!(scheme = address.scheme(), "The window was led to another page, and stays");
            }
            own
        })
        .build()
}

/// Whether a page belongs to the app: Tauri serves it under its own scheme, on Windows and Android under a host.
fn is_own(address: &Url) -> bool {
    match address.scheme() {
        "tauri" => address.host_str() == Some("localhost"),
        "http" | "https" => address.host_str() == Some("tauri.localhost") && address.port().is_none(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_app_s_own_pages_are_its_own() {
        for own in ["tauri://localhost", "tauri://localhost/index.html#panel", "http://tauri.localhost/"] {
            assert!(is_own(&own.parse().expect(own)), "{own}");
        }
        for other in [
            "https://corner-shop.example/",
            "http://localhost/",
            "http://tauri.localhost:8080/",
            "https://tauri.localhost.example/",
            "tauri://example/",
            "file:///etc/hostname",
            "data:text/html,hello",
            "javascript:alert(1)",
            "about:blank",
            "blob:tauri://localhost/0",
        ] {
            assert!(!is_own(&other.parse().expect(other)), "{other}");
        }
    }
}
