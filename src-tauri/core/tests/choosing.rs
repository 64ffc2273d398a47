//! What must hold of several shops: each keeps its own step, the worst stands first, none is lost, and
//! looking for one is cheap.

use crate::story::{Story, found, sight, status, step};
use connect_core::app::App;
use connect_core::effect::{Effect, Keep};
use connect_core::event::{Event, Loaded};
use connect_core::intent::Intent;
use connect_core::line::Headline;
use connect_core::plain::PlainText;
use connect_core::record::{ShopId, ShopRecord};
use connect_core::shop_facts::FoundShop;
use connect_core::step::Step;
use connect_core::store_url::StoreUrl;
use connect_core::view::ShopsView;

fn list(story: &Story) -> ShopsView {
    story.view().shops.expect("a list")
}

fn names(story: &Story) -> Vec<Option<String>> {
    list(story).shops.into_iter().map(|shop| shop.host).collect()
}

fn current(story: &Story) -> ShopId {
    story.app.current().unwrap().record.id.clone()
}

fn at(address: &str) -> FoundShop {
    let home = StoreUrl::from_home(address).unwrap();
    let name = PlainText::from_outside(&format!("Shop of {}", home.host()));
    FoundShop { asked: home.clone(), home, name, ..found() }
}

/// A panel, and as many shops more as these, each connected.
fn with_others(others: &[&str]) -> Story {
    let mut story = Story::at_panel(true);
    story.meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    let record = story.app.current().unwrap().record.clone();
    let mut loaded = Loaded { shops: vec![record.clone()], ..Loaded::default() };
    loaded.settings.current = Some(record.id.clone());
    for (number, address) in others.iter().enumerate() {
        let id = ShopId::stored(format!("shop-{number}"));
        loaded.shops.push(ShopRecord { id, found: Some(at(address)), ..record.clone() });
    }
    let (app, _) = App::new(crate::story::about());
    story.app = app;
    story.happens(Event::Loaded(Ok(Box::new(loaded))));
    story
}

#[test]
fn with_one_shop_there_is_nothing_to_choose_and_one_more_is_a_press_away() {
    let mut story = Story::at_panel(true);
    assert!(story.view().shops.is_none());
    let first = current(&story);
    story.asks(Intent::AddShop);
    assert_eq!((step(&story), list(&story).total), (Step::YourShop, 2));
    assert_ne!(current(&story), first);
    story.asks(Intent::OpenShop { id: first.clone() });
    assert_eq!((current(&story), step(&story)), (first, Step::Panel));
    assert!(story.view().shops.is_none(), "a shop of which nothing is known is no shop");
    assert!(story.effects.iter().any(|effect| matches!(effect, Effect::Keep(Keep::Forget(_)))));
}

#[test]
fn each_shop_keeps_the_step_it_was_left_at() {
    let mut story = Story::at_panel(true);
    let first = current(&story);
    story.asks(Intent::AddShop).finds_at("lamps.example", at("https://lamps.example")).asks(Intent::Continue);
    let second = current(&story);
    assert_eq!(step(&story), Step::ShopKeys);
    story.asks(Intent::OpenShop { id: first }).asks(Intent::OpenShop { id: second.clone() });
    assert_eq!((current(&story), step(&story)), (second, Step::ShopKeys));
}

#[test]
fn what_wants_attention_stands_first() {
    let mut story = with_others(&["https://b.example", "https://a.example"]);
    assert_eq!(list(&story).total, 3);
    story.meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    let well = list(&story).shops.into_iter().find(|shop| shop.current).unwrap();
    assert_eq!(well.headline, Some(Headline::CanPay));
    assert_eq!(list(&story).shops.last().map(|shop| shop.current), Some(true), "the one that is well is last");
    story.asks(Intent::CheckNow).meum_answers(Ok(status(false)));
    assert_eq!(list(&story).shops.first().map(|shop| shop.current), Some(true), "and first without a wallet");
}

#[test]
fn a_search_finds_by_name_and_address_and_says_how_many() {
    let mut story = with_others(&["https://lamps.example", "https://hats.example"]);
    for (text, expected) in [("LAMP", vec!["lamps.example"]), ("shop of h", vec!["hats.example"]), ("xyz", vec![])] {
        story.asks(Intent::SearchShops { text: text.to_owned() });
        let expected: Vec<_> = expected.into_iter().map(|host: &str| Some(host.to_owned())).collect();
        assert_eq!((names(&story), list(&story).found), (expected.clone(), expected.len()), "{text}");
    }
    assert_eq!(list(&story).total, 3);
}

#[test]
fn a_shop_that_is_not_there_and_the_practice_shop_are_not_opened() {
    let mut story = Story::at_panel(true);
    let first = current(&story);
    story.asks(Intent::OpenShop { id: ShopId::stored("shop-none".to_owned()) });
    assert_eq!(current(&story), first);
    let mut practice = Story::first_start();
    practice.asks(Intent::TryPractice);
    let id = current(&practice);
    practice.asks(Intent::OpenShop { id: ShopId::stored("shop-none".to_owned()) }).asks(Intent::AddShop);
    assert_eq!(current(&practice), id);
    assert!(practice.view().shops.is_none());
}

#[test]
fn the_view_of_five_hundred_shops_stays_small() {
    let addresses: Vec<String> = (0..500).map(|number| format!("https://shop-{number}.example")).collect();
    let story = with_others(&addresses.iter().map(String::as_str).collect::<Vec<_>>());
    let size = serde_json::to_string(&story.view()).unwrap().len();
    assert_eq!((list(&story).total, list(&story).shops.len()), (501, 20));
    assert!(size < 10_000, "{size} bytes");
}
