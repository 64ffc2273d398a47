//! A connected shop that has moved. The connection is for the old address, so what Meum issues for it
//! can't be handed over at the new one. The merchant says that the shop has moved, and that what answers
//! there is no copy; the app looks for it there, and the next connect tells Meum the new address.
//!
//! Nothing is sent to Meum here, and no key to the new address: the look before connecting tries those.

use crate::asking::{Context, take, with_store};
use crate::effect::{Extra, Question};
use crate::extra_password::ExtraPassword;
use crate::field::Field;
use crate::moves::go;
use crate::problem::{NextStep, Problem};
use crate::shop::{Overlay, Shop};
use crate::shop_facts::FoundShop;
use crate::step::Step;
use crate::store_url::StoreUrl;
use crate::ticket::Ticket;
use crate::whose_shop;
use crate::work::Work;

/// Where the shop says that it lives now, if that is another address than the one it is known under.
pub fn moved_to(shop: &Shop) -> Option<StoreUrl> {
    whose_shop::moved_to(&shop.record, &shop.observed, shop.stage.trouble.as_ref())
}

/// Opens the page, if the shop names another address. While the journal is yet to be looked into, no
/// address changes.
pub fn ask_to_move(shop: &mut Shop) {
    let on_page = matches!(shop.overlay, None | Some(Overlay::Disconnect { .. }));
    if let (Some(to), true, false) = (moved_to(shop), on_page, shop.record.attempt.is_unresolved()) {
        shop.overlay = Some(Overlay::Move { to, trouble: None });
    }
}

/// Looks for the shop at the address on the page, where the merchant knows what it means.
pub fn look_there(shop: &mut Shop, knowing: bool, context: &mut Context<'_>) {
    let Some(Overlay::Move { to, trouble }) = &mut shop.overlay else { return };
    if !knowing {
        return;
    }
    *trouble = None;
    let (address, below) = (to.clone(), shop.stage.trouble.clone());
    context.begin(shop, Work::Moving, Question::FindShop { address, extra: Extra::Held });
    shop.stage.trouble = below;
}

/// Looks there with the extra password that was entered, if it is asked for there. It is tried at that
/// address only.
pub fn look_with_password(shop: &mut Shop, extra: ExtraPassword, context: &mut Context<'_>) {
    let Some(Overlay::Move { to, trouble: Some(problem) }) = &mut shop.overlay else { return };
    if problem.kind.next_step() != NextStep::EnterPassword {
        return;
    }
    if extra.user.is_blank() && extra.password.is_blank() {
        problem.about.field = Some(Field::ExtraPassword);
        return;
    }
    let (address, below) = (to.clone(), shop.stage.trouble.clone());
    context.begin(shop, Work::Moving, Question::FindShop { address, extra: Extra::Typed(extra) });
    shop.stage.trouble = below;
}

/// Takes the answer to that look. Returns whether it was one.
pub fn looked(shop: &mut Shop, ticket: Ticket, result: &Result<Box<FoundShop>, Problem>) -> bool {
    if !take(shop, ticket, Work::Moving) {
        return false;
    }
    match result {
        Ok(found) => move_to(shop, FoundShop::clone(found)),
        Err(problem) => {
            let mut problem = with_store(shop, problem.clone());
            let wants_password = problem.kind.next_step() == NextStep::EnterPassword;
            problem.about.field = wants_password.then_some(Field::ExtraPassword);
            if let Some(Overlay::Move { trouble, .. }) = &mut shop.overlay {
                *trouble = Some(problem);
            }
        }
    }
    true
}

/// The shop is there. A connection key connects it; the keys of the shop move with it.
fn move_to(shop: &mut Shop, found: FoundShop) {
    found.home.as_str().clone_into(&mut shop.record.typed_address);
    if let Some(before) = shop.record.found.replace(found) {
        // What Meum has is the address of the last connect, however often the shop has moved since.
        shop.record.moved_from.get_or_insert(before.home);
    }
    shop.observed.forget_sight();
    shop.close_overlay();
    go(shop, if shop.record.meum_key.is_some() { Step::Review } else { Step::MeumKey });
    shop.watch.ask_afresh();
}
