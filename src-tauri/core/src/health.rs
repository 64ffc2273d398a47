//! How a shop stands: the panel's lines, its headline and the payout banner. One function decides it,
//! from the record, what was observed, and the moment: a fact that is too old does not count.

pub mod age;
pub mod certain;
pub mod certificate;
mod facts;
mod headline;
mod line;
mod now;
mod payouts;
mod rules;

use crate::line::{Headline, LineId, LineState};
use crate::observed::Observed;
use crate::plain::PlainText;
use crate::problem::Problem;
use crate::record::ShopRecord;
use crate::shop_facts::{ShopShut, WayIn};
use crate::time::Timestamp;
use facts::Facts;

pub use facts::{turns_at, updates_elsewhere};
pub use line::Line;
pub use now::Now;
pub use payouts::Payouts;
pub use rules::{Vantage, seen_from};

/// How a shop stands at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// Can shoppers pay?
    pub headline: Headline,
    /// Every line of the panel, top to bottom.
    pub lines: Vec<Line>,
    /// What is known of the payout wallet.
    pub payouts: Payouts,
    /// Meum's own sentences about the wallet, out of its newest answer.
    pub payout_words: Vec<PlainText>,
    /// What the address for payment updates answered to a guest.
    pub way_in: WayIn,
    /// What shoppers get instead of the shop.
    pub shut: Option<ShopShut>,
    /// What the last look at the shop is worth knowing for, and stops nobody.
    pub remarks: Vec<Problem>,
}

impl Health {
    /// The line of this name.
    pub fn line(&self, id: LineId) -> Option<&Line> {
        self.lines.iter().find(|line| line.id == id)
    }

    /// Whether shop and Meum are both asked again: then nobody stands for what the headline says but a moment
    /// ago.
    pub fn is_of_a_moment_ago(&self) -> bool {
        let in_doubt = |id| self.line(id).is_some_and(|line| line.state == LineState::CheckingAgain);
        in_doubt(LineId::Shop) && in_doubt(LineId::Meum)
    }
}

/// How a shop stands at this moment.
pub fn of(record: &ShopRecord, observed: &Observed, now: Now) -> Health {
    let facts = Facts::at(record, observed, now.at);
    let lines = rules::lines(&facts);
    Health {
        headline: headline::headline(&facts, &lines, now),
        payouts: facts.payouts.known,
        payout_words: facts.payouts.words.clone(),
        way_in: facts.way_in().cloned().unwrap_or_default(),
        shut: facts.shut.cloned(),
        remarks: facts.remarks().to_vec(),
        lines: rules::while_asked_again(lines, now),
    }
}

/// What is worth knowing and no line's business: of Meum's word, of a look at the shop that counts, and of its
/// certificate.
pub fn remarks(record: &ShopRecord, observed: &Observed, health: &Health, now: Timestamp) -> Vec<Problem> {
    // What a line says is not said again.
    let no_line_says = |problem: &Problem| health.lines.iter().all(|line| line.kind != Some(problem.kind));
    let elsewhere = updates_elsewhere(record, observed).filter(no_line_says);
    let runs_out = certificate::runs_out(record, observed, now).filter(no_line_says);
    elsewhere.into_iter().chain(health.remarks.iter().cloned()).chain(runs_out).collect()
}

/// Notes for the headline and each line since when it has been in its state. Nobody learnt anything
/// where an answer is only awaited or too old, so that changes no *since*: whichever answer comes
/// first after a start, the line that comes back as it was has been so all the time.
pub fn note_since(health: &Health, observed: &mut Observed, now: Timestamp) {
    let headline = health.headline;
    if headline != Headline::Checking && observed.headline_since.is_none_or(|(was, _)| was != headline) {
        observed.headline_since = Some((headline, now));
    }
    let learnt = |line: &&Line| !matches!(line.state, LineState::NotChecked | LineState::CheckingAgain);
    for line in health.lines.iter().filter(learnt) {
        let since = observed.since.entry(line.id).or_insert((line.state, now));
        if since.0 != line.state {
            *since = (line.state, now);
        }
    }
}
