//! Time as a value. The core never reads a clock: every event carries the moment it happened.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub struct Timestamp(pub i64);

/// A length of time in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span(pub i64);

impl Span {
    /// A span of whole seconds.
    pub const fn seconds(count: i64) -> Self {
        Self(count * 1_000)
    }

    /// A span of whole hours.
    pub const fn hours(count: i64) -> Self {
        Self::seconds(count * 3_600)
    }
}

/// How far the time of this computer is from UTC, in minutes to the east.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LocalOffset(pub i32);

impl LocalOffset {
    /// The minute of this computer's day.
    pub fn minute_of_day(self, at: Timestamp) -> u16 {
        let minute = at.0.div_euclid(MINUTE).saturating_add(i64::from(self.0)).rem_euclid(DAY);
        u16::try_from(minute).unwrap_or_default()
    }
}

/// In milliseconds.
const MINUTE: i64 = 60_000;
/// In minutes.
const DAY: i64 = 24 * 60;

impl Timestamp {
    /// The beginning of the minute that is so many minutes after the one of this moment.
    #[must_use]
    pub fn minutes_on(self, minutes: u16) -> Self {
        Self(self.0.div_euclid(MINUTE).saturating_add(i64::from(minutes)).saturating_mul(MINUTE))
    }

    /// This moment moved later; stops at the end of time instead of wrapping.
    #[must_use]
    pub const fn after(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }

    /// How long ago `earlier` was; zero when the clock went backwards.
    pub fn since(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0).max(0))
    }
}
