//! Every problem there is, in words: whole, and written down for the window to compare with.

use super::*;
use connect_core::credential::Credential;
use connect_core::problem::{Fixer, NextStep, Problem, ProblemKind, Technical};
use connect_core::step::Step;
use connect_core::time::Timestamp;
use connect_core::webhook::AddressFault;
use connect_core::words::{ButtonView, Card, Place, ProblemView};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// 14 September 2026, 12:00: a month that English shortens to four letters.
const NOON: Timestamp = Timestamp(1_789_387_200_000);
const DAY: i64 = 86_400_000;
const HOME: Place = Place::Step(Step::YourShop);

/// Everything a problem can be about.
fn full(kind: ProblemKind) -> Problem {
    let mut problem = Problem::new(kind).of("corner-shop.example").with_other("elsewhere.example");
    problem = problem.with_technical("GET corner-shop.example/wp-json/ · 403 · no json · 12 ms");
    problem.tried = Technical::new("GET corner-shop.example/ · 200 · no json · 9 ms").into_iter().collect();
    problem.about.ending = Some("0112233".to_owned());
    problem.about.sent = PlainText::from_outside("https://corner-shop.example/wp-json/meum/v1/webhook");
    problem.about.words = PlainText::from_outside("a hostile word");
    (problem.about.count, problem.about.seconds) = (Some(12), Some(400));
    (problem.about.date, problem.at) = (Some(Timestamp(NOON.0 - 40 * DAY)), Some(NOON));
    problem
}

/// A problem in all the ways it can be known.
fn ways(kind: ProblemKind) -> Vec<Problem> {
    let moved = "https://www.corner-shop.example/";
    let mut ways =
        vec![Problem::new(kind), Problem::new(kind).with_instead(moved), full(kind), full(kind).with_instead(moved)];
    let mut with = |change: &dyn Fn(&mut Problem)| {
        let mut problem = full(kind);
        change(&mut problem);
        ways.push(problem);
    };
    with(&|problem| problem.about.date = Some(Timestamp(NOON.0 + DAY)));
    for seconds in [0, 30, 60, 11_520] {
        with(&|problem| problem.about.seconds = Some(seconds));
    }
    for missing in [Credential::ApiKey, Credential::WebhookSecret] {
        with(&|problem| problem.about.missing = Some(missing));
    }
    for fault in AddressFault::ALL {
        with(&|problem| problem.about.fault = Some(fault));
    }
    ways
}

/// Every card of a kind that says something no other card says.
fn cards(kind: ProblemKind) -> Vec<ProblemView> {
    let mut said = BTreeSet::new();
    let mut cards = Vec::new();
    for problem in ways(kind) {
        let at = |place| Card::of(&problem, place);
        let all = [
            at(HOME),
            at(HOME).soft(true),
            at(HOME).staying(true),
            at(HOME).or(if kind.is_of_vault() { NextStep::KeepUntilClosed } else { NextStep::None }),
            at(Place::Remark),
            at(Place::Leaving),
            at(Place::Panel),
        ];
        for card in all.map(Card::view) {
            let button = |button: &Option<ButtonView>| button.as_ref().map(|button| say(&button.label));
            if said.insert((Words::of(&card), button(&card.button), button(&card.otherwise))) {
                cards.push(card);
            }
        }
    }
    cards
}

/// All that a card says.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Words {
    sentences: [String; 3],
    note: Option<String>,
}

impl Words {
    fn of(card: &ProblemView) -> Self {
        let Written { title, means, next } = Written::of(&card.says);
        Self { sentences: [title, means, next], note: card.note.as_ref().map(|view| note(view, &card.tried)) }
    }
}

fn written_down(card: &ProblemView) -> Value {
    let Words { sentences: [title, means, next], note } = Words::of(card);
    let label = |button: &Option<ButtonView>| button.as_ref().map(|button| say(&button.label));
    json!({
        "card": card,
        "title": title,
        "means": means,
        "next": next,
        "button": label(&card.button),
        "otherwise": label(&card.otherwise),
        "quote": card.quote.as_ref().map(|quote| say(&quote.label.alone())),
        "note": note,
        "noteLabel": card.note.as_ref().map(|note| say(&note.label.alone())),
    })
}

/// The window's test renders the same cards and compares every string.
#[test]
fn every_card_is_written_down_for_the_window_to_compare_with() {
    let mut lines = Vec::new();
    for &kind in ProblemKind::ALL {
        let mut notes = BTreeSet::new();
        for mut card in cards(kind) {
            // A note that another card has word for word would only make the file longer.
            if !notes.insert(Words::of(&card).note) {
                card.note = None;
            }
            lines.push(serde_json::to_string(&written_down(&card)).unwrap());
        }
    }
    let folder = std::env::var("TS_RS_EXPORT_DIR").unwrap();
    let text = format!("{{\"version\":\"{VERSION}\",\"cards\":[\n{}\n]}}\n", lines.join(",\n"));
    std::fs::write(format!("{folder}/rendered.json"), text).unwrap();
}

fn is_whole(text: &str) -> bool {
    !text.is_empty() && !text.contains(['{', '}'])
}

#[test]
fn every_problem_has_all_of_its_sentences_however_much_is_known() {
    for &kind in ProblemKind::ALL {
        for card in cards(kind) {
            let Words { sentences, note } = Words::of(&card);
            assert!(sentences.iter().all(|text| is_whole(text)), "{}: {sentences:?}", kind.code());
            assert!(!sentences[1].starts_with("your shop"), "{}: {sentences:?}", kind.code());
            // Some of a kind are the merchant's alone.
            let for_others = kind.note_to().is_some() && card.fixer != Fixer::You;
            assert_eq!(note.is_some(), for_others, "{}", kind.code());
            if let Some(note) = note {
                let code = format!("Code {}, Meum Connect {VERSION}", kind.code());
                assert!(is_whole(&note) && note.contains(&code), "{note}");
            }
        }
    }
}

#[test]
fn what_is_known_changes_how_it_reads() {
    let of = |problem: &Problem, place| Written::of(&ProblemView::of(problem, place).says);
    let instead = |kind| Problem::new(kind).of("a.example").with_instead("https://b.example/");
    let mut early = full(ProblemKind::CertificateExpired);
    early.about.date = Some(Timestamp(NOON.0 + DAY));
    let cases = [
        (of(&instead(ProblemKind::HostNotFound), HOME).next, "Did you mean b.example?"),
        (of(&instead(ProblemKind::NoWordPress), HOME).next, "Is b.example your shop? Then use that address."),
        (of(&full(ProblemKind::HeaderStripped), Place::Remark).title, "Sign-in details don't arrive the usual way"),
        (of(&Problem::new(ProblemKind::KeyUnknown), HOME).means, "Your shop does not recognise this key."),
        (
            of(&full(ProblemKind::KeyUnknown), HOME).means,
            "corner-shop.example does not recognise the key ending …0112233.",
        ),
        (of(&full(ProblemKind::ShopClockOff), HOME).means, "is off by 6 minutes 40 seconds."),
        (of(&full(ProblemKind::ShopRateLimited), HOME).next, "Wait 7 minutes, then check again."),
        (of(&early, HOME).title, "The shop's security certificate isn't valid yet"),
        (of(&early, HOME).means, "only on 15 September 2026"),
        (of(&full(ProblemKind::CertificateExpired), HOME).title, "The shop's security certificate has run out"),
    ];
    for (text, expected) in cases {
        assert!(text.contains(expected), "{text}\n{expected}");
    }
}

#[test]
fn a_note_holds_what_was_asked_and_no_words_of_the_shop() {
    let note_of = |problem: &Problem| {
        let card = ProblemView::of(problem, HOME);
        note(&card.note.unwrap(), &card.tried)
    };
    let text = note_of(&full(ProblemKind::HeaderStripped));
    for part in [
        "Hello,\n\nI am connecting corner-shop.example to Meum",
        "What is needed:\nWooCommerce at corner-shop.example answers requests with my key",
        "HTTP_AUTHORIZATION=$1",
        "Seen: GET corner-shop.example/wp-json/ · 403 · no json · 12 ms\nTime: 14 Sept 2026 12:00 UTC",
        "Also tried:\n- GET corner-shop.example/ · 200",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(!text.contains("hostile") && !text.contains("0112233"), "{text}");
    let shut = note_of(&full(ProblemKind::WebhookShut));
    assert!(shut.contains("What is needed:\ncorner-shop.example turned away"), "no name gets a capital: {shut}");
    let unnamed = note_of(&Problem::new(ProblemKind::Blocked));
    assert!(unnamed.contains("connecting my shop to Meum"), "{unnamed}");
}

#[test]
fn what_a_desktop_shows_is_in_the_merchants_language_and_has_no_moment_in_it() {
    use connect_core::words::keys;
    let shown = keys::TRAY_SHOP
        .with(Slot::Shop, Arg::Text("Corner Shop".to_owned()))
        .and(Slot::Standing, Arg::Message(keys::HEADLINE_CAN_PAY.alone()));
    let expected = [
        (Language::English, "Corner Shop: Shoppers can pay"),
        (Language::German, "Corner Shop: Kunden können bezahlen"),
        (Language::Spanish, "Corner Shop: Los clientes pueden pagar"),
        (Language::French, "Corner Shop : Les clients peuvent payer"),
    ];
    for (language, words) in expected {
        assert_eq!(say_as(&shown, language).replace(['\u{202F}', '\u{A0}'], " "), words);
    }
    // A moment is written in English only.
    let messages: std::collections::HashMap<String, String> =
        serde_json::from_str(include_str!("../../../ui/messages/en.json")).unwrap();
    let of_desktop =
        |name: &str| ["told_", "over_", "tray_", "headline_"].iter().any(|begins| name.starts_with(begins));
    // The panel alone says since when it is asking again.
    let of_panel = |name: &str| name == "headline_couldPay";
    for (name, text) in messages.iter().filter(|(name, _)| of_desktop(name) && !of_panel(name)) {
        for moment in ["{moment}", "{day}", "{time}", "{wait}", "{on}", "{off}", "{since}"] {
            assert!(!text.contains(moment), "{name}: {text}");
        }
    }
}
