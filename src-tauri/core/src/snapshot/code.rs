//! A problem's code in a report, which may be one that this app does not know.

use crate::problem::ProblemKind;

/// A problem's code as it is written: a letter and two digits. A newer app may have codes that this one
/// does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// The letter, `A` to `Z`.
    pub letter: char,
    /// The number, at most 99.
    pub number: u8,
}

impl Code {
    /// How a problem's code is written.
    pub fn of(kind: ProblemKind) -> Self {
        let (letter, number) = kind.code().split_at(1);
        Self { letter: letter.chars().next().unwrap_or('?'), number: number.parse().unwrap_or_default() }
    }

    /// The problem, if this app knows it.
    pub fn kind(self) -> Option<ProblemKind> {
        ProblemKind::ALL.iter().copied().find(|kind| Self::of(*kind) == self)
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}{:02}", self.letter, self.number)
    }
}
