//! What must hold of the extra password in front of a connected shop: there is a way to enter it
//! wherever the shop asks for it, and nothing else changes by that.

use crate::story;
use crate::story::{Story, found, problem, questions, secret, sight, status, step, trouble};
use connect_core::api_root::ApiRoot;
use connect_core::effect::{Effect, Extra, Question};
use connect_core::event::Event;
use connect_core::field::Field;
use connect_core::intent::Intent;
use connect_core::kept::Kept;
use connect_core::problem::{NextStep, ProblemKind};
use connect_core::record::ShopRecord;
use connect_core::shop_facts::FoundShop;
use connect_core::step::Step;
use connect_core::store_url::StoreUrl;
use connect_core::time::Span;
use connect_core::view::{Screen, StepView, UnlockView};
use connect_core::work::Work;

const ASKS: [ProblemKind; 2] = [ProblemKind::ExtraPassword, ProblemKind::ExtraPasswordWrong];

fn page(story: &Story) -> Option<UnlockView> {
    match story.view().screen {
        Screen::Unlock(page) => Some(*page),
        _ => None,
    }
}

fn record(story: &Story) -> &ShopRecord {
    &story.app.current().unwrap().record
}

fn typed() -> Intent {
    Intent::EnterExtraPassword { user: secret("staging"), password: secret("open sesame") }
}

fn at_panel_that_asks(kind: ProblemKind) -> Story {
    let mut story = Story::at_panel(true);
    story.meum_answers(Ok(status(true))).shop_answers(Err(kind));
    story
}

fn unlocked() -> FoundShop {
    FoundShop { extra_password: Some(Kept::Vault), ..found() }
}

fn tried(story: &mut Story, result: Result<FoundShop, ProblemKind>) {
    let ticket = story.ticket();
    story.happens(Event::ShopFound { ticket, result: result.map(Box::new).map_err(problem) });
}

#[test]
fn the_panel_leads_to_the_password_and_is_well_again_with_it() {
    for kind in ASKS {
        let mut story = at_panel_that_asks(kind);
        let Screen::Panel(panel) = story.view().screen else { panic!("the panel") };
        assert_eq!((panel.lines[0].code, panel.lines[0].next), (Some(kind), NextStep::EnterPassword));
        story.asks(Intent::AskForExtraPassword);
        let shown = page(&story).unwrap();
        assert_eq!((shown.problem.code, shown.problem.next), (kind, NextStep::EnterPassword));
        story.asks(typed());
        let [Question::FindShop { address, extra: Extra::Typed(_) }] = &questions(&story)[..] else {
            panic!("it is tried: {:?}", questions(&story))
        };
        assert_eq!(address.as_str(), story::SHOP);
        assert_eq!(page(&story).unwrap().doing.unwrap().work, Work::Unlocking);
        tried(&mut story, Ok(unlocked()));
        assert_eq!((step(&story), page(&story)), (Step::Panel, None));
        let looks = questions(&story).into_iter().find_map(|question| match question {
            Question::Look { found, .. } => Some(found.extra_password),
            _ => None,
        });
        assert_eq!(looks, Some(Some(Kept::Vault)), "at once, and with the password");
        assert!(story.effects.iter().any(|effect| matches!(effect, Effect::Keep(_))), "stored");
        story.shop_answers(Ok(sight()));
        assert!(story.app.current().unwrap().observed.sight_problem.is_none());
    }
}

#[test]
fn a_wrong_one_is_said_and_can_be_typed_again_as_often_as_need_be() {
    let mut story = at_panel_that_asks(ProblemKind::ExtraPassword);
    story.asks(Intent::AskForExtraPassword);
    for _ in 0..3 {
        story.asks(typed());
        tried(&mut story, Err(ProblemKind::ExtraPasswordWrong));
        let shown = page(&story).unwrap();
        assert_eq!(shown.problem.code, ProblemKind::ExtraPasswordWrong);
        assert_eq!((shown.problem.about.field, shown.doing), (Some(Field::ExtraPassword), None));
        assert_eq!(record(&story).found, Some(found()), "nothing else has changed");
    }
    story.asks(Intent::EnterExtraPassword { user: secret(" "), password: secret("") });
    assert!(questions(&story).is_empty(), "nothing was typed");
    story.asks(typed()).asks(Intent::Cancel);
    assert!(page(&story).unwrap().doing.is_none());
    story.asks(Intent::Stay);
    assert_eq!((step(&story), page(&story)), (Step::Panel, None));
}

#[test]
fn what_else_stands_in_the_way_is_tried_again_with_what_was_typed() {
    for (kept, wanted) in [(None, false), (Some(Kept::Vault), true)] {
        let mut story = Story::at_panel(true);
        let mut notes = record(&story).clone();
        notes.found.as_mut().unwrap().extra_password = kept;
        story.loads(notes).meum_answers(Ok(status(true))).shop_answers(Err(ProblemKind::ExtraPassword));
        story.asks(Intent::AskForExtraPassword).asks(typed());
        tried(&mut story, Err(ProblemKind::ShopTimedOut));
        assert_eq!(page(&story).unwrap().problem.next, NextStep::TryAgain);
        story.asks(Intent::TryAgain);
        let [Question::FindShop { extra, .. }] = &questions(&story)[..] else { panic!("it is tried") };
        assert_eq!(matches!(extra, Extra::Kept), wanted);
        assert!(!matches!(extra, Extra::Typed(_)));
    }
}

#[test]
fn every_problem_on_the_page_has_a_step_that_can_be_taken_there() {
    for &kind in ProblemKind::ALL {
        let mut story = at_panel_that_asks(ProblemKind::ExtraPassword);
        story.asks(Intent::AskForExtraPassword).asks(typed());
        let ticket = story.ticket();
        let elsewhere = problem(kind).with_instead("https://www.corner-shop.example");
        story.happens(Event::ShopFound { ticket, result: Err(elsewhere) });
        let next = page(&story).unwrap().problem.next;
        assert!(matches!(next, NextStep::EnterPassword | NextStep::TryAgain | NextStep::Open { .. }), "{kind:?}");
    }
}

#[test]
fn replacing_the_keys_goes_on_by_itself_once_the_way_is_open() {
    for kind in ASKS {
        let mut story = Story::at_panel(true);
        story.asks(Intent::ReplaceKeys).keys_fail(kind).asks(Intent::AskForExtraPassword);
        assert_eq!(page(&story).unwrap().problem.code, kind);
        story.asks(typed());
        tried(&mut story, Ok(unlocked()));
        let [Question::CheckKeys { found, key: None, secret: None, approved: false }] = &questions(&story)[..] else {
            panic!("the pair that is held is checked: {:?}", questions(&story))
        };
        assert_eq!(found.extra_password, Some(Kept::Vault));
        assert_eq!((step(&story), trouble(&story), page(&story)), (Step::ShopKeys, None, None));
        let Screen::Wizard(wizard) = story.view().screen else { panic!("the step") };
        assert!(
            matches!(wizard.step, StepView::ShopKeys { key: Some(_), secret: Some(_), .. }),
            "not asked for once more"
        );
    }
}

#[test]
fn handing_over_waits_for_a_press_of_its_own() {
    let mut story = Story::at_hand_over(true);
    story.asks(Intent::HandOver { switch_on: true });
    let ticket = story.ticket();
    story.happens(Event::HandedOver { ticket, result: Err(problem(ProblemKind::ExtraPassword)) });
    story.asks(Intent::AskForExtraPassword).asks(typed());
    tried(&mut story, Ok(unlocked()));
    assert_eq!((step(&story), trouble(&story), page(&story)), (Step::HandOver, None, None));
    assert!(questions(&story).is_empty());
}

#[test]
fn only_the_password_is_learnt_by_it() {
    let other = StoreUrl::parse("https://www.corner-shop.example").unwrap();
    let mut story = at_panel_that_asks(ProblemKind::ExtraPassword);
    story.asks(Intent::AskForExtraPassword).asks(typed());
    tried(&mut story, Ok(FoundShop { root: ApiRoot::pretty(&other), home: other, name: None, ..unlocked() }));
    assert_eq!(record(&story).found, Some(unlocked()));
    assert!(record(&story).connection.is_some() && record(&story).keys.is_some());
}

#[test]
fn it_is_tried_where_the_keys_go() {
    let mut story = Story::at_panel(true);
    let mut notes = record(&story).clone();
    let with_www = StoreUrl::parse("https://www.corner-shop.example").unwrap();
    let known = notes.found.as_mut().unwrap();
    known.root = ApiRoot::pretty(&with_www);
    known.asked = with_www.clone();
    story.loads(notes).meum_answers(Ok(status(true))).shop_answers(Err(ProblemKind::ExtraPassword));
    story.asks(Intent::AskForExtraPassword).asks(typed());
    assert!(matches!(&questions(&story)[..], [Question::FindShop { address, .. }] if *address == with_www));
}

#[test]
fn a_shop_that_asks_no_more_changes_nothing_that_is_kept() {
    let mut story = at_panel_that_asks(ProblemKind::ExtraPassword);
    story.asks(Intent::AskForExtraPassword).asks(Intent::TryAgain);
    tried(&mut story, Ok(found()));
    assert_eq!((page(&story), record(&story).found.as_ref()), (None, Some(&found())));
}

#[test]
fn a_password_that_was_refused_is_not_tried_again_by_itself() {
    let looks = |story: &Story| questions(story).iter().any(|question| matches!(question, Question::Look { .. }));
    let mut story = at_panel_that_asks(ProblemKind::ExtraPasswordWrong);
    story.happens(Event::Focused(false)).happens(Event::Focused(true));
    story.now = story.now.after(Span::hours(1));
    story.happens(Event::Tick);
    assert!(!looks(&story));
    story.asks(Intent::CheckNow);
    assert!(looks(&story), "on request");
    // One that is only missing is no reason not to look: the shop may let everybody in again.
    let mut story = at_panel_that_asks(ProblemKind::ExtraPassword);
    story.now = story.now.after(Span::hours(1));
    story.happens(Event::Tick);
    assert!(looks(&story));
}

#[test]
fn there_is_no_such_page_where_nothing_asks_for_it() {
    let mut stories = [
        Story::at_panel(true),
        at_panel_that_asks(ProblemKind::ShopTimedOut),
        Story::at_hand_over(true),
        Story::at_review(),
        Story::at_disconnect(),
        Story::first_start(),
    ];
    for story in &mut stories {
        story.asks(Intent::AskForExtraPassword);
        assert_eq!(page(story), None);
    }
    // Before connecting it is entered where the shop is looked for, which is done at once.
    let mut story = Story::at_keys();
    story.keys_fail(ProblemKind::ExtraPassword).asks(Intent::AskForExtraPassword);
    assert_eq!((step(&story), page(&story)), (Step::YourShop, None));
    assert!(matches!(questions(&story)[..], [Question::FindShop { extra: Extra::Held, .. }]));
}

#[test]
fn the_page_is_left_by_nothing_else_and_gone_with_the_app() {
    let mut story = at_panel_that_asks(ProblemKind::ExtraPassword);
    story.asks(Intent::AskForExtraPassword);
    for intent in [Intent::AskToDisconnect, Intent::AskToForget, Intent::ReplaceKeys, Intent::Continue] {
        story.asks(intent);
        assert!(page(&story).is_some());
    }
    story.asks(Intent::CheckNow).shop_answers(Err(ProblemKind::ExtraPassword));
    assert!(page(&story).is_some(), "an answer from below does not touch what is being typed");
    let story = story.restarted();
    assert!(page(&story).is_none());
    assert_eq!(
        story.app.current().unwrap().observed.sight_problem.as_ref().unwrap().what.kind,
        ProblemKind::ExtraPassword
    );
}
