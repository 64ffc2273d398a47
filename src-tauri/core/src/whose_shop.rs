//! Whether the shop that answers is the one Meum is connected to.

use crate::meum_facts::StatusFacts;
use crate::plain::PlainText;
use crate::problem::{Problem, ProblemKind};
use crate::reading::connected_home;
use crate::record::ShopRecord;
use crate::store_url::StoreUrl;

/// Why this shop may not be disconnected from here: Meum is connected to another address than the
/// shop's own (H09). Both are named.
pub fn moved(record: &ShopRecord) -> Option<Problem> {
    let home = record.sight.as_ref().map(|seen| &seen.what.home).or(record.found.as_ref().map(|found| &found.home))?;
    let told = record.status.as_ref().and_then(|seen| seen.what.site_url.as_ref());
    let issued = record.connection.as_ref().and_then(|connection| connection.facts.site_url.as_ref());
    // What Meum says now outranks what it said when connecting. While it cannot be asked, neither may differ.
    let mut known: Vec<&str> = match (told, record.status_problem.is_some()) {
        (Some(told), false) => vec![told.as_str()],
        (told, _) => told.into_iter().chain(issued).map(PlainText::as_str).collect(),
    };
    if known.is_empty() {
        // Meum never named one: it has the one it was sent.
        let sent = record.sent.as_ref().map(|sent| sent.site_url.as_str());
        known.extend(sent.or(record.found.as_ref().map(|found| found.home.as_str())));
    }
    let other = known.into_iter().find(|address| as_address(address).as_ref() != Some(home))?;
    Some(Problem::new(ProblemKind::AddressMoved).of(home.as_str()).with_other(other))
}

/// An address in Meum's words; one that cannot be read is not this shop's.
fn as_address(text: &str) -> Option<StoreUrl> {
    StoreUrl::from_home(text).or_else(|_| StoreUrl::parse(text)).ok()
}

/// Why this pair is not for the shop that is there now: it was issued for another address. What Meum
/// says of the address is a remark, since Meum may write it otherwise than it was told.
pub fn elsewhere(record: &ShopRecord) -> Option<Problem> {
    let seen = record.sight.as_ref().map(|seen| &seen.what.home);
    let home = seen.or(record.found.as_ref().map(|found| &found.home))?;
    let connected = connected_home(record).filter(|connected| connected != home)?;
    Some(Problem::new(ProblemKind::AddressMoved).of(home.as_str()).with_other(connected.as_str()))
}

/// Whether Meum, by this status, is connected to another address than the shop has.
pub fn address_moved(record: &ShopRecord, status: &StatusFacts) -> bool {
    let home = record.sight.as_ref().map(|seen| &seen.what.home).or(record.found.as_ref().map(|found| &found.home));
    let said = record.connection.as_ref().and_then(|connection| connection.facts.site_url.as_ref());
    let connected = status.site_url.as_ref().or(said).and_then(|url| StoreUrl::from_home(url.as_str()).ok());
    matches!((home, connected), (Some(home), Some(connected)) if *home != connected)
}
