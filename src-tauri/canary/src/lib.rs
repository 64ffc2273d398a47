//! Canaries: a test plants secrets, and must not find them anywhere afterwards.
//!
//! The search finds any piece of twelve characters of a secret in each form in which it could get out:
//! as it is, base64 (in every alignment, standard and URL-safe), hexadecimal, percent-encoded, and with
//! JSON's escapes. It also finds it in what text recognition reads in a picture. A finding refuses to
//! repeat the secret.

mod forms;
mod seen;

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

pub use forms::PIECE;

/// The secrets that a test has planted.
#[derive(Clone, Default)]
pub struct Canaries {
    names: Vec<String>,
    /// The texts to look for, by their length in bytes and whether their case matters.
    needles: BTreeMap<(usize, bool), HashMap<Vec<u8>, Needle>>,
    /// What text recognition leaves of each piece, and the number of its secret.
    seen: BTreeMap<Vec<u8>, usize>,
}

#[derive(Clone, Copy)]
struct Needle {
    name: usize,
    form: &'static str,
}

/// Where a secret got out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// The name under which the test planted the secret.
    pub name: String,
    /// The form it has there.
    pub form: &'static str,
    /// Where it begins, in bytes.
    pub at: usize,
}

impl fmt::Display for Sighting {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the {} is there, {}, at byte {}", self.name, self.form, self.at)
    }
}

/// The part of a secret that nobody may see: all but the mark that says what kind it is. (Merchant Admin
/// shows twelve characters of a Meum key: the mark and four more.)
pub fn hidden_part(secret: &str) -> &str {
    ["sk_live_", "ck_", "cs_"].iter().find_map(|mark| secret.strip_prefix(mark)).unwrap_or(secret)
}

impl Canaries {
    /// Looks for this secret from now on; `name` is what a finding calls it.
    ///
    /// # Panics
    /// When it is too short to be told from other text: nothing would ever be found.
    pub fn plant(&mut self, name: &str, secret: &str) {
        let hidden = hidden_part(secret);
        assert!(hidden.chars().count() >= PIECE, "the {name} is too short to be looked for");
        self.names.push(name.to_owned());
        let name = self.names.len() - 1;
        for (form, case_matters, text) in forms::pieces(hidden) {
            let needles = self.needles.entry((text.len(), case_matters)).or_default();
            needles.entry(text).or_insert(Needle { name, form });
        }
        self.seen.extend(seen::pieces(hidden).into_iter().map(|piece| (piece, name)));
    }

    /// The first secret in these bytes.
    pub fn found_in(&self, bytes: &[u8]) -> Option<Sighting> {
        let lower = bytes.to_ascii_lowercase();
        self.needles.iter().find_map(|((length, case_matters), needles)| {
            let text = if *case_matters { bytes } else { &lower };
            let begins = beginnings(needles);
            text.windows(*length).enumerate().find_map(|(at, window)| {
                let likely = matches!(window, [a, b, ..] if begins.contains(&[*a, *b]));
                let needle = needles.get(window).filter(|_| likely)?;
                let name = self.names.get(needle.name)?.clone();
                Some(Sighting { name, form: needle.form, at })
            })
        })
    }

    /// The first secret in what text recognition read in a picture. `at` counts in the folded text, which
    /// lacks all that recognition confuses.
    ///
    /// # Panics
    /// When a secret repeats itself too much to be looked for in a picture.
    pub fn found_in_picture(&self, text: &str) -> Option<Sighting> {
        for (place, name) in self.names.iter().enumerate() {
            assert!(self.seen.values().any(|seen| *seen == place), "the {name} repeats itself too much for a picture");
        }
        let text = seen::folded(text);
        self.seen.iter().find_map(|(piece, name)| {
            let at = text.windows(piece.len()).position(|window| window == piece)?;
            Some(Sighting { name: self.names.get(*name)?.clone(), form: "in a picture", at })
        })
    }

    /// The first secret in any file in this folder or below it, in its name or in its content. The app may
    /// run meanwhile, so the search passes over files that disappear.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read.
    pub fn found_below(&self, folder: &Path) -> io::Result<Option<(PathBuf, Sighting)>> {
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in there(std::fs::read_dir(folder))?.into_iter().flatten() {
                let path = entry?.path();
                let named = self.found_in(path.as_os_str().as_encoded_bytes());
                let Some(kind) = there(std::fs::symlink_metadata(&path))?.map(|data| data.file_type()) else {
                    continue;
                };
                if kind.is_dir() {
                    folders.push(path.clone());
                }
                let held = if kind.is_file() { there(std::fs::read(&path))? } else { None };
                let held = held.and_then(|bytes| self.found_in(&bytes));
                if let Some(sighting) = named.or(held) {
                    return Ok(Some((path, sighting)));
                }
            }
        }
        Ok(None)
    }
}

/// `None` where the file or folder has gone.
fn there<T>(found: io::Result<T>) -> io::Result<Option<T>> {
    match found {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        found => found.map(Some),
    }
}

/// The first two bytes of each needle. They alone rule out most places of a text, which is fast.
fn beginnings(needles: &HashMap<Vec<u8>, Needle>) -> std::collections::HashSet<[u8; 2]> {
    needles.keys().filter_map(|needle| needle.first_chunk::<2>().copied()).collect()
}

#[cfg(test)]
mod tests;
