//! What a practice Meum remembers while it runs.
//!
//! It refuses to touch a disk. When Meum ends, nothing is left but what a deterministic key says of itself.

use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

use super::account::Account;
use super::config::MeumConfig;
use super::trouble::MeumTrouble;
use crate::seen::RequestLog;
use crate::troubles::Troubles;

/// A running Meum's memory.
#[derive(Debug)]
pub(super) struct MeumState {
    pub(super) config: MeumConfig,
    pub(super) account: Mutex<Account>,
    pub(super) seen: RequestLog,
    /// When it started: its connection keys were made then.
    pub(super) started: Timestamp,
    pub(super) troubles: Troubles<MeumTrouble>,
}

impl MeumState {
    pub(super) fn new(config: MeumConfig) -> Self {
        Self {
            account: Mutex::new(Account::new(&config)),
            config,
            seen: RequestLog::default(),
            started: Timestamp::now(),
            troubles: Troubles::default(),
        }
    }

    pub(super) fn with_account<T>(&self, work: impl FnOnce(&mut Account) -> T) -> T {
        work(&mut self.account.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
