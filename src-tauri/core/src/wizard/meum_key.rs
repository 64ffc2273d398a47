//! Step *Meum key*: kept, never tried out. The only call it is good for is *connect* itself.

use crate::asking::{Context, fail, take};
use crate::effect::{Effect, Held, Keep, Question};
use crate::field::Field;
use crate::kept::Kept;
use crate::meum_facts::PendingMeumKey;
use crate::meum_key::MeumKey;
use crate::moves::go;
use crate::problem::{NextStep, Problem, ProblemKind};
use crate::secret::Secret;
use crate::shop::{Own, PastedMeumKey, Shop};
use crate::step::Step;
use crate::ticket::Ticket;
use crate::work::Work;
use crate::worlds;

/// Keeps the key that was typed. An empty box means what is held for it, or else the key kept before.
pub fn keep(shop: &mut Shop, typed: &Secret, context: &mut Context<'_>) {
    let pasted = shop.stage.pasted_meum_key();
    if typed.is_blank() {
        return match pasted.refused {
            Some(kind) => refuse(shop, kind),
            None if shop.held.meum_prefix.is_some() => begin(shop, None, context),
            None if shop.record.meum_key.is_some() && !pasted.renewing => go(shop, Step::Review),
            None => refuse(shop, ProblemKind::MeumKeyMissing),
        };
    }
    match MeumKey::parse(typed) {
        Ok(key) => keep_of_this_world(shop, key, context),
        Err(kind) => refuse(shop, kind),
    }
}

/// Real keys mean nothing to the practice Meum, and its keys nothing to the real one.
fn keep_of_this_world(shop: &mut Shop, key: MeumKey, context: &mut Context<'_>) {
    match worlds::stranger_meum_key(&shop.record, context.notebook, &key) {
        Some(stranger) => shop.stage.trouble = Some(stranger.at(Field::MeumKey)),
        None => begin(shop, Some(key), context),
    }
}

/// Says what is wrong. The refused text stays in its box, covered, until something is typed over it.
fn refuse(shop: &mut Shop, kind: ProblemKind) {
    let PastedMeumKey { renewing, .. } = shop.stage.pasted_meum_key();
    let refused = (kind != ProblemKind::MeumKeyMissing).then_some(kind);
    shop.stage.own = Own::MeumKey(PastedMeumKey { refused, renewing });
    shop.stage.trouble = Some(Problem::new(kind).at(Field::MeumKey));
}

/// Holds the key in the box of a step that the merchant leaves, if it is whole.
pub fn hold_for_later(shop: &mut Shop, typed: &Secret, context: &mut Context<'_>) {
    if let Ok(key) = MeumKey::parse(typed) {
        shop.held.meum_prefix = Some(key.prefix());
        context.effects.push(Effect::Hold(shop.record.id.clone(), Held::MeumKey(key)));
    }
}

/// Opens the step for another key. One that Meum has refused is good for nothing more, so it is not
/// shown as kept; while an answer is missing, it may still be needed to ask for it.
pub fn renew(shop: &mut Shop, context: &mut Context<'_>) {
    let refused =
        shop.stage.trouble.as_ref().is_some_and(|problem| problem.kind.next_step() == NextStep::ReplaceMeumKey);
    if refused && shop.record.meum_key.is_some() && !shop.record.attempt.is_open() {
        shop.record.meum_key = None;
        context.effects.push(Effect::Keep(Keep::ForgetMeumKey(shop.record.id.clone())));
    }
    go(shop, Step::MeumKey);
    shop.stage.own = Own::MeumKey(PastedMeumKey { refused: None, renewing: true });
}

/// Whether the box is on the screen, rather than the key that is kept.
pub fn asks(shop: &Shop) -> bool {
    let pasted = shop.stage.pasted_meum_key();
    shop.record.meum_key.is_none() || pasted.renewing || pasted.refused.is_some() || shop.held.meum_prefix.is_some()
}

/// Keeps the key that is held in memory, after the password store refused it.
pub fn keep_again(shop: &mut Shop, context: &mut Context<'_>) {
    begin(shop, None, context);
}

/// Whether the key is in the password store only, as far as is known.
pub fn is_in_store(shop: &Shop) -> bool {
    shop.record.meum_key.as_ref().is_some_and(|key| key.kept == Kept::Vault)
}

/// The store does not give the key, so the merchant enters it once more on this step.
pub fn enter_again(shop: &mut Shop) {
    shop.record.meum_key = None;
    go(shop, Step::MeumKey);
    shop.stage.trouble = Some(Problem::new(ProblemKind::MeumKeyGone).at(Field::MeumKey));
}

fn begin(shop: &mut Shop, key: Option<MeumKey>, context: &mut Context<'_>) {
    if let Some(key) = &key {
        shop.held.meum_prefix = Some(key.prefix());
        shop.stage.own = Own::MeumKey(PastedMeumKey { refused: None, ..shop.stage.pasted_meum_key() });
    }
    context.begin(shop, Work::KeepingMeumKey, Question::KeepMeumKey(key));
}

/// The key is kept, or could not be.
pub fn kept(shop: &mut Shop, ticket: Ticket, result: Result<PendingMeumKey, Problem>) {
    if !take(shop, ticket, Work::KeepingMeumKey) {
        return;
    }
    match result {
        Ok(key) => {
            shop.held.meum_prefix = None;
            shop.record.meum_key = Some(key);
            go(shop, Step::Review);
        }
        Err(problem) => fail(shop, problem.at(Field::MeumKey)),
    }
}
