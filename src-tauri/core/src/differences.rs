//! What Meum answered otherwise than it was sent, and what of it the merchant should know.

use crate::plain::PlainText;
use crate::problem::{Problem, ProblemKind};
use crate::reading::sent;
use crate::record::ShopRecord;
use crate::status_word::{self, Meaning};
use crate::store_url::StoreUrl;
use crate::webhook::{self, AddressFault};

/// What Meum answered otherwise than it was sent, the shop's address or the one for payment updates,
/// and a status word that is not as it should be. Meum "resolves and persists" the addresses (its
/// OpenAPI), so its answer is what counts.
pub fn remarks(record: &ShopRecord) -> Vec<Problem> {
    let (Some(sent), Some(connection)) = (sent(record), &record.connection) else { return Vec::new() };
    let facts = &connection.facts;
    let other_site = facts.site_url.as_ref().filter(|said| !is_same_site(&sent.site_url, said));
    let site = other_site.map(|said| differs(record, ProblemKind::AddressMoved, said, &sent.site_url));
    site.into_iter()
        .chain(updates_differ(record, facts.webhook_url.as_ref()))
        .chain(facts.status.as_ref().and_then(remark_on))
        .collect()
}

/// What a status word in the answer to *connect* gives to think about: a word nobody documented
/// (G15), or one that does not sound well (H16).
fn remark_on(word: &PlainText) -> Option<Problem> {
    let kind = match status_word::meaning(word) {
        Meaning::Fine | Meaning::Waiting => return None,
        Meaning::Unknown => ProblemKind::MeumUnknownWord,
        Meaning::Poor | Meaning::Bad => ProblemKind::MeumReportsIssue,
    };
    let mut problem = Problem::new(kind);
    problem.about.words = Some(word.clone());
    Some(problem)
}

/// That payment updates go where Meum says here, rather than where it was asked to send them.
pub fn updates_differ(record: &ShopRecord, said: Option<&PlainText>) -> Option<Problem> {
    let sent = &sent(record)?.webhook_url;
    let said = said.filter(|said| !webhook::is_same(sent, said))?;
    let mut problem = differs(record, ProblemKind::WebhookAddressDiffers, said, sent);
    let home = record.found.as_ref().map(|found| &found.home);
    let ours = home.is_some_and(|home| webhook::WebhookAddress::named(said.as_str(), home).is_some());
    problem.about.fault = (!ours).then_some(AddressFault::OtherDomain);
    Some(problem)
}

fn differs(record: &ShopRecord, kind: ProblemKind, said: &PlainText, sent: &str) -> Problem {
    let mut problem = Problem::new(kind).with_other(said.as_str());
    problem.about.store = record.found.as_ref().map(|found| found.home.host().to_owned());
    problem.about.sent = PlainText::from_outside(sent);
    problem
}

fn is_same_site(sent: &str, said: &PlainText) -> bool {
    match (StoreUrl::from_home(sent), StoreUrl::from_home(said.as_str())) {
        (Ok(sent), Ok(said)) => sent.is_same_but_for_www(&said),
        _ => false,
    }
}
