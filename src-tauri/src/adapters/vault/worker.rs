//! The vault's thread: one job after the other, in the order they were asked, so that what was kept
//! last is what is kept.
//!
//! An asker that gave up has said that its secret is *not* kept, so a job nobody waits for any more
//! is not begun, except for removing: that is wanted all the same. A job that had begun, and sat
//! behind a window asking for a password, cannot be called back. If it succeeds late, what it kept
//! is no older than anything kept before it, whatever was kept since follows after it, and what is
//! held in memory is read first. Only where the merchant chose meanwhile that it is not to stay, it
//! is removed again; what Meum issued is never among that.

use super::VaultError;
use super::store::{Peer, Store};
use connect_core::secret::Secret;
use std::collections::HashSet;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::oneshot;

/// Something for the password store to do, and where its answer goes.
pub(super) enum Job {
    Keep(String, Arc<Secret>, oneshot::Sender<Result<(), VaultError>>),
    Read(String, oneshot::Sender<Result<Option<Secret>, VaultError>>),
    Remove(String, oneshot::Sender<Result<(), VaultError>>),
}

/// The names of the entries that are not to stay on this computer.
pub(super) type NotToStay = Arc<Mutex<HashSet<String>>>;

/// With whom the open session is, if that is known.
type Partner = Arc<Mutex<Option<Peer>>>;

/// A running thread.
pub(super) struct Worker {
    jobs: Sender<Job>,
    partner: Partner,
}

impl Worker {
    /// Starts one. It ends when it is dropped and its last job is done, and is not joined: it may be
    /// waiting for a question nobody answers.
    pub(super) fn start(service: &str, not_to_stay: &NotToStay) -> Self {
        let (jobs, inbox) = mpsc::channel();
        let partner = Partner::default();
        let (service, not_to_stay, with) = (service.to_owned(), Arc::clone(not_to_stay), Arc::clone(&partner));
        let thread = std::thread::Builder::new().name("vault".to_owned());
        if thread.spawn(move || work(&service, &inbox, &not_to_stay, with)).is_err() {
            tracing::error!("The vault's thread could not be started");
        }
        Self { jobs, partner }
    }

    /// Gives it a job. If it has ended, the job's reply is dropped with it.
    pub(super) fn send(&self, job: Job) {
        let _ = self.jobs.send(job);
    }

    /// The store its present job is asked of.
    pub(super) fn asked_of(&self) -> Option<Peer> {
        self.partner.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Works until nobody can ask any more.
fn work(service: &str, inbox: &Receiver<Job>, not_to_stay: &NotToStay, partner: Partner) {
    let mut open = Session { store: None, partner };
    while let Ok(job) = inbox.recv() {
        // A reply nobody waits for any more is dropped, and the secret in it wiped.
        match job {
            Job::Keep(name, secret, reply) if !reply.is_closed() => {
                let result = attempt(&mut open, |store| store.keep(service, &name, &secret));
                let kept = result.is_ok();
                let too_late = reply.send(result).is_err();
                if kept && too_late && not_to_stay.lock().unwrap_or_else(PoisonError::into_inner).contains(&name) {
                    let removed = attempt(&mut open, |store| store.remove(service, &name));
                    tracing::warn!(?removed, "A secret was kept too late, and is removed again");
                }
            }
            Job::Read(name, reply) if !reply.is_closed() => {
                let _ = reply.send(attempt(&mut open, |store| store.read(service, &name)));
            }
            Job::Keep(..) | Job::Read(..) => {}
            Job::Remove(name, reply) => {
                let _ = reply.send(attempt(&mut open, |store| store.remove(service, &name)));
            }
        }
    }
}

/// The session with the store, if one is open.
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

/// Does it with the open store, or with one opened for it. A session that was open already may be
/// with a store that is gone or was replaced: then it is tried once more with a new one. Doing any
/// of this twice is the same as doing it once. A locked store is not asked twice, since each time
/// may put a question on the screen.
fn attempt<T>(session: &mut Session, deed: impl Fn(&Store) -> Result<T, VaultError>) -> Result<T, VaultError> {
    match session.store.as_ref().map(&deed) {
        None | Some(Err(VaultError::Missing | VaultError::Refused | VaultError::TimedOut)) => deed(session.open()?),
        Some(result) => result,
    }
}
