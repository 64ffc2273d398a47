//! The watch over a connected shop: what is asked when, and what becomes of the answers. The last
//! answer stays visible with its age; a question that failed is remembered beside it, never instead
//! of it.

pub mod confirming;
pub mod recheck;
pub mod schedule;
pub mod turns;

use crate::asking::{self, Context};
use crate::effect::{Effect, Question, StatusKey};
use crate::health::age::Fact;
use crate::health::{self, Health, Line, Now, Payouts};
use crate::history::recorder::Reading;
use crate::loss;
use crate::meum_facts::StatusFacts;
use crate::observed::Observed;
use crate::pause;
use crate::problem::{Problem, ProblemKind};
use crate::record::Dated;
use crate::shop::Shop;
use crate::shop_facts::{HandOver, ShopSight};
use crate::status_word::meaning;
use crate::step::Step;
use crate::time::Timestamp;
use confirming::AGAIN;
use schedule::Pace;
use turns::Watch;

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
    let Watch { meum, shop, pressed: _ } = &shop.watch;
    Now { at, meum_heard: meum.heard, shop_heard: shop.heard, meum_doubt: meum.doubt, shop_doubt: shop.doubt }
}

/// Plans the next questions from when the last answers came, as if this app had heard them.
pub fn resume(shop: &mut Shop) {
    let (spread, Observed { status, status_problem, sight, sight_problem, .. }) = (spread(shop), &shop.observed);
    shop.watch.meum.resume(status.as_ref().map(|seen| seen.at), status_problem.as_ref(), spread);
    shop.watch.shop.resume(sight.as_ref().map(|seen| seen.at), sight_problem.as_ref(), spread);
}

/// Asks what is due of a shop that is watched. Where the merchant has just opened a step of it, the
/// first question waits as long as one of a shop that nobody looks at: its panel asks at once anyway.
pub fn ask_what_is_due(shop: &mut Shop, on_screen: bool, context: &mut Context<'_>) {
    if !is_watched(shop) {
        return;
    }
    if on_screen && shop.record.step != Step::Panel {
        shop.watch.begin_later(context.now, spread(shop));
    }
    let id = shop.record.id.clone();
    if shop.watch.meum.is_due(context.now) && pause::until(&shop.record, context.now).is_none() {
        let ticket = context.tickets.draw();
        shop.watch.meum.asked = Some(ticket);
        let question = Question::Status(StatusKey::Dedicated);
        context.effects.push(Effect::Ask { ticket, shop: id.clone(), question });
    }
    if shop.watch.shop.is_due(context.now) {
        let shoppers = shop.watch.looks_for_shoppers(shop.observed.shoppers.as_ref(), context.now);
        let Some(question) = asking::look(shop, shoppers) else { return };
        let ticket = context.tickets.draw();
        shop.watch.shop.asked = Some(ticket);
        context.effects.push(Effect::Ask { ticket, shop: id, question });
    }
}

/// When the shop is to be asked next.
pub fn wake_at(shop: &Shop, now: Timestamp) -> Option<Timestamp> {
    if !is_watched(shop) {
        return None;
    }
    shop.watch.wake_at(now, pause::until(&shop.record, now))
}

/// When a fact on its panel gets too old, unless it is learnt again before.
pub fn turns_at(shop: &Shop, now: Timestamp) -> Option<Timestamp> {
    if is_watched(shop) { health::turns_at(&shop.record, &shop.observed, now) } else { None }
}

/// Meum's answer.
pub fn status_came(shop: &mut Shop, mut result: Result<Box<StatusFacts>, Problem>, now: Timestamp, pace: Pace) {
    let before = health(shop, now).payouts;
    if let Err(problem) = &mut result {
        pause::note(&mut shop.record, problem, now);
    }
    let turn = (now, pace, spread(shop));
    let standing = standing(shop.observed.status_problem.as_ref(), now);
    let counts = shop.watch.meum.hears(turn, result.as_ref().err(), standing, false);
    let reached = result.as_ref().err().is_none_or(|problem| problem.kind != ProblemKind::MeumUnreachable);
    if counts && reached && standing == Some(ProblemKind::MeumUnreachable) {
        look_anew_after_silence(shop);
    }
    match result {
        Ok(facts) => {
            shop.observed.updates.note(facts.webhook_health.as_ref().map(meaning), now);
            shop.observed.status = Some(Dated { what: *facts, at: now });
            shop.observed.status_problem.take_if(|_| counts);
            loss::hear(shop);
            // Nobody is told here that a loss is settled.
            loss::leave(&mut shop.record.attempt);
        }
        Err(problem) if counts => shop.observed.status_problem = Some(Dated { what: problem, at: now }),
        Err(_) => {}
    }
    match (before, health(shop, now).payouts) {
        (Payouts::Missing, Payouts::Set) => shop.observed.payout_cleared_at = Some(now),
        (_, Payouts::Missing) => shop.observed.payout_cleared_at = None,
        (_, Payouts::Set | Payouts::Mentioned | Payouts::Unknown) => {}
    }
    note_since(shop, now);
}

/// The shop's answer.
pub fn shop_seen(shop: &mut Shop, result: Result<Box<ShopSight>, Problem>, now: Timestamp, pace: Pace) {
    let turn = (now, pace, spread(shop));
    let standing = standing(shop.observed.sight_problem.as_ref(), now);
    let silent = result.as_ref().is_err_and(|problem| problem.kind.is_silence());
    let is_news = silent && !standing.is_some_and(ProblemKind::is_silence);
    let control = is_news && waits_for_control(shop, now);
    let counts = shop.watch.shop.hears(turn, result.as_ref().err(), standing, control);
    match result {
        Ok(mut sight) => {
            shop.observed.see_shoppers(sight.shoppers.take(), now);
            shop.observed.sight = Some(Dated { what: *sight, at: now });
            shop.observed.sight_problem.take_if(|_| counts);
        }
        Err(problem) if counts => shop.observed.sight_problem = Some(Dated { what: problem, at: now }),
        Err(_) => {}
    }
    note_since(shop, now);
}

/// The problem that counts so far. One from before a long sleep does not: the next is a first one again.
fn standing(seen: Option<&Dated<Problem>>, now: Timestamp) -> Option<ProblemKind> {
    let seen = seen.filter(|seen| Fact::Failure.counts(seen.at, now))?;
    Some(seen.what.kind)
}

/// Meum is reached again. While it was not, a silent shop said nothing of itself, so it is looked at before
/// anything is said of it.
fn look_anew_after_silence(shop: &mut Shop) {
    if shop.observed.sight_problem.take_if(|seen| seen.what.kind.is_silence()).is_some() {
        shop.watch.shop.plan = None;
        shop.watch.shop.failures = 0;
    }
}

/// Nobody answers at the shop: has Meum asked, too, and tells whether its answer is waited for.
fn waits_for_control(shop: &mut Shop, now: Timestamp) -> bool {
    // Where the clock was set back, what was learnt at later moments is no control.
    shop.watch.shop.doubted_at.take_if(|at| *at > now);
    let since = shop.watch.shop.doubted_at.unwrap_or(now);
    let Watch { meum, shop: _, pressed: _ } = &mut shop.watch;
    let told = meum.answered_at.is_some_and(|at| since <= at && at <= now);
    let paused = pause::until(&shop.record, now).is_some();
    !told && !paused && meum.is_asked_by(now.after(AGAIN), now)
}

fn spread(shop: &Shop) -> u64 {
    schedule::spread(shop.record.id.as_str())
}

fn note_since(shop: &mut Shop, now: Timestamp) {
    let health = health::of(&shop.record, &shop.observed, moment(shop, now));
    health::note_since(&health, &mut shop.observed, now);
    let reading = |line: &Line| Reading { line: line.id, state: line.state, code: line.kind };
    shop.past.note(health.lines.iter().map(reading), now);
}

/// When Meum is asked again, where it asked us to wait.
pub fn asks_again_at(shop: &Shop, now: Timestamp) -> Option<Timestamp> {
    let meum = &shop.watch.meum;
    let slowed = |seen: &Dated<Problem>| seen.what.kind == ProblemKind::MeumRateLimited;
    let told = shop.record.meum_pause.is_some() || shop.observed.status_problem.as_ref().is_some_and(slowed);
    let waits = told && meum.asked.is_none() && !meum.paused;
    let due = meum.plan.map(|plan| plan.due(now));
    if waits { shop.record.meum_pause.max(due) } else { None }
}
