//! What is under way, and the checks of it that tick themselves off.

use crate::check::{Check, CheckState};
use crate::message::Key;
use crate::shop::Shop;
use crate::time::Timestamp;
use crate::words::keys;
use crate::work::{Doing, Work};
use serde::Serialize;
use ts_rs::TS;

/// Something under way.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DoingView {
    /// What.
    pub work: Work,
    /// Since when; after four seconds the screen says that it still goes on.
    pub since: Timestamp,
    /// What it says then.
    pub slow: Key,
    /// Whether it can be cancelled.
    pub can_cancel: bool,
}

impl DoingView {
    /// What is under way with a shop.
    pub(super) fn of(shop: &Shop) -> Option<Self> {
        let view = |doing: &Doing| Self {
            work: doing.work,
            since: doing.since,
            slow: slow(doing.work),
            can_cancel: doing.work.can_be_cancelled(),
        };
        shop.doing.as_ref().map(view)
    }
}

/// What is said of work that takes long: the password store may wait for its owner, and what cannot
/// be cancelled is waited for in another tone.
fn slow(work: Work) -> Key {
    match work {
        Work::KeepingMeumKey
        | Work::KeepingCredentials
        | Work::RecoveringAnswer
        | Work::ClearingUp
        | Work::Forgetting => keys::STILL_WAITING_STORE,
        Work::HandingOver => keys::STILL_HANDING_OVER,
        Work::FindingShop
        | Work::CheckingKeys
        | Work::AskingBeforeConnecting
        | Work::LookingBeforeConnecting
        | Work::Moving
        | Work::AskingMeum
        | Work::Unlocking => keys::STILL_TRYING,
        Work::Connecting | Work::Disconnecting => keys::STILL_CONNECTING,
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
