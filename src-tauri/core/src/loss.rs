//! A lost answer to *connect*: saying that it is lost, and planning when Meum is asked again.

use crate::asking::fail;
use crate::attempt::{AfterLoss, Attempt, STILL_WORKING};
use crate::meum_facts::StatusFacts;
use crate::pause;
use crate::problem::{Problem, ProblemKind};
use crate::reading::active_key_is_ours;
use crate::record::ShopRecord;
use crate::shop::Shop;
use crate::step::Step;
use crate::time::Timestamp;

/// Notes what Meum's latest answer says of a lost one.
pub fn hear(shop: &mut Shop) {
    let record = &mut shop.record;
    let Some(status) = &shop.observed.status else { return };
    let (says, heard) = (after_loss(record, &status.what), status.at);
    record.attempt = std::mem::take(&mut record.attempt).heard(says, heard);
}

fn after_loss(record: &ShopRecord, facts: &StatusFacts) -> Option<AfterLoss> {
    match facts.says_connected()? {
        true if active_key_is_ours(record, facts) == Some(true) => Some(AfterLoss::AsBefore),
        true => Some(AfterLoss::Connected),
        false => Some(AfterLoss::NotConnected),
    }
}

/// Whether what Meum said after the loss is its last word.
pub fn is_settled(shop: &Shop) -> bool {
    let heard = shop.observed.status.as_ref().map(|seen| seen.at);
    shop.record.attempt.told().is_none_or(|lost| lost.is_settled(heard))
}

/// Says that an answer is missing.
pub fn say_lost(shop: &mut Shop) {
    fail(shop, Problem::new(ProblemKind::ConnectAnswerLost));
}

/// The problem of a lost answer with the moment at which its question was sent: support looks for it at Meum.
pub fn dated(problem: Problem, record: &ShopRecord) -> Problem {
    let Some(lost) = record.attempt.told().filter(|_| problem.kind == ProblemKind::ConnectAnswerLost) else {
        return problem;
    };
    let problem = if problem.technical.is_none() { problem.with_technical(SENT) } else { problem };
    Problem { at: problem.at.or(Some(lost.at)), ..problem }
}

/// What is known of the request where no more was heard.
const SENT: &str = "POST /v1/integration/woocommerce/connect · no answer";
const DISCONNECT: &str = "POST /v1/integration/woocommerce/disconnect · no answer";

/// The same for a lost answer to *disconnect*, whose question was sent at this moment.
pub fn of_disconnect(problem: Problem, sent: Option<Timestamp>) -> Problem {
    if problem.kind != ProblemKind::DisconnectAnswerLost {
        return problem;
    }
    let problem = if problem.technical.is_none() { problem.with_technical(DISCONNECT) } else { problem };
    Problem { at: sent.or(problem.at), ..problem }
}

/// Plans when the app asks Meum about the loss by itself: at the end of a pause, or once more when
/// Meum can no longer be working on the request.
pub fn plan_next(shop: &mut Shop, now: Timestamp) {
    let record = &shop.record;
    if record.step != Step::Review || record.attempt.is_unresolved() {
        return;
    }
    let told = record.attempt.told();
    let once_more = match told {
        Some(lost) if !is_settled(shop) => Some(lost.at.after(STILL_WORKING)),
        Some(_) | None => None,
    };
    let unheard = told.is_none_or(|lost| lost.says.is_none());
    let after_pause =
        if record.attempt.is_open() && (once_more.is_some() || unheard) { pause::until(record, now) } else { None };
    shop.stage.retry.at = once_more.max(after_pause);
}

/// Drops a loss that is settled: the step that says so is left.
pub fn leave(attempt: &mut Attempt) {
    *attempt = std::mem::take(attempt).left();
}
