//! A shop chooses nothing of what the merchant is told to do: no command, no link, no code of its own.

use super::keys::good;
use super::reports::{habit, unknown};
use super::row::stops;
use connect_core::problem::ProblemKind;
use connect_practice::{Habit, ShutOut, Trouble};

/// What a hostile answer would have the merchant do.
const CHOSEN: [&str; 4] = ["curl", "u001b", "evil.example", "unlock"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_answer_of_a_shop_chooses_a_command_or_a_link() {
    let row = |what| good(stops(ProblemKind::KeysRefused, what));
    let rows = [
        row("a code that is a command").with(habit(Habit::CodeIsCommand)),
        unknown(stops(ProblemKind::KeysRefused, "the same, an unknown key")).with(habit(Habit::CodeIsCommand)),
        row("the same since the shop was found").later(habit(Habit::CodeIsCommand)),
        row("a reason that is a link").later(habit(Habit::AddressShutOut { why: ShutOut::Leading })),
        row("the same, and the header is stripped")
            .with(habit(Habit::CodeIsCommand))
            .with(Trouble::AuthorizationStripped),
    ];
    for row in rows {
        let seen = Box::pin(row.run()).await;
        let told = serde_json::to_string(&(&seen.stop, &seen.remarks)).unwrap();
        for chosen in CHOSEN {
            assert!(!told.contains(chosen), "{chosen} was passed on: {told}");
        }
    }
}
