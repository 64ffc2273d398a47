//! The menu bar on macOS: the usual one, with a *Quit* of our own. The system's own ends the app without
//! asking what would be lost.
//!
//! *Quit* in the Dock does not come here, and nothing of the framework tells before the app has to end.

/// The identity of our own *Quit*.
#[cfg(target_os = "macos")]
const QUIT: &str = "quit";

/// Gives the app its menu bar. `may_quit` tells whether nothing would be lost.
#[cfg(target_os = "macos")]
pub fn with_menu(
    builder: tauri::Builder<tauri::Wry>,
    may_quit: impl Fn(&tauri::AppHandle) -> bool + Send + Sync + 'static,
) -> tauri::Builder<tauri::Wry> {
    builder.menu(with_own_quit).on_menu_event(move |app, event| {
        if event.id() == QUIT && may_quit(app) {
            app.exit(0);
        }
    })
}

/// No menu bar here.
#[cfg(not(target_os = "macos"))]
pub fn with_menu(
    builder: tauri::Builder<tauri::Wry>,
    _may_quit: impl Fn(&tauri::AppHandle) -> bool + Send + Sync + 'static,
) -> tauri::Builder<tauri::Wry> {
    builder
}

/// The framework's usual menu bar. Its first menu is the app's, and *Quit* is the last in it.
#[cfg(target_os = "macos")]
fn with_own_quit(app: &tauri::AppHandle) -> tauri::Result<tauri::menu::Menu<tauri::Wry>> {
    use tauri::menu::{Menu, MenuItem, MenuItemKind};
    let menu = Menu::default(app)?;
    if let Some(MenuItemKind::Submenu(of_app)) = menu.items()?.into_iter().next() {
        if let Some(quit) = of_app.items()?.last() {
            of_app.remove(quit)?;
        }
        let words = format!("Quit {}", app.package_info().name);
        of_app.append(&MenuItem::with_id(app, QUIT, words, true, Some("CmdOrCtrl+Q"))?)?;
    }
    Ok(menu)
}
