//! The generated contract between the app and its pages, and the generated handbook, manual page and completions,
//! held against what is committed.
//!
//! The Rust tests write `ui/src/contract/`; when that changes a committed file or adds one, the
//! pages were last built against another contract. They write the other files as well.

use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::voice::Voice;
use crate::{places, process};

const MADE: [&str; 4] = [
    "ui/src/contract",
    "docs/support-handbook.md",
    "src-tauri/packaging/meum-connect.1",
    "src-tauri/packaging/completions",
];

/// Stops when they differ from what is committed.
pub fn is_as_committed(voice: Voice) -> Outcome {
    if process::ask(git("rev-parse").arg("--git-dir")).is_none() {
        voice.say("This copy is not a git clone, so there is nothing committed to compare with.");
        return Ok(());
    }
    let mut difference = git("diff");
    difference.args(["--exit-code", "HEAD", "--"]).args(MADE);
    voice.run(difference).map_err(|_| stale("The Rust tests changed files"))?;
    let new = process::ask(git("ls-files").args(["--others", "--exclude-standard", "--"]).args(MADE))
        .ok_or_else(|| Failure::new(format!("git does not list {}.", MADE.join(" and "))))?;
    if new.is_empty() {
        return Ok(());
    }
    voice.say(&new);
    Err(stale("There are new files"))
}

fn stale(what: &str) -> Failure {
    let made = MADE.join(" and ");
    Failure::new(format!("{what} in {made}. Look at the difference, and commit it with the change."))
}

/// git, also where the clone belongs to another user, as it does in a container.
fn git(subcommand: &str) -> Command {
    let mut command = Command::new("git");
    command.current_dir(places::root()).args(["--no-pager", "-c", "safe.directory=*", subcommand]);
    command
}
