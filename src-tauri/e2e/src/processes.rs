//! The processes of one journey, found by the mark in their environment.
//!
//! Everything a journey starts inherits the mark, and so does everything that starts in turn,
//! also when it puts itself in the background. Only processes with the mark are ever ended.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The variable whose value is the journey's own home.
pub(crate) const MARK: &str = "MEUM_CONNECT_JOURNEY";

/// A running process of a journey.
pub(crate) struct Process {
    /// Its number.
    pub(crate) id: u32,
    /// The program, as it was called.
    pub(crate) program: PathBuf,
    /// The first word after it.
    pub(crate) word: Option<String>,
}

impl Process {
    /// Whether it is the watch without a window.
    pub(crate) fn is_watch(&self) -> bool {
        self.word.as_deref() == Some("watch")
    }

    /// Its proportional share of the memory, in KiB; none once it has ended.
    pub(crate) fn memory(&self) -> Option<u64> {
        let rolled = std::fs::read_to_string(format!("/proc/{}/smaps_rollup", self.id)).ok()?;
        let line = rolled.lines().find_map(|line| line.strip_prefix("Pss:"))?;
        line.trim().strip_suffix("kB")?.trim().parse().ok()
    }

    /// Whether a crash could leave a file of its memory. On Linux, a limit of one byte leaves none
    /// (`core(5)` and `fs/coredump.c`).
    pub(crate) fn leaves_a_core(&self) -> bool {
        let limits = std::fs::read_to_string(format!("/proc/{}/limits", self.id)).unwrap_or_default();
        let core = limits.lines().find_map(|line| line.strip_prefix("Max core file size"));
        core.is_some_and(|core| core.split_whitespace().take(2).any(|limit| !matches!(limit, "0" | "1")))
    }

    /// What its open files are.
    pub(crate) fn open_files(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(format!("/proc/{}/fd", self.id)).into_iter().flatten().flatten();
        entries.filter_map(|entry| std::fs::read_link(entry.path()).ok()).collect()
    }
}

/// All running processes with this mark. A dead process that nobody has waited for shows none.
pub(crate) fn marked(home: &Path) -> Vec<Process> {
    let mark = format!("{MARK}={}", home.display());
    let Ok(entries) = std::fs::read_dir("/proc") else {
        return Vec::new();
    };
    entries
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter(|id| environment(*id).contains(&mark))
        .map(|id| {
            let mut words = words(&format!("/proc/{id}/cmdline")).into_iter();
            Process { id, program: words.next().unwrap_or_default().into(), word: words.next() }
        })
        .collect()
}

/// The environment of a process: `NAME=value` each.
pub(crate) fn environment(id: u32) -> Vec<String> {
    words(&format!("/proc/{id}/environ"))
}

/// What other programs can read of all processes with this mark: arguments and environment.
pub(crate) fn told(home: &Path) -> String {
    let files = |process: Process| ["cmdline", "environ"].map(|file| format!("/proc/{}/{file}", process.id));
    let words = marked(home).into_iter().flat_map(files).flat_map(|file| words(&file));
    words.collect::<Vec<_>>().join("\n")
}

/// Ends all of them at once, whatever they are doing.
pub(crate) fn kill(processes: &[Process]) {
    if processes.is_empty() {
        return;
    }
    // The shell's own `kill`: a program of that name is not everywhere, and calling the system
    // directly would take `unsafe` or a crate.
    let _ = Command::new("sh")
        .args(["-c", "kill -KILL \"$@\" 2>/dev/null", "sh"])
        .args(processes.iter().map(|process| process.id.to_string()))
        .status();
}

fn words(file: &str) -> Vec<String> {
    let bytes = std::fs::read(file).unwrap_or_default();
    bytes
        .split(|byte| *byte == 0)
        .filter(|word| !word.is_empty())
        .map(|word| String::from_utf8_lossy(word).into_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wait::PAUSE;

    #[test]
    fn a_process_in_the_background_is_found_and_ended() {
        let home = Path::new("/nowhere/processes-test");
        let mut shell =
            Command::new("sh").args(["-c", "sleep 600 & exec sleep 600"]).env(MARK, home).spawn().expect("a shell");
        // While a process becomes another program it shows no environment. So wait until one look finds both.
        let asleep = || marked(home).iter().filter(|process| process.program == Path::new("sleep")).count();
        while asleep() < 2 {
            std::thread::sleep(PAUSE);
        }
        kill(&marked(home));
        shell.wait().expect("it ended");
        while !marked(home).is_empty() {
            std::thread::sleep(PAUSE);
        }
    }
}
