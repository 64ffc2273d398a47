//! What must hold at the panel: what is asked when, and what a failed question leaves behind.

use crate::story::{Story, connect_facts, problem, questions, sight, status, step};
use connect_core::effect::Question;
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::kept::Kept;
use connect_core::meum_facts::{ConnectOutcome, NewConnection};
use connect_core::problem::ProblemKind;
use connect_core::shop_facts::ShopSight;
use connect_core::step::Step;
use connect_core::time::{Span, Timestamp};
use connect_core::view::{Screen, StepView};

#[test]
fn a_clock_that_was_set_back_does_not_stop_the_panel() {
    let mut story = Story::at_panel(true);
    story.settles().meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    story.now = Timestamp(story.now.0 - Span::hours(24 * 365).0);
    story.happens(Event::Tick);
    assert_eq!(questions(&story).len(), 2);
}

#[test]
fn a_locked_password_store_is_asked_again_only_on_request() {
    for kind in ProblemKind::ALL.iter().copied().filter(|kind| kind.is_of_vault()) {
        let mut story = Story::at_panel(true);
        story.settles().meum_answers(Err(kind)).shop_answers(Err(kind));
        story.happens(Event::Focused(false)).happens(Event::Focused(true));
        assert!(questions(&story).is_empty(), "{kind:?}");
        // What Meum said of the wallet gets too old meanwhile. Nobody is asked for that.
        while let Some(due) = story.app.wake_at(story.now) {
            story.now = due.max(story.now);
            story.happens(Event::Tick);
            assert!(questions(&story).is_empty(), "{kind:?}");
        }
        story.asks(Intent::CheckNow);
        assert_eq!(questions(&story).len(), 2, "{kind:?}");
    }
}

#[test]
fn a_connected_shop_replaces_its_keys_and_comes_back() {
    let mut story = Story::at_panel(true);
    story.asks(Intent::ReplaceKeys);
    assert_eq!(step(&story), Step::ShopKeys);
    story.asks(Intent::Back);
    assert_eq!(step(&story), Step::Panel);
    story.asks(Intent::ReplaceKeys).keys_pass(true).asks(Intent::Continue);
    assert_eq!(step(&story), Step::Panel);
    let mut story = Story::at_hand_over(true);
    story.asks(Intent::ReplaceKeys).keys_pass(true).asks(Intent::Continue);
    assert_eq!(step(&story), Step::HandOver);
}

#[test]
fn the_panel_asks_at_once_then_meum_every_half_minute_and_the_shop_every_five() {
    let mut story = Story::at_panel(true);
    assert_eq!(questions(&story).len(), 2, "Meum and the shop");
    story.settles().meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    let due = story.app.wake_at(story.now).unwrap();
    assert!(due > story.now && due <= story.now.after(Span::seconds(30)));
    story.now = due;
    story.happens(Event::Tick);
    assert!(matches!(questions(&story)[..], [Question::Status(_)]), "the cheap question");
    story.meum_answers(Ok(status(true)));
    story.now = story.now.after(Span::seconds(331));
    story.happens(Event::Tick);
    assert_eq!(questions(&story).len(), 2, "both again");
}

#[test]
fn check_now_asks_once_while_an_answer_is_awaited() {
    let mut story = Story::at_panel(true);
    story.asks(Intent::CheckNow);
    assert!(questions(&story).is_empty());
}

#[test]
fn coming_to_the_front_asks_unless_the_answer_is_fresh() {
    let mut story = Story::at_panel(true);
    story
        .settles()
        .meum_answers(Ok(status(true)))
        .shop_answers(Ok(sight()))
        .happens(Event::Focused(false))
        .happens(Event::Focused(true));
    assert!(questions(&story).is_empty(), "a second old is fresh");
    story.happens(Event::Focused(false));
    story.now = story.now.after(Span::seconds(20));
    story.happens(Event::Focused(true));
    assert_eq!(questions(&story).len(), 2);
}

#[test]
fn a_question_that_fails_keeps_the_last_answer() {
    let mut story = Story::at_panel(true);
    story
        .meum_answers(Ok(status(true)))
        .shop_answers(Ok(sight()))
        .asks(Intent::CheckNow)
        .meum_answers(Err(ProblemKind::MeumFault));
    let Screen::Panel(panel) = story.view().screen else { panic!("the panel") };
    assert!(panel.status_problem.is_some() && !panel.fields.is_empty());
    assert!(panel.answered_at < panel.checked_at);
}

#[test]
fn time_never_runs_backwards_for_a_line() {
    assert_eq!(Timestamp(5).since(Timestamp(9)), Span(0));
}

#[test]
fn an_answer_to_a_key_that_was_replaced_meanwhile_says_nothing_of_the_new_one() {
    let mut story = Story::at_panel(true);
    story.meum_answers(Ok(status(true))).shop_answers(Ok(sight())).asks(Intent::CheckNow);
    let late = story.app.current().unwrap().watch.meum.asked.unwrap();
    story.asks(Intent::ReplaceMeumKey).keeps_meum_key().presses_connect_again();
    story.connect_ends(ConnectOutcome::Connected(Box::new(NewConnection {
        facts: connect_facts(true),
        at: story.now,
        kept: Kept::Vault,
    })));
    story.happens(Event::StatusCame { ticket: late, result: Err(problem(ProblemKind::MeumKeyRefused)) });
    assert!(story.app.current().unwrap().observed.status_problem.is_none(), "the key it was asked with is gone");
}

#[test]
fn handing_over_again_leaves_the_switch_as_it_is() {
    let off = || ShopSight { gateway_enabled: Some(false), ..sight() };
    let cases = [(Ok(sight()), true), (Ok(off()), false), (Err(ProblemKind::ShopTimedOut), false)];
    for (seen, expected) in cases {
        let what = format!("{seen:?}");
        let mut story = Story::at_panel(true);
        story.meum_answers(Ok(status(true))).shop_answers(seen).asks(Intent::ResumeHandOver);
        let Screen::Wizard(wizard) = story.view().screen else { panic!("the hand-over") };
        let StepView::HandOver { again: true, switch_on, .. } = wizard.step else { panic!("once more") };
        assert_eq!(switch_on, expected, "{what}");
    }
    let Screen::Wizard(wizard) = Story::at_hand_over(true).view().screen else { panic!("the hand-over") };
    assert!(matches!(wizard.step, StepView::HandOver { again: false, switch_on: true, .. }), "the first time");
}
