//! The vault's thread: one job after the other, in the order they were asked, so that what was kept
//! last is what is kept.
//!
//! An asker that gave up has said that its secret is *not* kept, so a job nobody waits for any more
//! is not begun, except for removing: that is wanted all the same. A job that had begun, and sat
//! behind a window asking for a password, cannot be called back. If it succeeds late, what it kept
//! is no older than anything kept before it, whatever was kept since follows after it, and what is
//! held in memory is read first. Only where the merchant chose meanwhile that nothing is to stay,
//! it is removed again.

use super::VaultError;
use super::store::Store;
use connect_core::secret::Secret;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;
use tokio::sync::oneshot::Sender;

/// Something for the password store to do, and where its answer goes.
pub(super) enum Job {
    Keep(String, Arc<Secret>, Sender<Result<(), VaultError>>),
    Read(String, Sender<Result<Option<Secret>, VaultError>>),
    Remove(String, Sender<Result<(), VaultError>>),
}

/// Works until nobody can ask any more.
pub(super) fn work(service: &str, inbox: &Receiver<Job>, until_closed: &AtomicBool) {
    let mut open = None;
    while let Ok(job) = inbox.recv() {
        // A reply nobody waits for any more is dropped, and the secret in it wiped.
        match job {
            Job::Keep(name, secret, reply) if !reply.is_closed() => {
                let result = attempt(&mut open, |store| store.keep(service, &name, &secret));
                let kept = result.is_ok();
                let too_late = reply.send(result).is_err();
                if kept && too_late && until_closed.load(Ordering::Relaxed) {
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

/// Does it with the open store, or with one opened for it. A session that was open already may be
/// with a store that is gone or was replaced: then it is tried once more with a new one. Doing any
/// of this twice is the same as doing it once. A locked store is not asked twice, since each time
/// may put a question on the screen.
fn attempt<T>(open: &mut Option<Store>, deed: impl Fn(&Store) -> Result<T, VaultError>) -> Result<T, VaultError> {
    if let Some(store) = open {
        match deed(store) {
            Err(VaultError::Missing | VaultError::Refused | VaultError::TimedOut) => *open = None,
            result => return result,
        }
    }
    let store = Store::open()?;
    let result = deed(&store);
    if !matches!(result, Err(VaultError::Missing)) {
        *open = Some(store);
    }
    result
}
