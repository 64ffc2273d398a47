//! Going from one step to another, and what is left behind on the way.

use crate::loss;
use crate::retry::Retry;
use crate::shop::{Shop, WebhookLook};
use crate::shop_facts::HandOver;
use crate::step::Step;

/// Leaves the current step for another; what was under way on the old one is no longer shown.
pub fn go(shop: &mut Shop, step: Step) {
    shop.record.step = step;
    shop.trouble = None;
    shop.retry = Retry::default();
    shop.checks.clear();
    shop.notes.clear();
    shop.webhook_look = WebhookLook::default();
    shop.handing_again = false;
    if shop.settled_loss.take().is_some() {
        shop.meum_says = None;
    }
    shop.unlocking = None;
    if step == Step::Panel {
        // What was asked before may have been asked with a key that is replaced by now.
        shop.watch.ask_afresh();
    }
    if step == Step::HandOver && loss::has_open_connect(shop) {
        // The pair that is here may have been replaced: it is not the one to hand over.
        loss::say_lost(shop);
    }
}

/// Where a connected shop belongs: at its panel, or at the hand-over that is not done. The steps
/// before that are only visited, to replace a key.
pub fn home(shop: &Shop) -> Option<Step> {
    let pending = shop.record.hand_over == HandOver::Pending;
    shop.record.connection.as_ref().map(|_| if pending { Step::HandOver } else { Step::Panel })
}
