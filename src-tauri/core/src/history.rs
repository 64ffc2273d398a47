//! What happened to a connected shop: for each line of the panel the periods in which it stood the same,
//! and when nobody looked because the app was closed or the computer slept. Kept for
//! [`KEPT`]; losing it costs the merchant nothing but the memory.
//!
//! [`recorder`] makes periods out of answers, [`strip`] and [`troubles`] make pictures out of periods, and
//! [`past`] holds both for the running app.

pub mod past;
pub mod recorder;
pub mod strip;
pub mod troubles;

use crate::line::{LineId, LineState};
use crate::problem::ProblemKind;
use crate::time::{Span, Timestamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How long history is kept: 13 months of 31 days, so that a year can be compared with the one before.
pub const KEPT: Span = Span::hours(13 * 31 * 24);

/// How far back the panel looks.
pub const SHOWN: Span = Span::hours(30 * 24);

/// The watch asks at least this often while it runs: every quarter of an hour after failures, a tenth
/// more to spread, and the answers themselves take time. After a longer silence nobody looked.
pub const LONGEST_SILENCE: Span = Span::seconds(1_200);

/// A time in which a line stood the same, for the same reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// Which line.
    pub line: LineId,
    /// How it stood.
    pub state: LineState,
    /// Why, when there was something to say.
    pub code: Option<ProblemKind>,
    /// The first answer that said so.
    pub from: Timestamp,
    /// The last answer that said so, or the first that said otherwise.
    pub until: Timestamp,
    /// The line changed so often that this period stands for many; its state is the worst of them.
    #[serde(default)]
    pub unsteady: bool,
}

/// Why nobody looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Away {
    /// The app was closed.
    Closed,
    /// The computer slept.
    Asleep,
}

/// A time in which nobody looked at any shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// Why.
    pub why: Away,
    /// The last moment at which the app is known to have watched.
    pub from: Timestamp,
    /// When it was back.
    pub until: Timestamp,
}

impl Absence {
    /// An absence worth a note: it was longer than the watch is silent anyway, and the clock did not
    /// go backwards.
    pub fn between(why: Away, from: Timestamp, until: Timestamp) -> Option<Self> {
        (until.since(from) > LONGEST_SILENCE).then_some(Self { why, from, until })
    }
}

/// What is kept of a shop, as far as the panel looks back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// Every line's periods, by their beginning.
    pub periods: Vec<Period>,
    /// When nobody looked, by their beginning.
    pub absences: Vec<Absence>,
    /// Some of what was kept cannot be read.
    pub damaged: bool,
}

impl History {
    /// Adds a period, or what has become of one that is there.
    pub fn note(&mut self, period: &Period) {
        let is_it = |known: &&mut Period| known.line == period.line && known.from == period.from;
        match self.periods.iter_mut().rev().find(is_it) {
            Some(known) => known.clone_from(period),
            None => self.periods.push(period.clone()),
        }
    }

    /// Lets go of what ended before this moment.
    pub fn forget_before(&mut self, moment: Timestamp) {
        self.periods.retain(|period| period.until >= moment);
        self.absences.retain(|absence| absence.until >= moment);
    }
}
