//! The benchmark's tables. They refuse to round a ratio in our favour: they show it to the third digit.

use std::time::Duration;

/// At most so many times what the bare requests take, where an answer takes its time.
const RATIO: f64 = 1.10;
/// At most so many requests from *Check* to the verdict.
const REQUESTS: usize = 4;

/// The median of several times, with the least and the most.
pub struct Spread {
    least: Duration,
    median: Duration,
    most: Duration,
}

impl Spread {
    /// Of an odd number of times.
    pub fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        let at = |place: usize| times.get(place).copied().unwrap_or_default();
        Self { least: at(0), median: at(times.len() / 2), most: at(times.len().saturating_sub(1)) }
    }

    fn text(&self) -> String {
        format!("{} ({}-{})", self.median.as_micros(), self.least.as_micros(), self.most.as_micros())
    }
}

/// The headings over [`row`].
pub fn head() -> String {
    let names = format!("{:>10}{:>10}{:>28}{:>28}{:>9}", "latency", "requests", "app", "bare", "ratio");
    format!("From Check to the verdict on a healthy shop, in microseconds: median (least-most)\n\n{names}")
}

/// One latency, in milliseconds.
pub fn row(latency: u64, requests: usize, ours: &Spread, theirs: &Spread) -> String {
    let ratio = ours.median.as_secs_f64() / theirs.median.as_secs_f64();
    // Without latency only the app's own work is left, and there is no goal for it.
    let above = requests > REQUESTS || latency > 0 && ratio > RATIO;
    let mark = if above { "ABOVE THE GOAL" } else { "ok" };
    let latency = format!("{latency} ms");
    format!("{latency:>10}{requests:>10}{:>28}{:>28}{ratio:>9.3}  {mark}", ours.text(), theirs.text())
}

/// The headings over [`row_alone`].
pub fn head_alone() -> String {
    format!("{:<26}{:>10}{:>10}{:>28}", "Shops found another way", "latency", "requests", "app, microseconds")
}

/// One kind of shop.
pub fn row_alone(name: &str, latency: u64, requests: usize, took: &Spread) -> String {
    let latency = format!("{latency} ms");
    format!("{name:<26}{latency:>10}{requests:>10}{:>28}", took.text())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread(micros: u64) -> Spread {
        Spread::of([micros + 2, micros, micros - 2].map(Duration::from_micros).to_vec())
    }

    #[test]
    fn what_is_above_its_goal_is_marked() {
        let cases = [(50, 3, 1_100, "ok"), (50, 3, 1_101, "GOAL"), (50, 5, 1_000, "GOAL"), (0, 3, 2_000, "ok")];
        for (latency, requests, ours, mark) in cases {
            assert!(row(latency, requests, &spread(ours), &spread(1_000)).ends_with(mark), "{latency} {ours}");
        }
    }

    #[test]
    fn a_spread_is_its_median_with_the_least_and_the_most() {
        assert_eq!(spread(10).text(), "10 (8-12)");
    }
}
