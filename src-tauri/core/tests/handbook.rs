//! What the support handbook must have, whatever it says.

use connect_core::handbook::{Part, Urgency, name};
use connect_core::problem::ProblemKind;
use connect_core::sales::Sales;
use std::collections::{BTreeMap, BTreeSet};

fn texts() -> BTreeMap<String, String> {
    serde_json::from_str(include_str!("../../../ui/messages/handbook/en.json")).unwrap()
}

#[test]
fn every_code_has_all_the_texts_that_support_needs_and_there_are_no_others() {
    let texts = texts();
    let mut named = BTreeSet::new();
    let mut missing = Vec::new();
    for &kind in ProblemKind::ALL {
        for part in Part::ALL {
            let name = name(kind, part);
            if part.is_needed(kind) && !texts.contains_key(&name) {
                missing.push(name.clone());
            }
            named.insert(name);
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
    let of_sales = Sales::ALL.iter().map(|sales| format!("sales_{}", sales.name()));
    let of_urgency = Urgency::ALL.iter().map(|urgency| format!("urgency_{}", urgency.name()));
    for name in of_sales.chain(of_urgency) {
        assert!(texts.contains_key(&name), "{name}");
        named.insert(name);
    }
    let strange: Vec<&String> = texts.keys().filter(|text| !named.contains(*text)).collect();
    assert!(strange.is_empty(), "no page has {strange:?}");
    assert!(texts.values().all(|text| !text.trim().is_empty() && !text.contains("TODO")));
}

#[test]
fn what_stops_payments_or_holds_orders_is_urgent_and_a_slip_of_the_pen_is_not() {
    let cases = [
        (ProblemKind::PayoutMissing, Sales::Stopped, Urgency::Now),
        (ProblemKind::GatewayOff, Sales::Stopped, Urgency::Now),
        (ProblemKind::WebhookFailing, Sales::OnHold, Urgency::Now),
        (ProblemKind::OldSecretInUse, Sales::OnHold, Urgency::Now),
        (ProblemKind::PrivateAnswersCached, Sales::NotKnown, Urgency::Now),
        (ProblemKind::WebhookAddressDiffers, Sales::NotKnown, Urgency::Now),
        (ProblemKind::DatabaseDown, Sales::NotKnown, Urgency::Today),
        (ProblemKind::MeumFault, Sales::NotKnown, Urgency::Today),
        (ProblemKind::KeyRevoked, Sales::NotStopped, Urgency::CanWait),
        (ProblemKind::KeyIncomplete, Sales::NotStopped, Urgency::CanWait),
        (ProblemKind::VaultLocked, Sales::NotStopped, Urgency::CanWait),
        (ProblemKind::ClipboardFailed, Sales::NotStopped, Urgency::CanWait),
    ];
    for (kind, sales, urgency) in cases {
        assert_eq!((Sales::of_kind(kind), Urgency::of(kind)), (sales, urgency), "{kind:?}");
    }
}

#[test]
fn every_problem_that_was_never_about_shoppers_says_so() {
    for &kind in ProblemKind::ALL.iter().filter(|kind| kind.code().starts_with('E')) {
        assert_eq!(Sales::of_kind(kind), Sales::NotStopped, "{kind:?}");
    }
}
