//! `cargo xtask setup`: gets what is missing on this machine.
//!
//! It is part of `run` and `test`, and costs a fraction of a second when all is there.

use crate::failure::Outcome;
use crate::{apt, node, packages};

/// What building and running the app takes.
pub fn for_building() -> Outcome {
    apt::install_missing(packages::BUILD.iter())?;
    node::packages()
}

/// What the tests take as well.
pub fn everything() -> Outcome {
    apt::install_missing(packages::BUILD.iter().chain(&packages::TEST))?;
    node::packages()
}
