//! What the check without a window says beside a problem, and what it quotes.

use super::world::World;
use super::{KEY, SECRET, STRANGE_KEY, pair};
use connect_practice::{Asked, GuestStopper, Habit, Said, Since, Trouble};

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

/// A break is one of the whole shop: nobody needs to be told of it twice.
#[tokio::test(flavor = "multi_thread")]
async fn a_break_that_begins_while_the_shop_is_looked_at_is_said_once() {
    let begins = |since| habit(Habit::Scripted { asked: Asked::Everything, said: Said::Break, since });
    let keys = pair(STRANGE_KEY, SECRET);
    for (since, keys) in [(Since::Refusals(1), &*keys), (Since::Questions(1), &keys), (Since::Questions(1), "")] {
        let world = World::with([begins(since)]).await;
        let ran = world.check(&[], keys);
        assert_eq!(ran.out.matches("C06 · ").count(), 1, "{since:?}: {}", ran.out);
        for code in ["F01 · ", "D15 · ", "H35 · "] {
            assert!(!ran.out.contains(code), "{since:?} {code}: {}", ran.out);
        }
    }
}

/// Windows' editor keeps a text in UTF-16 for whoever asks for Unicode.
#[tokio::test(flavor = "multi_thread")]
async fn keys_in_a_file_of_a_windows_editor_are_read() {
    let world = World::with(super::NONE).await;
    let file: Vec<u8> = format!("\u{FEFF}{KEY}\r\n{SECRET}\r\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let ran = world.check_bytes(&file);
    assert_eq!(ran.code, 0, "{}\n{}", ran.out, ran.err);
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
