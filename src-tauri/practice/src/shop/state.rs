//! What a practice shop remembers while it runs: its gateways' settings, its troubles, its requests.
//!
//! It refuses to touch a disk: when the shop ends, all of it is gone.

use std::sync::{Mutex, PoisonError};

use super::cache::Cache;
use super::config::{AppPassword, ShopConfig};
use super::gateway::Gateways;
use super::habits::Memory;
use super::holding::Holding;
use super::nonces::Nonces;
use super::trouble::Trouble;
use crate::seen::RequestLog;
use crate::troubles::Troubles;

/// A running shop's memory.
#[derive(Debug)]
pub(crate) struct ShopState {
    /// The configuration, with the real port in its address.
    pub(crate) config: ShopConfig,
    pub(crate) seen: RequestLog,
    gateways: Mutex<Gateways>,
    /// The application passwords of the configuration, and those that were made on the approval page.
    approved: Mutex<Vec<AppPassword>>,
    /// The answer of the approval page that is to come late.
    pub(crate) holding: Holding,
    pub(crate) cache: Cache,
    /// What habits remember while they are on.
    pub(crate) memory: Memory,
    /// The nonces of the last quarter of an hour.
    pub(crate) nonces: Nonces,
    pub(crate) troubles: Troubles<Trouble>,
}

impl ShopState {
    pub(crate) fn new(config: ShopConfig) -> Self {
        Self {
            gateways: Mutex::new(Gateways::new(&config.plugin)),
            approved: Mutex::new(config.passwords.clone()),
            config,
            seen: RequestLog::default(),
            holding: Holding::default(),
            cache: Cache::default(),
            memory: Memory::default(),
            nonces: Nonces::default(),
            troubles: Troubles::default(),
        }
    }

    /// The application passwords that WordPress knows.
    pub(crate) fn passwords(&self) -> Vec<AppPassword> {
        self.approved.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps one more of them.
    pub(crate) fn keep_password(&self, made: AppPassword) {
        self.approved.lock().unwrap_or_else(PoisonError::into_inner).push(made);
    }

    /// Forgets the one with this id; whether there was one.
    pub(crate) fn delete_password(&self, uuid: &str) -> bool {
        let mut all = self.approved.lock().unwrap_or_else(PoisonError::into_inner);
        let before = all.len();
        all.retain(|password| password.uuid() != uuid);
        all.len() < before
    }

    /// Reads or writes the payment gateways, all or nothing.
    pub(crate) fn with_gateways<T>(&self, work: impl FnOnce(&mut Gateways) -> T) -> T {
        work(&mut self.gateways.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
