//! `cargo xtask run`: from a fresh clone to the open window.
//!
//! The window shows the built pages: no development server, and the same app that the tests see.

use std::process::Command;

use crate::failure::Outcome;
use crate::voice::Voice;
use crate::{places, process, setup, steps};

/// Builds the app and starts it with these arguments.
pub fn run(arguments: &[String]) -> Outcome {
    setup::for_building()?;
    steps::build_pages(Voice::Alone)?;
    steps::build_app(Voice::Alone)?;
    let mut app = Command::new(places::app()?);
    app.args(arguments);
    process::run(app)
}
