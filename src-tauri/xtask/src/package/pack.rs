//! Packs what was built: Tauri's bundler first, then `pack.sh`. It works on copies, since the bundler and `strip` write
//! into the programs.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{folder, script};
use crate::failure::{Failure, Outcome};
use crate::voice::Voice;
use crate::{places, process};

/// The programs in a package.
const PROGRAMS: [&str; 2] = ["meum-connect", "meum-connect-watch"];
/// The time of the files where no commit says one: 2026 began then.
const NO_COMMIT: &str = "1767225600";

/// Which build is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Build {
    /// What is given to merchants.
    Release,
    /// What the tests have compiled, which takes no minutes more.
    Tests,
}

impl Build {
    /// The folder of Cargo's for it.
    const fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Tests => "debug",
        }
    }

    /// How its packages are compressed.
    const fn compression(self) -> &'static str {
        match self {
            Self::Release => "xz",
            Self::Tests => "quick",
        }
    }
}

/// Makes the packages twice, holds them against each other, and tells where the first are.
pub fn twice(voice: Voice, build: Build) -> Outcome<Vec<PathBuf>> {
    let first = once(voice, build, &made(build)?)?;
    let second = once(voice, build, &folder()?.join(format!("{}-again", build.name())))?;
    for (one, other) in first.iter().zip(&second) {
        if read(one)? != read(other)? {
            return Err(Failure::new(format!("Packed twice, {} and {} differ.", one.display(), other.display())));
        }
    }
    if first.len() != 2 || second.len() != 2 {
        return Err(Failure::new(format!("These are not two packages: {first:?}")));
    }
    voice.say("Packed twice, both packages are the same byte for byte.");
    Ok(first)
}

/// Where the packages of this build are.
pub fn made(build: Build) -> Outcome<PathBuf> {
    Ok(folder()?.join(build.name()))
}

fn once(voice: Voice, build: Build, to: &Path) -> Outcome<Vec<PathBuf>> {
    let work = to.join("work");
    let programs = work.join(build.name());
    let emptied = match std::fs::remove_dir_all(to) {
        Err(refusal) if refusal.kind() != std::io::ErrorKind::NotFound => Err(refusal),
        _ => std::fs::create_dir_all(&programs),
    };
    emptied.map_err(|refusal| Failure::system(format!("emptying {}", to.display()), &refusal))?;
    let compiled = places::built()?.with_file_name(build.name());
    for program in PROGRAMS {
        let mut strip = Command::new("strip");
        strip.args(["--strip-all", "--remove-section=.comment", "-o"]);
        voice.run(with(strip, [programs.join(program), compiled.join(program)]))?;
    }
    let mut bundler = Command::new(places::ui().join("node_modules/.bin/tauri"));
    bundler.current_dir(places::root()).env("CARGO_TARGET_DIR", &work);
    bundler.args(["bundle", "--no-binary-patching", "--bundles", "deb"]);
    if build == Build::Tests {
        bundler.arg("--debug");
    }
    voice.run(bundler)?;
    let of_tauri = only(&programs.join("bundle/deb"), "deb")?;
    let moved = std::fs::rename(of_tauri, to.join("tauri.deb"));
    moved.map_err(|refusal| Failure::system("moving Tauri's package", &refusal))?;
    let mut packer = Command::new("bash");
    packer.arg(script("pack.sh")).arg(to);
    packer.args([env!("CARGO_PKG_VERSION"), &epoch(), build.compression()]);
    voice.run(packer)?;
    for left in ["tauri.deb", "work"] {
        let left = to.join(left);
        // What stays is only in the way.
        let _ = if left.is_dir() { std::fs::remove_dir_all(&left) } else { std::fs::remove_file(&left) };
    }
    Ok(vec![only(to, "deb")?, only(to, "rpm")?])
}

/// The time that every packed file gets: the commit's, so that whoever packs it again gets the same.
fn epoch() -> String {
    let of_commit = || {
        let mut git = Command::new("git");
        git.current_dir(places::root()).args(["-c", "safe.directory=*", "log", "-1", "--format=%ct"]);
        process::ask(&mut git).filter(|time| !time.is_empty())
    };
    std::env::var("SOURCE_DATE_EPOCH").ok().or_else(of_commit).unwrap_or_else(|| NO_COMMIT.to_owned())
}

/// The one file in a folder whose name ends so.
pub fn only(folder: &Path, ending: &str) -> Outcome<PathBuf> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found = files.filter(|path| path.extension().is_some_and(|there| there == ending));
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one),
        _ => Err(Failure::new(format!("There is not one file .{ending} in {}.", folder.display()))),
    }
}

fn with(mut command: Command, paths: [PathBuf; 2]) -> Command {
    command.args(paths);
    command
}

fn read(file: &Path) -> Outcome<Vec<u8>> {
    std::fs::read(file).map_err(|refusal| Failure::system(format!("reading {}", file.display()), &refusal))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn one_file_is_found_and_two_are_refused() {
        let scratch = Scratch::new().expect("a folder");
        let write = |name: &str| std::fs::write(scratch.path().join(name), "").expect("a file");
        write("a.rpm");
        assert!(only(scratch.path(), "deb").is_err());
        write("a.deb");
        assert_eq!(only(scratch.path(), "deb").ok(), Some(scratch.path().join("a.deb")));
        write("b.deb");
        assert!(only(scratch.path(), "deb").is_err());
    }

    #[test]
    fn every_packed_file_has_the_time_of_a_commit() {
        assert!(epoch().parse::<u64>().is_ok_and(|time| time >= 1_767_225_600), "{}", epoch());
    }

    #[test]
    fn every_program_of_the_package_is_packed() {
        let manifest = std::fs::read_to_string(places::root().join("Cargo.toml")).expect("a manifest");
        let programs = manifest.split("\n[[bin]]\n").skip(1).count();
        assert_eq!(programs, PROGRAMS.len());
    }
}
