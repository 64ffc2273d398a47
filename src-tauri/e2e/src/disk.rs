//! A small disk of the app's own that is filled until nothing more goes on it.
//!
//! It is mounted over the app's data folder and seen by the driver and the app only. That takes
//! root, or a user's own namespace. Where neither is allowed, a limit on the size of the app's
//! files takes its place.

use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::app::App;
use crate::trouble::{Outcome, Trouble};

const MOUNT: &str = "mount -t tmpfs -o size=8m,mode=700 small-disk \"$1\" && shift && exec \"$@\"";
/// Ignored, the signal of a file that reaches its limit is an error like that of a full disk.
const LIMIT: &str = "trap '' XFSZ; exec \"$@\"";
/// What the disk is filled with at a time, last of all a byte.
const PIECES: [usize; 3] = [64 * 1024, 512, 1];

/// The words that stand before a program which is to have a small disk in this place.
pub(crate) fn words(place: &Path) -> Vec<String> {
    let mut ways = [as_root(place), as_user(place)].into_iter().flatten();
    ways.find(|words| works(words)).unwrap_or_else(|| owned(&["sh", "-c", LIMIT, "sh"]))
}

fn as_root(place: &Path) -> Option<Vec<String>> {
    Some([owned(&["unshare", "--mount"]), mounting(place)?].concat())
}

/// As a user in a namespace of their own, who is themselves again afterwards.
fn as_user(place: &Path) -> Option<Vec<String>> {
    let me = std::fs::metadata("/proc/self").ok()?;
    let (user, group) = (format!("--map-user={}", me.uid()), format!("--map-group={}", me.gid()));
    let before = owned(&["unshare", "--user", "--map-root-user", "--mount"]);
    Some([before, mounting(place)?, owned(&["unshare", "--user", &user, &group])].concat())
}

fn mounting(place: &Path) -> Option<Vec<String>> {
    Some(owned(&["sh", "-c", MOUNT, "sh", place.to_str()?]))
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn works(words: &[String]) -> bool {
    let Some((program, rest)) = words.split_first() else { return false };
    let tried = Command::new(program).args(rest).arg("true").stderr(Stdio::null()).status();
    tried.is_ok_and(|status| status.success())
}

impl App<'_> {
    /// Fills the disk the app keeps its notes on, or makes room again. The machine has to have a
    /// [small disk](crate::Profile::small_disk).
    pub fn fill_disk(&self, full: bool) -> Outcome {
        let data = self.profile.data()?;
        let seen = Path::new("/proc").join(self.process()?.id.to_string()).join("root");
        let seen = seen.join(data.strip_prefix("/").unwrap_or(&data));
        let filling =
            |refusal: &dyn std::fmt::Display| Trouble::new(format!("the disk could not be filled: {refusal}"));
        let device =
            |path: &Path| std::fs::metadata(path).map(|found| found.dev()).map_err(|refusal| filling(&refusal));
        let filler = seen.join("filler");
        match (device(&seen)? != device(self.profile.home())?, full) {
            (true, true) => fill_up(&filler).map_err(|refusal| filling(&refusal)),
            (true, false) => std::fs::remove_file(&filler).map_err(|refusal| filling(&refusal)),
            (false, full) => self.limit_files(if full { "0" } else { "unlimited" }),
        }
    }

    fn limit_files(&self, most: &str) -> Outcome {
        let (process, limit) = (self.process()?.id.to_string(), format!("--fsize={most}:unlimited"));
        let done = Command::new("prlimit").args(["--pid", &process, &limit]).status();
        if done.is_ok_and(|status| status.success()) { Ok(()) } else { Err(Trouble::new("prlimit limits no process")) }
    }
}

/// Writes until there is no room, and nothing else is wrong.
fn fill_up(filler: &PathBuf) -> std::io::Result<()> {
    let mut file = std::fs::File::create(filler)?;
    for piece in PIECES {
        let refusal = std::iter::repeat_with(|| file.write_all(&vec![b'.'; piece])).find_map(Result::err);
        let full = refusal.as_ref().is_none_or(|refusal| refusal.kind() == std::io::ErrorKind::StorageFull);
        if let (Some(refusal), false) = (refusal, full) {
            return Err(refusal);
        }
    }
    Ok(())
}
