//! How long the app takes from an address to a verdict on the shop and its keys.
//!
//! A program of its own measures it, with the app's own code and the practice servers: this one
//! depends on nothing. It prints its tables itself.

use std::process::Command;

use super::released;
use crate::failure::Outcome;
use crate::process;

/// Builds it as the app is released: with it, so that Cargo compiles one Tauri for both.
pub fn build() -> Outcome {
    process::run(process::cargo_featured("build --release --package meum-connect --package verdict"))
}

/// Runs it.
pub fn measure() -> Outcome {
    process::run(Command::new(released("verdict")?))
}
