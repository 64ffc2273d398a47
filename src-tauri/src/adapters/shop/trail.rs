//! What was tried on the way to a problem, a line each, for support.

use super::Told;
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

    /// Adds how a question was answered; `how` says more of it for support.
    pub fn answered(&self, told: &Result<Told, Problem>, how: &str) {
        let line = match told {
            Ok(told) => Some(told.line.as_str()),
            Err(problem) => problem.technical.as_ref().map(Technical::as_str),
        };
        if let Some(line) = line {
            self.note(&format!("{line}{how}"));
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
