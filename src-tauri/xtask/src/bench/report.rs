//! The table at the end of the bench: ratios, the medians they come from, and the goals.

use std::fmt::Write;

use super::requests::Requests;
use super::start::Measured;

/// At most so many times what the empty window takes.
const RATIO: f64 = 1.25;
/// At most so many requests from the address to the panel.
const REQUESTS: u32 = 7;

/// What the starts of both windows showed.
#[derive(Default)]
pub struct Comparison {
    ours: Vec<Measured>,
    empty: Vec<Measured>,
}

impl Comparison {
    /// Adds one start of each.
    pub fn add(&mut self, ours: Measured, empty: Measured) {
        self.ours.push(ours);
        self.empty.push(empty);
    }

    fn spread(starts: &[Measured], value: impl Fn(&Measured) -> f64) -> Spread {
        Spread::of(starts.iter().map(value).collect())
    }
}

/// Writes the table.
pub fn draw(comparison: &Comparison, requests: Requests) -> String {
    let starts = comparison.ours.len();
    let mut table = format!("Median (least-most) of {starts} starts each, in turn, on an empty home\n\n");
    row(&mut table, ["", "Meum Connect", "empty window", "ratio", "goal"], "");
    let both = |value: fn(&Measured) -> f64| {
        (Comparison::spread(&comparison.ours, value), Comparison::spread(&comparison.empty, value))
    };
    let milliseconds = |start: &Measured| start.first_frame.as_secs_f64() * 1000.0;
    let mebibytes = |start: &Measured| f64::from(start.memory) / 1024.0;
    ratio(&mut table, "first usable frame, ms", &both(milliseconds));
    ratio(&mut table, "memory settled, MiB", &both(mebibytes));
    let (shop, meum) = (requests.shop.to_string(), requests.meum.to_string());
    row(&mut table, ["requests to the shop", &shop, "", "", ""], "");
    row(&mut table, ["requests to Meum", &meum, "", "", ""], "");
    let all = requests.shop + requests.meum;
    let goal = format!("<= {REQUESTS}");
    row(&mut table, ["requests, address to panel", &all.to_string(), "", "", &goal], mark(all > REQUESTS));
    table
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
            comparison.add(start(ours, 240), start(empty, 200));
        }
        assert_eq!(
            draw(&comparison, Requests { shop: 6, meum: 1 }),
            "\
Median (least-most) of 3 starts each, in turn, on an empty home

                                  Meum Connect      empty window   ratio     goal
first usable frame, ms           520 (500-900)     400 (390-410)    1.30  <= 1.25  ABOVE THE GOAL
memory settled, MiB              240 (240-240)     200 (200-200)    1.20  <= 1.25  ok
requests to the shop                         6
requests to Meum                             1
requests, address to panel                   7                               <= 7  ok
"
        );
    }

    #[test]
    fn the_median_of_an_even_number_lies_between() {
        assert!((Spread::of(vec![4.0, 1.0, 2.0, 3.0]).median - 2.5).abs() < f64::EPSILON);
    }
}
