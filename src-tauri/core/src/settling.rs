//! What the password store has just said that it keeps, and may not have on its disk yet.
//!
//! KWallet writes its file about five seconds after it has said yes, and loses what was kept if it ends
//! before that: a new entry comes back empty, a replaced one with its old value. Nothing in the Secret
//! Service API makes a store write at once. So the app asks once more, and before it closes.

use crate::ticket::Ticket;
use crate::time::{Span, Timestamp};

/// How long the app waits before it asks: twice what KWallet takes (kwalletd 5.103, measured).
pub const SETTLES: Span = Span::seconds(10);

/// When the store is asked again for what it keeps.
#[derive(Debug)]
pub struct Settling {
    due: Timestamp,
    /// The question in flight.
    pub asked: Option<Ticket>,
}

impl Settling {
    /// The store has just said that it keeps it.
    pub fn since(now: Timestamp) -> Self {
        Self { due: now.after(SETTLES), asked: None }
    }

    /// When to ask; `None` while the answer is on its way.
    pub fn wake_at(&self) -> Option<Timestamp> {
        self.asked.is_none().then_some(self.due)
    }

    /// Whether to ask now. A moment further away than [`SETTLES`] comes of a clock that was set back.
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.asked.is_none() && (self.due <= now || now.after(SETTLES) < self.due)
    }

    /// Asks as soon as possible: the app is about to close.
    pub fn hurry(&mut self, now: Timestamp) {
        self.due = self.due.min(now);
    }

    /// Something else is about to happen to what is kept; the question comes after it. Gives back the
    /// one in flight.
    pub fn interrupt(&mut self, now: Timestamp) -> Option<Ticket> {
        let asked = self.asked.take()?;
        self.due = now.after(SETTLES);
        Some(asked)
    }
}
