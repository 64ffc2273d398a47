//! The memory of an app with all its processes.
//!
//! It is the sum of their proportional set sizes: a page that several processes share is counted
//! once, divided among them. The processes of the web engine are the larger part of it.

use std::io::ErrorKind;
use std::time::{Duration, Instant};

use super::tree;
use crate::failure::{Failure, Outcome};

/// Between two readings that are held against each other.
const PAUSE: Duration = Duration::from_millis(250);
/// A window that still grows after this long has no size to tell.
const PATIENCE: Duration = Duration::from_secs(20);

/// The size in KiB once it has settled: two readings in a row differ by less than 1 %.
pub fn settled(root: u32) -> Outcome<u32> {
    let began = Instant::now();
    let mut before = of_tree(root)?;
    loop {
        std::thread::sleep(PAUSE);
        let now = of_tree(root)?;
        if is_settled(before, now) {
            return Ok(now);
        }
        if began.elapsed() > PATIENCE {
            return Err(Failure::new(format!("The memory did not settle: {before} KiB, then {now} KiB.")));
        }
        before = now;
    }
}

fn is_settled(before: u32, now: u32) -> bool {
    u64::from(before.abs_diff(now)) * 100 < u64::from(before)
}

fn of_tree(root: u32) -> Outcome<u32> {
    tree::of(root).into_iter().try_fold(0, |sum: u32, id| Ok(sum.saturating_add(of_process(id)?)))
}

fn of_process(id: u32) -> Outcome<u32> {
    let file = format!("/proc/{id}/smaps_rollup");
    match std::fs::read_to_string(&file) {
        Ok(text) => pss(&text).ok_or_else(|| Failure::new(format!("{file} tells no Pss."))),
        Err(refusal) if refusal.kind() == ErrorKind::PermissionDenied => Err(Failure::system(file, &refusal)),
        // Gone since it was listed: it has no memory any more.
        Err(_) => Ok(0),
    }
}

fn pss(rollup: &str) -> Option<u32> {
    rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?.trim().strip_suffix("kB")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_proportional_size_is_read_and_no_other() {
        let rollup = "00400000-7ff rollup\nRss:  9000 kB\nPss:    1234 kB\nPss_Anon:  1000 kB\n";
        assert_eq!(pss(rollup), Some(1234));
        assert_eq!(pss("Rss: 1 kB\n"), None);
    }

    #[test]
    fn less_than_a_hundredth_is_settled() {
        assert!(is_settled(100_000, 100_999) && is_settled(100_999, 100_000));
        assert!(!is_settled(100_000, 101_000));
        assert!(!is_settled(0, 0), "nothing is not a window");
    }
}
