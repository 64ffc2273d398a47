//! Samples of the step that puts key and secret into the plugin.

use super::Samples;
use crate::story::{self, Story, problem, text};
use connect_core::check::{Check, CheckState};
use connect_core::credential::Credential;
use connect_core::event::Event;
use connect_core::intent::Intent;
use connect_core::meum_facts::ConnectFacts;
use connect_core::problem::{Problem, ProblemKind};

/// Every state of the step.
pub fn all(samples: &mut Samples) {
    samples.add("hand-over", &Story::at_hand_over(true));
    samples.told("hand-over-done", Story::at_hand_over(true), |story| {
        story.hands_over(true);
    });
    samples.told("hand-over-switched-off", Story::at_hand_over(true), |story| {
        story.hands_over(false);
    });
    samples.told("hand-over-failed", Story::at_hand_over(true), |story| {
        story.asks(Intent::HandOver { switch_on: true });
        let ticket = story.ticket();
        story.happens(Event::HandedOver { ticket, result: Err(problem(ProblemKind::PluginNotFound)) });
    });
    let refused = |kind: ProblemKind, about: fn(Problem) -> Problem| {
        move |story: &mut Story| {
            story.asks(Intent::HandOver { switch_on: true }).checked(Check::SettingsFound, CheckState::Running, 0);
            let ticket = story.ticket();
            story.happens(Event::HandedOver { ticket, result: Err(about(problem(kind))) });
        }
    };
    samples.told(
        "hand-over-settings-unknown",
        Story::at_hand_over(true),
        refused(ProblemKind::SettingsUnknown, |it| it),
    );
    samples.told(
        "hand-over-several-gateways",
        Story::at_hand_over(true),
        refused(ProblemKind::SeveralGateways, |it| it.with_other("Meum, Meum Express")),
    );
    samples.told("hand-over-rotated", Story::at_review(), |story| {
        story.connects_with(story::answers::rotated());
    });
    for (name, missing) in [("key", Credential::ApiKey), ("secret", Credential::WebhookSecret)] {
        samples.told(&format!("hand-over-no-{name}"), Story::at_review(), |story| {
            let key_prefix = story::connect_facts(true).key_prefix.filter(|_| missing != Credential::ApiKey);
            story.connects_with(ConnectFacts { missing: Some(missing), key_prefix, ..story::answers::rotated() });
        });
    }
    samples.told("hand-over-answer-differs", Story::at_review(), |story| {
        story.connects_with(ConnectFacts {
            site_url: Some(text("https://old.corner-shop.example")),
            webhook_url: Some(text("https://hooks.elsewhere.example/in")),
            ..story::connect_facts(true)
        });
    });
    samples.told("hand-over-unknown-word", Story::at_review(), |story| {
        story.connects_with(ConnectFacts { status: Some(text("ORBITING")), ..story::connect_facts(true) });
    });
    samples.told("hand-over-again", Story::at_panel(true), |story| {
        story.asks(Intent::ResumeHandOver);
    });
    samples.told("hand-over-refused", Story::at_hand_over(true), |story| {
        story.asks(Intent::HandOver { switch_on: true });
        let ticket = story.ticket();
        let line =
            "PUT corner-shop.example/wp-json/wc/v3/payment_gateways/meum · 401 · woocommerce_rest_cannot_edit · 61 ms";
        let refused = problem(ProblemKind::HandOverRefused).with_technical(line);
        story.happens(Event::HandedOver { ticket, result: Err(refused) });
    });
    let mut by_hand = Story::at_keys();
    by_hand.keys_pass(false).asks(Intent::Continue).keeps_meum_key().connects(true);
    samples.add("hand-over-by-hand", &by_hand);
}
