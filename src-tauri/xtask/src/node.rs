//! Node and the packages of the window's pages.
//!
//! Node itself is never installed: people have their own way of doing that. The packages come
//! from `npm ci`, which follows the lock file to the letter; a note left inside `node_modules`
//! says what they were made from, so that it runs again only when that changed.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::voice::Voice;
use crate::{places, process};

const HOW_TO_GET_NODE: &str = "\
The window's pages are built with Node 20.19 or newer (22.12 or newer in its 22 line).
Get the current LTS from https://nodejs.org, or `nvm install --lts`, and try again.";

/// Makes sure that Node is recent enough and that its packages are as locked.
pub fn packages(voice: Voice) -> Outcome {
    let version = recent_enough()?;
    let lock = places::ui().join("package-lock.json");
    let lock =
        std::fs::read(&lock).map_err(|refusal| Failure::system(format!("reading {}", lock.display()), &refusal))?;
    let now = stamp(&version, &lock);
    if std::fs::read_to_string(stamp_file()).is_ok_and(|before| before == now) {
        return Ok(());
    }
    voice.run(process::npm("ci --no-audit --no-fund"))?;
    std::fs::write(stamp_file(), now)
        .map_err(|refusal| Failure::system("noting what node_modules was made from", &refusal))
}

fn recent_enough() -> Outcome<String> {
    let version = process::ask(Command::new("node").arg("--version"))
        .ok_or_else(|| Failure::new(format!("There is no Node here. {HOW_TO_GET_NODE}")))?;
    if !is_recent_enough(&version) {
        return Err(Failure::new(format!("Node here is {version}. {HOW_TO_GET_NODE}")));
    }
    if process::ask(&mut process::npm("--version")).is_none() {
        return Err(Failure::new(format!("Node has no npm beside it. {HOW_TO_GET_NODE}")));
    }
    Ok(version)
}

/// Node 20 from 20.19, 22 from 22.12, and everything later: what the pages' bundler asks for.
fn is_recent_enough(version: &str) -> bool {
    let mut numbers = version.trim_start_matches('v').split('.').map(str::parse::<u32>);
    let (Some(Ok(major)), Some(Ok(minor))) = (numbers.next(), numbers.next()) else {
        return false;
    };
    match major {
        20 => minor >= 19,
        22 => minor >= 12,
        _ => major > 22,
    }
}

fn stamp_file() -> PathBuf {
    places::ui().join("node_modules/.made-from")
}

fn stamp(node: &str, lock: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    lock.hash(&mut hasher);
    format!("node {node}\npackage-lock.json {:016x}\n", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundlers_versions_of_node_are_asked_for() {
        for version in ["v20.19.0", "v20.20.2", "v22.12.0", "v23.0.0", "v24.1.0"] {
            assert!(is_recent_enough(version), "{version}");
        }
        for version in ["v18.20.4", "v20.18.3", "v21.7.3", "v22.11.0", "", "next"] {
            assert!(!is_recent_enough(version), "{version}");
        }
    }

    #[test]
    fn the_stamp_changes_with_either_and_with_nothing_else() {
        let stamped = stamp("v20.20.2", b"{}");
        assert_eq!(stamped, stamp("v20.20.2", b"{}"));
        assert_ne!(stamped, stamp("v22.12.0", b"{}"));
        assert_ne!(stamped, stamp("v20.20.2", b"{ }"));
    }
}
