//! Why the headline says no more than it does, in one sentence below it.

use super::lines::LineView;
use crate::line::{Headline, LineId, LineState};
use crate::message::Key;
use crate::words::keys;

/// The sentence; none where a card says it, or there is nothing to explain.
pub(super) fn of(headline: Headline, lines: &[LineView]) -> Option<Key> {
    let state = |id| lines.iter().find(|line| line.id == id).map(|line| line.state);
    if headline == Headline::CanPay && both_in_doubt(lines) {
        return Some(keys::WHY_A_MOMENT_AGO);
    }
    if lines.iter().any(|line| line.doubt.is_some()) {
        return Some(keys::WHY_ASKED_AGAIN);
    }
    if headline != Headline::CantTell {
        return None;
    }
    match (state(LineId::Keys), state(LineId::Meum)) {
        (Some(LineState::NotWorking), Some(LineState::Working)) => Some(keys::WHY_NO_KEYS),
        (_, Some(LineState::Waiting)) => Some(keys::WHY_NOT_FINISHED),
        _ => None,
    }
}

/// Whether shop and Meum are both asked again: then nobody stands for what the headline says but a moment ago.
pub(super) fn both_in_doubt(lines: &[LineView]) -> bool {
    let in_doubt = |id| lines.iter().any(|line| line.id == id && line.doubt.is_some());
    in_doubt(LineId::Shop) && in_doubt(LineId::Meum)
}
