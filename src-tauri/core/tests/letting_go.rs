//! What Meum issued for a connection that is over is let go of for good, and nothing else is.

use crate::story;
use crate::story::{Story, connect_facts, problem, questions, sight, status, step};
use connect_core::effect::Question;
use connect_core::intent::Intent;
use connect_core::kept::Kept;
use connect_core::meum_facts::{ConnectOutcome, Ending, NewConnection};
use connect_core::problem::ProblemKind;
use connect_core::step::Step;
use connect_core::view::{EndedView, Screen};

fn ended_page(story: &Story) -> EndedView {
    let Screen::Ended(page) = story.view().screen else { panic!("the page after disconnecting") };
    *page
}

#[test]
fn a_store_that_failed_may_have_kept_the_key_after_all() {
    let mut story = Story::at_review();
    story.presses_connect();
    let connection = NewConnection { facts: connect_facts(true), at: story.now, kept: Kept::UntilClosed };
    story.connect_ends(ConnectOutcome::Unkept(Box::new(connection), problem(ProblemKind::VaultSlow)));
    story.hands_over(true).asks(Intent::Continue).meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    story.opens_disconnect().disconnects(Ending::Disconnected).clears_up(Err(ProblemKind::VaultSlow));
    let page = ended_page(&story);
    assert!(page.secrets_left && page.problem.unwrap().code == ProblemKind::VaultSlow);
    let mut story = story.restarted();
    story.clears_up(Ok(()));
    assert!(!ended_page(&story).secrets_left);
}

#[test]
fn what_was_never_given_to_the_password_store_is_not_sought_there() {
    let mut story = Story::at_panel_with_memory_only();
    story.opens_disconnect().disconnects(Ending::Disconnected).clears_up(Err(ProblemKind::VaultMissing));
    let page = ended_page(&story);
    assert!(!page.secrets_left && page.problem.is_none() && keys_kept(&page));
    assert!(!keys_kept(&ended_page(&story.restarted())), "they are gone with the app");
}

#[test]
fn whoever_goes_on_still_gets_the_old_key_removed() {
    let mut story = Story::at_disconnect();
    story.disconnects(Ending::Disconnected).clears_up(Err(ProblemKind::VaultLocked)).asks(Intent::ConnectAgain);
    let mut story = story.restarted();
    assert!(matches!(questions(&story).as_slice(), [Question::ForgetCredentials]));
    story.clears_up(Err(ProblemKind::VaultLocked));
    assert_eq!((step(&story), story::trouble(&story)), (Step::MeumKey, None), "it stands in nobody's way");
    let mut again = story.restarted();
    again.clears_up(Ok(()));
    assert!(questions(&again.restarted()).is_empty());
}

#[test]
fn what_meum_issued_next_is_never_taken_for_what_is_left() {
    let mut story = Story::at_disconnect();
    story.disconnects(Ending::Disconnected).clears_up(Err(ProblemKind::VaultLocked)).asks(Intent::ConnectAgain);
    story.keeps_meum_key().connects(true).hands_over(true).asks(Intent::Continue);
    let again = story.restarted();
    assert!(questions(&again).iter().all(|asked| !matches!(asked, Question::ForgetCredentials)));
    assert!(matches!(again.view().screen, Screen::Panel(_)));
}

fn keys_kept(page: &EndedView) -> bool {
    page.here.iter().any(|line| line.name() == "ended_kept")
}
