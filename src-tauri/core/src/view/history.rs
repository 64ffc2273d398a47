//! What happened to a shop, as the panel draws it: a strip a line and range, and the last troubles.

use crate::history::strip::{Mark, Range, strip};
use crate::history::troubles::{Trouble, troubles};
use crate::line::{LineId, LineState};
use crate::problem::ProblemKind;
use crate::shop::Shop;
use crate::time::Timestamp;
use serde::Serialize;
use ts_rs::TS;

/// More of them would not be read.
const MOST_TROUBLES: usize = 12;

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HistoryView {
    /// A day, a week and a month.
    pub strips: Vec<StripView>,
    /// What went wrong, what goes on still first.
    pub troubles: Vec<TroubleView>,
    /// Some of what was kept cannot be read.
    pub damaged: bool,
    /// Since when what happens cannot be stored on this computer.
    pub gap: Option<Timestamp>,
}

/// The strips of one range.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StripView {
    /// How far back.
    pub range: Range,
    /// When the first piece begins.
    pub from: Timestamp,
    /// How long a piece is, in minutes.
    pub piece_minutes: u32,
    /// A line each, top to bottom.
    pub lines: Vec<LineStripView>,
}

/// The strip of a line.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LineStripView {
    /// Which line.
    pub id: LineId,
    /// A letter a piece, the oldest first: *w* worked, *i* nothing to report, *a* attention, *n* did not
    /// work, *t* no answer to be had, *o* this computer was offline, *s* it slept, *c* the app was
    /// closed, *-* nobody looked.
    pub marks: String,
}

/// A time in which a line was in trouble.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TroubleView {
    /// Which line.
    pub id: LineId,
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

/// What happened to this shop, as far as it is known.
pub(super) fn view(shop: &Shop, now: Timestamp) -> HistoryView {
    let history = &shop.past.shown;
    HistoryView {
        strips: Range::ALL.into_iter().map(|range| strips(shop, range, now)).collect(),
        troubles: troubles(history, now, MOST_TROUBLES).iter().map(trouble).collect(),
        damaged: history.damaged,
        gap: None,
    }
}

fn strips(shop: &Shop, range: Range, now: Timestamp) -> StripView {
    let marks = |id| strip(&shop.past.shown, id, range, now).into_iter().map(Mark::letter).collect();
    StripView {
        range,
        from: range.begins(now),
        piece_minutes: u32::try_from(range.piece().0 / 60_000).unwrap_or(u32::MAX),
        lines: LineId::ALL.into_iter().map(|id| LineStripView { id, marks: marks(id) }).collect(),
    }
}

fn trouble(trouble: &Trouble) -> TroubleView {
    let &Trouble { line, state, code, from, until, unsteady } = trouble;
    TroubleView { id: line, state, code, from, until, unsteady }
}
