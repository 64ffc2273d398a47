//! Why the headline says no more than it does, in one sentence below it.

use super::lines::LineView;
use crate::health::Health;
use crate::line::{Headline, LineId, LineState};
use crate::message::Key;
use crate::words::keys;

/// The sentence; none where a card says it, or there is nothing to explain.
pub(super) fn of(health: &Health, lines: &[LineView]) -> Option<Key> {
    let state = |id| lines.iter().find(|line| line.id == id).map(|line| line.state);
    if health.headline == Headline::CanPay && health.is_of_a_moment_ago() {
        return Some(keys::WHY_A_MOMENT_AGO);
    }
    if lines.iter().any(|line| line.doubt.is_some()) {
        return Some(keys::WHY_ASKED_AGAIN);
    }
    if health.headline != Headline::CantTell {
        return None;
    }
    match (state(LineId::Keys), state(LineId::Meum)) {
        (Some(LineState::NotWorking), Some(LineState::Working)) => Some(keys::WHY_NO_KEYS),
        (_, Some(LineState::Waiting)) => Some(keys::WHY_NOT_FINISHED),
        _ => None,
    }
}
