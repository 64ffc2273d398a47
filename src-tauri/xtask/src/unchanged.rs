//! Checks of the window's pages that need not be made again.
//!
//! Types, tests and the built pages depend on the files in `ui/` and on Node, and on nothing else. A note
//! in `node_modules` says which files a check has passed with. As long as they are the same, it would
//! pass again, and takes no time. A clean clone has no notes.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::counts::Counts;
use crate::failure::{Failure, Outcome};
use crate::places;
use crate::voice::Voice;

/// What is made from the other files; the last four by the messages' compiler, in its own folder.
const MADE: [&str; 7] = ["node_modules", "dist", "paraglide", "cache", ".meta.json", "README.md", ".gitignore"];

/// Makes the check, unless it has passed with the same files and what it made is there. Its tests count
/// either way.
pub fn unless(
    voice: Voice,
    name: &str,
    made: Option<&Path>,
    check: impl FnOnce() -> (Counts, Outcome),
) -> (Counts, Outcome) {
    let now = match fingerprint() {
        Ok(now) => now,
        Err(failure) => return (Counts::default(), Err(failure)),
    };
    let note = places::ui().join("node_modules").join(format!(".passed-{name}"));
    let is_made = made.is_none_or(Path::exists);
    if is_made && let Some(passed) = std::fs::read_to_string(&note).ok().and_then(|text| passed_with(&text, now)) {
        voice.say(&format!(
            "No file of the pages has changed since this passed. To check again, delete {}.",
            note.display()
        ));
        return (Counts { passed, failed: 0 }, Ok(()));
    }
    let (counts, outcome) = check();
    if outcome.is_ok() {
        // Without the note the check is made again: nothing is wrong then.
        let _ = std::fs::write(&note, format!("{now:016x} {}\n", counts.passed));
    }
    (counts, outcome)
}

/// The number of tests that passed with these files, if the note is about them.
fn passed_with(note: &str, now: u64) -> Option<u32> {
    let (files, passed) = note.trim().split_once(' ')?;
    (files == format!("{now:016x}")).then(|| passed.parse().ok()).flatten()
}

/// One number for all files, and for what `npm ci` has installed with which Node.
fn fingerprint() -> Outcome<u64> {
    let mut files = Vec::new();
    collect(&places::ui(), &mut files)?;
    files.push(places::ui().join("node_modules/.made-from"));
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        std::fs::read(&file).map_err(|refusal| unreadable(&file, &refusal))?.hash(&mut hasher);
    }
    Ok(hasher.finish())
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
}
