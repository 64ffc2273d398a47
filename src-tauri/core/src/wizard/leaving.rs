//! Leaving: disconnecting the shop from Meum, and forgetting it on this computer. Two pages over
//! the panel, and the page that stays once a shop is disconnected.
//!
//! A shop that is a copy must never disconnect the one it was copied from, so the freshest
//! addresses are compared first. Disconnect is sent once per press. Until Meum has answered,
//! everything stays where it is; what was learnt is stored before any secret is let go of.

use crate::asking::{self, Context, take};
use crate::effect::{Effect, Keep, Question};
use crate::field::Field;
use crate::intent::Intent;
use crate::loss::{self, has_open_connect};
use crate::meum_facts::Ending;
use crate::moves::go;
use crate::pause;
use crate::plain::PlainText;
use crate::problem::{Problem, ProblemKind};
use crate::reading::{has_secrets_left, is_in_store, is_memory_only};
use crate::record::Ended;
use crate::record::ShopRecord;
use crate::retry::Retry;
use crate::shop::Shop;
use crate::shop::{Leaving, Page};
use crate::shop_facts::HandOver;
use crate::step::Step;
use crate::ticket::Ticket;
use crate::whose_shop::moved;
use crate::work::Work;

/// Takes what is asked on the pages of leaving, and gives back what is asked elsewhere.
pub fn ask(shop: &mut Shop, intent: Intent, context: &mut Context<'_>) -> Option<Intent> {
    if shop.doing.is_some() {
        return Some(intent).filter(|_| !shop.is_leaving());
    }
    match intent {
        Intent::AskToDisconnect if shop.record.step == Step::Panel && shop.record.connection.is_some() => {
            // The freshest facts decide: what is known is asked anew.
            shop.watch.ask_afresh();
            open(shop, Page::Disconnect);
        }
        Intent::AskToForget if can_forget(shop) => open(shop, Page::Forget),
        Intent::Stay => {
            shop.leaving = None;
            loss::plan_next(shop, context.now);
        }
        Intent::Disconnect { typed } if is_open(shop, Page::Disconnect) => disconnect(shop, &typed, context),
        Intent::Forget { knowing } if is_open(shop, Page::Forget) => forget(shop, knowing, context),
        Intent::ConnectAgain if shop.leaving.is_none() && shop.record.ended.is_some() => {
            connect_again(shop, context);
        }
        Intent::TryAgain if shop.leaving.is_none() && shop.record.ended.is_some() => clear_up(shop, context),
        other => return Some(other).filter(|_| !shop.is_leaving()),
    }
    None
}

fn is_open(shop: &Shop, page: Page) -> bool {
    shop.leaving.as_ref().is_some_and(|leaving| leaving.page == page)
}

fn open(shop: &mut Shop, page: Page) {
    // Nothing begins by itself behind the page.
    shop.retry = Retry::default();
    shop.leaving = Some(Leaving { page, trouble: None });
}

/// Whether there is a way to the page of forgetting: from the panel, after disconnecting, and from
/// the wizard once anything is kept of the shop. A connected shop only visits the wizard's steps.
pub fn can_forget(shop: &Shop) -> bool {
    let record = &shop.record;
    let has_something = record.found.is_some() || record.keys.is_some() || is_in_store(record);
    match record.step {
        _ if record.ended.is_some() => true,
        Step::Panel => true,
        Step::Welcome | Step::HandOver => false,
        Step::YourShop | Step::ShopKeys | Step::MeumKey | Step::Review => record.connection.is_none() && has_something,
    }
}

/// Leaves the page of the end for the wizard.
fn connect_again(shop: &mut Shop, context: &mut Context<'_>) {
    shop.record.ended = None;
    if shop.record.step == Step::YourShop {
        // The extra password in front of the shop is lost: it is looked for anew.
        shop.record.found = None;
    }
    close_connect(shop, context);
    go(shop, shop.record.step);
}

/// The connect that led to a connection which is over is nothing to look into any more. Its entry
/// may still be there: it is not closed while the shop cannot be stored.
fn close_connect(shop: &mut Shop, context: &mut Context<'_>) {
    shop.unfinished = false;
    context.effects.push(Effect::Keep(Keep::CloseConnect(shop.record.id.clone())));
}

/// Whether Meum and the shop have both been heard, well or badly, since the page was opened.
pub fn is_ready(shop: &Shop) -> bool {
    shop.watch.meum.heard && shop.watch.shop.heard
}

/// Whether what was typed is the shop's name or its host name, whatever the case and the spaces.
fn is_named(record: &ShopRecord, typed: &str) -> bool {
    let plainly = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let Some(found) = &record.found else { return false };
    let shown = found.home.host_shown().unicode;
    let names = [found.name.as_ref().map(PlainText::as_str), Some(found.home.host()), shown.as_deref()];
    let typed = plainly(typed);
    !typed.is_empty() && names.into_iter().flatten().any(|name| plainly(name) == typed)
}

fn disconnect(shop: &mut Shop, typed: &str, context: &mut Context<'_>) {
    let waits = pause::until(&shop.record, context.now).is_some();
    let may = !waits && is_ready(shop) && moved(&shop.record).is_none();
    let named = is_named(&shop.record, typed);
    let Some(leaving) = shop.leaving.as_mut().filter(|_| may) else { return };
    if !named {
        leaving.trouble = Some(Problem::new(ProblemKind::ShopNameNotTyped).at(Field::ShopName));
        return;
    }
    leaving.trouble = None;
    context.begin(shop, Work::Disconnecting, Question::Disconnect);
}

/// Meum's answer to the one request, or why there is none.
pub fn disconnected(shop: &mut Shop, ticket: Ticket, result: Result<Ending, Problem>, context: &mut Context<'_>) {
    if !take(shop, ticket, Work::Disconnecting) {
        return;
    }
    match (result, &mut shop.leaving) {
        (Ok(how), _) => end(shop, how, context),
        (Err(mut problem), Some(leaving)) => {
            pause::note(&mut shop.record, &mut problem, context.now);
            leaving.trouble = Some(asking::with_store_name(shop.record.found.as_ref(), problem));
        }
        (Err(_), None) => {}
    }
}

/// The connection is over. The keys of the shop stay, so that connecting again is quick.
fn end(shop: &mut Shop, how: Ending, context: &mut Context<'_>) {
    let record = &mut shop.record;
    record.secrets_left |= !is_memory_only(record);
    record.connection = None;
    shop.memory.issued = false;
    let record = &mut shop.record;
    record.ended = Some(Ended { how, at: context.now });
    record.hand_over = HandOver::Pending;
    record.answer_lost_at = None;
    record.sent = None;
    record.status = None;
    record.status_problem = None;
    record.since.clear();
    record.headline_since = None;
    record.payout_cleared_at = None;
    let next = if record.keys.is_some() { Step::MeumKey } else { Step::ShopKeys };
    close_connect(shop, context);
    shop.meum_says = None;
    shop.standing = None;
    shop.leaving = None;
    // An answer that is still on its way speaks of the connection that is gone.
    shop.watch.ask_afresh();
    go(shop, next);
    clear_up(shop, context);
}

/// Removes what Meum issued: that the connection is over is stored by now.
fn clear_up(shop: &mut Shop, context: &mut Context<'_>) {
    context.begin(shop, Work::ClearingUp, Question::ForgetCredentials);
}

/// What Meum issued is removed, or could not be.
pub fn credentials_forgotten(shop: &mut Shop, ticket: Ticket, result: Result<(), Problem>) {
    if !take(shop, ticket, Work::ClearingUp) {
        return;
    }
    match result {
        Ok(()) => shop.record.secrets_left = false,
        Err(problem) if has_secrets_left(&shop.record) && shop.record.ended.is_some() => shop.trouble = Some(problem),
        // Nothing to tell: they were in memory only, or the merchant has gone on and the next start tries again.
        Err(_) => {}
    }
}

/// After a start: removes what is left of a connection that has ended.
pub fn resume(shop: &mut Shop, context: &mut Context<'_>) {
    if has_secrets_left(&shop.record) && shop.doing.is_none() {
        clear_up(shop, context);
    }
}

/// Whether forgetting takes the merchant's word: Meum is connected, or may be.
pub fn must_confirm(shop: &Shop) -> bool {
    shop.record.connection.is_some() || has_open_connect(shop)
}

fn forget(shop: &mut Shop, knowing: bool, context: &mut Context<'_>) {
    if must_confirm(shop) && !knowing {
        return;
    }
    let in_flight = [shop.watch.meum.asked, shop.watch.shop.asked];
    context.effects.extend(in_flight.into_iter().flatten().map(Effect::Cancel));
    shop.watch.ask_afresh();
    if let Some(leaving) = &mut shop.leaving {
        leaving.trouble = None;
    }
    let kept = is_in_store(&shop.record);
    context.begin(shop, Work::Forgetting, Question::Forget { kept });
}

/// Whether the shop is gone from this computer now; if it is not, why is noted.
pub fn forgotten(shop: &mut Shop, ticket: Ticket, result: Result<(), Problem>) -> bool {
    if !take(shop, ticket, Work::Forgetting) {
        return false;
    }
    let gone = result.is_ok();
    if let (Err(problem), Some(leaving)) = (result, &mut shop.leaving) {
        leaving.trouble = Some(problem);
    }
    gone
}
