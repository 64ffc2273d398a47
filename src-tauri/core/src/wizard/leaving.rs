//! Leaving: disconnecting the shop from Meum, and forgetting it on this computer. Two pages over
//! the panel, and the page that stays once a shop is disconnected.
//!
//! A copy of a shop must never disconnect the shop it was copied from, so the app compares the
//! freshest addresses first. It sends *disconnect* once per press. Everything stays where it is until
//! Meum has answered, and the answer is stored before any secret is removed.

use crate::asking::{self, Context, take};
use crate::attempt::Attempt;
use crate::effect::{Effect, Keep, Question};
use crate::field::Field;
use crate::intent::Intent;
use crate::loss;
use crate::meum_facts::Ending;
use crate::moves::go;
use crate::pause;
use crate::plain::PlainText;
use crate::problem::{Problem, ProblemKind};
use crate::reading::{has_secrets_left, is_in_store, is_memory_only};
use crate::record::{Ended, ShopRecord};
use crate::retry::Retry;
use crate::shop::{Overlay, Shop};
use crate::shop_facts::{HandOver, KeyFacts};
use crate::step::Step;
use crate::store_url::StoreUrl;
use crate::ticket::Ticket;
use crate::time::Timestamp;
use crate::whose_shop::{has_moved_from, own_address, whose_shop};
use crate::work::Work;

/// Opens the page before disconnecting, from the panel of a connected shop or from another page of
/// leaving.
pub fn ask_to_disconnect(shop: &mut Shop) {
    let may = shop.record.step == Step::Panel && shop.record.connection.is_some();
    if may && !is_unlocking(shop) {
        // The freshest facts decide, so Meum and the shop are asked again.
        shop.watch.ask_afresh();
        open(shop, Overlay::Disconnect { trouble: None });
    }
}

/// Opens the page before forgetting.
pub fn ask_to_forget(shop: &mut Shop) {
    if can_forget(shop) && !is_unlocking(shop) {
        open(shop, Overlay::Forget { trouble: None });
    }
}

/// Closes the page of forgetting for what it offers first: to ask Meum what became of a request, or to finish in the
/// shop.
pub fn leave_for(shop: &mut Shop, intent: &Intent) {
    let asks = matches!(intent, Intent::AskMeum) && shop.record.attempt.is_open();
    let finishes = matches!(intent, Intent::ResumeHandOver) && shop.record.step == Step::Panel;
    if (asks || finishes) && matches!(shop.overlay, Some(Overlay::Forget { .. })) {
        shop.close_overlay();
    }
}

fn is_unlocking(shop: &Shop) -> bool {
    matches!(shop.overlay, Some(Overlay::Unlock { .. }))
}

fn open(shop: &mut Shop, page: Overlay) {
    // Nothing begins by itself behind the page.
    shop.stage.retry = Retry::default();
    shop.overlay = Some(page);
}

/// Closes the page with nothing changed.
pub fn stay(shop: &mut Shop, now: Timestamp) {
    shop.close_overlay();
    loss::plan_next(shop, now);
}

/// Whether the page of forgetting can be opened: from the panel, after disconnecting, and from the
/// wizard's steps once anything of the shop is kept. A connected shop only visits those steps.
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
pub fn connect_again(shop: &mut Shop, context: &mut Context<'_>) {
    if !matches!(shop.overlay, Some(Overlay::Ended(_))) {
        return;
    }
    shop.record.ended = None;
    shop.record.last_facts = None;
    shop.close_overlay();
    if shop.record.step == Step::YourShop {
        // The extra password in front of the shop is lost, so the shop is looked for again.
        shop.record.found = None;
    }
    close_connect(shop, context);
    go(shop, shop.record.step);
}

/// A connection that is over leaves nothing to find out about the connect that led to it. Its entry
/// in the journal may still be there: the driver closes none while the shop cannot be stored.
fn close_connect(shop: &mut Shop, context: &mut Context<'_>) {
    shop.record.attempt = Attempt::None;
    context.effects.push(Effect::Keep(Keep::CloseConnect(shop.record.id.clone())));
}

/// Whether Meum and the shop have both been heard, well or badly, since the page was opened.
pub fn is_ready(shop: &Shop) -> bool {
    shop.watch.meum.heard && shop.watch.shop.heard
}

/// Whether the merchant typed the shop's name, its host name or its address; case, spaces and `www.` do
/// not matter.
fn is_named(record: &ShopRecord, typed: &str) -> bool {
    let plainly = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let Some(found) = &record.found else { return false };
    let shown = found.home.host_shown().unicode;
    let names = [found.name.as_ref().map(PlainText::as_str), Some(found.home.host()), shown.as_deref()];
    let is_address = StoreUrl::parse(typed).is_ok_and(|typed| typed.is_same_but_for_www(&found.home));
    let typed = plainly(typed);
    !typed.is_empty() && (is_address || names.into_iter().flatten().any(|name| plainly(name) == typed))
}

/// Sends the one request, where the page is open, the shop is known to be the connected one, and its
/// name was typed.
pub fn disconnect(shop: &mut Shop, typed: &str, context: &mut Context<'_>) {
    let waits = pause::until(&shop.record, context.now).is_some();
    let may = !waits && is_ready(shop) && moved(shop).is_none();
    let named = is_named(&shop.record, typed);
    let Some(Overlay::Disconnect { trouble }) = &mut shop.overlay else { return };
    if !may {
        return;
    }
    if !named {
        *trouble = Some(Problem::new(ProblemKind::ShopNameNotTyped).at(Field::ShopName));
        return;
    }
    *trouble = None;
    context.begin(shop, Work::Disconnecting, Question::Disconnect);
}

/// Why this shop may not be disconnected from here: Meum is connected to another address than the
/// shop's own (H09). Both are named.
pub fn moved(shop: &Shop) -> Option<Problem> {
    let (record, observed) = (&shop.record, &shop.observed);
    let whose = whose_shop(record, observed);
    // By the merchant's word, the connected shop is this one under its old address.
    if has_moved_from(record, &whose) { None } else { whose.problem(own_address(record, observed)?) }
}

/// Meum's answer to the one request, or why there is none.
pub fn disconnected(shop: &mut Shop, ticket: Ticket, result: Result<Ending, Problem>, context: &mut Context<'_>) {
    let sent = shop.doing.as_ref().map(|doing| doing.since);
    if !take(shop, ticket, Work::Disconnecting) {
        return;
    }
    match result {
        Ok(how) => end(shop, how, context),
        Err(mut problem) => {
            let Some(Overlay::Disconnect { trouble }) = &mut shop.overlay else { return };
            pause::note(&mut shop.record, &mut problem, context.now);
            let problem = loss::of_disconnect(problem, sent);
            *trouble = Some(asking::with_store_name(shop.record.found.as_ref(), problem));
        }
    }
}

/// The connection is over, and everything that was known of it. The keys of the shop stay, so that
/// connecting again is quick.
fn end(shop: &mut Shop, how: Ending, context: &mut Context<'_>) {
    let switched_on = matches!(shop.record.hand_over(), HandOver::Delivered { enabled: true, .. });
    let ended = Ended { how, at: context.now, switched_on, switched_off: false };
    let left = shop.record.secrets_left || !is_memory_only(&shop.record);
    shop.record.end(ended, left);
    shop.observed.forget_connection();
    shop.memory.issued = false;
    let proof = shop.memory.settling.take().and_then(|settling| settling.asked);
    context.effects.extend(proof.map(Effect::Cancel));
    shop.close_overlay();
    close_connect(shop, context);
    // An answer that is still on its way speaks of the connection that is gone.
    shop.watch.ask_afresh();
    let next = if shop.record.keys.is_some() { Step::MeumKey } else { Step::ShopKeys };
    go(shop, next);
    clear_up(shop, context);
}

/// Whether the app can switch Meum off at checkout: it had switched it on, and the keys are still here.
pub fn can_switch_off(shop: &Shop) -> bool {
    let is_on = shop.record.ended.is_some_and(|ended| ended.switched_on && !ended.switched_off);
    let may_write = |keys: &KeyFacts| keys.may_write || keys.write_unknown.is_some();
    is_on && shop.record.found.is_some() && shop.record.keys.as_ref().is_some_and(may_write)
}

/// Switches Meum off at checkout, on the page of the end.
pub fn switch_off(shop: &mut Shop, context: &mut Context<'_>) {
    let on_page = matches!(shop.overlay, Some(Overlay::Ended(_)));
    let Some(found) = shop.record.found.clone() else { return };
    if on_page && can_switch_off(shop) {
        shop.switch_off = None;
        let sign_in = shop.record.sign_in();
        context.begin(shop, Work::SwitchingOff, Question::SwitchOff { found: Box::new(found), sign_in });
    }
}

/// Meum is switched off at checkout, or could not be: then the merchant does it by hand.
pub fn switched_off(shop: &mut Shop, ticket: Ticket, result: Result<(), Problem>) {
    if !take(shop, ticket, Work::SwitchingOff) {
        return;
    }
    match (result, &mut shop.record.ended) {
        (Ok(()), Some(ended)) => {
            ended.switched_off = true;
            shop.close_overlay();
        }
        (Ok(()), None) => {}
        (Err(problem), _) => shop.switch_off = Some(asking::with_store_name(shop.record.found.as_ref(), problem)),
    }
}

/// Removes the credentials. By now the notes say that the connection is over.
pub fn clear_up(shop: &mut Shop, context: &mut Context<'_>) {
    context.begin(shop, Work::ClearingUp, Question::ForgetCredentials);
}

/// The credentials are removed, or could not be.
pub fn credentials_forgotten(shop: &mut Shop, ticket: Ticket, result: Result<(), Problem>) {
    if !take(shop, ticket, Work::ClearingUp) {
        return;
    }
    match result {
        Ok(()) => shop.record.secrets_left = false,
        Err(problem) if has_secrets_left(&shop.record) && shop.record.ended.is_some() => {
            shop.stage.trouble = Some(problem);
        }
        // They were in memory only, or the merchant has gone on. The next start tries again.
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
    shop.record.connection.is_some() || shop.record.attempt.is_open()
}

/// Whether the shop is entered with an application password, which can be deleted in WordPress first.
pub fn can_revoke(shop: &Shop) -> bool {
    let approved = shop.record.keys.as_ref().is_some_and(|keys| keys.known_by.user().is_some());
    approved && shop.record.found.is_some()
}

/// Removes the shop from this computer, where the page is open and the merchant knows what it means. The application
/// password is deleted before that, where the merchant wants it: afterwards nothing here could.
pub fn forget(shop: &mut Shop, knowing: bool, revoke: bool, context: &mut Context<'_>) {
    let must_confirm = must_confirm(shop);
    let Some(Overlay::Forget { trouble }) = &mut shop.overlay else { return };
    if must_confirm && !knowing {
        return;
    }
    *trouble = None;
    let in_flight = [shop.watch.meum.asked, shop.watch.shop.asked];
    context.effects.extend(in_flight.into_iter().flatten().map(Effect::Cancel));
    shop.watch.ask_afresh();
    let revokes = revoke && can_revoke(shop);
    match shop.record.found.clone().filter(|_| revokes) {
        Some(found) => {
            context.begin(shop, Work::RevokingPassword, Question::RevokePassword { found: Box::new(found) });
        }
        None => remove_from_here(shop, context),
    }
}

fn remove_from_here(shop: &mut Shop, context: &mut Context<'_>) {
    let kept = is_in_store(&shop.record);
    context.begin(shop, Work::Forgetting, Question::Forget { kept });
}

/// The application password is deleted, and now the shop is forgotten. Where it is not, the page says so and how it is
/// deleted by hand; another press forgets the shop all the same.
pub fn password_revoked(shop: &mut Shop, ticket: Ticket, result: Result<(), Problem>, context: &mut Context<'_>) {
    if !take(shop, ticket, Work::RevokingPassword) {
        return;
    }
    match result {
        Ok(()) => remove_from_here(shop, context),
        Err(problem) => {
            let problem = asking::with_store_name(shop.record.found.as_ref(), problem);
            if let Some(Overlay::Forget { trouble }) = &mut shop.overlay {
                *trouble = Some(problem);
            }
        }
    }
}

/// Takes the answer to forgetting. Returns whether the shop is gone; else the page says why not.
pub fn forgotten(shop: &mut Shop, ticket: Ticket, result: Result<(), Problem>) -> bool {
    if !take(shop, ticket, Work::Forgetting) {
        return false;
    }
    match result {
        Ok(()) => true,
        Err(problem) => {
            if let Some(Overlay::Forget { trouble }) = &mut shop.overlay {
                *trouble = Some(problem);
            }
            false
        }
    }
}
