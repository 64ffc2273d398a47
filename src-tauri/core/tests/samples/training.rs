//! Support training: before it, in a round of a step and of the panel, after both kinds of answer, and its end.

use super::Samples;
use crate::story::Story;
use connect_core::intent::Intent;
use connect_core::problem::ProblemKind;
use connect_core::training::{Guess, Order, TrainingWish};
use connect_core::view::TrainingView;

pub fn all(samples: &mut Samples) {
    let start = || {
        let mut story = Story::first_start();
        story.asks(Intent::TryPractice);
        asks(&mut story, TrainingWish::Open);
        story
    };
    samples.add("training-start", &start());
    let mut story = start();
    asks(&mut story, TrainingWish::Begin(Order::ByCode));
    samples.add("training-round", &story);
    answers_rightly(&mut story);
    samples.add("training-right", &story);
    asks(&mut story, TrainingWish::Next);
    let TrainingWish::Answer(Guess { cause, advice }) = right(&story) else { return };
    asks(&mut story, TrainingWish::Answer(Guess { cause: (cause + 1) % 4, advice: (advice + 2) % 4 }));
    samples.add("training-wrong", &story);
    while on_screen(&story) != Some(ProblemKind::PayoutMissing) {
        answers_rightly(&mut story);
        asks(&mut story, TrainingWish::Next);
    }
    samples.add("training-panel", &story);
    asks(&mut story, TrainingWish::Stop);
    samples.add("training-end", &story);
    let mut story = start();
    asks(&mut story, TrainingWish::Begin(Order::ByCode));
    answers_rightly(&mut story);
    asks(&mut story, TrainingWish::Stop);
    samples.add("training-all-right", &story);
}

fn asks(story: &mut Story, wish: TrainingWish) {
    story.asks(Intent::Train { wish });
}

fn answers_rightly(story: &mut Story) {
    let wish = right(story);
    asks(story, wish);
}

/// The code of the round on the screen.
fn on_screen(story: &Story) -> Option<ProblemKind> {
    match story.view().training {
        Some(TrainingView::Round(round)) => Some(round.card.code),
        _ => None,
    }
}

/// The answer that is right: by the code, and by the card's own next step.
fn right(story: &Story) -> TrainingWish {
    let Some(TrainingView::Round(round)) = story.view().training else { return TrainingWish::Stop };
    let cause = round.causes.iter().position(|code| *code == round.card.code);
    let advice = round.advice.iter().position(|says| says.key == round.card.says.next);
    let place = |place: Option<usize>| place.and_then(|place| u8::try_from(place).ok()).unwrap_or_default();
    TrainingWish::Answer(Guess { cause: place(cause), advice: place(advice) })
}
