//! A lost answer is not forgotten with the screen it got lost on: the panel, handing over and every
//! start know of it, until it is settled.

use crate::story::lost::{
    MINUTE, cannot_look, lost_again, meum_says, panel, shop, starts_with_open_connect, to_panel, wizard,
};
use crate::story::{Story, problem, questions, sight, status, step, text, trouble};
use connect_core::credential::Credential;
use connect_core::effect::{Question, StatusKey};
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::line::{Headline, LineId, LineState};
use connect_core::meum_facts::{ConnectOutcome, StatusFacts};
use connect_core::problem::{NextStep, ProblemKind};
use connect_core::step::Step;
use connect_core::view::StepView;

#[test]
fn the_panel_says_that_an_answer_is_missing_and_leads_to_asking() {
    let mut story = lost_again();
    to_panel(&mut story);
    story.meum_answers(Ok(StatusFacts { credential_prefix: None, ..status(true) })).shop_answers(Ok(sight()));
    let shown = panel(&story);
    let line = shown.lines.iter().find(|line| line.id == LineId::Meum).unwrap();
    assert_eq!((line.state, line.code), (LineState::Attention, Some(ProblemKind::ConnectAnswerLost)));
    assert_eq!((line.next, shown.headline), (NextStep::AskMeum, Headline::CantTell));
    story.asks(Intent::AskMeum);
    assert!(matches!(questions(&story).as_slice(), [Question::Status(StatusKey::Any)]));
    assert_eq!((step(&story), trouble(&story)), (Step::Review, Some(ProblemKind::ConnectAnswerLost)));
}

#[test]
fn a_missing_answer_outranks_what_the_panel_would_say_of_meum() {
    for answer in [Err(ProblemKind::MeumKeyRefused), Err(ProblemKind::MeumUnreachable), Ok(status(true))] {
        let mut story = lost_again();
        to_panel(&mut story);
        story.meum_answers(answer).shop_answers(Ok(sight()));
        let shown = panel(&story);
        let line = shown.lines.iter().find(|line| line.id == LineId::Meum).unwrap();
        assert_eq!((line.code, shown.headline), (Some(ProblemKind::ConnectAnswerLost), Headline::CantTell));
        let refused = shown.lines.iter().any(|line| line.code == Some(ProblemKind::MeumKeyRefused));
        assert!(!refused, "a key that is refused after a loss is part of it");
    }
}

#[test]
fn a_connect_that_cannot_be_looked_into_is_on_the_panel_too() {
    let mut story = starts_with_open_connect(shop(&Story::at_panel(true)).record.clone());
    cannot_look(&mut story, ProblemKind::VaultLocked);
    to_panel(&mut story);
    story.meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    assert_eq!(panel(&story).headline, Headline::CantTell);
    story.asks(Intent::AskMeum);
    assert_eq!(step(&story), Step::Review);
    assert!(matches!(questions(&story).as_slice(), [Question::RecoverConnect { .. }]));
}

#[test]
fn an_old_pair_is_not_handed_over_as_a_new_one_after_a_loss() {
    let mut story = lost_again();
    to_panel(&mut story);
    story.asks(Intent::ResumeHandOver);
    assert_eq!((step(&story), trouble(&story)), (Step::HandOver, Some(ProblemKind::ConnectAnswerLost)));
    story.asks(Intent::HandOver { switch_on: true });
    assert!(questions(&story).is_empty(), "nothing is written");
    assert_eq!(trouble(&story), Some(ProblemKind::ConnectAnswerLost));
    story.asks(Intent::AskMeum);
    assert_eq!(step(&story), Step::Review);
}

#[test]
fn every_start_asks_about_a_lost_answer_whatever_the_step() {
    let mut at_key = lost_again();
    at_key.asks(Intent::Back);
    let at_key = at_key.restarted();
    assert_eq!((step(&at_key), trouble(&at_key)), (Step::MeumKey, None));
    assert!(matches!(questions(&at_key).as_slice(), [Question::Status(StatusKey::Any)]));

    for settled in [false, true] {
        let mut handing = lost_again();
        to_panel(&mut handing);
        handing.asks(Intent::ResumeHandOver);
        let mut handing = handing.restarted();
        assert!(matches!(questions(&handing).as_slice(), [Question::Status(StatusKey::Any)]));
        meum_says(
            &mut handing,
            StatusFacts { credential_prefix: settled.then(|| text("sk_live_d3d1")), ..status(true) },
        );
        assert_eq!(trouble(&handing), (!settled).then_some(ProblemKind::ConnectAnswerLost));
        assert_eq!(step(&handing), Step::HandOver);
    }

    let mut at_panel = lost_again();
    to_panel(&mut at_panel);
    let at_panel = at_panel.restarted();
    let asked = questions(&at_panel);
    assert!(asked.iter().any(|question| matches!(question, Question::Status(StatusKey::Dedicated))), "{asked:?}");
}

#[test]
fn once_it_is_certain_that_nothing_changed_the_loss_is_over() {
    let gone = || StatusFacts { connected: Some(false), ..StatusFacts::default() };
    for facts in [|| status(true), gone] {
        let mut story = lost_again();
        story.asks(Intent::AskMeum);
        meum_says(&mut story, facts());
        assert!(shop(&story).record.attempt.is_open(), "Meum may still be at work");
        story.now = story.now.after(MINUTE);
        story.asks(Intent::AskMeum);
        meum_says(&mut story, facts());
        assert!(!shop(&story).record.attempt.is_open());
        let StepView::Review { lost_answer, .. } = wizard(&story).step else { panic!("the review") };
        assert!(lost_answer.is_some_and(|lost| lost.settled && lost.meum_says.is_some()), "it is said, for now");
        story.asks(Intent::Back).asks(Intent::Back).asks(Intent::ReplaceMeumKey).keeps_meum_key();
        assert!(matches!(wizard(&story).step, StepView::Review { lost_answer: None, .. }), "and then forgotten");
    }
}

#[test]
fn the_panels_own_question_settles_a_loss_that_changed_nothing() {
    let mut story = lost_again();
    to_panel(&mut story);
    story.meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    assert!(shop(&story).record.attempt.is_open(), "Meum may still be at work");
    story.now = story.now.after(MINUTE);
    story.asks(Intent::CheckNow).meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    assert!(!shop(&story).record.attempt.is_open());
    assert_eq!(panel(&story).headline, Headline::CanPay);
}

#[test]
fn whichever_way_the_hand_over_is_reached_a_pair_that_may_be_dead_waits() {
    let mut story = Story::at_hand_over(true);
    story.asks(Intent::HandOverLater).asks(Intent::ResumeHandOver).asks(Intent::ReplaceMeumKey).keeps_meum_key();
    story.presses_connect_again().connect_ends(ConnectOutcome::Unknown(problem(ProblemKind::ConnectAnswerLost)));
    story.asks(Intent::Cancel).asks(Intent::Back).asks(Intent::Back);
    for _ in 0..2 {
        assert_eq!((step(&story), trouble(&story)), (Step::HandOver, Some(ProblemKind::ConnectAnswerLost)));
        assert!(matches!(wizard(&story).step, StepView::HandOver { waits: true, .. }));
        let copied = story.asks(Intent::Copy { credential: Credential::ApiKey }).effects.len();
        assert_eq!(copied, 0, "nothing is put on the clipboard");
        story.asks(Intent::HandedOverByHand);
        assert_eq!((step(&story), trouble(&story)), (Step::HandOver, Some(ProblemKind::ConnectAnswerLost)));
        story = story.restarted();
        let ticket = story.ticket();
        story.happens(Event::StatusCame { ticket, result: Err(problem(ProblemKind::MeumUnreachable)) });
    }
}
