//! Where payment updates go: the choice on the review step, and a look whether the chosen address
//! exists. The look is a remark at most: only Meum's own deliveries prove an address.

use crate::asking::{Context, with_store};
use crate::effect::{Effect, Question};
use crate::field::Field;
use crate::problem::{Problem, ProblemKind};
use crate::shop::Shop;
use crate::shop::WebhookLook;
use crate::shop_facts::{FoundShop, WebhookMissing};
use crate::step::Step;
use crate::webhook::{WebhookAddress, WebhookChoice, WebhookForm};

/// Whether the choice is open: after a lost answer the address was sent already.
fn may_choose(shop: &Shop) -> bool {
    shop.record.step == Step::Review && shop.record.answer_lost_at.is_none() && !shop.unfinished
}

/// Chooses where payment updates go. An address that can't be is named, and changes nothing.
pub fn choose(shop: &mut Shop, form: WebhookForm, typed: &str) {
    let Some(found) = shop.record.found.as_ref().filter(|_| may_choose(shop)) else { return };
    let choice = match form {
        WebhookForm::Usual => Ok(WebhookChoice::Usual),
        WebhookForm::Older => Ok(WebhookChoice::Older),
        WebhookForm::Custom => WebhookAddress::typed(typed, &found.home)
            .map(|address| WebhookChoice::Custom { rewritten: address.as_str() != typed.trim(), address }),
    };
    shop.checks.clear();
    shop.trouble = None;
    match choice {
        Ok(choice) => shop.record.webhook = choice,
        Err(fault) => {
            let mut problem = Problem::new(ProblemKind::NotAWebhookAddress).at(Field::WebhookAddress);
            problem.about.fault = Some(fault);
            shop.trouble = Some(with_store(shop, problem));
        }
    }
}

/// Looks at the chosen address, if that was not done yet.
pub fn look_if_due(shop: &mut Shop, context: &mut Context<'_>) {
    let Some(found) = shop.record.found.as_ref().filter(|_| may_choose(shop)) else { return };
    let address = shop.record.webhook.address(&found.home, &found.root);
    if shop.webhook_look.address.as_ref() == Some(&address) {
        return;
    }
    let target = WebhookAddress::named(&address, &found.home).filter(|_| !is_settled(&shop.record.webhook, found));
    context.effects.extend(shop.webhook_look.asked.take().map(Effect::Cancel));
    shop.webhook_look = WebhookLook { asked: None, address: Some(address), missing: None };
    if let Some(target) = target {
        let ticket = context.tickets.draw();
        shop.webhook_look.asked = Some(ticket);
        let question = Question::LookAtWebhook(target);
        context.effects.push(Effect::Ask { ticket, shop: shop.record.id.clone(), question });
    }
}

/// Whether the index that was read a moment ago lists the plugin's routes where updates will go.
fn is_settled(choice: &WebhookChoice, found: &FoundShop) -> bool {
    choice.form() == WebhookForm::Usual && found.plugin_route && !found.root.is_rest_route()
}

/// The look is over.
pub fn seen(shop: &mut Shop, missing: Option<WebhookMissing>) {
    shop.webhook_look.asked = None;
    shop.webhook_look.missing = missing;
}

/// The window came to the front: what was missing may have been mended meanwhile.
pub fn come_to_front(shop: &mut Shop) {
    if shop.webhook_look.missing.is_some() {
        shop.webhook_look = WebhookLook::default();
    }
}
