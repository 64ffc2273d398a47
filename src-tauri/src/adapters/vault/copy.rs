//! A copy of what the password store has taken. It proves later that the store really has it, and takes
//! its place if the store has lost it. Once something newer is kept, or it is removed, it counts no more.

use connect_core::secret::Secret;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Such a copy.
pub(super) struct Copy {
    secret: Arc<Secret>,
    replaced: AtomicBool,
}

impl Copy {
    /// A copy of what the store has just taken.
    pub(super) fn of(secret: &Arc<Secret>) -> Self {
        Self { secret: Arc::clone(secret), replaced: AtomicBool::new(false) }
    }

    /// The secret itself.
    pub(super) fn secret(&self) -> &Arc<Secret> {
        &self.secret
    }

    /// Something newer is about to be kept, or the entry to be removed.
    pub(super) fn is_replaced(&self) {
        self.replaced.store(true, Ordering::SeqCst);
    }

    /// Whether nothing newer has taken its place.
    pub(super) fn counts(&self) -> bool {
        !self.replaced.load(Ordering::SeqCst)
    }

    /// Whether this is what the store has.
    pub(super) fn is(&self, found: &Secret) -> bool {
        // EXPOSE: compared with each other, and shown to nobody.
        self.secret.expose() == found.expose()
    }
}
