//! The table at the end of `cargo xtask test`: which step took how long, and where it stopped.

use std::time::Duration;

/// One line of the table.
pub struct Line {
    /// The step's name.
    pub step: &'static str,
    /// How long it took.
    pub took: Duration,
    /// Whether it succeeded.
    pub went_well: bool,
    /// Whether this computer could not do it.
    pub left_out: bool,
}

/// Writes the table, with the whole time at its end: less than the sum where steps ran side by side.
pub fn draw(lines: &[Line], whole: Duration) -> String {
    let mut table = format!("{:<12}{:>9}\n", "step", "seconds");
    for line in lines {
        let verdict = match (line.went_well, line.left_out) {
            (false, _) => "  failed",
            (true, true) => "  LEFT OUT",
            (true, false) => "",
        };
        table.push_str(&row(line.step, line.took, verdict));
    }
    table.push_str(&row("all", whole, ""));
    table
}

fn row(name: &str, took: Duration, verdict: &str) -> String {
    format!("{name:<12}{:>9.1}{verdict}\n", took.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_every_step_and_the_whole_time() {
        let line =
            |step, millis, went_well, left_out| Line { step, took: Duration::from_millis(millis), went_well, left_out };
        let lines =
            [line("fmt", 1_200, true, false), line("compile", 60_000, false, false), line("installed", 0, true, true)];
        let table = draw(&lines, Duration::from_millis(60_500));
        assert_eq!(
            table,
            "step          seconds\n\
             fmt               1.2\n\
             compile          60.0  failed\n\
             installed         0.0  LEFT OUT\n\
             all              60.5\n"
        );
    }
}
