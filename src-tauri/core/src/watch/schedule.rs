//! When to ask next. While the shop's panel is in front, Meum is asked every 30 seconds: that is one
//! request. The whole look at the shop takes several, so it comes every 5 minutes, in front or not; after
//! failures ever more slowly, up to 15 minutes, and never before the time a server asked for.
//!
//! Each shop has a moment of its own in every five minutes, so many shops are asked evenly, whenever
//! the app was started.

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
/// So many shops are asked at a time at least: more would take the line from whoever works on this
/// computer, and each answer takes a second or two.
pub const AT_ONCE: usize = 4;
/// The longest that a shop keeps its place: a look ends within this, whatever the shop does.
const LONGEST_LOOK: Span = Span::seconds(12);

/// How many shops are asked at a time, of so many that are watched. All have their turn in [`BEHIND`],
/// even if each takes the longest there is.
pub fn at_once(shops: usize) -> usize {
    let turns = usize::try_from(BEHIND.0 / LONGEST_LOOK.0).unwrap_or(1);
    shops.div_ceil(turns).max(AT_ONCE)
}

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

/// A number that is always the same for a shop, and another for another shop (FNV-1a, 64 bit,
/// mixed at the end: names that differ in their last letter only are to lie far apart).
pub fn spread(name: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325, step);
    let mixed = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    mixed ^ (mixed >> 33)
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
    let due = match (failures, asks.rhythm(pace)) {
        (0, BEHIND) => own_moment(now.after(IN_FRONT), spread),
        (0, rhythm) => now.after(rhythm),
        (failures, _) => now.after(pause(pace, failures, spread)),
    };
    let asked = retry_after_seconds.map_or(0, |seconds| i64::from(seconds) * 1_000).min(LONGEST_ASKED.0);
    let not_before = now.after(Span(asked));
    Plan { made_at: now, due: due.max(not_before), not_before }
}

/// A shop's first moment of its own after this one; the next is [`BEHIND`] later.
fn own_moment(after: Timestamp, spread: u64) -> Timestamp {
    let own = i64::try_from(spread % BEHIND.0.unsigned_abs()).unwrap_or(0);
    let gone = after.0.saturating_sub(own).rem_euclid(BEHIND.0);
    after.after(Span(BEHIND.0 - gone))
}

/// The pause after so many failures in a row, and a number to spread by. A question that failed is tried
/// again soon while somebody looks, whoever it is to.
fn pause(pace: Pace, failures: u32, spread: u64) -> Span {
    let slowed = Asks::Meum.rhythm(pace).0.saturating_mul(1_i64 << failures.min(10)).min(SLOWEST.0);
    // Up to a tenth more.
    let more = i64::try_from(spread % 1_001).unwrap_or(0);
    Span(slowed.saturating_add(slowed.saturating_mul(more) / 10_000))
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
                let first = next(NOW, (asks, pace), 0, None, spread(name)).due;
                let waited = first.since(NOW);
                assert!(waited >= IN_FRONT && waited <= Span(rhythm.0 + IN_FRONT.0), "{asks:?} {pace:?} {name}");
                // An answer takes its time, and the rhythm does not go along.
                let second = next(first.after(Span(1_700)), (asks, pace), 0, None, spread(name)).due;
                let late = second.since(first).0 - rhythm.0;
                assert!(late == 0 || (rhythm, late) == (IN_FRONT, 1_700), "{asks:?} {pace:?} {name}: {late} ms");
            }
        }
    }

    #[test]
    fn five_hundred_shops_that_were_asked_at_the_same_moment_are_spread_over_the_five_minutes() {
        let due = |number: u32| next(NOW, (Asks::Shop, Pace::Behind), 0, None, spread(&format!("shop-{number}"))).due;
        let mut seconds = [0_u32; 300];
        for number in 0..500 {
            let since = usize::try_from(due(number).since(NOW).0 / 1_000).unwrap();
            seconds[since - 30] += 1;
        }
        assert!(seconds.iter().all(|&count| count <= 8), "in one second: {:?}", seconds.iter().max());
        let halves: Vec<u32> = seconds.chunks(150).map(|half| half.iter().sum()).collect();
        assert!(halves.iter().all(|&half| half >= 200), "{halves:?}");
        assert_eq!(due(7), due(7), "and each has its own moment for ever");
    }

    #[test]
    fn all_have_their_turn_in_five_minutes_even_if_each_takes_the_longest_there_is() {
        for (shops, most) in [(0, 4), (1, 4), (100, 4), (101, 5), (500, 20), (10_000, 400)] {
            assert_eq!(at_once(shops), most, "{shops} shops");
            let turns = shops.div_ceil(at_once(shops));
            assert!(i64::try_from(turns).unwrap() * LONGEST_LOOK.0 <= BEHIND.0, "{shops} shops");
        }
    }

    #[test]
    fn failures_slow_the_questions_down_to_a_limit() {
        assert_eq!(pause(Pace::InFront, 1, 0), Span::seconds(60));
        assert_eq!(pause(Pace::Behind, 1, 0), Span::seconds(600));
        assert!(pause(Pace::InFront, 40, 1_000) <= Span(SLOWEST.0 * 11 / 10));
    }

    #[test]
    fn shops_that_failed_together_come_back_apart() {
        let due = |number: u32| next(NOW, (Asks::Shop, Pace::Behind), 3, None, spread(&format!("shop-{number}"))).due;
        let all: std::collections::BTreeSet<i64> = (0..100).map(|number| due(number).since(NOW).0 / 1_000).collect();
        assert!(all.len() >= 50, "{} seconds for 100 shops", all.len());
        let later = NOW.after(Span::hours(3));
        let again = next(later, (Asks::Shop, Pace::Behind), 3, None, spread("shop-7")).due.since(later);
        assert_ne!(again, due(7).since(NOW), "and not in the same order each time");
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
