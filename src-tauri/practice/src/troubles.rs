//! The troubles that are on, for either server. The list refuses to know what any of them does.

use std::mem::discriminant;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The troubles that are on, in the order they were switched on; at most one of each kind.
#[derive(Debug)]
pub(crate) struct Troubles<T>(Mutex<Vec<T>>);

impl<T> Default for Troubles<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Troubles<T> {
    pub(crate) fn all(&self) -> Vec<T> {
        self.locked().clone()
    }

    /// Switches one on, in the place of one of the same kind with other details.
    pub(crate) fn set(&self, trouble: T) {
        let mut troubles = self.locked();
        troubles.retain(|other| discriminant(other) != discriminant(&trouble));
        troubles.push(trouble);
    }

    /// Switches one kind off, whatever its details.
    pub(crate) fn lift(&self, trouble: &T) {
        self.locked().retain(|other| discriminant(other) != discriminant(trouble));
    }

    /// Switches all off and these on.
    pub(crate) fn replace(&self, troubles: impl IntoIterator<Item = T>) {
        *self.locked() = troubles.into_iter().collect();
    }

    fn locked(&self) -> MutexGuard<'_, Vec<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
