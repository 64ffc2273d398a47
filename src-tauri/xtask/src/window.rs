//! The journeys through the real window, and how they are started.
//!
//! Each journey brings its own screen, message bus and password store, so that all it needs from here
//! is the path of the app. Two are made side by side.

use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::{places, process};

/// Places for journeys. Each takes two of them (`.ci/nextest.toml`), so two are made at once; the one that
/// only waits takes one and is made beside them.
const PLACES: &str = "5";
/// How many are made at once where every journey takes one place.
const AT_ONCE: &str = "2";

/// Which journeys to make.
#[derive(Clone, Copy)]
pub enum Journeys {
    /// All that check something.
    Checks,
    /// The tour that takes a picture of every screen, and is ignored otherwise.
    Pictures,
    /// Every sample beside what is kept of its picture, which is ignored otherwise as well.
    Kept,
}

/// The command that makes these journeys.
pub fn journey(which: Journeys) -> Outcome<Command> {
    if !cfg!(target_os = "linux") {
        return Err(Failure::new(
            "The journeys drive WebKitGTK's window and run on Linux only. \
             `cargo xtask test --fast` leaves them out.",
        ));
    }
    let mut command = if process::has_nextest() { with_nextest(which) } else { with_cargo(which) };
    command.env("MEUM_CONNECT_APP", places::app()?);
    Ok(command)
}

/// Chosen by a filter and not by `--package`: what the Rust tests have compiled serves again.
fn with_nextest(which: Journeys) -> Command {
    let mut command = process::nextest(&format!("--test-threads {PLACES}"));
    match which {
        Journeys::Checks => command.args(["--filterset", "package(connect-e2e)"]),
        Journeys::Pictures => ignored(&mut command, "pictures"),
        Journeys::Kept => ignored(&mut command, "kept"),
    };
    command
}

fn ignored<'a>(command: &'a mut Command, file: &str) -> &'a mut Command {
    let filter = format!("package(connect-e2e) and test(/^{file}::/)");
    command.args(["--run-ignored", "only", "--filterset"]).arg(filter)
}

fn with_cargo(which: Journeys) -> Command {
    let mut command = process::cargo_linted("test --package connect-e2e --no-fail-fast");
    command.args(["--", "--test-threads", AT_ONCE]);
    match which {
        Journeys::Checks => {}
        Journeys::Pictures => {
            command.args(["--ignored", "pictures::"]);
        }
        Journeys::Kept => {
            command.args(["--ignored", "kept::"]);
        }
    }
    command
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    fn typed(command: &Command) -> String {
        let words = command.get_args().map(|word| word.to_string_lossy());
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn only_journeys_are_made_and_two_at_a_time() {
        for which in [Journeys::Checks, Journeys::Pictures, Journeys::Kept] {
            let (nextest, cargo) = (typed(&with_nextest(which)), typed(&with_cargo(which)));
            assert!(nextest.contains("package(connect-e2e)"), "{nextest}");
            assert!(nextest.contains("--test-threads 5"), "{nextest}");
            assert!(cargo.contains("--package connect-e2e"), "{cargo}");
            assert!(cargo.contains("--test-threads 2"), "{cargo}");
        }
    }

    #[test]
    fn they_get_the_app() {
        let command = journey(Journeys::Checks).expect("a command");
        assert!(command.get_envs().any(|(name, value)| name == "MEUM_CONNECT_APP" && value.is_some()));
    }
}
