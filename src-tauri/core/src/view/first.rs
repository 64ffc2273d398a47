//! Which line of the panel counts: the one whose trouble costs most, and of those the cause before its echo.

use super::lines::{BannerView, LineView};
use crate::health::certain::{is_general, rank, shows_more_than_orders_on_hold};
use crate::line::{Headline, LineId, LineState};
use crate::problem::{NextStep, ProblemKind};
use crate::snapshot::sales;
use crate::words::ProblemView;

/// Marks the line that counts, lets echoes point to it, and says on each card what it means for sales.
pub(super) fn settle(lines: &mut [LineView], headline: Headline) {
    mark(lines);
    hush_echoes(lines);
    let more = shows_more_than_orders_on_hold(lines.iter().map(|line| (line.state, line.code)));
    for line in lines {
        if let Some(says) = &mut line.says {
            let half = says.about.missing.map(sales::of_a_half);
            says.sales =
                Some(half.unwrap_or_else(|| sales::of_a_line(line.state, line.code, line.since, (headline, more))));
        } else if matches!(line.id, LineId::Plugin | LineId::Payouts) {
            line.banner = line.code.filter(|_| line.echo_of.is_none()).map(|code| BannerView {
                sales: sales::of_a_line(line.state, line.code, line.since, (headline, more)),
                fixer: code.fixer(),
            });
        }
    }
}

/// Whether the trouble of a line is one that Meum's general word may be about. Shop keys are this app's own way in,
/// which Meum knows nothing of.
fn is_cause(line: &LineView) -> bool {
    line.id != LineId::Keys
        && matches!(line.state, LineState::NotWorking | LineState::Attention)
        && line.code.is_some_and(|kind| !is_general(kind))
}

/// Lets Meum's general word point to the line that says what is wrong, if one does, and offer nothing beside it.
fn hush_echoes(lines: &mut [LineView]) {
    let Some(cause) = place_of_gravest(lines).and_then(|at| lines.get(at)).filter(|line| is_cause(line)) else {
        return;
    };
    let cause = cause.id;
    for line in lines.iter_mut().filter(|line| line.id != cause && line.code.is_some_and(is_general)) {
        line.echo_of = Some(cause);
        line.says = None;
        line.next = NextStep::None;
    }
}

/// Marks the line that counts.
fn mark(lines: &mut [LineView]) {
    if let Some(line) = place_of_gravest(lines).and_then(|at| lines.get_mut(at)) {
        line.counts = true;
    }
}

/// Takes what the line that counts says, or, where a banner says it, the next one that has something to say.
pub(super) fn take(lines: &mut [LineView]) -> Option<Box<ProblemView>> {
    let at = places(lines).into_iter().find(|at| lines.get(*at).is_some_and(|line| line.says.is_some()))?;
    let line = lines.get_mut(at)?;
    let mut says = line.says.take()?;
    // It is drawn as its line is: what only wants attention is no alarm.
    says.alarm &= line.state != LineState::Attention;
    Some(says)
}

/// The codes of the lines, the one that counts first: what costs most, and the cause before its echo. What is
/// asked again comes last.
pub(super) fn codes(lines: &[LineView]) -> Vec<ProblemKind> {
    let ranked = places(lines).into_iter().filter_map(|at| lines.get(at)?.code);
    let (rest, doubts) = (lines.iter().filter_map(|line| line.code), lines.iter().filter_map(|line| line.doubt));
    ranked.chain(rest).chain(doubts).collect()
}

fn place_of_gravest(lines: &[LineView]) -> Option<usize> {
    places(lines).into_iter().next()
}

/// The lines with a trouble, the gravest first.
fn places(lines: &[LineView]) -> Vec<usize> {
    let troubled = lines.iter().enumerate().filter_map(|(at, line)| Some((rank(line.state, line.code?)?, at)));
    let mut ranked: Vec<_> = troubled.collect();
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, at)| at).collect()
}
