//! What the watch of a shop remembers between its questions: when to ask next, and what is in flight.

use super::schedule::{self, Asks, Pace, Plan};
use crate::problem::{Problem, ProblemKind};
use crate::record::Dated;
use crate::shop_facts::ForShoppers;
use crate::ticket::Ticket;
use crate::time::Timestamp;

/// One of the watch's two questions: to Meum, or to the shop.
#[derive(Debug, Default)]
pub struct Turn {
    /// Who is asked.
    pub asks: Asks,
    /// The question in flight.
    pub asked: Option<Ticket>,
    /// When to ask next; `None` means now.
    pub plan: Option<Plan>,
    /// Failures in a row.
    pub failures: u32,
    /// Whether it has been answered since the app started, woke or asked afresh.
    pub heard: bool,
    /// What the last answer said otherwise than those before it, while it is asked again.
    pub doubt: Option<ProblemKind>,
    /// Since when it is asked again.
    pub doubted_at: Option<Timestamp>,
    /// When an answer, or the reason why there is none, counted last.
    pub answered_at: Option<Timestamp>,
    /// When problems began to count, lately.
    pub alarms: Vec<Timestamp>,
    /// Waits for *Check now*: each try would ask the merchant for the password store's password, or
    /// knock once more with an extra password that the shop has refused.
    pub paused: bool,
}

impl Turn {
    /// Nothing asked yet.
    pub fn to(asks: Asks) -> Self {
        Self { asks, ..Self::default() }
    }

    /// Whether to ask now.
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.next(now).is_some_and(|due| due <= now)
    }

    /// When to ask next; `None` while an answer is on its way, and while nothing is asked by itself.
    pub fn next(&self, now: Timestamp) -> Option<Timestamp> {
        let waits = self.asked.is_some() || self.paused;
        (!waits).then(|| self.plan.map_or(now, |plan| plan.due(now)))
    }

    fn come_to_front(&mut self, now: Timestamp, fresh: bool) {
        let healthy = self.failures == 0;
        self.plan = match self.plan {
            Some(plan) if healthy && fresh => Some(plan.no_later_than(now.after(self.asks.rhythm(Pace::InFront)))),
            Some(plan) if !healthy => Some(plan.in_front()),
            _ => None,
        };
    }

    /// An answer came, or the reason why there is none.
    pub fn answered(&mut self, now: Timestamp, pace: Pace, problem: Option<&Problem>, spread: u64) {
        self.asked = None;
        self.heard = true;
        self.doubted_at = None;
        self.answered_at = Some(now);
        self.paused = problem.is_some_and(|problem| problem.kind.waits_for_merchant());
        self.failures = if problem.is_some() { self.failures.saturating_add(1) } else { 0 };
        let retry_after = problem.and_then(|problem| problem.about.seconds);
        self.plan = Some(schedule::next(now, (self.asks, pace), self.failures, retry_after, spread));
    }

    /// Another process heard the last answer, at `answered`, or the problem. Goes on from there.
    pub fn resume(&mut self, answered: Option<Timestamp>, problem: Option<&Dated<Problem>>, spread: u64) {
        let failed = problem.filter(|problem| answered.is_none_or(|answered| answered <= problem.at));
        let Some(at) = failed.map(|problem| problem.at).or(answered) else { return };
        self.answered(at, Pace::Behind, failed.map(|problem| &problem.what), spread);
    }

    /// Asks by this moment, unless it is being asked or waits for the merchant, or a server asked for more
    /// time. Gives back whether its answer is to be had.
    pub fn is_asked_by(&mut self, moment: Timestamp, now: Timestamp) -> bool {
        self.plan = self.plan.map(|plan| plan.no_later_than(moment));
        self.asked.is_some() || self.next(now).is_some_and(|due| due <= moment)
    }

    /// The computer slept. Whatever failed before may work now, and what is in flight never comes. What
    /// waits for the merchant still does. Gives back the question that was in flight.
    fn wake(&mut self) -> Option<Ticket> {
        if self.paused { None } else { std::mem::replace(self, Self::to(self.asks)).asked }
    }
}

/// The two questions that a connected shop is watched with.
#[derive(Debug)]
pub struct Watch {
    /// To Meum.
    pub meum: Turn,
    /// To the shop.
    pub shop: Turn,
    /// The merchant asked to check now: what shut shoppers out may be over.
    pub pressed: bool,
}

impl Default for Watch {
    fn default() -> Self {
        Self { meum: Turn::to(Asks::Meum), shop: Turn::to(Asks::Shop), pressed: false }
    }
}

impl Watch {
    /// Whether a question is in flight.
    pub fn is_asking(&self) -> bool {
        self.meum.asked.is_some() || self.shop.asked.is_some()
    }

    /// Plans the first questions for later, where none were asked yet.
    pub fn begin_later(&mut self, now: Timestamp, spread: u64) {
        for turn in [&mut self.meum, &mut self.shop] {
            let asks = turn.asks;
            turn.plan.get_or_insert_with(|| schedule::next(now, (asks, Pace::Behind), 0, None, spread));
        }
    }

    /// Whether shoppers are looked for with the next question to the shop: every quarter of an hour,
    /// and on *Check now* if they did not get in.
    pub fn looks_for_shoppers(&mut self, seen: Option<&Dated<ForShoppers>>, now: Timestamp) -> bool {
        let pressed = std::mem::take(&mut self.pressed);
        seen.is_none_or(|seen| {
            let again = pressed && seen.what.shut().is_some();
            again || now < seen.at || now.since(seen.at) >= schedule::SHOPPERS
        })
    }

    /// Makes both questions due, for *Check now*.
    pub fn hurry(&mut self) {
        self.pressed = true;
        for turn in [&mut self.meum, &mut self.shop] {
            turn.plan = None;
            turn.paused = false;
        }
    }

    /// The window came to the front: what is not fresh is asked at once. A question that keeps failing
    /// is asked as soon as the first failure would have let it, and not before a server's own time.
    pub fn come_to_front(&mut self, now: Timestamp, fresh: bool) {
        self.meum.come_to_front(now, fresh);
        self.shop.come_to_front(now, fresh);
    }

    /// The computer woke: both questions are asked anew. Gives back the questions that were in flight.
    pub fn wake(&mut self) -> Vec<Ticket> {
        [self.meum.wake(), self.shop.wake()].into_iter().flatten().collect()
    }

    /// Asks the shop anew, now that the way to it is open.
    pub fn look_afresh(&mut self) {
        self.shop = Turn::to(Asks::Shop);
    }

    /// Asks both questions anew: what is in flight asked of a world that has changed since.
    pub fn ask_afresh(&mut self) {
        *self = Self::default();
    }

    /// The next moment something is due; `None` while nothing will be. Until the end of the pause
    /// that Meum asked for, it is not asked.
    pub fn wake_at(&self, now: Timestamp, pause: Option<Timestamp>) -> Option<Timestamp> {
        let meum = self.meum.next(now).map(|due| due.max(pause.unwrap_or(due)));
        [meum, self.shop.next(now)].into_iter().flatten().min()
    }
}
