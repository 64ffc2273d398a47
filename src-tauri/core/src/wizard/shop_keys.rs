//! Step *Shop keys*: the pair is understood, checked against the shop, and kept if it passes. A box that
//! was filled is never emptied by an error: WooCommerce shows a key and its secret only once.

use crate::asking::{Context, fail, take, with_store};
use crate::check::{Check, CheckState};
use crate::checklist;
use crate::effect::{Effect, Held, Question};
use crate::field::Field;
use crate::moves::go;
use crate::problem::{Mark, NextStep, Problem, ProblemKind};
use crate::retry::Retry;
use crate::secret::Secret;
use crate::shop::{Own, Pasted, Shop};
use crate::shop_facts::KeyFacts;
use crate::step::Step;
use crate::ticket::Ticket;
use crate::time::Timestamp;
use crate::woo_key::{ConsumerKey, KeyBox, KeyTrouble, TypedKeys, read_boxes};
use crate::work::Work;
use crate::worlds;

/// Checks what stands in the two boxes; an empty box means what is held for it. Whatever is whole is
/// held from now on, also where the other box keeps the check from being made.
pub fn check(shop: &mut Shop, key: &Secret, secret: &Secret, context: &mut Context<'_>) {
    let (typed, mut refused) = read_boxes(key, secret);
    // What was refused before and not typed over is still in its box.
    let old = shop.stage.pasted().refused.into_iter();
    refused.extend(old.filter(|old| is_untouched(old.at, key, secret, &typed)));
    refused.sort_by_key(|trouble| trouble.at == KeyBox::Secret);
    shop.stage.checks.clear();
    shop.stage.still_at = None;
    // Whoever uses the boxes means the keys, whatever was approved before.
    give_up_answer(shop);
    if let Some(trouble) = refused.first().copied() {
        hold(shop, typed, refused, context);
        shop.stage.trouble = Some(named(&trouble));
    } else if let Some(missing) = missing(shop, &typed) {
        let none = typed.key.is_none() && typed.secret.is_none() && !shop.held.has_of_pair();
        hold(shop, typed, Vec::new(), context);
        let missing = Problem::new(ProblemKind::KeyMissing).at(missing);
        shop.stage.trouble = Some(missing.marked(none.then_some(Mark::BothEmpty)));
    } else if let Some(stranger) = of_other_world(shop, &typed, context) {
        shop.stage.trouble = Some(stranger.at(Field::Key));
    } else {
        begin(shop, typed, context);
    }
}

/// Holds what is whole in the boxes of a step that the merchant leaves.
pub fn hold_for_later(shop: &mut Shop, key: &Secret, secret: &Secret, context: &mut Context<'_>) {
    let (typed, _) = read_boxes(key, secret);
    remember(shop, typed, context);
}

fn is_untouched(at: KeyBox, key: &Secret, secret: &Secret, typed: &TypedKeys) -> bool {
    match at {
        KeyBox::Key => key.is_blank() && typed.key.is_none(),
        KeyBox::Secret => secret.is_blank() && typed.secret.is_none(),
    }
}

/// Holds the good half, and notes which box is refused. A text that says it is not kept leaves its box.
fn hold(shop: &mut Shop, typed: TypedKeys, refused: Vec<KeyTrouble>, context: &mut Context<'_>) {
    let notes = typed.notes.clone();
    remember(shop, typed, context);
    let refused = refused.into_iter().filter(|trouble| stays_in_box(trouble.kind)).collect();
    shop.stage.own = Own::ShopKeys(Pasted { notes, refused, ..shop.stage.pasted() });
}

/// Whether a refused text stays in its box, covered. A key or password of something else does not: its
/// card says that it was not kept.
fn stays_in_box(kind: ProblemKind) -> bool {
    !matches!(kind, ProblemKind::MeumKeyInKeyBox | ProblemKind::PasswordInKeyBox | ProblemKind::WebhookSecretInKeyBox)
}

fn remember(shop: &mut Shop, typed: TypedKeys, context: &mut Context<'_>) {
    note_held(shop, &typed);
    let TypedKeys { key, secret, .. } = typed;
    let shop = shop.record.id.clone();
    context.effects.extend(key.map(|key| Effect::Hold(shop.clone(), Held::Key(key))));
    context.effects.extend(secret.map(|secret| Effect::Hold(shop, Held::Secret(secret))));
}

fn note_held(shop: &mut Shop, typed: &TypedKeys) {
    if let Some(key) = &typed.key {
        shop.held.ending = Some(ConsumerKey::ending(key));
    }
    shop.held.secret |= typed.secret.is_some();
}

/// Checks what was approved, the pair that is held, or what is kept from before, once more.
pub fn check_again(shop: &mut Shop, context: &mut Context<'_>) {
    let held = shop.held.ending.is_some() && shop.held.secret;
    if shop.held.approved.is_some() || held || shop.record.keys.is_some() {
        begin(shop, TypedKeys::default(), context);
    }
}

/// Opens the step for another pair, in place of the one that is kept.
pub fn renew(shop: &mut Shop) {
    go(shop, Step::ShopKeys);
    shop.stage.own = Own::ShopKeys(Pasted { renewing: true, ..Pasted::default() });
}

/// Whether the boxes are on the screen, rather than the pair that is kept. Whoever comes here from the
/// panel wants to enter other keys.
pub fn asks(shop: &Shop) -> bool {
    let pasted = shop.stage.pasted();
    let visits = shop.record.connection.is_some() && shop.stage.checks.is_empty();
    let has_new = shop.held.has_of_pair() || shop.held.approved.is_some() || !pasted.refused.is_empty();
    shop.record.keys.is_none() || pasted.renewing || has_new || visits
}

fn begin(shop: &mut Shop, typed: TypedKeys, context: &mut Context<'_>) {
    let Some(found) = shop.record.found.clone() else { return };
    note_held(shop, &typed);
    let is_new = typed.key.is_some() || typed.secret.is_some();
    shop.held.approved = shop.held.approved.filter(|_| !is_new);
    shop.stage.own = Own::ShopKeys(Pasted { notes: typed.notes, refused: Vec::new(), ..shop.stage.pasted() });
    let approved = shop.held.approved.is_some();
    let question = Question::CheckKeys { found: Box::new(found), key: typed.key, secret: typed.secret, approved };
    context.begin(shop, Work::CheckingKeys, question);
    if is_new {
        // Other keys were typed, so the same answer is no repetition.
        shop.stage.before = None;
    }
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

/// Real keys mean nothing to the practice shop, and its keys nothing to a real one.
fn of_other_world(shop: &Shop, typed: &TypedKeys, context: &Context<'_>) -> Option<Problem> {
    let key = typed.key.as_ref()?;
    worlds::stranger_key(&shop.record, context.notebook, key)
}

/// The box that is empty while nothing is held for it. A kept pair counts only if both boxes are empty,
/// so that half of a new pair never mixes with half of an old one.
fn missing(shop: &Shop, typed: &TypedKeys) -> Option<Field> {
    let nothing_new = typed.key.is_none() && typed.secret.is_none() && !shop.held.has_of_pair();
    let kept = shop.record.keys.is_some() && nothing_new;
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
            let approved_at = approved_at(shop, &facts);
            if takes_the_place_of_an_approval(shop) {
                leave_behind(shop);
            }
            shop.stage.retry = Retry::default();
            shop.stage.trouble = None;
            // Another user may be allowed to.
            shop.plugin_stays_off = false;
            shop.held.forget_pair();
            let Pasted { notes, left_behind, .. } = shop.stage.pasted();
            shop.stage.own = Own::ShopKeys(Pasted { notes, left_behind, ..Pasted::default() });
            if !facts.may_write {
                checklist::note(&mut shop.stage.checks, Check::MayChange, CheckState::Noted, None);
                shop.stage.trouble = Some(read_only(shop, &facts));
            }
            learn_home(shop, &facts);
            learn_of_guests(shop, &facts, now);
            shop.record.keys = Some(KeyFacts { approved_at, ..*facts });
        }
        Err(mut problem) => {
            if shop.held.approved.is_some() {
                turn_away(shop, &problem);
            } else {
                problem.about.ending.clone_from(&shop.held.ending);
                problem.about.field = field_of(problem.kind);
            }
            shop.stage.retry.plan(&problem, now);
            fail(shop, problem);
        }
    }
}

/// What an approval brought counts no more, and stays in WordPress.
pub fn give_up_answer(shop: &mut Shop) {
    if shop.held.approved.take().is_some() {
        leave_behind(shop);
    }
}

/// Remembers that WordPress has a password which is not used here.
fn leave_behind(shop: &mut Shop) {
    if let Some(pasted) = shop.stage.pasted_mut() {
        pasted.left_behind = true;
    }
}

/// Whether what has passed was entered in the place of an approval that is kept.
fn takes_the_place_of_an_approval(shop: &Shop) -> bool {
    let is_new = shop.held.approved.is_some() || shop.held.has_of_pair();
    is_new && shop.record.keys.as_ref().is_some_and(|kept| kept.known_by.user().is_some())
}

/// When what has passed was approved: just now, or when it was checked for the first time.
fn approved_at(shop: &Shop, facts: &KeyFacts) -> Option<Timestamp> {
    let kept = shop.record.keys.as_ref().filter(|kept| kept.known_by == facts.known_by);
    facts.known_by.user().and(shop.held.approved.or(kept.and_then(|kept| kept.approved_at)))
}

/// Where what was approved leads nowhere, another approval may; or else keys are the way, and their boxes come back.
fn turn_away(shop: &mut Shop, problem: &Problem) {
    if problem.next_step() == NextStep::ReplaceKeys {
        // WordPress may have taken back what it does not know.
        if problem.kind != ProblemKind::PasswordUnknown {
            leave_behind(shop);
        }
        shop.held.approved = None;
        shop.record.keys_by_hand = !problem.kind.may_be_approved_again();
    }
}

/// Done when a pair is kept and no other pair has just failed; a pair that reads and can't change
/// anything may go on, with the hand-over done by hand.
pub fn is_done(shop: &Shop) -> bool {
    let Some(keys) = &shop.record.keys else { return false };
    let only_reads = |kind| {
        let mut why = [&keys.write_unknown, &keys.write_refused].into_iter().flatten();
        kind == ProblemKind::KeyReadOnly || why.any(|problem| problem.kind == kind)
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
    let why = facts.write_unknown.clone().or(facts.write_refused.clone());
    let why = why.unwrap_or(Problem::new(ProblemKind::KeyReadOnly));
    let mut problem = with_store(shop, why);
    problem.about.ending = facts.known_by.ending().map(str::to_owned);
    problem
}

fn field_of(kind: ProblemKind) -> Option<Field> {
    match kind {
        ProblemKind::KeyUnknown | ProblemKind::SecretGone => Some(Field::Key),
        ProblemKind::SecretWrong => Some(Field::Secret),
        _ => None,
    }
}
