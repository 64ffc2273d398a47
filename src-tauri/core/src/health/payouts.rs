//! Whether a payout wallet is set. Unknown is said to be unknown, never assumed to be fine.

use super::age::Fact;
use crate::meum_facts::{ConnectFacts, StatusFacts};
use crate::observed::Observed;
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
    /// Meum says none is set.
    Missing,
    /// Meum has a sentence about payouts, and does not say whether a wallet is set. What the sentence
    /// means, only its reader can tell.
    Mentioned,
    /// Meum does not say, or said it too long ago.
    Unknown,
}

/// What Meum said of the wallet, as far as it counts still.
pub(super) struct Wallet {
    /// What that comes to.
    pub(super) known: Payouts,
    /// Meum's own sentences about it.
    pub(super) words: Vec<PlainText>,
    /// When the latest word about it was said.
    pub(super) said_at: Option<Timestamp>,
}

/// The latest that Meum said. Its status call outranks its answer to *connect*, which is older.
pub(super) fn wallet(record: &ShopRecord, observed: &Observed, now: Timestamp) -> Wallet {
    let status = Fact::Payouts.current(observed.status.as_ref(), now);
    let connection = record.connection.as_ref();
    let connect = connection.filter(|connection| Fact::Payouts.counts(connection.at, now));
    let connect = connect.map(|connection| &connection.facts);
    let words = match (&observed.status, status) {
        (_, Some(status)) => of_status(status),
        // The sentences of an old status are no news, and what came before it is older still.
        (Some(_), None) => Vec::new(),
        (None, None) => connect.map(of_connect).unwrap_or_default(),
    };
    Wallet {
        known: known(status, connect, !words.is_empty()),
        said_at: said_at(record, observed, !words.is_empty()),
        words,
    }
}

/// What Meum says in its fields comes first; a sentence only where they are silent.
fn known(status: Option<&StatusFacts>, connect: Option<&ConnectFacts>, in_words: bool) -> Payouts {
    let connected = status.is_some_and(|status| status.connected == Some(true));
    let by_status = status.and_then(|status| status.payout_configured);
    match (by_status, connect.and_then(|facts| facts.payout_configured)) {
        // The status is newer than what *connect* said.
        (None, Some(true)) if in_words && status.is_some() => Payouts::Mentioned,
        (Some(true), _) | (None, Some(true)) => Payouts::Set,
        // "Ready to accept payments" and not a word about payouts: what connect said is old news.
        (None, Some(false)) if connected && !in_words => Payouts::Unknown,
        (None, Some(false)) if connected => Payouts::Mentioned,
        (Some(false), _) | (None, Some(false)) => Payouts::Missing,
        (None, None) if in_words => Payouts::Mentioned,
        (None, None) => Payouts::Unknown,
    }
}

/// A status that says the wallet is set is believed over a sentence that lingers.
fn of_status(status: &StatusFacts) -> Vec<PlainText> {
    if status.payout_configured == Some(true) {
        return Vec::new();
    }
    status.notes().filter(|sentence| speaks_of_payouts(sentence)).cloned().collect()
}

fn of_connect(facts: &ConnectFacts) -> Vec<PlainText> {
    let unset = facts.payout_configured != Some(true);
    if unset { facts.warning.iter().cloned().collect() } else { Vec::new() }
}

/// Meum's status call need not speak of payouts.
fn said_at(record: &ShopRecord, observed: &Observed, in_words: bool) -> Option<Timestamp> {
    let status = observed.status.as_ref();
    let speaks = status.is_some_and(|seen| seen.what.payout_configured.is_some()) || in_words;
    let connected_at = record.connection.as_ref().map(|connection| connection.at);
    if speaks { status.map(|seen| seen.at).or(connected_at) } else { connected_at }
}
