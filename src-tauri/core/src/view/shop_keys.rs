//! The step *Shop keys* as the UI draws it: how far approving or entering keys has come, and what the keys that are kept
//! are known by.

use super::step::{ApprovalView, HeldView, KeysView, StepView, WaitingView};
use crate::approval::Route;
use crate::kept::Kept;
use crate::message::{Arg, Key, Slot};
use crate::shop::{Shop, SignInLook};
use crate::shop_facts::{KeyFacts, KnownBy};
use crate::wizard::{approving, shop_keys};
use crate::woo_key::KeyBox;
use crate::words::keys;

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
    }
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
    Some(ApprovalView { leads: approving::leads(shop), came: shop.held.approved.is_some(), waiting })
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

/// Whether the checks of keys are those of an application password.
pub(super) fn is_approved(shop: &Shop) -> bool {
    let kept = || shop.record.keys.as_ref().is_some_and(|keys| keys.known_by.user().is_some());
    shop.held.approved.is_some() || !shop_keys::asks(shop) && kept()
}
