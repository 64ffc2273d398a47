//! Whether a payout wallet is set. Unknown is said to be unknown, never assumed to be fine.

use crate::plain::PlainText;
use crate::record::ShopRecord;
use crate::status_word::speaks_of_payouts;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is known of the payout wallet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Payouts {
    /// Meum says a wallet is set.
    Set,
    /// Meum says none is set, or its warning or issues speak of it.
    Missing,
    /// Meum does not say.
    Unknown,
}

/// The latest that Meum said. Its status call outranks its answer to *connect*, which is older.
pub fn payouts(record: &ShopRecord) -> Payouts {
    if !words(record).is_empty() {
        return Payouts::Missing;
    }
    let status = record.status.as_ref().map(|seen| &seen.what);
    let connect = record.connection.as_ref().and_then(|connection| connection.facts.payout_configured);
    match (status.and_then(|status| status.payout_configured), connect) {
        (Some(true), _) | (None, Some(true)) => Payouts::Set,
        // "Ready to accept payments" and not a word about payouts: what connect said is old news.
        (None, Some(false)) if status.is_some_and(|status| status.connected == Some(true)) => Payouts::Unknown,
        (Some(false), _) | (None, Some(false)) => Payouts::Missing,
        (None, None) => Payouts::Unknown,
    }
}

/// When the latest word about payouts was said; Meum's status call need not speak of them.
pub fn said_at(record: &ShopRecord) -> Option<Timestamp> {
    let status = record.status.as_ref();
    let speaks = status.is_some_and(|seen| seen.what.payout_configured.is_some()) || !words(record).is_empty();
    let connected_at = record.connection.as_ref().map(|connection| connection.at);
    if speaks { status.map(|seen| seen.at).or(connected_at) } else { connected_at }
}

/// Meum's own sentences about payouts, newest answer only.
pub fn words(record: &ShopRecord) -> Vec<PlainText> {
    if let Some(status) = &record.status {
        // A status that says the wallet is set is believed over a sentence that lingers.
        if status.what.payout_configured == Some(true) {
            return Vec::new();
        }
        let issues = status.what.issues.iter().chain(&status.what.warning);
        return issues.filter(|issue| speaks_of_payouts(issue)).cloned().collect();
    }
    let connection = record.connection.as_ref().map(|connection| &connection.facts);
    let unset = connection.is_some_and(|facts| facts.payout_configured != Some(true));
    connection.and_then(|facts| facts.warning.clone()).filter(|_| unset).into_iter().collect()
}
