//! The computer's password store, on a thread of its own with a deadline: a locked Linux keyring
//! can hang for minutes, and nothing here waits that long or joins that thread.
//!
//! Beside it, memory: for pairs that have not passed their check yet (drafts), for what the merchant
//! enters for a shop whose secrets are to stay until the app closes only, and for what Meum issued
//! while the store would not take it. `vault/worker.rs` is the thread, `vault/store.rs` the store it
//! opens and opens again.

use connect_core::kept::Kept;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::record::ShopId;
use connect_core::secret::Secret;
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::oneshot;
use worker::{Job, NotToStay, Worker};

/// Under this name the app keeps everything; a test keeps its own apart.
pub const SERVICE: &str = "io.meum.connect";
/// A prompt to unlock may be on the screen: long enough to type a password.
const DEADLINE: Duration = Duration::from_secs(30);

/// What is kept for a shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// The WooCommerce pair.
    ShopKeys,
    /// The Meum connection key.
    MeumKey,
    /// The extra password in front of the shop.
    ExtraPassword,
    /// What Meum issued.
    Credentials,
}

impl Entry {
    const ALL: [Self; 4] = [Self::ShopKeys, Self::MeumKey, Self::ExtraPassword, Self::Credentials];
    /// What the merchant has elsewhere and can enter again. What Meum issued can be had only once.
    const ENTERED: [Self; 3] = [Self::ShopKeys, Self::MeumKey, Self::ExtraPassword];

    fn of(self, shop: &ShopId) -> String {
        let what = match self {
            Self::ShopKeys => "shop-keys",
            Self::MeumKey => "meum-key",
            Self::ExtraPassword => "extra-password",
            Self::Credentials => "meum-credentials",
        };
        format!("{}/{what}", shop.as_str())
    }
}

/// Why a secret could not be kept or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// There is no password store.
    #[error("no password store")]
    Missing,
    /// It is locked, and was not unlocked when it asked.
    #[error("password store locked")]
    Locked,
    /// It is there, and would not.
    #[error("password store refused")]
    Refused,
    /// It did not answer in time.
    #[error("password store did not answer in time")]
    TimedOut,
}

impl From<VaultError> for ProblemKind {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Missing => Self::VaultMissing,
            VaultError::Locked => Self::VaultLocked,
            VaultError::Refused => Self::VaultRefused,
            VaultError::TimedOut => Self::VaultSlow,
        }
    }
}

/// The problem to show when the password store would not.
pub fn of_vault(error: VaultError) -> Problem {
    Problem::new(ProblemKind::from(error)).with_technical(&error.to_string())
}

/// The password store, and memory.
pub struct Vault {
    service: String,
    /// The thread at work.
    worker: Mutex<Worker>,
    /// The last job did not end in time, and may never end.
    stuck: AtomicBool,
    memory: Mutex<HashMap<String, Arc<Secret>>>,
    not_to_stay: NotToStay,
    deadline: Duration,
}

impl Vault {
    /// Starts the vault's thread. The password store itself is first touched by the first job.
    pub fn start(service: &str) -> Self {
        Self::start_with(service, DEADLINE)
    }

    /// The same with another deadline: how long anything waits for the password store.
    pub fn start_with(service: &str, deadline: Duration) -> Self {
        let not_to_stay = NotToStay::default();
        let worker = Mutex::new(Worker::start(service, &not_to_stay));
        let (service, stuck) = (service.to_owned(), AtomicBool::new(false));
        Self { service, worker, stuck, memory: Mutex::default(), not_to_stay, deadline }
    }

    /// From now on, until the shop is forgotten, keeps in memory only what the merchant enters for
    /// it. What Meum issues goes into the password store all the same, if it can.
    pub fn keep_until_closed(&self, shop: &ShopId) {
        self.not_to_stay().extend(Entry::ENTERED.map(|entry| entry.of(shop)));
    }

    /// Whether the merchant chose so for this shop.
    pub fn keeps_until_closed(&self, shop: &ShopId) -> bool {
        Entry::ENTERED.iter().any(|entry| self.not_to_stay().contains(&entry.of(shop)))
    }

    /// Keeps a secret.
    ///
    /// # Errors
    /// Why the password store would not take it; the secret is still the caller's.
    pub async fn keep(&self, shop: &ShopId, entry: Entry, secret: &Arc<Secret>) -> Result<Kept, VaultError> {
        let name = entry.of(shop);
        if self.not_to_stay().contains(&name) {
            self.remember(&name, Arc::clone(secret));
            return Ok(Kept::UntilClosed);
        }
        self.ask(|reply| Job::Keep(name.clone(), Arc::clone(secret), reply)).await?;
        self.forget_draft(&name);
        Ok(Kept::Vault)
    }

    /// Holds a secret in memory until the app closes, because the password store would not take it.
    pub fn keep_in_memory(&self, shop: &ShopId, entry: Entry, secret: Arc<Secret>) {
        self.remember(&entry.of(shop), secret);
    }

    /// Reads a secret; `None` when there is none under this name.
    ///
    /// # Errors
    /// Why the password store could not be read.
    pub async fn read(&self, shop: &ShopId, entry: Entry) -> Result<Option<Arc<Secret>>, VaultError> {
        let name = entry.of(shop);
        if let Some(secret) = self.recall(&name) {
            return Ok(Some(secret));
        }
        let found = self.ask(|reply| Job::Read(name, reply)).await?;
        Ok(found.map(Arc::new))
    }

    /// Removes one secret of a shop.
    ///
    /// # Errors
    /// Why the password store would not.
    pub async fn remove(&self, shop: &ShopId, entry: Entry) -> Result<(), VaultError> {
        let name = entry.of(shop);
        self.forget_draft(&name);
        self.ask(|reply| Job::Remove(name, reply)).await
    }

    /// Removes every secret of a shop, as far as the password store lets us.
    pub async fn forget(&self, shop: &ShopId) {
        let is_of_shop = |name: &str| name.strip_prefix(shop.as_str()).is_some_and(|rest| rest.starts_with('/'));
        self.lock().retain(|name, _| !is_of_shop(name));
        self.not_to_stay().retain(|name| !is_of_shop(name));
        for entry in Entry::ALL {
            if let Err(error) = self.remove(shop, entry).await {
                tracing::warn!(%error, "A secret could not be removed from the password store");
            }
        }
    }

    /// Proves that secrets of a shop can be kept, by writing one and removing it. Where they are to
    /// stay until the app closes only, there is nothing to prove.
    ///
    /// # Errors
    /// Why they cannot.
    pub async fn prove(&self, shop: &ShopId) -> Result<(), VaultError> {
        if self.keeps_until_closed(shop) {
            return Ok(());
        }
        let probe = || "proof/writable".to_owned();
        let nothing = Arc::new(Secret::new("1".to_owned()));
        self.ask(|reply| Job::Keep(probe(), nothing, reply)).await?;
        self.ask(|reply| Job::Remove(probe(), reply)).await
    }

    /// Holds a secret in memory while its check is under way.
    pub fn hold(&self, shop: &ShopId, what: &str, secret: Secret) {
        self.remember(&draft(shop, what), Arc::new(secret));
    }

    /// A secret held in memory.
    pub fn held(&self, shop: &ShopId, what: &str) -> Option<Arc<Secret>> {
        self.recall(&draft(shop, what))
    }

    /// Lets go of a secret held in memory.
    pub fn let_go(&self, shop: &ShopId, what: &str) {
        self.forget_draft(&draft(shop, what));
    }

    async fn ask<T>(&self, job: impl FnOnce(oneshot::Sender<Result<T, VaultError>>) -> Job) -> Result<T, VaultError> {
        let (reply, answer) = oneshot::channel();
        let job = job(reply);
        let answered = tokio::time::timeout(self.deadline, async {
            if self.stuck.load(Ordering::Relaxed) {
                self.leave_behind_what_never_ends().await;
            }
            self.worker().send(job);
            answer.await
        });
        let answered = answered.await;
        self.stuck.store(answered.is_err(), Ordering::Relaxed);
        match answered {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err(VaultError::Missing),
            Err(_) => Err(VaultError::TimedOut),
        }
    }

    /// A job that waits for the answer to a question which the store put on the screen waits for
    /// ever, once that store has ended. Its thread is left behind then, and only then: while the
    /// store is there, a second thread could overtake the first, and what was kept last would not be
    /// what is kept.
    async fn leave_behind_what_never_ends(&self) {
        let asked_of = self.worker().asked_of();
        let ended = tokio::task::spawn_blocking(move || asked_of.is_some_and(|store| store.has_ended()));
        if ended.await.unwrap_or(false) {
            tracing::warn!("The password store ended with a question on the screen; its thread is left behind");
            *self.worker() = Worker::start(&self.service, &self.not_to_stay);
        }
    }

    fn worker(&self) -> std::sync::MutexGuard<'_, Worker> {
        self.worker.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn not_to_stay(&self) -> std::sync::MutexGuard<'_, HashSet<String>> {
        self.not_to_stay.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn remember(&self, name: &str, secret: Arc<Secret>) {
        self.lock().insert(name.to_owned(), secret);
    }

    fn recall(&self, name: &str) -> Option<Arc<Secret>> {
        self.lock().get(name).cloned()
    }

    fn forget_draft(&self, name: &str) {
        self.lock().remove(name);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<Secret>>> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn draft(shop: &ShopId, what: &str) -> String {
    format!("{}/draft/{what}", shop.as_str())
}

mod store;
mod worker;
