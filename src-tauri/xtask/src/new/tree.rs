//! The files that `new` writes into: read whole, changed in memory, written together at the end,
//! so that a refusal leaves nothing half done.

use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};

/// A file being changed.
pub struct Text {
    path: PathBuf,
    name: &'static str,
    lines: Vec<String>,
}

impl Text {
    /// Reads a file of the repository.
    pub fn read(root: &Path, name: &'static str) -> Outcome<Self> {
        let path = root.join(name);
        let text = std::fs::read_to_string(&path)
            .map_err(|refusal| Failure::system(format!("reading {}", path.display()), &refusal))?;
        Ok(Self { path, name, lines: text.lines().map(str::to_owned).collect() })
    }

    /// Whether a line holds this text.
    pub fn holds(&self, text: &str) -> bool {
        self.lines.iter().any(|line| line.contains(text))
    }

    /// The highest number that a line holds.
    pub fn highest(&self, number: impl Fn(&str) -> Option<u8>) -> Option<u8> {
        self.lines.iter().filter_map(|line| number(line)).max()
    }

    /// The number of the first line that fits, from one.
    pub fn line_of(&self, fits: impl Fn(&str) -> bool) -> Option<usize> {
        self.lines.iter().position(|line| fits(line)).map(|at| at + 1)
    }

    /// The number of the last line that fits, from one.
    pub fn last_line_of(&self, fits: impl Fn(&str) -> bool) -> Option<usize> {
        self.lines.iter().rposition(|line| fits(line)).map(|at| at + 1)
    }

    /// The number of the first line after `after` that fits, from one.
    pub fn next_line_of(&self, after: usize, fits: impl Fn(&str) -> bool) -> Option<usize> {
        self.lines.iter().skip(after).position(|line| fits(line)).map(|at| at + after + 1)
    }

    /// Puts lines after the line of this number; zero puts them first. Tells the number of the first.
    pub fn insert(&mut self, after: usize, new: &[&str]) -> usize {
        let new = new.iter().map(|line| (*line).to_owned());
        self.lines.splice(after..after, new);
        after + 1
    }

    /// Changes one line.
    pub fn change(&mut self, number: usize, change: impl FnOnce(&str) -> String) {
        if let Some(line) = number.checked_sub(1).and_then(|at| self.lines.get_mut(at)) {
            *line = change(line);
        }
    }

    /// Writes it back.
    pub fn write(self) -> Outcome {
        std::fs::write(&self.path, self.lines.join("\n") + "\n")
            .map_err(|refusal| Failure::system(format!("writing {}", self.path.display()), &refusal))
    }

    /// Stops, since the file is not as expected.
    pub fn lost(&self, what: &str) -> Failure {
        Failure::new(format!("{} has no {what} any more. Mend xtask/src/new/.", self.name))
    }
}
