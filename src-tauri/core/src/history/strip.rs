//! The strip under a line: a day, a week or a month in [`PIECES`] pieces, each as bad as the worst
//! moment in it. Where nobody looked, a piece says why.

use super::{Absence, Away, History, Period};
use crate::line::{LineId, LineState};
use crate::problem::ProblemKind;
use crate::time::{Span, Timestamp};
use serde::Serialize;
use ts_rs::TS;

/// The pieces of a strip: half an hour each in a day, three and a half hours in a week, fifteen in a
/// month.
pub const PIECES: usize = 48;

/// How far back a strip goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Range {
    /// 24 hours.
    Day,
    /// 7 days.
    Week,
    /// 30 days.
    Month,
}

impl Range {
    /// Every range.
    pub const ALL: [Self; 3] = [Self::Day, Self::Week, Self::Month];

    /// How long it is.
    pub const fn length(self) -> Span {
        match self {
            Self::Day => Span::hours(24),
            Self::Week => Span::hours(7 * 24),
            Self::Month => Span::hours(30 * 24),
        }
    }

    /// How long a piece of it is.
    #[allow(clippy::cast_possible_wrap, reason = "a small constant")]
    pub const fn piece(self) -> Span {
        Span(self.length().0 / PIECES as i64)
    }

    /// When the strip begins whose last piece holds this moment. It moves by whole pieces, so that the
    /// view is the same until one is over.
    pub fn begins(self, now: Timestamp) -> Timestamp {
        let piece = self.piece().0;
        let end = now.0.div_euclid(piece).saturating_add(1).saturating_mul(piece);
        Timestamp(end.saturating_sub(self.length().0))
    }
}

/// What a piece of a strip shows; sent as one letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Nobody looked, and nobody knows why.
    NotChecked,
    /// The app was closed.
    Closed,
    /// The computer slept.
    Asleep,
    /// The line worked.
    Working,
    /// There was nothing to report.
    Waiting,
    /// This computer was offline.
    Offline,
    /// No answer was to be had.
    CantTell,
    /// Something wanted doing.
    Attention,
    /// The line did not work.
    NotWorking,
}

impl Mark {
    /// Its letter, as `ui/src/screens/panel/strip.ts` reads it.
    pub const fn letter(self) -> char {
        match self {
            Self::NotChecked => '-',
            Self::Closed => 'c',
            Self::Asleep => 's',
            Self::Working => 'w',
            Self::Waiting => 'i',
            Self::Offline => 'o',
            Self::CantTell => 't',
            Self::Attention => 'a',
            Self::NotWorking => 'n',
        }
    }

    fn of(period: &Period) -> Self {
        match period.state {
            LineState::NotChecked | LineState::CheckingAgain => Self::NotChecked,
            LineState::Working => Self::Working,
            LineState::Waiting => Self::Waiting,
            LineState::CantTell if period.code == Some(ProblemKind::Offline) => Self::Offline,
            LineState::CantTell => Self::CantTell,
            LineState::Attention => Self::Attention,
            LineState::NotWorking => Self::NotWorking,
        }
    }

    fn of_absence(absence: &Absence) -> Self {
        match absence.why {
            Away::Closed => Self::Closed,
            Away::Asleep => Self::Asleep,
        }
    }
}

/// A line's pieces, the oldest first.
pub fn strip(history: &History, line: LineId, range: Range, now: Timestamp) -> [Mark; PIECES] {
    let begins = range.begins(now);
    let mut pieces = [Mark::NotChecked; PIECES];
    for absence in &history.absences {
        for piece in pieces_of(&mut pieces, range, begins, (absence.from, absence.until)) {
            *piece = Mark::of_absence(absence);
        }
    }
    for period in history.periods.iter().filter(|period| period.line == line) {
        for watched in without(&history.absences, period) {
            for piece in pieces_of(&mut pieces, range, begins, watched) {
                *piece = (*piece).max(Mark::of(period));
            }
        }
    }
    pieces
}

/// The pieces that a time reaches into.
fn pieces_of(
    pieces: &mut [Mark; PIECES],
    range: Range,
    begins: Timestamp,
    (from, until): (Timestamp, Timestamp),
) -> &mut [Mark] {
    let index = |moment: Timestamp| moment.0.saturating_sub(begins.0).div_euclid(range.piece().0);
    let at = |index: i64| usize::try_from(index).unwrap_or(0).min(PIECES);
    let (first, end) = (at(index(from)), at(index(until).saturating_add(1)));
    pieces.get_mut(first..end).unwrap_or_default()
}

/// The parts of a period in which somebody looked.
fn without(absences: &[Absence], period: &Period) -> Vec<(Timestamp, Timestamp)> {
    let mut parts = Vec::new();
    let mut from = period.from;
    for absence in absences.iter().filter(|absence| absence.from >= period.from && absence.until <= period.until) {
        parts.push((from, absence.from));
        from = absence.until;
    }
    parts.push((from, period.until));
    parts
}
