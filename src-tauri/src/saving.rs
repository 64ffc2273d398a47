//! The report as a file: a picture that the app draws, or text. Both are made of the snapshot and of nothing else. A
//! file that is there already stays as it is.

mod drawn;
mod written;

use crate::headless::file_stamp;
use connect_core::problem::{Mark, Problem, ProblemKind};
use connect_core::saving::SavedAs;
use connect_core::snapshot::Snapshot;
use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

pub use drawn::picture;
pub use written::text;

/// So many reports of one minute are told apart.
const MOST: u32 = 99;

/// Saves the report into this folder, and tells as which file.
///
/// # Errors
/// When it cannot be drawn or written; then there is no new file.
pub fn save(snapshot: &Snapshot, form: SavedAs, folder: &Path) -> Result<PathBuf, Problem> {
    let bytes = match form {
        SavedAs::Picture => picture(snapshot).map_err(|error| not_saved(folder, &error, None))?,
        SavedAs::File => text(snapshot).into_bytes(),
    };
    write_beside(folder, &name(snapshot), ending(form), &bytes).map_err(|error| not_saved(folder, &error, mark(&error)))
}

const fn ending(form: SavedAs) -> &'static str {
    match form {
        SavedAs::Picture => "png",
        SavedAs::File => "txt",
    }
}

/// Letters, digits and hyphens only: every system takes them.
fn name(snapshot: &Snapshot) -> String {
    let name = format!("meum-report-{}-{}", snapshot.reference, file_stamp(snapshot.at));
    name.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect()
}

/// Writes a file under a name that nobody has, the whole of it or none.
fn write_beside(folder: &Path, name: &str, ending: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    for count in 1..=MOST {
        let counted = if count == 1 { String::new() } else { format!("-{count}") };
        let file = folder.join(format!("{name}{counted}.{ending}"));
        let mut opened = match OpenOptions::new().write(true).create_new(true).open(&file) {
            Ok(opened) => opened,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(error),
        };
        if let Err(error) = opened.write_all(bytes).and_then(|()| opened.sync_all()) {
            // Half a report is none.
            let _ = std::fs::remove_file(&file);
            return Err(error);
        }
        return Ok(file);
    }
    Err(ErrorKind::AlreadyExists.into())
}

fn mark(error: &io::Error) -> Option<Mark> {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Some(Mark::Full),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Some(Mark::NotAllowed),
        _ => None,
    }
}

fn not_saved(folder: &Path, error: &dyn std::fmt::Display, mark: Option<Mark>) -> Problem {
    let line = format!("{} · {error}", folder.display());
    Problem::new(ProblemKind::ReportNotSaved).marked(mark).with_technical(&line)
}
