//! What is under way, and the checks of it that tick themselves off.

use crate::check::{Check, CheckState};
use crate::shop::Shop;
use crate::time::Timestamp;
use crate::work::{Doing, Work};
use serde::Serialize;
use ts_rs::TS;

/// Something under way.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DoingView {
    /// What.
    pub work: Work,
    /// Since when; after four seconds the screen says that it is still trying.
    pub since: Timestamp,
    /// Whether it can be cancelled.
    pub can_cancel: bool,
}

impl DoingView {
    /// What is under way with a shop.
    pub(super) fn of(shop: &Shop) -> Option<Self> {
        let view =
            |doing: &Doing| Self { work: doing.work, since: doing.since, can_cancel: doing.work.can_be_cancelled() };
        shop.doing.as_ref().map(view)
    }
}

/// A check that ticks itself off.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckView {
    /// Which.
    pub check: Check,
    /// How it stands.
    pub state: CheckState,
    /// How long it took, in milliseconds.
    pub millis: Option<u32>,
}
