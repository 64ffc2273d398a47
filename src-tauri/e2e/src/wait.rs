//! Waiting: for a condition, never for a time, and never for ever.

use std::fmt::Debug;
use std::time::Duration;

use tokio::time::{Instant, sleep, timeout};

use crate::trouble::{Outcome, Trouble};

/// How long a journey waits for anything on the screen. One journey at a time needs less than half of
/// it, but two share the processor.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// How long the driver may take for one answer. A screenshot of a large window takes longest.
const ANSWER: Duration = Duration::from_secs(40);

/// How soon to look again. Each look costs the app and the driver some of the processor, so the pause grows
/// up to [`LONGEST_PAUSE`] while nothing comes.
pub(crate) const PAUSE: Duration = Duration::from_millis(15);

/// Short enough not to be noticed in a journey.
const LONGEST_PAUSE: Duration = Duration::from_millis(120);

/// Looks until it finds. When patience ends, it returns the last reason why not.
pub(crate) async fn until<T>(look: impl AsyncFnMut() -> Outcome<T>) -> Outcome<T> {
    until_within(PATIENCE, look).await
}

/// Looks with another patience than [`PATIENCE`].
pub(crate) async fn until_within<T>(patience: Duration, mut look: impl AsyncFnMut() -> Outcome<T>) -> Outcome<T> {
    let end = Instant::now() + patience;
    let mut pause = PAUSE;
    loop {
        match look().await {
            Ok(found) => return Ok(found),
            Err(reason) if Instant::now() >= end => return Err(reason),
            Err(_) => sleep(pause).await,
        }
        pause = LONGEST_PAUSE.min(pause * 3 / 2);
    }
}

/// An answer of the driver, or trouble when it refuses or stays silent.
pub(crate) async fn answer<T, E: Debug>(doing: &str, call: impl Future<Output = Result<T, E>>) -> Outcome<T> {
    match timeout(ANSWER, call).await {
        Ok(Ok(found)) => Ok(found),
        // The driver's errors often carry a code and no words: only their Debug form shows it.
        Ok(Err(refusal)) => Err(Trouble::refused(doing, format_args!("{refusal:?}"))),
        Err(_) => Err(Trouble::refused(doing, "the window did not answer in time")),
    }
}
