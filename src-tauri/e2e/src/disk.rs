//! A small disk for the app's data folder, which a journey can fill until nothing more goes on it.
//!
//! Only the driver and the app see it. Mounting it takes root, or a user namespace. Where the system
//! allows neither, a limit on the size of the app's files stands in for it.

use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Command, Stdio};

const MOUNT: &str = "mount -t tmpfs -o size=8m,mode=700 small-disk \"$1\" && shift && exec \"$@\"";
/// Whoever ignores the signal of a file at its limit gets an error instead, as from a full disk.
const LIMIT: &str = "trap '' XFSZ; exec \"$@\"";
/// Sizes of the pieces that fill the disk, the last ones small so that no byte stays free.
const PIECES: [usize; 3] = [64 * 1024, 512, 1];

/// The words before a program that give it a small disk in this place.
pub(crate) fn words(place: &Path) -> Vec<String> {
    let mut ways = [as_root(place), as_user(place)].into_iter().flatten();
    ways.find(|words| works(words)).unwrap_or_else(|| owned(&["sh", "-c", LIMIT, "sh"]))
}

fn as_root(place: &Path) -> Option<Vec<String>> {
    Some([owned(&["unshare", "--mount"]), mounting(place)?].concat())
}

/// Mounts in a user namespace as root, and becomes the same user as before again.
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

/// Writes until there is no room. Any other failure is an error.
pub(crate) fn fill_up(filler: &Path) -> std::io::Result<()> {
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
