//! The problems that guests meet: an address for payment updates that leads nowhere or is shut, and a
//! shop that is shut to shoppers.

use crate::fingerprint::Closer;
use crate::problem::Problem;
use crate::record::ShopRecord;
use crate::shop_facts::{ShopShut, WayIn, WayInShut};
use crate::webhook::{WebhookForm, WebhookQuestion, other_form};

/// The problem of the way in, if there is one; `at` says what was asked.
pub(super) fn problem(record: &ShopRecord, way_in: &WayIn, at: WebhookContext<'_>) -> Option<Problem> {
    let problem = match way_in {
        WayIn::Untold | WayIn::Open => return None,
        WayIn::Unclear(unclear) => unclear.problem(),
        WayIn::Missing(missing) => missing.problem(at.plugin, at.question),
        WayIn::Shut(shut) => shut_problem(record, shut, at),
    };
    Some(with_store(record, problem))
}

/// What was asked.
#[derive(Clone, Copy)]
pub(super) struct WebhookContext<'a> {
    /// The address.
    pub question: Option<&'a WebhookQuestion>,
    /// The plugins that run in the shop and can close its interface to guests.
    pub closers: &'a [Closer],
    /// Whether the Meum plugin is switched on, if the shop lists it.
    pub plugin: Option<bool>,
}

fn shut_problem(record: &ShopRecord, shut: &WayInShut, at: WebhookContext<'_>) -> Problem {
    let mut problem = shut.problem().among(at.closers);
    // Where the keys' own POST was stopped in front of the shop, Meum's is, whatever the address.
    let stopped = record.keys.as_ref().and_then(|keys| keys.write_unknown.as_ref());
    let opens = shut.other_is_open && !stopped.is_some_and(|stopped| stopped.kind.stops_every_post());
    problem.about.other_form = other_way(record, at.question).filter(|_| opens);
    problem
}

/// The other documented form of the address that was asked.
fn other_way(record: &ShopRecord, question: Option<&WebhookQuestion>) -> Option<WebhookForm> {
    let found = record.found.as_ref()?;
    other_form(&question?.address, &found.home, &found.root)
}

/// The problem of a shop that is shut to shoppers.
pub(super) fn shut_to_shoppers(record: &ShopRecord, shut: &ShopShut) -> Problem {
    with_store(record, shut.problem())
}

fn with_store(record: &ShopRecord, mut problem: Problem) -> Problem {
    problem.about.store = record.found.as_ref().map(|found| found.home.host().to_owned());
    problem
}
