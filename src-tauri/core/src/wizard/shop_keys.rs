//! Step *Shop keys*: the pair is understood, checked against the shop, and kept if it passes.

use crate::asking::{Context, fail, take, with_store};
use crate::check::{Check, CheckState};
use crate::checklist;
use crate::effect::Question;
use crate::field::Field;
use crate::problem::{Problem, ProblemKind};
use crate::retry::Retry;
use crate::secret::Secret;
use crate::shop::{HeldKeys, Own, Shop};
use crate::shop_facts::KeyFacts;
use crate::ticket::Ticket;
use crate::time::Timestamp;
use crate::woo_key::{ConsumerKey, KeyBox, KeyTrouble, TypedKeys, read_keys};
use crate::work::Work;

/// Checks what stands in the two boxes; an empty box means the one held from before.
pub fn check(shop: &mut Shop, key: &Secret, secret: &Secret, context: &mut Context<'_>) {
    shop.stage.own = Own::ShopKeys(Vec::new());
    shop.stage.checks.clear();
    let typed = match read_keys(key, secret) {
        Ok(typed) => typed,
        Err(trouble) => {
            shop.stage.trouble = Some(named(&trouble));
            return;
        }
    };
    if let Some(missing) = missing(shop, &typed) {
        shop.stage.trouble = Some(Problem::new(ProblemKind::KeyMissing).at(missing));
        return;
    }
    begin(shop, typed, context);
}

/// Checks the pair that is held, or kept from before, once more.
pub fn check_again(shop: &mut Shop, context: &mut Context<'_>) {
    let held = shop.held.ending.is_some() && shop.held.secret;
    if held || shop.record.keys.is_some() {
        begin(shop, TypedKeys::default(), context);
    }
}

fn begin(shop: &mut Shop, typed: TypedKeys, context: &mut Context<'_>) {
    let Some(found) = shop.record.found.clone() else { return };
    if let Some(key) = &typed.key {
        shop.held.ending = Some(ConsumerKey::ending(key));
    }
    shop.held.secret |= typed.secret.is_some();
    shop.stage.own = Own::ShopKeys(typed.notes);
    let question = Question::CheckKeys { found: Box::new(found), key: typed.key, secret: typed.secret };
    context.begin(shop, Work::CheckingKeys, question);
}

fn named(trouble: &KeyTrouble) -> Problem {
    let field = match trouble.at {
        KeyBox::Key => Field::Key,
        KeyBox::Secret => Field::Secret,
    };
    let mut problem = Problem::new(trouble.kind).at(field);
    problem.about.count = trouble.count;
    problem
}

/// The box that is empty while nothing is held for it. A kept pair counts only if both boxes are empty,
/// so that half of a new pair never mixes with half of an old one.
fn missing(shop: &Shop, typed: &TypedKeys) -> Option<Field> {
    let kept = shop.record.keys.is_some() && typed.key.is_none() && typed.secret.is_none();
    if typed.key.is_none() && shop.held.ending.is_none() && !kept {
        return Some(Field::Key);
    }
    if typed.secret.is_none() && !shop.held.secret && !kept {
        return Some(Field::Secret);
    }
    None
}

/// The check is over. A pair that passed is kept already; one that failed stays in memory.
pub fn checked(shop: &mut Shop, ticket: Ticket, result: Result<Box<KeyFacts>, Problem>, now: Timestamp) {
    if !take(shop, ticket, Work::CheckingKeys) {
        return;
    }
    match result {
        Ok(facts) => {
            shop.stage.retry = Retry::default();
            shop.held = HeldKeys::default();
            if !facts.may_write {
                checklist::note(&mut shop.stage.checks, Check::MayChange, CheckState::Noted, None);
                shop.stage.trouble = Some(read_only(shop, &facts));
            }
            learn_home(shop, &facts);
            learn_of_guests(shop, &facts, now);
            shop.record.keys = Some(*facts);
        }
        Err(mut problem) => {
            problem.about.ending.clone_from(&shop.held.ending);
            problem.about.field = field_of(problem.kind);
            shop.stage.retry.plan(&problem, now);
            fail(shop, problem);
        }
    }
}

/// Done when a pair is kept and no other pair has just failed; a pair that reads and can't change
/// anything may go on, with the hand-over done by hand.
pub fn is_done(shop: &Shop) -> bool {
    let Some(keys) = &shop.record.keys else { return false };
    let only_reads = |kind| {
        let unknown = keys.write_unknown.as_ref().is_some_and(|problem| problem.kind == kind);
        kind == ProblemKind::KeyReadOnly || unknown
    };
    shop.stage.trouble.as_ref().is_none_or(|problem| only_reads(problem.kind))
}

/// A hidden index did not tell WordPress's own address; the keys do.
fn learn_home(shop: &mut Shop, facts: &KeyFacts) {
    let (Some(home), Some(found)) = (&facts.home, &mut shop.record.found) else { return };
    if found.index_hidden && found.home != *home {
        found.home.clone_from(home);
        shop.observed.forget_sight();
    }
}

/// The shop's own list of plugins names the one that hides its index; and shoppers were looked for
/// beside the keys.
fn learn_of_guests(shop: &mut Shop, facts: &KeyFacts, now: Timestamp) {
    if let Some(found) = &mut shop.record.found {
        let remarks = std::mem::take(&mut found.remarks);
        found.remarks = remarks.into_iter().map(|remark| remark.among(&facts.closers)).collect();
    }
    shop.observed.see_shoppers(Some(facts.shoppers.clone()), now);
}

/// Why the pair can't change anything: nobody knows whether it may, or it may only look.
fn read_only(shop: &Shop, facts: &KeyFacts) -> Problem {
    let why = facts.write_unknown.clone().unwrap_or(Problem::new(ProblemKind::KeyReadOnly));
    let mut problem = with_store(shop, why);
    problem.about.ending = Some(facts.ending.clone());
    problem
}

fn field_of(kind: ProblemKind) -> Option<Field> {
    match kind {
        ProblemKind::KeyUnknown | ProblemKind::SecretGone => Some(Field::Key),
        ProblemKind::SecretWrong => Some(Field::Secret),
        _ => None,
    }
}
