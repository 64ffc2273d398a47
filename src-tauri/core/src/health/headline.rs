//! Can shoppers pay? The lines sum up to one sentence; what is unknown never sums up to *yes*.

use super::certain::{Certain, of_line};
use super::facts::{Elsewhere, Facts};
use super::line::Line;
use super::now::Now;
use crate::line::{Headline, LineId, LineState};
use crate::problem::ProblemKind;

/// The headline: the worst that the lines make certain, and Meum's own word that the shop is ready.
pub(super) fn headline(facts: &Facts<'_>, lines: &[Line], now: Now) -> Headline {
    match worst(lines.iter().filter(|line| is_news(line, now))) {
        Certain::CannotPay => Headline::CantPayYet,
        Certain::OrdersStayOnHold => Headline::Attention,
        Certain::Nothing | Certain::NobodyKnows | Certain::MayFail if !now.meum_heard => Headline::Checking,
        Certain::Nothing | Certain::NobodyKnows | Certain::MayFail => by_meum(facts, lines),
    }
}

/// What all these lines together make certain.
pub(super) fn worst<'a>(lines: impl Iterator<Item = &'a Line>) -> Certain {
    lines.map(|line| of_line(line.state, line.kind)).max().unwrap_or(Certain::Nothing)
}

/// Whether what a line says was learnt since the app started, woke or asked afresh. What this computer
/// did itself, and what is known of the wallet, stays true meanwhile.
fn is_news(line: &Line, now: Now) -> bool {
    match line.kind {
        Some(ProblemKind::HandOverUnfinished | ProblemKind::PayoutMissing) => true,
        _ => match line.id {
            LineId::Shop | LineId::Keys | LineId::WayIn | LineId::Plugin => now.shop_heard,
            LineId::Meum | LineId::Webhook | LineId::Payouts => now.meum_heard,
        },
    }
}

/// One rule tells *needs attention* from *can't tell*, and each card's sentence about sales follows it too.
/// Attention: something was seen to be wrong, so shoppers may fail. Can't tell: nothing was seen to be
/// wrong, and an answer to go by is missing.
fn by_meum(facts: &Facts<'_>, lines: &[Line]) -> Headline {
    let notes = facts.status.is_some_and(|status| status.notes().next().is_some());
    match (facts.status, facts.status_problem) {
        (Some(status), None) if status.connected == Some(false) => Headline::CantPayYet,
        _ if worst(lines.iter()) >= Certain::MayFail || facts.updates() == Some(Elsewhere::Outside) => {
            Headline::Attention
        }
        (_, Some(_)) => Headline::CantTell,
        // Nobody here knows whether the word is good or bad.
        (Some(_), None) if says_unknown_word(lines) => Headline::CantTell,
        (Some(_), None) if notes => Headline::Attention,
        (Some(_), None) => while_nothing_is_wrong(facts, lines),
        (None, None) if facts.observed.status.is_some() => Headline::CantTell,
        (None, None) => Headline::Checking,
    }
}

fn says_unknown_word(lines: &[Line]) -> bool {
    let is_unknown = |line: &&Line| line.kind == Some(ProblemKind::MeumUnknownWord);
    lines.iter().filter(is_unknown).any(|line| of_line(line.state, line.kind) == Certain::NobodyKnows)
}

/// Meum's `connected` says "ready to accept payments" (Meum's status page), so without it nothing is
/// said to be well. Payouts have a line of their own.
fn while_nothing_is_wrong(facts: &Facts<'_>, lines: &[Line]) -> Headline {
    let ready = state(lines, LineId::Meum) == Some(LineState::Working);
    let keys_refused = facts.was_selling && state(lines, LineId::Shop) == Some(LineState::Working);
    match state(lines, LineId::Plugin) {
        Some(LineState::NotChecked) if ready => Headline::Checking,
        Some(LineState::Working) if ready => Headline::CanPay,
        // Keys that were removed do not stop payments: Meum was switched on when last seen.
        Some(LineState::CantTell) if ready && keys_refused => Headline::CanPay,
        _ => Headline::CantTell,
    }
}

fn state(lines: &[Line], id: LineId) -> Option<LineState> {
    lines.iter().find(|line| line.id == id).map(|line| line.state)
}
