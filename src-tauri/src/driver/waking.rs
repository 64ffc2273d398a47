//! Whether the computer slept since the last event. No system tells an app so in one way, but its two
//! clocks differ by the time asleep: the one on the wall goes on, the steady one may stand still.

use connect_core::time::{LocalOffset, Span, Timestamp};
use std::time::{Duration, Instant};

/// The driver looks at least this often while anything is due, so it notices within this time that the
/// computer woke.
pub(super) const LOOK: Duration = Duration::from_secs(10);
/// A network's time may put the wall clock forward by less than this. It is also the longest that an
/// answer may be late before it is old.
const SLEEP: Span = Span::seconds(60);

/// Both clocks, as they were at the last event.
pub(super) struct Clocks {
    wall: Timestamp,
    steady: Instant,
    /// How far this computer's time is from UTC, as the core knows it.
    offset: Option<LocalOffset>,
}

impl Clocks {
    pub(super) fn new(wall: Timestamp) -> Self {
        Self { wall, steady: Instant::now(), offset: None }
    }

    /// How far this computer's time is from UTC, if that is news.
    pub(super) fn offset_if_new(&mut self, wall: Timestamp) -> Option<LocalOffset> {
        let now = offset(wall).filter(|now| self.offset != Some(*now))?;
        self.offset = Some(now);
        Some(now)
    }

    /// Whether the computer slept since the last time this was asked.
    pub(super) fn slept(&mut self, wall: Timestamp) -> bool {
        let before = std::mem::replace(self, Self { offset: self.offset, ..Self::new(wall) });
        has_slept(wall.since(before.wall), self.steady.duration_since(before.steady))
    }
}

/// How far this computer's time is from UTC at this moment.
fn offset(wall: Timestamp) -> Option<LocalOffset> {
    let at = jiff::Timestamp::from_millisecond(wall.0).ok()?;
    Some(LocalOffset(at.to_zoned(jiff::tz::TimeZone::system()).offset().seconds() / 60))
}

/// Whether so much time went by on the wall, and so much on the steady clock, because of a sleep. Some
/// steady clocks go on while the computer sleeps; then the driver missed its own looks.
fn has_slept(wall: Span, steady: Duration) -> bool {
    let steady = Span(i64::try_from(steady.as_millis()).unwrap_or(i64::MAX));
    let stood_still = wall.0.saturating_sub(steady.0) > SLEEP.0;
    stood_still || steady > SLEEP
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sleep_is_told_from_a_wait_and_from_a_clock_that_is_put_right() {
        let minute = Duration::from_mins(1);
        let cases = [
            ("a look", Span::seconds(10), Duration::from_secs(10), false),
            ("put right by a network", Span::seconds(40), Duration::from_secs(10), false),
            ("set back by an hour", Span(0), Duration::from_secs(10), false),
            ("slept, and the steady clock stood still", Span::hours(8), Duration::from_secs(2), true),
            ("slept, and the steady clock went on", Span::hours(8), 480 * minute, true),
            ("set forward by an hour", Span::hours(1), Duration::from_secs(10), true),
        ];
        for (what, wall, steady, expected) in cases {
            assert_eq!(has_slept(wall, steady), expected, "{what}");
        }
    }
}
