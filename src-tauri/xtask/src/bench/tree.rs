//! A process and all that it started, directly or not: what the system counts as one app.

use std::path::Path;
use std::process::{Child, Command};

/// The numbers of a process and of all its descendants.
pub fn of(root: u32) -> Vec<u32> {
    below(root, &running())
}

/// Ends a process with all its descendants at once, and waits for it.
pub fn end(root: &mut Child) {
    // The shell's own `kill`: calling the system directly would take `unsafe` or a crate.
    let _ = Command::new("sh")
        .args(["-c", "kill -KILL \"$@\" 2>/dev/null", "sh"])
        .args(of(root.id()).iter().map(u32::to_string))
        .status();
    let _ = root.wait();
}

/// Ends every process that has this home, also one that has left the process that started it.
pub fn end_all_at(home: &Path) {
    let mark = [b"HOME=", home.as_os_str().as_encoded_bytes()].concat();
    let is_here = |id: &u32| {
        let environment = std::fs::read(format!("/proc/{id}/environ")).unwrap_or_default();
        environment.split(|byte| *byte == 0).any(|line| line == mark)
    };
    loop {
        let here: Vec<u32> = running().into_iter().map(|(id, _)| id).filter(is_here).collect();
        if here.is_empty() {
            return;
        }
        let _ = Command::new("sh")
            .args(["-c", "kill -KILL \"$@\" 2>/dev/null", "sh"])
            .args(here.iter().map(u32::to_string))
            .status();
    }
}

/// Asks one process to end, so that it can clean up behind itself, and waits for it.
pub fn ask_to_end(process: &mut Child) {
    let _ = Command::new("sh").args(["-c", "kill -TERM \"$1\" 2>/dev/null", "sh", &process.id().to_string()]).status();
    let _ = process.wait();
}

/// Every running process with its parent.
fn running() -> Vec<(u32, u32)> {
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    entries
        .filter_map(|entry| {
            let id = entry.file_name().to_str()?.parse().ok()?;
            // A process may be gone between being listed and being asked.
            Some((id, parent(&std::fs::read_to_string(entry.path().join("stat")).ok()?)?))
        })
        .collect()
}

/// The second word after the name, which stands in brackets and may hold anything.
fn parent(stat: &str) -> Option<u32> {
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

fn below(root: u32, running: &[(u32, u32)]) -> Vec<u32> {
    let children = running.iter().filter(|(id, parent)| *parent == root && *id != root);
    std::iter::once(root).chain(children.flat_map(|(id, _)| below(*id, running))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_brackets_and_spaces_hides_no_parent() {
        assert_eq!(parent("71 (web (2) x) S 42 71 1 0"), Some(42));
        assert_eq!(parent("nonsense"), None);
    }

    #[test]
    fn the_tree_is_everything_below_and_nothing_beside() {
        let running = [(1, 0), (2, 1), (3, 2), (4, 2), (5, 4), (6, 1)];
        assert_eq!(below(2, &running), [2, 3, 4, 5]);
        assert_eq!(below(6, &running), [6]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_process_ends_with_all_it_started() {
        let mut shell = Command::new("sh").args(["-c", "sleep 600 & sleep 600"]).spawn().expect("a shell");
        while of(shell.id()).len() < 3 {
            std::thread::yield_now();
        }
        let all = of(shell.id());
        end(&mut shell);
        while running().iter().any(|(id, parent)| all.contains(id) && *parent == shell.id()) {
            std::thread::yield_now();
        }
    }
}
