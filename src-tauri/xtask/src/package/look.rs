//! What others make of the packages: Debian's own checks, and the rules for desktop entries and software centres.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::folder;
use crate::failure::{Failure, Outcome};
use crate::voice::Voice;

/// Has the packages judged. What lintian finds and is right as it is stands in `packaging/lintian-overrides`.
pub fn over(voice: Voice, packages: &[PathBuf]) -> Outcome {
    let ending = |wanted: &str| {
        let mut found = packages.iter().filter(|path| path.extension().is_some_and(|there| there == wanted));
        found.next().ok_or_else(|| Failure::new(format!("There is no .{wanted}.")))
    };
    let deb = ending("deb")?;
    let mut lintian = Command::new("lintian");
    lintian.args(["--allow-root", "--display-info", "--tag-display-limit", "0", "--fail-on", "error,warning,info"]);
    lintian.arg(deb);
    voice.run(lintian)?;
    let mut rpm = Command::new("rpm");
    rpm.args(["--query", "--package", "--info", "--list"]).arg(ending("rpm")?);
    voice.run(rpm)?;
    let tree = folder()?.join("looked-at");
    // The one of the time before.
    let _ = std::fs::remove_dir_all(&tree);
    let mut unpack = Command::new("dpkg-deb");
    unpack.arg("--extract").args([deb.as_path(), &tree]);
    voice.run(unpack)?;
    let looked = entries(voice, &tree);
    let _ = std::fs::remove_dir_all(&tree);
    looked
}

fn entries(voice: Voice, tree: &Path) -> Outcome {
    let mut entry = Command::new("desktop-file-validate");
    entry.arg(tree.join("usr/share/applications/meum-connect.desktop"));
    voice.run(entry)?;
    let mut metadata = Command::new("appstreamcli");
    metadata.args(["validate-tree", "--strict", "--no-net"]).arg(tree);
    voice.run(metadata)
}
