//! The log in the data folder, since on Windows nobody sees standard error: a file a day, seven days, five megabytes.
//!
//! `tracing-appender` counts days and not bytes, and leaves its files readable to everybody, so this is our own. Every
//! line is cleaned as text from outside is: whatever looks like a key is cut short. Nothing is written before the
//! window or the watch has said where: `check` keeps nothing. A line that cannot be written is lost, and the app goes
//! on.

use connect_core::plain::PlainText;
use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

/// How many days are kept.
const DAYS: usize = 7;
/// The largest file, in bytes. A day has two at most, so that the latest lines are always there.
const LARGEST: u64 = 340 * 1_024;
const ENDING: &str = ".txt";
const EARLIER: &str = "-earlier.txt";

static LOGBOOK: OnceLock<Logbook> = OnceLock::new();

/// The folder of the log.
pub fn folder(data: &Path) -> PathBuf {
    data.join("log")
}

/// From now on lines are kept there.
pub fn keep_in(data: &Path) {
    let _ = LOGBOOK.set(Logbook::in_folder(folder(data)));
}

/// A line on its way into the log.
#[derive(Default)]
pub struct Line(Vec<u8>);

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        if let Some(logbook) = LOGBOOK.get() {
            // Nobody could be told.
            let _ = logbook.take(&String::from_utf8_lossy(&self.0), &today());
        }
    }
}

/// By UTC, so that a day never comes twice.
fn today() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%d").to_string()
}

struct Logbook {
    folder: PathBuf,
    /// The day that was written last. Two threads never write at once.
    day: Mutex<String>,
}

impl Logbook {
    fn in_folder(folder: PathBuf) -> Self {
        Self { folder, day: Mutex::default() }
    }

    fn take(&self, line: &str, today: &str) -> io::Result<()> {
        let Some(line) = PlainText::from_outside(line) else { return Ok(()) };
        let mut day = self.day.lock().unwrap_or_else(PoisonError::into_inner);
        if *day != today {
            today.clone_into(&mut day);
            make(&self.folder)?;
            self.forget_old_days(today);
        }
        let file = self.folder.join(format!("{today}{ENDING}"));
        let size = std::fs::metadata(&file).map_or(0, |found| found.len());
        if size > LARGEST {
            std::fs::rename(&file, self.folder.join(format!("{today}{EARLIER}")))?;
        }
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600);
        }
        options.open(file)?.write_all(format!("{}\n", line.as_str()).as_bytes())
    }

    /// Keeps the newest days. A clock that was set back makes no room for more.
    fn forget_old_days(&self, today: &str) {
        let Ok(found) = std::fs::read_dir(&self.folder) else { return };
        let names: Vec<String> = found.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
        let day = |name: &String| name.strip_suffix(EARLIER).or_else(|| name.strip_suffix(ENDING)).map(str::to_owned);
        let mut days: BTreeSet<String> = names.iter().filter_map(day).collect();
        days.insert(today.to_owned());
        let kept: BTreeSet<&String> = days.iter().rev().take(DAYS).collect();
        for name in names.iter().filter(|name| day(name).is_some_and(|day| !kept.contains(&day))) {
            // It is tried again tomorrow.
            let _ = std::fs::remove_file(self.folder.join(name));
        }
    }
}

/// Makes the folder for this user alone. It says nothing in the log, which waits for it.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn logbook() -> (tempfile::TempDir, Logbook) {
        let data = tempfile::tempdir().expect("a folder");
        let logbook = Logbook::in_folder(folder(data.path()));
        (data, logbook)
    }

    fn size(folder: &Path) -> u64 {
        let files = std::fs::read_dir(folder).expect("files").flatten();
        files.map(|file| file.metadata().expect("it is there").len()).sum()
    }

    #[test]
    fn what_looks_like_a_key_does_not_get_into_the_log() {
        let (_data, logbook) = logbook();
        let secret = "cs_0123456789abcdef0123456789abcdef01234567";
        logbook.take(&format!("WARN asked with {secret}\nand more"), "2026-11-29").expect("it is written");
        let text = std::fs::read_to_string(logbook.folder.join("2026-11-29.txt")).expect("a file");
        assert!(text.contains("WARN asked with cs_") && !text.contains("0123456789"), "{text}");
        assert_eq!(text.lines().count(), 1, "a line is a line, whatever is in it");
    }

    #[test]
    fn seven_days_and_five_megabytes_are_kept_and_the_latest_line_is_there() {
        let (_data, logbook) = logbook();
        let long = "word ".repeat(50);
        for day in 1..=9 {
            let today = format!("2026-11-{day:02}");
            for _ in 0..2_900 {
                logbook.take(&long, &today).expect("it is written");
            }
            logbook.take("the last one", &today).expect("it is written");
            let text = std::fs::read_to_string(logbook.folder.join(format!("{today}.txt"))).expect("a file");
            assert!(text.ends_with("the last one\n"));
        }
        assert!(size(&logbook.folder) <= 5_000_000, "{}", size(&logbook.folder));
        let days: BTreeSet<String> = std::fs::read_dir(&logbook.folder)
            .expect("files")
            .map(|file| file.expect("a file").file_name().to_string_lossy()[..10].to_owned())
            .collect();
        assert_eq!(days.len(), DAYS);
        assert_eq!(days.first().map(String::as_str), Some("2026-11-03"));
    }

    #[cfg(unix)]
    #[test]
    fn the_log_is_for_this_user_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let (_data, logbook) = logbook();
        logbook.take("a line", "2026-11-29").expect("it is written");
        for place in [logbook.folder.clone(), logbook.folder.join("2026-11-29.txt")] {
            let mode = std::fs::metadata(&place).expect("it is there").permissions().mode();
            assert_eq!(mode & 0o077, 0, "{place:?}");
        }
    }

    #[test]
    fn a_log_that_cannot_be_written_stops_nobody() {
        let data = tempfile::tempdir().expect("a folder");
        let logbook = Logbook::in_folder(data.path().join("file"));
        std::fs::write(&logbook.folder, "in the way").expect("a file");
        assert!(logbook.take("a line", "2026-11-29").is_err());
    }
}
