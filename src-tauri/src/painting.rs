//! How the window is painted. Its pages are text and lines: on Linux they are painted without the
//! graphics card, which shows the first frame sooner, takes less memory (`cargo xtask bench`), and
//! avoids the blank windows some graphics drivers give WebKit.

#[cfg(target_os = "linux")]
pub use linux::keep_it_plain;

/// Elsewhere the system's own web view knows best.
#[cfg(not(target_os = "linux"))]
pub fn keep_it_plain(_app: &tauri::AppHandle) {}

#[cfg(target_os = "linux")]
mod linux {
    use tauri::Manager;
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

    /// Set while a test drives the window: its screenshots need WebKit's other way of painting.
    const DRIVEN: &str = "TAURI_WEBVIEW_AUTOMATION";

    /// Tells the window's web view, before it paints for the first time.
    pub fn keep_it_plain(app: &tauri::AppHandle) {
        let window = app.get_webview_window("main").filter(|_| std::env::var_os(DRIVEN).is_none());
        let Some(window) = window else { return };
        let told = window.with_webview(|view| {
            if let Some(settings) = view.inner().settings() {
                settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
            }
        });
        if let Err(error) = told {
            tracing::warn!(%error, "The window is painted as WebKit likes");
        }
    }
}
