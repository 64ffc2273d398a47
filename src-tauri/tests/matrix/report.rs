//! What became of each cell, as a table.

use super::app::Outcome;
use super::calls::CALLS;
use super::cell::Cell;
use super::faults::{FAULTS, not_applicable};
use std::fmt::Write;

/// Cells and how they ended.
#[derive(Default)]
pub struct Report {
    ended: Vec<(Cell, Outcome)>,
}

impl Report {
    pub fn note(&mut self, cell: Cell, outcome: Outcome) {
        self.ended.push((cell, outcome));
    }

    /// The cells that did not hold, and why.
    pub fn broken(&self) -> Vec<String> {
        let why = |(cell, outcome): &(Cell, Outcome)| Some(format!("{}: {}", cell.name(), outcome.as_ref().err()?));
        self.ended.iter().filter_map(why).collect()
    }

    /// `✓` held, `✗` did not, `–` cannot be, a blank was not tried.
    pub fn drawn(&self) -> String {
        let mut text = String::from("\n");
        for (place, call) in CALLS.iter().enumerate() {
            let _ = writeln!(text, "{:>22}{}{}", "", "│ ".repeat(place), call.name());
        }
        for fault in FAULTS {
            let marks: Vec<&str> = CALLS
                .into_iter()
                .map(|call| {
                    let is_here = |(cell, _): &&(Cell, Outcome)| (cell.call, cell.fault) == (call, fault);
                    let tried: Vec<_> = self.ended.iter().filter(is_here).collect();
                    match not_applicable(call, fault) {
                        Some(_) => "–",
                        None if tried.is_empty() => " ",
                        None if tried.iter().all(|(_, outcome)| outcome.is_ok()) => "✓",
                        None => "✗",
                    }
                })
                .collect();
            let _ = writeln!(text, "{:>20}  {}", fault.name(), marks.join(" "));
        }
        let held = self.ended.iter().filter(|(_, outcome)| outcome.is_ok()).count();
        let pairs = CALLS.into_iter().flat_map(|call| FAULTS.into_iter().map(move |fault| (call, fault)));
        let none = pairs.filter(|(call, fault)| not_applicable(*call, *fault).is_some()).count();
        let _ = writeln!(text, "\ncells tried {}, held {held}, not applicable {none}", self.ended.len());
        text
    }

    /// Why some cells cannot be, each reason once.
    pub fn reasons() -> String {
        let mut text = String::new();
        for call in CALLS {
            let none = FAULTS.into_iter().filter_map(|fault| Some((fault, not_applicable(call, fault)?)));
            let mut reasons: Vec<(&str, usize)> = Vec::new();
            for (_, why) in none {
                match reasons.iter_mut().find(|(known, _)| *known == why) {
                    Some((_, count)) => *count += 1,
                    None => reasons.push((why, 1)),
                }
            }
            for (why, count) in reasons {
                let _ = writeln!(text, "– {} ({count}): {why}", call.name());
            }
        }
        text
    }
}
