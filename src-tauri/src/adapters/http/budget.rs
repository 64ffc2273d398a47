//! What one diagnosis may cost a shop and the merchant: how many requests, and how long. It decides
//! nothing about a single request but whether it may still leave, and for how long it may be waited for.

use super::HttpError;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;
use tokio::time::Instant;

/// The most requests of one diagnosis, every second try and redirect included: some hosts shut out
/// whoever asks more.
pub const MOST_REQUESTS: usize = 12;
/// The longest diagnosis in all, however slowly each answer comes. Twelve seconds are promised; the program's
/// start and its last words take some of them.
pub const LONGEST: Duration = Duration::from_millis(11_300);

/// What is left. Clones share it.
#[derive(Clone, Debug)]
pub struct Budget {
    left: Arc<AtomicUsize>,
    until: Instant,
    /// A second try in the simplest way has brought no more than the first.
    in_vain: Arc<AtomicBool>,
}

impl Budget {
    /// So many requests within so much time from now on.
    pub(super) fn new(requests: usize, time: Duration) -> Self {
        Self { left: Arc::new(AtomicUsize::new(requests)), until: Instant::now() + time, in_vain: Arc::default() }
    }

    /// Whether a second try has brought no more than the first: then no other is made. A server that breaks
    /// every answer breaks it however it is asked.
    pub fn is_in_vain(&self) -> bool {
        self.in_vain.load(Ordering::Relaxed)
    }

    /// Notes that a second try has brought no more than the first.
    pub fn note_in_vain(&self) {
        self.in_vain.store(true, Ordering::Relaxed);
    }

    /// How many more requests may leave.
    pub fn requests(&self) -> usize {
        self.left.load(Ordering::Relaxed)
    }

    /// How much time is left.
    pub fn time(&self) -> Duration {
        self.until.saturating_duration_since(Instant::now())
    }

    /// Takes one request out, and says how long it may be waited for.
    ///
    /// # Errors
    /// [`HttpError::TooMany`] when no request is left, [`HttpError::TimedOut`] when no time is. Nothing has
    /// left this computer then.
    pub(super) fn take(&self) -> Result<Duration, HttpError> {
        let time = self.time();
        if time.is_zero() {
            return Err(HttpError::TimedOut);
        }
        let took = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        took.map(|_| time).map_err(|_| HttpError::TooMany)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn no_more_requests_leave_than_there_are() {
        let budget = Budget::new(2, LONGEST);
        let shared = budget.clone();
        assert_eq!(budget.take(), Ok(LONGEST));
        assert_eq!(shared.take(), Ok(LONGEST));
        assert_eq!((budget.take(), shared.requests()), (Err(HttpError::TooMany), 0));
    }

    #[tokio::test(start_paused = true)]
    async fn each_request_may_take_what_is_left_of_the_time() {
        let budget = Budget::new(MOST_REQUESTS, LONGEST);
        tokio::time::advance(Duration::from_secs(5)).await;
        assert_eq!(budget.take(), Ok(Duration::from_millis(6_300)));
        tokio::time::advance(Duration::from_millis(6_300)).await;
        assert_eq!(budget.take(), Err(HttpError::TimedOut));
        assert_eq!(budget.requests(), MOST_REQUESTS - 1, "a request that does not leave costs nothing");
    }
}
