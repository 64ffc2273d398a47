//! What it costs to watch many shops: time and memory of the watch, of one event, of one question to Meum,
//! and of a panel with a year behind it.
//!
//! As with the verdict, a program of its own measures it and prints its tables itself.

use std::process::Command;

use super::released;
use crate::failure::Outcome;
use crate::process;

/// Builds it as the app is released.
pub fn build() -> Outcome {
    process::run(process::cargo_featured("build --release --package meum-connect --package watching"))
}

/// Runs it: eleven minutes, in which each of five hundred shops has two turns and a little.
pub fn measure() -> Outcome {
    process::run(Command::new(released("watching")?))
}
