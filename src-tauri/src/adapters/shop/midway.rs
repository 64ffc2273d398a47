//! A break that begins while a shop is asked, such as that of an update. What is asked after that gets a notice
//! in the place of its answer, and nothing of the keys can be read out of that.

use super::keys::KeyCheck;
use connect_core::problem::{Mark, Problem, ProblemKind};

impl KeyCheck<'_> {
    /// The problem, or the break, where the latest answer was a notice of one and the problem is not one that an answer
    /// from before had shown for sure.
    pub(super) fn unless_break(&self, problem: Problem) -> Problem {
        if is_shown(&problem) {
            return problem;
        }
        self.trail.break_begun().unwrap_or(problem)
    }
}

/// Whether WooCommerce's own words show it, whatever was answered to other questions.
fn is_shown(problem: &Problem) -> bool {
    use ProblemKind::{
        HeaderStripped, HttpsUnnoticed, KeyReadOnly, KeyUnknown, KeyWriteOnly, Maintenance, NoWooCommerce,
        OwnerRoleTooLow, PasswordKeptOut, PasswordUnknown, PasswordsSwitchedOff, PermalinksHideKeys, SecretWrong,
    };
    let mark = problem.about.mark;
    match problem.kind {
        KeyUnknown => mark != Some(Mark::Untested),
        SecretWrong => mark != Some(Mark::SecretOrPermission),
        HeaderStripped => mark != Some(Mark::KeyOrHeader),
        kind => matches!(
            kind,
            HttpsUnnoticed
                | KeyReadOnly
                | KeyWriteOnly
                | Maintenance
                | NoWooCommerce
                | OwnerRoleTooLow
                | PasswordKeptOut
                | PasswordUnknown
                | PasswordsSwitchedOff
                | PermalinksHideKeys
        ),
    }
}
