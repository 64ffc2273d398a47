//! Makes periods out of answers. A period goes on while its line says the same, also over a time in
//! which nobody looked: that time is noted for itself, and drawn over it.

use super::{Absence, LONGEST_SILENCE, Period};
use crate::line::{LineId, LineState};
use crate::problem::ProblemKind;
use crate::time::{Span, Timestamp};
use std::collections::BTreeMap;

/// So many periods of a line may begin in an hour. A line that changes more often than that says the
/// same with fewer: this bounds what is stored, whatever a shop does.
pub const MOST_AN_HOUR: usize = 30;

/// So many periods of a shop wait for a disk that is full. The oldest go first.
pub const MOST_WAITING: usize = 5_000;

const HOUR: Span = Span::hours(1);

/// The latest period of each line, and what of them is not stored yet.
#[derive(Clone, Debug, Default)]
pub struct Recorder {
    tracks: BTreeMap<LineId, Track>,
    news: Vec<Period>,
}

/// One line.
#[derive(Clone, Debug)]
struct Track {
    latest: Period,
    /// When its periods of the last hour began.
    begun: Vec<Timestamp>,
}

/// What a line says at a moment.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// Which line.
    pub line: LineId,
    /// How it stands.
    pub state: LineState,
    /// Why.
    pub code: Option<ProblemKind>,
}

impl Recorder {
    /// Goes on from what is stored: the latest period of each line.
    pub fn resumed(latest: Vec<Period>) -> Self {
        let track = |latest: Period| (latest.line, Track { latest, begun: Vec::new() });
        Self { tracks: latest.into_iter().map(track).collect(), news: Vec::new() }
    }

    /// Notes what a line says now. `away` is the last time in which nobody looked. A line that was not
    /// asked, or is asked again, says nothing.
    pub fn note(&mut self, reading: Reading, now: Timestamp, away: Option<Absence>) {
        if matches!(reading.state, LineState::NotChecked | LineState::CheckingAgain) {
            return;
        }
        let Some(track) = self.tracks.get_mut(&reading.line) else { return self.begin(reading, now) };
        let latest = &mut track.latest;
        let watched = now >= latest.until && now.since(latest.until) <= LONGEST_SILENCE;
        let same = (latest.state, latest.code) == (reading.state, reading.code);
        if same && (watched || spans(away, latest.until, now)) {
            latest.until = now;
            return;
        }
        if watched && !same {
            latest.until = now;
        }
        track.begun.retain(|begun| now >= *begun && now.since(*begun) <= HOUR);
        let too_often = watched && track.begun.len() >= MOST_AN_HOUR;
        // A period is known by its line and its beginning, so no two begin at one moment.
        if too_often || latest.from == now {
            latest.unsteady |= too_often;
            if severity(reading.state) > severity(latest.state) {
                (latest.state, latest.code) = (reading.state, reading.code);
            }
            return;
        }
        self.news.push(latest.clone());
        self.begin(reading, now);
    }

    fn begin(&mut self, Reading { line, state, code }: Reading, now: Timestamp) {
        let latest = Period { line, state, code, from: now, until: now, unsteady: false };
        let begun = self.tracks.remove(&line).map(|track| track.begun).unwrap_or_default();
        let begun = begun.into_iter().chain([now]).collect();
        self.tracks.insert(line, Track { latest, begun });
    }

    /// What is to be stored: the periods that are over, and the latest as they stand.
    pub fn take_news(&mut self) -> Vec<Period> {
        let over = std::mem::take(&mut self.news);
        over.into_iter().chain(self.latest().cloned()).collect()
    }

    /// Takes back what could not be stored. What goes on still is stored again anyway.
    pub fn give_back(&mut self, periods: Vec<Period>) {
        let goes_on = |period: &Period| self.latest().any(|it| (it.line, it.from) == (period.line, period.from));
        let mut back: Vec<Period> = periods.into_iter().filter(|period| !goes_on(period)).collect();
        back.append(&mut self.news);
        back.sort_by_key(|period| period.from);
        let too_many = back.len().saturating_sub(MOST_WAITING);
        self.news = back.split_off(too_many);
    }

    /// Each line's latest period.
    pub fn latest(&self) -> impl Iterator<Item = &Period> {
        self.tracks.values().map(|track| &track.latest)
    }

    /// The last moment of which anything is known.
    pub fn until(&self) -> Option<Timestamp> {
        self.latest().map(|period| period.until).max()
    }
}

/// Whether nobody looked from the one moment to the other, for a reason that is known.
fn spans(away: Option<Absence>, from: Timestamp, until: Timestamp) -> bool {
    // Where the clock was set back, what is called later lies before: that is not near.
    let near = |earlier: Timestamp, later: Timestamp| later >= earlier && later.since(earlier) <= LONGEST_SILENCE;
    away.is_some_and(|away| near(from, away.from) && away.until <= until && near(away.until, until))
}

/// How bad a state is. Nobody may think from the strip that a line was better than it was.
const fn severity(state: LineState) -> u8 {
    match state {
        LineState::NotChecked | LineState::CheckingAgain => 0,
        LineState::Working => 1,
        LineState::Waiting => 2,
        LineState::CantTell => 3,
        LineState::Attention => 4,
        LineState::NotWorking => 5,
    }
}
