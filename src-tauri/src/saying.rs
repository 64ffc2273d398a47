//! Words for a screen reader. On Linux, WebKit tells nobody when the text of a live region changes (seen
//! with 2.50 and 2.54), so the window itself announces it (ATK's signal `announcement`). Elsewhere the
//! page's live region is heard.

#[cfg(target_os = "linux")]
pub use linux::say;

/// Says nothing: the page has said it.
#[cfg(not(target_os = "linux"))]
pub fn say(_app: &tauri::AppHandle, _text: &str) {}

#[cfg(target_os = "linux")]
mod linux {
    use gtk::glib::subclass::{SignalId, SignalType};
    use gtk::prelude::{ObjectExt, StaticType, WidgetExt};
    use tauri::Manager;

    /// Since ATK 2.46.
    const ANNOUNCEMENT: &str = "announcement";

    /// Lets a screen reader say this, if one listens.
    pub fn say(app: &tauri::AppHandle, text: &str) {
        let (of_window, text) = (app.clone(), text.to_owned());
        let told = app.run_on_main_thread(move || {
            let window = of_window.get_webview_window("main").and_then(|window| window.gtk_window().ok());
            if let Some(object) = window.and_then(|window| window.accessible())
                && can_announce(&object)
            {
                object.emit_by_name::<()>(ANNOUNCEMENT, &[&text]);
            }
        });
        if let Err(error) = told {
            tracing::warn!(%error, "A screen reader could not be told");
        }
    }

    /// Whether this ATK knows the signal, with the one text that it takes. Sending another would end the app.
    fn can_announce(object: &impl ObjectExt) -> bool {
        let signal = SignalId::lookup(ANNOUNCEMENT, object.type_());
        signal.is_some_and(|signal| {
            let takes = signal.query();
            let takes = takes.param_types().iter().map(SignalType::type_).collect::<Vec<_>>();
            takes == [String::static_type()]
        })
    }
}
