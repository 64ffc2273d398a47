//! Where things are in this repository.
//!
//! Every path starts from this crate's own folder, so that the commands work from any folder
//! one happens to stand in.

use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};

/// The repository's root.
pub fn root() -> PathBuf {
    let this_crate =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    this_crate.ancestors().nth(2).map_or_else(|| this_crate.clone(), Path::to_path_buf)
}

/// The window's pages.
pub fn ui() -> PathBuf {
    root().join("ui")
}

/// The app as `cargo build` leaves it.
pub fn app() -> Outcome<PathBuf> {
    Ok(built()?.join(format!("meum-connect{}", std::env::consts::EXE_SUFFIX)))
}

/// Where `cargo build` leaves programs: the folder of this very program, whatever the target folder is.
pub fn built() -> Outcome<PathBuf> {
    let this_program =
        std::env::current_exe().map_err(|refusal| Failure::system("looking for what was built", &refusal))?;
    Ok(this_program.parent().map(Path::to_path_buf).unwrap_or_default())
}
