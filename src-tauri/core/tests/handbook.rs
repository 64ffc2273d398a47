//! What the support handbook must have, whatever it says.

use connect_core::handbook::{ARRIVES, HAND_OVER, Lost, ON_BOTH, Part, Urgency, is_met_on_both, may_arrive, name};
use connect_core::problem::ProblemKind;
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
    let of_sales = Lost::ALL.iter().map(|lost| format!("sales_{}", lost.name()));
    let of_urgency = Urgency::ALL.iter().map(|urgency| format!("urgency_{}", urgency.name()));
    for name in of_sales.chain(of_urgency) {
        assert!(texts.contains_key(&name), "{name}");
        named.insert(name);
    }
    for &kind in ProblemKind::ALL.iter().filter(|kind| is_met_on_both(**kind)) {
        for name in [format!("sales_{}", Lost::of(kind).name()), format!("urgency_{}", Urgency::of(kind).name())] {
            let name = name + ON_BOTH;
            assert!(texts.contains_key(&name), "{kind:?}: {name}");
            named.insert(name);
        }
    }
    assert!(ProblemKind::ALL.iter().any(|kind| may_arrive(*kind)));
    for name in ["sales", "urgency"].map(|column| format!("{column}_{ARRIVES}")) {
        assert!(texts.contains_key(&name), "{name}");
        named.insert(name);
    }
    for name in ["sales", "urgency"].map(|column| format!("{column}_{HAND_OVER}")) {
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
        (ProblemKind::PayoutMissing, Lost::Stopped, Urgency::Now),
        (ProblemKind::GatewayOff, Lost::Stopped, Urgency::Now),
        (ProblemKind::WebhookFailing, Lost::OnHold, Urgency::Now),
        (ProblemKind::OldSecretInUse, Lost::OnHold, Urgency::Now),
        (ProblemKind::PrivateAnswersCached, Lost::MayFail, Urgency::Now),
        (ProblemKind::WebhookAddressDiffers, Lost::OnHold, Urgency::Now),
        (ProblemKind::AddressMoved, Lost::MayHold, Urgency::Today),
        (ProblemKind::DatabaseDown, Lost::Whoever, Urgency::Now),
        (ProblemKind::CredentialsRotated, Lost::Stopped, Urgency::Now),
        (ProblemKind::HandOverRefused, Lost::UntilHandedOver, Urgency::Now),
        (ProblemKind::HandOverChanged, Lost::UntilHandedOver, Urgency::Now),
        (ProblemKind::SitePrivate, Lost::Whoever, Urgency::Now),
        (ProblemKind::ShutToShoppers, Lost::Whoever, Urgency::Now),
        (ProblemKind::ShopClockOff, Lost::OnHold, Urgency::Now),
        (ProblemKind::HalfIssued, Lost::Half, Urgency::Today),
        (ProblemKind::Offline, Lost::NotStopped, Urgency::CanWait),
        (ProblemKind::MeumDetailsRefused, Lost::BeforeConnecting, Urgency::CanWait),
        (ProblemKind::OtherPlatform, Lost::MayFail, Urgency::Today),
        (ProblemKind::AlreadyConnectedElsewhere, Lost::NotKnown, Urgency::Today),
        (ProblemKind::AlreadyDisconnected, Lost::Ended, Urgency::CanWait),
        (ProblemKind::MeumFault, Lost::NotKnown, Urgency::Today),
        (ProblemKind::KeyRevoked, Lost::NotStopped, Urgency::CanWait),
        (ProblemKind::KeyIncomplete, Lost::NotStopped, Urgency::CanWait),
        (ProblemKind::VaultLocked, Lost::NotStopped, Urgency::CanWait),
        (ProblemKind::ClipboardFailed, Lost::NotStopped, Urgency::CanWait),
    ];
    for (kind, sales, urgency) in cases {
        assert_eq!((Lost::of(kind), Urgency::of(kind)), (sales, urgency), "{kind:?}");
    }
}

#[test]
fn what_is_met_on_the_steps_and_on_the_panel_is_told_apart() {
    let met = |kind: ProblemKind| is_met_on_both(kind);
    for kind in [
        ProblemKind::HostNotFound,
        ProblemKind::CertificateExpired,
        ProblemKind::AddressShutOut,
        ProblemKind::ExtraPasswordWrong,
        ProblemKind::WebhookMissing,
        ProblemKind::WebhookShut,
        ProblemKind::NoWordPress,
        ProblemKind::PrivateAnswersCached,
        ProblemKind::ShopClockOff,
        ProblemKind::MeumKeyRefused,
        ProblemKind::MeumFault,
    ] {
        assert!(met(kind), "{kind:?}");
    }
    for kind in [
        ProblemKind::NotAnAddress,
        ProblemKind::Offline,
        ProblemKind::KeyUnknown,
        ProblemKind::WebhookFailing,
        ProblemKind::WebhookUnclear,
        ProblemKind::AddressMoved,
    ] {
        assert!(!met(kind), "{kind:?}");
    }
}

/// What a card says beyond the usual, support has words for: the usual ones would deny it.
#[test]
fn support_has_words_for_a_card_that_denies_the_usual_ones() {
    let texts = texts();
    let says = |code: &str| texts[&format!("{code}_say")].as_str();
    for &kind in ProblemKind::ALL.iter().filter(|kind| may_arrive(**kind)) {
        assert!(says(kind.code()).contains("messages arrive"), "{kind:?}");
    }
    for (code, words) in [
        ("H05", "that the plugin is switched on: "),
        ("H09", "On *Disconnect"),
        ("G19", "Another domain: "),
        ("C03", "messages arrive: "),
        ("C04", "On the panel, "),
    ] {
        let (_, other) = says(code).split_once("\n\n").unwrap_or_else(|| panic!("{code} has one answer"));
        assert!(other.contains(words), "{code}: {other}");
    }
}

/// The first answers say no more than the page: what a page has ruled out, or not seen, stands in none of them.
#[test]
fn a_first_answer_claims_nothing_that_its_page_rules_out() {
    let first = include_str!("../../../docs/handbook/first-answers.md");
    for (code, ruled_out) in [("A04", "online"), ("C03", "firewall"), ("F02", "please make a new key"), ("H05", "off")]
    {
        let mut rows = first.lines().filter(|line| line.starts_with(&format!("| [{code}]")));
        assert!(rows.all(|row| !row.contains(ruled_out)), "{code}: {ruled_out}");
    }
}

#[test]
fn every_problem_that_was_never_about_shoppers_says_so() {
    for &kind in ProblemKind::ALL.iter().filter(|kind| kind.code().starts_with('E')) {
        assert_eq!(Lost::of(kind), Lost::NotStopped, "{kind:?}");
    }
}
