//! The checks a merchant watches tick off, in the order they are made.

use crate::check::{Check, CheckState};
use crate::problem::{NextStep, Problem, ProblemKind};
use crate::work::Work;

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
        Work::Approving
        | Work::KeepingMeumKey
        | Work::KeepingCredentials
        | Work::RecoveringAnswer
        | Work::AskingBeforeConnecting
        | Work::LookingBeforeConnecting
        | Work::Moving
        | Work::AskingMeum
        | Work::Unlocking
        | Work::Disconnecting
        | Work::SwitchingOff
        | Work::SwitchingPluginOn
        | Work::RevokingPassword
        | Work::ClearingUp
        | Work::Forgetting => &[],
    };
    let line = |&check: &Check| CheckLine { check, state: CheckState::Waiting, millis: None };
    checks.iter().map(line).collect()
}

/// Whether a check is about what the problem is about.
fn is_of(kind: ProblemKind, check: Check) -> bool {
    match check {
        Check::VaultReady | Check::KeysKept | Check::CredentialsKept => kind.is_of_vault(),
        // The code says who answered.
        Check::MeumAnswered => kind.code().starts_with('G'),
        Check::Found
        | Check::Secure
        | Check::WordPress
        | Check::WooCommerce
        | Check::Plugin
        | Check::KeysAccepted
        | Check::MayRead
        | Check::MayChange
        | Check::SettingsFound
        | Check::Written
        | Check::ReadBack => false,
    }
}

/// Notes a check's new state.
pub fn note(lines: &mut [CheckLine], check: Check, state: CheckState, millis: Option<u32>) {
    for line in lines.iter_mut().filter(|line| line.check == check) {
        line.state = state;
        line.millis = millis;
    }
}

/// Marks the check in which the work ended: the one that runs, else the one that the problem is of, else the
/// first that waits. Where the problem only asks the merchant something, the check has not failed, so it is
/// noted.
pub fn end(lines: &mut [CheckLine], problem: &Problem) {
    let refused = problem.kind == ProblemKind::ExtraPasswordWrong;
    let asks = !refused && matches!(problem.next_step(), NextStep::EnterPassword | NextStep::UseInstead);
    let state = if asks { CheckState::Noted } else { CheckState::Failed };
    let running = lines.iter().position(|line| line.state == CheckState::Running);
    let first = running.or_else(|| {
        let failed = lines.iter().any(|line| line.state == CheckState::Failed);
        let waits = |line: &CheckLine| line.state == CheckState::Waiting;
        let own = lines.iter().position(|line| waits(line) && is_of(problem.kind, line.check));
        if failed { None } else { own.or_else(|| lines.iter().position(waits)) }
    });
    if let Some(line) = first.and_then(|at| lines.get_mut(at)) {
        line.state = state;
    }
}
