//! Support training: what a round offers, what an answer is worth, and that nothing else changes.

use crate::story::Story;
use connect_core::effect::{Effect, Keep};
use connect_core::intent::Intent;
use connect_core::playable::{Playable, card};
use connect_core::problem::ProblemKind;
use connect_core::training::{CHOICES, DRAWN, Guess, Order, Round, Training, TrainingWish};
use connect_core::view::{MainButton, TrainingView};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn begun(order: Order, seed: u64) -> Training {
    Training::default().after(TrainingWish::Begin(order), seed)
}

/// The right answer of the round on the screen, or one that is wrong in one of its halves.
fn answer(training: &Training, right: bool) -> TrainingWish {
    let Training::Running { rounds, at } = training else { panic!("a round is on the screen") };
    let (cause, advice) = (rounds[*at].right_cause().unwrap(), rounds[*at].right_advice().unwrap());
    let advice = if right { advice } else { (advice + 1) % 4 };
    TrainingWish::Answer(Guess { cause, advice })
}

fn texts(language: &str) -> BTreeMap<String, String> {
    let path = format!("{}/../../ui/messages/problems/{language}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn all_rounds(seed: u64) -> Vec<Round> {
    begun(Order::ByCode, seed).rounds().to_vec()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_trouble_is_trained_once_and_the_same_seed_orders_it_the_same(seed: u64) {
        let rounds = all_rounds(seed);
        let trained: Vec<_> = rounds.iter().map(|round| round.scenario).collect();
        let listed: Vec<_> = Playable::all().iter().map(|trouble| trouble.scenario).collect();
        prop_assert_eq!(trained, listed, "in the order of the codes");
        prop_assert_eq!(rounds, all_rounds(seed));
    }

    #[test]
    fn a_round_offers_four_different_answers_and_one_of_them_is_right(seed: u64) {
        for round in all_rounds(seed) {
            let mut causes: Vec<_> = round.causes.iter().map(|code| code.code()).collect();
            causes.sort_unstable();
            causes.dedup();
            prop_assert_eq!((causes.len(), round.advice.len()), (CHOICES, CHOICES));
            prop_assert!(round.right_cause().is_some() && round.right_advice().is_some());
        }
    }

    #[test]
    fn a_draw_has_ten_troubles_and_none_twice(seed: u64) {
        let mut drawn: Vec<_> = begun(Order::Drawn, seed).rounds().iter().map(|round| format!("{:?}", round.scenario)).collect();
        drawn.sort();
        drawn.dedup();
        prop_assert_eq!(drawn.len(), DRAWN);
    }

    #[test]
    fn the_count_holds_every_answer_and_what_was_wrong_can_be_trained_again(seed: u64, answers in proptest::collection::vec(any::<bool>(), DRAWN)) {
        let mut training = begun(Order::Drawn, seed);
        for right in &answers {
            let wish = answer(&training, *right);
            training = training.after(wish, seed).after(TrainingWish::Next, seed);
        }
        prop_assert!(matches!(training, Training::Ended { .. }), "every round is answered");
        let right = answers.iter().filter(|right| **right).count();
        prop_assert_eq!((training.count(true), training.count(false)), (right, DRAWN - right));
        let again = training.after(TrainingWish::Begin(Order::Missed), seed);
        let rounds = if right == DRAWN { DRAWN } else { DRAWN - right };
        prop_assert_eq!(again.rounds().len(), rounds);
    }
}

#[test]
fn no_two_answers_of_a_round_say_the_same_in_any_language() {
    let mut same = Vec::new();
    for language in ["en", "de", "es", "fr"] {
        let texts = texts(language);
        let next = |scenario| texts.get(card(scenario).unwrap().says.next.name()).cloned();
        for round in (0..40).flat_map(all_rounds) {
            let mut said: Vec<_> = round.advice.iter().map(|scenario| (next(*scenario), *scenario)).collect();
            said.sort_by_key(|(text, _)| text.clone());
            same.extend(
                said.windows(2)
                    .filter(|two| two[0].0.is_some() && two[0].0 == two[1].0)
                    .map(|two| (two[0].1, two[1].1)),
            );
        }
    }
    same.sort_by_key(|pair| format!("{pair:?}"));
    same.dedup();
    assert!(same.is_empty(), "both would be right: {same:?}");
}

#[test]
fn an_answer_stands_and_nobody_goes_on_without_one() {
    let training = begun(Order::ByCode, 7);
    assert_eq!(training.clone().after(TrainingWish::Next, 7), training, "the round is not answered yet");
    let none = TrainingWish::Answer(Guess { cause: 4, advice: 0 });
    assert_eq!(training.clone().after(none, 7), training, "there is no fifth answer");
    let wrong = answer(&training, false);
    let answered = training.after(wrong, 7);
    assert_eq!((answered.count(true), answered.count(false)), (0, 1));
    let right = answer(&answered, true);
    assert_eq!(answered.clone().after(right, 7), answered, "the first answer counts");
}

#[test]
fn stopping_counts_what_was_answered() {
    let training = begun(Order::ByCode, 1);
    let right = answer(&training, true);
    let ended = training.after(right, 1).after(TrainingWish::Next, 1).after(TrainingWish::Stop, 1);
    assert!(matches!(ended, Training::Ended { .. }));
    assert_eq!((ended.count(true), ended.count(false)), (1, 0), "what was not answered is neither");
    assert_eq!(ended.clone().after(TrainingWish::Begin(Order::Missed), 1), ended, "nothing was wrong");
}

fn train(story: &mut Story, wish: TrainingWish) {
    story.asks(Intent::Train { wish });
}

fn in_training() -> Story {
    let mut story = Story::first_start();
    story.asks(Intent::TryPractice);
    train(&mut story, TrainingWish::Open);
    story
}

#[test]
fn what_is_right_is_not_on_the_page_before_the_answer() {
    let mut story = in_training();
    assert!(matches!(story.view().training, Some(TrainingView::Start { drawn: DRAWN, .. })));
    train(&mut story, TrainingWish::Begin(Order::Drawn));
    let Some(TrainingView::Round(round)) = story.view().training else { panic!("a round") };
    assert_eq!((round.number, round.of, round.verdict), (1, DRAWN, None));
    assert_eq!(story.view().main, MainButton::Training);
    train(&mut story, TrainingWish::Answer(Guess { cause: 0, advice: 0 }));
    let Some(TrainingView::Round(round)) = story.view().training else { panic!("the same round") };
    let verdict = round.verdict.unwrap();
    assert_eq!(round.causes[usize::from(verdict.cause.right)], round.card.code);
    assert_eq!(round.advice[usize::from(verdict.advice.right)].key, round.card.says.next);
    assert_eq!(verdict.is_right, (verdict.cause.right, verdict.advice.right) == (0, 0));
    assert_eq!(round.right + round.wrong, 1);
}

#[test]
fn training_stores_nothing_and_asks_nobody() {
    let mut story = in_training();
    let shops = |story: &Story| format!("{:?}", story.app.current().unwrap().record);
    let before = shops(&story);
    let guess = Guess { cause: 1, advice: 2 };
    let wishes =
        [TrainingWish::Begin(Order::Drawn), TrainingWish::Answer(guess), TrainingWish::Next, TrainingWish::Stop];
    for wish in wishes.into_iter().chain([TrainingWish::Begin(Order::Missed), TrainingWish::Leave]) {
        train(&mut story, wish);
        assert!(story.effects.is_empty(), "{wish:?}: {:?}", story.effects);
    }
    assert_eq!(shops(&story), before);
    assert_eq!(story.view().training, None);
}

#[test]
fn training_is_reached_from_practice_alone_and_leaves_with_it() {
    let mut real = Story::at_panel(true);
    train(&mut real, TrainingWish::Open);
    assert_eq!(real.view().training, None);
    let mut story = in_training();
    story.asks(Intent::LeavePractice);
    assert_eq!(story.view().training, None);
    assert!(story.effects.iter().any(|effect| matches!(effect, Effect::Keep(Keep::Forget(_)))));
    story.asks(Intent::TryPractice);
    assert_eq!(story.view().training, None, "it does not come back by itself");
}

#[test]
fn a_card_on_the_panel_says_what_it_means_for_sales_and_one_before_it_that_nothing_is_lost() {
    let sales = |code: ProblemKind| {
        let mut story = in_training();
        train(&mut story, TrainingWish::Begin(Order::ByCode));
        loop {
            let Some(TrainingView::Round(round)) = story.view().training else { panic!("{code:?} has no round") };
            if round.card.code == code {
                return round.card.sales.unwrap().key.name();
            }
            train(&mut story, TrainingWish::Answer(Guess { cause: 0, advice: 0 }));
            train(&mut story, TrainingWish::Next);
        }
    };
    assert_eq!(sales(ProblemKind::PayoutMissing), "sales_stopped");
    assert_eq!(sales(ProblemKind::PlainPermalinks), "sales_notYet");
}
