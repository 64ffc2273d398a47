//! Can shoppers pay? The lines sum up to one sentence; what is unknown never sums up to *yes*.

use super::facts::Facts;
use super::line::Line;
use super::payouts::Payouts;
use crate::line::{Headline, LineId, LineState};
use crate::meum_facts::StatusFacts;
use crate::shop_facts::HandOver;

/// The headline. `heard` says whether Meum has answered since the app started or woke.
pub(super) fn headline(facts: &Facts<'_>, lines: &[Line], heard: bool) -> Headline {
    if facts.record.hand_over() == HandOver::Pending || facts.payouts.known == Payouts::Missing {
        return Headline::CantPayYet;
    }
    if !heard {
        return Headline::Checking;
    }
    let meum = state(lines, LineId::Meum);
    match (facts.status, facts.status_problem) {
        (_, Some(_)) if facts.record.attempt.is_open() => Headline::Attention,
        (_, Some(_)) if meum == Some(LineState::NotWorking) => Headline::Attention,
        (_, Some(_)) => Headline::CantTell,
        (Some(status), None) => with_status(facts, status, lines),
        (None, None) if facts.observed.status.is_some() => Headline::CantTell,
        (None, None) => Headline::Checking,
    }
}

fn with_status(facts: &Facts<'_>, status: &StatusFacts, lines: &[Line]) -> Headline {
    if status.connected == Some(false) {
        return Headline::CantPayYet;
    }
    let poor = |id: LineId| matches!(state(lines, id), Some(LineState::Attention | LineState::NotWorking));
    let of_payment = [LineId::Shop, LineId::Meum, LineId::Webhook, LineId::WayIn, LineId::Plugin];
    if of_payment.into_iter().any(poor) || !status.issues.is_empty() {
        return Headline::Attention;
    }
    // Meum named a wallet when connecting and says now that the shop is ready to accept payments.
    let payouts = facts.payouts.known == Payouts::Set || facts.payouts.was_set && status.connected == Some(true);
    let known = payouts && state(lines, LineId::Meum) == Some(LineState::Working);
    let keys_gone = facts.looked_into && state(lines, LineId::Shop) == Some(LineState::Working);
    match state(lines, LineId::Plugin) {
        Some(LineState::NotChecked) if known => Headline::Checking,
        Some(LineState::Working) if known => Headline::CanPay,
        // Keys that were removed do not stop payments: the plugin was there when last seen.
        Some(LineState::CantTell) if known && keys_gone => Headline::CanPay,
        _ => Headline::CantTell,
    }
}

fn state(lines: &[Line], id: LineId) -> Option<LineState> {
    lines.iter().find(|line| line.id == id).map(|line| line.state)
}
