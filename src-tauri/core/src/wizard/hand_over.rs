//! Step *Hand over*: the plugin gets the new key and secret. Until it has them, shoppers cannot
//! pay, so an unfinished hand-over stays visible until it is done.

use super::{Context, Work, fail, go, take};
use crate::effect::Question;
use crate::problem::{Problem, ProblemKind};
use crate::shop::{Shop, Step};
use crate::shop_facts::{Delivery, HandOver, Kept};
use crate::ticket::Ticket;
use crate::time::Timestamp;

/// Whether the app can write the settings itself.
pub fn can_deliver(shop: &Shop) -> bool {
    shop.record.connection.is_some() && shop.record.keys.as_ref().is_some_and(|keys| keys.may_write)
}

/// Writes the key and secret into the plugin's settings.
pub fn deliver(shop: &mut Shop, switch_on: bool, context: &mut Context<'_>) {
    let Some(found) = shop.record.found.clone().filter(|_| can_deliver(shop)) else { return };
    let sign_in = shop.record.sign_in();
    context.begin(shop, Work::HandingOver, Question::HandOver { found: Box::new(found), sign_in, switch_on });
}

/// Whether what Meum issued is in memory only.
pub fn is_kept_until_closed(shop: &Shop) -> bool {
    shop.record.connection.as_ref().is_some_and(|connection| connection.kept == Kept::UntilClosed)
}

/// After a start: what was in memory only is gone, unless the password store took it after all.
pub fn look_for_credentials(shop: &mut Shop, context: &mut Context<'_>) {
    let waits = shop.record.step == Step::HandOver && shop.record.hand_over == HandOver::Pending;
    if waits && is_kept_until_closed(shop) && shop.doing.is_none() {
        keep_credentials(shop, context);
    }
}

/// Tries once more to put what Meum issued into the password store.
pub fn keep_credentials(shop: &mut Shop, context: &mut Context<'_>) {
    context.begin(shop, Work::KeepingCredentials, Question::KeepCredentials);
}

/// What Meum issued is kept, or still only in memory.
pub fn credentials_kept(shop: &mut Shop, ticket: Ticket, result: Result<Kept, Problem>) {
    if !take(shop, ticket, Work::KeepingCredentials) {
        return;
    }
    match (result, &mut shop.record.connection) {
        (Ok(kept), Some(connection)) => connection.kept = kept,
        (Ok(_), None) => {}
        (Err(problem), _) => fail(shop, problem),
    }
}

/// The merchant has done it by hand.
pub fn by_hand(shop: &mut Shop, now: Timestamp) {
    if shop.record.connection.is_some() {
        shop.record.hand_over = HandOver::ByHand { at: now };
        go(shop, Step::Panel);
    }
}

/// From the panel back to the step.
pub fn resume(shop: &mut Shop) {
    if shop.record.connection.is_some() && shop.record.hand_over == HandOver::Pending {
        go(shop, Step::HandOver);
    }
}

/// Handing over is done, or failed; a failure leaves the credentials where they are kept.
pub fn handed_over(shop: &mut Shop, ticket: Ticket, result: Result<Delivery, Problem>, now: Timestamp) {
    if !take(shop, ticket, Work::HandingOver) {
        return;
    }
    match result {
        Ok(delivery) => {
            shop.record.hand_over = HandOver::Delivered { at: now, enabled: delivery.enabled };
            if !delivery.enabled {
                shop.trouble = Some(super::with_store(shop, Problem::new(ProblemKind::GatewayOff)));
            }
        }
        Err(problem) => fail(shop, problem),
    }
}
