//! Forgetting a shop that lets the app in with an application password: that is deleted in WordPress first, where the
//! merchant wants it, and never keeps anybody from forgetting.

use crate::story::{Story, key_facts, questions, text};
use connect_core::effect::{Effect, Question};
use connect_core::intent::Intent;
use connect_core::links::Link;
use connect_core::problem::{NextStep, ProblemKind};
use connect_core::shop_facts::{KeyFacts, KnownBy};
use connect_core::view::{ForgetView, MainButton, Screen};

const AND_REVOKE: Intent = Intent::Forget { knowing: true, revoke: true };

fn page(story: &Story) -> ForgetView {
    let Screen::Forget(page) = story.view().screen else { panic!("the page before forgetting") };
    *page
}

/// Whether the password is to be deleted, and nothing else is asked.
fn revokes(story: &Story) -> bool {
    matches!(questions(story).as_slice(), [Question::RevokePassword { .. }])
}

fn forgets(story: &Story) -> bool {
    matches!(questions(story).as_slice(), [Question::Forget { .. }])
}

#[test]
fn the_choice_is_there_and_made_where_an_approval_is_kept() {
    let mut story = Story::approved();
    let revoke = page(story.asks(Intent::AskToForget)).revoke.expect("a choice");
    assert!(revoke.on);
    assert!(page(&story).stays.iter().all(|stays| stays.name() != "forget_stays_password"), "the choice says it");
    assert_eq!(page(&story).lead.name(), "forget_lead_revokes", "something changes in WordPress");
    let mut pair = Story::at_panel(true);
    assert_eq!(page(pair.asks(Intent::AskToForget)).revoke, None);
    pair.asks(AND_REVOKE);
    assert!(forgets(&pair), "there is nothing to delete");
}

#[test]
fn the_password_is_deleted_first_and_then_the_shop_forgotten() {
    let mut story = Story::approved();
    story.asks(Intent::AskToForget).asks(AND_REVOKE);
    assert!(revokes(&story));
    story.asks(AND_REVOKE).asks(Intent::Stay).asks(Intent::Cancel);
    assert!(questions(&story).is_empty(), "once, and never broken off half way");
    story.password_revoked(Ok(()));
    assert!(forgets(&story));
    story.forget_ends(Ok(()));
    assert!(story.app.current().is_none());
}

#[test]
fn whoever_does_not_want_it_forgets_and_nothing_is_asked_in_the_shop() {
    let mut story = Story::approved();
    story.asks(Intent::AskToForget).asks(Intent::Forget { knowing: true, revoke: false });
    assert!(forgets(&story));
}

#[test]
fn what_looks_at_the_shop_with_the_password_is_called_off_before_it_is_deleted() {
    let mut story = Story::at_panel(true);
    let facts = KeyFacts { known_by: KnownBy::User(text("anna")), ..key_facts(true) };
    story.asks(Intent::ReplaceKeys).keys_teach(facts).asks(Intent::Continue);
    story.asks(Intent::AskToForget).asks(AND_REVOKE);
    let asked = story.effects.iter().position(|effect| matches!(effect, Effect::Ask { .. })).expect("a question");
    let called_off = |effect: &Effect| matches!(effect, Effect::Cancel(_));
    assert_eq!(story.effects.iter().filter(|effect| called_off(effect)).count(), 2);
    assert!(story.effects[..asked].iter().all(called_off) && revokes(&story));
}

#[test]
fn a_password_that_stays_is_said_with_the_way_by_hand_and_the_next_press_forgets() {
    let mut story = Story::approved();
    story.asks(Intent::AskToForget).asks(AND_REVOKE).password_revoked(Err(ProblemKind::PasswordStays));
    assert!(questions(&story).is_empty());
    let shown = page(&story);
    let card = shown.problem.expect("a card");
    assert_eq!((card.code, card.next), (ProblemKind::PasswordStays, NextStep::Open { link: Link::Profile }));
    assert_eq!(story.view().main, MainButton::Card);
    assert!(!shown.revoke.expect("it can be tried again").on, "the next press leaves it out");
    story.asks(Intent::Forget { knowing: true, revoke: false });
    assert!(forgets(&story));
    story.forget_ends(Ok(()));
    assert!(story.app.current().is_none());
}

#[test]
fn it_can_be_tried_again_and_a_password_store_that_is_locked_says_so() {
    let mut story = Story::approved();
    story.asks(Intent::AskToForget).asks(AND_REVOKE).password_revoked(Err(ProblemKind::PasswordStays));
    story.asks(AND_REVOKE);
    assert!(revokes(&story) && page(&story).problem.is_none());
    story.password_revoked(Err(ProblemKind::VaultLocked));
    assert_eq!(page(&story).problem.map(|card| card.code), Some(ProblemKind::VaultLocked));
    assert!(page(&story).revoke.expect("a choice").on, "nothing was asked in WordPress");
}

#[test]
fn an_answer_that_nobody_waits_for_forgets_nothing() {
    let mut story = Story::approved();
    story.asks(Intent::AskToForget).asks(AND_REVOKE);
    let ticket = story.ticket();
    story.password_revoked(Err(ProblemKind::PasswordStays)).asks(Intent::Stay);
    story.happens(connect_core::event::Event::PasswordRevoked { ticket, result: Ok(()) });
    assert!(questions(&story).is_empty() && story.app.current().is_some());
}
