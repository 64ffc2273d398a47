//! What must hold of an answer to *connect* in which something is missing: what came is kept and
//! used, and nothing is said that is not so.

use crate::story;
use crate::story::{Story, connect_facts, problem, questions, status, step, trouble, unknown_shop};
use connect_core::attempt::AfterLoss;
use connect_core::credential::Credential;
use connect_core::effect::{Desktop, Effect};
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::line::{Headline, LineId, LineState};
use connect_core::meum_facts::{ConnectFacts, ConnectOutcome};
use connect_core::problem::{NextStep, ProblemKind};
use connect_core::step::Step;
use connect_core::view::{LostAnswerView, ProblemView, Screen, StepView, WizardView};

const HALVES: [(Credential, Credential); 2] =
    [(Credential::ApiKey, Credential::WebhookSecret), (Credential::WebhookSecret, Credential::ApiKey)];

fn half(missing: Credential) -> Story {
    let mut story = Story::at_review();
    story.connects_with(ConnectFacts { missing: Some(missing), ..connect_facts(true) });
    story
}

fn wizard(story: &Story) -> WizardView {
    match story.view().screen {
        Screen::Wizard(wizard) => *wizard,
        _ => panic!("the wizard"),
    }
}

fn handing(story: &Story) -> (bool, Option<ProblemView>) {
    match wizard(story).step {
        StepView::HandOver { can_deliver, half, .. } => (can_deliver, half.map(|half| *half)),
        other => panic!("the hand-over, not {other:?}"),
    }
}

fn lost(story: &Story) -> LostAnswerView {
    match wizard(story).step {
        StepView::Review { lost_answer: Some(lost), .. } => lost,
        other => panic!("a lost answer, not {other:?}"),
    }
}

#[test]
fn one_half_is_handed_over_by_hand_and_the_other_is_named() {
    for (missing, came) in HALVES {
        let mut story = half(missing).restarted();
        assert_eq!(step(&story), Step::HandOver);
        let (can_deliver, card) = handing(&story);
        let card = card.unwrap();
        assert_eq!((card.code, card.about.missing), (ProblemKind::HalfIssued, Some(missing)));
        assert_eq!(card.next, NextStep::ConnectAgain, "connecting again makes both anew");
        assert!(!can_deliver, "one new half beside an old one would break what may work");
        story.asks(Intent::HandOver { switch_on: true });
        assert!(questions(&story).is_empty());
        story.asks(Intent::Copy { credential: missing });
        assert!(story.effects.is_empty(), "there is nothing to copy");
        story.asks(Intent::Copy { credential: came });
        assert!(
            matches!(story.effects.as_slice(), [Effect::Desktop(Desktop::Copy { credential, .. })] if *credential == came)
        );
    }
}

#[test]
fn a_plugin_with_one_half_is_never_called_fine() {
    for (missing, _) in HALVES {
        let mut story = half(missing);
        story.asks(Intent::HandedOverByHand);
        story.meum_answers(Ok(status(true))).shop_answers(Ok(story::sight()));
        let Screen::Panel(panel) = story.view().screen else { panic!("the panel") };
        let line = panel.lines.iter().find(|line| line.id == LineId::Plugin).unwrap();
        assert_eq!((line.state, line.code), (LineState::Attention, Some(ProblemKind::HalfIssued)));
        assert_eq!(panel.headline, Headline::Attention);
        story.asks(Intent::ReplaceMeumKey);
        assert_eq!(step(&story), Step::MeumKey);
    }
}

#[test]
fn an_answer_without_key_and_secret_is_not_called_a_lost_one() {
    let mut story = Story::at_review();
    story.presses_connect();
    story.connect_ends(ConnectOutcome::Lost(problem(ProblemKind::MeumCredentialsMissing)));
    assert_eq!((trouble(&story), lost(&story).was_empty), (Some(ProblemKind::MeumCredentialsMissing), true));
    let mut story = story.restarted();
    assert_eq!(trouble(&story), Some(ProblemKind::MeumCredentialsMissing), "so it does after a restart");
    assert!(lost(&story).was_empty);
    story.asks(Intent::Cancel).asks(Intent::AskMeum);
    assert_eq!(trouble(&story), Some(ProblemKind::MeumCredentialsMissing), "it stays what it is");
    let ticket = story.ticket();
    story.happens(Event::StatusCame { ticket, result: Ok(Box::new(unknown_shop())) });
    let said = lost(&story);
    assert_eq!((said.meum_says, said.settled), (Some(AfterLoss::NotConnected), true), "Meum is done with the request");
    let story = story.restarted();
    assert_eq!(trouble(&story), None, "and that nothing changed ends it");
}

#[test]
fn a_later_answer_that_gets_lost_is_called_so() {
    let mut story = Story::at_review();
    story.presses_connect();
    story.connect_ends(ConnectOutcome::Lost(problem(ProblemKind::MeumCredentialsMissing)));
    story.asks(Intent::Connect { replace: true });
    story.connect_ends(ConnectOutcome::Unknown(problem(ProblemKind::ConnectAnswerLost)));
    assert_eq!((trouble(&story), lost(&story).was_empty), (Some(ProblemKind::ConnectAnswerLost), false));
}
