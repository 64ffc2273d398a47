//! What a crash leaves behind for the next start: the place, and never the words of it, which may hold what was worked
//! on. And whether the window was closed the last time, and a watch without one was ended.
//!
//! All are small files in the data folder, for this user alone. A file that cannot be written is done without.

mod mark;

pub use mark::{Mark, Part};

use crate::perform::now;
use connect_core::last_time::{LastTime, WatchEnded};
use connect_core::plain::PlainText;
use connect_core::time::Timestamp;
use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::panic::{Location, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The place of a crash that nobody has been told of yet.
const CRASH: &str = "crash";

/// That a watch was not ended as it should be, until a window has said so.
const WATCH_LEFT: &str = "watch-left";

/// How many crashes were noted so far.
const CRASHES: &str = "crashes";

/// What the page asked for last, by its name alone.
static ASKED: Mutex<Option<String>> = Mutex::new(None);

/// Where the note goes, and which part of the app this process is.
static HERE: Mutex<Option<(PathBuf, &'static str)>> = Mutex::new(None);

/// Notes every panic of this process, on whatever thread. The usual hook would print its words.
pub fn note_panics() {
    std::panic::set_hook(Box::new(note));
}

/// From now on this process leaves its notes in this folder. `part` says which part of the app it is. The folder may
/// not be there yet.
pub fn belongs_to(folder: &Path, part: &'static str) {
    *HERE.lock().unwrap_or_else(PoisonError::into_inner) = Some((folder.to_owned(), part));
}

/// Remembers the name of what the page asks for: after a crash it is what was pressed last.
pub fn was_asked(name: &str) {
    *ASKED.lock().unwrap_or_else(PoisonError::into_inner) = Some(name.to_owned());
}

/// The data folder as Tauri finds it, before Tauri is started.
pub fn data_folder() -> Option<PathBuf> {
    dirs::data_local_dir().map(|data| data.join(crate::adapters::vault::SERVICE))
}

/// Takes the mark of a watch that runs, and notes that the one before was not ended. `None` where the mark cannot be
/// written.
pub fn watch_runs(folder: &Path) -> Option<Mark> {
    let mark = Mark::take(folder, Part::Watch)?;
    if mark.was_left()
        && let Err(error) = write_new(&folder.join(WATCH_LEFT), &left_at(folder))
        && error.kind() != io::ErrorKind::AlreadyExists
    {
        tracing::warn!(%error, "The end of the last watch could not be noted");
    }
    Some(mark)
}

/// What a watch writes down that finds the one before left.
fn left_at(folder: &Path) -> String {
    format!("{}\n", last_written(folder).map(|at| at.0.to_string()).unwrap_or_default())
}

/// When the notes were written last. A watch writes at least every five minutes, so it ended soon after.
fn last_written(folder: &Path) -> Option<Timestamp> {
    let files = ["shops.sqlite", "shops.sqlite-wal", "history.sqlite", "history.sqlite-wal"];
    let written = |file: &str| std::fs::metadata(folder.join(file)).ok()?.modified().ok();
    let newest = files.into_iter().filter_map(written).max()?;
    let since = newest.duration_since(std::time::UNIX_EPOCH).ok()?;
    i64::try_from(since.as_millis()).ok().map(Timestamp)
}

/// Whether a watch was ended from outside since the last window, or the computer was. It is told once.
fn watch_left(folder: &Path) -> WatchEnded {
    let noted = std::fs::read_to_string(folder.join(WATCH_LEFT)).ok();
    if noted.is_some()
        && let Err(error) = std::fs::remove_file(folder.join(WATCH_LEFT))
    {
        tracing::warn!(%error, "The note of a watch that was ended could not be removed");
    }
    // Where a watch has the mark, none was left.
    let mark = Mark::take(folder, Part::Watch);
    if let Some(mark) = &mark {
        mark.give_back();
    }
    let left = mark.is_some_and(|mark| mark.was_left());
    let at = match &noted {
        Some(noted) => noted.trim().parse().ok().map(Timestamp),
        None => last_written(folder),
    };
    match (noted.is_some() || left, at) {
        (false, _) => WatchEnded::Not,
        (true, None) => WatchEnded::Sometime,
        (true, Some(at)) => WatchEnded::About(at),
    }
}

/// What was left of the last time. The note of a crash is taken away: it is told once.
pub fn of_last_time(folder: &Path, mark: Option<&Mark>) -> LastTime {
    let crashed = crash_in(folder);
    if crashed.is_some()
        && let Err(error) = std::fs::remove_file(folder.join(CRASH))
    {
        tracing::warn!(%error, "The note of a crash could not be removed");
    }
    let log = PlainText::from_outside(&crate::logbook::folder(folder).display().to_string());
    LastTime { crashed, unclosed: mark.is_some_and(Mark::was_left), watch_ended: watch_left(folder), log }
}

fn crash_in(folder: &Path) -> Option<(PlainText, Timestamp)> {
    let text = std::fs::read_to_string(folder.join(CRASH)).ok()?;
    let (at, place) = text.split_once(' ')?;
    Some((PlainText::from_outside(place)?, Timestamp(at.parse().ok()?)))
}

fn note(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map_or_else(|| "an unknown place".to_owned(), place);
    let thread = std::thread::current();
    let thread = thread.name().unwrap_or("without a name").to_owned();
    // Who crashes while they write here leaves no note, and does not wait for themselves.
    let here = HERE.try_lock().ok().and_then(|here| here.clone());
    let part = here.as_ref().map_or("start", |(_, part)| part);
    let asked = ASKED.try_lock().ok().and_then(|asked| asked.clone());
    let after = asked.map(|name| format!(" · after {name}")).unwrap_or_default();
    let line = format!("{place} · thread {thread} · {part} · {}{after}", env!("CARGO_PKG_VERSION"));
    tracing::error!(place = line, "A part of the app has crashed");
    let Some((folder, _)) = here else { return };
    make(&folder);
    let count = crashes_in(&folder).saturating_add(1);
    let which = if count > 1 { format!(" · crash {count}") } else { String::new() };
    // The first crash is the cause of those that follow.
    match write_new(&folder.join(CRASH), &format!("{} {line}{which}\n", now().0)) {
        Ok(()) => count_in(&folder, count),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => tracing::error!(%error, "The place of the crash could not be noted"),
    }
}

fn crashes_in(folder: &Path) -> u32 {
    let noted = std::fs::read_to_string(folder.join(CRASHES)).ok();
    noted.and_then(|noted| noted.trim().parse().ok()).unwrap_or_default()
}

fn count_in(folder: &Path, count: u32) {
    let file = folder.join(CRASHES);
    let written = std::fs::remove_file(&file).or_else(|error| match error.kind() {
        io::ErrorKind::NotFound => Ok(()),
        _ => Err(error),
    });
    if let Err(error) = written.and_then(|()| write_new(&file, &format!("{count}\n"))) {
        tracing::warn!(%error, "The crashes could not be counted");
    }
}

/// Makes the folder for this user alone, where the first start of all crashes before it is there.
fn make(folder: &Path) {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    // Whoever writes into it says that it is not there.
    let _ = builder.create(folder);
}

/// File and line. Where the compiler wrote a whole path, what stands in front of the crate's name says only whose
/// computer built it.
fn place(location: &Location<'_>) -> String {
    let file = location.file().replace('\\', "/");
    let inner = ["/src-tauri/", "/library/", "/registry/src/"].iter().find_map(|mark| {
        let at = file.find(mark)?;
        let rest = file.get(at + 1..)?;
        // Behind the registry stands its own name.
        if *mark == "/registry/src/" { rest.splitn(4, '/').nth(3) } else { Some(rest) }
    });
    let from_root = file.starts_with('/') || file.contains(":/");
    let named = inner.or_else(|| if from_root { file.rsplit('/').next() } else { Some(&file) });
    format!("{}:{}", named.unwrap_or_default(), location.line())
}

/// Writes a file that is not there yet, for this user alone.
fn write_new(file: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(file)?.write_all(text.as_bytes())
}

#[cfg(test)]
mod tests;
