//! The wizard: one file a step, side by side. This file alone knows their order: it gives each step
//! the intents and answers that are its own, and leads from one to the next.

pub mod approving;
pub mod hand_over;
pub mod leaving;
pub mod meanwhile;
pub mod meum_key;
pub mod moving;
pub mod review;
pub mod settling;
pub mod shop_keys;
pub mod sign_in;
pub mod switching_on;
pub mod unlocking;
pub mod updates;
pub mod your_shop;

use crate::asking::Context;
use crate::credential::Credential;
use crate::effect::{Desktop, Effect, Keep};
use crate::extra_password::ExtraPassword;
use crate::intent::Intent;
use crate::moves::{go, home};
use crate::pause;
use crate::problem::{NextStep, Problem, ProblemKind};
use crate::reading;
use crate::retry::Retry;
use crate::secret::Secret;
use crate::shop::{Overlay, Shop};
use crate::shop_facts::FoundShop;
use crate::step::Step;
use crate::store_url::StoreUrl;
use crate::ticket::Ticket;
use crate::time::Timestamp;
use unlocking::Tried;

/// Answers the merchant's intent, on the step or on the page over it. What does not fit where the shop
/// is changes nothing.
pub fn ask(shop: &mut Shop, intent: Intent, context: &mut Context<'_>) {
    if shop.doing.is_some() {
        return meanwhile::ask(shop, intent, context);
    }
    leaving::leave_for(shop, &intent);
    // What is asked of a step counts only while no page is over it.
    let step = if shop.overlay.is_none() { Some(shop.record.step) } else { None };
    let connected = shop.record.connection.is_some();
    if step.is_some() {
        // The merchant has decided, so nothing is tried by itself any more.
        shop.stage.retry = Retry::default();
    }
    match intent {
        Intent::TypeAddress { text } if step.is_some() => your_shop::type_address(shop, &text),
        Intent::CheckAddress { text } if step == Some(Step::YourShop) => your_shop::check(shop, &text, context),
        Intent::AskForExtraPassword if step.is_some() => ask_for_extra_password(shop, context),
        Intent::EnterExtraPassword { user, password } => enter_extra_password(shop, user, password, context),
        // A connected shop keeps its address: the credentials are for that one.
        Intent::UseInstead if step.is_some_and(|step| step <= Step::ShopKeys) && !connected => {
            your_shop::use_instead(shop, context);
        }
        Intent::CheckKeys { key, secret } if step == Some(Step::ShopKeys) => {
            shop_keys::check(shop, &key, &secret, context);
        }
        Intent::Approve { wish } if step == Some(Step::ShopKeys) => approving::ask(shop, wish, context),
        // The page tells what is in the boxes while it leaves them, so the next step is on the screen.
        Intent::HoldKeys { key, secret } if shop.record.ended.is_none() => {
            shop_keys::hold_for_later(shop, &key, &secret, context);
        }
        Intent::HoldMeumKey { key } if shop.record.ended.is_none() => meum_key::hold_for_later(shop, &key, context),
        Intent::KeepMeumKey { key } if step == Some(Step::MeumKey) => meum_key::keep(shop, &key, context),
        Intent::ChooseWebhook { form, custom } if step == Some(Step::Review) => updates::choose(shop, form, &custom),
        Intent::Connect { replace } if step == Some(Step::Review) => review::connect(shop, replace, context),
        Intent::AskMeum if step == Some(Step::Review) || step.is_some() && shop.record.attempt.is_open() => {
            review::look_into(shop, context);
        }
        Intent::HandOver { switch_on } if step == Some(Step::HandOver) => hand_over::deliver(shop, switch_on, context),
        Intent::HandedOverByHand if step == Some(Step::HandOver) => hand_over::by_hand(shop, context),
        Intent::HandOverLater if step == Some(Step::HandOver) => go(shop, Step::Panel),
        Intent::Copy { credential } if step.is_some() => copy(shop, credential, context),
        Intent::ResumeHandOver if step == Some(Step::Panel) => hand_over::resume(shop, context),
        Intent::ReplaceKeys if step >= Some(Step::ShopKeys) => shop_keys::renew(shop),
        Intent::ReplaceMeumKey if step >= Some(Step::MeumKey) => meum_key::renew(shop, context),
        Intent::TryAgain => try_again_here(shop, context),
        Intent::KeepUntilClosed if step.is_some() && may_keep_until_closed(shop) => keep_until_closed(shop, context),
        Intent::Continue if step.is_some() => go_on(shop),
        Intent::Back => back(shop, context),
        Intent::GoTo { step: to } if step.is_some() && can_go_back_to(shop, to) => go_to(shop, to, context),
        Intent::AskToDisconnect => leaving::ask_to_disconnect(shop),
        Intent::AskToMove => moving::ask_to_move(shop),
        Intent::Move { knowing } => moving::look_there(shop, knowing, context),
        Intent::AskToForget => leaving::ask_to_forget(shop),
        Intent::Disconnect { typed } => leaving::disconnect(shop, &typed, context),
        Intent::Forget { knowing, revoke } => leaving::forget(shop, knowing, revoke, context),
        Intent::ConnectAgain => leaving::connect_again(shop, context),
        Intent::SwitchOff => leaving::switch_off(shop, context),
        Intent::SwitchPluginOn => switching_on::switch_on(shop, context),
        Intent::Stay => leaving::stay(shop, context.now),
        // Of another step, of a page that is not open, or of the app; and nothing is there to cancel.
        Intent::TypeAddress { .. }
        | Intent::CheckAddress { .. }
        | Intent::AskForExtraPassword
        | Intent::UseInstead
        | Intent::CheckKeys { .. }
        | Intent::Approve { .. }
        | Intent::HoldKeys { .. }
        | Intent::HoldMeumKey { .. }
        | Intent::KeepMeumKey { .. }
        | Intent::ChooseWebhook { .. }
        | Intent::Connect { .. }
        | Intent::AskMeum
        | Intent::HandOver { .. }
        | Intent::HandedOverByHand
        | Intent::HandOverLater
        | Intent::Copy { .. }
        | Intent::ResumeHandOver
        | Intent::ReplaceKeys
        | Intent::ReplaceMeumKey
        | Intent::KeepUntilClosed
        | Intent::Continue
        | Intent::GoTo { .. }
        | Intent::Cancel
        | Intent::ConnectShop
        | Intent::TryPractice
        | Intent::LeavePractice
        | Intent::OpenShop { .. }
        | Intent::AddShop
        | Intent::SearchShops { .. }
        | Intent::Practise { .. }
        | Intent::Train { .. }
        | Intent::CopyNote { .. }
        | Intent::CheckNow
        | Intent::CopyPage { .. }
        | Intent::CopyOpened
        | Intent::CloseNotice
        | Intent::AnswerClosing { .. }
        | Intent::OpenSettings
        | Intent::OpenLog
        | Intent::CloseSettings
        | Intent::Report { .. }
        | Intent::Prefer { .. }
        | Intent::Say { .. }
        | Intent::Zoom { .. }
        | Intent::Open { .. } => {}
    }
}

/// Opens a page over the step for a connected shop; any other goes back to *Your shop*.
fn ask_for_extra_password(shop: &mut Shop, context: &mut Context<'_>) {
    if shop.record.connection.is_some() {
        unlocking::open(shop);
    } else if can_go_back_to(shop, Step::YourShop) {
        go_to(shop, Step::YourShop, context);
    }
}

fn enter_extra_password(shop: &mut Shop, user: Secret, password: Secret, context: &mut Context<'_>) {
    let extra = ExtraPassword { user, password };
    match shop.overlay {
        Some(Overlay::Unlock { .. }) => unlocking::enter(shop, extra, context),
        None if at(shop, Step::YourShop) => your_shop::check_with_password(shop, extra, context),
        Some(Overlay::Move { .. }) => moving::look_with_password(shop, extra, context),
        Some(Overlay::Disconnect { .. } | Overlay::Forget { .. } | Overlay::Ended(_)) | None => {}
    }
}

/// Puts one of the credentials on the clipboard, unless it never came or may have been replaced.
fn copy(shop: &Shop, credential: Credential, context: &mut Context<'_>) {
    let record = &shop.record;
    let is_here = record.connection.is_some() && reading::missing(record) != Some(credential);
    if is_here && !record.attempt.is_open() {
        let shop = record.id.clone();
        context.effects.push(Effect::Desktop(Desktop::Copy { shop, credential }));
    }
}

fn try_again_here(shop: &mut Shop, context: &mut Context<'_>) {
    match shop.overlay {
        Some(Overlay::Unlock { .. }) => unlocking::try_again(shop, context),
        Some(Overlay::Ended(_)) => leaving::clear_up(shop, context),
        Some(Overlay::Disconnect { .. } | Overlay::Forget { .. } | Overlay::Move { .. }) => {}
        None => try_again(shop, context),
    }
}

/// The address of the shop whose pages a button opens: the one in the field until a shop is found,
/// then the one that was found.
pub fn address_in_use(shop: &Shop) -> Option<StoreUrl> {
    if at(shop, Step::YourShop) && !your_shop::is_done(shop) {
        return StoreUrl::parse(&shop.record.typed_address).ok();
    }
    shop.record.found.as_ref().map(|found| found.home.clone())
}

fn at(shop: &Shop, step: Step) -> bool {
    shop.record.step == step
}

/// Goes back to a step that is done. If the shop asked for its extra password, the app looks for the
/// shop again, since that is where it takes the password.
fn go_to(shop: &mut Shop, step: Step, context: &mut Context<'_>) {
    let asked = shop.stage.trouble.as_ref().is_some_and(|problem| problem.kind.next_step() == NextStep::EnterPassword);
    enter(shop, step, context);
    if asked && step == Step::YourShop {
        try_again(shop, context);
    }
}

/// Enters an earlier step. Whoever comes to *Meum key* from a key that Meum refused enters another one.
fn enter(shop: &mut Shop, step: Step, context: &mut Context<'_>) {
    let refused = shop.stage.trouble.as_ref().is_some_and(|problem| problem.next_step() == NextStep::ReplaceMeumKey);
    if refused && step == Step::MeumKey { meum_key::renew(shop, context) } else { go(shop, step) }
}

/// Whether the merchant can go on without the password store. Once the store may have credentials
/// that nobody has seen yet, the app only tries it again. If the store is missing or refuses
/// everything, it may never come back, so the merchant can go on after all.
pub fn may_keep_until_closed(shop: &Shop) -> bool {
    let kind = shop.stage.trouble.as_ref().map(|problem| problem.kind);
    let is_hopeless = matches!(kind, Some(ProblemKind::VaultMissing | ProblemKind::VaultRefused));
    shop.record.step <= Step::Review && (!shop.record.attempt.is_unresolved() || is_hopeless)
}

/// Keeps in memory what the merchant enters from now on. If the store has the connection key and does
/// not give it, the merchant enters it once more.
fn keep_until_closed(shop: &mut Shop, context: &mut Context<'_>) {
    shop.memory.chosen = true;
    context.effects.push(Effect::Keep(Keep::SecretsUntilClosed(shop.record.id.clone())));
    let would_not = shop.stage.trouble.as_ref().is_some_and(|problem| problem.kind.is_of_vault());
    if at(shop, Step::Review) && would_not && meum_key::is_in_store(shop) && !shop.record.attempt.is_unresolved() {
        meum_key::enter_again(shop);
    } else {
        try_again(shop, context);
    }
}

/// Does once more what the current step does, with the keys that are held.
fn try_again(shop: &mut Shop, context: &mut Context<'_>) {
    match shop.record.step {
        Step::YourShop | Step::Review | Step::HandOver if shop.record.attempt.is_unresolved() => {
            review::recover(shop, context);
        }
        Step::YourShop => {
            let typed = shop.record.typed_address.clone();
            your_shop::check(shop, &typed, context);
        }
        Step::ShopKeys => shop_keys::check_again(shop, context),
        Step::MeumKey => meum_key::keep_again(shop, context),
        Step::Review if shop.record.attempt.told().is_none() => review::connect(shop, false, context),
        Step::Review => review::ask_meum(shop, context),
        Step::HandOver if hand_over::is_kept_until_closed(shop) => hand_over::keep_credentials(shop, context),
        // The merchant asks for handing over once more, and chooses what to switch on.
        Step::Welcome | Step::HandOver => {}
        Step::Panel => shop.watch.hurry(),
    }
}

/// Whether the current step is done and the next may be entered.
pub fn can_continue(shop: &Shop) -> bool {
    match shop.record.step {
        Step::Welcome => true,
        Step::YourShop => your_shop::is_done(shop),
        Step::ShopKeys => shop_keys::is_done(shop),
        Step::MeumKey => shop.record.meum_key.is_some(),
        Step::Review | Step::Panel => false,
        Step::HandOver => hand_over::is_done(shop),
    }
}

fn go_on(shop: &mut Shop) {
    if !can_continue(shop) {
        return;
    }
    let next = match shop.record.step {
        Step::Welcome => Step::YourShop,
        Step::YourShop => Step::ShopKeys,
        Step::ShopKeys => home(shop).unwrap_or(Step::MeumKey),
        Step::MeumKey => Step::Review,
        Step::Review | Step::HandOver | Step::Panel => Step::Panel,
    };
    go(shop, next);
}

/// The step that *Back* leads to. No button takes back what Meum has done.
pub fn previous(shop: &Shop) -> Option<Step> {
    match shop.record.step {
        Step::YourShop => Some(Step::Welcome),
        Step::ShopKeys => Some(home(shop).unwrap_or(Step::YourShop)),
        Step::MeumKey => Some(home(shop).unwrap_or(Step::ShopKeys)),
        Step::Review => Some(Step::MeumKey),
        Step::Welcome | Step::HandOver | Step::Panel => None,
    }
}

fn back(shop: &mut Shop, context: &mut Context<'_>) {
    match shop.overlay {
        Some(Overlay::Unlock { .. } | Overlay::Move { .. }) => shop.close_overlay(),
        Some(Overlay::Disconnect { .. } | Overlay::Forget { .. } | Overlay::Ended(_)) => {}
        None => {
            if let Some(previous) = previous(shop) {
                enter(shop, previous, context);
            }
        }
    }
}

/// Whether this step is done and may be entered again: only until the shop is connected.
pub fn can_go_back_to(shop: &Shop, step: Step) -> bool {
    shop.record.connection.is_none() && shop.record.step <= Step::Review && step < shop.record.step
}

/// The search for a shop is over, or a try of the extra password in front of a connected one.
pub fn shop_found(shop: &mut Shop, ticket: Ticket, result: Result<Box<FoundShop>, Problem>, context: &mut Context<'_>) {
    if moving::looked(shop, ticket, &result) {
        return;
    }
    match unlocking::tried(shop, ticket, &result) {
        Tried::Opened => opened(shop, context),
        Tried::Shut => {}
        Tried::Elsewhere => your_shop::found(shop, ticket, result, context.now),
    }
}

/// The way is open: the step below the page does again what the missing password had stopped.
fn opened(shop: &mut Shop, context: &mut Context<'_>) {
    match shop.record.step {
        Step::Panel => shop.watch.look_afresh(),
        Step::ShopKeys => shop_keys::check_again(shop, context),
        // The merchant asks for handing over once more, and chooses what to switch on.
        Step::Welcome | Step::YourShop | Step::MeumKey | Step::Review | Step::HandOver => {}
    }
}

/// When the next try by itself is due, or the wait for an approval is over. On *Review* it is Meum that is asked, so not before the end
/// of the pause it asked for.
pub fn wake_at(shop: &Shop, pause: Option<Timestamp>) -> Option<Timestamp> {
    shop.stage.retry.wake_at(of_meum(shop, pause)).into_iter().chain(approving::ends_at(shop)).min()
}

fn of_meum(shop: &Shop, pause: Option<Timestamp>) -> Option<Timestamp> {
    if shop.record.step == Step::Review { pause } else { None }
}

/// Whether a try by itself is due, on a step that only asks.
pub fn is_due(shop: &Shop, now: Timestamp) -> bool {
    let pause = of_meum(shop, pause::until(&shop.record, now));
    let attempt = &shop.record.attempt;
    let only_asks = match shop.record.step {
        Step::YourShop | Step::ShopKeys => true,
        Step::Review => attempt.is_open() && !attempt.is_unresolved(),
        Step::Welcome | Step::MeumKey | Step::HandOver | Step::Panel => false,
    };
    only_asks && shop.doing.is_none() && shop.stage.retry.is_due(pause, now)
}

/// Tries again what is due.
pub fn try_what_is_due(shop: &mut Shop, context: &mut Context<'_>) {
    if !is_due(shop, context.now) {
        return;
    }
    shop.stage.retry = shop.stage.retry.tried();
    let shown = shop.stage.trouble.clone();
    try_again(shop, context);
    // The problem most likely still holds, so it stays on the screen.
    shop.stage.trouble = shown;
}

/// Takes away a pause that is over, and the card of it on a page of leaving.
pub fn end_pause(shop: &mut Shop, now: Timestamp) {
    if !pause::end(&mut shop.record, now) {
        return;
    }
    if let Some(Overlay::Disconnect { trouble } | Overlay::Forget { trouble }) = &mut shop.overlay {
        trouble.take_if(|problem| problem.kind == ProblemKind::MeumRateLimited);
    }
}
