//! Pictures of the window, taken only once WebKit has painted what the page holds.

use std::path::{Path, PathBuf};

use crate::app::App;
use crate::trouble::{Outcome, Place, Trouble};
use crate::wait::answer;

/// Waits for fonts and animations, and then for two frames: the driver's picture shows the last frame,
/// which may still be the one before.
pub(crate) const AT_REST: &str = "
    const done = arguments[arguments.length - 1];
    const finite = (one) => Number.isFinite(one.effect?.getComputedTiming().endTime);
    const rest = document.getAnimations().filter(finite).map((one) => one.finished.catch(() => 0));
    const late = new Promise((now) => { setTimeout(now, 3000); });
    Promise.race([Promise.all([document.fonts.ready, ...rest]), late]).then(() => {
        requestAnimationFrame(() => requestAnimationFrame(() => done(true)));
    });";

impl App<'_> {
    /// Saves the window as `pictures/<name>.png` once it is at rest, and tells where.
    pub async fn picture(&self, name: &str) -> Outcome<PathBuf> {
        self.run_later("waiting for the window to rest", AT_REST, Vec::new()).await?;
        self.save(&pictures().join(format!("{name}.png"))).await
    }

    /// Saves a picture of the moment at which something went wrong.
    pub(crate) async fn picture_of_failure(&self, place: Place) -> Outcome<PathBuf> {
        let journey = Path::new(place.file()).file_stem().unwrap_or_default().to_string_lossy();
        let name = format!("failures/{journey}-line-{}.png", place.line());
        self.save(&pictures().join(name)).await
    }

    async fn save(&self, file: &Path) -> Outcome<PathBuf> {
        let bytes = answer("taking a picture", self.page.screenshot()).await?;
        save(&bytes, file)
    }
}

/// Saves a picture, and tells where.
pub(crate) fn save(picture: &[u8], file: &Path) -> Outcome<PathBuf> {
    let saving = |refusal| Trouble::refused(format!("saving {}", file.display()), refusal);
    std::fs::create_dir_all(file.parent().unwrap_or(file)).map_err(saving)?;
    std::fs::write(file, picture).map_err(saving)?;
    Ok(file.to_path_buf())
}

/// The folder for pictures: at the repository's root, and not part of it.
pub(crate) fn pictures() -> PathBuf {
    repository().join("pictures")
}

/// The repository's root: where Cargo says it is now, since the journeys may have been taken elsewhere.
pub(crate) fn repository() -> PathBuf {
    let this_crate =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    this_crate.ancestors().nth(2).unwrap_or(&this_crate).to_path_buf()
}
