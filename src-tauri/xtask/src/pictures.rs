//! `cargo xtask pictures`: a picture of every screen, into `pictures/`; or every sample beside what is kept of its
//! picture.

use crate::failure::{Failure, Outcome};
use crate::voice::Voice;
use crate::window::{Journeys, journey};
use crate::{places, process, setup, steps};

/// Tells the journeys to keep what they draw.
const KEEP: &str = "PICTURES_KEEP";

/// Takes, compares or keeps pictures, as is asked for.
pub fn take(arguments: &[String]) -> Outcome {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (which, keep) = match arguments.as_slice() {
        [] => (Journeys::Pictures, false),
        ["--compare"] => (Journeys::Kept, false),
        ["--keep"] => (Journeys::Kept, true),
        _ => return Err(Failure::new("`cargo xtask pictures` knows `--compare` and `--keep`.")),
    };
    setup::everything()?;
    steps::build_pages(Voice::Alone)?;
    steps::compile(Voice::Alone)?;
    let mut command = journey(which)?;
    if keep {
        command.env(KEEP, "1");
    }
    process::run(command)?;
    println!("The pictures are in {}.", places::root().join("pictures").display());
    Ok(())
}
