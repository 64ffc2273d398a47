//! Starting other programs and judging how they ended.
//!
//! Every program that does work is announced the way one would type it, so that a failing step
//! can be repeated by hand. Nothing is retried here.

use std::ffi::OsStr;
use std::io::IsTerminal;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use crate::failure::{Failure, Outcome};
use crate::places;

/// The feature every build of the app and its tests is made with.
///
/// With it the window shows `ui/dist` instead of asking a development server. It is one and the
/// same everywhere, because without it Tauri would be compiled a second time.
const FEATURES: [&str; 2] = ["--features", "tauri/custom-protocol"];

/// `cargo <subcommand>` from the repository's root.
pub fn cargo(subcommand: &str) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(places::root()).args(subcommand.split_whitespace());
    command
}

/// `cargo <subcommand>` with the one feature set.
pub fn cargo_featured(subcommand: &str) -> Command {
    let mut command = cargo(subcommand);
    command.args(FEATURES);
    command
}

/// `cargo <subcommand>` with the one feature set, and with Clippy as the compiler of our own crates.
///
/// Clippy's driver is the compiler with more lints. `cargo clippy` stops before machine code is made,
/// so every dependency would be compiled once for it and once more for the tests. Here one compilation
/// serves both, and a warning fails it.
pub fn cargo_linted(subcommand: &str) -> Command {
    let mut command = cargo_featured(subcommand);
    command.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
    // As `cargo clippy -- -D warnings` passes it on.
    command.env("CLIPPY_ARGS", "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__");
    command
}

/// `cargo nextest run <words>` of what [`cargo_linted`] compiles, and with an end for what hangs.
pub fn nextest(words: &str) -> Command {
    cargo_linted(&format!("nextest run --config-file .ci/nextest.toml --workspace --no-fail-fast {words}"))
}

/// `npm <words>` in the folder of the window's pages.
pub fn npm(words: &str) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(places::ui()).args(words.split(' '));
    command
}

/// Runs a program in the open and stops when it fails.
pub fn run(mut command: Command) -> Outcome {
    println!("{}", announcement(&command));
    let ended = command.status().map_err(|refusal| not_started(&command, &refusal))?;
    judge(&command, ended)
}

/// What a program prints, or nothing when it is not there or fails.
pub fn ask(command: &mut Command) -> Option<String> {
    let answer = command.stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
    answer.status.success().then_some(text)
}

/// Whether a program of this name can be started.
pub fn is_installed(program: &str) -> bool {
    let name = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::var_os("PATH").is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(&name).is_file()))
}

/// Whether cargo-nextest is here: it runs tests faster, and its absence is no reason to stop.
pub fn has_nextest() -> bool {
    is_installed("cargo-nextest")
}

/// Programs whose output is read here instead of on a terminal still colour it for the terminal.
pub fn keep_colours(command: &mut Command) {
    if std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        command.env("CARGO_TERM_COLOR", "always").env("FORCE_COLOR", "1");
    }
}

/// The line that announces a command.
pub fn announcement(command: &Command) -> String {
    format!("$ {}", as_typed(command))
}

fn as_typed(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_name().unwrap_or(command.get_program());
    std::iter::once(program)
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .map(|word| if word.contains(char::is_whitespace) { format!("'{word}'").into() } else { word })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Success, or the failure in words.
pub fn judge(command: &Command, ended: ExitStatus) -> Outcome {
    if ended.success() {
        return Ok(());
    }
    Err(Failure::new(format!("`{}` failed ({ended}).", as_typed(command))))
}

/// The program could not be started at all.
pub fn not_started(command: &Command, refusal: &std::io::Error) -> Failure {
    Failure::system(format!("starting `{}`", as_typed(command)), refusal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_one_would_type_it() {
        let mut command = Command::new("/usr/bin/some-program");
        command.args(["-s", "-screen 0", "cargo"]);
        assert_eq!(announcement(&command), "$ some-program -s '-screen 0' cargo");
    }

    #[test]
    fn a_program_that_is_not_there_answers_nothing() {
        assert_eq!(ask(&mut Command::new("no-such-program-anywhere")), None);
        assert!(!is_installed("no-such-program-anywhere"));
    }

    #[test]
    fn what_is_compiled_for_the_tests_is_what_clippy_has_seen() {
        for command in [cargo_linted("build"), nextest("")] {
            let wrapped = command.get_envs().any(|(name, value)| name == "RUSTC_WORKSPACE_WRAPPER" && value.is_some());
            assert!(wrapped, "{command:?}");
        }
    }
}
