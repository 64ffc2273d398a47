//! The vault's thread. It does one job after the other, in the order they come, so the newest secret
//! is the one that stays.
//!
//! A caller that gives up tells the merchant that its secret is not kept. So this thread skips a job
//! whose caller has gone, except a removal, which the merchant still wants. Nobody can call back a
//! job that is waiting behind the store's prompt. If such a job succeeds late, the order still holds:
//! it replaces only older secrets, and newer jobs follow it. If the merchant chose meanwhile to keep
//! the entry in memory only, the thread removes it again; it never does that to what Meum issued.

use super::VaultError;
use super::copy::Copy;
#[cfg(target_os = "linux")]
use super::secret_service::{Peer, Store};
#[cfg(not(target_os = "linux"))]
use super::system::{Peer, Store};
use connect_core::kept::Settled;
use connect_core::secret::Secret;
use std::collections::HashSet;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::oneshot;

/// Whether the password store would ask somebody for its password. It blocks, and asks nobody.
///
/// # Errors
/// Why the store does not say.
pub(super) fn is_locked(service: &str) -> Result<bool, VaultError> {
    Store::is_locked(service)
}

/// A request to the password store by entry name, and the way back to its caller.
pub(super) enum Job {
    Keep(String, Arc<Secret>, oneshot::Sender<Result<(), VaultError>>),
    Read(String, oneshot::Sender<Result<Option<Secret>, VaultError>>),
    MakeSure(String, Arc<Copy>, oneshot::Sender<Result<Settled, VaultError>>),
    Remove(String, oneshot::Sender<Result<(), VaultError>>),
}

/// The names of the entries that the merchant wants in memory only.
pub(super) type MemoryOnly = Arc<Mutex<HashSet<String>>>;

/// The program that the open session is with, if the bus tells.
type Partner = Arc<Mutex<Option<Peer>>>;

/// The handle to a vault thread.
pub(super) struct Worker {
    jobs: Sender<Job>,
    partner: Partner,
}

impl Worker {
    /// Starts a thread. It ends once the handle is dropped and its last job is done. Nobody joins it:
    /// it may be waiting for an answer that never comes.
    pub(super) fn start(service: &str, memory_only: &MemoryOnly) -> Self {
        let (jobs, inbox) = mpsc::channel();
        let partner = Partner::default();
        let (service, memory_only, with) = (service.to_owned(), Arc::clone(memory_only), Arc::clone(&partner));
        let thread = std::thread::Builder::new().name("vault".to_owned());
        if thread.spawn(move || work(&service, &inbox, &memory_only, with)).is_err() {
            tracing::error!("The vault's thread could not be started");
        }
        Self { jobs, partner }
    }

    /// Queues a job. If the thread has ended, the job's caller gets no reply.
    pub(super) fn send(&self, job: Job) {
        let _ = self.jobs.send(job);
    }

    /// The program that the thread's session is with.
    pub(super) fn asked_of(&self) -> Option<Peer> {
        self.partner.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Works until the handle is gone and the queue is empty.
fn work(service: &str, inbox: &Receiver<Job>, memory_only: &MemoryOnly, partner: Partner) {
    let mut open = Session { store: None, partner };
    while let Ok(job) = inbox.recv() {
        // When nobody waits for a reply, dropping it wipes the secret in it.
        match job {
            Job::Keep(name, secret, reply) if !reply.is_closed() => {
                let result = attempt(&mut open, |store| store.keep(service, &name, &secret));
                let kept = result.is_ok();
                let too_late = reply.send(result).is_err();
                if kept && too_late && memory_only.lock().unwrap_or_else(PoisonError::into_inner).contains(&name) {
                    let removed = attempt(&mut open, |store| store.remove(service, &name));
                    tracing::warn!(?removed, "The store kept a secret too late; it is removed again");
                }
            }
            Job::Read(name, reply) if !reply.is_closed() => {
                let _ = reply.send(attempt(&mut open, |store| store.read(service, &name)));
            }
            Job::MakeSure(name, copy, reply) if !reply.is_closed() => {
                let _ = reply.send(attempt(&mut open, |store| make_sure(store, service, &name, &copy)));
            }
            Job::Keep(..) | Job::Read(..) | Job::MakeSure(..) => {}
            Job::Remove(name, reply) => {
                let _ = reply.send(attempt(&mut open, |store| store.remove(service, &name)));
            }
        }
    }
}

/// Puts a copy into the store where the store has lost it. Both happen in one job, so no newer secret
/// comes between. A copy that no longer counts is left alone: the store has, or gets, something newer.
fn make_sure(store: &Store, service: &str, name: &str, copy: &Copy) -> Result<Settled, VaultError> {
    if !copy.counts() || store.read(service, name)?.is_some_and(|found| copy.is(&found)) {
        return Ok(Settled::There);
    }
    tracing::warn!("The password store lost what it said it had kept; it is kept once more");
    store.keep(service, name, copy.secret())?;
    Ok(Settled::Again)
}

/// The session with the store. A job opens it, and it stays open for the next.
struct Session {
    store: Option<Store>,
    partner: Partner,
}

impl Session {
    fn open(&mut self) -> Result<&Store, VaultError> {
        self.store = None;
        let store = Store::open()?;
        *self.partner.lock().unwrap_or_else(PoisonError::into_inner) = Peer::of_store();
        Ok(self.store.insert(store))
    }
}

/// Does a deed in the open session, or opens one for it.
///
/// A session that was open before may belong to a store that has ended, so a deed that fails in it
/// is tried once more in a new session. Keeping, reading and removing twice is the same as once. A
/// store that has just asked the merchant is not asked twice.
fn attempt<T>(session: &mut Session, deed: impl Fn(&Store) -> Result<T, VaultError>) -> Result<T, VaultError> {
    match session.store.as_ref().map(&deed) {
        None | Some(Err(VaultError::Missing | VaultError::Refused | VaultError::TimedOut)) => deed(session.open()?),
        Some(result @ (Ok(_) | Err(VaultError::Locked | VaultError::Dismissed | VaultError::NotSetUp))) => result,
    }
}
