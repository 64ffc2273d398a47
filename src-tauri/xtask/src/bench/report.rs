//! The table at the end of the bench: ratios, the medians they come from, and the goals.

use std::fmt::Write;

use super::requests::Requests;
use super::start::{Cache, Measured};

/// At most so many times what the empty window takes.
const RATIO: f64 = 1.25;
/// At most so many requests that somebody waits for, from the address to the panel.
const REQUESTS: u32 = 8;

/// What the starts of both windows showed.
#[derive(Default)]
pub struct Comparison(Vec<Pair>);

struct Pair {
    cache: Cache,
    ours: Measured,
    empty: Measured,
}

impl Comparison {
    /// Adds one start of each.
    pub fn add(&mut self, cache: Cache, ours: Measured, empty: Measured) {
        self.0.push(Pair { cache, ours, empty });
    }

    /// One value of all starts with this cache: ours, and the empty window's.
    fn spreads(&self, cache: Cache, value: fn(&Measured) -> f64) -> (Spread, Spread) {
        let pairs = || self.0.iter().filter(|pair| pair.cache == cache);
        (
            Spread::of(pairs().map(|pair| value(&pair.ours)).collect()),
            Spread::of(pairs().map(|pair| value(&pair.empty)).collect()),
        )
    }
}

/// Writes the table.
pub fn draw(comparison: &Comparison, requests: Requests) -> String {
    let milliseconds = |start: &Measured| start.first_frame.as_secs_f64() * 1000.0;
    let mebibytes = |start: &Measured| f64::from(start.memory) / 1024.0;
    let starts = comparison.0.iter().filter(|pair| pair.cache == Cache::Kept).count();
    let mut table = format!("Median (least-most) of {starts} starts each, in turn, on an empty home\n\n");
    row(&mut table, ["", "Meum Connect", "empty window", "ratio", "goal"], "");
    ratio(&mut table, "first usable frame, ms", &comparison.spreads(Cache::Kept, milliseconds));
    ratio(&mut table, "  at the very first start", &comparison.spreads(Cache::Empty, milliseconds));
    ratio(&mut table, "memory settled, MiB", &comparison.spreads(Cache::Kept, mebibytes));
    ratio(&mut table, "  at the very first start", &comparison.spreads(Cache::Empty, mebibytes));
    add_requests(&mut table, requests);
    table
}

fn add_requests(table: &mut String, Requests { shop, meum, guests }: Requests) {
    row(table, ["requests to the shop", &shop.to_string(), "", "", ""], "");
    row(table, ["requests to Meum", &meum.to_string(), "", "", ""], "");
    let (all, goal) = (shop + meum, format!("<= {REQUESTS}"));
    row(table, ["requests, address to panel", &all.to_string(), "", "", &goal], mark(all > REQUESTS));
    row(table, ["  beside them, as a guest", &guests.to_string(), "", "", ""], "");
}

fn ratio(table: &mut String, name: &str, (ours, empty): &(Spread, Spread)) {
    let ratio = ours.median / empty.median;
    let cells = [name, &ours.text(), &empty.text(), &format!("{ratio:.2}"), &format!("<= {RATIO}")];
    row(table, cells, mark(ratio > RATIO));
}

fn mark(above: bool) -> &'static str {
    if above { "  ABOVE THE GOAL" } else { "  ok" }
}

fn row(table: &mut String, [name, ours, empty, ratio, goal]: [&str; 5], mark: &str) {
    let line = format!("{name:<28}{ours:>18}{empty:>18}{ratio:>8}{goal:>9}{mark}");
    // Writing to a string does not fail.
    let _ = writeln!(table, "{}", line.trim_end());
}

struct Spread {
    least: f64,
    median: f64,
    most: f64,
}

impl Spread {
    fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        let at = |place: usize| values.get(place).copied().unwrap_or(f64::NAN);
        let (last, middle) = (values.len().saturating_sub(1), values.len() / 2);
        // The mean of the two in the middle; of an odd number, these are one.
        Self { least: at(0), median: f64::midpoint(at(last / 2), at(middle)), most: at(last) }
    }

    fn text(&self) -> String {
        format!("{:.0} ({:.0}-{:.0})", self.median, self.least, self.most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn start(millis: u64, mebibytes: u32) -> Measured {
        Measured { first_frame: Duration::from_millis(millis), memory: mebibytes * 1024 }
    }

    #[test]
    fn the_table_marks_what_is_above_its_goal() {
        let mut comparison = Comparison::default();
        for (ours, empty) in [(500, 400), (520, 390), (900, 410)] {
            comparison.add(Cache::Kept, start(ours, 240), start(empty, 200));
            comparison.add(Cache::Empty, start(2 * ours, 260), start(2 * empty, 200));
        }
        assert_eq!(
            draw(&comparison, Requests { shop: 6, meum: 2, guests: 3 }),
            "\
Median (least-most) of 3 starts each, in turn, on an empty home

                                  Meum Connect      empty window   ratio     goal
first usable frame, ms           520 (500-900)     400 (390-410)    1.30  <= 1.25  ABOVE THE GOAL
  at the very first start     1040 (1000-1800)     800 (780-820)    1.30  <= 1.25  ABOVE THE GOAL
memory settled, MiB              240 (240-240)     200 (200-200)    1.20  <= 1.25  ok
  at the very first start        260 (260-260)     200 (200-200)    1.30  <= 1.25  ABOVE THE GOAL
requests to the shop                         6
requests to Meum                             2
requests, address to panel                   8                               <= 8  ok
  beside them, as a guest                    3
"
        );
    }

    #[test]
    fn the_median_of_an_even_number_lies_between() {
        assert!((Spread::of(vec![4.0, 1.0, 2.0, 3.0]).median - 2.5).abs() < f64::EPSILON);
    }
}
