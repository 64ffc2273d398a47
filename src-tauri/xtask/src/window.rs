//! The journeys through the real window, and how they are started.
//!
//! Each journey brings its own message bus and password store, so that all it needs from here
//! is a screen that nobody looks at and the path of the app. They are made one after the other.

use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::{places, process};

/// The size of the screen, which is also the size the window was designed for. It stays as it is
/// between one app and the next.
const SCREEN: &str = "-screen 0 1280x800x24 -noreset";

/// Which journeys to make.
#[derive(Clone, Copy)]
pub enum Journeys {
    /// All that check something.
    Checks,
    /// The tour that takes a picture of every screen, and is ignored otherwise.
    Pictures,
}

/// The command that makes these journeys.
pub fn journey(which: Journeys) -> Outcome<Command> {
    if !cfg!(target_os = "linux") {
        return Err(Failure::new(
            "The journeys drive WebKitGTK's window and run on Linux only. \
             `cargo xtask test --fast` leaves them out.",
        ));
    }
    let cargo = if process::has_nextest() { with_nextest(which) } else { with_cargo(which) };
    let mut command = Command::new("xvfb-run");
    command
        .current_dir(places::root())
        .env("MEUM_CONNECT_APP", places::app()?)
        .args(["--auto-servernum", "--server-args", SCREEN])
        .arg(cargo.get_program())
        .args(cargo.get_args());
    Ok(command)
}

/// Chosen by a filter and not by `--package`: what the Rust tests have compiled serves again.
fn with_nextest(which: Journeys) -> Command {
    let mut command = process::nextest("--test-threads 1");
    match which {
        Journeys::Checks => command.args(["--filterset", "package(connect-e2e)"]),
        Journeys::Pictures => {
            command.args(["--run-ignored", "only", "--filterset", "package(connect-e2e) and test(/^pictures::/)"])
        }
    };
    command
}

fn with_cargo(which: Journeys) -> Command {
    let mut command = process::cargo("test --package connect-e2e --no-fail-fast");
    match which {
        Journeys::Checks => command.args(["--", "--test-threads=1"]),
        Journeys::Pictures => command.args(["--", "--test-threads=1", "--ignored", "pictures::"]),
    };
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
    fn only_journeys_are_made_and_one_at_a_time() {
        for which in [Journeys::Checks, Journeys::Pictures] {
            let (nextest, cargo) = (typed(&with_nextest(which)), typed(&with_cargo(which)));
            assert!(nextest.contains("package(connect-e2e)"), "{nextest}");
            assert!(nextest.contains("--test-threads 1"), "{nextest}");
            assert!(cargo.contains("--package connect-e2e"), "{cargo}");
            assert!(cargo.contains("--test-threads=1"), "{cargo}");
        }
    }

    #[test]
    fn they_get_a_screen_and_the_app() {
        let command = journey(Journeys::Checks).expect("a command");
        assert_eq!(command.get_program(), "xvfb-run");
        assert!(command.get_envs().any(|(name, value)| name == "MEUM_CONNECT_APP" && value.is_some()));
    }
}
