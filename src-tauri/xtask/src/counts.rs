//! How many tests passed and failed, read from what the test runners say at their end.
//!
//! It knows the closing lines of cargo's own runner, of nextest and of vitest, coloured or not,
//! and takes no other line for one.

use std::fmt::{self, Display, Formatter};

/// Tests that passed and tests that did not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Ran and passed.
    pub passed: u32,
    /// Ran and failed, or took too long.
    pub failed: u32,
    /// Could not be tried on this computer.
    pub left_out: u32,
}

impl Counts {
    /// Adds up every closing line in what a runner said.
    ///
    /// nextest repeats what a failed test said, and that ends in a line of cargo's runner: where
    /// there is a summary of nextest's, it alone counts.
    pub fn read(said: &str) -> Self {
        let said = plain(said);
        let lines = || said.lines().map(str::trim);
        let alone = lines().any(is_nextest);
        lines()
            .filter(|line| if alone { is_nextest(line) } else { is_cargo(line) || is_vitest(line) })
            .fold(Self::default(), |sum, line| sum.plus(Self::of_line(line)))
    }

    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            left_out: self.left_out + other.left_out,
        }
    }

    fn of_line(line: &str) -> Self {
        let words: Vec<&str> =
            line.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let counted = |noun: &str| -> u32 {
            words
                .windows(2)
                .filter_map(|pair| match pair {
                    [number, word] if *word == noun => number.parse::<u32>().ok(),
                    _ => None,
                })
                .sum()
        };
        Self { passed: counted("passed"), failed: counted("failed") + counted("timed"), left_out: 0 }
    }
}

impl Display for Counts {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed", self.passed, self.failed)?;
        match self.left_out {
            0 => Ok(()),
            steps => write!(out, ", {steps} skipped"),
        }
    }
}

fn is_cargo(line: &str) -> bool {
    line.starts_with("test result:")
}

fn is_vitest(line: &str) -> bool {
    line.starts_with("Tests ")
}

fn is_nextest(line: &str) -> bool {
    line.starts_with("Summary [") && line.contains(" run:")
}

/// The text without the escape sequences that colour it.
fn plain(said: &str) -> String {
    let mut pieces = said.split("\u{1b}[");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let end = piece.find(|letter: char| letter.is_ascii_alphabetic());
        text.push_str(end.and_then(|end| piece.get(end + 1..)).unwrap_or_default());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(said: &str, passed: u32, failed: u32) {
        assert_eq!(Counts::read(said), Counts { passed, failed, left_out: 0 }, "{said}");
    }

    #[test]
    fn every_runner_is_understood() {
        check("test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; finished in 0.01s", 3, 0);
        check("test result: FAILED. 2 passed; 1 failed; 0 ignored", 2, 1);
        check("     Summary [   0.123s] 12 tests run: 12 passed (1 slow), 4 skipped", 12, 0);
        check("     Summary [   9.1s] 1 test run: 0 passed, 1 failed, 0 skipped", 0, 1);
        check("     Summary [   9.1s] 3/5 tests run: 1 passed, 1 failed, 1 timed out, 0 skipped", 1, 2);
        check("      Tests  11 passed (11)", 11, 0);
        check("      Tests  1 failed | 11 passed | 2 skipped (14)", 11, 1);
    }

    #[test]
    fn colours_do_not_hide_the_numbers() {
        check("\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m7 passed\u{1b}[39m\u{1b}[22m (7)", 7, 0);
        check(
            "\u{1b}[32;1m     Summary\u{1b}[0m [   0.1s] \u{1b}[1m2\u{1b}[0m tests run: \u{1b}[1m2\u{1b}[0m \u{1b}[32;1mpassed\u{1b}[0m, 0 skipped",
            2,
            0,
        );
    }

    #[test]
    fn several_runners_add_up() {
        check("test result: ok. 3 passed; 0 failed;\nnoise\ntest result: ok. 4 passed; 0 failed;", 7, 0);
    }

    #[test]
    fn a_failed_test_that_nextest_repeats_counts_once() {
        check(
            "    test result: FAILED. 0 passed; 1 failed; 0 ignored\n     Summary [  9s] 2 tests run: 1 passed, 1 failed",
            1,
            1,
        );
    }

    #[test]
    fn other_lines_count_nothing() {
        check(" Test Files  3 passed (3)", 0, 0);
        check("the user typed 9 passed", 0, 0);
        check("", 0, 0);
    }
}
