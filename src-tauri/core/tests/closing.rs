//! Closing the window: at once where nothing is lost with it, else when what would be lost is safe.

use crate::story::{Story, connect_facts, problem};
use connect_core::app::AtStake;
use connect_core::effect::{Desktop, Effect};
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::kept::Kept;
use connect_core::meum_facts::{ConnectOutcome, Ending, NewConnection};
use connect_core::problem::ProblemKind;

fn closes(story: &Story) -> bool {
    story.effects.iter().any(|effect| matches!(effect, Effect::Desktop(Desktop::Close)))
}

/// Closes the window: whether it closes, and why it does not.
fn close(story: &mut Story) -> (bool, Option<AtStake>) {
    story.happens(Event::CloseAsked);
    (closes(story), story.view().closing)
}

fn connecting() -> Story {
    let mut story = Story::at_review();
    story.presses_connect();
    story
}

fn connection(story: &Story, kept: Kept) -> Box<NewConnection> {
    Box::new(NewConnection { facts: connect_facts(true), at: story.now, kept })
}

/// Connected, and the password store would not take what Meum issued.
fn unkept() -> Story {
    let mut story = connecting();
    let outcome = ConnectOutcome::Unkept(connection(&story, Kept::UntilClosed), problem(ProblemKind::VaultLocked));
    story.connect_ends(outcome);
    story
}

#[test]
fn where_nothing_would_be_lost_the_window_closes_at_once() {
    let resting: [(&str, Story); 6] = [
        ("welcome", Story::first_start()),
        ("the address", Story::at_your_shop()),
        ("the review", Story::at_review()),
        ("the hand-over, with everything saved", Story::at_hand_over(true)),
        ("the panel", Story::at_panel(true)),
        ("starting", Story::starting()),
    ];
    for (place, mut story) in resting {
        if story.view().unsettled {
            // `settling.rs` closes before the store has proved that it keeps what it said.
            story.settles();
        }
        assert_eq!(story.view().at_stake, None, "{place}");
        assert_eq!(close(&mut story), (true, None), "{place}");
    }
}

#[test]
fn meums_answer_is_waited_for_and_then_the_window_closes_by_itself() {
    let mut story = connecting();
    assert_eq!(story.view().at_stake, Some(AtStake::Answer));
    assert_eq!(close(&mut story), (false, Some(AtStake::Answer)));
    assert_eq!(close(&mut story), (false, Some(AtStake::Answer)), "impatience changes nothing");
    assert!(!closes(story.happens(Event::Tick)));
    let outcome = ConnectOutcome::Connected(connection(&story, Kept::Vault));
    // The store is asked once more whether it really has it, and then nothing holds the window.
    assert!(!closes(story.connect_ends(outcome)));
    assert_eq!((story.view().at_stake, story.view().closing), (None, Some(AtStake::Settling)));
    assert!(closes(story.settles()));
}

#[test]
fn an_answer_that_brings_nothing_lets_the_window_close_too() {
    let mut story = connecting();
    close(&mut story);
    assert!(closes(story.connect_ends(ConnectOutcome::NotConnected(problem(ProblemKind::MeumRateLimited)))));
}

#[test]
fn an_answer_that_could_not_be_saved_keeps_the_window_and_says_why() {
    let mut story = connecting();
    close(&mut story);
    let outcome = ConnectOutcome::Unkept(connection(&story, Kept::UntilClosed), problem(ProblemKind::VaultLocked));
    assert!(!closes(story.connect_ends(outcome)));
    assert_eq!(story.view().closing, Some(AtStake::OnlyHere));
}

#[test]
fn what_only_the_app_has_is_lost_at_the_second_try_only() {
    let mut story = unkept();
    assert_eq!(close(&mut story), (false, Some(AtStake::OnlyHere)));
    assert!(close(&mut story).0, "the merchant was told");
}

#[test]
fn who_goes_on_after_being_told_is_told_again() {
    let mut story = unkept();
    close(&mut story);
    story.asks(Intent::HandOverLater);
    assert_eq!(story.view().closing, None);
    assert_eq!(close(&mut story), (false, Some(AtStake::OnlyHere)));
}

#[test]
fn once_the_shop_has_them_nothing_is_lost_with_the_window() {
    let mut story = unkept();
    close(&mut story);
    story.hands_over(true);
    assert_eq!((story.view().at_stake, story.view().closing), (None, None));
    assert!(close(&mut story).0);
}

#[test]
fn in_practice_nothing_is_ever_at_stake() {
    let mut story = Story::first_start();
    story.asks(Intent::TryPractice).happens(Event::PracticeStarted(Ok(())));
    story.finds_shop().asks(Intent::Continue);
    story.keys_pass(true).asks(Intent::Continue).keeps_meum_key().presses_connect();
    assert!(close(&mut story).0);
}

#[test]
fn after_disconnecting_there_is_no_key_to_lose() {
    let mut story = unkept();
    story.hands_over(true).asks(Intent::Continue).opens_disconnect().types_name("The Corner Shop");
    let ticket = story.ticket();
    story.happens(Event::Disconnected { ticket, result: Ok(Ending::Disconnected) });
    assert!(story.app.current().unwrap().record.connection.is_none());
    assert_eq!(story.view().at_stake, None);
    assert!(close(&mut story).0);
}
