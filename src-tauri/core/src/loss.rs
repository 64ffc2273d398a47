//! A lost answer to *connect*, until it is settled: what Meum says of it since, and whether that is
//! its last word.

use crate::asking::fail;
use crate::meum_facts::StatusFacts;
use crate::pause;
use crate::problem::{Problem, ProblemKind};
use crate::reading::active_key_is_ours;
use crate::record::{Loss, ShopRecord};
use crate::shop::{AfterLoss, Shop};
use crate::step::Step;
use crate::time::{Span, Timestamp};

/// So long after an answer was lost, Meum may still be working on the request.
pub const STILL_WORKING: Span = Span::seconds(60);

/// When the answer was lost that this step is about, also once that is settled.
pub fn lost_at(shop: &Shop) -> Option<Timestamp> {
    shop.record.answer_lost_at.or(shop.settled_loss)
}

/// Whether Meum can no longer be working on a request whose answer was lost then. A loss further
/// ahead than any that is waited for comes of a clock that was set back.
pub fn is_over(lost: Timestamp, now: Timestamp) -> bool {
    now >= lost.after(STILL_WORKING) || lost > now.after(STILL_WORKING)
}

/// What Meum's latest answer says of a lost one. Its last word that nothing changed ends the loss;
/// one that tells of a connection after all begins it anew.
pub fn hear(shop: &mut Shop) {
    let Some(lost) = lost_at(shop).filter(|_| !shop.unfinished) else { return };
    shop.meum_says = shop.record.status.as_ref().and_then(|seen| after_loss(&shop.record, &seen.what));
    let unchanged = matches!(shop.meum_says, Some(AfterLoss::AsBefore | AfterLoss::NotConnected));
    let over = unchanged && is_settled(shop);
    shop.record.answer_lost_at = Some(lost).filter(|_| !over);
    shop.settled_loss = Some(lost).filter(|_| over);
}

/// Whether what Meum said after a lost answer is its last word: a connection that is there stays,
/// one that is not there may still be in the making, unless Meum has answered the request.
pub fn is_settled(shop: &Shop) -> bool {
    let lost = lost_at(shop);
    let asked = shop.record.status.as_ref().map(|seen| seen.at);
    let in_time = lost.zip(asked).is_some_and(|(lost, asked)| is_over(lost, asked));
    let answered = shop.record.loss == Loss::Empty;
    shop.meum_says.is_none_or(|says| says == AfterLoss::Connected) || in_time || answered
}

fn after_loss(record: &ShopRecord, facts: &StatusFacts) -> Option<AfterLoss> {
    match facts.says_connected()? {
        true if active_key_is_ours(record, facts) == Some(true) => Some(AfterLoss::AsBefore),
        true => Some(AfterLoss::Connected),
        false => Some(AfterLoss::NotConnected),
    }
}

/// Whether a connect was begun whose end is not known.
pub fn has_open_connect(shop: &Shop) -> bool {
    shop.unfinished || shop.record.answer_lost_at.is_some()
}

/// Says that an answer is missing.
pub fn say_lost(shop: &mut Shop) {
    fail(shop, Problem::new(ProblemKind::ConnectAnswerLost));
}

/// Plans the question after a lost answer that comes by itself: at the end of a pause, or once more
/// when Meum can no longer be working on the request.
pub fn plan_next(shop: &mut Shop, now: Timestamp) {
    if shop.record.step != Step::Review || shop.unfinished {
        return;
    }
    let once_more = lost_at(shop).filter(|_| !is_settled(shop)).map(|lost| lost.after(STILL_WORKING));
    let after_pause = pause::until(&shop.record, now).filter(|_| shop.record.answer_lost_at.is_some());
    shop.retry.at = once_more.max(after_pause.filter(|_| once_more.is_some() || shop.meum_says.is_none()));
}
