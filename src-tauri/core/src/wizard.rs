//! The wizard: one file a step. A step looks at its shop, changes it, and asks for effects; it
//! knows nothing of the other steps but their order.

pub mod checks;
pub mod hand_over;
pub mod leaving;
pub mod loss;
mod meum_key;
pub mod retry;
pub mod review;
mod shop_keys;
pub mod unlocking;
pub mod updates;
mod your_shop;

use crate::effect::{Desktop, Effect, Keep, Question};
use crate::extra_password::ExtraPassword;
use crate::intent::Intent;
use crate::problem::{NextStep, Problem, ProblemKind};
use crate::shop::{Shop, Step};
use crate::shop_facts::{FoundShop, HandOver};
use crate::store_url::StoreUrl;
use crate::ticket::{Ticket, TicketCounter};
use crate::time::Timestamp;
use retry::Retry;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use review::connect_request;

/// What the wizard can be busy with, one thing at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Work {
    /// Looking for the shop.
    FindingShop,
    /// Checking the WooCommerce keys.
    CheckingKeys,
    /// Putting the Meum key into the password store.
    KeepingMeumKey,
    /// Putting what Meum issued into the password store.
    KeepingCredentials,
    /// Asking Meum whether the shop is connected already, before connecting.
    AskingBeforeConnecting,
    /// Connecting to Meum.
    Connecting,
    /// Finding out how an earlier connect ended.
    RecoveringAnswer,
    /// Asking Meum after a lost answer.
    AskingMeum,
    /// Writing the new key and secret into the plugin.
    HandingOver,
    /// Disconnecting the shop from Meum.
    Disconnecting,
    /// Removing what Meum had issued from the password store.
    ClearingUp,
    /// Removing the shop from this computer.
    Forgetting,
    /// Trying the extra password in front of a connected shop.
    Unlocking,
}

impl Work {
    /// Connecting, handing over and leaving are never broken off half way: a request that left
    /// cannot be called back.
    pub fn can_be_cancelled(self) -> bool {
        match self {
            Self::Connecting
            | Self::HandingOver
            | Self::RecoveringAnswer
            | Self::KeepingCredentials
            | Self::Disconnecting
            | Self::ClearingUp
            | Self::Forgetting => false,
            Self::FindingShop
            | Self::CheckingKeys
            | Self::KeepingMeumKey
            | Self::AskingBeforeConnecting
            | Self::AskingMeum
            | Self::Unlocking => true,
        }
    }

    /// Whether it replaces, removes or keeps what Meum issued.
    fn is_about_credentials(self) -> bool {
        match self {
            Self::Connecting
            | Self::RecoveringAnswer
            | Self::KeepingCredentials
            | Self::Disconnecting
            | Self::ClearingUp
            | Self::Forgetting => true,
            Self::FindingShop
            | Self::CheckingKeys
            | Self::KeepingMeumKey
            | Self::AskingBeforeConnecting
            | Self::AskingMeum
            | Self::Unlocking
            | Self::HandingOver => false,
        }
    }
}

/// Something under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doing {
    /// What.
    pub work: Work,
    /// The question being waited for.
    pub ticket: Ticket,
    /// Since when.
    pub since: Timestamp,
}

/// What a step may use: the moment, tickets, and the list of effects it adds to.
pub struct Context<'a> {
    /// The moment of the event.
    pub now: Timestamp,
    /// Tickets for questions.
    pub tickets: &'a mut TicketCounter,
    /// What to do, in order.
    pub effects: &'a mut Vec<Effect>,
}

impl Context<'_> {
    /// Begins a piece of work: the question is asked, and the shop waits for its answer.
    fn begin(&mut self, shop: &mut Shop, work: Work, question: Question) {
        if work.is_about_credentials() {
            // What is kept beside it must not come after it: it would bring back what is dead then.
            self.effects.extend(shop.memory.keeping.take().map(Effect::Cancel));
        }
        let ticket = self.tickets.draw();
        shop.doing = Some(Doing { work, ticket, since: self.now });
        shop.checks = checks::waiting(work);
        shop.trouble = None;
        self.effects.push(Effect::Ask { ticket, shop: shop.record.id.clone(), question });
    }
}

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
        Intent::AskMeum if at(shop, Step::Review) || leaving::has_open_connect(shop) => {
            review::look_into(shop, context);
        }
        Intent::HandOver { switch_on } if at(shop, Step::HandOver) => hand_over::deliver(shop, switch_on, context),
        Intent::HandedOverByHand if at(shop, Step::HandOver) => hand_over::by_hand(shop, context),
        Intent::HandOverLater if at(shop, Step::HandOver) => go(shop, Step::Panel),
        Intent::Copy { credential }
            if shop.record.connection.is_some()
                && hand_over::missing(&shop.record) != Some(credential)
                && !leaving::has_open_connect(shop) =>
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

/// Leaves the current step for another; what was under way on the old one is no longer shown.
pub fn go(shop: &mut Shop, step: Step) {
    shop.record.step = step;
    shop.trouble = None;
    shop.retry = Retry::default();
    shop.checks.clear();
    shop.notes.clear();
    shop.webhook_look = updates::WebhookLook::default();
    shop.handing_again = false;
    if shop.settled_loss.take().is_some() {
        shop.meum_says = None;
    }
    shop.unlocking = None;
    if step == Step::Panel {
        // What was asked before may have been asked with a key that is replaced by now.
        shop.panel.ask_afresh();
    }
    if step == Step::HandOver && leaving::has_open_connect(shop) {
        // The pair that is here may have been replaced: it is not the one to hand over.
        review::say_lost(shop);
    }
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
        Step::Panel => shop.panel.hurry(),
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

/// Where a connected shop belongs: at its panel, or at the hand-over that is not done. The steps
/// before that are only visited, to replace a key.
fn home(shop: &Shop) -> Option<Step> {
    let pending = shop.record.hand_over == HandOver::Pending;
    shop.record.connection.as_ref().map(|_| if pending { Step::HandOver } else { Step::Panel })
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

/// Ends a piece of work with a problem on the same step; everything typed and learnt stays.
fn fail(shop: &mut Shop, problem: Problem) {
    forget_what_is_gone(shop, &problem);
    checks::end(&mut shop.checks, &problem);
    shop.trouble = Some(with_store(shop, problem));
}

fn with_store(shop: &Shop, problem: Problem) -> Problem {
    with_store_name(shop.record.found.as_ref(), problem)
}

fn with_store_name(found: Option<&FoundShop>, mut problem: Problem) -> Problem {
    if problem.about.store.is_none() {
        problem.about.store = found.map(|found| found.home.host().to_owned());
    }
    problem
}

/// Whether the shop waits for this ticket with this work; if so, it waits no longer.
fn take(shop: &mut Shop, ticket: Ticket, work: Work) -> bool {
    shop.doing.take_if(|doing| doing.ticket == ticket && doing.work == work).is_some()
}

/// The steps' answers from the world.
pub mod answers {
    pub use super::hand_over::{credentials_kept, handed_over, look_for_credentials};
    pub use super::leaving::{credentials_forgotten, disconnected, forgotten};
    pub use super::meum_key::kept;
    pub use super::review::{ask_meum_by_itself, connect_ended, recover, status_came};
    pub use super::shop_keys::checked as keys_checked;
    pub use super::unlocking::tried;
    pub use super::your_shop::found;
}

/// What the password store should hold is not there: it is not said to be kept any longer.
fn forget_what_is_gone(shop: &mut Shop, problem: &Problem) {
    if problem.kind == ProblemKind::SecretGone {
        shop.held = crate::shop::HeldKeys::default();
        shop.record.keys = None;
    } else if problem.kind == ProblemKind::MeumKeyGone {
        shop.record.meum_key = None;
    }
}
