//! The computer's password store, and the secrets that memory holds.
//!
//! A locked Linux keyring can hang for minutes. So a thread of its own talks to the store
//! (`vault/worker.rs`), every request has a deadline, and nobody joins that thread.
//! `vault/secret_service.rs` is the store on Linux, `vault/system.rs` elsewhere.
//!
//! Memory holds four kinds of secrets: pairs that have not passed their check yet (drafts), secrets
//! of a shop for which the merchant chose *Keep until I close the app*, what Meum issued when the
//! store did not take it, and a copy of what Meum issued when the store did. KWallet says that it has
//! taken something some seconds before it is on the disk, and Meum issues it only once.

#[cfg(target_os = "linux")]
mod bus_error;
mod copy;
#[cfg(target_os = "linux")]
mod secret_service;
#[cfg(not(target_os = "linux"))]
mod system;
#[cfg(any(test, not(target_os = "linux")))]
mod system_error;
mod worker;

use connect_core::kept::{Kept, Settled};
use connect_core::problem::{Problem, ProblemKind};
use connect_core::record::ShopId;
use connect_core::secret::Secret;
use copy::Copy;
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::oneshot;
use worker::{Job, MemoryOnly, Worker};

/// The service name of every entry. Tests use other names, so they never touch a merchant's entries.
pub const SERVICE: &str = "io.meum.connect";
/// How long a store that asks nobody may take.
const UNASKED: Duration = Duration::from_secs(5);
/// How long a request waits for the store: long enough to type a password into its prompt.
const DEADLINE: Duration = Duration::from_secs(30);

/// A secret of a shop; the password store has one entry for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// The WooCommerce consumer key and secret.
    ShopKeys,
    /// The Meum connection key.
    MeumKey,
    /// The extra password in front of the shop.
    ExtraPassword,
    /// The API key and webhook secret that Meum issued.
    Credentials,
}

impl Entry {
    /// All of them, in the order of removal: Meum issues its own only once, so they go last.
    pub const ALL: [Self; 4] = [Self::ShopKeys, Self::MeumKey, Self::ExtraPassword, Self::Credentials];
    /// The secrets that the merchant can enter again. Meum issues its own only once.
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
    /// No password store answers.
    #[error("no password store")]
    Missing,
    /// The store is locked.
    #[error("password store locked")]
    Locked,
    /// The store asked the merchant, who closed its question or pressed *Deny*. No store tells which.
    #[error("password store asked, and its question was closed or denied")]
    Dismissed,
    /// The store has no keyring yet, and the merchant did not give it a password for a new one.
    #[error("password store is not set up")]
    NotSetUp,
    /// The store is open and does not do what it is asked.
    #[error("password store refused")]
    Refused,
    /// The store did not answer within the deadline.
    #[error("password store did not answer in time")]
    TimedOut,
}

impl From<VaultError> for ProblemKind {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Missing => Self::VaultMissing,
            VaultError::Locked | VaultError::Dismissed => Self::VaultLocked,
            VaultError::NotSetUp | VaultError::Refused => Self::VaultRefused,
            VaultError::TimedOut => Self::VaultSlow,
        }
    }
}

/// Whether the password store would ask somebody for its password before it gives what it has of this service. Nobody is
/// asked. A store that does not say is not called locked: whoever reads from it hears why.
pub async fn is_locked(service: &'static str) -> bool {
    let asked = tokio::task::spawn_blocking(move || worker::is_locked(service));
    let told = tokio::time::timeout(UNASKED, asked).await;
    // A store that hangs before it has been asked for anything would hang for every secret as well.
    told.is_err() || matches!(told, Ok(Ok(Ok(true))))
}

/// The problem to show for an error of the password store.
pub fn of_vault(error: VaultError) -> Problem {
    Problem::new(ProblemKind::from(error)).with_technical(&error.to_string())
}

/// The password store, and the secrets that only memory holds. Names are those of [`Entry::of`], and
/// of [`draft`].
pub struct Vault {
    service: String,
    worker: Mutex<Worker>,
    /// The last job missed its deadline, and may never end.
    stuck: AtomicBool,
    memory: Mutex<HashMap<String, Arc<Secret>>>,
    /// What Meum issued and the store has taken since the app started.
    copies: Mutex<HashMap<String, Arc<Copy>>>,
    memory_only: MemoryOnly,
    deadline: Duration,
}

impl Vault {
    /// Starts the vault's thread. Its first job opens the password store.
    pub fn start(service: &str) -> Self {
        Self::start_with(service, DEADLINE)
    }

    /// Starts the vault with another deadline than the usual half minute.
    pub fn start_with(service: &str, deadline: Duration) -> Self {
        let memory_only = MemoryOnly::default();
        let worker = Mutex::new(Worker::start(service, &memory_only));
        let (service, stuck) = (service.to_owned(), AtomicBool::new(false));
        Self { service, worker, stuck, memory: Mutex::default(), copies: Mutex::default(), memory_only, deadline }
    }

    /// From now on memory alone holds what the merchant enters for this shop, until the shop is
    /// forgotten or the app closes. What Meum issues still goes into the password store, if it can.
    pub fn keep_until_closed(&self, shop: &ShopId) {
        self.memory_only().extend(Entry::ENTERED.map(|entry| entry.of(shop)));
    }

    /// Whether the merchant chose *Keep until I close the app* for this shop.
    pub fn keeps_until_closed(&self, shop: &ShopId) -> bool {
        Entry::ENTERED.iter().any(|entry| self.memory_only().contains(&entry.of(shop)))
    }

    /// Puts a secret into the password store, or into memory where the merchant chose that. The
    /// result says which.
    ///
    /// # Errors
    /// Why the password store did not take it. The caller still has the secret.
    pub async fn keep(&self, shop: &ShopId, entry: Entry, secret: &Arc<Secret>) -> Result<Kept, VaultError> {
        let name = entry.of(shop);
        if self.memory_only().contains(&name) {
            self.remember(&name, Arc::clone(secret));
            return Ok(Kept::UntilClosed);
        }
        // Before the store is asked: an older copy must not be put in the place of what comes now.
        self.forget_copy(&name);
        self.ask(|reply| Job::Keep(name.clone(), Arc::clone(secret), reply)).await?;
        self.forget_draft(&name);
        if entry == Entry::Credentials {
            self.copies().insert(name, Arc::new(Copy::of(secret)));
        }
        Ok(Kept::Vault)
    }

    /// Looks whether the store really has what it took last under this name, and puts it there once more
    /// if it has not. `None` when the store took nothing since the app started.
    ///
    /// # Errors
    /// Why the store neither has it nor takes it. From then on memory alone has it.
    pub async fn make_sure(&self, shop: &ShopId, entry: Entry) -> Result<Option<Settled>, VaultError> {
        let name = entry.of(shop);
        let Some(copy) = self.copy(&name) else { return Ok(None) };
        let settled = self.ask(|reply| Job::MakeSure(name.clone(), Arc::clone(&copy), reply)).await;
        if settled.is_err() && copy.counts() {
            self.remember(&name, Arc::clone(copy.secret()));
        }
        settled.map(Some)
    }

    /// Holds a secret in memory until the app closes, after the password store did not take it.
    pub fn keep_in_memory(&self, shop: &ShopId, entry: Entry, secret: Arc<Secret>) {
        self.remember(&entry.of(shop), secret);
    }

    /// Reads a secret: from memory if it is there, else from the password store. `None` when neither
    /// has it. A store that has lost what it took gives nothing, or something older: then it is the copy
    /// that counts, and the store takes it once more.
    ///
    /// # Errors
    /// Why the password store does not say.
    pub async fn read(&self, shop: &ShopId, entry: Entry) -> Result<Option<Arc<Secret>>, VaultError> {
        let name = entry.of(shop);
        if let Some(secret) = self.recall(&name) {
            return Ok(Some(secret));
        }
        let Some(copy) = self.copy(&name) else {
            let found = self.ask(|reply| Job::Read(name, reply)).await?;
            return Ok(found.map(Arc::new));
        };
        self.ask(|reply| Job::MakeSure(name, Arc::clone(&copy), reply)).await?;
        Ok(Some(Arc::clone(copy.secret())))
    }

    /// Removes a secret of a shop, from memory and from the password store.
    ///
    /// # Errors
    /// Why the password store did not remove it. Memory has let go of it all the same.
    pub async fn remove(&self, shop: &ShopId, entry: Entry) -> Result<(), VaultError> {
        let name = entry.of(shop);
        self.forget_draft(&name);
        self.forget_copy(&name);
        self.ask(|reply| Job::Remove(name, reply)).await
    }

    /// Removes every secret of a shop. An entry that the password store does not remove stays there,
    /// and the log says so.
    pub async fn forget(&self, shop: &ShopId) {
        let is_of_shop = |name: &str| name.strip_prefix(shop.as_str()).is_some_and(|rest| rest.starts_with('/'));
        self.lock().retain(|name, _| !is_of_shop(name));
        self.memory_only().retain(|name| !is_of_shop(name));
        for entry in Entry::ALL {
            if let Err(error) = self.remove(shop, entry).await {
                tracing::warn!(%error, "A secret could not be removed from the password store");
            }
        }
    }

    /// Proves that the password store takes secrets, by writing one and removing it. Where the
    /// merchant chose memory for this shop, there is nothing to prove.
    ///
    /// # Errors
    /// Why the store does not take it.
    pub async fn prove(&self, shop: &ShopId) -> Result<(), VaultError> {
        if self.keeps_until_closed(shop) {
            return Ok(());
        }
        let probe = || "proof/writable".to_owned();
        let nothing = Arc::new(Secret::new("1".to_owned()));
        self.ask(|reply| Job::Keep(probe(), nothing, reply)).await?;
        self.ask(|reply| Job::Remove(probe(), reply)).await
    }

    /// Holds a draft in memory while its check is under way.
    pub fn hold(&self, shop: &ShopId, what: &str, secret: Secret) {
        self.remember(&draft(shop, what), Arc::new(secret));
    }

    /// The draft that [`Self::hold`] put into memory, until [`Self::let_go`].
    pub fn held(&self, shop: &ShopId, what: &str) -> Option<Arc<Secret>> {
        self.recall(&draft(shop, what))
    }

    /// Lets go of a draft.
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

    /// Starts a new thread if the present one waits for a store that has ended.
    ///
    /// When a store ends with its prompt on the screen, the job that waits for the prompt never
    /// returns. While the store still runs, a second thread could overtake the first, and an older
    /// secret could replace a newer one. So this happens only after the store has ended.
    async fn leave_behind_what_never_ends(&self) {
        let asked_of = self.worker().asked_of();
        let ended = tokio::task::spawn_blocking(move || asked_of.is_some_and(|store| store.has_ended()));
        if ended.await.unwrap_or(false) {
            tracing::warn!("The password store ended with a question on the screen; its thread is left behind");
            *self.worker() = Worker::start(&self.service, &self.memory_only);
        }
    }

    fn worker(&self) -> std::sync::MutexGuard<'_, Worker> {
        self.worker.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn memory_only(&self) -> std::sync::MutexGuard<'_, HashSet<String>> {
        self.memory_only.lock().unwrap_or_else(PoisonError::into_inner)
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

    fn copy(&self, name: &str) -> Option<Arc<Copy>> {
        self.copies().get(name).cloned()
    }

    fn forget_copy(&self, name: &str) {
        if let Some(copy) = self.copies().remove(name) {
            copy.is_replaced();
        }
    }

    fn copies(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<Copy>>> {
        self.copies.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<Secret>>> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn draft(shop: &ShopId, what: &str) -> String {
    format!("{}/draft/{what}", shop.as_str())
}
