//! What each step of `cargo xtask test` does.
//!
//! Compiling, the tests and the journeys ask for the whole workspace, so that cargo settles on one
//! set of features and compiles a crate once for all of them. The app in the window is part of that.

use crate::counts::Counts;
use crate::failure::{Failure, Outcome};
use crate::process::{cargo, cargo_featured, cargo_linted, has_nextest, nextest, npm};
use crate::session::Session;
use crate::unchanged::Inputs;
use crate::voice::Voice;
use crate::window::{Journeys, journey};
use crate::{contract, features, package, places, setup, unchanged};

/// Places for Rust tests. Each takes two of them (`.ci/nextest.toml`), so four run at once: most wait for
/// sockets or a password store, and not for the processor.
const PLACES: u32 = 8;

/// Does the step of this name; its tests are counted.
pub fn perform(name: &str, voice: Voice) -> (Counts, Outcome) {
    let done = match name {
        "packages" => setup::packages(voice),
        "node" => setup::node(voice),
        "crates" => setup::crates(voice),
        "fmt" => voice.run(cargo("fmt --all --check")),
        "ui-check" => {
            let check = || (Counts::default(), voice.run(npm("run check")));
            return unchanged::unless(voice, name, Inputs::Pages, None, check);
        }
        "ui-test" => return unchanged::unless(voice, name, Inputs::Pages, None, || count(voice, npm("test"))),
        "ui-build" => build_pages(voice),
        "features" => features::are_as_listed(voice),
        "compile" => compile(voice),
        "rust" => return unchanged::unless(voice, name, Inputs::Everything, None, || rust(voice)),
        "contract" => contract::is_as_committed(voice),
        "clean" => return package::stands_ready(voice),
        "package" => {
            let sample = || (Counts::default(), package::sample(voice));
            return unchanged::unless(voice, name, Inputs::Everything, package::sampled().as_deref(), sample);
        }
        "installed" => return unchanged::unless(voice, name, Inputs::Everything, None, || package::installs(voice)),
        "e2e" => return unchanged::unless(voice, name, Inputs::Everything, None, || journeys(voice)),
        _ => Err(Failure::new(format!("The step {name} has no deed."))),
    };
    (Counts::default(), done)
}

/// Builds the window's pages.
pub fn build_pages(voice: Voice) -> Outcome {
    let page = places::ui().join("dist/index.html");
    let build = || (Counts::default(), voice.run(npm("run build")));
    let (_, outcome) = unchanged::unless(voice, "ui-build", Inputs::Pages, Some(&page), build);
    outcome
}

/// Builds the app with the pages in it, as `cargo xtask run` does.
pub fn build_app(voice: Voice) -> Outcome {
    voice.run(cargo_featured("build --package meum-connect"))
}

/// Compiles everything there is, the app that the journeys drive included.
pub fn compile(voice: Voice) -> Outcome {
    voice.run(cargo_linted("build --workspace --all-targets"))
}

fn rust(voice: Voice) -> (Counts, Outcome) {
    let session = match Session::new() {
        Ok(session) => session,
        Err(failure) => return (Counts::default(), Err(failure)),
    };
    if !has_nextest() {
        let tests = cargo_linted("test --workspace --exclude connect-e2e --no-fail-fast");
        return count(voice, session.hold(&tests));
    }
    // Left out by a filter and not by --exclude, which would change the set of features.
    let mut tests = nextest(&format!("--test-threads {PLACES}"));
    tests.args(["--filterset", "not package(connect-e2e)"]);
    let (counts, ended) = count(voice, session.hold(&tests));
    if ended.is_err() {
        return (counts, ended);
    }
    let (of_docs, ended) = count(voice, session.hold(&cargo_linted("test --workspace --doc --no-fail-fast")));
    (counts.plus(of_docs), ended)
}

fn journeys(voice: Voice) -> (Counts, Outcome) {
    match journey(Journeys::Checks) {
        Ok(command) => count(voice, command),
        Err(failure) => (Counts::default(), Err(failure)),
    }
}

/// Runs tests in the open and counts them, also when some of them fail.
fn count(voice: Voice, command: std::process::Command) -> (Counts, Outcome) {
    let (said, ended) = voice.listen(command);
    (Counts::read(&said), ended)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::STEPS;

    #[test]
    fn a_step_without_a_deed_is_refused() {
        assert!(perform("nothing", Voice::Alone).1.is_err());
    }

    #[test]
    fn every_step_has_its_deed_here() {
        let deeds = include_str!("steps.rs");
        for step in &STEPS {
            assert!(deeds.contains(&format!("\"{}\" => ", step.name)), "{}", step.name);
        }
    }
}
