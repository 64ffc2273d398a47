//! What the check without a window says beside a problem, and what it quotes.

use super::world::World;
use super::{KEY, SECRET, pair};
use connect_practice::{GuestStopper, Habit, Trouble};

fn habit(habit: Habit) -> Trouble {
    Trouble::Habit { habit }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_keys_are_kept_out_as_well_nobody_is_told_to_go_on() {
    for by in [GuestStopper::NinjaFirewall, GuestStopper::Handbook, GuestStopper::Cerber] {
        let world = World::with([habit(Habit::AllStopped { by })]).await;
        let ran = world.check(&[], &pair(KEY, SECRET));
        assert_eq!(ran.code, 1, "{}", ran.out);
        assert!(!ran.out.contains("D03 · "), "{by:?}: {}", ran.out);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn words_of_the_shop_are_quoted_as_its_own() {
    let world = World::with([habit(Habit::PaymentWanted { page: false })]).await;
    let (text, json) = (world.check(&[], &pair(KEY, SECRET)), world.check(&["--json"], &pair(KEY, SECRET)).json());
    text.says(&["A22 · The shop answers with something else", "In their words: “This plan has ended.”"]);
    assert_eq!(json["problem"]["words"], "This plan has ended.");
    let note = json["problem"]["note"].as_str().unwrap();
    assert!(!note.contains("This plan has ended"), "a note holds no words of the shop: {note}");
}
