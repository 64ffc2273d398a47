//! The card of a problem.

use crate::plain::PlainText;
use crate::problem::{About, Fixer, NextStep, Problem, ProblemKind, Technical};
use crate::record::ShopRecord;
use crate::shop_facts::WebhookMissing;
use crate::time::Timestamp;
use crate::webhook::AddressFault;
use serde::Serialize;
use ts_rs::TS;

/// A problem, ready for its card. The sentences are the messages of its code.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProblemView {
    /// The stable code.
    pub code: ProblemKind,
    /// Who can put it right.
    pub fixer: Fixer,
    /// The one next step.
    pub next: NextStep,
    /// Another way out, where there are two.
    pub otherwise: Option<NextStep>,
    /// What its sentences are about.
    pub about: About,
    /// The line for support, folded.
    pub technical: Option<PlainText>,
    /// What else was tried, in order, for support; folded.
    pub tried: Vec<PlainText>,
    /// A note for somebody else would help.
    pub note: Option<NoteView>,
}

/// A note for whoever can put a problem right. Its sentences are the messages of the code.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NoteView {
    /// Who it is for.
    pub to: Fixer,
    /// When the request was made that shows the problem; the request itself and its answer are
    /// the problem's technical line.
    pub at: Option<Timestamp>,
}

impl ProblemView {
    /// The card of a problem.
    pub fn of(problem: &Problem) -> Self {
        Self {
            code: problem.kind,
            fixer: problem.kind.fixer(),
            next: problem.next_step(),
            otherwise: None,
            about: About::clone(&problem.about),
            technical: problem.technical.as_ref().map(Technical::plain),
            tried: problem.tried.iter().take(Problem::MOST_TRIED).map(Technical::plain).collect(),
            note: problem.kind.note_to().map(|to| NoteView { to, at: problem.at }),
        }
    }
}

/// The same card for a connected shop, which does not change its address on the way: the address to
/// use instead is named, and not offered.
pub(super) fn staying(record: &ShopRecord, card: ProblemView) -> ProblemView {
    if record.connection.is_none() || card.next != NextStep::UseInstead {
        return card;
    }
    ProblemView { next: NextStep::None, ..card }
}

/// The card of an address for payment updates that leads nowhere: where to look depends on why.
pub(super) fn webhook_problem(store: Option<String>, missing: &WebhookMissing) -> ProblemView {
    let mut problem = Problem::new(ProblemKind::WebhookMissing);
    problem.about.store = store;
    problem.technical.clone_from(&missing.technical);
    problem.about.fault = missing.behind_links.then_some(AddressFault::BehindLinks);
    ProblemView::of(&problem)
}
