//! What the panel offers beside its lines: nothing that a text on it advises against.

use crate::health::updates_elsewhere;
use crate::problem::ProblemKind;
use crate::reading::missing;
use crate::shop::Shop;
use crate::shop_facts::HandOver;
use crate::view::lines::LineView;
use crate::words::{Press, ProblemView};
use serde::Serialize;
use ts_rs::TS;

/// What can be asked for at any time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Offer {
    /// Connect again: a new key and secret.
    ConnectAgain,
    /// Other shop keys.
    ReplaceKeys,
    /// The same key and secret into the plugin once more.
    HandOverAgain,
}

/// What is offered now. One thing at a time: while a new key waits for its place, or nobody knows how the last
/// connect ended, nobody is asked to make another.
pub(super) fn of(shop: &Shop, lines: &[LineView]) -> Vec<Offer> {
    let record = &shop.record;
    if record.hand_over() == HandOver::Pending {
        return Vec::new();
    }
    if record.attempt.is_open() {
        return vec![Offer::ReplaceKeys];
    }
    let says = |kind| lines.iter().any(|line| line.code == Some(kind));
    let ask_first = [ProblemKind::AddressMoved, ProblemKind::ShopMoved].into_iter().any(says)
        || updates_elsewhere(record, &shop.observed).is_some_and(|problem| problem.about.fault.is_some());
    let mut offers = vec![Offer::ConnectAgain, Offer::ReplaceKeys];
    // A half of a pair is no pair, and a copy must not get the key of the live shop.
    if !ask_first && missing(record).is_none() {
        offers.push(Offer::HandOverAgain);
    }
    if ask_first {
        offers.retain(|offer| *offer != Offer::ConnectAgain);
    }
    offers
}

/// Takes the button that checks now off a card: the panel's own does the same and is always in sight. Returns whether
/// there was one.
pub(super) fn leave_to_check_now(card: Option<&mut ProblemView>) -> bool {
    card.is_some_and(|card| card.button.take_if(|button| button.press == Press::CheckNow).is_some())
}
