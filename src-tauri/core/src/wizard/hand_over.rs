//! Step *Hand over*: the plugin gets the new key and secret. Until it has them, shoppers cannot
//! pay, so an unfinished hand-over stays visible until it is done.

use crate::asking::{Context, fail, take, with_store};
use crate::deeds::{Deed, Outcome, What};
use crate::effect::{Effect, Keep, Question};
use crate::kept::Kept;
use crate::loss::say_lost;
use crate::moves::go;
use crate::problem::{Problem, ProblemKind};
use crate::reading::{connected_home, missing};
use crate::shop::{Own, Shop};
use crate::shop_facts::{Delivery, HandOver};
use crate::step::Step;
use crate::ticket::Ticket;
use crate::whose_shop::{own_address, whose_pair};
use crate::work::Work;

/// Whether the plugin has the key and secret, and nobody came back to give them once more.
pub fn is_done(shop: &Shop) -> bool {
    shop.record.hand_over() != HandOver::Pending && !shop.stage.hands_again()
}

/// Whether the app can try to write the settings itself. Where nobody knows whether the keys may write,
/// trying tells: a shop that refuses leads to the way by hand.
pub fn can_deliver(shop: &Shop) -> bool {
    let whole = shop.record.connection.is_some() && missing(&shop.record).is_none();
    whole && shop.record.keys.as_ref().is_some_and(|keys| keys.may_write || keys.write_unknown.is_some())
}

/// Writes the credentials into the plugin's settings, unless the notes show that they are for another
/// shop.
pub fn deliver(shop: &mut Shop, switch_on: bool, context: &mut Context<'_>) {
    if !can_deliver(shop) {
        return;
    }
    if shop.record.attempt.is_open() {
        // Meum may have replaced these credentials by some that never arrived.
        return say_lost(shop);
    }
    if let Some(problem) = of_another_shop(shop) {
        shop.stage.checks.clear();
        return fail(shop, problem);
    }
    let Some(found) = shop.record.found.clone() else { return };
    let sign_in = shop.record.sign_in();
    let home = connected_home(&shop.record).unwrap_or_else(|| found.home.clone());
    shop.plugin_stays_off = false;
    context.begin(shop, Work::HandingOver, Question::HandOver { found: Box::new(found), home, sign_in, switch_on });
}

/// Why the credentials are not for the shop that is there now: Meum made them for another address.
fn of_another_shop(shop: &Shop) -> Option<Problem> {
    let (record, observed) = (&shop.record, &shop.observed);
    whose_pair(record, observed).problem(own_address(record, observed)?)
}

/// Whether the tick for *also switch the payment method on* is set at first. If the method was
/// switched off since the first hand-over, the tick is not set.
pub fn switches_on(shop: &Shop) -> bool {
    let observed = &shop.observed;
    let enabled = observed.sight.as_ref().is_some_and(|seen| seen.what.gateway_enabled == Some(true));
    !shop.stage.hands_again() || observed.sight_problem.is_none() && enabled
}

/// Whether the credentials are in memory only.
pub fn is_kept_until_closed(shop: &Shop) -> bool {
    shop.record.connection.as_ref().is_some_and(|connection| connection.kept == Kept::UntilClosed)
}

/// After a start, memory has no credentials any more. Asks the password store whether it took them
/// after all. On the panel nothing waits for the answer.
pub fn look_for_credentials(shop: &mut Shop, context: &mut Context<'_>) {
    if shop.record.step < Step::HandOver || !is_kept_until_closed(shop) || shop.doing.is_some() {
        return;
    }
    if shop.record.step == Step::HandOver {
        keep_credentials(shop, context);
    } else {
        keep_meanwhile(shop, context);
    }
}

/// Tries once more to put the credentials into the password store. While an earlier connect is open,
/// the store may hold the credentials of that one, so it is left alone.
pub fn keep_credentials(shop: &mut Shop, context: &mut Context<'_>) {
    if let Some(question) = keeping(shop) {
        context.begin(shop, Work::KeepingCredentials, question);
    }
}

fn keeping(shop: &Shop) -> Option<Question> {
    let at = shop.record.connection.as_ref()?.at;
    if shop.record.attempt.is_unresolved() { None } else { Some(Question::KeepCredentials { at }) }
}

/// Does the same where it is not kept yet, while other work goes on: the store may take long to
/// refuse.
fn keep_meanwhile(shop: &mut Shop, context: &mut Context<'_>) {
    if !is_kept_until_closed(shop) || shop.doing.is_some() || shop.memory.keeping.is_some() {
        return;
    }
    if let Some(question) = keeping(shop) {
        let ticket = context.tickets.draw();
        shop.memory.keeping = Some(ticket);
        context.effects.push(Effect::Ask { ticket, shop: shop.record.id.clone(), question });
    }
}

/// For *Check now*: tries again to keep credentials that only memory has. The watch's own questions
/// read those that the store has.
pub fn keep_what_memory_has(shop: &mut Shop, context: &mut Context<'_>) {
    if shop.memory.issued {
        keep_meanwhile(shop, context);
    }
}

/// The credentials are kept, or still only in memory.
pub fn credentials_kept(shop: &mut Shop, ticket: Ticket, result: Result<Kept, Problem>, context: &mut Context<'_>) {
    let meanwhile = shop.memory.keeping.take_if(|keeping| *keeping == ticket).is_some();
    if !meanwhile && !take(shop, ticket, Work::KeepingCredentials) {
        return;
    }
    match (result, &mut shop.record.connection) {
        (Ok(kept), Some(connection)) => {
            connection.kept = kept;
            match kept {
                Kept::Vault => shop.memory.is_kept(context.now),
                Kept::UntilClosed => shop.memory.is_only_here(),
            }
            if at_rest_here(shop) {
                shop.stage.trouble.take_if(|problem| problem.kind.is_of_vault());
            }
            if shop.record.meum_key.is_none() {
                // The store that refused these kept the used key, too.
                context.effects.push(Effect::Keep(Keep::ForgetMeumKey(shop.record.id.clone())));
            }
        }
        (Ok(_), None) => {}
        (Err(problem), _) => {
            shop.memory.issued &= problem.kind != ProblemKind::CredentialsGone;
            // Where the merchant chose to do without the store, its refusal is no news.
            let is_news = !(shop.memory.chosen && problem.kind.is_of_vault());
            if !meanwhile || is_news && at_rest_here(shop) && shop.stage.trouble.is_none() {
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
    if shop.record.attempt.is_open() {
        return say_lost(shop);
    }
    if let Some(connection) = &mut shop.record.connection {
        connection.hand_over = HandOver::ByHand { at: context.now };
        shop.observed.deeds.note(Deed { at: context.now, what: What::PasteByHand, outcome: Outcome::Done });
        go(shop, Step::Panel);
        keep_meanwhile(shop, context);
    }
}

/// Goes from the panel back to the step, where the credentials can be written or pasted again.
pub fn resume(shop: &mut Shop, context: &mut Context<'_>) {
    if shop.record.connection.is_some() {
        go(shop, Step::HandOver);
        shop.stage.own = Own::HandOver { again: shop.record.hand_over() != HandOver::Pending };
        keep_meanwhile(shop, context);
    }
}

/// Handing over is done, or failed; a failure leaves the credentials where they are kept.
pub fn handed_over(shop: &mut Shop, ticket: Ticket, result: Result<Delivery, Problem>, context: &mut Context<'_>) {
    if !take(shop, ticket, Work::HandingOver) {
        return;
    }
    match result {
        Ok(delivery) => {
            is_now(shop, HandOver::Delivered { at: context.now, enabled: delivery.enabled });
            if !delivery.enabled {
                shop.stage.trouble = Some(with_store(shop, Problem::new(ProblemKind::GatewayOff)));
            }
            keep_meanwhile(shop, context);
        }
        Err(problem) => {
            if problem.kind == ProblemKind::HandOverChanged {
                // Something else than before may be in the plugin now.
                is_now(shop, HandOver::Pending);
            }
            fail(shop, problem);
        }
    }
}

/// Notes what the plugin has. This visit of the step has done its work.
fn is_now(shop: &mut Shop, hand_over: HandOver) {
    shop.stage.own = Own::HandOver { again: false };
    if let Some(connection) = &mut shop.record.connection {
        connection.hand_over = hand_over;
    }
}
