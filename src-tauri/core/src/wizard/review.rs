//! Step *Review and connect*: what will be sent, one press, and never a second request for one
//! press. Connect replaces the key and secret a shop uses and returns them once (Meum's OpenAPI,
//! "registers or reconnects"), so an answer that got lost is never answered by another request.

use super::{Context, Work, fail, go, take, with_store};
use crate::effect::{Effect, Keep, Question, StatusKey};
use crate::health::verdict::active_key_is_ours;
use crate::health::words::{self, Meaning};
use crate::meum_facts::{ConnectOutcome, ConnectRequest, Connection, StatusFacts};
use crate::pause;
use crate::problem::{Problem, ProblemKind};
use crate::shop::{Seen, Shop, ShopRecord, Step};
use crate::shop_facts::{HandOver, Kept};
use crate::ticket::Ticket;
use crate::time::{Span, Timestamp};
use serde::Serialize;
use ts_rs::TS;

/// A connection key lives 24 hours from its making (Meum's API-keys page).
pub const CONNECTION_KEY_LIFE: Span = Span::hours(24);
/// So long after an answer was lost, Meum may still be working on the request.
const STILL_WORKING: Span = Span::seconds(60);

/// What will be sent; `None` while the shop is not known. Versions only when they are known.
pub fn connect_request(record: &ShopRecord) -> Option<ConnectRequest> {
    let found = record.found.as_ref()?;
    let keys = record.keys.as_ref();
    Some(ConnectRequest {
        webhook_url: record.webhook.address(found),
        site_url: found.home.as_str().to_owned(),
        plugin_version: keys.and_then(|keys| keys.plugin.as_ref()?.version.clone()),
        wordpress_version: keys.and_then(|keys| keys.wordpress.clone()),
        woocommerce_version: keys.and_then(|keys| keys.woocommerce.clone()),
    })
}

/// What Meum said before connecting, where connecting may replace a key and secret in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Standing {
    /// The shop is connected already.
    Connected,
    /// Meum did not say whether it is.
    NotSaid,
}

/// Whether connecting replaces a key and secret that may be in use: after a lost answer, when the
/// shop is connected from here, and when Meum says that it is connected, or does not say.
pub fn must_confirm(shop: &Shop) -> bool {
    let lost = shop.unfinished || shop.record.answer_lost_at.is_some();
    lost || shop.record.connection.is_some() || shop.standing.is_some()
}

/// Connects. Where that may replace a key in use, only with the merchant's word; without it, Meum
/// is asked first whether there is one.
pub fn connect(shop: &mut Shop, replace: bool, context: &mut Context<'_>) {
    if must_confirm(shop) && !replace || waits(shop, context.now) {
        return;
    }
    if shop.record.meum_key.is_none() {
        shop.trouble = Some(Problem::new(ProblemKind::MeumKeyGone));
        return;
    }
    if replace {
        send(shop, context);
    } else {
        context.begin(shop, Work::AskingBeforeConnecting, Question::Status(StatusKey::Connection));
    }
}

fn send(shop: &mut Shop, context: &mut Context<'_>) {
    let Some(request) = connect_request(&shop.record) else { return };
    // On the disk before it leaves: whatever comes back is compared with it.
    shop.record.sent = Some(request.clone());
    context.begin(shop, Work::Connecting, Question::Connect(Box::new(request)));
}

/// Meum's word before connecting: a shop it does not know is connected at once, any other waits
/// for the merchant's word.
fn asked_before_connecting(shop: &mut Shop, result: Result<Box<StatusFacts>, Problem>, context: &mut Context<'_>) {
    let says = match result {
        Ok(facts) => says_connected(&facts),
        // Whether a connection key may ask for the status is not documented.
        Err(problem) if matches!(problem.kind, ProblemKind::MeumKeyWrongKind | ProblemKind::MeumForbids) => None,
        Err(problem) => return refused(shop, problem, context),
    };
    match says {
        Some(false) => send(shop, context),
        Some(true) => shop.standing = Some(Standing::Connected),
        None => shop.standing = Some(Standing::NotSaid),
    }
}

/// Asks Meum, with whatever key there is, whether the shop is connected. The answer stays lost, so
/// its card stays too.
pub fn ask_meum(shop: &mut Shop, context: &mut Context<'_>) {
    if waits(shop, context.now) {
        return;
    }
    shop.meum_says = None;
    let card = lost_card(shop);
    context.begin(shop, Work::AskingMeum, Question::Status(StatusKey::Any));
    shop.trouble = Some(card);
}

/// The same by itself, since asking changes nothing at Meum; in a pause, once that is over.
pub fn find_out(shop: &mut Shop, context: &mut Context<'_>) {
    match pause::until(&shop.record, context.now) {
        Some(over) => {
            shop.trouble = Some(lost_card(shop));
            shop.retry.at = Some(over);
        }
        None => ask_meum(shop, context),
    }
}

fn lost_card(shop: &mut Shop) -> Problem {
    let card = shop.trouble.take().filter(|problem| problem.kind == ProblemKind::ConnectAnswerLost);
    card.unwrap_or_else(|| with_store(shop, Problem::new(ProblemKind::ConnectAnswerLost)))
}

/// After a start: looks into how a connect ended that was begun and never seen to end.
pub fn recover(shop: &mut Shop, context: &mut Context<'_>) {
    context.begin(shop, Work::RecoveringAnswer, Question::RecoverConnect);
}

/// The connect call is over, or an unfinished one was looked into.
pub fn connect_ended(shop: &mut Shop, ticket: Ticket, outcome: ConnectOutcome, context: &mut Context<'_>) {
    if !take(shop, ticket, Work::Connecting) && !take(shop, ticket, Work::RecoveringAnswer) {
        return;
    }
    if let ConnectOutcome::StillOpen(problem) = outcome {
        shop.record.step = Step::Review;
        shop.unfinished = true;
        return fail(shop, problem);
    }
    // A press that came to nothing tells nothing of the earlier one, whose end is still not known.
    if !(shop.unfinished && matches!(outcome, ConnectOutcome::NotConnected(_))) {
        shop.unfinished = false;
        context.effects.push(Effect::Keep(Keep::CloseConnect(shop.record.id.clone())));
    }
    match outcome {
        ConnectOutcome::Connected(connection) => connected(shop, *connection, context),
        ConnectOutcome::NotConnected(problem) => refused(shop, problem, context),
        ConnectOutcome::Unkept(connection, problem) => {
            connected(shop, *connection, context);
            fail(shop, problem);
        }
        ConnectOutcome::Unknown(problem) => {
            lost(shop, problem, context.now);
            find_out(shop, context);
        }
        ConnectOutcome::Lost(problem) | ConnectOutcome::StillOpen(problem) => lost(shop, problem, context.now),
    }
}

/// What Meum may have issued is lost; the shop says so until it is connected again.
fn lost(shop: &mut Shop, problem: Problem, now: Timestamp) {
    shop.record.step = Step::Review;
    shop.record.answer_lost_at = Some(now);
    shop.meum_says = None;
    fail(shop, problem);
}

fn connected(shop: &mut Shop, connection: Connection, context: &mut Context<'_>) {
    if shop.record.connection.as_ref().is_some_and(|known| known.at == connection.at) {
        // Stored before, and only its journal entry was left over.
        return context.effects.push(Effect::Keep(Keep::ForgetMeumKey(shop.record.id.clone())));
    }
    shop.memory.issued = connection.kept == Kept::UntilClosed;
    let record = &mut shop.record;
    record.connection = Some(connection);
    record.hand_over = HandOver::Pending;
    record.answer_lost_at = None;
    record.meum_key = None;
    record.status = None;
    record.status_problem = None;
    context.effects.push(Effect::Keep(Keep::ForgetMeumKey(record.id.clone())));
    shop.meum_says = None;
    shop.standing = None;
    go(shop, Step::HandOver);
}

/// Whether Meum asked us to slow down, and that moment is not over.
fn waits(shop: &Shop, now: Timestamp) -> bool {
    pause::until(&shop.record, now).is_some()
}

/// Nothing was done. Where Meum asks us to slow down, the next press has to wait; nothing is
/// pressed by itself.
fn refused(shop: &mut Shop, problem: Problem, context: &Context<'_>) {
    let mut problem = name_expired(shop, problem, context);
    pause::note(&mut shop.record, &mut problem, context.now);
    fail(shop, problem);
}

/// A key that was entered more than a day ago, or whose end Meum named, and is refused has most
/// likely run out (G03).
fn name_expired(shop: &Shop, mut problem: Problem, context: &Context<'_>) -> Problem {
    let entered = shop.record.meum_key.as_ref().map(|key| key.entered_at);
    let ended = shop.record.status.as_ref().and_then(|seen| seen.what.pending_key_expires_at);
    let old = entered.is_some_and(|at| context.now.since(at) > CONNECTION_KEY_LIFE)
        || ended.is_some_and(|at| at <= context.now);
    if old && matches!(problem.kind, ProblemKind::MeumKeyRefused | ProblemKind::MeumKeyWrongKind) {
        problem.kind = ProblemKind::MeumKeyExpired;
    }
    problem
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
    match result {
        Ok(facts) => {
            shop.meum_says = after_loss(&shop.record, &facts);
            shop.record.status = Some(Seen { what: *facts, at: context.now });
            if !is_settled(shop) {
                shop.retry.at = shop.record.answer_lost_at.map(|lost| lost.after(STILL_WORKING));
            }
        }
        // The answer is lost all the same; that Meum could not be asked is a line for support.
        Err(problem) if matches!(problem.kind, ProblemKind::MeumFault | ProblemKind::MeumUnreachable) => {
            if let Some(card) = &mut shop.trouble {
                card.tried.extend(problem.technical);
            }
        }
        Err(problem) => refused(shop, as_no_answer(problem), context),
    }
}

/// Whether Meum says that the shop is connected. `connected` means *ready for payments*, so a `no`
/// there may be about something else; only with the connection's own fields it says that there is
/// none. An answer that says nothing says nothing.
fn says_connected(facts: &StatusFacts) -> Option<bool> {
    let word = facts.connection_status.as_ref().map(words::meaning);
    match (facts.connected, word) {
        (Some(true), _) | (_, Some(Meaning::Fine)) => Some(true),
        (_, Some(Meaning::Bad)) => Some(false),
        (Some(false), _) if facts.integration_id.is_none() => Some(false),
        _ => None,
    }
}

/// What Meum says after a lost answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum AfterLoss {
    /// The shop is connected.
    Connected,
    /// The shop is connected, and with the key it had before: the lost request changed nothing.
    AsBefore,
    /// The shop is not connected.
    NotConnected,
}

/// Whether what Meum said after a lost answer is its last word: a connection that is there stays,
/// one that is not there may still be in the making.
pub fn is_settled(shop: &Shop) -> bool {
    let lost = shop.record.answer_lost_at;
    let asked = shop.record.status.as_ref().map(|seen| seen.at);
    let in_time = lost.zip(asked).is_some_and(|(lost, asked)| asked >= lost.after(STILL_WORKING));
    shop.meum_says.is_none_or(|says| says == AfterLoss::Connected) || in_time
}

fn after_loss(record: &ShopRecord, facts: &StatusFacts) -> Option<AfterLoss> {
    match says_connected(facts)? {
        true if active_key_is_ours(record, facts) == Some(true) => Some(AfterLoss::AsBefore),
        true => Some(AfterLoss::Connected),
        false => Some(AfterLoss::NotConnected),
    }
}

/// Whether a connection key may ask for the status is not documented: a refusal here says nothing
/// about the key.
fn as_no_answer(mut problem: Problem) -> Problem {
    let refused =
        matches!(problem.kind, ProblemKind::MeumKeyRefused | ProblemKind::MeumKeyWrongKind | ProblemKind::MeumForbids);
    if refused {
        problem.kind = ProblemKind::StatusUnknown;
    }
    problem
}
