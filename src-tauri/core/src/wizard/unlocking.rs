//! The extra password in front of a shop that is connected already: a page over the panel, the
//! shop keys or the hand-over. What is entered is tried on the shop and kept if it opens the way;
//! nothing else of what is known of the shop changes by it.
//!
//! Before a shop is connected there is no need for it: the password is asked for where the shop is
//! looked for.

use super::{Context, Work, leaving, shop_keys, take};
use crate::effect::{Extra, Question};
use crate::extra_password::ExtraPassword;
use crate::intent::Intent;
use crate::problem::{Field, NextStep, Problem, ProblemKind};
use crate::shop::{Shop, ShopRecord, Step};
use crate::shop_facts::FoundShop;
use crate::store_url::StoreUrl;
use crate::ticket::Ticket;

/// The page that is open. Gone with the app: the step below it says again what is wanted.
#[derive(Clone, Debug)]
pub struct Unlocking {
    /// What stands in the way: that the password is asked for, or why the last one did not do.
    pub trouble: Problem,
}

/// Takes what is asked on the page, or the way to it, and gives back what is asked elsewhere.
pub fn ask(shop: &mut Shop, intent: Intent, context: &mut Context<'_>) -> Option<Intent> {
    if shop.unlocking.is_none() {
        let Intent::AskForExtraPassword = intent else { return Some(intent) };
        if shop.record.connection.is_none() || shop.doing.is_some() || leaving::is_on_screen(shop) {
            return Some(intent);
        }
        shop.unlocking = asked_for(shop).map(|trouble| Unlocking { trouble });
        return None;
    }
    if shop.doing.is_some() {
        return Some(intent).filter(|intent| matches!(intent, Intent::Cancel));
    }
    match intent {
        Intent::EnterExtraPassword { user, password } => enter(shop, ExtraPassword { user, password }, context),
        Intent::TryAgain => try_again(shop, context),
        Intent::Stay | Intent::Back => shop.unlocking = None,
        _ => {}
    }
    None
}

/// That the shop asks for the extra password, where the step on the screen has come upon it.
fn asked_for(shop: &Shop) -> Option<Problem> {
    let problem = match shop.record.step {
        Step::Panel => shop.record.sight_problem.as_ref().map(|seen| &seen.what),
        Step::ShopKeys | Step::HandOver => shop.trouble.as_ref(),
        Step::Welcome | Step::YourShop | Step::MeumKey | Step::Review => None,
    };
    problem.filter(|problem| wants_password(problem)).cloned()
}

fn wants_password(problem: &Problem) -> bool {
    problem.kind.next_step() == NextStep::EnterPassword
}

fn enter(shop: &mut Shop, extra: ExtraPassword, context: &mut Context<'_>) {
    if extra.user.is_blank() && extra.password.is_blank() {
        if let Some(page) = &mut shop.unlocking {
            page.trouble.about.field = Some(Field::ExtraPassword);
        }
        return;
    }
    begin(shop, Extra::Typed(extra), context);
}

/// The password that is held, after something else than the password stood in the way.
fn try_again(shop: &mut Shop, context: &mut Context<'_>) {
    let kept = shop.record.found.as_ref().is_some_and(|found| found.extra_password.is_some());
    begin(shop, if kept { Extra::Kept } else { Extra::Held }, context);
}

fn begin(shop: &mut Shop, extra: Extra, context: &mut Context<'_>) {
    let Some(address) = door(&shop.record) else { return };
    let below = shop.trouble.clone();
    context.begin(shop, Work::Unlocking, Question::FindShop { address, extra });
    shop.trouble = below;
}

/// The address the password is for: of the origin that the keys go to.
fn door(record: &ShopRecord) -> Option<StoreUrl> {
    let found = record.found.as_ref()?;
    let guarded = [&found.home, &found.asked].into_iter().find(|address| address.origin() == found.root.origin());
    Some(guarded.unwrap_or(&found.home).clone())
}

/// The try is over: whether it was this page's.
pub fn tried(
    shop: &mut Shop,
    ticket: Ticket,
    result: &Result<Box<FoundShop>, Problem>,
    context: &mut Context<'_>,
) -> bool {
    if !take(shop, ticket, Work::Unlocking) {
        return false;
    }
    match result {
        Ok(found) => opened(shop, found, context),
        Err(problem) => {
            let mut problem = super::with_store(shop, problem.clone());
            problem.about.field = wants_password(&problem).then_some(Field::ExtraPassword);
            if let Some(page) = &mut shop.unlocking {
                page.trouble = problem;
            }
        }
    }
    true
}

/// The way is open: the step below does once more what the password stood before. Where the shop
/// asks for none any more, one that is kept stays, and does no harm.
fn opened(shop: &mut Shop, found: &FoundShop, context: &mut Context<'_>) {
    shop.unlocking = None;
    if let (Some(known), Some(kept)) = (&mut shop.record.found, found.extra_password) {
        known.extra_password = Some(kept);
    }
    shop.trouble.take_if(|problem| wants_password(problem));
    match shop.record.step {
        Step::Panel => shop.panel.look_afresh(),
        Step::ShopKeys => shop_keys::check_again(shop, context),
        // Handing over is asked for anew, since the merchant chooses what to switch on.
        Step::Welcome | Step::YourShop | Step::MeumKey | Step::Review | Step::HandOver => {}
    }
}

/// Whether this problem is that of a wrong extra password. What was refused is not tried again by
/// itself: a server may shut out whoever is wrong too often.
pub fn is_refused(problem: &Problem) -> bool {
    problem.kind == ProblemKind::ExtraPasswordWrong
}
