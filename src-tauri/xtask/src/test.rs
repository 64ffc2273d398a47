//! `cargo xtask test`: every check there is, in order, up to the first that fails.
//!
//! It ends with what each step took and one line of counts. A step that fails without a failed
//! test, such as clippy, counts as one failure: no failing run can end in "0 failed".

use std::time::Instant;

use crate::counts::Counts;
use crate::failure::{Failure, Outcome};
use crate::table::{self, Line};
use crate::{plan, setup, steps};

/// Checks what was asked for.
pub fn test(arguments: &[String]) -> Outcome {
    let plan = plan::steps(&plan::wish(arguments)?)?;
    let mut report = Report::default();
    report.timed("setup", "what is missing is installed", |_| setup::everything());
    for step in plan {
        if report.failure.is_none() {
            report.timed(step.name, step.title, |counts| steps::perform(step.name, counts));
        }
    }
    report.close()
}

#[derive(Default)]
struct Report {
    lines: Vec<Line>,
    counts: Counts,
    failure: Option<Failure>,
}

impl Report {
    fn timed(&mut self, step: &'static str, title: &str, deed: impl FnOnce(&mut Counts) -> Outcome) {
        println!("\n══ {step}: {title}");
        let start = Instant::now();
        let outcome = deed(&mut self.counts);
        let took = start.elapsed();
        println!("══ {step}: {:.1} s", took.as_secs_f64());
        self.lines.push(Line { step, took, went_well: outcome.is_ok() });
        self.failure = outcome.err();
    }

    fn close(mut self) -> Outcome {
        println!("\n{}", table::draw(&self.lines));
        let failed = self.failure.is_some();
        self.counts.failed = self.counts.failed.max(u32::from(failed));
        if let Some(failure) = &self.failure {
            println!("{failure}\n");
        }
        println!("{}", self.counts);
        match (failed, self.lines.last()) {
            (true, Some(line)) => Err(Failure::new(format!("Stopped at {}.", line.step))),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_step_is_never_no_failure() {
        let mut report = Report::default();
        report.timed("fmt", "", |counts| {
            counts.passed = 3;
            Err(Failure::new("not formatted"))
        });
        assert!(report.failure.is_some());
        assert!(report.close().is_err());
    }

    #[test]
    fn when_all_went_well_nothing_stops() {
        let mut report = Report::default();
        report.timed("fmt", "", |_| Ok(()));
        assert!(report.close().is_ok());
    }
}
