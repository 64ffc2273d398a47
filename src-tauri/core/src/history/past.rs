//! A shop's history in the running app: what is being recorded, and what the panel has read of it.

use super::recorder::{Reading, Recorder};
use super::{Absence, History, KEPT, Period, SHOWN};
use crate::time::{Span, Timestamp};

/// A shop's history in the running app.
#[derive(Debug, Default)]
pub struct Past {
    recorder: Recorder,
    /// As far as the panel looks back.
    pub shown: History,
    /// Whether it was read.
    pub recall: Recall,
    /// The last time in which nobody looked.
    away: Option<Absence>,
}

/// Whether what is stored of the history was read. The panel that shows it first asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Recall {
    /// Nobody needed it yet.
    #[default]
    NotAsked,
    /// It is being read.
    Asked,
    /// It was read, or could not be.
    Done,
}

impl Past {
    /// Goes on from what is stored: the latest period of each line.
    pub fn resumed(latest: Vec<Period>) -> Self {
        Self { recorder: Recorder::resumed(latest), ..Self::default() }
    }

    /// Notes what the lines say now.
    pub fn note(&mut self, readings: impl IntoIterator<Item = Reading>, now: Timestamp) {
        for reading in readings {
            self.recorder.note(reading, now, self.away);
        }
        for period in self.recorder.latest() {
            self.shown.note(period);
        }
    }

    /// Nobody looked for a while.
    pub fn was_away(&mut self, absence: Absence) {
        self.away = Some(absence);
        self.shown.absences.push(absence);
    }

    /// What is to be stored.
    pub fn take_news(&mut self) -> Vec<Period> {
        let news = self.recorder.take_news();
        for period in &news {
            self.shown.note(period);
        }
        news
    }

    /// Periods that could not be stored: they go with what is stored next.
    pub fn give_back(&mut self, periods: Vec<Period>) {
        self.recorder.give_back(periods);
    }

    /// The last moment of which anything is known.
    pub fn until(&self) -> Option<Timestamp> {
        self.recorder.until()
    }

    /// What was stored has been read. What was recorded meanwhile is newer.
    pub fn recalled(&mut self, stored: History) {
        let newer = std::mem::replace(&mut self.shown, stored);
        for period in &newer.periods {
            self.shown.note(period);
        }
        for absence in newer.absences {
            if !self.shown.absences.contains(&absence) {
                self.shown.absences.push(absence);
            }
        }
        self.recall = Recall::Done;
    }

    /// Lets go of what the panel does not look back to any more.
    pub fn forget_old(&mut self, now: Timestamp) {
        self.shown.forget_before(since(now, SHOWN));
    }
}

/// The moment before which nothing is kept.
pub fn kept_since(now: Timestamp) -> Timestamp {
    since(now, KEPT)
}

/// The moment from which on the panel shows what happened.
pub fn shown_since(now: Timestamp) -> Timestamp {
    since(now, SHOWN)
}

fn since(now: Timestamp, span: Span) -> Timestamp {
    Timestamp(now.0.saturating_sub(span.0))
}
