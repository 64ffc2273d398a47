//! When to ask next. While the shop's panel is in front, Meum is asked every 30 seconds: that is one
//! request. The whole look at the shop takes several, so it comes every 5 minutes, in front or not; after
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

/// Who is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asks {
    /// Meum, which answers from what it knows: one request.
    #[default]
    Meum,
    /// The shop itself, with its keys: two requests at the least.
    Shop,
}

impl Asks {
    /// Between questions, while all is well.
    pub const fn rhythm(self, pace: Pace) -> Span {
        match (self, pace) {
            (Self::Meum, Pace::InFront) => IN_FRONT,
            (Self::Meum, Pace::Behind) | (Self::Shop, Pace::InFront | Pace::Behind) => BEHIND,
        }
    }
}

/// A number that is always the same for a shop, and another for another shop: shops that were asked at the
/// same moment are not asked in step for ever (FNV-1a, 64 bit).
pub fn spread(name: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    name.bytes().fold(0xcbf2_9ce4_8422_2325, step)
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

/// The plan after an answer at `now`, or after so many failures in a row. `spread` is the shop's own
/// number.
pub fn next(
    now: Timestamp,
    (asks, pace): (Asks, Pace),
    failures: u32,
    retry_after_seconds: Option<u32>,
    spread: u64,
) -> Plan {
    // After failures the moment is mixed in: shops that failed together come back apart.
    let spread = if failures == 0 { spread } else { spread.wrapping_add(now.0.unsigned_abs() / 7) };
    let due = now.after(pause((asks, pace), failures, spread));
    let asked = retry_after_seconds.map_or(0, |seconds| i64::from(seconds) * 1_000).min(LONGEST_ASKED.0);
    let not_before = now.after(Span(asked));
    Plan { made_at: now, due: due.max(not_before), not_before }
}

/// The pause after an answer, given how many failures came in a row and a number to spread by.
fn pause((asks, pace): (Asks, Pace), failures: u32, spread: u64) -> Span {
    // A question that failed is tried again soon while somebody looks, whoever it is to.
    let base = if failures == 0 { asks.rhythm(pace) } else { Asks::Meum.rhythm(pace) };
    let slowed = base.0.saturating_mul(1_i64 << failures.min(10)).min(SLOWEST.0);
    // Up to a tenth more. The one on the screen, which there is one of, keeps its rhythm.
    let keeps = failures == 0 && base == IN_FRONT;
    let percent = if keeps { 0 } else { i64::try_from(spread % 11).unwrap_or(0) };
    Span(slowed.saturating_add(slowed.saturating_mul(percent) / 100))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_772_442_000_000);

    fn waited(pace: Pace, failures: u32, asked: Option<u32>) -> Span {
        next(NOW, (Asks::Meum, pace), failures, asked, 0).due.since(NOW)
    }

    #[test]
    fn meum_is_asked_every_half_minute_in_front_and_everything_else_every_five_minutes() {
        for (asks, pace, rhythm) in [
            (Asks::Meum, Pace::InFront, IN_FRONT),
            (Asks::Meum, Pace::Behind, BEHIND),
            (Asks::Shop, Pace::InFront, BEHIND),
            (Asks::Shop, Pace::Behind, BEHIND),
        ] {
            for name in ["shop-0", "shop-1", "shop-1772442000000"] {
                let waited = next(NOW, (asks, pace), 0, None, spread(name)).due.since(NOW);
                assert!(waited >= rhythm && waited.0 <= rhythm.0 * 11 / 10, "{asks:?} {pace:?} {name}");
                assert!(waited == rhythm || rhythm != IN_FRONT, "the one on the screen keeps its rhythm");
            }
        }
    }

    #[test]
    fn shops_that_were_asked_at_the_same_moment_are_not_asked_in_step() {
        let due = |number: u32| next(NOW, (Asks::Shop, Pace::Behind), 0, None, spread(&format!("shop-{number}"))).due;
        let all: std::collections::BTreeSet<i64> = (0..40).map(|number| due(number).0).collect();
        assert!(all.len() >= 8, "{} moments for 40 shops", all.len());
        assert_eq!(due(7), due(7), "and each has its own rhythm for ever");
    }

    #[test]
    fn failures_slow_the_questions_down_to_a_limit() {
        assert_eq!(pause((Asks::Meum, Pace::InFront), 1, 0), Span::seconds(60));
        assert!(pause((Asks::Shop, Pace::InFront), 40, 10) <= Span(SLOWEST.0 * 11 / 10));
    }

    #[test]
    fn a_server_that_names_a_time_is_obeyed() {
        assert_eq!(waited(Pace::InFront, 1, Some(600)), Span::seconds(600));
        assert_eq!(waited(Pace::InFront, 1, Some(u32::MAX)), LONGEST_ASKED);
        let plan = next(NOW, (Asks::Meum, Pace::Behind), 9, Some(600), 0).in_front();
        assert_eq!(plan.due.since(NOW), Span::seconds(600), "whoever comes to the front, too");
    }

    #[test]
    fn a_plan_from_the_future_is_due_now() {
        let plan = next(NOW, (Asks::Meum, Pace::Behind), 9, Some(3_600), 0);
        for back in [1, 60_000, 3_600_000, 7_000_000, 86_400_000] {
            let now = Timestamp(NOW.0 - back);
            assert_eq!(plan.due(now), now, "set back by {back} ms");
        }
        assert!(plan.due(NOW) > NOW);
    }
}
