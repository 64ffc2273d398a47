//! What was tried on the way to a problem, a line each, for support.

use connect_core::problem::{Problem, Technical};
use std::sync::{Arc, Mutex, PoisonError};

/// The lines so far; its clones share them.
#[derive(Clone, Debug, Default)]
pub struct Trail(Arc<Mutex<Vec<Technical>>>);

impl Trail {
    /// Adds a line; past a bound nothing is added, since nobody would read it.
    pub fn note(&self, line: &str) {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if lines.len() < Problem::MOST_TRIED * 2 {
            lines.extend(Technical::new(line));
        }
    }

    /// The problem with what was tried beside what shows it.
    pub fn explained(&self, mut problem: Problem) -> Problem {
        let lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        problem.tried = lines.iter().filter(|line| Some(*line) != problem.technical.as_ref()).cloned().collect();
        problem.tried.truncate(Problem::MOST_TRIED);
        problem
    }
}
