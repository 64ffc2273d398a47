//! The watch over a connected shop: what is asked when, and what becomes of the answers. The last
//! answer stays visible with its age; a question that failed is remembered beside it, never instead
//! of it.

pub mod schedule;
pub mod turns;

use crate::asking::Context;
use crate::effect::{Effect, Question, StatusKey};
use crate::health::payouts::{self, Payouts};
use crate::health::verdict;
use crate::loss;
use crate::meum_facts::StatusFacts;
use crate::pause;
use crate::problem::{Problem, ProblemKind};
use crate::reading;
use crate::record::Seen;
use crate::shop::Shop;
use crate::shop_facts::ShopSight;
use crate::step::Step;
use crate::time::Timestamp;

/// Whether the shop is watched: it is at its panel, connected, and not being left.
fn is_watched(shop: &Shop) -> bool {
    shop.record.step == Step::Panel && shop.record.connection.is_some() && !shop.pauses_watch()
}

/// Whether a question is due.
pub fn is_due(shop: &Shop, now: Timestamp) -> bool {
    let meum = shop.watch.meum.is_due(now) && pause::until(&shop.record, now).is_none();
    is_watched(shop) && (meum || shop.watch.shop.is_due(now))
}

/// The next moment a question is due; not before `pause` is over for the one to Meum.
pub fn wake_at(shop: &Shop, now: Timestamp, pause: Option<Timestamp>) -> Option<Timestamp> {
    if is_watched(shop) { shop.watch.wake_at(now, pause) } else { None }
}

/// Asks what is due, if the shop is at its panel.
pub fn ask_what_is_due(shop: &mut Shop, context: &mut Context<'_>) {
    if !is_watched(shop) {
        return;
    }
    let Some(found) = shop.record.found.clone() else { return };
    let webhook = reading::updates_address(&shop.record);
    let id = shop.record.id.clone();
    if shop.watch.meum.is_due(context.now) && pause::until(&shop.record, context.now).is_none() {
        let ticket = context.tickets.draw();
        shop.watch.meum.asked = Some(ticket);
        let question = Question::Status(StatusKey::Dedicated);
        context.effects.push(Effect::Ask { ticket, shop: id.clone(), question });
    }
    if shop.watch.shop.is_due(context.now) {
        let ticket = context.tickets.draw();
        shop.watch.shop.asked = Some(ticket);
        let question = Question::Look { found: Box::new(found), sign_in: shop.record.sign_in(), webhook };
        context.effects.push(Effect::Ask { ticket, shop: id, question });
    }
}

/// Meum's answer for the panel.
pub fn status_came(shop: &mut Shop, mut result: Result<Box<StatusFacts>, Problem>, now: Timestamp, in_front: bool) {
    let before = payouts::payouts(&shop.record);
    if let Err(problem) = &mut result {
        pause::note(&mut shop.record, problem, now);
    }
    shop.watch.meum.answered(now, in_front, result.as_ref().err());
    match result {
        Ok(facts) => {
            shop.record.status = Some(Seen { what: *facts, at: now });
            shop.record.status_problem = None;
            loss::hear(shop);
            // Nobody is told here that a loss is settled.
            loss::leave(&mut shop.record.attempt);
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
    shop.watch.shop.answered(now, in_front, result.as_ref().err());
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
    let meum = &shop.watch.meum;
    let slowed = |seen: &Seen<Problem>| seen.what.kind == ProblemKind::MeumRateLimited;
    let told = shop.record.meum_pause.is_some() || shop.record.status_problem.as_ref().is_some_and(slowed);
    let waits = told && meum.asked.is_none() && !meum.paused;
    shop.record.meum_pause.max(meum.due).filter(|_| waits)
}

/// Notes for the headline and each line since when it has been in its state.
pub fn keep_since(shop: &mut Shop, now: Timestamp) {
    let headline = verdict::headline(&shop.record, shop.watch.meum.heard);
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
