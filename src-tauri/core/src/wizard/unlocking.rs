//! The extra password in front of a connected shop: a page over the panel, the shop keys or the
//! hand-over. The app tries the password on the shop, and keeps it if it opens the way. Nothing else
//! that is known of the shop changes.
//!
//! A shop that is not connected yet needs no such page: *Your shop* takes the password.

use crate::asking::{Context, take, with_store};
use crate::effect::{Extra, Question};
use crate::extra_password::ExtraPassword;
use crate::field::Field;
use crate::problem::{NextStep, Problem};
use crate::record::ShopRecord;
use crate::shop::{Overlay, Shop};
use crate::shop_facts::FoundShop;
use crate::step::Step;
use crate::store_url::StoreUrl;
use crate::ticket::Ticket;
use crate::work::Work;

/// Opens the page, if the step on the screen has met the extra password.
pub fn open(shop: &mut Shop) {
    if let Some(trouble) = asked_for(shop) {
        shop.overlay = Some(Overlay::Unlock { trouble });
    }
}

/// The problem of the step on the screen, if it is that the shop asks for the extra password.
fn asked_for(shop: &Shop) -> Option<Problem> {
    let problem = match shop.record.step {
        Step::Panel => shop.observed.sight_problem.as_ref().map(|seen| &seen.what),
        Step::ShopKeys | Step::HandOver => shop.stage.trouble.as_ref(),
        Step::Welcome | Step::YourShop | Step::MeumKey | Step::Review => None,
    };
    problem.filter(|problem| wants_password(problem)).cloned()
}

fn wants_password(problem: &Problem) -> bool {
    problem.kind.next_step() == NextStep::EnterPassword
}

/// Tries the password that was entered.
pub fn enter(shop: &mut Shop, extra: ExtraPassword, context: &mut Context<'_>) {
    if extra.user.is_blank() && extra.password.is_blank() {
        if let Some(Overlay::Unlock { trouble }) = &mut shop.overlay {
            trouble.about.field = Some(Field::ExtraPassword);
        }
        return;
    }
    begin(shop, Extra::Typed(extra), context);
}

/// Tries the password that is held, after a problem other than the password.
pub fn try_again(shop: &mut Shop, context: &mut Context<'_>) {
    let kept = shop.record.found.as_ref().is_some_and(|found| found.extra_password.is_some());
    begin(shop, if kept { Extra::Kept } else { Extra::Held }, context);
}

fn begin(shop: &mut Shop, extra: Extra, context: &mut Context<'_>) {
    let Some(address) = door(&shop.record) else { return };
    let below = shop.stage.trouble.clone();
    context.begin(shop, Work::Unlocking, Question::FindShop { address, extra });
    shop.stage.trouble = below;
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
    /// The way is open: the step below can do again what the missing password had stopped.
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
            close(shop, found);
            Tried::Opened
        }
        Err(problem) => {
            let mut problem = with_store(shop, problem.clone());
            problem.about.field = wants_password(&problem).then_some(Field::ExtraPassword);
            if let Some(Overlay::Unlock { trouble }) = &mut shop.overlay {
                *trouble = problem;
            }
            Tried::Shut
        }
    }
}

/// Closes the page. If the shop asks for no password any more, a kept one stays and does no harm.
fn close(shop: &mut Shop, found: &FoundShop) {
    shop.close_overlay();
    if let (Some(known), Some(kept)) = (&mut shop.record.found, found.extra_password) {
        known.extra_password = Some(kept);
    }
    shop.stage.trouble.take_if(|problem| wants_password(problem));
}
