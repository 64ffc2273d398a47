//! `cargo xtask pictures`: a picture of every screen, into `pictures/`.

use crate::failure::Outcome;
use crate::voice::Voice;
use crate::window::{Journeys, journey};
use crate::{places, process, setup, steps};

/// Builds the app and takes the tour of pictures through it.
pub fn take() -> Outcome {
    setup::everything()?;
    steps::build_pages(Voice::Alone)?;
    steps::compile(Voice::Alone)?;
    process::run(journey(Journeys::Pictures)?)?;
    println!("The pictures are in {}.", places::root().join("pictures").display());
    Ok(())
}
