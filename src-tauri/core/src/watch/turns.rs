//! What the watch of a shop remembers between its questions: when to ask next, and what is in flight.

use super::schedule;
use crate::problem::{Problem, ProblemKind};
use crate::ticket::Ticket;
use crate::time::Timestamp;

/// One of the watch's two questions: to Meum, or to the shop.
#[derive(Debug, Default)]
pub struct Turn {
    /// The question in flight.
    pub asked: Option<Ticket>,
    /// When to ask next; `None` means now.
    pub due: Option<Timestamp>,
    /// Failures in a row.
    pub failures: u32,
    /// Whether it has been answered since the app started.
    pub heard: bool,
    /// Waits for *Check now*: each try would ask the merchant for the password store's password, or
    /// knock once more with an extra password that the shop has refused.
    pub paused: bool,
}

impl Turn {
    /// Whether to ask now.
    pub fn is_due(&self, now: Timestamp) -> bool {
        let due = self.due.is_none_or(|due| due <= now || schedule::is_absurd(due, now));
        self.asked.is_none() && !self.paused && due
    }

    /// The window came to the front. A question that keeps failing keeps its pace.
    fn come_to_front(&mut self, now: Timestamp, fresh: bool) {
        if self.failures == 0 {
            let soon = now.after(schedule::IN_FRONT);
            self.due = if fresh { self.due.map(|due| due.min(soon)) } else { None };
        }
    }

    /// An answer came, or the reason why there is none.
    pub fn answered(&mut self, now: Timestamp, in_front: bool, problem: Option<&Problem>) {
        self.asked = None;
        self.heard = true;
        self.paused = problem
            .is_some_and(|problem| problem.kind.is_of_vault() || problem.kind == ProblemKind::ExtraPasswordWrong);
        self.failures = if problem.is_some() { self.failures.saturating_add(1) } else { 0 };
        let retry_after = problem.and_then(|problem| problem.about.seconds);
        self.due = Some(schedule::next(now, in_front, self.failures, retry_after));
    }
}

/// The two questions that a connected shop is watched with.
#[derive(Debug, Default)]
pub struct Watch {
    /// To Meum.
    pub meum: Turn,
    /// To the shop.
    pub shop: Turn,
}

impl Watch {
    /// Whether a question is in flight.
    pub fn is_asking(&self) -> bool {
        self.meum.asked.is_some() || self.shop.asked.is_some()
    }

    /// Makes both questions due, for *Check now*.
    pub fn hurry(&mut self) {
        for turn in [&mut self.meum, &mut self.shop] {
            turn.due = None;
            turn.paused = false;
        }
    }

    /// The window came to the front: what is not fresh is asked at once.
    pub fn come_to_front(&mut self, now: Timestamp, fresh: bool) {
        self.meum.come_to_front(now, fresh);
        self.shop.come_to_front(now, fresh);
    }

    /// Asks the shop anew, now that the way to it is open.
    pub fn look_afresh(&mut self) {
        self.shop = Turn::default();
    }

    /// Asks both questions anew: what is in flight asked of a world that has changed since.
    pub fn ask_afresh(&mut self) {
        self.meum = Turn::default();
        self.shop = Turn::default();
    }

    /// The next moment something is due; `None` while nothing will be. Until the end of the pause
    /// that Meum asked for, it is not asked.
    pub fn wake_at(&self, now: Timestamp, pause: Option<Timestamp>) -> Option<Timestamp> {
        let of = |turn: &Turn| (turn.asked.is_none() && !turn.paused).then(|| turn.due.unwrap_or(now));
        let meum = of(&self.meum).map(|due| due.max(pause.unwrap_or(due)));
        [meum, of(&self.shop)].into_iter().flatten().min()
    }
}
