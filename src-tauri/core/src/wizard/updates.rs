//! Where payment updates go: the choice on the review step, and a look whether a guest's message gets
//! in at the chosen address. The look is a remark at most: only Meum's own deliveries prove an address.

use crate::asking::{Context, with_store};
use crate::effect::{Effect, Question};
use crate::field::Field;
use crate::problem::{Problem, ProblemKind};
use crate::shop::{Shop, WebhookLook};
use crate::shop_facts::WayIn;
use crate::step::Step;
use crate::store_url::StoreUrl;
use crate::webhook::{AddressFault, WebhookAddress, WebhookChoice, WebhookForm, WebhookQuestion};

/// Whether the choice is open: after a lost answer the address was sent already.
fn may_choose(shop: &Shop) -> bool {
    shop.record.step == Step::Review && !shop.record.attempt.is_open()
}

/// Chooses where payment updates go. An address that can't be is named, and changes nothing.
pub fn choose(shop: &mut Shop, form: WebhookForm, typed: &str) {
    let Some(home) = shop.record.found.as_ref().map(|found| &found.home) else { return };
    if !may_choose(shop) {
        return;
    }
    let choice = match form {
        WebhookForm::Usual => Ok(WebhookChoice::Usual),
        WebhookForm::Older => Ok(WebhookChoice::Older),
        WebhookForm::Custom => WebhookAddress::typed(typed, home)
            .map(|address| WebhookChoice::Custom { rewritten: address.as_str() != typed.trim(), address }),
    };
    shop.stage.checks.clear();
    shop.stage.trouble = None;
    match choice {
        Ok(choice) => shop.record.webhook = choice,
        Err(fault) => {
            let mut problem = Problem::new(ProblemKind::NotAWebhookAddress).at(Field::WebhookAddress);
            problem.about.fault = Some(fault);
            let host = StoreUrl::parse(typed).ok().filter(|_| fault == AddressFault::OtherDomain);
            problem = problem.naming(host.as_ref().map(StoreUrl::host));
            shop.stage.trouble = Some(with_store(shop, problem));
        }
    }
}

/// The address to look at, where the choice is open, nothing is under way and it was not looked at yet.
fn due(shop: &Shop) -> Option<String> {
    let found = shop.record.found.as_ref()?;
    let address = shop.record.webhook.address(&found.home, &found.root);
    let looked = shop.stage.review()?.look.address.as_ref() == Some(&address);
    if looked || shop.doing.is_some() || !may_choose(shop) { None } else { Some(address) }
}

/// Whether a look is due.
pub fn is_due(shop: &Shop) -> bool {
    due(shop).is_some()
}

/// Looks at the chosen address, if that was not done yet.
pub fn look_if_due(shop: &mut Shop, context: &mut Context<'_>) {
    let Some(address) = due(shop) else { return };
    let found = shop.record.found.as_ref();
    let question = found.and_then(|found| WebhookQuestion::about(&address, &found.home, &found.root));
    let id = shop.record.id.clone();
    let Some(review) = shop.stage.review_mut() else { return };
    context.effects.extend(review.look.asked.take().map(Effect::Cancel));
    review.look = WebhookLook { asked: None, address: Some(address), way_in: WayIn::Untold };
    if let Some(question) = question {
        let ticket = context.tickets.draw();
        review.look.asked = Some(ticket);
        context.effects.push(Effect::Ask { ticket, shop: id, question: Question::LookAtWebhook(question) });
    }
}

/// The look is over.
pub fn seen(shop: &mut Shop, way_in: WayIn) {
    if let Some(review) = shop.stage.review_mut() {
        review.look.asked = None;
        review.look.way_in = way_in;
    }
}

/// The window came to the front: what was missing or shut may have been mended meanwhile.
pub fn come_to_front(shop: &mut Shop) {
    if let Some(review) = shop.stage.review_mut()
        && matches!(review.look.way_in, WayIn::Missing(_) | WayIn::Shut(_) | WayIn::Unclear(_))
    {
        review.look = WebhookLook::default();
    }
}
