//! Reading how long the steps of `cargo xtask test` took from what it said.

use std::fmt::{self, Display, Formatter};

/// One run of the test command.
#[derive(Debug, Default, PartialEq)]
pub struct Ran {
    /// The lines of its table: a step and seconds.
    steps: Vec<(String, f64)>,
    /// The closing line: how many tests passed.
    passed: String,
    /// How long Cargo compiled for the tests, in seconds.
    compiling: f64,
}

impl Ran {
    /// Reads a whole log; nothing where it does not end with a table.
    pub fn read(said: &str) -> Option<Self> {
        let after = said.rsplit_once("\nstep ")?.1;
        let steps: Vec<(String, f64)> = after.lines().skip(1).map_while(row).collect();
        let passed = after.lines().find(|line| line.contains(" passed, ")).unwrap_or_default().to_owned();
        // Since `compile` is a step of its own it compiles all; before, the tests' own step did.
        let step = |name: &str| steps.iter().find(|(step, _)| step == name).map(|(_, seconds)| *seconds);
        let of_tests =
            || said.lines().filter(|line| line.contains("Finished `test` profile")).filter_map(finished).sum();
        let compiling = step("compile").unwrap_or_else(of_tests);
        Some(Self { steps, passed, compiling })
    }

    fn step(&self, name: &str) -> f64 {
        self.steps.iter().find(|(step, _)| step == name).map_or(f64::NAN, |(_, seconds)| *seconds)
    }
}

impl Display for Ran {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        for (step, seconds) in &self.steps {
            writeln!(out, "  {step:<12}{seconds:>9.1}")?;
        }
        write!(out, "  {}", self.passed)
    }
}

/// What counts of both runs, beside each other, with the later as a part of the earlier.
pub fn compared(runs: &[Ran]) -> String {
    let [earlier, later] = runs else { return String::new() };
    let line = |what: &str, of: &dyn Fn(&Ran) -> f64| {
        let (before, after) = (of(earlier), of(later));
        format!("  {what:<28}{before:>9.1}{after:>9.1}{:>8.2}\n", after / before)
    };
    [
        line("the whole test command", &|run| run.step("all")),
        line("compiling for the Rust tests", &|run| run.compiling),
        line("the journeys", &|run| run.step("e2e")),
    ]
    .concat()
}

/// `clippy  141.2`, also with `failed` behind it.
fn row(line: &str) -> Option<(String, f64)> {
    let mut words = line.split_whitespace();
    Some((words.next()?.to_owned(), words.next()?.parse().ok()?))
}

/// `Finished … in 5m 01s`, in seconds.
fn finished(line: &str) -> Option<f64> {
    let time = line.rsplit_once(" in ")?.1.trim();
    let (minutes, seconds) = time.split_once("m ").unwrap_or(("0", time));
    Some(minutes.parse::<f64>().ok()? * 60.0 + seconds.strip_suffix('s')?.parse::<f64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EARLIER: &str = "    Finished `dev` profile [unoptimized] target(s) in 2m 21s\n    \
        Finished `test` profile [unoptimized + debuginfo] target(s) in 5m 17s\nsaid\n\
        step          seconds\nrust            374.0\ne2e             240.0\nall             887.0\n\n9 passed, 0 failed\n";
    const LATER: &str = "    Finished `test` profile [unoptimized] target(s) in 0.52s\n\
        step          seconds\ncompile         150.0\nrust             60.0\ne2e             120.0\nall             443.5\n\n9 passed, 0 failed\n";

    #[test]
    fn the_table_and_what_was_compiled_are_read() {
        let [earlier, later] = [EARLIER, LATER].map(|said| Ran::read(said).expect("a table"));
        assert_eq!((earlier.compiling, later.compiling), (317.0, 150.0));
        assert_eq!(earlier.passed, "9 passed, 0 failed");
        let table = compared(&[earlier, later]);
        let ratios: Vec<&str> = table.lines().filter_map(|line| line.split_whitespace().last()).collect();
        assert_eq!(ratios, ["0.50", "0.47", "0.50"]);
    }

    #[test]
    fn a_run_that_stopped_early_is_none() {
        assert_eq!(Ran::read("error: could not compile"), None);
    }
}
