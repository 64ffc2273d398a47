//! The panel's lines, one function each.

use super::facts::{Elsewhere, Facts};
use super::payouts::Payouts;
use crate::line::{LineId, LineState};
use crate::meum_facts::StatusFacts;
use crate::plain::PlainText;
use crate::problem::{Problem, ProblemKind};
use crate::reading::{active_key_is_ours, missing, was_rotated};
use crate::record::Dated;
use crate::shop_facts::{HandOver, WayIn};
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
    /// The line above that shows the same cause.
    pub because_of: Option<LineId>,
    /// When the fact behind it was learnt.
    pub checked_at: Option<Timestamp>,
    /// Meum's own word, when it is one we do not know.
    pub word: Option<PlainText>,
}

/// When the fact behind a line was learnt.
pub(super) fn checked_at(facts: &Facts<'_>, id: LineId) -> Option<Timestamp> {
    let observed = facts.observed;
    match id {
        LineId::Shop | LineId::Keys | LineId::WayIn | LineId::Plugin => {
            latest(observed.sight.as_ref(), observed.sight_problem.as_ref())
        }
        LineId::Meum | LineId::Webhook => latest(observed.status.as_ref(), observed.status_problem.as_ref()),
        LineId::Payouts => facts.payouts.said_at,
    }
}

/// What a line comes to.
pub(super) struct Verdict {
    pub(super) state: LineState,
    pub(super) kind: Option<ProblemKind>,
    pub(super) word: Option<PlainText>,
}

fn plainly(state: LineState) -> Verdict {
    Verdict { state, kind: None, word: None }
}

fn because(state: LineState, kind: ProblemKind) -> Verdict {
    Verdict { state, kind: Some(kind), word: None }
}

fn latest<T>(answer: Option<&Dated<T>>, problem: Option<&Dated<Problem>>) -> Option<Timestamp> {
    answer.map(|seen| seen.at).max(problem.map(|seen| seen.at))
}

/// Problems of the computer itself say nothing of the shop or of Meum.
fn is_own(kind: ProblemKind) -> bool {
    let of_secrets = matches!(kind, ProblemKind::SecretGone | ProblemKind::CredentialsGone);
    kind == ProblemKind::Offline || kind.is_of_vault() || of_secrets
}

pub(super) fn shop(facts: &Facts<'_>) -> Verdict {
    match facts.sight_problem {
        Some(kind) if is_own(kind) => because(LineState::CantTell, kind),
        // Problems of the keys: the shop itself answered.
        Some(kind) if kind.is_of_keys() => reached(facts),
        Some(kind) => because(LineState::NotWorking, kind),
        None if facts.sight.is_some() => reached(facts),
        None => plainly(LineState::NotChecked),
    }
}

/// The shop answers this app; shoppers may get something else all the same.
fn reached(facts: &Facts<'_>) -> Verdict {
    match facts.shut {
        Some(_) => because(LineState::Attention, ProblemKind::ShutToShoppers),
        None if facts.is_private() => because(LineState::Attention, ProblemKind::PrivateAddress),
        None if facts.certificate_ends => because(LineState::Attention, ProblemKind::CertificateRunsOut),
        None => plainly(LineState::Working),
    }
}

pub(super) fn keys(facts: &Facts<'_>) -> Verdict {
    match facts.sight_problem {
        Some(kind) if kind.is_of_keys() => because(LineState::NotWorking, kind),
        Some(kind) => because(LineState::CantTell, kind),
        None if facts.sight.is_some() => plainly(LineState::Working),
        None => plainly(LineState::NotChecked),
    }
}

/// While an answer to *connect* is missing, nobody knows whether the key in use is this computer's
/// still, even if Meum lets it read for a while.
pub(super) fn meum(facts: &Facts<'_>) -> Verdict {
    if facts.record.attempt.is_open() {
        return because(LineState::Attention, ProblemKind::ConnectAnswerLost);
    }
    match (facts.status_problem, facts.status) {
        (Some(kind), _) => unanswered(kind),
        (None, Some(status)) => by_status(facts, status),
        (None, None) => plainly(LineState::NotChecked),
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

fn by_status(facts: &Facts<'_>, status: &StatusFacts) -> Verdict {
    if status.connected == Some(false) {
        return because(LineState::NotWorking, ProblemKind::MeumReportsIssue);
    }
    if active_key_is_ours(facts.record, status) == Some(false) {
        return because(LineState::Attention, ProblemKind::OtherKeyActive);
    }
    if matches!(whose_shop(facts.record, facts.observed), Whose::Elsewhere(_)) {
        return because(LineState::Attention, ProblemKind::AddressMoved);
    }
    let words = [&status.health_status, &status.connection_status, &status.credential_status, &status.status];
    let poor = words.into_iter().flatten().find_map(|word| {
        let (state, kind) = match meaning(word) {
            Meaning::Fine => return None,
            Meaning::Waiting => (LineState::Waiting, None),
            Meaning::Unknown => (LineState::Attention, Some(ProblemKind::MeumUnknownWord)),
            Meaning::Poor => (LineState::Attention, Some(ProblemKind::MeumReportsIssue)),
            Meaning::Bad => (LineState::NotWorking, Some(ProblemKind::MeumReportsIssue)),
        };
        Some(Verdict { state, kind, word: Some(word.clone()) })
    });
    poor.unwrap_or_else(|| match status.connected {
        Some(true) => plainly(LineState::Working),
        Some(false) | None => because(LineState::CantTell, ProblemKind::StatusUnknown),
    })
}

/// What this computer sees of the way in. Meum sends the updates, so Meum's word that they arrive
/// outranks it: then nobody can tell from here why a guest is turned away.
pub(super) fn way_in(facts: &Facts<'_>) -> Verdict {
    if let Some(kind) = facts.sight_problem {
        return because(LineState::CantTell, kind);
    }
    let word = facts.status.and_then(|status| status.webhook_health.as_ref());
    let arrive = word.map(meaning) == Some(Meaning::Fine);
    match facts.way_in() {
        None => plainly(LineState::NotChecked),
        Some(WayIn::Open) => plainly(LineState::Working),
        Some(WayIn::Missing(_) | WayIn::Shut(_)) if arrive => plainly(LineState::CantTell),
        Some(WayIn::Missing(_)) => because(LineState::NotWorking, ProblemKind::WebhookMissing),
        Some(WayIn::Shut(_)) => because(LineState::NotWorking, ProblemKind::WebhookShut),
        Some(WayIn::Untold | WayIn::Unclear(_)) => plainly(LineState::CantTell),
    }
}

/// Meum's own word.
pub(super) fn webhook(facts: &Facts<'_>) -> Verdict {
    let word = facts.status.and_then(|status| status.webhook_health.as_ref());
    match (facts.status_problem, facts.status, word) {
        (Some(kind), _, _) => because(LineState::CantTell, kind),
        (None, None, _) => plainly(LineState::NotChecked),
        (None, Some(_), word) => delivered(facts, word),
    }
}

/// Where the updates go comes before how they go. At an address of the shop's own, a word that they fail
/// is the graver one.
fn delivered(facts: &Facts<'_>, word: Option<&PlainText>) -> Verdict {
    let fails = word.map(meaning).is_some_and(|meaning| matches!(meaning, Meaning::Poor | Meaning::Bad));
    match (facts.updates(), word) {
        (Some(Elsewhere::Outside), _) => because(LineState::NotWorking, ProblemKind::WebhookAddressDiffers),
        (Some(Elsewhere::InShop), _) if !fails => because(LineState::Attention, ProblemKind::WebhookAddressDiffers),
        (_, Some(word)) => delivery(facts, word),
        (_, None) => plainly(LineState::Waiting),
    }
}

fn delivery(facts: &Facts<'_>, word: &PlainText) -> Verdict {
    // The merchant only says that the plugin has the new key and secret: it may have the old ones.
    let by_hand = matches!(facts.record.hand_over(), HandOver::ByHand { .. });
    let old_secret = was_rotated(facts.record) && by_hand;
    let failing = if old_secret { ProblemKind::OldSecretInUse } else { ProblemKind::WebhookFailing };
    match meaning(word) {
        Meaning::Fine => plainly(LineState::Working),
        Meaning::Waiting => plainly(LineState::Waiting),
        Meaning::Poor => because(LineState::Attention, failing),
        Meaning::Bad => because(LineState::NotWorking, failing),
        Meaning::Unknown => {
            Verdict { state: LineState::Attention, kind: Some(ProblemKind::MeumUnknownWord), word: Some(word.clone()) }
        }
    }
}

/// A missing wallet stays missing while nobody can be asked, for as long as a fact about the wallet
/// counts. A sentence of Meum's is shown, and not read for what it means.
pub(super) fn payouts(facts: &Facts<'_>) -> Verdict {
    match (facts.payouts.known, facts.status_problem) {
        (Payouts::Missing, _) => because(LineState::NotWorking, ProblemKind::PayoutMissing),
        (Payouts::Set | Payouts::Mentioned | Payouts::Unknown, Some(kind)) => because(LineState::CantTell, kind),
        (Payouts::Mentioned, None) => because(LineState::Attention, ProblemKind::MeumReportsIssue),
        (Payouts::Set, None) => plainly(LineState::Working),
        (Payouts::Unknown, None) if facts.status.is_none() => plainly(LineState::NotChecked),
        (Payouts::Unknown, None) => because(LineState::CantTell, ProblemKind::PayoutUnknown),
    }
}

pub(super) fn plugin(facts: &Facts<'_>) -> Verdict {
    if facts.record.hand_over() == HandOver::Pending {
        return because(LineState::NotWorking, ProblemKind::HandOverUnfinished);
    }
    if missing(facts.record).is_some() {
        return because(LineState::Attention, ProblemKind::HalfIssued);
    }
    if let Some(kind) = facts.sight_problem {
        return because(LineState::CantTell, kind);
    }
    let Some(sight) = facts.sight else { return plainly(LineState::NotChecked) };
    let active = sight.plugin.as_ref().map(|plugin| plugin.active);
    match (sight.gateway_enabled, sight.gateway_unknown) {
        (Some(true), _) => plainly(LineState::Working),
        (Some(false), _) => because(LineState::NotWorking, ProblemKind::GatewayOff),
        (None, Some(kind)) => because(LineState::CantTell, kind),
        (None, None) if active == Some(true) => because(LineState::NotWorking, ProblemKind::MethodNotListed),
        // The shop lists it as switched off, and no method of Meum's.
        (None, None) if active == Some(false) => because(LineState::NotWorking, ProblemKind::PluginNotFound),
        // It may be there under a name that the app does not know.
        (None, None) => because(LineState::Attention, ProblemKind::PluginNotFound),
    }
}
