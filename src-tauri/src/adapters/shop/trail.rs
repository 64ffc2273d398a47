//! The requests on the way to a problem, a line each, for support.

use super::ShopAnswer;
use connect_core::diagnosis;
use connect_core::problem::{Problem, ProblemKind, Technical};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The lines so far, and the slowest answer. Clones share both.
#[derive(Clone, Debug, Default)]
pub struct Trail(Arc<Mutex<Steps>>);

#[derive(Debug, Default)]
struct Steps {
    lines: Vec<Technical>,
    slowest: Option<(Duration, String)>,
    /// The latest answer, where it was a notice of a break.
    pause: Option<Problem>,
}

impl Trail {
    /// Adds a line. Past twice the number that a problem shows, it adds none.
    pub fn note(&self, line: &str) {
        let mut seen = self.seen();
        if seen.lines.len() < Problem::MOST_TRIED * 2 {
            seen.lines.extend(Technical::new(line));
        }
    }

    fn seen(&self) -> MutexGuard<'_, Steps> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How long the slowest answer took that was no fault of the server's, and its line.
    pub fn slowest(&self) -> Option<(Duration, String)> {
        self.seen().slowest.clone()
    }

    /// Adds the line of an answer or of its absence, with `how` behind it.
    pub fn answered(&self, told: &Result<ShopAnswer, Problem>, how: &str) {
        let line = match told {
            Ok(told) => Some(told.line.as_str()),
            Err(problem) => problem.technical.as_ref().map(Technical::as_str),
        };
        if let Some(line) = line {
            self.note(&format!("{line}{how}"));
        }
        if let Ok(told) = told {
            let pauses = diagnosis::in_front(told.reply()) == Some(ProblemKind::Maintenance);
            self.seen().pause = pauses.then(|| told.problem(ProblemKind::Maintenance));
        }
        let Some(told) = told.as_ref().ok().filter(|told| told.answer.status < 500) else { return };
        let mut seen = self.seen();
        if seen.slowest.as_ref().is_none_or(|(took, _)| *took < told.answer.took) {
            seen.slowest = Some((told.answer.took, told.line.clone()));
        }
    }

    /// The break that the latest answer was a notice of.
    pub fn break_begun(&self) -> Option<Problem> {
        self.seen().pause.clone()
    }

    /// The lines so far, and those of other answers.
    pub fn with<'a>(&self, others: impl Iterator<Item = &'a ShopAnswer>) -> Vec<Technical> {
        let lines = self.seen().lines.clone();
        lines.into_iter().chain(others.filter_map(|told| Technical::new(&told.line))).collect()
    }

    /// The problem with these lines, except its own.
    pub fn explained(&self, mut problem: Problem) -> Problem {
        let seen = self.seen();
        problem.tried = seen.lines.iter().filter(|line| Some(*line) != problem.technical.as_ref()).cloned().collect();
        without_twin(&mut problem);
        problem.tried.truncate(Problem::MOST_TRIED);
        problem
    }
}

/// Takes out the line of the answer that the problem's own line is about, where that one says more: an answer is told
/// of once. How it was asked goes into the problem's own.
fn without_twin(problem: &mut Problem) {
    let Some(line) = problem.technical.clone() else { return };
    let Some(own) = answered(&line) else { return };
    let Some(at) = problem.tried.iter().position(|line| answered(line) == Some(own)) else { return };
    let twin = problem.tried.remove(at);
    let how = twin.as_str().strip_prefix(own).unwrap_or_default();
    problem.technical = Technical::new(&format!("{}{how}", line.as_str()));
}

/// What was asked and answered, and in what time, as every line of an answer begins.
fn answered(line: &Technical) -> Option<&str> {
    let line = line.as_str();
    let (at, unit) = line.match_indices(" ms").next()?;
    line.get(..at + unit.len())
}
