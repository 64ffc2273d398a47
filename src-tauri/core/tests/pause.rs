//! What must hold while Meum has asked us to wait: wherever it was said, nothing asks Meum before the
//! pause is over, a restart does not end it, and the panel says until when.

use crate::story;
use crate::story::{Story, problem, questions, sight, status, step};
use connect_core::effect::Question;
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::line::LineId;
use connect_core::meum_facts::ConnectOutcome;
use connect_core::pause::LONGEST;
use connect_core::problem::{NextStep, Problem, ProblemKind};
use connect_core::step::Step;
use connect_core::time::{Span, Timestamp};
use connect_core::view::{DisconnectView, PanelView, Screen};

fn slow_down(seconds: Option<u32>) -> Problem {
    let mut problem = problem(ProblemKind::MeumRateLimited);
    problem.about.seconds = seconds;
    problem
}

fn panel(story: &Story) -> PanelView {
    match story.view().screen {
        Screen::Panel(panel) => *panel,
        other => panic!("not the panel: {other:?}"),
    }
}

fn disconnect_page(story: &Story) -> DisconnectView {
    match story.view().screen {
        Screen::Disconnect(page) => *page,
        other => panic!("not the page: {other:?}"),
    }
}

/// At a panel that Meum has just told to wait.
fn at_slow_panel(seconds: Option<u32>) -> Story {
    let mut story = Story::at_panel(true);
    story.meum_answers(Ok(status(true))).shop_answers(Ok(sight())).asks(Intent::CheckNow);
    let ticket = story.app.current().unwrap().watch.meum.asked.unwrap();
    story.happens(Event::StatusCame { ticket, result: Err(slow_down(seconds)) }).shop_answers(Ok(sight()));
    story
}

fn pause(story: &Story) -> Option<Timestamp> {
    story.app.current().unwrap().record.meum_pause
}

/// Which of the two are asked now: Meum, and the shop.
fn asked(story: &Story) -> (bool, bool) {
    let meum = questions(story).iter().any(|question| matches!(question, Question::Status(_)));
    (meum, questions(story).iter().any(|question| matches!(question, Question::Look { .. })))
}

#[test]
fn check_now_looks_at_the_shop_only_and_the_panel_says_when_meum_is_asked_again() {
    let mut story = at_slow_panel(Some(600));
    let over = pause(&story).unwrap();
    let shown = panel(&story);
    assert_eq!(shown.asks_again_at, Some(over));
    let line = shown.lines.iter().find(|line| line.id == LineId::Meum).unwrap();
    assert_eq!((line.code, line.next), (Some(ProblemKind::MeumRateLimited), NextStep::None));
    story.asks(Intent::CheckNow);
    assert_eq!(asked(&story), (false, true));
    assert_eq!(panel(&story).asks_again_at, Some(over));
    story.shop_answers(Ok(sight()));
    story.now = over;
    story.happens(Event::Tick);
    assert!(asked(&story).0, "by itself, once the pause is over");
    assert_eq!(pause(&story), None);
}

#[test]
fn nothing_asks_meum_before_the_pause_is_over() {
    let mut story = at_slow_panel(Some(600));
    let over = pause(&story).unwrap();
    for intent in [Intent::CheckNow, Intent::TryAgain, Intent::AskToDisconnect, Intent::Stay] {
        story.asks(intent).happens(Event::Focused(false)).happens(Event::Focused(true));
        assert!(!asked(&story).0);
    }
    story.asks(Intent::ReplaceMeumKey).keeps_meum_key();
    for intent in [Intent::Connect { replace: true }, Intent::TryAgain, Intent::AskMeum] {
        story.asks(intent);
        assert!(questions(&story).is_empty());
    }
    story.asks(Intent::Back).asks(Intent::Back);
    assert_eq!(step(&story), Step::Panel);
    // However often it wakes, it is never for nothing, and never for Meum.
    for _ in 0..200 {
        if story.app.current().unwrap().watch.shop.asked.is_some() {
            story.shop_answers(Ok(sight()));
        }
        let wake = story.app.wake_at(story.now).unwrap();
        assert!(wake > story.now, "awake for nothing");
        if wake >= over {
            return;
        }
        story.now = wake;
        story.happens(Event::Tick);
        assert!(!asked(&story).0);
    }
    panic!("never over");
}

#[test]
fn a_restart_does_not_end_the_pause_and_no_answer_makes_it_longer_than_an_hour() {
    for (said, waited) in [(Some(600), 600), (Some(u32::MAX), 3_600), (None, 60), (Some(0), 5)] {
        let story = at_slow_panel(said);
        let over = pause(&story).unwrap();
        let since = story.app.current().unwrap().observed.status_problem.as_ref().unwrap().at;
        assert_eq!(over.since(since), Span::seconds(waited), "{said:?}");
        assert!(over.since(since) <= LONGEST);
    }
    let story = at_slow_panel(Some(600)).restarted();
    assert_eq!(asked(&story), (false, true));
    assert_eq!(panel(&story).asks_again_at, pause(&story));
    let mut record = story.app.current().unwrap().record.clone();
    for absurd in [Timestamp(i64::MAX), story.now.after(Span::hours(2)), Timestamp(0)] {
        record.meum_pause = Some(absurd);
        let mut other = Story { now: story.now, ..Story::starting() };
        other.loads(record.clone());
        assert_eq!(asked(&other), (true, true), "{absurd:?}");
        assert_eq!(pause(&other), None, "{absurd:?}");
    }
}

#[test]
fn a_pause_told_on_the_way_out_is_kept_on_the_panel() {
    let mut story = Story::at_disconnect();
    story.types_name("The Corner Shop").disconnect_ends(Err(slow_down(Some(300))));
    let over = pause(&story);
    assert_eq!(disconnect_page(&story).again_at, over);
    story.asks(Intent::Stay);
    let shown = panel(&story);
    assert_eq!((shown.asks_again_at, shown.status_problem), (over, None));
    story.asks(Intent::CheckNow);
    assert!(!asked(&story).0);
    // The page needs Meum's word first, so it is not ready, and says why.
    story.asks(Intent::AskToDisconnect);
    let page = disconnect_page(&story);
    assert_eq!((page.ready, page.again_at), (false, over));
    story.now = over.unwrap();
    story.happens(Event::Tick);
    assert!(asked(&story).0);
}

#[test]
fn after_a_lost_answer_meum_is_asked_by_itself_once_the_pause_is_over() {
    let mut story = Story::at_review();
    story.presses_connect().connect_ends(ConnectOutcome::Unknown(problem(ProblemKind::ConnectAnswerLost)));
    let ticket = story.ticket();
    story.happens(Event::StatusCame { ticket, result: Err(slow_down(Some(600))) });
    let mut story = story.restarted();
    assert!(questions(&story).is_empty(), "a start asks as well, but not in the pause");
    assert_eq!(story::trouble(&story), Some(ProblemKind::ConnectAnswerLost));
    let over = pause(&story).unwrap();
    assert_eq!(story.app.wake_at(story.now), Some(over));
    story.now = over;
    story.happens(Event::Tick);
    assert!(matches!(questions(&story)[..], [Question::Status(_)]));
}
