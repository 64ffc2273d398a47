//! The problem of an address for payment updates that leads nowhere.

use crate::problem::{Problem, ProblemKind};
use crate::shop_facts::WebhookMissing;
use crate::webhook::AddressFault;

/// The problem of an address for payment updates that leads nowhere: where to look depends on why.
pub(super) fn problem(store: Option<String>, missing: &WebhookMissing) -> Problem {
    let mut problem = Problem::new(ProblemKind::WebhookMissing);
    problem.about.store = store;
    problem.technical.clone_from(&missing.technical);
    problem.about.fault = missing.behind_links.then_some(AddressFault::BehindLinks);
    problem
}
