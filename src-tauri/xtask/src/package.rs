//! `cargo xtask package`: the packages for Debian and for Fedora's kin, of the released build, looked over; with
//! `--check` also installed into a clean system and tried there. `cargo xtask test` does all of it with the build that
//! its tests use.
//!
//! What is in a package, and how it is made, stands in `src-tauri/packaging`.

mod clean;
mod look;
mod pack;

use std::path::PathBuf;

use crate::counts::Counts;
use crate::failure::{Failure, Outcome};
use crate::packages::{BUILD, PACKAGE};
use crate::process::cargo_featured;
use crate::voice::Voice;
use crate::{apt, places, setup, steps};

pub use clean::stands_ready;
pub use pack::Build;

/// Makes the packages of the released build.
pub fn package(arguments: &[String]) -> Outcome {
    let check = match arguments {
        [] => false,
        [flag] if flag == "--check" => true,
        _ => return Err(Failure::new("After `package` comes nothing, or --check.")),
    };
    if !cfg!(target_os = "linux") {
        return Err(Failure::new(
            "These packages are made on Linux. Elsewhere `ui/node_modules/.bin/tauri build` makes the system's own.",
        ));
    }
    let voice = Voice::Alone;
    apt::install_missing(voice, BUILD.iter().chain(&PACKAGE))?;
    setup::node(voice)?;
    steps::build_pages(voice)?;
    voice.run(cargo_featured("build --release --locked --package meum-connect"))?;
    let packages = made(voice, Build::Release)?;
    if check {
        setup::packages(voice)?;
        steps::compile(voice)?;
        stands_ready(voice).1?;
        let (counts, outcome) = clean::tried(voice, Build::Release);
        outcome?;
        if counts.left_out > 0 {
            return Err(Failure::new("The packages are made, and were not tried."));
        }
    }
    for package in packages {
        let size = std::fs::metadata(&package).map(|found| found.len()).unwrap_or_default();
        voice.say(&format!("{} ({size} bytes)", package.display()));
    }
    Ok(())
}

/// Makes the packages of the build that the tests use, and looks them over.
pub fn sample(voice: Voice) -> Outcome {
    made(voice, Build::Tests).map(drop)
}

/// Where [`sample`] leaves them.
pub fn sampled() -> Option<PathBuf> {
    pack::made(Build::Tests).ok()
}

/// Installs what [`sample`] made into a clean system.
pub fn installs(voice: Voice) -> (Counts, Outcome) {
    clean::tried(voice, Build::Tests)
}

/// Makes the packages twice, and looks them over.
fn made(voice: Voice, build: Build) -> Outcome<Vec<PathBuf>> {
    let packages = pack::twice(voice, build)?;
    look::over(voice, &packages)?;
    Ok(packages)
}

/// Where packages are made: beside what was built.
fn folder() -> Outcome<PathBuf> {
    let built = places::built()?;
    Ok(built.parent().map_or_else(|| built.clone(), PathBuf::from).join("packages"))
}

/// A script of `src-tauri/packaging`.
fn script(name: &str) -> PathBuf {
    places::root().join("src-tauri/packaging").join(name)
}
