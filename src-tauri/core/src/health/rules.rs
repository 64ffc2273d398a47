//! The rules of the panel's lines, as one table: where a line is seen from, what it hangs on, and which
//! function judges it.
//!
//! How often a bad answer is asked again before it counts is the same for every line that is seen from
//! one place, since one answer serves them all: `watch/confirming.rs`.

use super::facts::Facts;
use super::line::{self, Line, Verdict};
use super::now::Now;
use crate::line::{LineId, LineState};
use crate::problem::ProblemKind;

/// From where a line is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vantage {
    /// From this computer, by a look at the shop.
    Shop,
    /// By Meum's word.
    Meum,
}

/// The rule of a line.
pub(super) struct Rule {
    id: LineId,
    from: Vantage,
    /// The lines above it that show the cause where both have the same.
    hangs_on: &'static [LineId],
    judge: fn(&Facts<'_>) -> Verdict,
}

/// A row a line, top to bottom.
pub(super) const RULES: [Rule; LineId::ALL.len()] = [
    Rule { id: LineId::Shop, from: Vantage::Shop, hangs_on: &[], judge: line::shop },
    Rule { id: LineId::Keys, from: Vantage::Shop, hangs_on: &[LineId::Shop], judge: line::keys },
    Rule { id: LineId::Meum, from: Vantage::Meum, hangs_on: &[], judge: line::meum },
    Rule { id: LineId::Webhook, from: Vantage::Meum, hangs_on: &[LineId::Meum], judge: line::webhook },
    Rule { id: LineId::WayIn, from: Vantage::Shop, hangs_on: &[LineId::Shop, LineId::Keys], judge: line::way_in },
    Rule { id: LineId::Payouts, from: Vantage::Meum, hangs_on: &[LineId::Meum], judge: line::payouts },
    Rule { id: LineId::Plugin, from: Vantage::Shop, hangs_on: &[LineId::Shop, LineId::Keys], judge: line::plugin },
];

/// Every line, top to bottom.
pub(super) fn lines(facts: &Facts<'_>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::with_capacity(RULES.len());
    for rule in &RULES {
        let Verdict { state, kind, word } = (rule.judge)(facts);
        // Where Meum has a word of its own for a line, no other line is the cause.
        let shared = |above: &&LineId| lines.iter().any(|line| line.id == **above && line.kind == kind);
        let cause = rule.hangs_on.iter().find(shared).filter(|_| kind.is_some() && word.is_none()).copied();
        let checked_at = line::checked_at(facts, rule.id);
        lines.push(Line { id: rule.id, state, kind, because_of: cause, checked_at, word });
    }
    lines
}

/// The lines while an answer is asked again: what that answer would change is not said yet.
pub(super) fn while_asked_again(lines: Vec<Line>, now: Now) -> Vec<Line> {
    lines.into_iter().map(|line| asked_again(line, now)).collect()
}

/// From where a line is seen.
pub fn seen_from(line: LineId) -> Vantage {
    RULES.iter().find(|rule| rule.id == line).map_or(Vantage::Shop, |rule| rule.from)
}

fn asked_again(line: Line, now: Now) -> Line {
    let doubt = match seen_from(line.id) {
        Vantage::Shop => now.shop_doubt,
        Vantage::Meum => now.meum_doubt,
    };
    if !doubt.is_some_and(|doubt| would_change(&line, doubt)) {
        return line;
    }
    Line { state: LineState::CheckingAgain, kind: doubt, because_of: None, ..line }
}

/// Whether the answer in doubt would turn this line: bad where it works, or well where it fails of it.
fn would_change(line: &Line, doubt: ProblemKind) -> bool {
    matches!(line.state, LineState::Working | LineState::Waiting | LineState::NotChecked) || line.kind == Some(doubt)
}
