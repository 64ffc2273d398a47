//! Starting other programs and telling how they ended.
//!
//! Every program that does work is announced the way one would type it, so that a failing step
//! can be repeated by hand. Nothing is retried here.

use std::ffi::OsStr;
use std::io::{IsTerminal, Read, Write};
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

/// `cargo nextest run <words>` with the one feature set, and with an end for what hangs.
pub fn nextest(words: &str) -> Command {
    cargo_featured(&format!("nextest run --config-file .ci/nextest.toml --workspace --no-fail-fast {words}"))
}

/// `npm <words>` in the folder of the window's pages.
pub fn npm(words: &str) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(places::ui()).args(words.split(' '));
    command
}

/// Runs a program in the open and stops when it fails.
pub fn run(mut command: Command) -> Outcome {
    announce(&command);
    let ended = command.status().map_err(|refusal| not_started(&command, &refusal))?;
    judge(&command, ended)
}

/// Runs a program in the open and keeps what it said as well.
///
/// The second half is how it ended: what was said matters most when that is a failure.
pub fn listen(mut command: Command) -> Outcome<(String, Outcome)> {
    announce(&command);
    let piping = |refusal: std::io::Error| Failure::system("making a pipe", &refusal);
    let (mut ear, mouth) = std::io::pipe().map_err(piping)?;
    command.stdout(mouth.try_clone().map_err(piping)?).stderr(mouth);
    if std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        command.env("CARGO_TERM_COLOR", "always").env("FORCE_COLOR", "1");
    }
    let mut child = command.spawn().map_err(|refusal| not_started(&command, &refusal))?;
    // The command holds the pipe's writing end; while it does, reading would never end.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let said = pass_on(&mut ear).map_err(|refusal| Failure::system("listening", &refusal))?;
    let ended = child.wait().map_err(|refusal| Failure::system("waiting", &refusal))?;
    Ok((said, judge(&command, ended)))
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

fn pass_on(ear: &mut impl Read) -> std::io::Result<String> {
    let mut heard = Vec::new();
    let mut chunk = [0; 8192];
    let mut out = std::io::stdout();
    loop {
        let length = ear.read(&mut chunk)?;
        let Some(new) = chunk.get(..length).filter(|new| !new.is_empty()) else {
            return Ok(String::from_utf8_lossy(&heard).into_owned());
        };
        out.write_all(new)?;
        out.flush()?;
        heard.extend_from_slice(new);
    }
}

fn announce(command: &Command) {
    println!("$ {}", as_typed(command));
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

fn judge(command: &Command, ended: ExitStatus) -> Outcome {
    if ended.success() {
        return Ok(());
    }
    Err(Failure::new(format!("`{}` failed ({ended}).", as_typed(command))))
}

fn not_started(command: &Command, refusal: &std::io::Error) -> Failure {
    Failure::system(format!("starting `{}`", as_typed(command)), refusal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_one_would_type_it() {
        let mut command = Command::new("/usr/bin/xvfb-run");
        command.args(["-s", "-screen 0", "cargo"]);
        assert_eq!(as_typed(&command), "xvfb-run -s '-screen 0' cargo");
    }

    #[test]
    fn a_program_that_is_not_there_answers_nothing() {
        assert_eq!(ask(&mut Command::new("no-such-program-anywhere")), None);
        assert!(!is_installed("no-such-program-anywhere"));
    }
}
