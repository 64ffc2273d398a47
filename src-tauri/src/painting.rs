//! How WebKit paints the window on Linux: without the graphics card. And whether there is a screen at all.
//!
//! The pages are text and lines. Painted so, the first frame comes sooner and takes less memory
//! (`cargo xtask bench`), and no graphics driver can leave the window blank.

#[cfg(target_os = "linux")]
pub use linux::{has_screen, keep_it_plain};

/// Other systems always have one.
#[cfg(not(target_os = "linux"))]
pub fn has_screen() -> bool {
    true
}

/// Changes nothing: other systems' web views choose well.
#[cfg(not(target_os = "linux"))]
pub fn keep_it_plain(_app: &tauri::AppHandle) {}

#[cfg(target_os = "linux")]
mod linux {
    use tauri::Manager;
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

    /// WebDriver sets this variable. Its screenshots never come while WebKit paints in this way.
    const DRIVEN: &str = "TAURI_WEBVIEW_AUTOMATION";

    /// Whether there is a screen to open a window on. Tauri would panic without one.
    pub fn has_screen() -> bool {
        gtk::init().is_ok()
    }

    /// Takes the graphics card from the window's web view, before it paints for the first time.
    pub fn keep_it_plain(app: &tauri::AppHandle) {
        if std::env::var_os(DRIVEN).is_some() {
            return;
        }
        let Some(window) = app.get_webview_window("main") else { return };
        let set = window.with_webview(|view| {
            if let Some(settings) = view.inner().settings() {
                settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
            }
        });
        if let Err(error) = set {
            tracing::warn!(%error, "WebKit chooses itself how to paint the window");
        }
    }
}
