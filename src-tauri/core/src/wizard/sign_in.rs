//! A look at the shop's administration, on the step whose button leads there and only then: where a
//! plugin has moved the sign-in, the button leads nowhere until the merchant has signed in.

use crate::asking::Context;
use crate::effect::{Effect, Question};
use crate::shop::{Shop, SignInLook};
use crate::step::Step;

/// Whether a look is due: a key is still to be made, and nobody has looked.
pub fn is_due(shop: &Shop) -> bool {
    let makes_key = shop.record.step == Step::ShopKeys && shop.record.keys.is_none();
    makes_key && shop.stage.sign_in == SignInLook::NotYet && shop.record.found.is_some() && shop.doing.is_none()
}

/// Looks, if that is due.
pub fn look_if_due(shop: &mut Shop, context: &mut Context<'_>) {
    let Some(found) = shop.record.found.as_ref().filter(|_| is_due(shop)) else { return };
    let ticket = context.tickets.draw();
    let question = Question::LookAtSignIn(found.site.as_ref().unwrap_or(&found.home).clone());
    context.effects.push(Effect::Ask { ticket, shop: shop.record.id.clone(), question });
    shop.stage.sign_in = SignInLook::Asked(ticket);
}

/// The look is over.
pub fn seen(shop: &mut Shop, hidden: bool) {
    shop.stage.sign_in = if hidden { SignInLook::Hidden } else { SignInLook::Shown };
}
