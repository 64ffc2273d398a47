//! When to ask next. Every 30 seconds while the window is in front, every 5 minutes while it is
//! not; after failures ever more slowly, up to 15 minutes, and never before the time a server
//! asked for. The spread keeps many shops from asking in step.

use crate::time::{Span, Timestamp};

/// Between questions while the window is in front.
pub const IN_FRONT: Span = Span::seconds(30);
/// Between questions while it is not.
pub const BEHIND: Span = Span::seconds(300);
/// Never more slowly than this after failures.
pub const SLOWEST: Span = Span::seconds(900);
/// A fact older than this is looked up at once when the window comes to the front.
pub const FRESH: Span = Span::seconds(10);

/// A server cannot ask us to wait longer than this.
pub const LONGEST_ASKED: Span = Span::seconds(3_600);

/// A moment no pause can lead to: the clock was set back since.
pub fn is_absurd(due: Timestamp, now: Timestamp) -> bool {
    due.since(now) > Span(LONGEST_ASKED.0 * 2)
}

/// The pause after an answer, given how many failures came in a row and a number to spread by.
pub fn pause(in_front: bool, failures: u32, retry_after_seconds: Option<u32>, spread: u64) -> Span {
    let base = if in_front { IN_FRONT } else { BEHIND };
    let slowed = base.0.saturating_mul(1_i64 << failures.min(10)).min(SLOWEST.0);
    // Up to a tenth more after failures; a healthy shop keeps its rhythm.
    let percent = if failures == 0 { 0 } else { i64::try_from(spread % 11).unwrap_or(0) };
    let spread_out = slowed.saturating_add(slowed.saturating_mul(percent) / 100);
    let asked = retry_after_seconds.map_or(0, |seconds| i64::from(seconds) * 1_000).min(LONGEST_ASKED.0);
    Span(spread_out.max(asked))
}

/// The next moment to ask, after an answer at `now`.
pub fn next(now: Timestamp, in_front: bool, failures: u32, retry_after_seconds: Option<u32>) -> Timestamp {
    now.after(pause(in_front, failures, retry_after_seconds, now.0.unsigned_abs() / 7))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_healthy_shop_is_asked_every_half_minute_in_front_and_every_five_minutes_behind() {
        assert_eq!(pause(true, 0, None, 9), IN_FRONT);
        assert_eq!(pause(false, 0, None, 9), BEHIND);
    }

    #[test]
    fn failures_slow_the_questions_down_to_a_limit() {
        assert_eq!(pause(true, 1, None, 0), Span::seconds(60));
        assert!(pause(true, 40, None, 10) <= Span(SLOWEST.0 * 11 / 10));
    }

    #[test]
    fn a_server_that_names_a_time_is_obeyed() {
        assert_eq!(pause(true, 1, Some(600), 0), Span::seconds(600));
        assert_eq!(pause(true, 1, Some(u32::MAX), 0), LONGEST_ASKED);
    }
}
