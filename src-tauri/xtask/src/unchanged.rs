//! Checks that need not be made again.
//!
//! A check depends on files, on the compiler or on Node, and on the system's packages. A note says with
//! which of them it has passed. As long as they are the same, it would pass again, and takes no time.
//! A clean clone has no notes, so there every check is made.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::counts::Counts;
use crate::failure::{Failure, Outcome};
use crate::voice::Voice;
use crate::{places, process};

/// What is made from the pages' other files; the last four by the messages' compiler, in its own folder.
const MADE: [&str; 7] = ["node_modules", "dist", "paraglide", "cache", ".meta.json", "README.md", ".gitignore"];
/// Where Debian says which packages are installed.
const PACKAGES: &str = "/var/lib/dpkg/status";

/// What a check depends on.
#[derive(Clone, Copy)]
pub enum Inputs {
    /// The files in `ui/`, and what `npm ci` has installed with which Node.
    Pages,
    /// Every file that is in Git or could be, the compiler, and the system's packages.
    Everything,
}

/// Makes the check, unless it has passed with the same inputs and what it made is there. Its tests count
/// either way.
pub fn unless(
    voice: Voice,
    name: &str,
    inputs: Inputs,
    made: Option<&Path>,
    check: impl FnOnce() -> (Counts, Outcome),
) -> (Counts, Outcome) {
    let now = match inputs.fingerprint() {
        Ok(Some(now)) => now,
        Ok(None) => return check(),
        Err(failure) => return (Counts::default(), Err(failure)),
    };
    match inputs.notes() {
        Ok(folder) => unless_noted(voice, &folder.join(format!(".passed-{name}")), now, made, check),
        Err(failure) => (Counts::default(), Err(failure)),
    }
}

/// The same, for a note in this file and inputs of this number.
fn unless_noted(
    voice: Voice,
    note: &Path,
    now: u64,
    made: Option<&Path>,
    check: impl FnOnce() -> (Counts, Outcome),
) -> (Counts, Outcome) {
    let is_made = made.is_none_or(Path::exists);
    if is_made && let Some(passed) = std::fs::read_to_string(note).ok().and_then(|text| passed_with(&text, now)) {
        voice.say(&format!(
            "Nothing it depends on has changed since this passed. To check again, delete {}.",
            note.display()
        ));
        return (Counts { passed, ..Counts::default() }, Ok(()));
    }
    let (counts, outcome) = check();
    if outcome.is_ok() && counts.left_out == 0 {
        // Without the note the check is made again: nothing is wrong then.
        let _ = std::fs::write(note, format!("{now:016x} {}\n", counts.passed));
    }
    (counts, outcome)
}

/// The number of tests that passed with these inputs, if the note is about them.
fn passed_with(note: &str, now: u64) -> Option<u32> {
    let (files, passed) = note.trim().split_once(' ')?;
    (files == format!("{now:016x}")).then(|| passed.parse().ok()).flatten()
}

impl Inputs {
    /// One number for all inputs. `None` where they cannot be listed, as without Git: then nothing is skipped.
    fn fingerprint(self) -> Outcome<Option<u64>> {
        let mut hasher = DefaultHasher::new();
        match self {
            Self::Pages => {
                let mut files = Vec::new();
                collect(&places::ui(), &mut files)?;
                files.push(places::ui().join("node_modules/.made-from"));
                files.sort();
                for file in files {
                    file.hash(&mut hasher);
                    std::fs::read(&file).map_err(|refusal| unreadable(&file, &refusal))?.hash(&mut hasher);
                }
            }
            Self::Everything => {
                let Some(files) = in_git() else { return Ok(None) };
                for file in files {
                    file.hash(&mut hasher);
                    // A file that was deleted and is still listed is an input as well: it is absent.
                    std::fs::read(places::root().join(&file)).ok().hash(&mut hasher);
                }
                process::ask(Command::new("rustc").arg("-vV")).hash(&mut hasher);
                std::fs::read(PACKAGES).ok().hash(&mut hasher);
                places::root().hash(&mut hasher);
            }
        }
        Ok(Some(hasher.finish()))
    }

    /// The folder of the notes: it goes when what was built goes.
    fn notes(self) -> Outcome<PathBuf> {
        match self {
            Self::Pages => Ok(places::ui().join("node_modules")),
            Self::Everything => places::built(),
        }
    }
}

/// The files that Git has, and those it would take, in order.
fn in_git() -> Option<Vec<String>> {
    let mut listing = Command::new("git");
    listing.current_dir(places::root()).args(["-c", "safe.directory=*", "ls-files", "-z"]);
    listing.args(["--cached", "--others", "--exclude-standard"]);
    let mut files: Vec<String> =
        process::ask(&mut listing)?.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect();
    files.sort();
    Some(files)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Outcome {
    for entry in std::fs::read_dir(folder).map_err(|refusal| unreadable(folder, &refusal))? {
        let path = entry.map_err(|refusal| unreadable(folder, &refusal))?.path();
        let is_made = path.file_name().is_some_and(|name| MADE.iter().any(|made| name == *made));
        if is_made {
            continue;
        }
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn unreadable(path: &Path, refusal: &std::io::Error) -> Failure {
    Failure::system(format!("reading {}", path.display()), refusal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn a_note_is_about_its_own_files_only() {
        assert_eq!(passed_with("00000000000000ff 870\n", 255), Some(870));
        assert_eq!(passed_with("00000000000000ff 870\n", 254), None);
        assert_eq!(passed_with("", 255), None);
    }

    #[test]
    fn what_is_made_does_not_count_and_everything_else_does() {
        let mut files = Vec::new();
        collect(&places::ui(), &mut files).expect("the pages");
        assert!(files.iter().all(|file| !file.components().any(|part| part.as_os_str() == "node_modules")));
        for expected in ["package-lock.json", "vite.config.ts", "src/main.ts", "messages/en.json"] {
            assert!(files.contains(&places::ui().join(expected)), "{expected}");
        }
    }

    #[test]
    fn everything_is_what_git_has_and_nothing_that_was_built() {
        let files = in_git().expect("Git's list");
        for expected in ["Cargo.lock", "ui/messages/en.json", "src-tauri/xtask/src/unchanged.rs", ".ci/run"] {
            assert!(files.iter().any(|file| file == expected), "{expected}");
        }
        assert!(!files.iter().any(|file| file.starts_with("target/") || file.contains("node_modules/")));
    }

    #[test]
    fn a_check_that_passed_is_made_again_only_when_its_inputs_changed_or_what_it_made_is_gone() {
        let scratch = Scratch::new().expect("a folder");
        let (note, made) = (scratch.path().join("note"), scratch.path().join("made"));
        let asked = std::cell::Cell::new(0);
        let check = |now, made| {
            let passing = || {
                asked.set(asked.get() + 1);
                (Counts { passed: 5, ..Counts::default() }, Ok(()))
            };
            assert_eq!(unless_noted(Voice::Alone, &note, now, made, passing).0.passed, 5);
            asked.get()
        };
        assert_eq!(check(1, None), 1);
        assert_eq!(check(1, None), 1, "nothing has changed");
        assert_eq!(check(2, None), 2, "something has changed");
        assert_eq!(check(2, Some(made.as_path())), 3, "what it made is gone");
    }

    #[test]
    fn a_check_that_was_left_out_is_made_again() {
        let scratch = Scratch::new().expect("a folder");
        let note = scratch.path().join("note");
        let left_out = || (Counts { left_out: 1, ..Counts::default() }, Ok(()));
        for _ in 0..2 {
            assert_eq!(unless_noted(Voice::Alone, &note, 1, None, left_out).0.left_out, 1);
        }
    }

    #[test]
    fn a_check_that_failed_is_made_again() {
        let scratch = Scratch::new().expect("a folder");
        let note = scratch.path().join("note");
        let failing = || (Counts { passed: 4, failed: 1, left_out: 0 }, Err(Failure::new("one failed")));
        for _ in 0..2 {
            assert!(unless_noted(Voice::Alone, &note, 1, None, failing).1.is_err());
        }
    }
}
