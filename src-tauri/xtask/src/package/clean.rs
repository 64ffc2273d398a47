//! A clean system, and the package in it. It takes root, since a system is made and entered: where there is none, it is
//! left out, and said to be.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::pack::{Build, made, only};
use super::{folder, script};
use crate::counts::Counts;
use crate::failure::{Failure, Outcome};
use crate::voice::Voice;
use crate::{places, process};

/// What the journeys need in the system, beside the app.
const TOOLS: [&str; 5] = ["xvfb", "dbus", "gnome-keyring", "webkit2gtk-driver", "libglib2.0-bin"];
/// What the app needs most of: downloaded while something else is compiled.
const LIBRARIES: [&str; 3] = ["libwebkit2gtk-4.1-0", "libgtk-3-0", "ca-certificates"];
/// How `root.sh` ends where there is nothing to get a system from (`sysexits.h`: a failure that may pass).
const NOTHING_TO_GET: i32 = 75;

/// Makes the clean system, and keeps it for the next time.
pub fn stands_ready(voice: Voice) -> (Counts, Outcome) {
    let (left_out, fine) = (Counts { left_out: 1, ..Counts::default() }, Counts::default());
    let Some(root) = root() else {
        voice.say("LEFT OUT: a clean system takes root, or a sudo that asks for no password.");
        return (left_out, Ok(()));
    };
    let made = system().and_then(|folder| {
        let mut command = as_root(root, "bash");
        command.arg(script("root.sh")).arg(folder).args(LIBRARIES).args(TOOLS);
        voice.ended(command)
    });
    match made {
        Ok(ended) if ended.success() => (fine, Ok(())),
        Ok(ended) if ended.code() == Some(NOTHING_TO_GET) => {
            voice.say("LEFT OUT: there is no clean system here, and nothing to get one from.");
            (left_out, Ok(()))
        }
        Ok(ended) => (fine, Err(Failure::new(format!("No clean system was made ({ended}).")))),
        Err(failure) => (fine, Err(failure)),
    }
}

/// Installs the package there, starts it, drives it, upgrades it and removes it.
pub fn tried(voice: Voice, build: Build) -> (Counts, Outcome) {
    let ready = system().map(|folder| folder.join("made").is_file());
    let (Some(root), Ok(true)) = (root(), ready) else {
        voice.say("LEFT OUT: the package was installed nowhere, since there is no clean system for it.");
        return (Counts { left_out: 1, ..Counts::default() }, Ok(()));
    };
    let copy = match Copy::new(voice, root) {
        Ok(copy) => copy,
        Err(failure) => return (Counts::default(), Err(failure)),
    };
    let command = made(build).and_then(|folder| only(&folder, "deb")).and_then(|deb| {
        let mut command = as_root(root, "unshare");
        command.args(["--mount", "--pid", "--fork", "--kill-child", "bash"]).arg(script("installed.sh"));
        command.arg(&copy.folder).arg(deb).arg(journeys()?).arg(places::root()).args(TOOLS);
        Ok(command)
    });
    match command.map(|command| voice.listen(command)) {
        Ok((said, outcome)) => (Counts::read(&said), outcome),
        Err(failure) => (Counts::default(), Err(failure)),
    }
}

/// A copy of the clean system that is thrown away.
struct Copy {
    folder: PathBuf,
    root: &'static [&'static str],
}

impl Copy {
    fn new(voice: Voice, root: &'static [&'static str]) -> Outcome<Self> {
        let copy = Self { folder: system()?.join("copy"), root };
        // The one of a run that was killed; whatever it had mounted has gone with it.
        copy.remove();
        let mut copying = as_root(root, "cp");
        copying.args(["--archive", "--reflink=auto"]).arg(system()?.join("base")).arg(&copy.folder);
        voice.run(copying)?;
        Ok(copy)
    }

    fn remove(&self) {
        let mut removing = as_root(self.root, "rm");
        removing.args(["--recursive", "--force", "--one-file-system"]).arg(&self.folder);
        // At worst it is removed before the next.
        let _ = removing.stdin(Stdio::null()).status();
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        self.remove();
    }
}

fn system() -> Outcome<PathBuf> {
    Ok(folder()?.join("clean"))
}

/// The words before a command that only root may run; none where nobody becomes root without a question.
fn root() -> Option<&'static [&'static str]> {
    let is_root = process::ask(Command::new("id").arg("-u")).as_deref() == Some("0");
    let asks_nothing = || process::ask(Command::new("sudo").args(["--non-interactive", "true"])).is_some();
    match is_root {
        _ if !cfg!(target_os = "linux") => None,
        true => Some(&[]),
        false if asks_nothing() => Some(&["sudo", "--non-interactive", "--preserve-env=http_proxy,PATH"]),
        false => None,
    }
}

fn as_root(root: &[&str], program: &str) -> Command {
    let mut words = root.iter().copied().chain([program]);
    let mut command = Command::new(words.next().unwrap_or(program));
    command.args(words);
    command
}

/// The program of the journeys, as it was compiled with everything else.
fn journeys() -> Outcome<PathBuf> {
    let mut cargo = process::cargo_linted("build --workspace --all-targets --message-format json");
    let said = process::ask(&mut cargo).ok_or_else(|| Failure::new("The journeys do not compile."))?;
    program(&said).map(Path::to_path_buf).ok_or_else(|| Failure::new("Cargo names no program of the journeys."))
}

/// The program of the journeys in Cargo's messages, a line each.
fn program(messages: &str) -> Option<&Path> {
    let line =
        messages.lines().find(|line| line.contains(r#""name":"journeys""#) && line.contains(r#""test":true"#))?;
    let (_, rest) = line.split_once(r#""executable":""#)?;
    rest.split('"').next().map(Path::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_of_the_journeys_is_found_among_others() {
        let other = r#"{"target":{"name":"shell","test":true},"executable":"/t/shell-1"}"#;
        let ours = r#"{"target":{"name":"journeys","test":true},"executable":"/t/journeys-2","fresh":true}"#;
        assert_eq!(program(&format!("{other}\n{ours}\n")), Some(Path::new("/t/journeys-2")));
        assert_eq!(program(other), None);
    }

    #[test]
    fn the_journey_that_is_made_there_is_one() {
        let script = std::fs::read_to_string(script("installed.sh")).expect("a script");
        let name = script.lines().find_map(|line| line.strip_prefix("practice=practice::")).expect("a journey");
        let journeys = std::fs::read_to_string(places::root().join("src-tauri/e2e/tests/practice.rs")).expect("them");
        assert!(journeys.contains(&format!("async fn {name}()")), "{name}");
    }

    #[test]
    fn only_root_goes_without_another_word() {
        assert_eq!(as_root(&[], "rm").get_program(), "rm");
        let asked = as_root(&["sudo", "-n"], "rm");
        assert_eq!((asked.get_program(), asked.get_args().count()), ("sudo".as_ref(), 2));
    }
}
