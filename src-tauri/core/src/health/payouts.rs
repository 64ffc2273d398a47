//! Whether a payout wallet is set. Unknown is said to be unknown, never assumed to be fine.

use super::words::speaks_of_payouts;
use crate::plain::PlainText;
use crate::shop::ShopRecord;
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
    let status = record.status.as_ref().and_then(|seen| seen.what.payout_configured);
    let connect = record.connection.as_ref().and_then(|connection| connection.facts.payout_configured);
    match status.or(connect) {
        Some(true) => Payouts::Set,
        Some(false) => Payouts::Missing,
        None => Payouts::Unknown,
    }
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
