//! What each step of `cargo xtask test` does.
//!
//! Clippy, the tests and the journeys ask for the whole workspace, so that cargo settles on one
//! set of features and compiles a crate once for all of them. The app is built as it is for
//! everybody else, without what only tests need: that costs a minute or two, and the window
//! that is tested is the one that people get.

use crate::contract;
use crate::counts::Counts;
use crate::failure::{Failure, Outcome};
use crate::process::{cargo, cargo_featured, has_nextest, listen, nextest, npm, run};
use crate::session::Session;
use crate::window::{Journeys, journey};

/// Does the step of this name, and adds its tests to the counts.
pub fn perform(name: &str, counts: &mut Counts) -> Outcome {
    match name {
        "fmt" => run(cargo("fmt --all --check")),
        "ui-check" => run(npm("run check")),
        "ui-test" => count(counts, npm("test")),
        "ui-build" => build_pages(),
        "clippy" => clippy(),
        "rust" => rust(counts),
        "contract" => contract::is_as_committed(),
        "app" => build_app(),
        "e2e" => count(counts, journey(Journeys::Checks)?),
        _ => Err(Failure::new(format!("The step {name} has no deed."))),
    }
}

/// Builds the window's pages.
pub fn build_pages() -> Outcome {
    run(npm("run build"))
}

/// Builds the app with the pages in it, as `cargo xtask run` does.
pub fn build_app() -> Outcome {
    run(cargo_featured("build --package meum-connect"))
}

fn clippy() -> Outcome {
    let mut command = cargo_featured("clippy --workspace --all-targets");
    command.args(["--", "-D", "warnings"]);
    run(command)
}

fn rust(counts: &mut Counts) -> Outcome {
    let session = Session::new()?;
    if !has_nextest() {
        let tests = cargo_featured("test --workspace --exclude connect-e2e --no-fail-fast");
        return count(counts, session.hold(&tests));
    }
    // Left out by a filter and not by --exclude, which would change the set of features.
    let mut tests = nextest("");
    tests.args(["--filterset", "not package(connect-e2e)"]);
    count(counts, session.hold(&tests))?;
    count(counts, session.hold(&cargo_featured("test --workspace --doc --no-fail-fast")))
}

/// Runs tests in the open and counts them, also when some of them fail.
fn count(counts: &mut Counts, command: std::process::Command) -> Outcome {
    let (said, ended) = listen(command)?;
    *counts = counts.plus(Counts::read(&said));
    ended
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::STEPS;

    #[test]
    fn a_step_without_a_deed_is_refused() {
        assert!(perform("nothing", &mut Counts::default()).is_err());
    }

    #[test]
    fn every_step_has_its_deed_here() {
        let deeds = include_str!("steps.rs");
        for step in &STEPS {
            assert!(deeds.contains(&format!("\"{}\" => ", step.name)), "{}", step.name);
        }
    }
}
