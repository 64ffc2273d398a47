//! A sentence gives a menu's name in the shop's language too. The page is told which that is, and when.

use crate::story::{Story, key_facts, sight, status};
use connect_core::intent::Intent;
use connect_core::language::Language;
use connect_core::shop::Shop;
use connect_core::shop_facts::{KeyFacts, ShopSight};

fn told(story: &Story) -> Option<Language> {
    story.view().shop_language
}

/// A shop whose keys were checked, when it said that it speaks Spanish.
fn spanish() -> Story {
    let mut story = Story::at_keys();
    story.keys_teach(KeyFacts { language: Some(Language::Spanish), ..key_facts(true) });
    story
}

#[test]
fn the_shops_language_is_known_once_its_keys_were_checked() {
    assert_eq!(told(&Story::at_keys()), None);
    assert_eq!(told(&spanish()), Some(Language::Spanish));
}

#[test]
fn the_latest_look_tells_it_and_one_without_a_report_leaves_what_the_keys_told() {
    let mut story = spanish();
    story.asks(Intent::Continue).keeps_meum_key().connects(true).hands_over(true).asks(Intent::Continue);
    for language in [None, Some(Language::German), None, Some(Language::French)] {
        story.meum_answers(Ok(status(true))).shop_answers(Ok(ShopSight { language, ..sight() }));
        assert_eq!(told(&story), language.or(Some(Language::Spanish)));
        story.asks(Intent::CheckNow);
    }
}

#[test]
fn the_practice_shop_has_no_menus_and_so_no_second_names() {
    let mut record = spanish().app.current().unwrap().record.clone();
    assert_eq!(Shop::at_rest(record.clone()).language(), Some(Language::Spanish));
    record.practice = true;
    assert_eq!(Shop::at_rest(record).language(), None);
}
