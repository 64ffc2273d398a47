//! What must hold of adding a shop that is here already: that one opens, the app says so, nothing is there
//! twice, and nothing that is kept of another shop is lost.

use crate::story::{SHOP, Story, found, questions, step};
use connect_core::effect::{Effect, Keep};
use connect_core::intent::Intent;
use connect_core::problem::ProblemKind;
use connect_core::record::ShopId;
use connect_core::shop_facts::FoundShop;
use connect_core::step::Step;
use connect_core::store_url::StoreUrl;

fn current(story: &Story) -> ShopId {
    story.app.current().unwrap().record.id.clone()
}

fn at(asked: &str, home: &str) -> FoundShop {
    FoundShop { asked: StoreUrl::parse(asked).unwrap(), home: StoreUrl::from_home(home).unwrap(), ..found() }
}

fn said(story: &Story) -> Option<ProblemKind> {
    story.view().notice.map(|notice| notice.code)
}

/// One more shop, begun from the panel of the first; and that one.
fn adding() -> (Story, ShopId) {
    let mut story = Story::at_panel(true);
    let first = current(&story);
    story.asks(Intent::AddShop);
    assert_ne!(current(&story), first);
    (story, first)
}

#[test]
fn a_shop_that_is_here_already_opens_without_a_question() {
    for typed in [SHOP, "corner-shop.example", "www.corner-shop.example/", "HTTPS://Corner-Shop.example"] {
        let (mut story, first) = adding();
        story.asks(Intent::CheckAddress { text: typed.to_owned() });
        assert!(questions(&story).is_empty(), "{typed}: nobody is asked");
        assert_eq!((current(&story), step(&story)), (first, Step::Panel), "{typed}");
        assert_eq!(said(&story), Some(ProblemKind::ShopHereAlready), "{typed}");
        assert!(story.view().shops.is_none(), "{typed}: it is not there twice");
        assert!(story.effects.iter().any(|effect| matches!(effect, Effect::Keep(Keep::Forget(_)))), "{typed}");
    }
}

#[test]
fn an_address_that_leads_to_it_opens_it_as_well() {
    for home in [SHOP, "https://www.corner-shop.example"] {
        let (mut story, first) = adding();
        story.finds_at("old-name.example", at("old-name.example", home));
        assert_eq!((current(&story), said(&story)), (first, Some(ProblemKind::ShopHereAlready)), "{home}");
        assert!(story.view().shops.is_none());
    }
}

#[test]
fn what_was_said_goes_with_the_next_press_and_one_more_shop_can_be_added() {
    let (mut story, first) = adding();
    story.asks(Intent::CheckAddress { text: SHOP.to_owned() }).asks(Intent::CheckNow);
    assert_eq!(said(&story), None);
    story.asks(Intent::AddShop).finds_at("lamps.example", at("lamps.example", "https://lamps.example"));
    assert_ne!(current(&story), first);
    assert_eq!((said(&story), story.view().shops.unwrap().total), (None, 2));
}

#[test]
fn another_shop_under_the_same_name_is_another_shop() {
    for home in ["https://corner-shop.example/boutique", "https://shop.corner-shop.example"] {
        let (mut story, first) = adding();
        story.finds_at(home, at(home, home));
        assert_ne!(current(&story), first, "{home}");
        assert_eq!(said(&story), None, "{home}");
    }
}

#[test]
fn a_shop_of_which_something_is_kept_is_never_dropped_for_another() {
    let (mut story, first) = adding();
    story
        .finds_at("lamps.example", at("lamps.example", "https://lamps.example"))
        .asks(Intent::Continue)
        .keys_pass(true);
    let second = current(&story);
    story.asks(Intent::GoTo { step: Step::YourShop }).asks(Intent::CheckAddress { text: SHOP.to_owned() });
    assert_eq!(current(&story), second, "its keys are in the password store");
    assert_ne!(second, first);
    assert_eq!(said(&story), None);
    // The first shop itself is looked for as ever.
    let mut alone = Story::at_your_shop();
    alone.finds(found()).asks(Intent::CheckAddress { text: SHOP.to_owned() });
    assert_eq!((questions(&alone).len(), said(&alone)), (1, None));
}
