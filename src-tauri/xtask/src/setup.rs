//! `cargo xtask setup`: gets what is missing on this machine.
//!
//! It is part of `run` and `test`, and costs a fraction of a second when all is there.

use crate::failure::{Failure, Outcome};
use crate::packages::{BUILD, PACKAGE, TEST};
use crate::voice::Voice;
use crate::{apt, node as pages, process};

/// What building and running the app takes.
pub fn for_building() -> Outcome {
    apt::install_missing(Voice::Alone, BUILD.iter())?;
    node(Voice::Alone)
}

/// What the tests take as well.
pub fn everything() -> Outcome {
    packages(Voice::Alone)?;
    node(Voice::Alone)
}

/// The system packages.
pub fn packages(voice: Voice) -> Outcome {
    apt::install_missing(voice, BUILD.iter().chain(&TEST).chain(&PACKAGE))
}

/// The packages of the window's pages.
pub fn node(voice: Voice) -> Outcome {
    pages::packages(voice)
}

/// Downloads the Rust packages for this computer, so that it happens beside the rest and not before
/// compiling.
pub fn crates(voice: Voice) -> Outcome {
    let version = process::ask(std::process::Command::new("rustc").arg("-vV")).unwrap_or_default();
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.ok_or_else(|| Failure::new("`rustc -vV` does not name this computer."))?;
    voice.run(process::cargo(&format!("fetch --locked --target {host}")))
}
