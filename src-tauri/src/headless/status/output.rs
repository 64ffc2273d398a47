//! Writes the answer into a file that others read at any moment: they see the old one whole, or the new one.

use std::fs::{OpenOptions, remove_file, rename};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

/// Replaces the file. What is written first has another ending, so that no collector takes it for finished.
///
/// # Errors
/// Why it stays as it was.
pub(super) fn replace(path: &Path, text: &str) -> io::Result<()> {
    let name = path.file_name().ok_or(ErrorKind::InvalidInput)?;
    let mut fresh = std::ffi::OsString::from(".");
    fresh.push(name);
    fresh.push(format!(".{}", std::process::id()));
    let fresh = path.with_file_name(fresh);
    let written = write(&fresh, text).and_then(|()| rename(&fresh, path));
    if written.is_err() {
        // It may never have been there.
        let _ = remove_file(&fresh);
    }
    written
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("meum.prom");
        for text in ["first\n", "second, and longer\n", "third\n"] {
            replace(&path, text).unwrap();
            assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_cannot_be_written_leaves_the_old_one_and_no_piece() {
        let folder = tempfile::tempdir().unwrap();
        let taken = folder.path().join("folder");
        std::fs::create_dir(&taken).unwrap();
        std::fs::write(taken.join("inside"), "kept").unwrap();
        assert!(replace(&taken, "text").is_err(), "a folder is no file");
        assert!(replace(&folder.path().join("not/there"), "text").is_err());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
