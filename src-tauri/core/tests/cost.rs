//! What a healthy shop costs: how often Meum, the shop and the password store are asked in an hour, and that
//! a pause that Meum asks for of one shop holds for all.

use crate::story::{self, Story, problem, sight, status};
use connect_core::app::App;
use connect_core::effect::{Effect, Question};
use connect_core::event::{Event, Loaded};
use connect_core::intent::Intent;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::record::{ShopId, ShopRecord};
use connect_core::ticket::Ticket;
use connect_core::time::{Span, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// A look asks for the report, the payment methods and the address for updates.
const REQUESTS_OF_A_LOOK: usize = 3;

/// A start with so many connected shops, the first on the screen.
fn with_shops(count: usize, in_front: bool) -> Story {
    let shop = Story::at_panel(true).app.current().unwrap().record.clone();
    let mut loaded = Loaded::default();
    for number in 0..count {
        loaded.shops.push(ShopRecord { id: ShopId::stored(format!("shop-{number}")), ..shop.clone() });
    }
    loaded.settings.current = Some(loaded.shops[0].id.clone());
    let mut story = Story::starting();
    (story.app, story.effects) = App::new(story::about());
    story.happens(Event::Focused(in_front)).happens(Event::Loaded(Ok(Box::new(loaded))));
    story
}

/// A question that is asked: of which shop, by which ticket, and whether it is to Meum.
fn asked(story: &Story) -> Vec<(String, Ticket, bool)> {
    let asked = story.effects.iter().filter_map(|effect| match effect {
        Effect::Ask { ticket, shop, question } => {
            Some((shop.as_str().to_owned(), *ticket, matches!(question, Question::Status(_))))
        }
        _ => None,
    });
    asked.collect()
}

fn answers(story: &mut Story, ticket: Ticket, of_meum: bool) {
    story.happens(if of_meum {
        Event::StatusCame { ticket, result: Ok(Box::new(status(true))) }
    } else {
        Event::ShopSeen { ticket, result: Ok(Box::new(sight())) }
    });
}

/// Lets an hour go by in which everybody answers: when Meum was asked, and when the shop, for each shop.
fn an_hour(story: &mut Story) -> BTreeMap<String, [Vec<Timestamp>; 2]> {
    let mut all: BTreeMap<String, [Vec<Timestamp>; 2]> = BTreeMap::new();
    let end = story.now.after(Span::hours(1));
    let mut open = asked(story);
    loop {
        while let Some((shop, ticket, of_meum)) = open.pop() {
            all.entry(shop).or_default()[usize::from(!of_meum)].push(story.now);
            answers(story, ticket, of_meum);
            open.extend(asked(story));
        }
        let due = story.app.wake_at(story.now).unwrap().max(story.now);
        if due > end {
            return all;
        }
        story.now = due;
        story.happens(Event::Tick);
        open.extend(asked(story));
    }
}

#[test]
fn a_healthy_hour_in_front_asks_meum_every_half_minute_and_the_shop_every_five() {
    let hour = an_hour(&mut with_shops(1, true));
    let [meum, looks] = &hour["shop-0"];
    assert!((110..=122).contains(&meum.len()), "{} questions to Meum", meum.len());
    assert!((11..=13).contains(&looks.len()), "{} looks at the shop", looks.len());
    let requests = meum.len() + looks.len() * REQUESTS_OF_A_LOOK;
    assert!(requests <= 165, "{requests} requests; every look with every question made 480");
    let reads_of_the_store = meum.len() + looks.len();
    assert!(reads_of_the_store <= 135, "{reads_of_the_store} reads; it was 240");
}

#[test]
fn a_healthy_hour_in_which_nobody_looks_asks_everybody_every_five_minutes() {
    let hour = an_hour(&mut with_shops(3, false));
    for (shop, [meum, looks]) in &hour {
        assert!((10..=13).contains(&meum.len()) && (10..=13).contains(&looks.len()), "{shop}: {meum:?} {looks:?}");
    }
}

#[test]
fn healthy_shops_do_not_go_on_asking_in_step() {
    let hour = an_hour(&mut with_shops(4, false));
    let last: BTreeSet<i64> = hour.values().map(|[_, looks]| looks.last().unwrap().0 / 1_000).collect();
    assert!(last.len() >= 3, "four shops that began together, an hour later: {last:?}");
}

fn slow_down(seconds: u32) -> Problem {
    let mut problem = problem(ProblemKind::MeumRateLimited);
    problem.about.seconds = Some(seconds);
    problem
}

/// Two shops, of which the second has just been told to wait for ten minutes.
fn told_to_wait() -> (Story, Timestamp) {
    let mut story = with_shops(2, true);
    let open = asked(&story);
    for (shop, ticket, of_meum) in open {
        if of_meum && shop == "shop-1" {
            story.happens(Event::StatusCame { ticket, result: Err(slow_down(600)) });
        } else {
            answers(&mut story, ticket, of_meum);
        }
    }
    let over = story.app.current().unwrap().record.meum_pause.expect("the other shop waits, too");
    (story, over)
}

#[test]
fn meum_is_one_host_so_a_pause_told_of_one_shop_holds_for_all() {
    let (mut story, over) = told_to_wait();
    assert!(over > story.now.after(Span::seconds(500)));
    for intent in [Intent::CheckNow, Intent::AskToDisconnect, Intent::Stay] {
        story.asks(intent);
        assert!(asked(&story).iter().all(|(_, _, of_meum)| !of_meum), "nobody asks Meum");
        for (_, ticket, of_meum) in asked(&story) {
            answers(&mut story, ticket, of_meum);
        }
    }
    while story.now < over {
        story.now = story.app.wake_at(story.now).unwrap().max(story.now.after(Span(1)));
        story.happens(Event::Tick);
        for (shop, ticket, of_meum) in asked(&story) {
            assert!(!of_meum || story.now >= over, "{shop} asks Meum before the pause is over");
            answers(&mut story, ticket, of_meum);
        }
    }
    assert_eq!(story.app.current().unwrap().record.meum_pause, None);
}

#[test]
fn forgetting_the_shop_that_was_told_to_wait_does_not_end_the_pause() {
    let (mut story, over) = told_to_wait();
    story.asks(Intent::AskToForget).asks(Intent::Forget { knowing: true, revoke: false });
    let ticket = story.ticket();
    story.happens(Event::Forgotten { ticket, result: Ok(()) });
    story.asks(Intent::ConnectShop).happens(Event::Tick);
    let pause = |story: &Story| story.app.current().and_then(|shop| shop.record.meum_pause);
    assert_eq!(pause(&story), Some(over), "a shop that is begun meanwhile waits, too");
}

#[test]
fn a_pause_of_the_practice_meum_is_none_of_the_real_one() {
    let (mut story, _) = told_to_wait();
    story.asks(Intent::TryPractice);
    let practice = story.app.current().filter(|shop| shop.record.practice);
    assert!(practice.is_none_or(|shop| shop.record.meum_pause.is_none()));
}
