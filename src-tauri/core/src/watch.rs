//! The watch over a connected shop: what is asked when, and what becomes of the answers. The last
//! answer stays visible with its age; a question that failed is remembered beside it, never instead
//! of it.

pub mod schedule;
pub mod turns;

use crate::asking::Context;
use crate::effect::{Effect, Question, StatusKey};
use crate::health::{self, Health, Now, Payouts};
use crate::loss;
use crate::meum_facts::StatusFacts;
use crate::pause;
use crate::problem::{Problem, ProblemKind};
use crate::reading;
use crate::record::Seen;
use crate::shop::Shop;
use crate::shop_facts::{HandOver, ShopSight};
use crate::step::Step;
use crate::time::Timestamp;
use schedule::Pace;

/// Whether the shop is watched: it is connected, its hand-over was done or put off, and it is not just
/// being left. A step that is open does not matter, unless it is about the connection itself: while it
/// works, and while the end of a connect is open, it asks Meum what it needs.
pub fn is_watched(shop: &Shop) -> bool {
    let at_panel = shop.record.step == Step::Panel;
    let handed_over = shop.record.hand_over() != HandOver::Pending;
    let visited = handed_over && shop.doing.is_none() && !shop.record.attempt.is_open();
    shop.record.connection.is_some() && (at_panel || visited) && !shop.pauses_watch()
}

/// Whether a question is due.
pub fn is_due(shop: &Shop, now: Timestamp) -> bool {
    let meum = shop.watch.meum.is_due(now) && pause::until(&shop.record, now).is_none();
    is_watched(shop) && (meum || shop.watch.shop.is_due(now))
}

/// How the shop stands at this moment.
pub fn health(shop: &Shop, now: Timestamp) -> Health {
    health::of(&shop.record, &shop.observed, moment(shop, now))
}

fn moment(shop: &Shop, at: Timestamp) -> Now {
    Now { at, meum_heard: shop.watch.meum.heard }
}

/// Asks what is due of a shop that is watched. Where the merchant has just opened a step of it, the
/// first question waits as long as one of a shop that nobody looks at: its panel asks at once anyway.
pub fn ask_what_is_due(shop: &mut Shop, on_screen: bool, context: &mut Context<'_>) {
    if !is_watched(shop) {
        return;
    }
    if on_screen && shop.record.step != Step::Panel {
        shop.watch.begin_later(context.now);
    }
    let Some(found) = shop.record.found.clone() else { return };
    let id = shop.record.id.clone();
    if shop.watch.meum.is_due(context.now) && pause::until(&shop.record, context.now).is_none() {
        let ticket = context.tickets.draw();
        shop.watch.meum.asked = Some(ticket);
        let question = Question::Status(StatusKey::Dedicated);
        context.effects.push(Effect::Ask { ticket, shop: id.clone(), question });
    }
    if shop.watch.shop.is_due(context.now) {
        let webhook = reading::updates_question(&shop.record, &shop.observed);
        let shoppers = shop.watch.looks_for_shoppers(shop.observed.shoppers.as_ref(), context.now);
        let ticket = context.tickets.draw();
        shop.watch.shop.asked = Some(ticket);
        let question = Question::Look { found: Box::new(found), sign_in: shop.record.sign_in(), webhook, shoppers };
        context.effects.push(Effect::Ask { ticket, shop: id, question });
    }
}

/// When the shop is to be looked at next: to ask, or because a fact on its panel gets too old.
pub fn wake_at(shop: &Shop, now: Timestamp) -> Option<Timestamp> {
    if !is_watched(shop) {
        return None;
    }
    let due = shop.watch.wake_at(now, pause::until(&shop.record, now));
    due.into_iter().chain(health(shop, now).turns_at).min()
}

/// Meum's answer.
pub fn status_came(shop: &mut Shop, mut result: Result<Box<StatusFacts>, Problem>, now: Timestamp, pace: Pace) {
    let before = health(shop, now).payouts;
    if let Err(problem) = &mut result {
        pause::note(&mut shop.record, problem, now);
    }
    shop.watch.meum.answered(now, pace, result.as_ref().err());
    match result {
        Ok(facts) => {
            shop.observed.status = Some(Seen { what: *facts, at: now });
            shop.observed.status_problem = None;
            loss::hear(shop);
            // Nobody is told here that a loss is settled.
            loss::leave(&mut shop.record.attempt);
        }
        Err(problem) => shop.observed.status_problem = Some(Seen { what: problem, at: now }),
    }
    match (before, health(shop, now).payouts) {
        (Payouts::Missing, Payouts::Set) => shop.observed.payout_cleared_at = Some(now),
        (_, Payouts::Missing) => shop.observed.payout_cleared_at = None,
        (_, Payouts::Set | Payouts::Unknown) => {}
    }
    note_since(shop, now);
}

/// The shop's answer.
pub fn shop_seen(shop: &mut Shop, result: Result<Box<ShopSight>, Problem>, now: Timestamp, pace: Pace) {
    shop.watch.shop.answered(now, pace, result.as_ref().err());
    match result {
        Ok(mut sight) => {
            shop.observed.see_shoppers(sight.shoppers.take(), now);
            shop.observed.sight = Some(Seen { what: *sight, at: now });
            shop.observed.sight_problem = None;
        }
        Err(problem) => shop.observed.sight_problem = Some(Seen { what: problem, at: now }),
    }
    note_since(shop, now);
}

fn note_since(shop: &mut Shop, now: Timestamp) {
    let now = moment(shop, now);
    health::note_since(&shop.record, &mut shop.observed, now);
}

/// When Meum is asked again, where it asked us to wait.
pub fn asks_again_at(shop: &Shop, now: Timestamp) -> Option<Timestamp> {
    let meum = &shop.watch.meum;
    let slowed = |seen: &Seen<Problem>| seen.what.kind == ProblemKind::MeumRateLimited;
    let told = shop.record.meum_pause.is_some() || shop.observed.status_problem.as_ref().is_some_and(slowed);
    let waits = told && meum.asked.is_none() && !meum.paused;
    let due = meum.plan.map(|plan| plan.due(now));
    if waits { shop.record.meum_pause.max(due) } else { None }
}
