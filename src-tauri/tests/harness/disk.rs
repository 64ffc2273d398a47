//! A disk that is really full: a small file system in memory, seen by one process and its children
//! only, with a file in it that takes all there is.
//!
//! Mounting one takes root, or a user's own namespace. Where neither is allowed, as in some
//! containers, a limit on the size of files takes its place: SQLite hears another error then, and
//! what the app says must be the same. That SQLite itself calls a disk full is tested beside the
//! storage, everywhere.

use std::io::{ErrorKind, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// The variable that names the small disk's place.
const PLACE: &str = "MEUM_CONNECT_TEST_DISK";
/// Room for a shop's notes many times over, and soon full.
const MOUNT: &str = "mount -t tmpfs -o size=8m,mode=700 small-disk \"$1\" && shift && exec \"$@\"";
/// What the disk is filled with at a time, last of all a byte.
const PIECES: [usize; 3] = [64 * 1024, 512, 1];

/// The words before a program that give it a small disk in this place, if this computer allows it.
fn way(place: &Path) -> Option<Vec<String>> {
    static WAY: OnceLock<Option<bool>> = OnceLock::new();
    let tried = |as_root| {
        let words = words(as_root, place);
        let mut command = Command::new(&words[0]);
        command.args(&words[1..]).arg("true").stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    WAY.get_or_init(|| [true, false].into_iter().find(|as_root| tried(*as_root))).map(|as_root| words(as_root, place))
}

/// As root, or as a user in a namespace of their own, who is themselves again afterwards.
fn words(as_root: bool, place: &Path) -> Vec<String> {
    let me = std::fs::metadata("/proc/self").unwrap();
    let (before, after) = if as_root {
        (vec!["unshare", "--mount"], Vec::new())
    } else {
        let same = [format!("--map-user={}", me.uid()), format!("--map-group={}", me.gid())];
        let [user, group] = same;
        let after = ["unshare".to_owned(), "--user".to_owned(), user, group];
        (vec!["unshare", "--user", "--map-root-user", "--mount"], after.to_vec())
    };
    let mount = ["sh", "-c", MOUNT, "sh"];
    let words = before.into_iter().chain(mount).map(str::to_owned);
    words.chain([place.display().to_string()]).chain(after).collect()
}

/// This test's own program, started again with a small disk in this place for its temporary files.
pub fn program_with_small_disk(place: &Path) -> Command {
    let mut command = Command::new("sh");
    // A file that would grow beyond its limit brings a signal; ignored, it is an error like any.
    command.args(["-c", "trap '' XFSZ; exec \"$@\"", "sh"]);
    if let Some(words) = way(place) {
        command.args(words).env(PLACE, place).env("TMPDIR", place);
    }
    command.arg(std::env::current_exe().unwrap());
    command
}

/// Does this deed of the test of this name (with its module, as the runner prints it) on a small disk: the test's own program, started again.
pub fn on_a_small_disk<D: Future<Output = ()>>(test: &str, deed: impl FnOnce(Disk) -> D) {
    const INSIDE: &str = "MEUM_CONNECT_TEST_INSIDE";
    if std::env::var(INSIDE).is_ok_and(|inside| inside == test) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        return runtime.block_on(deed(Disk::here()));
    }
    let place = tempfile::tempdir().unwrap();
    let mut command = program_with_small_disk(place.path());
    command.args(["--exact", test, "--nocapture", "--test-threads=1"]).env(INSIDE, test);
    let done = command.output().unwrap();
    let said = [done.stdout, done.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    assert!(done.status.success() && said.contains("1 passed"), "on a small disk: {said}");
}

/// The disk this process stands on.
pub enum Disk {
    /// A small one, by the file that fills it.
    Small(PathBuf),
    /// As large as it is; what a process may write is limited.
    Limited,
}

impl Disk {
    /// What this process was started with.
    pub fn here() -> Self {
        std::env::var_os(PLACE).map_or(Self::Limited, |place| Self::Small(Path::new(&place).join("filler")))
    }

    /// From now on this process, with its number, can write no more.
    pub fn fill(&self, process: u32) {
        match self {
            Self::Small(filler) => fill_up(filler),
            Self::Limited => limit_files(process, "0"),
        }
    }

    /// From now on there is room again.
    pub fn empty(&self, process: u32) {
        match self {
            Self::Small(filler) => std::fs::remove_file(filler).unwrap(),
            Self::Limited => limit_files(process, "unlimited"),
        }
    }
}

fn fill_up(filler: &Path) {
    let mut file = std::fs::File::create(filler).unwrap();
    for piece in PIECES {
        let refusal = std::iter::repeat_with(|| file.write_all(&vec![b'.'; piece])).find_map(Result::err).unwrap();
        assert_eq!(refusal.kind(), ErrorKind::StorageFull, "the disk is full and nothing else: {refusal}");
    }
}

fn limit_files(process: u32, most: &str) {
    let limit = format!("--fsize={most}:unlimited");
    let done = Command::new("prlimit").args(["--pid", &process.to_string(), &limit]).status();
    assert!(done.is_ok_and(|status| status.success()), "prlimit can limit a process");
}
