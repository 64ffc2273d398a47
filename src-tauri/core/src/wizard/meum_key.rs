//! Step *Meum key*: kept, never tried out. The only call it is good for is *connect* itself.

use crate::asking::{Context, fail, take};
use crate::effect::Question;
use crate::field::Field;
use crate::kept::Kept;
use crate::meum_facts::PendingMeumKey;
use crate::meum_key::MeumKey;
use crate::moves::go;
use crate::problem::{Problem, ProblemKind};
use crate::secret::Secret;
use crate::shop::Shop;
use crate::step::Step;
use crate::ticket::Ticket;
use crate::work::Work;

/// Keeps the key that was typed. An empty box goes on with the one kept before.
pub fn keep(shop: &mut Shop, typed: &Secret, context: &mut Context<'_>) {
    if typed.is_blank() && shop.record.meum_key.is_some() {
        go(shop, Step::Review);
        return;
    }
    match MeumKey::parse(typed) {
        Ok(key) => begin(shop, Some(key), context),
        Err(kind) => shop.stage.trouble = Some(Problem::new(kind).at(Field::MeumKey)),
    }
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
    context.begin(shop, Work::KeepingMeumKey, Question::KeepMeumKey(key));
}

/// The key is kept, or could not be.
pub fn kept(shop: &mut Shop, ticket: Ticket, result: Result<PendingMeumKey, Problem>) {
    if !take(shop, ticket, Work::KeepingMeumKey) {
        return;
    }
    match result {
        Ok(key) => {
            shop.record.meum_key = Some(key);
            go(shop, Step::Review);
        }
        Err(problem) => fail(shop, problem.at(Field::MeumKey)),
    }
}
