//! What the password store has just said that it keeps: it is asked once more, some seconds later and
//! before the window closes, and takes once more what it has lost meanwhile.

use crate::story::{Story, connect_facts, problem};
use connect_core::app::AtStake;
use connect_core::effect::{Desktop, Effect};
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::kept::{Kept, Settled};
use connect_core::meum_facts::{ConnectOutcome, Ending, NewConnection};
use connect_core::problem::ProblemKind;
use connect_core::settling::SETTLES;
use connect_core::ticket::Ticket;
use connect_core::time::{Span, Timestamp};

fn closes(story: &Story) -> bool {
    story.effects.iter().any(|effect| matches!(effect, Effect::Desktop(Desktop::Close)))
}

fn waits(story: &mut Story, time: Span) {
    story.now = story.now.after(time);
    story.happens(Event::Tick);
}

/// Waits until the store is asked, and answers.
fn settles(story: &mut Story, result: Result<Settled, ProblemKind>) {
    waits(story, SETTLES);
    let [ticket] = story.proofs()[..] else { panic!("it is asked once: {:?}", story.effects) };
    answers(story, ticket, result);
}

fn answers(story: &mut Story, ticket: Ticket, result: Result<Settled, ProblemKind>) {
    story.happens(Event::CredentialsSettled { ticket, result: result.map_err(problem) });
}

fn kept_now(story: &Story) -> Kept {
    story.app.current().unwrap().record.connection.as_ref().unwrap().kept
}

#[test]
fn what_the_store_took_is_asked_for_once_more_and_then_never_again() {
    let mut story = Story::at_hand_over(true);
    waits(&mut story, Span::seconds(8));
    assert!(story.proofs().is_empty(), "a store needs some seconds");
    assert!(story.app.wake_at(story.now).unwrap() <= story.now.after(Span::seconds(2)));
    settles(&mut story, Ok(Settled::There));
    waits(&mut story, SETTLES);
    assert!(story.proofs().is_empty());
    assert_eq!(kept_now(&story), Kept::Vault);
}

#[test]
fn what_the_store_had_lost_is_asked_for_until_it_is_there() {
    let mut story = Story::at_hand_over(true);
    settles(&mut story, Ok(Settled::Again));
    assert!(story.proofs().is_empty());
    settles(&mut story, Ok(Settled::Again));
    settles(&mut story, Ok(Settled::There));
    waits(&mut story, SETTLES);
    assert!(story.proofs().is_empty());
}

#[test]
fn what_the_store_does_not_take_again_is_in_memory_only_and_that_is_said() {
    for kind in [ProblemKind::VaultMissing, ProblemKind::VaultLocked, ProblemKind::VaultRefused, ProblemKind::VaultSlow]
    {
        let mut story = Story::at_hand_over(true);
        settles(&mut story, Err(kind));
        assert_eq!(kept_now(&story), Kept::UntilClosed, "{kind:?}");
        assert_eq!(story.view().at_stake, Some(AtStake::OnlyHere), "{kind:?}");
        assert_eq!(story.app.current().unwrap().stage.trouble.as_ref().map(|trouble| trouble.kind), Some(kind));
    }
}

#[test]
fn a_pair_that_is_nowhere_is_no_news_of_this_question() {
    let mut story = Story::at_panel(true);
    settles(&mut story, Err(ProblemKind::CredentialsGone));
    assert_eq!((kept_now(&story), story.view().at_stake), (Kept::Vault, None));
}

#[test]
fn closing_waits_for_the_proof_and_for_nothing_else() {
    let mut story = Story::at_hand_over(true);
    assert_eq!((story.view().at_stake, story.view().unsettled), (None, true));
    story.happens(Event::CloseAsked);
    let [ticket] = story.proofs()[..] else { panic!("it is asked at once: {:?}", story.effects) };
    assert_eq!((closes(&story), story.view().closing), (false, Some(AtStake::Settling)));
    story.happens(Event::CloseAsked);
    assert!(!closes(&story) && story.proofs().is_empty(), "impatience changes nothing");
    answers(&mut story, ticket, Ok(Settled::There));
    assert!(closes(&story));
}

#[test]
fn closing_after_the_proof_waits_for_nothing() {
    let mut story = Story::at_hand_over(true);
    settles(&mut story, Ok(Settled::There));
    story.happens(Event::CloseAsked);
    assert!(closes(&story) && !story.view().unsettled);
}

#[test]
fn a_store_that_is_gone_on_closing_keeps_the_window_while_the_shop_has_no_key() {
    let mut story = Story::at_hand_over(true);
    story.happens(Event::CloseAsked);
    let ticket = story.proofs()[0];
    answers(&mut story, ticket, Err(ProblemKind::VaultMissing));
    assert_eq!((closes(&story), story.view().closing), (false, Some(AtStake::OnlyHere)));
    story.happens(Event::CloseAsked);
    assert!(closes(&story), "the merchant was told");
}

#[test]
fn a_store_that_is_gone_on_closing_keeps_nothing_up_once_the_shop_has_the_key() {
    let mut story = Story::at_hand_over(true);
    story.hands_over(true).happens(Event::CloseAsked);
    let ticket = story.proofs()[0];
    answers(&mut story, ticket, Err(ProblemKind::VaultMissing));
    assert!(closes(&story));
}

#[test]
fn what_was_lost_on_closing_is_kept_again_and_proved_before_the_window_closes() {
    let mut story = Story::at_hand_over(true);
    story.happens(Event::CloseAsked);
    let ticket = story.proofs()[0];
    answers(&mut story, ticket, Ok(Settled::Again));
    assert!(!closes(&story));
    settles(&mut story, Ok(Settled::There));
    assert!(closes(&story));
}

#[test]
fn an_answer_that_comes_while_closing_is_proved_at_once() {
    let mut story = Story::at_review();
    story.presses_connect().happens(Event::CloseAsked);
    let made = NewConnection { facts: connect_facts(true), at: story.now, kept: Kept::Vault };
    story.connect_ends(ConnectOutcome::Connected(Box::new(made)));
    assert!(!closes(&story), "the store has not proved it");
    assert!(story.app.wake_at(story.now).unwrap() <= story.now);
    story.happens(Event::Tick);
    let ticket = story.proofs()[0];
    answers(&mut story, ticket, Ok(Settled::There));
    assert!(closes(&story));
}

#[test]
fn while_other_work_is_about_the_pair_the_store_is_not_asked_and_an_answer_counts_no_more() {
    let mut story = Story::at_panel(true);
    waits(&mut story, SETTLES);
    let late = story.proofs()[0];
    story.opens_disconnect().types_name("The Corner Shop");
    let canceled = story.effects.iter().any(|effect| matches!(effect, Effect::Cancel(ticket) if *ticket == late));
    assert!(canceled, "{:?}", story.effects);
    answers(&mut story, late, Err(ProblemKind::VaultMissing));
    assert_eq!(kept_now(&story), Kept::Vault);
    waits(&mut story, SETTLES);
    assert!(story.proofs().is_empty());
    let ticket = story.ticket();
    story.happens(Event::Disconnected { ticket, result: Ok(Ending::Disconnected) });
    waits(&mut story, SETTLES);
    assert!(story.proofs().is_empty() && !story.view().unsettled, "there is no pair any more");
}

#[test]
fn a_clock_that_is_set_back_does_not_put_the_proof_off() {
    let mut story = Story::at_hand_over(true);
    story.now = Timestamp(story.now.0 - Span::hours(5).0);
    story.happens(Event::Tick);
    assert_eq!(story.proofs().len(), 1);
}

#[test]
fn practice_waits_for_no_proof_on_closing() {
    let mut story = Story::first_start();
    story.asks(Intent::TryPractice).happens(Event::PracticeStarted(Ok(())));
    story.finds_shop().asks(Intent::Continue);
    story.keys_pass(true).asks(Intent::Continue).keeps_meum_key().presses_connect();
    let made = NewConnection { facts: connect_facts(true), at: story.now, kept: Kept::Vault };
    story.connect_ends(ConnectOutcome::Connected(Box::new(made)));
    story.happens(Event::CloseAsked);
    assert!(closes(&story));
}
