//! The requests on the way to a problem, a line each, for support.

use super::Told;
use connect_core::problem::{Problem, Technical};
use std::sync::{Arc, Mutex, PoisonError};

/// The lines so far. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Trail(Arc<Mutex<Vec<Technical>>>);

impl Trail {
    /// Adds a line. Past twice the number that a problem shows, it adds none.
    pub fn note(&self, line: &str) {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if lines.len() < Problem::MOST_TRIED * 2 {
            lines.extend(Technical::new(line));
        }
    }

    /// Adds the line of an answer or of its absence, with `how` behind it.
    pub fn answered(&self, told: &Result<Told, Problem>, how: &str) {
        let line = match told {
            Ok(told) => Some(told.line.as_str()),
            Err(problem) => problem.technical.as_ref().map(Technical::as_str),
        };
        if let Some(line) = line {
            self.note(&format!("{line}{how}"));
        }
    }

    /// The lines so far, and those of other answers.
    pub fn with<'a>(&self, others: impl Iterator<Item = &'a Told>) -> Vec<Technical> {
        let lines = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        lines.into_iter().chain(others.filter_map(|told| Technical::new(&told.line))).collect()
    }

    /// The problem with these lines, except its own.
    pub fn explained(&self, mut problem: Problem) -> Problem {
        let lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        problem.tried = lines.iter().filter(|line| Some(*line) != problem.technical.as_ref()).cloned().collect();
        problem.tried.truncate(Problem::MOST_TRIED);
        problem
    }
}
