//! Samples of the panel for the states of its lines that no other sample is in, so that every state of
//! every line can be looked at.

use super::Samples;
use crate::story::{Story, connect_facts, sight, status, text};
use connect_core::credential::Credential;
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::language::Language;
use connect_core::meum_facts::{ConnectFacts, StatusFacts};
use connect_core::problem::{Problem, ProblemKind};
use connect_core::shop_facts::ShopSight;

pub fn all(samples: &mut Samples) {
    samples.told("panel-checking-again", well(), |story| {
        story.asks(Intent::CheckNow);
        let watch = &story.app.current().unwrap().watch;
        let (meum, shop) = (watch.meum.asked.unwrap(), watch.shop.asked.unwrap());
        let (fault, down) = (Problem::new(ProblemKind::MeumFault), Problem::new(ProblemKind::ServerFault));
        story.happens(Event::StatusCame { ticket: meum, result: Err(fault) });
        story.happens(Event::ShopSeen { ticket: shop, result: Err(down) });
    });
    samples.told("panel-offline", well(), |story| {
        story.asks(Intent::CheckNow).meum_answers(Err(ProblemKind::MeumUnreachable));
        story.shop_answers(Err(ProblemKind::HostNotFound));
    });
    samples.told("panel-meum-paused", well(), |story| {
        story.asks(Intent::CheckNow).meum_answers(Err(ProblemKind::MeumForbids)).shop_answers(Ok(sight()));
    });
    samples.told("panel-gateway-off", Story::at_panel(true), |story| {
        let off = ShopSight { gateway_enabled: Some(false), ..sight() };
        story.meum_answers(Ok(status(true))).shop_answers(Ok(off));
    });
    samples.told("panel-menus-in-both-languages", Story::at_panel(true), |story| {
        let off = ShopSight { gateway_enabled: Some(false), language: Some(Language::German), ..sight() };
        story.meum_answers(Ok(status(true))).shop_answers(Ok(off));
    });
    samples.told("panel-payouts-not-checked", Story::at_review(), |story| {
        story.connects_silently().hands_over(true).asks(Intent::Continue);
    });
    samples.told("panel-half-issued", Story::at_review(), |story| {
        story.connects_with(ConnectFacts {
            missing: Some(Credential::ApiKey),
            key_prefix: None,
            ..connect_facts(true)
        });
        story.asks(Intent::HandedOverByHand);
        story.shop_answers(Ok(sight()));
    });
    let words: [(&str, StatusFacts); 3] = [
        ("panel-meum-pending", StatusFacts { status: Some(text("PENDING")), ..status(true) }),
        ("panel-webhook-degraded", StatusFacts { webhook_health: Some(text("DEGRADED")), ..status(true) }),
        ("panel-payouts-mentioned", mentioned()),
    ];
    for (name, said) in words {
        samples.told(name, Story::at_panel(true), |story| {
            story.meum_answers(Ok(said)).shop_answers(Ok(sight()));
        });
    }
}

fn well() -> Story {
    let mut story = Story::at_panel(true);
    story.meum_answers(Ok(status(true))).shop_answers(Ok(sight()));
    story
}

/// A sentence of Meum's about payouts, and no word whether a wallet is set.
fn mentioned() -> StatusFacts {
    let issues = vec![text("Payouts are on hold while your settlement wallet is being reviewed.")];
    StatusFacts { payout_configured: None, issues, ..status(true) }
}
