//! What must hold while the shop is looked for: other addresses, extra passwords, remarks, notes.

use crate::story;
use crate::story::{Story, problem, secret};
use connect_core::effect::{Desktop, Effect, Extra, Question};
use connect_core::event::Event;
use connect_core::field::Field;
use connect_core::intent::Intent;
use connect_core::problem::{NextStep, ProblemKind};
use connect_core::shop_facts::{FoundShop, KeyFacts};
use connect_core::step::Step;
use connect_core::store_url::StoreUrl;
use connect_core::view::{Screen, StepView, WizardView};

fn wizard(story: &Story) -> WizardView {
    match story.view().screen {
        Screen::Wizard(wizard) => *wizard,
        _ => panic!("the wizard is not on the screen"),
    }
}

#[test]
fn an_address_that_a_problem_names_is_taken_with_one_press() {
    let mut story = Story::at_your_shop();
    let www = problem(ProblemKind::AnswersUnderOtherName).with_instead("https://www.corner-shop.example");
    story.cannot_find(www);
    assert_eq!(wizard(&story).problem.unwrap().next, NextStep::UseInstead);
    story.asks(Intent::UseInstead);
    let asked = story.effects.iter().find_map(|effect| match effect {
        Effect::Ask { question: Question::FindShop { address, .. }, .. } => Some(address.as_str().to_owned()),
        _ => None,
    });
    assert_eq!(asked.as_deref(), Some("https://www.corner-shop.example"));
    assert!(
        matches!(wizard(&story).step, StepView::YourShop { typed, .. } if typed == "https://www.corner-shop.example")
    );
}

#[test]
fn nothing_is_taken_instead_while_no_problem_names_it() {
    let mut story = Story::at_your_shop();
    story.fails_to_find(ProblemKind::HostNotFound);
    story.effects.clear();
    story.asks(Intent::UseInstead);
    assert!(story.effects.is_empty());
}

#[test]
fn an_extra_password_is_tried_at_once_and_an_empty_one_is_not() {
    let mut story = Story::at_your_shop();
    story.fails_to_find(ProblemKind::ExtraPassword);
    assert_eq!(wizard(&story).problem.unwrap().about.field, Some(Field::ExtraPassword));
    story.effects.clear();
    story.asks(Intent::EnterExtraPassword { user: secret(" "), password: secret("") });
    assert!(story.effects.is_empty());
    assert_eq!(wizard(&story).problem.unwrap().code, ProblemKind::ExtraPassword);
    story.asks(Intent::EnterExtraPassword { user: secret("staging"), password: secret("sesame") });
    let typed = |effect: &Effect| {
        matches!(effect, Effect::Ask { question: Question::FindShop { extra: Extra::Typed(_), .. }, .. })
    };
    assert!(story.effects.iter().any(typed));
}

#[test]
fn what_is_worth_knowing_does_not_stop_anybody() {
    let mut story = Story::at_your_shop();
    let silent = problem(ProblemKind::Ipv6Unreachable);
    let remarks = vec![problem(ProblemKind::StrayText), silent];
    story.finds(FoundShop { remarks, ..story::found() });
    let shown = wizard(&story);
    let codes: Vec<&str> = shown.remarks.iter().map(|remark| remark.code.code()).collect();
    assert_eq!(codes, ["D05"], "what only support needs is not shown");
    assert!(shown.can_continue && shown.problem.is_none());
}

#[test]
fn keys_teach_the_address_that_a_hidden_index_did_not_tell() {
    let mut story = Story::at_your_shop();
    story.finds(FoundShop { index_hidden: true, ..story::found() });
    story.asks(Intent::Continue);
    let home = StoreUrl::parse("https://corner-shop.example/boutique").ok();
    story.keys_teach(KeyFacts { home: home.clone(), ..story::key_facts(true) });
    let shop = story.app.current().unwrap();
    assert_eq!(shop.record.found.as_ref().map(|found| &found.home), home.as_ref());
}

#[test]
fn a_note_goes_to_the_clipboard_without_keys() {
    let mut story = Story::at_your_shop();
    story.asks(Intent::CopyNote { text: format!("Please help.\n{}", story::SECRET) });
    let note = story.effects.iter().find_map(|effect| match effect {
        Effect::Desktop(Desktop::CopyNote(note)) => Some(note.clone()),
        _ => None,
    });
    assert_eq!(note.as_deref(), Some("Please help.\ncs_…"));
}

#[test]
fn what_passes_by_itself_is_tried_again_by_itself() {
    let cases = [
        (ProblemKind::Maintenance, Some(30)),
        (ProblemKind::ShopRateLimited, Some(30)),
        (ProblemKind::Offline, Some(10)),
        (ProblemKind::NetworkSignIn, Some(10)),
        (ProblemKind::CertificateExpired, None),
        (ProblemKind::NoWordPress, None),
    ];
    for (kind, seconds) in cases {
        let mut story = Story::at_your_shop();
        story.fails_to_find(kind);
        let planned = wizard(&story).retry_at.map(|at| at.since(story.now).0 / 1_000);
        assert_eq!(planned, seconds, "{kind:?}");
        assert_eq!(story.app.wake_at(story.now), wizard(&story).retry_at, "{kind:?}");
    }
}

#[test]
fn a_try_by_itself_keeps_the_card_and_asks_the_same() {
    let mut story = Story::at_your_shop();
    story.fails_to_find(ProblemKind::Maintenance);
    story.now = wizard(&story).retry_at.unwrap();
    story.effects.clear();
    story.happens(Event::Tick);
    assert!(wizard(&story).doing.is_some() && wizard(&story).problem.is_some());
    assert_eq!(story.effects.iter().filter(|effect| matches!(effect, Effect::Ask { .. })).count(), 1);
}

#[test]
fn a_try_by_itself_ends_after_some_time_and_with_whatever_the_merchant_does() {
    let mut story = Story::at_your_shop();
    story.fails_to_find(ProblemKind::Maintenance);
    let mut tries = 0;
    while let Some(at) = wizard(&story).retry_at {
        story.now = at;
        story.happens(Event::Tick);
        let ticket = story.ticket();
        story.happens(Event::ShopFound { ticket, result: Err(problem(ProblemKind::Maintenance)) });
        tries += 1;
    }
    assert_eq!(tries, 20);
    let mut story = Story::at_your_shop();
    story.fails_to_find(ProblemKind::Maintenance);
    story.asks(Intent::TypeAddress { text: "other-shop.example".to_owned() });
    assert_eq!(wizard(&story).retry_at, None);
}

#[test]
fn the_extra_password_is_asked_for_where_the_shop_is_looked_for() {
    let mut story = Story::at_keys();
    story.keys_fail(ProblemKind::ExtraPassword);
    story.effects.clear();
    story.asks(Intent::GoTo { step: Step::YourShop });
    let looks = |effect: &Effect| matches!(effect, Effect::Ask { question: Question::FindShop { .. }, .. });
    assert!(story.effects.iter().any(looks));
}

#[test]
fn a_page_whose_name_only_looks_like_a_key_is_looked_for() {
    let mut story = Story::at_your_shop();
    story.asks(Intent::CheckAddress { text: "https://corner-shop.example/black_friday/".to_owned() });
    assert!(wizard(&story).doing.is_some() && wizard(&story).problem.is_none());
}
