//! The time on a server whose clock may be wrong. It refuses to set anybody's clock.

use jiff::fmt::rfc2822::DateTimePrinter;
use jiff::{SignedDuration, Timestamp};

/// Now on a clock that is ahead by so many minutes, as HTTP's `Date` header gives it; beyond the year
/// 9999 the clock stands still.
pub(crate) fn date(minutes_ahead: i64) -> String {
    let ahead = SignedDuration::from_secs(minutes_ahead.saturating_mul(60));
    let now = Timestamp::now().saturating_add(ahead).unwrap_or(Timestamp::MAX);
    // Only years before 1 cannot be written so.
    DateTimePrinter::new().timestamp_to_rfc9110_string(&now).unwrap_or_default()
}
