//! What can be asked of a step while something is under way there. A page of leaving waits for its answer.

use super::{approving, your_shop};
use crate::asking::Context;
use crate::effect::Effect;
use crate::intent::Intent;
use crate::retry::Retry;
use crate::shop::{Overlay, Shop};

/// What is under way can be cancelled, the address field can be typed in, and a request for approval has buttons of its
/// own.
pub fn ask(shop: &mut Shop, intent: Intent, context: &mut Context<'_>) {
    let on_step = shop.overlay.is_none();
    let may_cancel = matches!(shop.overlay, None | Some(Overlay::Unlock { .. } | Overlay::Move { .. }));
    match intent {
        Intent::Cancel if may_cancel => cancel(shop, context),
        Intent::TypeAddress { text } if on_step => {
            // The merchant is typing another address, so this one is not looked for again by itself.
            shop.stage.retry = Retry::given_up();
            your_shop::type_address(shop, &text);
        }
        Intent::Approve { wish } if approving::waiting(shop).is_some() => approving::ask(shop, wish, context),
        _ => {}
    }
}

fn cancel(shop: &mut Shop, context: &mut Context<'_>) {
    if let Some(doing) = shop.doing.take_if(|doing| doing.work.can_be_cancelled()) {
        context.effects.push(Effect::Cancel(doing.ticket));
        shop.stage.checks.clear();
    }
}
