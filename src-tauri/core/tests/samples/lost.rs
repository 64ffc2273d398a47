//! Samples of an answer to *connect* that is missing, away from the screen where it got lost.

use super::Samples;
use crate::story::{Story, problem, sight, status};
use connect_core::intent::Intent;
use connect_core::meum_facts::{ConnectOutcome, StatusFacts};
use connect_core::problem::ProblemKind;
use connect_core::step::Step;

pub fn all(samples: &mut Samples) {
    samples.told("review-answer-lost-no-key", Story::at_review(), |story| {
        story.presses_connect().connect_ends(ConnectOutcome::Unknown(problem(ProblemKind::ConnectAnswerLost)));
        let mut record = story.app.current().unwrap().record.clone();
        record.meum_key = None;
        story.loads(record).asks(Intent::AskMeum);
    });
    samples.told("your-shop-connect-open", Story::at_review(), |story| {
        story.presses_connect().connect_ends(ConnectOutcome::StillOpen(problem(ProblemKind::VaultLocked)));
        story.asks(Intent::GoTo { step: Step::YourShop });
        story.asks(Intent::CheckAddress { text: "other-shop.example".to_owned() });
    });
    let lost = || {
        let mut story = Story::at_panel(true);
        story.asks(Intent::ReplaceMeumKey).keeps_meum_key().presses_connect_again();
        story.connect_ends(ConnectOutcome::Unknown(problem(ProblemKind::ConnectAnswerLost)));
        story.asks(Intent::Cancel).asks(Intent::Back).asks(Intent::Back);
        story
    };
    samples.told("panel-answer-lost", lost(), |story| {
        let facts = StatusFacts { credential_prefix: None, ..status(true) };
        story.meum_answers(Ok(facts)).shop_answers(Ok(sight()));
    });
    samples.told("hand-over-answer-lost", lost(), |story| {
        story.asks(Intent::ResumeHandOver);
    });
}
