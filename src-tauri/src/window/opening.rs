//! Opens the window. Tauri would do so by itself, but not where the app's folder cannot be made: it would end
//! without a word. The window opens there, too, and the storage says what is wrong.

use std::path::PathBuf;
use tauri::utils::config::WindowConfig;
use tauri::{AppHandle, Manager, WebviewWindowBuilder};

/// A folder that the web view uses as long as the app runs. Dropping it removes it.
struct ForNow(PathBuf);

impl ForNow {
    fn make() -> std::io::Result<Self> {
        let place = std::env::temp_dir().join(format!("meum-connect-{}", std::process::id()));
        #[cfg_attr(not(unix), expect(unused_mut, reason = "only Unix has rights to set"))]
        let mut folder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
        // One that is there already is somebody else's.
        folder.create(&place)?;
        Ok(Self(place))
    }
}

impl Drop for ForNow {
    fn drop(&mut self) {
        // What stays is the web view's own, and holds nothing of the merchant's.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

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
        let for_now = ForNow::make()?;
        window = window.data_directory(for_now.0.clone());
        app.manage(for_now);
    }
    window.build()?;
    Ok(())
}
