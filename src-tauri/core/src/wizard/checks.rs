//! The checks a merchant watches tick off, in the order they are made.

use super::Work;
use crate::problem::{NextStep, Problem};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Check {
    /// Something answers at the address.
    Found,
    /// The connection is secure.
    Secure,
    /// WordPress answers.
    WordPress,
    /// WooCommerce is switched on.
    WooCommerce,
    /// The Meum plugin is there.
    Plugin,
    /// The shop knows the key and the secret fits.
    KeysAccepted,
    /// The key may read, and its owner may manage the shop.
    MayRead,
    /// The key may change settings.
    MayChange,
    /// The pair is in the password store.
    KeysKept,
    /// The password store takes what Meum will send.
    VaultReady,
    /// Meum answered.
    MeumAnswered,
    /// The new key and secret are in the password store.
    CredentialsKept,
    /// The plugin's settings were found.
    SettingsFound,
    /// The key and secret were written.
    Written,
    /// They were read back unchanged.
    ReadBack,
}

/// How a check stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CheckState {
    /// Its turn has not come.
    Waiting,
    /// Under way.
    Running,
    /// As it should be.
    Passed,
    /// Not as it should be, but no reason to stop.
    Noted,
    /// The reason to stop.
    Failed,
}

/// A check and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckLine {
    /// Which one.
    pub check: Check,
    /// How it stands.
    pub state: CheckState,
    /// How long it took, in milliseconds, once it is over.
    pub millis: Option<u32>,
}

/// The checks of a piece of work, all waiting.
pub fn waiting(work: Work) -> Vec<CheckLine> {
    let checks: &[Check] = match work {
        Work::FindingShop => &[Check::Found, Check::Secure, Check::WordPress, Check::WooCommerce, Check::Plugin],
        Work::CheckingKeys => &[Check::KeysAccepted, Check::MayRead, Check::MayChange, Check::KeysKept],
        Work::Connecting => &[Check::VaultReady, Check::MeumAnswered, Check::CredentialsKept],
        Work::HandingOver => &[Check::SettingsFound, Check::Written, Check::ReadBack],
        Work::KeepingMeumKey
        | Work::KeepingCredentials
        | Work::RecoveringAnswer
        | Work::AskingBeforeConnecting
        | Work::AskingMeum
        | Work::Unlocking
        | Work::Disconnecting
        | Work::ClearingUp
        | Work::Forgetting => &[],
    };
    let line = |&check: &Check| CheckLine { check, state: CheckState::Waiting, millis: None };
    checks.iter().map(line).collect()
}

/// Notes a check's new state.
pub fn note(lines: &mut [CheckLine], check: Check, state: CheckState, millis: Option<u32>) {
    for line in lines.iter_mut().filter(|line| line.check == check) {
        line.state = state;
        line.millis = millis;
    }
}

/// Where the work ended: the running check is the one it ended in; if none runs, the first that
/// waits. A question is no failure: its check is only noted.
pub fn end(lines: &mut [CheckLine], problem: &Problem) {
    let asks = matches!(problem.next_step(), NextStep::EnterPassword | NextStep::UseInstead);
    let state = if asks { CheckState::Noted } else { CheckState::Failed };
    let running = lines.iter().position(|line| line.state == CheckState::Running);
    let first = running.or_else(|| {
        let failed = lines.iter().any(|line| line.state == CheckState::Failed);
        if failed { None } else { lines.iter().position(|line| line.state == CheckState::Waiting) }
    });
    if let Some(line) = first.and_then(|at| lines.get_mut(at)) {
        line.state = state;
    }
}
