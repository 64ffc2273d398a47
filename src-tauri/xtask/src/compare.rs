//! `cargo xtask compare <commit>`: how long `cargo xtask test` takes at that commit and at this one.
//!
//! Both are clean clones, tested one after the other, twice each: the first run compiles everything,
//! the second finds nothing changed. What both need from elsewhere is fetched before, so that none
//! pays for the other's downloads.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::{Failure, Outcome};
use crate::logs::{Ran, compared};
use crate::scratch::Scratch;
use crate::{places, process, setup};

/// Compares the commit that was named with what is committed here.
pub fn compare(arguments: &[String]) -> Outcome {
    let [earlier] = arguments else {
        return Err(Failure::new("After `compare` comes one commit, such as a branch, a tag or HEAD~10."));
    };
    setup::everything()?;
    let folder = Scratch::new()?;
    let commits = [earlier.as_str(), "HEAD"];
    for commit in commits {
        fetch(&clone(folder.path().join("fetched"), commit)?)?;
    }
    let [mut cold, mut warm] = [Vec::new(), Vec::new()];
    for (place, commit) in commits.into_iter().enumerate() {
        let clone = clone(folder.path().join(place.to_string()), commit)?;
        cold.push(timed(&clone, commit, "everything is compiled")?);
        warm.push(timed(&clone, commit, "nothing has changed")?);
    }
    println!("\nFrom a clean clone, {earlier} and HEAD:\n{}", compared(&cold));
    println!("\nA second time, {earlier} and HEAD:\n{}", compared(&warm));
    Ok(())
}

/// A clone at a commit, in place of whatever is in this folder.
fn clone(folder: PathBuf, commit: &str) -> Outcome<PathBuf> {
    let _ = std::fs::remove_dir_all(&folder);
    let full = process::ask(git().args(["rev-parse", "--verify", "--quiet", &format!("{commit}^{{commit}}")]));
    let full = full.ok_or_else(|| Failure::new(format!("There is no commit {commit} here.")))?;
    let mut cloning = git();
    cloning.args(["clone", "--quiet", "--no-checkout"]).arg(places::root()).arg(&folder);
    process::run(cloning)?;
    let mut checkout = git();
    checkout.current_dir(&folder).args(["checkout", "--quiet", "--detach", &full]);
    process::run(checkout)?;
    Ok(folder)
}

fn git() -> Command {
    let mut command = Command::new("git");
    command.current_dir(places::root()).args(["-c", "safe.directory=*"]);
    command
}

fn fetch(clone: &Path) -> Outcome {
    let mut crates = process::cargo("fetch --locked");
    crates.current_dir(clone);
    process::run(crates)?;
    let mut pages = process::npm("ci --no-audit --no-fund");
    pages.current_dir(clone.join("ui"));
    process::run(pages)
}

/// Tests a clone and reads what that said.
fn timed(clone: &Path, commit: &str, how: &str) -> Outcome<Ran> {
    println!("\n{commit}: {how}");
    let mut testing = process::cargo("xtask test");
    // What Cargo tells this program about itself is not for another clone.
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("CARGO_")) {
        if name != "CARGO_HOME" {
            testing.env_remove(name);
        }
    }
    let answer = testing
        .current_dir(clone)
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .output()
        .map_err(|refusal| Failure::system("testing", &refusal))?;
    let said = [answer.stdout, answer.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    let ran = Ran::read(&said).filter(|_| answer.status.success());
    let ran = ran.ok_or_else(|| Failure::new(format!("The tests of {commit} do not pass. They said:\n{said}")))?;
    println!("{ran}");
    Ok(ran)
}
