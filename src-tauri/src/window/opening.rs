//! Opens the window. Tauri would do so by itself, but not where the app's folder cannot be made: it would end
//! without a word. The window opens there, too, and the storage says what is wrong.

use tauri::utils::config::WindowConfig;
use tauri::{AppHandle, Manager, WebviewWindowBuilder};
use tempfile::TempDir;

/// A folder that the web view uses as long as the app runs. Dropping it removes it: what is in it is the web
/// view's own, and holds nothing of the merchant's.
struct ForNow(TempDir);

/// Opens the window that the configuration describes.
///
/// # Errors
/// When the web view cannot be started, or there is no folder at all that it could use.
pub(super) fn open(app: &AppHandle) -> tauri::Result<()> {
    let described = app.config().app.windows.iter().find(|window| window.label == "main").cloned();
    let described = described.unwrap_or_else(|| WindowConfig { label: "main".to_owned(), ..WindowConfig::default() });
    let folder = app.path().app_local_data_dir()?;
    let mut window = WebviewWindowBuilder::from_config(app, &described)?;
    if !folder.exists()
        && let Err(error) = std::fs::create_dir_all(&folder)
    {
        tracing::error!(%error, "The app's folder cannot be made");
        let for_now = ForNow(tempfile::Builder::new().prefix("meum-connect-").tempdir()?);
        window = window.data_directory(for_now.0.path().to_owned());
        app.manage(for_now);
    }
    window.build()?;
    Ok(())
}
