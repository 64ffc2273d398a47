//! The list of what went wrong: each time a line did not work or wanted something done, from when to
//! when, what goes on still first.

use super::{History, Period};
use crate::line::{LineId, LineState};
use crate::problem::ProblemKind;
use crate::time::Timestamp;
use std::collections::BTreeMap;

/// A time in which a line was in trouble, for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Which line.
    pub line: LineId,
    /// How bad it was.
    pub state: LineState,
    /// Why.
    pub code: Option<ProblemKind>,
    /// Since when.
    pub from: Timestamp,
    /// Until when; `None` while it goes on.
    pub until: Option<Timestamp>,
    /// It came and went many times.
    pub unsteady: bool,
}

/// The newest troubles, at most so many: what goes on still first, then by their end. What lies ahead was
/// noted before the clock was set back: when that was, nobody knows until the clock is right again.
pub fn troubles(history: &History, now: Timestamp, most: usize) -> Vec<Trouble> {
    let known = || history.periods.iter().filter(|period| period.from <= now);
    // What goes on still was heard last. Where the clock was set back, that need not have begun last.
    let mut latest: BTreeMap<LineId, (Timestamp, Timestamp)> = BTreeMap::new();
    for period in known().filter(|period| period.until <= now) {
        let heard = latest.entry(period.line).or_insert((period.until, period.from));
        *heard = (period.until, period.from).max(*heard);
    }
    let goes_on = |period: &Period| latest.get(&period.line) == Some(&(period.until, period.from));
    let mut all: Vec<Trouble> = known()
        .filter(|period| is_trouble(period))
        .map(|period| Trouble {
            line: period.line,
            state: period.state,
            code: period.code,
            from: period.from,
            until: if goes_on(period) { None } else { Some(period.until.min(now)) },
            unsteady: period.unsteady,
        })
        .collect();
    all.sort_by_key(|trouble| std::cmp::Reverse((trouble.until.is_none(), trouble.until, trouble.from)));
    all.truncate(most);
    all
}

/// That this computer was offline is no trouble of the shop.
fn is_trouble(period: &Period) -> bool {
    matches!(period.state, LineState::Attention | LineState::NotWorking)
}
