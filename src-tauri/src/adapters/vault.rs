//! The computer's password store, on a thread of its own with a deadline: a locked Linux keyring
//! can hang for minutes, and nothing here waits that long or joins that thread.
//!
//! Beside it, memory: for pairs that have not passed their check yet (drafts), and for everything
//! when the merchant chose to keep secrets only until the app closes. `vault/worker.rs` is the
//! thread, `vault/store.rs` the store it opens and opens again.

use connect_core::problem::{Problem, ProblemKind};
use connect_core::secret::Secret;
use connect_core::shop::ShopId;
use connect_core::shop_facts::Kept;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::Duration;
use tokio::sync::oneshot;
use worker::{Job, work};

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
    jobs: mpsc::Sender<Job>,
    memory: Mutex<HashMap<String, Arc<Secret>>>,
    until_closed: Arc<AtomicBool>,
    deadline: Duration,
}

impl Vault {
    /// Starts the vault's thread. The password store itself is first touched by the first job.
    pub fn start(service: &str) -> Self {
        Self::start_with(service, DEADLINE)
    }

    /// The same with another deadline: how long anything waits for the password store.
    pub fn start_with(service: &str, deadline: Duration) -> Self {
        let until_closed = Arc::new(AtomicBool::new(false));
        let (service, memory_only) = (service.to_owned(), Arc::clone(&until_closed));
        let (jobs, inbox) = mpsc::channel();
        // Not joined at exit: it may be waiting for a prompt nobody answers.
        let thread = std::thread::Builder::new().name("vault".to_owned());
        if thread.spawn(move || work(&service, &inbox, &memory_only)).is_err() {
            tracing::error!("The vault's thread could not be started");
        }
        Self { jobs, memory: Mutex::default(), until_closed, deadline }
    }

    /// From now on, keeps secrets in memory only.
    pub fn keep_until_closed(&self) {
        self.until_closed.store(true, Ordering::Relaxed);
    }

    /// Keeps a secret.
    ///
    /// # Errors
    /// Why the password store would not take it; the secret is still the caller's.
    pub async fn keep(&self, shop: &ShopId, entry: Entry, secret: &Arc<Secret>) -> Result<Kept, VaultError> {
        let name = entry.of(shop);
        if self.until_closed.load(Ordering::Relaxed) {
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
        self.lock().retain(|name, _| !name.starts_with(shop.as_str()));
        for entry in Entry::ALL {
            if let Err(error) = self.remove(shop, entry).await {
                tracing::warn!(%error, "A secret could not be removed from the password store");
            }
        }
    }

    /// Proves that secrets can be kept, by writing one and removing it.
    ///
    /// # Errors
    /// Why they cannot.
    pub async fn prove(&self) -> Result<(), VaultError> {
        if self.until_closed.load(Ordering::Relaxed) {
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
        self.jobs.send(job(reply)).map_err(|_| VaultError::Missing)?;
        match tokio::time::timeout(self.deadline, answer).await {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err(VaultError::Missing),
            Err(_) => Err(VaultError::TimedOut),
        }
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
