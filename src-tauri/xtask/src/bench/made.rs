//! What the report for support takes to make and to read.
//!
//! A program of its own measures it with the app's own code, and prints its table itself.

use std::process::Command;

use super::released;
use crate::failure::Outcome;
use crate::process;

/// Builds it as the app is released.
pub fn build() -> Outcome {
    process::run(process::cargo("build --release --package report"))
}

/// Runs it.
pub fn measure() -> Outcome {
    process::run(Command::new(released("report")?))
}
