//! An approval that comes back late: the shop holds its answer until whoever asked has given up.
//!
//! It refuses to hold an answer for ever: where nobody watches for it, the answer goes after a moment.

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

/// So long an answer is held at most.
const LONGEST: Duration = Duration::from_secs(10);

/// Whether an answer is held back.
#[derive(Debug)]
pub(crate) struct Holding(watch::Sender<bool>);

impl Default for Holding {
    fn default() -> Self {
        Self(watch::Sender::new(false))
    }
}

impl Holding {
    /// Holds an answer until it is let go.
    pub(super) async fn hold(&self) {
        let mut held = self.0.subscribe();
        self.0.send_replace(true);
        let _ = timeout(LONGEST, held.wait_for(|held| !held)).await;
        self.0.send_replace(false);
    }

    /// Waits until an answer is held.
    pub(super) async fn until_held(&self) -> Held<'_> {
        // The sender lives as long as this waits.
        let _ = self.0.subscribe().wait_for(|held| *held).await;
        Held(self)
    }
}

/// An answer that is held back. It goes once this is dropped.
#[derive(Debug)]
pub struct Held<'a>(&'a Holding);

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.0.0.send_replace(false);
    }
}
