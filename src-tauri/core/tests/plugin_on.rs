//! Switching the Meum plugin on: offered where it is off and an application password can do it, asked for once a press, and
//! never by itself.

use crate::story::lost::wizard;
use crate::story::{Story, key_facts, plugin, problem, questions, sight, status, text, trouble};
use connect_core::effect::Question;
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::links::Link;
use connect_core::problem::{Mark, NextStep, ProblemKind};
use connect_core::shop_facts::{KeyFacts, KnownBy, ShopSight};
use connect_core::view::{MainButton, ProblemView, Screen};

/// At the hand-over, with keys of this kind, where the shop has just said that its plugin is off.
fn stopped(known_by: KnownBy) -> Story {
    let mut story = Story::at_hand_over_with(KeyFacts { known_by, ..key_facts(true) });
    story.asks(Intent::HandOver { switch_on: true });
    let ticket = story.ticket();
    let off = problem(ProblemKind::PluginNotFound).marked(Mark::PluginOff);
    story.happens(Event::HandedOver { ticket, result: Err(off) });
    story
}

fn anna() -> KnownBy {
    KnownBy::User(text("anna"))
}

fn asks_for_it(story: &Story) -> bool {
    matches!(questions(story).as_slice(), [Question::SwitchPluginOn { .. }])
}

fn first(story: &Story) -> ProblemView {
    let Screen::Panel(panel) = story.view().screen else { panic!("the panel") };
    *panel.first.expect("a card")
}

#[test]
fn an_approval_can_switch_the_plugin_on_and_keys_cannot() {
    let mut story = stopped(anna());
    let card = wizard(&story).problem.expect("a card");
    assert_eq!((card.code, card.next), (ProblemKind::PluginNotFound, NextStep::SwitchPluginOn));
    assert_eq!((card.says.next.name(), story.view().main), ("plugin_on_next_step", MainButton::Card));
    story.asks(Intent::SwitchPluginOn);
    assert!(asks_for_it(&story));
    let mut story = stopped(KnownBy::Ending("0112233".to_owned()));
    let card = wizard(&story).problem.expect("a card");
    assert_eq!(card.next, NextStep::Open { link: Link::Plugins });
    story.asks(Intent::SwitchPluginOn);
    assert!(questions(&story).is_empty());
}

#[test]
fn once_it_is_on_the_merchant_hands_over_again() {
    let mut story = stopped(anna());
    story.asks(Intent::SwitchPluginOn).asks(Intent::SwitchPluginOn).asks(Intent::Cancel);
    assert!(questions(&story).is_empty(), "asked once, and never broken off");
    story.plugin_switched_on(Ok(()));
    assert!(questions(&story).is_empty() && trouble(&story).is_none(), "nothing is written by itself");
    story.asks(Intent::SwitchPluginOn);
    assert!(questions(&story).is_empty(), "it is not off any more");
    story.asks(Intent::HandOver { switch_on: true });
    assert!(matches!(questions(&story).as_slice(), [Question::HandOver { .. }]));
}

#[test]
fn a_refusal_is_named_with_the_way_by_hand() {
    for mark in [None, Some(Mark::NotAllowed), Some(Mark::OfNetwork), Some(Mark::Crashed), Some(Mark::AnswerMissing)] {
        let mut story = stopped(anna());
        let ticket = story.asks(Intent::SwitchPluginOn).ticket();
        let refused = problem(ProblemKind::PluginStaysOff).marked(mark);
        story.happens(Event::PluginSwitchedOn { ticket, result: Err(refused) });
        let card = wizard(&story).problem.expect("a card");
        assert_eq!((card.code, card.next), (ProblemKind::PluginStaysOff, NextStep::Open { link: Link::Plugins }));
        story.asks(Intent::HandOver { switch_on: true });
        assert!(matches!(questions(&story).as_slice(), [Question::HandOver { .. }]), "{mark:?}");
    }
}

#[test]
fn on_the_panel_the_shop_is_looked_at_anew_once_it_is_on() {
    let mut story = Story::with_plugin_off();
    let card = first(&story);
    assert_eq!((card.next, card.says.next.name()), (NextStep::SwitchPluginOn, "plugin_on_next"));
    story.asks(Intent::SwitchPluginOn);
    assert!(asks_for_it(&story));
    story.plugin_switched_on(Ok(()));
    assert!(matches!(questions(&story).as_slice(), [Question::Look { .. }]), "{:?}", questions(&story));
}

#[test]
fn on_the_panel_a_refusal_is_said_above_and_both_lead_to_the_way_by_hand() {
    let mut story = Story::with_plugin_off();
    story.asks(Intent::SwitchPluginOn).plugin_switched_on(Err(ProblemKind::PluginStaysOff));
    let by_hand = NextStep::Open { link: Link::Plugins };
    let notice = story.view().notice.expect("a notice");
    assert_eq!((notice.code, notice.next), (ProblemKind::PluginStaysOff, by_hand));
    assert_eq!(first(&story).next, by_hand);
    story.asks(Intent::SwitchPluginOn);
    assert!(questions(&story).is_empty(), "what was refused is not asked for once more");
    story.asks(Intent::CheckNow);
    assert_eq!(first(&story).next, NextStep::SwitchPluginOn, "somebody may have been given the right");
}

#[test]
fn where_the_answer_is_missing_it_can_be_asked_for_again() {
    let mut story = Story::with_plugin_off();
    let ticket = story.asks(Intent::SwitchPluginOn).ticket();
    let lost = problem(ProblemKind::PluginStaysOff).marked(Mark::AnswerMissing);
    story.happens(Event::PluginSwitchedOn { ticket, result: Err(lost) });
    assert_eq!(first(&story).next, NextStep::SwitchPluginOn);
}

#[test]
fn a_plugin_that_is_not_there_or_runs_is_not_switched_on() {
    for plugin in [None, Some(plugin())] {
        let mut story = Story::with_plugin_off();
        let seen = ShopSight { plugin: plugin.clone(), gateway_enabled: None, ..sight() };
        story.asks(Intent::CheckNow).meum_answers(Ok(status(true))).shop_answers(Ok(seen));
        story.asks(Intent::SwitchPluginOn);
        assert!(questions(&story).is_empty(), "{plugin:?}");
    }
}
