//! What must hold of bad news: one failed look alarms nobody, two do, what is certain is said at once,
//! and the end of a trouble that comes and goes is confirmed.

use crate::story::{Story, sight, status};
use connect_core::effect::{Effect, Keep};
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::line::{Headline, LineId, LineState};
use connect_core::meum_facts::StatusFacts;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::shop_facts::ShopSight;
use connect_core::time::Span;
use connect_core::view::{LineView, PanelView, Screen};
use connect_core::watch::confirming::{AGAIN, CALM};

fn healthy() -> Story {
    let mut story = Story::at_panel(true);
    story.meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    story
}

/// Both questions are asked now, and Meum answers well.
fn looks(story: &mut Story) {
    story.asks(Intent::CheckNow).meum_answers(Ok(status(true)));
}

fn shop_says(story: &mut Story, result: Result<ShopSight, ProblemKind>) {
    let ticket = story.app.current().and_then(|shop| shop.watch.shop.asked).expect("the shop is asked");
    story.happens(Event::ShopSeen { ticket, result: result.map(Box::new).map_err(Problem::new) });
}

fn meum_says(story: &mut Story, result: Result<StatusFacts, ProblemKind>) {
    let ticket = story.app.current().and_then(|shop| shop.watch.meum.asked).expect("Meum is asked");
    story.happens(Event::StatusCame { ticket, result: result.map(Box::new).map_err(Problem::new) });
}

/// Time goes on until what is in doubt is asked again, which is this far away. Meum's own rhythm goes on.
fn waits(story: &mut Story, span: Span) {
    let begun = story.now;
    let is_asked = |story: &Story| {
        let watch = &story.app.current().unwrap().watch;
        [&watch.meum, &watch.shop].into_iter().any(|turn| turn.doubt.is_some() && turn.asked.is_some())
    };
    while !is_asked(story) {
        story.now = story.app.wake_at(story.now).expect("something is due");
        story.happens(Event::Tick);
        let watch = &story.app.current().unwrap().watch;
        if watch.meum.asked.is_some() && watch.meum.doubt.is_none() {
            meum_says(story, Ok(status(true)));
        }
    }
    assert!(story.now.since(begun).0 <= span.0 + 1_000, "within {span:?}, not {:?}", story.now.since(begun));
}

fn panel(story: &Story) -> PanelView {
    let Screen::Panel(panel) = story.view().screen else { panic!("the panel") };
    *panel
}

fn line(story: &Story, id: LineId) -> LineView {
    panel(story).lines.into_iter().find(|line| line.id == id).unwrap()
}

fn state(story: &Story, id: LineId) -> (LineState, Option<ProblemKind>) {
    let line = line(story, id);
    (line.state, line.code)
}

const PASSING: [ProblemKind; 6] = [
    ProblemKind::HostNotFound,
    ProblemKind::ShopTimedOut,
    ProblemKind::ConnectionBroken,
    ProblemKind::ServerFault,
    ProblemKind::Maintenance,
    ProblemKind::Blocked,
];

#[test]
fn one_failed_look_is_asked_again_within_seconds_and_alarms_nobody() {
    for kind in PASSING {
        let mut story = healthy();
        looks(&mut story);
        shop_says(&mut story, Err(kind));
        assert_eq!(state(&story, LineId::Shop), (LineState::CheckingAgain, None), "{kind:?}");
        assert_eq!(line(&story, LineId::Shop).doubt, Some(kind), "support sees what it was");
        assert_eq!((panel(&story).headline, panel(&story).history.troubles.len()), (Headline::CanPay, 0), "{kind:?}");
        waits(&mut story, AGAIN);
        shop_says(&mut story, Ok(sight()));
        assert_eq!(state(&story, LineId::Shop), (LineState::Working, None), "{kind:?}");
        assert!(panel(&story).history.troubles.is_empty(), "{kind:?}");
    }
}

#[test]
fn two_failed_looks_are_said() {
    for kind in PASSING {
        let mut story = healthy();
        looks(&mut story);
        shop_says(&mut story, Err(kind));
        waits(&mut story, AGAIN);
        shop_says(&mut story, Err(kind));
        assert_eq!(state(&story, LineId::Shop), (LineState::NotWorking, Some(kind)));
        assert_eq!(panel(&story).headline, Headline::Attention, "{kind:?}");
        let stored = story.effects.iter().any(|effect| matches!(effect, Effect::Keep(Keep::History(..))));
        assert!(stored, "{kind:?}");
    }
}

#[test]
fn the_same_holds_of_meum() {
    let mut story = healthy();
    story.asks(Intent::CheckNow);
    meum_says(&mut story, Err(ProblemKind::MeumUnreachable));
    assert_eq!(state(&story, LineId::Meum), (LineState::CheckingAgain, None));
    assert_eq!(panel(&story).headline, Headline::CanPay, "the answer before counts still");
    story.shop_answers(Ok(sight()));
    waits(&mut story, AGAIN);
    meum_says(&mut story, Err(ProblemKind::MeumUnreachable));
    assert_eq!(state(&story, LineId::Meum), (LineState::CantTell, Some(ProblemKind::MeumUnreachable)));
}

#[test]
fn what_is_certain_needs_no_second_look() {
    for kind in [ProblemKind::KeyUnknown, ProblemKind::KeyReadOnly, ProblemKind::VaultLocked] {
        let mut story = healthy();
        looks(&mut story);
        shop_says(&mut story, Err(kind));
        assert_ne!(state(&story, LineId::Keys).0, LineState::CheckingAgain, "{kind:?}");
        assert!(state(&story, LineId::Keys).1.is_some(), "{kind:?}");
    }
    let mut story = healthy();
    story.asks(Intent::CheckNow);
    meum_says(&mut story, Err(ProblemKind::MeumKeyRefused));
    assert_eq!(state(&story, LineId::Meum), (LineState::NotWorking, Some(ProblemKind::MeumKeyRefused)));
}

#[test]
fn after_a_start_a_first_failed_look_does_not_count_as_heard() {
    let mut story = healthy().restarted();
    meum_says(&mut story, Err(ProblemKind::MeumUnreachable));
    assert_eq!(panel(&story).headline, Headline::Checking, "an older answer is not the present");
    assert_eq!(state(&story, LineId::Meum).0, LineState::CheckingAgain);
}

/// The shop fails, which is confirmed.
fn alarm(story: &mut Story) {
    looks(story);
    shop_says(story, Err(ProblemKind::ServerFault));
    waits(story, AGAIN);
    shop_says(story, Err(ProblemKind::ServerFault));
}

#[test]
fn the_end_of_a_trouble_that_comes_and_goes_is_confirmed() {
    let mut story = healthy();
    alarm(&mut story);
    looks(&mut story);
    shop_says(&mut story, Ok(sight()));
    assert_eq!(state(&story, LineId::Shop).0, LineState::Working, "the first time it is over at once");
    alarm(&mut story);
    looks(&mut story);
    shop_says(&mut story, Ok(sight()));
    assert_eq!(state(&story, LineId::Shop).0, LineState::CheckingAgain);
    assert_eq!(panel(&story).headline, Headline::Attention, "no better than what is confirmed");
    waits(&mut story, CALM);
    shop_says(&mut story, Ok(sight()));
    assert_eq!(state(&story, LineId::Shop).0, LineState::Working);
    assert_eq!(panel(&story).headline, Headline::CanPay);
}

#[test]
fn a_line_whose_cause_stands_above_it_names_that_line() {
    let mut story = healthy();
    alarm(&mut story);
    let causes: Vec<_> = panel(&story).lines.iter().map(|line| (line.id, line.because_of)).collect();
    assert!(causes.contains(&(LineId::Keys, Some(LineId::Shop))), "{causes:?}");
    assert!(causes.contains(&(LineId::Plugin, Some(LineId::Shop))), "{causes:?}");
    assert!(causes.contains(&(LineId::Meum, None)), "{causes:?}");
}

#[test]
fn a_line_with_a_word_of_its_own_waits_for_no_other() {
    let mut story = healthy();
    let word = |text: &str| Some(crate::story::text(text));
    let unknown = StatusFacts { health_status: word("RADIANT"), webhook_health: word("WINDY"), ..status(true) };
    story.asks(Intent::CheckNow);
    meum_says(&mut story, Ok(unknown));
    let updates = line(&story, LineId::Webhook);
    assert_eq!((updates.because_of, updates.code), (None, Some(ProblemKind::MeumUnknownWord)));
}

#[test]
fn a_server_that_names_a_time_is_not_asked_before_and_its_answer_counts_until_then() {
    let mut story = healthy();
    looks(&mut story);
    let ticket = story.app.current().and_then(|shop| shop.watch.shop.asked).unwrap();
    let mut problem = Problem::new(ProblemKind::Maintenance);
    problem.about.seconds = Some(600);
    story.happens(Event::ShopSeen { ticket, result: Err(problem) });
    assert_eq!(state(&story, LineId::Shop), (LineState::NotWorking, Some(ProblemKind::Maintenance)));
}
