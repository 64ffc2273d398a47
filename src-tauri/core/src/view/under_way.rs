//! What is under way, and the checks of it that tick themselves off.

use crate::check::{Check, CheckState};
use crate::checklist::CheckLine;
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
        Work::Approving => keys::STILL_APPROVING,
        Work::HandingOver | Work::SwitchingOff | Work::SwitchingPluginOn | Work::RevokingPassword => {
            keys::STILL_HANDING_OVER
        }
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
    /// What it is called; one that is only noted may say what was noted.
    pub called: Key,
    /// How it stands.
    pub state: CheckState,
    /// How long it took, in milliseconds.
    pub millis: Option<u32>,
}

impl CheckView {
    /// The same, where what is checked may be an application password.
    pub(super) fn of_approved(self, approved: bool) -> Self {
        let accepts = approved && self.check == Check::KeysAccepted;
        let called = if accepts { keys::CHECK_PASSWORD_ACCEPTED } else { self.called };
        Self { called, ..self }
    }

    pub(super) fn of(line: &CheckLine) -> Self {
        Self { check: line.check, called: called(line.check, line.state), state: line.state, millis: line.millis }
    }
}

fn called(check: Check, state: CheckState) -> Key {
    match (check, state) {
        (Check::Plugin, CheckState::Noted) => keys::CHECK_PLUGIN_NOTED,
        (Check::MayChange, CheckState::Noted) => keys::CHECK_MAY_CHANGE_NOTED,
        (Check::Found, _) => keys::CHECK_FOUND,
        (Check::Secure, _) => keys::CHECK_SECURE,
        (Check::WordPress, _) => keys::CHECK_WORDPRESS,
        (Check::WooCommerce, _) => keys::CHECK_WOOCOMMERCE,
        (Check::Plugin, _) => keys::CHECK_PLUGIN,
        (Check::KeysAccepted, _) => keys::CHECK_KEYS_ACCEPTED,
        (Check::MayRead, _) => keys::CHECK_MAY_READ,
        (Check::MayChange, _) => keys::CHECK_MAY_CHANGE,
        (Check::KeysKept, _) => keys::CHECK_KEYS_KEPT,
        (Check::VaultReady, _) => keys::CHECK_VAULT_READY,
        (Check::MeumAnswered, _) => keys::CHECK_MEUM_ANSWERED,
        (Check::CredentialsKept, _) => keys::CHECK_CREDENTIALS_KEPT,
        (Check::SettingsFound, _) => keys::CHECK_SETTINGS_FOUND,
        (Check::Written, _) => keys::CHECK_WRITTEN,
        (Check::ReadBack, _) => keys::CHECK_READ_BACK,
    }
}
