//! The step *Shop keys* as the UI draws it: how far approving or entering keys has come, and what the keys that are kept
//! are known by.

use super::step::{ApprovalView, HeldView, KeysView, StepView, WaitingView};
use crate::approval::Route;
use crate::kept::Kept;
use crate::links::Link;
use crate::message::{Arg, Key, Slot};
use crate::problem::{NextStep, Problem, ProblemKind};
use crate::shop::{Shop, SignInLook};
use crate::shop_facts::{KeyFacts, KnownBy};
use crate::step::Step;
use crate::wizard::{approving, shop_keys};
use crate::woo_key::KeyBox;
use crate::words::{Press, ProblemView, keys};

/// The step.
pub(super) fn step(shop: &Shop) -> StepView {
    let record = &shop.record;
    let has_route = record.found.as_ref().is_some_and(|found| found.plugin_route);
    let approval = approval(shop);
    let (heading, lead) = heading(shop, approval.as_ref());
    StepView::ShopKeys {
        heading,
        lead,
        store: shop.store().unwrap_or_default(),
        key: held_in_box(shop, KeyBox::Key),
        secret: held_in_box(shop, KeyBox::Secret),
        notes: shop.stage.pasted().notes,
        keys: record.keys.as_ref().map(|facts| keys_view(facts, has_route)),
        asks: shop_keys::asks(shop),
        sign_in_first: shop.stage.sign_in == SignInLook::Hidden,
        approval,
        left_behind: left_behind(shop),
    }
}

/// Once the answer has been checked: what WordPress made and nobody here uses. Where another approval is in use, it is
/// told apart.
fn left_behind(shop: &Shop) -> Option<Key> {
    let is_over = shop.doing.is_none() && shop.stage.pasted().left_behind;
    let in_use = shop.record.keys.as_ref().is_some_and(|keys| keys.known_by.user().is_some());
    is_over.then_some(if in_use { keys::APPROVE_LEFT_OLDER } else { keys::APPROVE_LEFT })
}

/// How it stands with a shop that offers it.
fn approval(shop: &Shop) -> Option<ApprovalView> {
    approving::page(shop)?;
    let until = approving::ends_at(shop);
    let pasted = shop.stage.pasted();
    let refused = match pasted.route {
        Route::Port => keys::APPROVE_REFUSED_PORT,
        Route::Scheme => keys::APPROVE_REFUSED_SCHEME,
    };
    let waiting = until.map(|until| WaitingView { shown: pasted.shown, until, refused });
    let below = !shop.stage.trouble.as_ref().is_some_and(|problem| takes_keys_only(problem.kind));
    Some(ApprovalView { leads: approving::leads(shop), came: shop.held.approved.is_some(), waiting, below })
}

/// What the step is about, and the sentence below: what is kept, or else what is to be done for it.
fn heading(shop: &Shop, approval: Option<&ApprovalView>) -> (Key, Key) {
    let kept = shop.record.keys.as_ref().filter(|_| !shop_keys::asks(shop));
    match (kept.map(|kept| &kept.known_by), approval.filter(|approval| approval.leads)) {
        (Some(KnownBy::User(_)), _) => (keys::APPROVE_HEADING_KEPT, keys::APPROVE_LEAD_KEPT),
        (Some(KnownBy::Ending(_)), _) => (keys::KEYS_HEADING_KEPT, keys::KEYS_LEAD),
        (None, Some(ApprovalView { waiting: Some(_), .. })) => (keys::APPROVE_WAITING, keys::APPROVE_WAITING_LEAD),
        (None, Some(ApprovalView { came: true, .. })) => (keys::APPROVE_CAME, keys::APPROVE_CAME_LEAD),
        (None, Some(_)) => (keys::APPROVE_HEADING, keys::APPROVE_LEAD),
        (None, None) => (keys::KEYS_HEADING, keys::KEYS_LEAD),
    }
}

/// What a box of the step holds: what is wrong in it stands in front of what is held.
fn held_in_box(shop: &Shop, at: KeyBox) -> Option<HeldView> {
    if shop.stage.pasted().refused.iter().any(|trouble| trouble.at == at) {
        return Some(HeldView::refused());
    }
    match at {
        KeyBox::Key => shop.held.ending.as_deref().map(HeldView::key),
        KeyBox::Secret => shop.held.secret.then(HeldView::secret),
    }
}

fn keys_view(facts: &KeyFacts, has_route: bool) -> KeysView {
    let (title, says) = match &facts.known_by {
        KnownBy::Ending(ending) => (
            if facts.may_write { keys::KEYS_GOOD } else { keys::KEYS_KNOWN },
            keys::KEYS_GOOD_ENDING.with(Slot::Ending, ending.as_str().into()),
        ),
        KnownBy::User(name) => {
            let says = match facts.approved_at {
                Some(at) => keys::KEYS_GOOD_USER_AT.with(Slot::Day, Arg::Day(at)),
                None => keys::KEYS_GOOD_USER.alone(),
            };
            let title = if facts.may_write { keys::APPROVE_GOOD } else { keys::APPROVE_KNOWN };
            (title, says.and(Slot::User, name.into()))
        }
    };
    KeysView {
        title,
        says,
        may_write: facts.may_write,
        sign_in: facts.sign_in,
        until_closed: facts.kept == Kept::UntilClosed,
        wordpress: facts.wordpress.clone(),
        woocommerce: facts.woocommerce.clone(),
        plugin: facts.plugin.as_ref().and_then(|plugin| plugin.version_where(has_route)),
    }
}

/// What is to be done about a refusal of what was entered, where this step has it on the screen: the app is approved
/// once more with the button at its foot, or a key is made for the boxes that are open.
pub(super) fn next(shop: &Shop, problem: &Problem) -> Option<NextStep> {
    let here = shop.record.step == Step::ShopKeys && problem.next_step() == NextStep::ReplaceKeys;
    if !here || !shop_keys::asks(shop) {
        return None;
    }
    if approving::leads(shop) {
        return Some(NextStep::TryAgain);
    }
    takes_keys_only(problem.kind).then_some(NextStep::Open { link: Link::KeyPage })
}

/// Whether WordPress takes no password of the kind, so that another approval brings nothing.
const fn takes_keys_only(kind: ProblemKind) -> bool {
    matches!(kind, ProblemKind::PasswordsSwitchedOff | ProblemKind::PasswordKeptOut)
}

/// Fits the card's buttons to what is on the screen of this step.
pub(super) fn fit(shop: &Shop, card: &mut ProblemView) {
    if shop.record.step != Step::ShopKeys {
        return;
    }
    if takes_keys_only(card.code) && shop_keys::asks(shop) {
        // What the foot checks is the key that is made then.
        card.again = keys::KEYS_CHECK;
    }
    if let Some(button) = card.button.as_mut().filter(|_| card.next == NextStep::ReplaceKeys && !shop_keys::asks(shop))
    {
        // What is kept stands in the place of the boxes.
        button.press = Press::ReplaceKeys;
    }
}

/// Whether the checks of keys are those of an application password.
pub(super) fn is_approved(shop: &Shop) -> bool {
    let kept = || shop.record.keys.as_ref().is_some_and(|keys| keys.known_by.user().is_some());
    shop.held.approved.is_some() || !shop_keys::asks(shop) && kept()
}
