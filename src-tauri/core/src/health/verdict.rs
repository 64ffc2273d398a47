//! From what is known to the six lines and the headline. Pure: the same facts, the same verdict.

use super::payouts::{self, Payouts, payouts};
use crate::differences::updates_differ;
use crate::line::{Headline, LineId, LineState};
use crate::plain::PlainText;
use crate::problem::{Problem, ProblemKind};
use crate::reading::{active_key_is_ours, missing, was_rotated};
use crate::record::{Seen, ShopRecord};
use crate::shop_facts::{HandOver, WebhookMissing};
use crate::status_word::{Meaning, meaning};
use crate::time::Timestamp;
use crate::whose_shop::{Whose, whose_shop};

/// A line as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which.
    pub id: LineId,
    /// How it stands.
    pub state: LineState,
    /// Why, when there is something to say.
    pub kind: Option<ProblemKind>,
    /// When the fact behind it was learnt.
    pub checked_at: Option<Timestamp>,
    /// Meum's own word, when it is one we do not know.
    pub word: Option<PlainText>,
}

/// The six lines, top to bottom.
pub fn lines(record: &ShopRecord) -> Vec<Line> {
    LineId::ALL.iter().map(|&id| line(record, id)).collect()
}

/// One line.
pub fn line(record: &ShopRecord, id: LineId) -> Line {
    let (state, kind, word) = match id {
        LineId::Shop => shop(record),
        LineId::Keys => keys(record),
        LineId::Meum => meum(record),
        LineId::Webhook => webhook(record),
        LineId::Payouts => payout_line(record),
        LineId::Plugin => plugin(record),
    };
    let checked_at = match id {
        LineId::Shop | LineId::Keys | LineId::Plugin => latest(record.sight.as_ref(), record.sight_problem.as_ref()),
        LineId::Meum | LineId::Webhook => latest(record.status.as_ref(), record.status_problem.as_ref()),
        LineId::Payouts => payouts::said_at(record),
    };
    Line { id, state, kind, checked_at, word }
}

type Verdict = (LineState, Option<ProblemKind>, Option<PlainText>);

fn plainly(state: LineState) -> Verdict {
    (state, None, None)
}

fn because(state: LineState, kind: ProblemKind) -> Verdict {
    (state, Some(kind), None)
}

fn latest<T>(answer: Option<&Seen<T>>, problem: Option<&Seen<Problem>>) -> Option<Timestamp> {
    answer.map(|seen| seen.at).max(problem.map(|seen| seen.at))
}

/// Problems of the computer itself say nothing of the shop or of Meum.
fn is_own(kind: ProblemKind) -> bool {
    let of_secrets = matches!(kind, ProblemKind::SecretGone | ProblemKind::CredentialsGone);
    kind == ProblemKind::Offline || kind.is_of_vault() || of_secrets
}

/// Problems of the keys: the shop itself answered.
fn is_of_keys(kind: ProblemKind) -> bool {
    kind.code().starts_with('F')
}

/// Neither the shop nor Meum can be reached: it is this computer that is offline.
fn is_offline(record: &ShopRecord) -> bool {
    let kind = |problem: &Option<Seen<Problem>>| problem.as_ref().map(|seen| seen.what.kind);
    let shop_silent = matches!(
        kind(&record.sight_problem),
        Some(ProblemKind::HostNotFound | ProblemKind::ConnectionRefused | ProblemKind::ShopTimedOut)
    );
    shop_silent && kind(&record.status_problem) == Some(ProblemKind::MeumUnreachable)
}

/// Why the last look at the shop failed, as the panel puts it: one code on every line it is behind.
fn sight_problem(record: &ShopRecord) -> Option<ProblemKind> {
    match record.sight_problem.as_ref()?.what.kind {
        _ if is_offline(record) => Some(ProblemKind::Offline),
        // Keys that passed their check once and are unknown now were removed or changed (F10).
        ProblemKind::KeyUnknown | ProblemKind::SecretWrong => Some(ProblemKind::KeyRevoked),
        kind => Some(kind),
    }
}

/// Why the last question to Meum failed, as the panel puts it.
fn status_problem(record: &ShopRecord) -> Option<ProblemKind> {
    let kind = record.status_problem.as_ref()?.what.kind;
    let refused = matches!(kind, ProblemKind::MeumKeyRefused | ProblemKind::MeumKeyWrongKind);
    Some(match kind {
        _ if is_offline(record) => ProblemKind::Offline,
        // The lost request most likely made another.
        _ if refused && record.attempt.is_open() => ProblemKind::ConnectAnswerLost,
        kind => kind,
    })
}

fn shop(record: &ShopRecord) -> Verdict {
    match sight_problem(record) {
        Some(kind) if is_own(kind) => because(LineState::CantTell, kind),
        Some(kind) if !is_of_keys(kind) => because(LineState::NotWorking, kind),
        Some(_) => plainly(LineState::Working),
        None if record.sight.is_some() => plainly(LineState::Working),
        None => plainly(LineState::NotChecked),
    }
}

fn keys(record: &ShopRecord) -> Verdict {
    match sight_problem(record) {
        Some(kind) if is_of_keys(kind) => because(LineState::NotWorking, kind),
        Some(kind) => because(LineState::CantTell, kind),
        None if record.sight.is_some() => plainly(LineState::Working),
        None => plainly(LineState::NotChecked),
    }
}

/// The line of a question to Meum that failed.
fn unanswered(kind: ProblemKind) -> Verdict {
    match kind {
        ProblemKind::MeumKeyRefused | ProblemKind::MeumKeyWrongKind | ProblemKind::MeumForbids => {
            because(LineState::NotWorking, kind)
        }
        _ => because(LineState::CantTell, kind),
    }
}

/// Whether the key and secret in use are still this computer's is open while an answer to *connect*
/// is missing, whatever a key says that Meum may let read for a while.
fn meum(record: &ShopRecord) -> Verdict {
    if record.attempt.is_open() {
        return because(LineState::Attention, ProblemKind::ConnectAnswerLost);
    }
    if let Some(kind) = status_problem(record) {
        return unanswered(kind);
    }
    let Some(status) = record.status.as_ref().map(|seen| &seen.what) else {
        return plainly(LineState::NotChecked);
    };
    if status.connected == Some(false) {
        return because(LineState::NotWorking, ProblemKind::MeumReportsIssue);
    }
    if active_key_is_ours(record, status) == Some(false) {
        return because(LineState::Attention, ProblemKind::OtherKeyActive);
    }
    if matches!(whose_shop(record), Whose::Elsewhere(_)) {
        return because(LineState::Attention, ProblemKind::AddressMoved);
    }
    let words = [&status.health_status, &status.connection_status, &status.credential_status, &status.status];
    let told = words.into_iter().flatten().find_map(|word| match meaning(word) {
        Meaning::Fine => None,
        Meaning::Waiting => Some((LineState::Waiting, None, Some(word.clone()))),
        Meaning::Unknown => Some((LineState::Attention, Some(ProblemKind::MeumUnknownWord), Some(word.clone()))),
        Meaning::Poor => Some((LineState::Attention, Some(ProblemKind::MeumReportsIssue), Some(word.clone()))),
        Meaning::Bad => Some((LineState::NotWorking, Some(ProblemKind::MeumReportsIssue), Some(word.clone()))),
    });
    told.unwrap_or(match status.connected {
        Some(true) => plainly(LineState::Working),
        Some(false) | None => because(LineState::CantTell, ProblemKind::StatusUnknown),
    })
}

/// The shop's own answer that nothing is at the address for payment updates, if it is current.
pub fn webhook_missing(record: &ShopRecord) -> Option<&WebhookMissing> {
    let sight = record.sight.as_ref().filter(|_| record.sight_problem.is_none())?;
    sight.what.webhook_missing.as_ref()
}

/// That Meum sends the updates elsewhere than it was asked to (G19), by its latest word. Updates that
/// arrive, at another address of the same shop, are as good.
pub fn updates_elsewhere(record: &ShopRecord) -> Option<Problem> {
    let status = record.status.as_ref().map(|seen| &seen.what);
    let connect = record.connection.as_ref().map(|connection| &connection.facts);
    let said = status.and_then(|status| status.webhook_url.as_ref()).or(connect?.webhook_url.as_ref());
    let arrive = status.and_then(|status| status.webhook_health.as_ref()).map(meaning) == Some(Meaning::Fine);
    updates_differ(record, said).filter(|problem| !arrive || problem.about.fault.is_some())
}

/// Meum sends the updates, so Meum's word that they arrive outranks what this computer sees.
fn webhook(record: &ShopRecord) -> Verdict {
    let word = record.status.as_ref().and_then(|seen| seen.what.webhook_health.as_ref());
    if webhook_missing(record).is_some() && word.map(meaning) != Some(Meaning::Fine) {
        return because(LineState::NotWorking, ProblemKind::WebhookMissing);
    }
    if let Some(kind) = status_problem(record) {
        return because(LineState::CantTell, kind);
    }
    let Some(status) = record.status.as_ref().map(|seen| &seen.what) else {
        return plainly(LineState::NotChecked);
    };
    let Some(word) = &status.webhook_health else { return plainly(LineState::Waiting) };
    let failing = if may_have_old_secret(record) { ProblemKind::OldSecretInUse } else { ProblemKind::WebhookFailing };
    match meaning(word) {
        Meaning::Fine => plainly(LineState::Working),
        Meaning::Waiting => plainly(LineState::Waiting),
        Meaning::Poor => because(LineState::Attention, failing),
        Meaning::Bad => because(LineState::NotWorking, failing),
        Meaning::Unknown => (LineState::Attention, Some(ProblemKind::MeumUnknownWord), Some(word.clone())),
    }
}

/// The key and secret were replaced, and that the plugin has the new ones is only said to be so.
fn may_have_old_secret(record: &ShopRecord) -> bool {
    was_rotated(record) && matches!(record.hand_over(), HandOver::ByHand { .. })
}

fn payout_line(record: &ShopRecord) -> Verdict {
    match payouts(record) {
        // A missing wallet stays missing while nobody can be asked.
        Payouts::Missing => because(LineState::NotWorking, ProblemKind::PayoutMissing),
        Payouts::Set | Payouts::Unknown if record.status_problem.is_some() => {
            because(LineState::CantTell, status_problem(record).unwrap_or(ProblemKind::StatusUnknown))
        }
        Payouts::Set => plainly(LineState::Working),
        Payouts::Unknown if record.status.is_none() => plainly(LineState::NotChecked),
        Payouts::Unknown => because(LineState::CantTell, ProblemKind::PayoutUnknown),
    }
}

fn plugin(record: &ShopRecord) -> Verdict {
    if record.hand_over() == HandOver::Pending {
        return because(LineState::NotWorking, ProblemKind::HandOverUnfinished);
    }
    if missing(record).is_some() {
        return because(LineState::Attention, ProblemKind::HalfIssued);
    }
    if let Some(kind) = sight_problem(record) {
        return because(LineState::CantTell, kind);
    }
    let Some(sight) = record.sight.as_ref().map(|seen| &seen.what) else { return plainly(LineState::NotChecked) };
    let active = sight.plugin.as_ref().is_some_and(|plugin| plugin.active) || sight.gateway_enabled.is_some();
    match sight.gateway_enabled {
        _ if !active => because(LineState::NotWorking, ProblemKind::PluginNotFound),
        Some(false) => because(LineState::Attention, ProblemKind::GatewayOff),
        Some(true) | None => plainly(LineState::Working),
    }
}

/// Can shoppers pay? The lines sum up to one sentence; what is unknown never sums up to *yes*, nor
/// does what was stored before this start: `heard` says whether Meum has answered since.
pub fn headline(record: &ShopRecord, heard: bool) -> Headline {
    let lines = lines(record);
    let state = |id: LineId| lines.iter().find(|line| line.id == id).map(|line| line.state);
    if record.hand_over() == HandOver::Pending || payouts(record) == Payouts::Missing {
        return Headline::CantPayYet;
    }
    if !heard {
        return Headline::Checking;
    }
    let status = match (&record.status, &record.status_problem) {
        (None, None) => return Headline::Checking,
        (_, Some(_)) if record.attempt.is_open() => return Headline::Attention,
        (_, Some(_)) if state(LineId::Meum) == Some(LineState::NotWorking) => return Headline::Attention,
        (_, Some(_)) => return Headline::CantTell,
        (Some(seen), None) => &seen.what,
    };
    if status.connected == Some(false) {
        return Headline::CantPayYet;
    }
    let poor = |id: LineId| matches!(state(id), Some(LineState::Attention | LineState::NotWorking));
    let lines_of_payment = [LineId::Shop, LineId::Meum, LineId::Webhook, LineId::Plugin];
    if lines_of_payment.into_iter().any(poor) || !status.issues.is_empty() {
        return Headline::Attention;
    }
    let known = payouts(record) == Payouts::Set && state(LineId::Meum) == Some(LineState::Working);
    match state(LineId::Plugin) {
        Some(LineState::NotChecked) if known => Headline::Checking,
        Some(LineState::Working) if known => Headline::CanPay,
        // Keys that were removed do not stop payments: the plugin was there when last seen.
        Some(LineState::CantTell)
            if known && record.sight.is_some() && state(LineId::Shop) == Some(LineState::Working) =>
        {
            Headline::CanPay
        }
        _ => Headline::CantTell,
    }
}
