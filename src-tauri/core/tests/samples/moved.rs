//! Samples of a connected shop that names another address.

use super::Samples;
use crate::story::{Story, problem, sight, status};
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::problem::ProblemKind;
use connect_core::shop_facts::ShopSight;
use connect_core::store_url::StoreUrl;

pub fn all(samples: &mut Samples) {
    samples.add("panel-moved", &panel());
    samples.told("review-shop-moved", panel(), |story| {
        story.asks(Intent::ReplaceMeumKey).keeps_meum_key().asks(Intent::Connect { replace: false });
    });
    samples.add("move", &page());
    samples.told("move-busy", page(), |story| {
        story.asks(Intent::Move { knowing: true });
    });
    samples.told("move-extra-password", page(), |story| {
        story.asks(Intent::Move { knowing: true });
        let ticket = story.ticket();
        story.happens(Event::ShopFound { ticket, result: Err(problem(ProblemKind::ExtraPassword)) });
    });
    samples.told("move-not-there", page(), |story| {
        story.asks(Intent::Move { knowing: true });
        let ticket = story.ticket();
        let late = problem(ProblemKind::ShopTimedOut).of("new-shop.example");
        let late = late.with_technical("GET new-shop.example/boutique/wp-json/ · timed out");
        story.happens(Event::ShopFound { ticket, result: Err(late) });
    });
}

fn panel() -> Story {
    let mut story = Story::at_panel(true);
    let home = StoreUrl::from_home("https://new-shop.example/boutique").unwrap();
    story.meum_answers(Ok(status(true))).shop_answers(Ok(ShopSight { home, ..sight() }));
    story
}

fn page() -> Story {
    let mut story = panel();
    story.asks(Intent::AskToMove);
    story
}
