//! The live panel: what is asked when, and what the answers mean. The last answer stays visible
//! with its age; a question that failed is remembered beside it, never instead of it.

pub mod line;
pub mod payouts;
pub mod schedule;
pub mod verdict;
pub mod words;

use crate::effect::{self, Effect, StatusKey};
use crate::meum_facts::StatusFacts;
use crate::pause;
use crate::problem::{Problem, ProblemKind};
use crate::shop::{Seen, Shop, Step};
use crate::shop_facts::ShopSight;
use crate::ticket::Ticket;
use crate::time::Timestamp;
use crate::webhook;
use crate::wizard::{Context, leaving, loss, unlocking};
use payouts::Payouts;

/// One of the panel's two questions: to Meum, and to the shop.
#[derive(Debug, Default)]
pub struct Question {
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

impl Question {
    fn is_due(&self, now: Timestamp) -> bool {
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

    fn answered(&mut self, now: Timestamp, in_front: bool, problem: Option<&Problem>) {
        self.asked = None;
        self.heard = true;
        self.paused = problem.is_some_and(|problem| problem.kind.is_of_vault() || unlocking::is_refused(problem));
        self.failures = if problem.is_some() { self.failures.saturating_add(1) } else { 0 };
        let retry_after = problem.and_then(|problem| problem.about.seconds);
        self.due = Some(schedule::next(now, in_front, self.failures, retry_after));
    }
}

/// The panel's questions.
#[derive(Debug, Default)]
pub struct Panel {
    /// To Meum.
    pub meum: Question,
    /// To the shop.
    pub shop: Question,
}

impl Panel {
    /// Whether a question is in flight.
    pub fn is_asking(&self) -> bool {
        self.meum.asked.is_some() || self.shop.asked.is_some()
    }

    /// Makes both questions due, for *Check now*.
    pub fn hurry(&mut self) {
        for question in [&mut self.meum, &mut self.shop] {
            question.due = None;
            question.paused = false;
        }
    }

    /// The window came to the front: what is not fresh is asked at once.
    pub fn come_to_front(&mut self, now: Timestamp, fresh: bool) {
        self.meum.come_to_front(now, fresh);
        self.shop.come_to_front(now, fresh);
    }

    /// Asks the shop anew, now that the way to it is open.
    pub fn look_afresh(&mut self) {
        self.shop = Question::default();
    }

    /// Asks both questions anew: what is in flight asked of a world that has changed since.
    pub fn ask_afresh(&mut self) {
        self.meum = Question::default();
        self.shop = Question::default();
    }

    /// The next moment something is due; `None` while nothing will be. Until the end of the pause
    /// that Meum asked for, it is not asked.
    pub fn wake_at(&self, now: Timestamp, pause: Option<Timestamp>) -> Option<Timestamp> {
        let of =
            |question: &Question| (question.asked.is_none() && !question.paused).then(|| question.due.unwrap_or(now));
        let meum = of(&self.meum).map(|due| due.max(pause.unwrap_or(due)));
        [meum, of(&self.shop)].into_iter().flatten().min()
    }
}

/// Asks what is due, if the shop is at its panel.
pub fn ask_what_is_due(shop: &mut Shop, context: &mut Context<'_>) {
    if shop.record.step != Step::Panel || shop.record.connection.is_none() || leaving::pauses_panel(shop) {
        return;
    }
    let Some(found) = shop.record.found.clone() else { return };
    let webhook = webhook::in_use(&shop.record);
    let id = shop.record.id.clone();
    if shop.panel.meum.is_due(context.now) && pause::until(&shop.record, context.now).is_none() {
        let ticket = context.tickets.draw();
        shop.panel.meum.asked = Some(ticket);
        let question = effect::Question::Status(StatusKey::Dedicated);
        context.effects.push(Effect::Ask { ticket, shop: id.clone(), question });
    }
    if shop.panel.shop.is_due(context.now) {
        let ticket = context.tickets.draw();
        shop.panel.shop.asked = Some(ticket);
        let question = effect::Question::Look { found: Box::new(found), sign_in: shop.record.sign_in(), webhook };
        context.effects.push(Effect::Ask { ticket, shop: id, question });
    }
}

/// Meum's answer for the panel.
pub fn status_came(shop: &mut Shop, mut result: Result<Box<StatusFacts>, Problem>, now: Timestamp, in_front: bool) {
    let before = payouts::payouts(&shop.record);
    if let Err(problem) = &mut result {
        pause::note(&mut shop.record, problem, now);
    }
    shop.panel.meum.answered(now, in_front, result.as_ref().err());
    match result {
        Ok(facts) => {
            shop.record.status = Some(Seen { what: *facts, at: now });
            shop.record.status_problem = None;
            loss::hear(shop);
            shop.settled_loss = None;
        }
        Err(problem) => shop.record.status_problem = Some(Seen { what: problem, at: now }),
    }
    match (before, payouts::payouts(&shop.record)) {
        (Payouts::Missing, Payouts::Set) => shop.record.payout_cleared_at = Some(now),
        (_, Payouts::Missing) => shop.record.payout_cleared_at = None,
        (_, Payouts::Set | Payouts::Unknown) => {}
    }
    keep_since(shop, now);
}

/// The shop's answer for the panel.
pub fn shop_seen(shop: &mut Shop, result: Result<Box<ShopSight>, Problem>, now: Timestamp, in_front: bool) {
    shop.panel.shop.answered(now, in_front, result.as_ref().err());
    match result {
        Ok(sight) => {
            shop.record.sight = Some(Seen { what: *sight, at: now });
            shop.record.sight_problem = None;
        }
        Err(problem) => shop.record.sight_problem = Some(Seen { what: problem, at: now }),
    }
    keep_since(shop, now);
}

/// When Meum is asked again, where it asked us to wait.
pub fn asks_again_at(shop: &Shop) -> Option<Timestamp> {
    let meum = &shop.panel.meum;
    let slowed = |seen: &Seen<Problem>| seen.what.kind == ProblemKind::MeumRateLimited;
    let told = shop.record.meum_pause.is_some() || shop.record.status_problem.as_ref().is_some_and(slowed);
    let waits = told && meum.asked.is_none() && !meum.paused;
    shop.record.meum_pause.max(meum.due).filter(|_| waits)
}

/// Notes for the headline and each line since when it has been in its state.
pub fn keep_since(shop: &mut Shop, now: Timestamp) {
    let headline = verdict::headline(&shop.record, shop.panel.meum.heard);
    if shop.record.headline_since.is_none_or(|(was, _)| was != headline) {
        shop.record.headline_since = Some((headline, now));
    }
    for line in verdict::lines(&shop.record) {
        let entry = shop.record.since.entry(line.id).or_insert((line.state, now));
        if entry.0 != line.state {
            *entry = (line.state, now);
        }
    }
}
