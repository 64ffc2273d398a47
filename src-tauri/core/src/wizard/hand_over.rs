//! Step *Hand over*: the plugin gets the new key and secret. Until it has them, shoppers cannot
//! pay, so an unfinished hand-over stays visible until it is done.

use crate::asking::{self, Context, fail, take};
use crate::effect::{Effect, Keep, Question};
use crate::kept::Kept;
use crate::loss;
use crate::moves::go;
use crate::problem::{Problem, ProblemKind};
use crate::reading::{connected_home, missing};
use crate::shop::Shop;
use crate::shop_facts::{Delivery, HandOver};
use crate::step::Step;
use crate::ticket::Ticket;
use crate::whose_shop::elsewhere;
use crate::work::Work;

/// Whether the plugin has the key and secret, and nobody came back to give them once more.
pub fn is_done(shop: &Shop) -> bool {
    shop.record.hand_over != HandOver::Pending && !shop.handing_again
}

/// Whether the app can write the settings itself.
pub fn can_deliver(shop: &Shop) -> bool {
    let whole = shop.record.connection.is_some() && missing(&shop.record).is_none();
    whole && shop.record.keys.as_ref().is_some_and(|keys| keys.may_write)
}

/// Writes the key and secret into the plugin's settings, unless this is another shop than the one
/// they were issued for, as far as is known.
pub fn deliver(shop: &mut Shop, switch_on: bool, context: &mut Context<'_>) {
    let Some(found) = shop.record.found.clone().filter(|_| can_deliver(shop)) else { return };
    if loss::has_open_connect(shop) {
        // This pair may have been replaced by one that never arrived: it is not said to be the new one.
        return loss::say_lost(shop);
    }
    if let Some(problem) = elsewhere(&shop.record) {
        shop.checks.clear();
        return fail(shop, problem);
    }
    let sign_in = shop.record.sign_in();
    let home = connected_home(&shop.record).unwrap_or_else(|| found.home.clone());
    context.begin(shop, Work::HandingOver, Question::HandOver { found: Box::new(found), home, sign_in, switch_on });
}

/// Whether the payment method is switched on as well, unless the merchant chooses otherwise. One that
/// was switched off since the first time stays off.
pub fn switches_on(shop: &Shop) -> bool {
    let seen = shop.record.sight.as_ref().filter(|_| shop.record.sight_problem.is_none());
    !shop.handing_again || seen.is_some_and(|seen| seen.what.gateway_enabled == Some(true))
}

/// Whether what Meum issued is in memory only.
pub fn is_kept_until_closed(shop: &Shop) -> bool {
    shop.record.connection.as_ref().is_some_and(|connection| connection.kept == Kept::UntilClosed)
}

/// After a start: what was in memory only is gone, unless the password store took it after all. On
/// the panel nothing waits for that.
pub fn look_for_credentials(shop: &mut Shop, context: &mut Context<'_>) {
    if shop.record.step < Step::HandOver || !is_kept_until_closed(shop) || shop.doing.is_some() {
        return;
    }
    if shop.record.step == Step::HandOver {
        keep_credentials(shop, context);
    } else {
        keep_beside(shop, context);
    }
}

/// Tries once more to put what Meum issued into the password store. While an earlier connect is
/// open, the store may hold what that one left, and is left alone.
pub fn keep_credentials(shop: &mut Shop, context: &mut Context<'_>) {
    if let Some(question) = keeping(shop) {
        context.begin(shop, Work::KeepingCredentials, question);
    }
}

fn keeping(shop: &Shop) -> Option<Question> {
    let connection = shop.record.connection.as_ref().filter(|_| !shop.unfinished)?;
    Some(Question::KeepCredentials { at: connection.at })
}

/// The same where it is not kept yet, and without anything waiting for it: the store may take long
/// to say that it would not.
fn keep_beside(shop: &mut Shop, context: &mut Context<'_>) {
    if !is_kept_until_closed(shop) || shop.doing.is_some() || shop.memory.keeping.is_some() {
        return;
    }
    if let Some(question) = keeping(shop) {
        let ticket = context.tickets.draw();
        shop.memory.keeping = Some(ticket);
        context.effects.push(Effect::Ask { ticket, shop: shop.record.id.clone(), question });
    }
}

/// For *Check now*: what only memory has is tried again. What may be in the store only is read from
/// it by the panel's own questions.
pub fn keep_what_memory_has(shop: &mut Shop, context: &mut Context<'_>) {
    if shop.memory.issued {
        keep_beside(shop, context);
    }
}

/// What Meum issued is kept, or still only in memory.
pub fn credentials_kept(shop: &mut Shop, ticket: Ticket, result: Result<Kept, Problem>, context: &mut Context<'_>) {
    let beside = shop.memory.keeping.take_if(|keeping| *keeping == ticket).is_some();
    if !beside && !take(shop, ticket, Work::KeepingCredentials) {
        return;
    }
    match (result, &mut shop.record.connection) {
        (Ok(kept), Some(connection)) => {
            connection.kept = kept;
            shop.memory.issued = kept == Kept::UntilClosed;
            if at_rest_here(shop) {
                shop.trouble.take_if(|problem| problem.kind.is_of_vault());
            }
            if shop.record.meum_key.is_none() {
                // The store that would not take these would not let go of the used key either.
                context.effects.push(Effect::Keep(Keep::ForgetMeumKey(shop.record.id.clone())));
            }
        }
        (Ok(_), None) => {}
        (Err(problem), _) => {
            shop.memory.issued &= problem.kind != ProblemKind::CredentialsGone;
            // Where the merchant chose it, a store that would not is no news.
            let is_news = !(shop.memory.chosen && problem.kind.is_of_vault());
            if !beside || is_news && at_rest_here(shop) && shop.trouble.is_none() {
                fail(shop, problem);
            }
        }
    }
}

/// Whether the step is on the screen, and nothing is under way on it.
fn at_rest_here(shop: &Shop) -> bool {
    shop.record.step == Step::HandOver && shop.doing.is_none()
}

/// The merchant has done it by hand.
pub fn by_hand(shop: &mut Shop, context: &mut Context<'_>) {
    if loss::has_open_connect(shop) {
        return loss::say_lost(shop);
    }
    if shop.record.connection.is_some() {
        shop.record.hand_over = HandOver::ByHand { at: context.now };
        go(shop, Step::Panel);
        keep_beside(shop, context);
    }
}

/// From the panel back to the step, also once more: the values can be pasted or written again.
pub fn resume(shop: &mut Shop, context: &mut Context<'_>) {
    if shop.record.connection.is_some() {
        go(shop, Step::HandOver);
        shop.handing_again = shop.record.hand_over != HandOver::Pending;
        keep_beside(shop, context);
    }
}

/// Handing over is done, or failed; a failure leaves the credentials where they are kept.
pub fn handed_over(shop: &mut Shop, ticket: Ticket, result: Result<Delivery, Problem>, context: &mut Context<'_>) {
    if !take(shop, ticket, Work::HandingOver) {
        return;
    }
    match result {
        Ok(delivery) => {
            shop.handing_again = false;
            shop.record.hand_over = HandOver::Delivered { at: context.now, enabled: delivery.enabled };
            if !delivery.enabled {
                shop.trouble = Some(asking::with_store(shop, Problem::new(ProblemKind::GatewayOff)));
            }
            keep_beside(shop, context);
        }
        Err(problem) => {
            if problem.kind == ProblemKind::HandOverChanged {
                // Something else than before may be in the plugin now.
                shop.handing_again = false;
                shop.record.hand_over = HandOver::Pending;
            }
            fail(shop, problem);
        }
    }
}
