//! What was observed of a connected shop: true when it was learnt, and older ever since. It is stored
//! apart from the record, since losing it costs a question and nothing else.

pub mod updates;

use crate::deeds::Deeds;
use crate::line::{Headline, LineId, LineState};
use crate::meum_facts::StatusFacts;
use crate::problem::{Problem, ProblemKind};
use crate::record::Dated;
use crate::shop_facts::{ForShoppers, ShopSight};
use crate::time::{Span, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use updates::Updates;

/// Between two writes of observations in which nothing but the moment is new.
pub const MOMENTS: Span = Span::seconds(300);

/// The last answers of Meum and of the shop, and since when they have said so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Observed {
    /// Meum's last status answer.
    pub status: Option<Dated<StatusFacts>>,
    /// Why the last question to Meum failed, if it did.
    pub status_problem: Option<Dated<Problem>>,
    /// The last look at the shop.
    pub sight: Option<Dated<ShopSight>>,
    /// Why the last look at the shop failed, if it did.
    pub sight_problem: Option<Dated<Problem>>,
    /// The last look whether shoppers get in.
    pub shoppers: Option<Dated<ForShoppers>>,
    /// Since when each line of the panel has been in its state.
    pub since: BTreeMap<LineId, (LineState, Timestamp)>,
    /// Since when the headline has been what it is.
    pub headline_since: Option<(Headline, Timestamp)>,
    /// When a missing payout wallet was last seen to be set.
    pub payout_cleared_at: Option<Timestamp>,
    /// What of each line a notification told, and is not over.
    pub told: BTreeMap<LineId, (LineState, ProblemKind)>,
    /// What Meum said of payment updates over time.
    pub updates: Updates,
    /// What was done with the shop in this app, last.
    pub deeds: Deeds,
}

impl Observed {
    /// Forgets Meum's answers: the key they were asked with is replaced.
    pub fn forget_status(&mut self) {
        self.status = None;
        self.status_problem = None;
    }

    /// Forgets what was seen at another address: it is not this shop's.
    pub fn forget_sight(&mut self) {
        self.sight = None;
        self.sight_problem = None;
        self.shoppers = None;
    }

    /// Takes a look whether shoppers get in, if there was one.
    pub fn see_shoppers(&mut self, seen: Option<ForShoppers>, at: Timestamp) {
        self.shoppers = seen.map(|what| Dated { what, at }).or(self.shoppers.take());
    }

    /// Forgets what is of a connection that is over. What was seen of the shop stays, since the shop is still
    /// there; so does what was done.
    pub fn forget_connection(&mut self) {
        let Self { sight, sight_problem, shoppers, deeds, .. } = std::mem::take(self);
        *self = Self { sight, sight_problem, shoppers, deeds, ..Self::default() };
    }

    /// When the newest answer came.
    fn newest(&self) -> Option<Timestamp> {
        let answers = [self.status.as_ref().map(|seen| seen.at), self.sight.as_ref().map(|seen| seen.at)];
        let failures = [&self.status_problem, &self.sight_problem].map(|problem| problem.as_ref().map(|seen| seen.at));
        answers.into_iter().chain(failures).flatten().max()
    }

    /// Whether the other says more than that time has passed.
    fn differs_from(&self, other: &Self) -> bool {
        self.without_moments() != other.without_moments()
    }

    /// The same without what is new in every answer: when it came, how long it took, when Meum last
    /// heard the plugin.
    fn without_moments(&self) -> Self {
        let mut same = self.clone();
        if let Some(status) = &mut same.status {
            status.at = NEVER;
            status.what.last_seen_at = None;
            status.what.request = None;
        }
        if let Some(sight) = &mut same.sight {
            sight.at = NEVER;
            sight.what.way_in = std::mem::take(&mut sight.what.way_in).without_line();
            sight.what.remarks.iter_mut().for_each(forget_moment);
            sight.what.requests.clear();
        }
        if let Some(shoppers) = &mut same.shoppers {
            shoppers.at = NEVER;
            if let ForShoppers::Shut(shut) = &mut shoppers.what {
                shut.technical = None;
            }
        }
        same.updates = same.updates.without_moments();
        for problem in [&mut same.status_problem, &mut same.sight_problem].into_iter().flatten() {
            problem.at = NEVER;
            forget_moment(&mut problem.what);
        }
        same
    }
}

/// Leaves out of a problem what is new in every answer.
fn forget_moment(problem: &mut Problem) {
    problem.at = None;
    problem.technical = None;
    problem.tried.clear();
}

const NEVER: Timestamp = Timestamp(0);

/// Which observations are on the disk, as far as the core knows.
#[derive(Debug, Default)]
pub struct OnDisk {
    written: Observed,
    /// Another process goes on from the disk: the moments count.
    to_the_moment: bool,
}

impl OnDisk {
    /// Whether writing these is worth it: they say something new, or the moments on the disk are old.
    pub fn is_behind(&self, observed: &Observed) -> bool {
        let moments_are_old = match (self.written.newest(), observed.newest()) {
            (Some(written), Some(newest)) => newest < written || newest.since(written) >= MOMENTS,
            (written, newest) => written != newest,
        };
        let to_the_moment = self.to_the_moment && self.written != *observed;
        to_the_moment || moments_are_old || self.written.differs_from(observed)
    }

    /// From now on until the next write, a moment alone is worth one.
    pub fn to_the_moment(&mut self) {
        self.to_the_moment = true;
    }

    /// Notes that these were written, or read.
    pub fn note(&mut self, observed: &Observed) {
        self.written.clone_from(observed);
        self.to_the_moment = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::ProblemKind;

    fn heard_at(at: i64) -> Observed {
        Observed { status: Some(Dated { what: StatusFacts::default(), at: Timestamp(at) }), ..Observed::default() }
    }

    #[test]
    fn a_moment_alone_is_written_every_five_minutes_and_anything_else_at_once() {
        let hour = Span::hours(1).0;
        let mut on_disk = OnDisk::default();
        assert!(!on_disk.is_behind(&Observed::default()));
        assert!(on_disk.is_behind(&heard_at(hour)), "the first answer");
        on_disk.note(&heard_at(hour));
        let cases = [(0, false), (30_000, false), (MOMENTS.0 - 1, false), (MOMENTS.0, true), (-1, true)];
        for (later, expected) in cases {
            assert_eq!(on_disk.is_behind(&heard_at(hour + later)), expected, "{later} ms later");
        }
        on_disk.to_the_moment();
        assert!(!on_disk.is_behind(&heard_at(hour)), "it is on the disk to the moment");
        assert!(on_disk.is_behind(&heard_at(hour + 1)), "whoever goes on from the disk needs the moment");
        on_disk.note(&heard_at(hour));
        let mut seen_later = heard_at(hour + 1);
        seen_later.status.as_mut().unwrap().what.last_seen_at = Some(Timestamp(7));
        assert!(!on_disk.is_behind(&seen_later), "when Meum last heard the plugin is a moment");
        let problem = |kind| Dated { what: Problem::new(kind).with_technical("84 ms"), at: Timestamp(hour + 1) };
        let failed = Observed { status_problem: Some(problem(ProblemKind::MeumFault)), ..heard_at(hour) };
        assert!(on_disk.is_behind(&failed));
        on_disk.note(&failed);
        let mut again = failed.clone();
        again.status_problem = Some(Dated { what: Problem::new(ProblemKind::MeumFault), at: Timestamp(hour + 2) });
        assert!(!on_disk.is_behind(&again), "how long it took is no news");
        again.status_problem = Some(problem(ProblemKind::MeumUnreachable));
        assert!(on_disk.is_behind(&again));
    }
}
