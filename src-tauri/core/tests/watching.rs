//! What must hold of the watch: it asks by itself whatever happened to the clock, the window and the
//! network, it goes over all shops, and it writes little.

use crate::story::{self, Story, questions, sight, status, step};
use connect_core::app::App;
use connect_core::effect::{Effect, Keep, Question};
use connect_core::event::{Event, Loaded};
use connect_core::intent::Intent;
use connect_core::line::LineId;
use connect_core::meum_facts::StatusFacts;
use connect_core::problem::ProblemKind;
use connect_core::record::{ShopId, ShopRecord};
use connect_core::step::Step;
use connect_core::ticket::Ticket;
use connect_core::time::{Span, Timestamp};
use connect_core::view::Screen;

fn healthy() -> Story {
    let mut story = Story::at_panel(true);
    story.settles().meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    story
}

/// Both questions failed so often that the next try is far away.
fn failing() -> Story {
    let mut story = healthy();
    for _ in 0..8 {
        story.asks(Intent::CheckNow);
        story.meum_answers(Err(ProblemKind::MeumUnreachable)).shop_answers(Err(ProblemKind::HostNotFound));
    }
    story.now = story.now.after(Span::seconds(60));
    story.happens(Event::Tick);
    assert!(questions(&story).is_empty(), "the next try is far away");
    story
}

#[test]
fn a_clock_that_is_set_back_by_whatever_asks_at_once() {
    for back in [1, 60, 600, 3_600, 7_000, 86_400] {
        let mut story = healthy();
        story.now = Timestamp(story.now.0 - Span::seconds(back).0);
        story.happens(Event::Tick);
        assert_eq!(questions(&story).len(), 2, "{back} seconds");
    }
}

#[test]
fn coming_to_the_front_asks_again_after_failures() {
    let mut story = failing();
    story.happens(Event::Focused(false)).happens(Event::Focused(true));
    assert_eq!(questions(&story).len(), 2, "the network may be back");
    story.meum_answers(Err(ProblemKind::MeumUnreachable)).shop_answers(Err(ProblemKind::HostNotFound));
    story.happens(Event::Focused(false)).happens(Event::Focused(true));
    assert!(questions(&story).is_empty(), "not with every glance");
}

#[test]
fn waking_asks_at_once_after_failures_and_never_the_locked_password_store() {
    let mut story = failing();
    story.happens(Event::Woke);
    assert_eq!(questions(&story).len(), 2);

    let mut locked = healthy();
    locked.asks(Intent::CheckNow);
    locked.meum_answers(Err(ProblemKind::VaultLocked)).shop_answers(Err(ProblemKind::VaultLocked));
    locked.happens(Event::Woke);
    assert!(questions(&locked).is_empty());
}

#[test]
fn what_was_in_flight_when_the_computer_fell_asleep_is_given_up() {
    let mut story = healthy();
    story.asks(Intent::CheckNow);
    let watch = &story.app.current().unwrap().watch;
    let in_flight = [watch.meum.asked.unwrap(), watch.shop.asked.unwrap()];
    story.happens(Event::Woke);
    let given_up: Vec<Ticket> = story
        .effects
        .iter()
        .filter_map(|effect| if let Effect::Cancel(of) = effect { Some(*of) } else { None })
        .collect();
    assert_eq!(given_up, in_flight);
    assert_eq!(questions(&story).len(), 2, "and asked anew");
}

#[test]
fn a_connected_shop_is_watched_while_a_step_of_it_is_open() {
    let mut story = healthy();
    story.asks(Intent::ReplaceKeys);
    assert_eq!(step(&story), Step::ShopKeys);
    story.now = story.now.after(Span::seconds(331));
    story.happens(Event::Tick);
    assert_eq!(questions(&story).len(), 2);

    // After a start, too, and not at once: whoever comes back to the panel sees it ask.
    let mut story = healthy();
    story.asks(Intent::ReplaceKeys);
    let mut story = story.restarted();
    assert!(questions(&story).is_empty());
    story.now = story.now.after(Span::seconds(331));
    story.happens(Event::Tick);
    assert_eq!(questions(&story).len(), 2);
}

#[test]
fn a_shop_whose_connect_is_open_is_asked_by_its_step_only() {
    let mut story = story::lost::lost_again();
    story.now = story.now.after(Span::hours(1));
    story.happens(Event::Tick);
    let asked = questions(&story);
    assert!(!asked.iter().any(|question| matches!(question, Question::Look { .. })), "{asked:?}");
    assert!(asked.len() <= 1, "{asked:?}");
}

/// A start with so many connected shops, the first on the screen.
fn with_shops(count: usize) -> Story {
    let shop = healthy().app.current().unwrap().record.clone();
    let mut loaded = Loaded::default();
    for number in 0..count {
        loaded.shops.push(ShopRecord { id: ShopId::stored(format!("shop-{number}")), ..shop.clone() });
    }
    loaded.settings.current = Some(loaded.shops[0].id.clone());
    let mut story = Story::starting();
    (story.app, story.effects) = App::new(story::about());
    story.happens(Event::Loaded(Ok(Box::new(loaded))));
    story
}

/// The shops that are asked now, with the tickets of their questions, in the order they are asked.
fn asked(story: &Story) -> Vec<(String, Ticket, bool)> {
    let asked = story.effects.iter().filter_map(|effect| match effect {
        Effect::Ask { ticket, shop, question } => {
            Some((shop.as_str().to_owned(), *ticket, matches!(question, Question::Status(_))))
        }
        _ => None,
    });
    asked.collect()
}

fn answers(story: &mut Story, (_, ticket, by_meum): (String, Ticket, bool)) {
    story.happens(if by_meum {
        Event::StatusCame { ticket, result: Ok(Box::new(status(true))) }
    } else {
        Event::ShopSeen { ticket, result: Ok(Box::new(sight())) }
    });
}

fn names(asked: &[(String, Ticket, bool)]) -> Vec<&str> {
    let mut names: Vec<&str> = asked.iter().map(|(shop, ..)| shop.as_str()).collect();
    names.dedup();
    names
}

#[test]
fn every_shop_is_watched_and_only_the_one_on_the_screen_often() {
    let mut story = with_shops(2);
    let first = asked(&story);
    assert_eq!(names(&first), ["shop-0", "shop-1"], "the one on the screen first");
    for question in first {
        answers(&mut story, question);
    }
    story.now = story.now.after(Span::seconds(31));
    story.happens(Event::Tick);
    let second = asked(&story);
    assert_eq!(names(&second), ["shop-0"]);
    for question in second {
        answers(&mut story, question);
    }
    story.now = story.now.after(Span::seconds(331));
    story.happens(Event::Tick);
    assert_eq!(names(&asked(&story)), ["shop-0", "shop-1"]);
}

#[test]
fn at_most_four_shops_are_asked_at_a_time_and_nobody_is_awake_for_the_others() {
    let mut story = with_shops(7);
    let mut open = asked(&story);
    assert_eq!(names(&open), ["shop-0", "shop-1", "shop-2", "shop-3"]);
    let wake = story.app.wake_at(story.now);
    assert!(wake.is_none_or(|wake| wake > story.now), "{wake:?}");
    let mut seen = open.clone();
    // One answered question of the two a shop is asked lets nobody in yet.
    while !open.is_empty() {
        let question = open.remove(0);
        answers(&mut story, question);
        let more = asked(&story);
        seen.extend(more.clone());
        open.extend(more);
        let shops: std::collections::BTreeSet<&str> = open.iter().map(|(shop, ..)| shop.as_str()).collect();
        assert!(shops.len() <= 4, "{shops:?}");
    }
    let shops: std::collections::BTreeSet<&str> = seen.iter().map(|(shop, ..)| shop.as_str()).collect();
    assert_eq!((shops.len(), seen.len()), (7, 14), "everybody has a turn, once");
}

#[test]
fn payment_updates_that_broke_are_told_from_those_that_never_worked() {
    let health = |word: &str| StatusFacts { webhook_health: Some(story::text(word)), ..status(true) };
    let cases = [
        (vec!["HEALTHY"], None),
        (vec!["PENDING"], Some("updates_never_seen")),
        (vec!["FAILING"], Some("updates_never_worked")),
        (vec!["FAILING", "PENDING"], Some("updates_never_worked")),
        (vec!["HEALTHY", "FAILING"], Some("updates_broke")),
        (vec!["HEALTHY", "PENDING"], Some("updates_arrived")),
        (vec!["FAILING", "HEALTHY"], None),
    ];
    for (words, expected) in cases {
        let mut story = Story::at_panel(true);
        for word in &words {
            story.asks(Intent::CheckNow).meum_answers(Ok(health(word)));
            story.now = story.now.after(Span::seconds(60));
        }
        let Screen::Panel(panel) = story.view().screen else { panic!("the panel") };
        let line = panel.lines.into_iter().find(|line| line.id == LineId::Webhook).unwrap();
        assert_eq!(line.so_far.map(|message| message.key.name()), expected, "{words:?}");
    }
}

#[test]
fn a_healthy_hour_in_front_writes_what_was_observed_twelve_times() {
    let mut story = healthy();
    let end = story.now.after(Span::hours(1));
    let (mut answers, mut writes) = (0, 0);
    while story.now < end {
        let due = story.app.wake_at(story.now).unwrap();
        story.now = due.max(story.now);
        story.happens(Event::Tick);
        for by_meum in [true, false] {
            let watch = &story.app.current().unwrap().watch;
            if by_meum && watch.meum.asked.is_some() {
                let heard = connect_core::meum_facts::StatusFacts { last_seen_at: Some(story.now), ..status(true) };
                story.meum_answers(Ok(heard));
            } else if !by_meum && watch.shop.asked.is_some() {
                story.shop_answers(Ok(sight()));
            } else {
                continue;
            }
            answers += 1;
            for effect in &story.effects {
                assert!(!matches!(effect, Effect::Keep(Keep::Shop(..))), "nothing was done, so nothing waits");
                writes += usize::from(matches!(effect, Effect::Keep(Keep::Observed(..))));
            }
        }
    }
    assert!(answers >= 120, "{answers} answers");
    assert!((10..=12).contains(&writes), "{writes} writes");
}
