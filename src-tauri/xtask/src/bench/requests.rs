//! How many requests the wizard sends on its way from the address to the panel.
//!
//! The journey without a window makes that way, with real HTTP to the practice servers, and
//! prints what these have counted. Counting takes no release build.

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::session::Session;
use crate::voice::Voice;

/// The journey that counts, and the line it prints.
const JOURNEY: &str = "journey::a_shop_is_connected_from_its_address_to_a_live_panel";
const BEGINNING: &str = "requests on the way to the panel:";

/// What was sent where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requests {
    /// To the shop, each with somebody who waits for it.
    pub shop: u32,
    /// To Meum.
    pub meum: u32,
    /// To the shop as a guest, while nobody waits.
    pub guests: u32,
}

/// Makes the journey and reads the counts.
pub fn on_the_way_to_the_panel() -> Outcome<Requests> {
    let session = Session::new()?;
    // The whole workspace, as the test command has it: what that has compiled serves again.
    let mut journey = process::cargo_linted("test --workspace --test shell");
    journey.args(["--", "--exact", JOURNEY, "--nocapture"]);
    let (said, ended) = Voice::Alone.listen(session.hold(&journey));
    match (read(&said), ended) {
        // Too many requests fail the journey as well: here, what was counted is still an answer.
        (Some(counted), _) => Ok(counted),
        (None, Err(failure)) => Err(failure),
        (None, Ok(())) => Err(Failure::new(format!("The journey {JOURNEY} did not print its counts."))),
    }
}

/// Reads `…: shop 6, Meum 2, guests 3`, wherever in its line it stands.
fn read(said: &str) -> Option<Requests> {
    let counts = said.lines().find_map(|line| line.split_once(BEGINNING))?.1;
    let mut counts = counts.trim().split(", ");
    let mut number = |whom: &str| counts.next()?.strip_prefix(whom)?.trim().parse().ok();
    Some(Requests { shop: number("shop")?, meum: number("Meum")?, guests: number("guests")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counts_are_found_in_what_the_runner_says() {
        let said = "running 1 test\ntest a ... requests on the way to the panel: shop 6, Meum 2, guests 3\nok\n";
        assert_eq!(read(said), Some(Requests { shop: 6, meum: 2, guests: 3 }));
        assert_eq!(read("running 0 tests\n"), None);
    }
}
