//! The extra password in front of a shop that is connected already: a page over the panel, the
//! shop keys or the hand-over. What is entered is tried on the shop and kept if it opens the way;
//! nothing else of what is known of the shop changes by it.
//!
//! Before a shop is connected there is no need for it: the password is asked for where the shop is
//! looked for.

use crate::asking::{Context, take, with_store};
use crate::effect::{Extra, Question};
use crate::extra_password::ExtraPassword;
use crate::field::Field;
use crate::intent::Intent;
use crate::problem::{NextStep, Problem};
use crate::record::ShopRecord;
use crate::shop::Shop;
use crate::shop::Unlocking;
use crate::shop_facts::FoundShop;
use crate::step::Step;
use crate::store_url::StoreUrl;
use crate::ticket::Ticket;
use crate::work::Work;

/// Takes what is asked on the page, or the way to it, and gives back what is asked elsewhere.
pub fn ask(shop: &mut Shop, intent: Intent, context: &mut Context<'_>) -> Option<Intent> {
    if shop.unlocking.is_none() {
        let Intent::AskForExtraPassword = intent else { return Some(intent) };
        if shop.record.connection.is_none() || shop.doing.is_some() || shop.is_leaving() {
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

/// How a try on this page ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    /// The way is open: the step below can do once more what the password stood before.
    Opened,
    /// Something stands in the way; the page says what.
    Shut,
    /// The question was not this page's.
    Elsewhere,
}

/// Takes the answer to a try.
pub fn tried(shop: &mut Shop, ticket: Ticket, result: &Result<Box<FoundShop>, Problem>) -> Tried {
    if !take(shop, ticket, Work::Unlocking) {
        return Tried::Elsewhere;
    }
    match result {
        Ok(found) => {
            open(shop, found);
            Tried::Opened
        }
        Err(problem) => {
            let mut problem = with_store(shop, problem.clone());
            problem.about.field = wants_password(&problem).then_some(Field::ExtraPassword);
            if let Some(page) = &mut shop.unlocking {
                page.trouble = problem;
            }
            Tried::Shut
        }
    }
}

/// Closes the page. Where the shop asks for no password any more, one that is kept stays, and does
/// no harm.
fn open(shop: &mut Shop, found: &FoundShop) {
    shop.unlocking = None;
    if let (Some(known), Some(kept)) = (&mut shop.record.found, found.extra_password) {
        known.extra_password = Some(kept);
    }
    shop.trouble.take_if(|problem| wants_password(problem));
}
