//! The journeys through the real window: which there are, and how one is started.
//!
//! Each journey brings its own message bus and password store, so that all it needs from here
//! is a screen that nobody looks at and the path of the app.

use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::{places, process};

/// The size of the screen, which is also the size the window was designed for.
const SCREEN: &str = "-screen 0 1280x800x24";

/// The names of all journeys.
pub fn journeys() -> Outcome<Vec<String>> {
    let folder = places::journeys();
    let files = std::fs::read_dir(&folder)
        .map_err(|refusal| Failure::system(format!("reading {}", folder.display()), &refusal))?;
    let mut names: Vec<String> =
        files.filter_map(|file| journey_name(&file.ok()?.file_name().to_string_lossy())).collect();
    names.sort();
    if names.is_empty() {
        return Err(Failure::new(format!("There is no journey in {}.", folder.display())));
    }
    Ok(names)
}

/// The command that makes these journeys, one after the other.
pub fn journey(names: &[&str], options: &[&str]) -> Outcome<Command> {
    if !cfg!(target_os = "linux") {
        return Err(Failure::new(
            "The journeys drive WebKitGTK's window and run on Linux only. \
             `cargo xtask test --fast` leaves them out.",
        ));
    }
    // The whole workspace, though only the journeys run: asked for alone, their package would
    // need fewer features of the shared crates, and those would be compiled a second time.
    let mut cargo = process::cargo_featured("test --workspace --no-fail-fast");
    cargo.args(names.iter().flat_map(|name| ["--test", name]));
    cargo.args(["--", "--test-threads=1"]).args(options);
    let mut command = Command::new("xvfb-run");
    command
        .current_dir(places::root())
        .env("MEUM_CONNECT_APP", places::app()?)
        .args(["--auto-servernum", "--server-args", SCREEN])
        .arg(cargo.get_program())
        .args(cargo.get_args());
    Ok(command)
}

fn journey_name(file: &str) -> Option<String> {
    file.strip_suffix(".rs").map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journey_is_a_rust_file() {
        assert_eq!(journey_name("smoke.rs").as_deref(), Some("smoke"));
        assert_eq!(journey_name("common"), None);
    }
}
