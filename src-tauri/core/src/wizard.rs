//! The wizard: one file a step, side by side. This file alone knows their order: it gives each step
//! the intents and answers that are its own, and leads from one to the next.

pub mod hand_over;
pub mod leaving;
pub mod meum_key;
pub mod review;
pub mod shop_keys;
pub mod unlocking;
pub mod updates;
pub mod your_shop;

use crate::asking::Context;
use crate::effect::{Desktop, Effect, Keep};
use crate::extra_password::ExtraPassword;
use crate::intent::Intent;
use crate::loss;
use crate::moves::{go, home};
use crate::pause;
use crate::problem::{NextStep, Problem, ProblemKind};
use crate::reading;
use crate::retry::Retry;
use crate::shop::Shop;
use crate::shop_facts::FoundShop;
use crate::step::Step;
use crate::store_url::StoreUrl;
use crate::ticket::Ticket;
use crate::time::Timestamp;
use unlocking::Tried;

/// Answers the merchant's intent on the shop's current step. What does not fit changes nothing.
pub fn ask(shop: &mut Shop, intent: Intent, context: &mut Context<'_>) {
    let Some(intent) = unlocking::ask(shop, intent, context) else { return };
    let Some(intent) = leaving::ask(shop, intent, context) else { return };
    if shop.doing.is_some() {
        if matches!(intent, Intent::Cancel) {
            cancel(shop, context);
        } else if let Intent::TypeAddress { text } = intent {
            // What is being typed is not looked for by itself.
            shop.retry = Retry::given_up();
            your_shop::type_address(shop, &text);
        }
        return;
    }
    // Whoever does something decides anew.
    shop.retry = Retry::default();
    match intent {
        Intent::TypeAddress { text } => your_shop::type_address(shop, &text),
        Intent::CheckAddress { text } if at(shop, Step::YourShop) => your_shop::check(shop, &text, context),
        Intent::EnterExtraPassword { user, password } if at(shop, Step::YourShop) => {
            your_shop::check_with_password(shop, ExtraPassword { user, password }, context);
        }
        // What Meum issued is for the connected address: that one does not change on the way.
        Intent::UseInstead if shop.record.step <= Step::ShopKeys && shop.record.connection.is_none() => {
            your_shop::use_instead(shop, context);
        }
        Intent::CheckKeys { key, secret } if at(shop, Step::ShopKeys) => shop_keys::check(shop, &key, &secret, context),
        Intent::KeepMeumKey { key } if at(shop, Step::MeumKey) => meum_key::keep(shop, &key, context),
        Intent::ChooseWebhook { form, custom } if at(shop, Step::Review) => updates::choose(shop, form, &custom),
        Intent::Connect { replace } if at(shop, Step::Review) => review::connect(shop, replace, context),
        Intent::AskMeum if at(shop, Step::Review) || loss::has_open_connect(shop) => {
            review::look_into(shop, context);
        }
        Intent::HandOver { switch_on } if at(shop, Step::HandOver) => hand_over::deliver(shop, switch_on, context),
        Intent::HandedOverByHand if at(shop, Step::HandOver) => hand_over::by_hand(shop, context),
        Intent::HandOverLater if at(shop, Step::HandOver) => go(shop, Step::Panel),
        Intent::Copy { credential }
            if shop.record.connection.is_some()
                && reading::missing(&shop.record) != Some(credential)
                && !loss::has_open_connect(shop) =>
        {
            let shop = shop.record.id.clone();
            context.effects.push(Effect::Desktop(Desktop::Copy { shop, credential }));
        }
        Intent::ResumeHandOver if at(shop, Step::Panel) => hand_over::resume(shop, context),
        Intent::ReplaceKeys if shop.record.step > Step::ShopKeys => go(shop, Step::ShopKeys),
        Intent::ReplaceMeumKey if shop.record.step > Step::MeumKey => go(shop, Step::MeumKey),
        Intent::TryAgain => try_again(shop, context),
        Intent::KeepUntilClosed if may_keep_until_closed(shop) => keep_until_closed(shop, context),
        Intent::Continue => go_on(shop),
        Intent::Back => back(shop),
        Intent::GoTo { step } if can_go_back_to(shop, step) => go_to(shop, step, context),
        Intent::AskForExtraPassword if can_go_back_to(shop, Step::YourShop) => go_to(shop, Step::YourShop, context),
        // Intents of other screens, and of steps the shop is not on.
        _ => {}
    }
}

/// The shop whose pages a button opens: the one in the field while it is being looked for, the
/// one that was found from then on.
pub fn address_in_use(shop: &Shop) -> Option<StoreUrl> {
    if at(shop, Step::YourShop) && !your_shop::is_done(shop) {
        return StoreUrl::parse(&shop.record.typed_address).ok();
    }
    shop.record.found.as_ref().map(|found| found.home.clone())
}

fn at(shop: &Shop, step: Step) -> bool {
    shop.record.step == step
}

/// Back to a step that is done. The extra password in front of the shop is asked for where the
/// shop is looked for, so that is done again.
fn go_to(shop: &mut Shop, step: Step, context: &mut Context<'_>) {
    let asked = shop.trouble.as_ref().is_some_and(|problem| problem.kind.next_step() == NextStep::EnterPassword);
    go(shop, step);
    if asked && step == Step::YourShop {
        try_again(shop, context);
    }
}

fn cancel(shop: &mut Shop, context: &mut Context<'_>) {
    if let Some(doing) = shop.doing.take_if(|doing| doing.work.can_be_cancelled()) {
        context.effects.push(Effect::Cancel(doing.ticket));
        shop.checks.clear();
    }
}

/// Whether a password store that is not to be had need not stop the merchant. From the moment Meum
/// may have issued something on it is only tried again, unless there is nothing to try: one that is
/// missing, or will do nothing, may never come back.
pub fn may_keep_until_closed(shop: &Shop) -> bool {
    let kind = shop.trouble.as_ref().map(|problem| problem.kind);
    let is_hopeless = matches!(kind, Some(ProblemKind::VaultMissing | ProblemKind::VaultRefused));
    shop.record.step <= Step::Review && (!shop.unfinished || is_hopeless)
}

/// What is entered stays in memory from now on. A Meum key that only the store has, and the store
/// does not give, is entered once more.
fn keep_until_closed(shop: &mut Shop, context: &mut Context<'_>) {
    shop.memory.chosen = true;
    context.effects.push(Effect::Keep(Keep::SecretsUntilClosed(shop.record.id.clone())));
    let would_not = shop.trouble.as_ref().is_some_and(|problem| problem.kind.is_of_vault());
    if at(shop, Step::Review) && would_not && meum_key::is_in_store(shop) && !shop.unfinished {
        meum_key::enter_again(shop);
    } else {
        try_again(shop, context);
    }
}

/// Does once more what the current step does, with what is held.
fn try_again(shop: &mut Shop, context: &mut Context<'_>) {
    match shop.record.step {
        Step::YourShop | Step::Review | Step::HandOver if shop.unfinished => review::recover(shop, context),
        Step::YourShop => {
            let typed = shop.record.typed_address.clone();
            your_shop::check(shop, &typed, context);
        }
        Step::ShopKeys => shop_keys::check_again(shop, context),
        Step::MeumKey => meum_key::keep_again(shop, context),
        Step::Review if loss::lost_at(shop).is_none() => review::connect(shop, false, context),
        Step::Review => review::ask_meum(shop, context),
        Step::HandOver if hand_over::is_kept_until_closed(shop) => hand_over::keep_credentials(shop, context),
        // Handing over is asked for anew, since the merchant chooses what to switch on.
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

/// The step *Back* leads to. What Meum has done cannot be taken back by a button.
pub fn previous(shop: &Shop) -> Option<Step> {
    match shop.record.step {
        Step::YourShop => Some(Step::Welcome),
        Step::ShopKeys => Some(home(shop).unwrap_or(Step::YourShop)),
        Step::MeumKey => Some(home(shop).unwrap_or(Step::ShopKeys)),
        Step::Review => Some(Step::MeumKey),
        Step::Welcome | Step::HandOver | Step::Panel => None,
    }
}

fn back(shop: &mut Shop) {
    if let Some(previous) = previous(shop) {
        go(shop, previous);
    }
}

/// A step that is done may be entered again, until the shop is connected.
pub fn can_go_back_to(shop: &Shop, step: Step) -> bool {
    shop.record.connection.is_none() && shop.record.step <= Step::Review && step < shop.record.step
}

/// The search for a shop is over, or a try of the extra password in front of a connected one.
pub fn shop_found(shop: &mut Shop, ticket: Ticket, result: Result<Box<FoundShop>, Problem>, context: &mut Context<'_>) {
    match unlocking::tried(shop, ticket, &result) {
        Tried::Opened => opened(shop, context),
        Tried::Shut => {}
        Tried::Elsewhere => your_shop::found(shop, ticket, result, context.now),
    }
}

/// The way is open: the step below the page does once more what the password stood before.
fn opened(shop: &mut Shop, context: &mut Context<'_>) {
    match shop.record.step {
        Step::Panel => shop.watch.look_afresh(),
        Step::ShopKeys => shop_keys::check_again(shop, context),
        // The merchant asks for handing over once more, and chooses what to switch on.
        Step::Welcome | Step::YourShop | Step::MeumKey | Step::Review | Step::HandOver => {}
    }
}

/// When the next try by itself is due. On *Review* it is Meum that is asked, so not before the end
/// of the pause it asked for.
pub fn wake_at(shop: &Shop, pause: Option<Timestamp>) -> Option<Timestamp> {
    shop.retry.wake_at(of_meum(shop, pause))
}

fn of_meum(shop: &Shop, pause: Option<Timestamp>) -> Option<Timestamp> {
    if shop.record.step == Step::Review { pause } else { None }
}

/// Tries again what is due, where the step only asks.
pub fn try_what_is_due(shop: &mut Shop, context: &mut Context<'_>) {
    let pause = of_meum(shop, pause::until(&shop.record, context.now));
    let lost = shop.record.answer_lost_at.is_some() && !shop.unfinished;
    let only_asks = match shop.record.step {
        Step::YourShop | Step::ShopKeys => true,
        Step::Review => lost,
        Step::Welcome | Step::MeumKey | Step::HandOver | Step::Panel => false,
    };
    if only_asks && shop.doing.is_none() && shop.retry.is_due(pause, context.now) {
        shop.retry = shop.retry.tried();
        let shown = shop.trouble.clone();
        try_again(shop, context);
        // What stands in the way stays on the screen: it is most likely still there.
        shop.trouble = shown;
    }
}

/// Takes away a pause that is over, and the card of it on a page of leaving.
pub fn end_pause(shop: &mut Shop, now: Timestamp) {
    if !pause::end(&mut shop.record, now) {
        return;
    }
    if let Some(leaving) = &mut shop.leaving {
        leaving.trouble.take_if(|problem| problem.kind == ProblemKind::MeumRateLimited);
    }
}
