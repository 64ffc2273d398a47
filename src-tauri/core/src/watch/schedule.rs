//! When to ask next. Every 30 seconds while the shop's panel is in front, else every 5 minutes; after
//! failures ever more slowly, up to 15 minutes, and never before the time a server asked for. The
//! spread keeps many shops from asking in step.

use crate::time::{Span, Timestamp};

/// Between questions while the window is in front.
pub const IN_FRONT: Span = Span::seconds(30);
/// Between questions while it is not.
pub const BEHIND: Span = Span::seconds(300);
/// Never more slowly than this after failures.
pub const SLOWEST: Span = Span::seconds(900);
/// A fact older than this is looked up at once when the window comes to the front.
pub const FRESH: Span = Span::seconds(10);

/// Between two looks whether shoppers get in: pages cost a shop more than its interface does.
pub const SHOPPERS: Span = Span::seconds(900);

/// A server cannot ask us to wait longer than this.
pub const LONGEST_ASKED: Span = Span::seconds(3_600);
/// So many shops are asked at a time: more would take the line from whoever works on this computer,
/// and each answer takes a second or two.
pub const AT_ONCE: usize = 4;

/// How often a shop is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Its panel is on the screen, and the window is in front.
    InFront,
    /// Nobody looks.
    Behind,
}

/// When to ask next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    made_at: Timestamp,
    due: Timestamp,
    /// The time a server asked for.
    not_before: Timestamp,
}

impl Plan {
    /// When to ask. If the plan was made in the future, the clock was set back, so ask now.
    pub fn due(self, now: Timestamp) -> Timestamp {
        if now < self.made_at { now } else { self.due }
    }

    /// The same plan, due at this moment at the latest.
    #[must_use]
    pub fn no_later_than(self, moment: Timestamp) -> Self {
        Self { due: self.due.min(moment.max(self.not_before)), ..self }
    }

    /// The same plan at the pace of a window in front, however many failures there were.
    #[must_use]
    pub fn in_front(self) -> Self {
        self.no_later_than(self.made_at.after(IN_FRONT))
    }
}

/// The plan after an answer at `now`, or after so many failures in a row.
pub fn next(now: Timestamp, pace: Pace, failures: u32, retry_after_seconds: Option<u32>) -> Plan {
    let due = now.after(pause(pace, failures, now.0.unsigned_abs() / 7));
    let asked = retry_after_seconds.map_or(0, |seconds| i64::from(seconds) * 1_000).min(LONGEST_ASKED.0);
    let not_before = now.after(Span(asked));
    Plan { made_at: now, due: due.max(not_before), not_before }
}

/// The pause after an answer, given how many failures came in a row and a number to spread by.
fn pause(pace: Pace, failures: u32, spread: u64) -> Span {
    let base = match pace {
        Pace::InFront => IN_FRONT,
        Pace::Behind => BEHIND,
    };
    let slowed = base.0.saturating_mul(1_i64 << failures.min(10)).min(SLOWEST.0);
    // Up to a tenth more after failures; a healthy shop keeps its rhythm.
    let percent = if failures == 0 { 0 } else { i64::try_from(spread % 11).unwrap_or(0) };
    Span(slowed.saturating_add(slowed.saturating_mul(percent) / 100))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_772_442_000_000);

    fn waited(pace: Pace, failures: u32, asked: Option<u32>) -> Span {
        next(NOW, pace, failures, asked).due.since(NOW)
    }

    #[test]
    fn a_healthy_shop_is_asked_every_half_minute_in_front_and_every_five_minutes_behind() {
        assert_eq!(waited(Pace::InFront, 0, None), IN_FRONT);
        assert_eq!(waited(Pace::Behind, 0, None), BEHIND);
    }

    #[test]
    fn failures_slow_the_questions_down_to_a_limit() {
        assert_eq!(pause(Pace::InFront, 1, 0), Span::seconds(60));
        assert!(pause(Pace::InFront, 40, 10) <= Span(SLOWEST.0 * 11 / 10));
    }

    #[test]
    fn a_server_that_names_a_time_is_obeyed() {
        assert_eq!(waited(Pace::InFront, 1, Some(600)), Span::seconds(600));
        assert_eq!(waited(Pace::InFront, 1, Some(u32::MAX)), LONGEST_ASKED);
        let plan = next(NOW, Pace::Behind, 9, Some(600)).in_front();
        assert_eq!(plan.due.since(NOW), Span::seconds(600), "whoever comes to the front, too");
    }

    #[test]
    fn a_plan_from_the_future_is_due_now() {
        let plan = next(NOW, Pace::Behind, 9, Some(3_600));
        for back in [1, 60_000, 3_600_000, 7_000_000, 86_400_000] {
            let now = Timestamp(NOW.0 - back);
            assert_eq!(plan.due(now), now, "set back by {back} ms");
        }
        assert!(plan.due(NOW) > NOW);
    }
}
