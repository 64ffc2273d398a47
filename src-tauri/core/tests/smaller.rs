//! What must hold of small things that cost a merchant time: a network that is away for an hour, a practice
//! world that did not start, a pasted link that signs somebody in, and a Meum that is elsewhere.

use crate::story::{self, Story, problem, questions, text};
use connect_core::app::{About, App};
use connect_core::effect::{Effect, Practise, Question};
use connect_core::event::{Event, Loaded};
use connect_core::intent::Intent;
use connect_core::problem::ProblemKind;
use connect_core::record::ShopId;
use connect_core::time::Span;
use connect_core::view::{Screen, WizardView};

fn wizard(story: &Story) -> WizardView {
    match story.view().screen {
        Screen::Wizard(wizard) => *wizard,
        other => panic!("not the wizard: {other:?}"),
    }
}

#[test]
fn a_network_that_is_away_for_an_hour_is_still_looked_for_and_the_shop_is_found_when_it_is_back() {
    for kind in [ProblemKind::Offline, ProblemKind::NetworkSignIn] {
        let mut story = Story::at_your_shop();
        story.fails_to_find(kind);
        let away_until = story.now.after(Span::hours(1));
        let mut tries = 0;
        while story.now < away_until {
            story.now = wizard(&story).retry_at.unwrap_or_else(|| panic!("given up after {tries} tries"));
            story.happens(Event::Tick);
            let ticket = story.ticket();
            story.happens(Event::ShopFound { ticket, result: Err(problem(kind)) });
            tries += 1;
        }
        assert!((60..100).contains(&tries), "{kind:?}: {tries} tries, so that it is not hammered either");
        story.now = wizard(&story).retry_at.unwrap();
        story.happens(Event::Tick);
        let ticket = story.ticket();
        story.happens(Event::ShopFound { ticket, result: Ok(Box::new(story::found())) });
        assert!(wizard(&story).can_continue, "{kind:?}: {:?}", wizard(&story));
        // Who types another address has gone on.
        let mut story = Story::at_your_shop();
        story.fails_to_find(kind);
        story.now = wizard(&story).retry_at.unwrap();
        story.happens(Event::Tick).asks(Intent::TypeAddress { text: "other-shop.example".to_owned() });
        let ticket = story.ticket();
        story.happens(Event::ShopFound { ticket, result: Err(problem(kind)) });
        assert_eq!(wizard(&story).retry_at, None, "{kind:?}");
    }
}

fn starts(story: &Story) -> usize {
    let starts = |effect: &&Effect| matches!(effect, Effect::Practise(Practise::Start { .. }));
    story.effects.iter().filter(starts).count()
}

#[test]
fn a_practice_world_that_did_not_start_is_started_by_the_next_press() {
    let mut story = Story::first_start();
    story.asks(Intent::TryPractice);
    assert_eq!(starts(&story), 1);
    for round in 0..2 {
        story.happens(Event::PracticeStarted(Err(problem(ProblemKind::PracticeFailed))));
        story.happens(Event::Tick);
        assert_eq!(starts(&story), 0, "not by itself");
        story.asks(Intent::TypeAddress { text: "corner".to_owned() });
        assert_eq!(starts(&story), 0, "nor while somebody types");
        story.asks(Intent::CheckAddress { text: "corner-shop.example".to_owned() });
        let place = |wanted: fn(&Effect) -> bool| story.effects.iter().position(wanted);
        let start = place(|effect| matches!(effect, Effect::Practise(Practise::Start { .. })));
        let ask = place(|effect| matches!(effect, Effect::Ask { question: Question::FindShop { .. }, .. }));
        assert!(start.is_some() && start < ask, "round {round}: the world is there before it is asked");
        let ticket = story.ticket();
        story.happens(Event::ShopFound { ticket, result: Err(problem(ProblemKind::PracticeFailed)) });
    }
    story.happens(Event::PracticeStarted(Ok(()))).asks(Intent::TryAgain);
    assert_eq!(starts(&story), 0, "once is enough");
    story.happens(Event::PracticeStarted(Err(problem(ProblemKind::PracticeFailed)))).asks(Intent::LeavePractice);
    assert_eq!(starts(&story), 0, "who leaves needs none");
}

#[test]
fn of_a_link_that_signs_somebody_in_nothing_but_the_address_is_stored() {
    const TOKEN: &str = "4f9c1b7e2d";
    let cases = [
        format!("https://corner-shop.example/?login_token={TOKEN}"),
        format!("https://corner-shop.example/wp-login.php?action=rp&key={TOKEN}&login=mia"),
        format!("https://corner-shop.example/#access_token={TOKEN}"),
        format!("My shop: https://corner-shop.example/shop/?magic={TOKEN} thanks"),
        format!("corner-shop.example?autologin={TOKEN}"),
        format!("?{TOKEN}"),
    ];
    for typed in cases {
        for check in [false, true] {
            let mut story = Story::at_your_shop();
            story.asks(if check {
                Intent::CheckAddress { text: typed.clone() }
            } else {
                Intent::TypeAddress { text: typed.clone() }
            });
            let stored = format!("{:?}", story.app.current().unwrap().record);
            assert!(!stored.contains(TOKEN), "{typed}: {stored}");
            if check && typed.contains("corner") {
                assert!(matches!(questions(&story)[..], [Question::FindShop { .. }]), "{typed} is still looked for");
            }
        }
    }
}

#[test]
fn a_shop_that_nobody_knows_lives_in_no_world() {
    let story = Story::at_panel(true);
    assert_eq!(story.app.is_practice(&ShopId::stored("shop-nobody-knows".to_owned())), None);
    assert_eq!(story.app.is_practice(&story.app.current().unwrap().record.id), Some(false));
}

#[test]
fn a_meum_that_is_elsewhere_is_named_on_every_screen_and_in_the_identity() {
    let at = text("https://meum.example/");
    let (app, effects) = App::new(About { meum_at: Some(at.clone()), ..story::about() });
    let mut story = Story { app, now: story::MORNING, effects };
    assert_eq!(story.view().meum_at, Some(at.clone()), "from the first moment on");
    story.happens(Event::Loaded(Ok(Box::default())));
    assert_eq!(story.view().meum_at, Some(at.clone()));
    let record = Story::at_panel(true).app.current().unwrap().record.clone();
    let mut loaded = Loaded::default();
    loaded.settings.current = Some(record.id.clone());
    loaded.shops.push(record);
    let (app, _) = App::new(About { meum_at: Some(at.clone()), ..story::about() });
    story.app = app;
    story.happens(Event::Loaded(Ok(Box::new(loaded))));
    let Screen::Panel(panel) = story.view().screen else { panic!("the panel") };
    assert_eq!((panel.identity.meum_at, story.view().meum_at), (Some(at.clone()), Some(at.clone())));

    let (app, _) = App::new(About { meum_at: Some(at), ..story::about() });
    story.app = app;
    story.happens(Event::Loaded(Ok(Box::default()))).asks(Intent::TryPractice);
    assert_eq!(story.view().meum_at, None, "in practice no key goes there");
    assert_eq!(Story::at_panel(true).view().meum_at, None);
}
