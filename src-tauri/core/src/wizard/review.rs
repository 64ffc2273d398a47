//! Step *Review and connect*: what will be sent, one press, and never a second request for one
//! press. Connect replaces the key and secret a shop uses and returns them once (Meum's OpenAPI,
//! "registers or reconnects"), so the app never sends another request because an answer got lost.

use crate::asking::{self, Context, fail, take, with_store};
use crate::attempt::Came;
use crate::effect::{Effect, Keep, Question, StatusKey};
use crate::health::age::Fact;
use crate::kept::Kept;
use crate::loss::{hear, plan_next, say_lost};
use crate::meum_facts::{ConnectOutcome, NewConnection, PendingMeumKey, StatusFacts};
use crate::meum_key;
use crate::moves::{go, home};
use crate::pause;
use crate::plain::PlainText;
use crate::problem::{Problem, ProblemKind};
use crate::reading::connect_request;
use crate::record::{Connection, Dated};
use crate::shop::{Shop, Standing};
use crate::shop_facts::ShopSight;
use crate::step::Step;
use crate::store_url::StoreUrl;
use crate::ticket::Ticket;
use crate::time::{Span, Timestamp};
use crate::whose_shop::{self, compare};
use crate::work::Work;
use std::mem::take as taken;

/// A connection key lives 24 hours from its making (Meum's API-keys page).
pub const CONNECTION_KEY_LIFE: Span = Span::hours(24);

/// Whether connecting may replace a key and secret in use, so that the merchant must confirm it: after
/// a lost answer, and once Meum was asked, unless it knows of no connection and there is none here.
pub fn must_confirm(shop: &Shop) -> bool {
    let warned = shop.stage.review().is_some_and(|review| review.standing.is_some());
    shop.record.attempt.is_open() || warned
}

/// Connects. Without the merchant's word (`replace`), it first asks Meum whether there is a connection
/// to replace. For a shop that is connected from here, the word counts only after Meum has answered:
/// with another key, Meum may speak of another shop.
pub fn connect(shop: &mut Shop, replace: bool, context: &mut Context<'_>) {
    let replace = replace && (must_confirm(shop) || shop.record.connection.is_none());
    if must_confirm(shop) && !replace || waits(shop, context.now) {
        return;
    }
    if shop.record.attempt.is_unresolved() {
        // The app must know how the earlier one ended before it sends anything.
        return recover(shop, context);
    }
    if may_be_at_work(shop, context.now) {
        return;
    }
    if shop.record.meum_key.is_none() {
        shop.stage.trouble = Some(Problem::new(ProblemKind::MeumKeyGone));
        return;
    }
    if let Some(problem) = moved(shop) {
        return fail(shop, problem);
    }
    match asking::look(shop, false) {
        _ if replace => send(shop, context),
        Some(look) if must_look(shop, context.now) => context.begin(shop, Work::LookingBeforeConnecting, look),
        _ => ask_before_connecting(shop, context),
    }
}

fn ask_before_connecting(shop: &mut Shop, context: &mut Context<'_>) {
    context.begin(shop, Work::AskingBeforeConnecting, Question::Status(StatusKey::Connection));
}

/// That the shop has moved: what Meum would issue for the address that is known could not be handed over,
/// and the key in use would be gone.
fn moved(shop: &Shop) -> Option<Problem> {
    let to = whose_shop::moved_to(&shop.record, &shop.observed, None)?;
    let known = shop.record.found.as_ref()?.home.as_str();
    Some(Problem::new(ProblemKind::ShopMoved).of(known).with_other(to.as_str()))
}

/// Whether the shop is looked at before Meum replaces anything: it is connected, and nobody has looked for
/// as long as a look counts. A shop that is new here was found a moment ago.
fn must_look(shop: &Shop, now: Timestamp) -> bool {
    let seen = Fact::Sight.current(shop.observed.sight.as_ref(), now).is_some();
    let current = seen && shop.observed.sight_problem.is_none();
    shop.record.connection.is_some() && shop.record.keys.is_some() && !current
}

/// The shop was looked at before connecting. One that has just moved must take its keys at the new
/// address; of any other, only a new address is a reason to stop: the pair waits until the shop can be
/// reached.
pub fn looked_at(shop: &mut Shop, ticket: Ticket, result: Result<Box<ShopSight>, Problem>, context: &mut Context<'_>) {
    if !take(shop, ticket, Work::LookingBeforeConnecting) {
        return;
    }
    match result {
        Ok(sight) => {
            shop.observed.sight = Some(Dated { what: *sight, at: context.now });
            shop.observed.sight_problem = None;
        }
        Err(problem) => {
            shop.observed.sight_problem = Some(Dated { what: problem.clone(), at: context.now });
            if shop.record.moved_from.is_some() && moved(shop).is_none() {
                return fail(shop, problem);
            }
        }
    }
    match moved(shop) {
        Some(problem) => fail(shop, problem),
        None => ask_before_connecting(shop, context),
    }
}

/// Whether Meum may still be working on a request whose answer is missing.
fn may_be_at_work(shop: &Shop, now: Timestamp) -> bool {
    shop.record.attempt.lost().is_some_and(|lost| lost.came == Came::Silence && !lost.is_over(now))
}

fn send(shop: &mut Shop, context: &mut Context<'_>) {
    let Some(request) = connect_request(&shop.record) else { return };
    // The request is on the disk before it leaves, since the answer is compared with it.
    shop.record.attempt = taken(&mut shop.record.attempt).sent(request.clone());
    context.begin(shop, Work::Connecting, Question::Connect(Box::new(request)));
}

/// Takes Meum's answer before connecting. A shop that Meum does not know is connected at once; for any
/// other the merchant has to confirm.
fn asked_before_connecting(shop: &mut Shop, result: Result<Box<StatusFacts>, Problem>, context: &mut Context<'_>) {
    let standing = match result {
        Ok(facts) => {
            note_end(shop, &facts);
            let other_site = facts.site_url.clone().filter(|said| !is_own(shop, said));
            Standing { connected: facts.says_connected(), other_site }
        }
        // Meum does not document whether a connection key may ask for the status.
        Err(problem) if matches!(problem.kind, ProblemKind::MeumKeyWrongKind | ProblemKind::MeumForbids) => {
            Standing::default()
        }
        Err(problem) => return refused(shop, problem, context),
    };
    if standing.connected == Some(false) && shop.record.connection.is_none() {
        send(shop, context);
    } else if let Some(review) = shop.stage.review_mut() {
        review.standing = Some(standing);
    }
}

fn is_own(shop: &Shop, said: &PlainText) -> bool {
    let home = shop.record.found.as_ref().map(|found| &found.home);
    let known = [home, shop.record.moved_from.as_ref()];
    let said = StoreUrl::from_home(said.as_str());
    said.is_ok_and(|said| known.into_iter().flatten().any(|known| compare(known, &said).is_ours()))
}

/// Asks Meum, with whichever key there is, whether the shop is connected. Its word does not bring the
/// lost answer back, so the card stays.
pub fn ask_meum(shop: &mut Shop, context: &mut Context<'_>) {
    if waits(shop, context.now) {
        return;
    }
    if !has_key(shop) {
        return fail(shop, Problem::new(ProblemKind::MeumKeyGone));
    }
    shop.record.attempt.ask_again();
    let card = lost_card(shop);
    context.begin(shop, Work::AskingMeum, Question::Status(StatusKey::Any));
    shop.stage.trouble = Some(card);
}

/// Asks Meum without a press, since asking changes nothing there. During a pause it plans the question
/// for the end of the pause. Without a key it only says that the answer is lost. On other steps than
/// *Review* and *Hand over* it says nothing.
pub fn ask_meum_by_itself(shop: &mut Shop, context: &mut Context<'_>) {
    let here = shop.record.step == Step::Review;
    match (has_key(shop), pause::until(&shop.record, context.now)) {
        (true, None) if here => ask_meum(shop, context),
        (true, None) => context.begin(shop, Work::AskingMeum, Question::Status(StatusKey::Any)),
        (true, Some(over)) if here => {
            shop.stage.trouble = Some(lost_card(shop));
            shop.stage.retry.at = Some(over);
        }
        (false, _) if here => say_lost(shop),
        (_, _) if shop.record.step == Step::HandOver => say_lost(shop),
        (_, _) => {}
    }
}

/// Looks into the loss, on this step.
pub fn look_into(shop: &mut Shop, context: &mut Context<'_>) {
    if shop.record.step != Step::Review {
        go(shop, Step::Review);
    }
    if shop.record.attempt.is_unresolved() {
        recover(shop, context);
    } else if has_key(shop) {
        ask_meum_by_itself(shop, context);
    } else {
        ask_meum(shop, context);
    }
}

/// Whether there is a key to ask Meum with, as far as is known.
fn has_key(shop: &Shop) -> bool {
    shop.record.meum_key.is_some() || shop.record.connection.is_some()
}

/// The card of the loss: the answer is missing, or came without credentials.
fn lost_card(shop: &mut Shop) -> Problem {
    let empty = shop.record.attempt.lost().is_some_and(|lost| lost.came == Came::Empty);
    let kind = if empty { ProblemKind::MeumCredentialsMissing } else { ProblemKind::ConnectAnswerLost };
    let card = shop.stage.trouble.take().filter(|problem| problem.kind == kind);
    card.unwrap_or_else(|| with_store(shop, Problem::new(kind)))
}

/// Asks the journal and the password store how a connect ended whose answer nobody saw.
pub fn recover(shop: &mut Shop, context: &mut Context<'_>) {
    let memory_only = shop.memory.chosen || shop.memory.was_chosen;
    context.begin(shop, Work::RecoveringAnswer, Question::RecoverConnect { memory_only });
}

/// The connect call is over, or an unfinished one was looked into.
pub fn connect_ended(shop: &mut Shop, ticket: Ticket, outcome: ConnectOutcome, context: &mut Context<'_>) {
    if !take(shop, ticket, Work::Connecting) && !take(shop, ticket, Work::RecoveringAnswer) {
        return;
    }
    if let ConnectOutcome::StillOpen(problem) = outcome {
        say_here(shop);
        shop.record.attempt = taken(&mut shop.record.attempt).unresolved(context.now);
        return fail(shop, problem);
    }
    context.effects.push(Effect::Keep(Keep::CloseConnect(shop.record.id.clone())));
    match outcome {
        ConnectOutcome::Connected(made) => connected(shop, *made, context),
        ConnectOutcome::NotConnected(problem) => {
            shop.record.attempt = taken(&mut shop.record.attempt).refused();
            refused(shop, problem, context);
        }
        ConnectOutcome::Unkept(made, problem) => {
            connected(shop, *made, context);
            fail(shop, problem);
        }
        ConnectOutcome::Unknown(problem) => {
            lost(shop, problem, context.now);
            ask_meum_by_itself(shop, context);
        }
        ConnectOutcome::Lost(problem) | ConnectOutcome::StillOpen(problem) => lost(shop, problem, context.now),
    }
}

/// The credentials are lost, if there are any. The shop says so until it is connected again.
fn lost(shop: &mut Shop, problem: Problem, now: Timestamp) {
    say_here(shop);
    let empty = problem.kind == ProblemKind::MeumCredentialsMissing;
    let came = if empty { Came::Empty } else { Came::Silence };
    shop.record.attempt = taken(&mut shop.record.attempt).lost_now(came, now);
    fail(shop, problem);
}

/// Goes to this step, the only one that says a loss.
fn say_here(shop: &mut Shop) {
    if shop.record.step != Step::Review {
        go(shop, Step::Review);
    }
}

fn connected(shop: &mut Shop, made: NewConnection, context: &mut Context<'_>) {
    let attempt = taken(&mut shop.record.attempt);
    if shop.record.connection.as_ref().is_some_and(|known| known.at == made.at) {
        return found_again(shop, context);
    }
    match made.kept {
        Kept::Vault => shop.memory.is_kept(context.now),
        Kept::UntilClosed => shop.memory.is_only_here(),
    }
    let record = &mut shop.record;
    let replaced = record.connection.is_some();
    record.connection = Some(Connection::new(made, attempt.request().cloned(), replaced));
    record.meum_key = None;
    record.moved_from = None;
    shop.observed.forget_status();
    context.effects.push(Effect::Keep(Keep::ForgetMeumKey(record.id.clone())));
    // What the watch has in flight was asked with the key that this one replaces.
    shop.watch.ask_afresh();
    go(shop, Step::HandOver);
}

/// The record has this connection already; only its journal entry was left over. A connection key that
/// was entered since is not the used one, so it stays.
fn found_again(shop: &mut Shop, context: &mut Context<'_>) {
    if shop.record.meum_key.is_none() {
        context.effects.push(Effect::Keep(Keep::ForgetMeumKey(shop.record.id.clone())));
    }
    if shop.record.step == Step::Review
        && let Some(home) = home(shop)
    {
        go(shop, home);
    }
}

/// Whether Meum asked us to slow down, and that moment is not over.
fn waits(shop: &Shop, now: Timestamp) -> bool {
    pause::until(&shop.record, now).is_some()
}

/// Nothing changed at Meum. If it asks us to slow down, the merchant can press again after the pause;
/// the app does not press by itself.
fn refused(shop: &mut Shop, problem: Problem, context: &Context<'_>) {
    let mut problem = name_expired(shop, problem, context);
    pause::note(&mut shop.record, &mut problem, context.now);
    fail(shop, problem);
}

/// Names the problem of a key that has most likely run out (G03): Meum refused it, and it was entered
/// more than a day ago or is past the end that Meum named. A 403 alone can also mean a blocked
/// account.
fn name_expired(shop: &Shop, mut problem: Problem, context: &Context<'_>) -> Problem {
    let Some(key) = &shop.record.meum_key else { return problem };
    let seen = shop.observed.status.as_ref();
    let ended = key.expires_at.or_else(|| seen.and_then(|seen| end_of(key, &seen.what)));
    let old = context.now.since(key.entered_at) > CONNECTION_KEY_LIFE || ended.is_some_and(|at| at <= context.now);
    if old && is_refusal(&problem) {
        problem.kind = ProblemKind::MeumKeyExpired;
    }
    problem
}

/// When this key runs out, if it is the one that Meum says is waiting to be used.
fn end_of(key: &PendingMeumKey, facts: &StatusFacts) -> Option<Timestamp> {
    let named = facts.pending_key_prefix.as_ref()?;
    let is_this = meum_key::is_same(&key.prefix, named.as_str()) == Some(true);
    if is_this { facts.pending_key_expires_at } else { None }
}

fn note_end(shop: &mut Shop, facts: &StatusFacts) {
    if let Some(key) = &mut shop.record.meum_key {
        key.expires_at = end_of(key, facts).or(key.expires_at);
    }
}

fn is_refusal(problem: &Problem) -> bool {
    matches!(problem.kind, ProblemKind::MeumKeyRefused | ProblemKind::MeumKeyWrongKind | ProblemKind::MeumForbids)
}

/// Meum's word after a lost answer.
pub fn status_came(
    shop: &mut Shop,
    ticket: Ticket,
    result: Result<Box<StatusFacts>, Problem>,
    context: &mut Context<'_>,
) {
    if take(shop, ticket, Work::AskingBeforeConnecting) {
        return asked_before_connecting(shop, result, context);
    }
    if !take(shop, ticket, Work::AskingMeum) {
        return;
    }
    let here = shop.record.step == Step::Review;
    let result = result.map_err(|mut problem| {
        pause::note(&mut shop.record, &mut problem, context.now);
        problem
    });
    match result {
        Ok(facts) => {
            note_end(shop, &facts);
            shop.observed.status = Some(Dated { what: *facts, at: context.now });
            hear(shop);
            plan_next(shop, context.now);
        }
        // The app asked by itself; *Review* and the panel say that the answer is lost.
        Err(_) if !here => {}
        // The card stays. Support can read that Meum could not be asked.
        Err(problem) if matches!(problem.kind, ProblemKind::MeumFault | ProblemKind::MeumUnreachable) => {
            if let Some(card) = &mut shop.stage.trouble {
                card.tried.extend(problem.technical);
            }
        }
        Err(problem) => refused(shop, as_no_answer(problem), context),
    }
    if shop.record.step == Step::HandOver && shop.record.attempt.is_open() {
        say_lost(shop);
    }
}

/// Meum does not document whether a connection key may ask for the status, so a refusal here says
/// nothing about the key.
fn as_no_answer(mut problem: Problem) -> Problem {
    if is_refusal(&problem) {
        problem.kind = ProblemKind::StatusUnknown;
    }
    problem
}
