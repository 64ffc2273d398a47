//! The plugin's other address for payment updates is offered only where a message would get in there.

use crate::story::answers::webhook_shut;
use crate::story::{Story, key_facts, sight, status, text};
use connect_core::intent::Intent;
use connect_core::meum_facts::StatusFacts;
use connect_core::problem::{NextStep, Problem, ProblemKind};
use connect_core::shop_facts::{KeyFacts, ShopSight, WayIn};
use connect_core::view::Screen;
use connect_core::words::ProblemView;

/// Why nothing is known of writing, and whether the other address is offered all the same.
const CASES: [(Option<ProblemKind>, bool); 9] = [
    (None, true),
    // A page of a firewall, a robot check, a password or silence meets every POST.
    (Some(ProblemKind::Blocked), false),
    (Some(ProblemKind::CloudflareChallenge), false),
    (Some(ProblemKind::ExtraPassword), false),
    (Some(ProblemKind::ShopTimedOut), false),
    (Some(ProblemKind::NotUnderstood), false),
    // WordPress itself answered the POST.
    (Some(ProblemKind::RestLockedOut), true),
    (Some(ProblemKind::KeysRefused), true),
    (Some(ProblemKind::HeaderStripped), true),
];

fn keys(why: Option<ProblemKind>) -> KeyFacts {
    KeyFacts { write_unknown: why.map(Problem::new), ..key_facts(why.is_none()) }
}

fn shut() -> WayIn {
    WayIn::Shut(webhook_shut(true))
}

fn on_review() -> Option<ProblemView> {
    let mut story = Story::at_keys();
    story.keys_teach(keys(None)).asks(Intent::Continue).keeps_meum_key().way_in_seen(shut());
    match story.view().screen {
        Screen::Wizard(wizard) => wizard.remarks.into_iter().find(|remark| remark.code == ProblemKind::WebhookShut),
        _ => None,
    }
}

fn on_panel(why: Option<ProblemKind>) -> Option<ProblemView> {
    let mut record = Story::at_panel(true).app.current().unwrap().record.clone();
    record.keys = Some(keys(why));
    let mut story = Story::starting();
    story.loads(record);
    let silent = StatusFacts { webhook_health: Some(text("PENDING")), ..status(true) };
    story.meum_answers(Ok(silent)).shop_answers(Ok(ShopSight { way_in: shut(), ..sight() }));
    match story.view().screen {
        Screen::Panel(panel) => panel.webhook_problem,
        _ => None,
    }
}

#[test]
fn where_the_keys_own_post_was_stopped_the_other_address_is_not_offered() {
    for (why, offered) in CASES {
        let view = on_panel(why).unwrap();
        assert_eq!(view.about.other_form.is_some(), offered, "{why:?}, on the panel");
        assert_eq!(view.next == NextStep::ConnectAgain, offered, "{why:?}, on the panel");
    }
    // Only what lets the merchant go on comes to *Review*.
    let on_review = on_review().unwrap();
    assert!(matches!(on_review.next, NextStep::ChooseWebhook { .. }));
}
