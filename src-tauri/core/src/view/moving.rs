//! The page before a connected shop is taken to have moved, as the UI draws it, and the way there from
//! the cards that name another address.

use super::under_way::DoingView;
use crate::plain::PlainText;
use crate::problem::{NextStep, Problem, ProblemKind};
use crate::reading;
use crate::shop::Shop;
use crate::store_url::StoreUrl;
use crate::wizard::moving;
use crate::words::{Card, Place, ProblemView, keys};
use serde::Serialize;
use ts_rs::TS;

/// Before a connected shop is taken to have moved.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MoveView {
    /// The shop's name, or its host name.
    pub shop_name: PlainText,
    /// The address it is known under.
    pub from: String,
    /// The address it names for its own now.
    pub to: String,
    /// Something under way.
    pub doing: Option<DoingView>,
    /// What stood in the way.
    pub problem: Option<ProblemView>,
}

/// The page.
pub(super) fn view(shop: &Shop, to: &StoreUrl, trouble: Option<&Problem>) -> MoveView {
    let known = shop.record.found.as_ref().map(|found| found.home.as_str().to_owned());
    // The page's own button looks there again, with the extra password where one is asked for.
    let card = |problem: &Problem| {
        let asks = problem.next_step() == NextStep::EnterPassword;
        let next = if asks { NextStep::EnterPassword } else { NextStep::TryAgain };
        let mut card = ProblemView { button: None, ..Card::of(problem, Place::Page).next(next).view() };
        if !asks {
            card.says.next = keys::MOVE_AGAIN;
        }
        card
    };
    MoveView {
        shop_name: reading::name(&shop.record).unwrap_or_else(PlainText::dash),
        from: known.unwrap_or_default(),
        to: to.as_str().to_owned(),
        doing: DoingView::of(shop),
        problem: trouble.map(card),
    }
}

/// The step that a card leads to, where another address of a connected shop is what it is about: to say
/// that the shop has moved, or, once that was said, to connect it there.
pub(super) fn next(shop: &Shop, problem: &Problem) -> Option<NextStep> {
    let about_address = matches!(problem.kind, ProblemKind::AddressMoved | ProblemKind::ShopMoved);
    let about_address = about_address || problem.next_step() == NextStep::UseInstead;
    if !about_address || shop.record.connection.is_none() || shop.record.attempt.is_unresolved() {
        return None;
    }
    let adopted = shop.record.moved_from.is_some() && problem.kind == ProblemKind::AddressMoved;
    match moving::moved_to(shop) {
        Some(_) => Some(NextStep::Move),
        None if adopted => Some(NextStep::ConnectAgain),
        None => None,
    }
}
