//! Going from one step to another, and what is left behind on the way.

use crate::loss;
use crate::shop::{Overlay, Shop, Stage};
use crate::shop_facts::HandOver;
use crate::step::Step;

/// Leaves the current step for another. Nothing that the old one had on the screen stays.
pub fn go(shop: &mut Shop, step: Step) {
    shop.record.step = step;
    shop.stage = Stage::new(step);
    loss::leave(&mut shop.record.attempt);
    shop.overlay.take_if(|page| matches!(page, Overlay::Unlock { .. } | Overlay::Move { .. }));
    if step == Step::Panel {
        // What is in flight may have been asked with a key that is replaced by now.
        shop.watch.ask_afresh();
    }
    if step == Step::HandOver && shop.record.attempt.is_open() {
        // The pair that is here may have been replaced: it is not the one to hand over.
        loss::say_lost(shop);
    }
}

/// The step a connected shop belongs at: the hand-over until it is done, then the panel. It only
/// visits the steps before, to replace a key.
pub fn home(shop: &Shop) -> Option<Step> {
    let connection = shop.record.connection.as_ref()?;
    Some(if connection.hand_over == HandOver::Pending { Step::HandOver } else { Step::Panel })
}
