//! What must hold when a shop's address is not the connected one any more: what belongs to one shop
//! never goes to another, and nothing seen of one is said of the other.

use crate::story::{SHOP, Story, found, problem, questions, sight, status, step};
use connect_core::effect::Question;
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::meum_facts::Ending;
use connect_core::problem::{NextStep, ProblemKind};
use connect_core::shop_facts::{FoundShop, ShopSight};
use connect_core::step::Step;
use connect_core::store_url::StoreUrl;
use connect_core::view::Screen;

/// A connected shop whose keys are replaced, and whose address leads to another one.
fn led_elsewhere(kind: ProblemKind) -> Story {
    let mut story = Story::at_panel(true);
    story.meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    story.asks(Intent::ReplaceKeys).sends_keys();
    let ticket = story.ticket();
    let elsewhere = problem(kind).with_instead("https://new-shop.example");
    story.happens(Event::KeysChecked { ticket, result: Err(elsewhere) });
    story
}

#[test]
fn a_connected_shop_does_not_change_its_address_on_the_way() {
    for kind in [ProblemKind::AnswersUnderOtherName, ProblemKind::OtherHostAnswers, ProblemKind::OtherHome] {
        let mut story = led_elsewhere(kind);
        let Screen::Wizard(wizard) = story.view().screen else { panic!("the keys' step") };
        let card = wizard.problem.unwrap();
        assert_eq!((card.code, card.next), (kind, NextStep::Move), "the address is named, and not taken by itself");
        assert!(card.about.instead.is_some());
        let before = story.app.current().unwrap().record.clone();
        story.asks(Intent::UseInstead);
        assert!(questions(&story).is_empty());
        assert_eq!(story.app.current().unwrap().record, before);
        story.asks(Intent::Back);
        assert_eq!(step(&story), Step::Panel);
    }
}

#[test]
fn the_panel_does_not_take_another_address_by_itself_either() {
    let mut story = Story::at_panel(true);
    story.meum_answers(Ok(status(true)));
    let ticket = story.app.current().unwrap().watch.shop.asked.unwrap();
    let elsewhere = problem(ProblemKind::OtherHostAnswers).with_instead("https://new-shop.example");
    story.happens(Event::ShopSeen { ticket, result: Err(elsewhere) });
    let Screen::Panel(panel) = story.view().screen else { panic!("the panel") };
    assert_eq!(panel.shop_problem.unwrap().next, NextStep::Move);
    let before = story.app.current().unwrap().record.clone();
    story.asks(Intent::UseInstead);
    assert!(questions(&story).is_empty());
    assert_eq!(story.app.current().unwrap().record, before);
}

#[test]
fn what_was_seen_of_one_shop_is_not_said_of_another() {
    let mut story = Story::at_panel(true);
    story.meum_answers(Ok(status(true))).shop_answers(Ok(sight())).opens_disconnect().types_name("The Corner Shop");
    let ticket = story.ticket();
    story.happens(Event::Disconnected { ticket, result: Ok(Ending::Disconnected) });
    let ticket = story.ticket();
    story.happens(Event::CredentialsForgotten { ticket, result: Ok(()) });
    story.asks(Intent::ConnectAgain).asks(Intent::GoTo { step: Step::YourShop });
    let home = StoreUrl::parse("https://new-shop.example").unwrap();
    story.finds(FoundShop { asked: home.clone(), home, ..found() });
    let observed = &story.app.current().unwrap().observed;
    assert!(observed.sight.is_none() && observed.sight_problem.is_none(), "it was seen at the old address");
}

#[test]
fn a_copy_never_gets_the_key_of_the_shop_it_was_copied_from() {
    let moved = || ShopSight { home: StoreUrl::parse("https://copy.example").unwrap(), ..sight() };
    let mut story = Story::at_panel(true);
    story.meum_answers(Ok(status(true))).shop_answers(Ok(moved())).asks(Intent::ResumeHandOver);
    story.asks(Intent::HandOver { switch_on: true });
    assert!(questions(&story).is_empty(), "nothing is handed over");
    let Screen::Wizard(wizard) = story.view().screen else { panic!("the hand-over") };
    let card = wizard.problem.unwrap();
    assert_eq!((card.code, card.next), (ProblemKind::AddressMoved, NextStep::Move));
    assert!(card.about.store.is_some() && card.about.other.is_some(), "both addresses are named");
    story.asks(Intent::HandOverLater).asks(Intent::CheckNow);
    story.shop_answers(Ok(sight())).asks(Intent::ResumeHandOver).asks(Intent::HandOver { switch_on: true });
    assert!(matches!(questions(&story).as_slice(), [Question::HandOver { home, .. }] if home.as_str() == SHOP));
}
