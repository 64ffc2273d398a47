//! `cargo xtask test`: every check there is, side by side where that pays, up to the first that fails.
//!
//! It ends with what each step took and one line of counts. A step that fails without a failed
//! test, such as compiling, counts as one failure: no failing run can end in "0 failed".

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::counts::Counts;
use crate::failure::{Failure, Outcome};
use crate::plan::{self, Step};
use crate::steps;
use crate::table::{self, Line};
use crate::voice::{Hall, Voice};

/// How many steps run at once. More would only wait for the processor.
const HANDS: usize = 2;

/// Checks what was asked for.
pub fn test(arguments: &[String]) -> Outcome {
    let plan = plan::steps(&plan::wish(arguments)?)?;
    let began = Instant::now();
    let report = Course::new(plan).run(steps::perform);
    report.close(began.elapsed())
}

/// Steps that are made side by side.
struct Course {
    hall: Hall,
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    waiting: Vec<&'static Step>,
    running: Vec<&'static Step>,
    report: Report,
}

impl Course {
    fn new(waiting: Vec<&'static Step>) -> Self {
        let state = State { waiting, running: Vec::new(), report: Report::default() };
        Self { hall: Hall::new(std::io::stdout()), state: Mutex::new(state), changed: Condvar::new() }
    }

    /// Makes the steps. After a failure no further step begins.
    fn run(self, perform: impl Fn(&str, Voice) -> (Counts, Outcome) + Sync) -> Report {
        std::thread::scope(|hands| {
            for _ in 0..HANDS {
                hands.spawn(|| {
                    while let Some((number, step)) = self.begin() {
                        self.make(number, step, &perform);
                    }
                });
            }
        });
        self.state.into_inner().unwrap_or_else(PoisonError::into_inner).report
    }

    /// Waits for a step that can begin; none when all are begun, or one has failed.
    fn begin(&self) -> Option<(usize, &'static Step)> {
        let mut state = self.state();
        loop {
            if state.waiting.is_empty() || state.report.failure.is_some() {
                return None;
            }
            if let Some(place) = plan::next(&state.waiting, &state.running) {
                let step = state.waiting.remove(place);
                state.running.push(step);
                let number = plan::STEPS.iter().position(|other| other == step).unwrap_or_default();
                return Some((number, step));
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn make(&self, number: usize, step: &'static Step, perform: impl Fn(&str, Voice) -> (Counts, Outcome)) {
        let voice = Voice::InTurn(&self.hall, number);
        voice.say(&format!("\n══ {}: {}", step.name, step.title));
        let start = Instant::now();
        let (counts, outcome) = perform(step.name, voice);
        let took = start.elapsed();
        voice.say(&format!("══ {}: {:.1} s", step.name, took.as_secs_f64()));
        self.hall.end(number);
        let mut state = self.state();
        state.running.retain(|other| *other != step);
        state.report.note(
            Line { step: step.name, took, went_well: outcome.is_ok(), left_out: counts.left_out > 0 },
            counts,
            outcome,
        );
        self.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[derive(Default)]
struct Report {
    lines: Vec<Line>,
    counts: Counts,
    failure: Option<(&'static str, Failure)>,
}

impl Report {
    fn note(&mut self, line: Line, counts: Counts, outcome: Outcome) {
        self.counts = self.counts.plus(counts);
        if let Err(failure) = outcome {
            self.failure.get_or_insert((line.step, failure));
        }
        self.lines.push(line);
    }

    fn close(mut self, took: Duration) -> Outcome {
        println!("\n{}", table::draw(&self.lines, took));
        self.counts.failed = self.counts.failed.max(u32::from(self.failure.is_some()));
        if let Some((_, failure)) = &self.failure {
            println!("{failure}\n");
        }
        println!("{}", self.counts);
        match self.failure {
            Some((step, _)) => Err(Failure::new(format!("Stopped at {step}."))),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(names: &[&str]) -> Course {
        Course::new(plan::STEPS.iter().filter(|step| names.contains(&step.name)).collect())
    }

    #[test]
    fn a_failed_step_is_never_no_failure_and_nothing_begins_after_it() {
        let failing = |name: &str, _: Voice| match name {
            "compile" => (Counts::default(), Err(Failure::new("not compiled"))),
            _ => (Counts { passed: 3, ..Counts::default() }, Ok(())),
        };
        let report = course(&["compile", "rust", "e2e"]).run(failing);
        assert_eq!(report.lines.iter().map(|line| line.step).collect::<Vec<_>>(), ["compile"]);
        assert!(report.close(Duration::ZERO).is_err());
    }

    #[test]
    fn when_all_went_well_nothing_stops_and_every_test_counts() {
        let report =
            course(&["fmt", "ui-test", "rust"]).run(|_, _| (Counts { passed: 2, ..Counts::default() }, Ok(())));
        assert_eq!((report.lines.len(), report.counts), (3, Counts { passed: 6, ..Counts::default() }));
        assert!(report.close(Duration::ZERO).is_ok());
    }

    #[test]
    fn two_steps_run_at_once() {
        let both = std::sync::Barrier::new(2);
        // Each waits for the other: one after the other they would never end.
        course(&["fmt", "node"]).run(|_, _| {
            both.wait();
            (Counts::default(), Ok(()))
        });
    }
}
