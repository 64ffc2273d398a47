//! What nobody can do once a shop is forgotten is offered first: to finish in the shop, and to ask Meum.

use crate::story::{Story, problem, questions, sight, status, step};
use connect_core::effect::{Question, StatusKey};
use connect_core::intent::Intent;
use connect_core::meum_facts::ConnectOutcome;
use connect_core::problem::ProblemKind;
use connect_core::step::Step;
use connect_core::view::{ForgetView, Screen};
use connect_core::words::Press;

fn page(story: &Story) -> ForgetView {
    let Screen::Forget(page) = story.view().screen else { panic!("not the page of forgetting") };
    *page
}

fn pending() -> Story {
    let mut story = Story::at_hand_over(true);
    story.asks(Intent::HandOverLater).meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    story
}

fn lost() -> Story {
    let mut story = Story::at_panel(true);
    story.asks(Intent::ReplaceMeumKey).keeps_meum_key().presses_connect_again();
    story.connect_ends(ConnectOutcome::Unknown(problem(ProblemKind::ConnectAnswerLost)));
    story.asks(Intent::Cancel).asks(Intent::Back).asks(Intent::Back);
    story
}

#[test]
fn while_the_plugin_waits_for_its_key_finishing_is_offered_and_leads_there() {
    let mut story = pending();
    story.asks(Intent::AskToForget);
    let better = page(&story).better.expect("something is better");
    assert_eq!(better.button.press, Press::ResumeHandOver);
    assert!(page(&story).disconnects, "that is possible as well");
    assert!(story.view().support.codes.contains(&ProblemKind::HandOverUnfinished));
    story.asks(Intent::ResumeHandOver);
    assert_eq!(step(&story), Step::HandOver);
    assert!(matches!(story.view().screen, Screen::Wizard(_)));
}

#[test]
fn while_an_answer_is_missing_meum_is_asked_and_nothing_is_disconnected() {
    let mut story = lost();
    story.asks(Intent::AskToForget);
    let shown = page(&story);
    assert_eq!(shown.better.expect("something is better").button.press, Press::AskMeum);
    assert_eq!(shown.sales.map(|sales| sales.key.name()), Some("sales_notKnown"));
    assert!(!shown.disconnects, "its key may be dead");
    story.asks(Intent::AskMeum);
    assert_eq!(step(&story), Step::Review);
    assert!(matches!(questions(&story).as_slice(), [Question::Status(StatusKey::Any)]));
}

#[test]
fn a_shop_with_nothing_open_has_nothing_better_and_no_other_page_is_left_for_it() {
    let mut story = Story::at_panel(true);
    story.asks(Intent::AskToForget);
    assert!(page(&story).better.is_none() && page(&story).disconnects);
    story.asks(Intent::AskMeum);
    assert!(matches!(story.view().screen, Screen::Forget(_)), "no answer is missing");
    for mut story in [pending(), lost()] {
        story.asks(Intent::AskToDisconnect).asks(Intent::AskMeum).asks(Intent::ResumeHandOver);
        assert!(matches!(story.view().screen, Screen::Disconnect(_)), "that page offers neither");
    }
}
