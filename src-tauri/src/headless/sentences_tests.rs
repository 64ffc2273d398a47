//! Every problem there is, in words: whole, and the same as the window's.

use super::*;
use connect_core::time::Timestamp;
use connect_core::webhook::AddressFault;

const APP: &str = "1.2.3";

/// Everything a problem can be about.
fn full(kind: ProblemKind) -> Problem {
    let mut problem = Problem::new(kind).of("corner-shop.example").with_other("elsewhere.example");
    problem = problem.with_technical("GET corner-shop.example/wp-json/ · 403 · no json · 12 ms");
    problem.tried = Technical::new("GET corner-shop.example/ · 200 · no json · 9 ms").into_iter().collect();
    problem.about.ending = Some("0112233".to_owned());
    (problem.about.count, problem.about.seconds) = (Some(12), Some(400));
    (problem.about.date, problem.at) = (Some(Timestamp(1_000)), Some(Timestamp(2_000)));
    problem
}

/// A problem in all the ways it can be known.
fn ways(kind: ProblemKind) -> Vec<Problem> {
    let mut early = full(kind);
    early.about.date = Some(Timestamp(3_000));
    let moved = "https://www.corner-shop.example/";
    let mut over = full(kind);
    over.about.seconds = Some(0);
    let faulty = AddressFault::ALL.map(|fault| {
        let mut faulty = full(kind);
        faulty.about.fault = Some(fault);
        faulty
    });
    let ways = vec![
        Problem::new(kind),
        Problem::new(kind).with_instead(moved),
        full(kind),
        full(kind).with_instead(moved),
        early.clone(),
        early.with_instead(moved),
        over,
    ];
    ways.into_iter().chain(faulty).collect()
}

fn is_whole(text: &str) -> bool {
    !text.is_empty() && !text.contains(['{', '}'])
}

#[test]
fn every_problem_has_all_of_its_sentences_however_much_is_known() {
    for &kind in ProblemKind::ALL {
        for (problem, soft) in ways(kind).into_iter().flat_map(|problem| [(problem.clone(), false), (problem, true)]) {
            let Sentences { title, means, next } = of(&problem, soft);
            for text in [&title, &means, &next] {
                assert!(is_whole(text), "{}: {text}", kind.code());
            }
            assert!(!means.starts_with("your shop"), "{}: {means}", kind.code());
            if let Some((to, note)) = note(&problem, APP) {
                assert_eq!(Some(to), kind.note_to());
                assert!(
                    is_whole(&note) && note.contains(&format!("Code {}, Meum Connect 1.2.3", kind.code())),
                    "{note}"
                );
            }
        }
    }
}

#[test]
fn there_is_a_note_wherever_somebody_else_can_mend_it() {
    for &kind in ProblemKind::ALL {
        assert_eq!(note(&full(kind), APP).is_some(), kind.note_to().is_some(), "{}", kind.code());
    }
}

#[test]
fn what_is_known_changes_how_it_reads() {
    let instead = |kind| Problem::new(kind).of("a.example").with_instead("https://b.example/");
    let cases = [
        (of(&instead(ProblemKind::HostNotFound), false).next, "Did you mean b.example?"),
        (of(&instead(ProblemKind::NoWordPress), false).next, "Is b.example your shop? Then use that address."),
        (of(&full(ProblemKind::HeaderStripped), true).title, "Your server hides sign-in details"),
        (of(&Problem::new(ProblemKind::KeyUnknown), false).means, "Your shop does not recognise this key."),
        (
            of(&full(ProblemKind::KeyUnknown), false).means,
            "corner-shop.example does not recognise the key ending …0112233.",
        ),
        (of(&full(ProblemKind::ShopClockOff), false).means, "is off by 6 minutes 40 seconds."),
        (of(&full(ProblemKind::ShopRateLimited), false).next, "Wait 7 minutes, then check again."),
        (of(&ways(ProblemKind::CertificateExpired)[4], false).title, "The shop's security certificate isn't valid yet"),
        (of(&full(ProblemKind::CertificateExpired), false).title, "The shop's security certificate has run out"),
    ];
    for (text, expected) in cases {
        assert!(text.contains(expected), "{text}\n{expected}");
    }
}

#[test]
fn a_note_is_the_windows_note() {
    let mut problem = full(ProblemKind::HeaderStripped);
    problem.about.words = PlainText::from_outside("a hostile word");
    let (to, text) = note(&problem, APP).unwrap();
    assert_eq!(to, Fixer::WebHost);
    for part in [
        "Hello,\n\nI am connecting corner-shop.example to Meum",
        "What is needed:\nThe web server of corner-shop.example removes",
        "HTTP_AUTHORIZATION=$1",
        "Seen: GET corner-shop.example/wp-json/ · 403 · no json · 12 ms\nTime: ",
        "Also tried:\n- GET corner-shop.example/ · 200",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(!text.contains("hostile") && !text.contains("0112233"), "{text}");
    let (_, unnamed) = note(&Problem::new(ProblemKind::Blocked), APP).unwrap();
    assert!(unnamed.contains("connecting my shop to Meum"), "{unnamed}");
}

/// The page's table of texts, as far as it is not the messages' own names.
#[test]
fn the_window_calls_the_other_party_the_same() {
    let table = include_str!("../../../ui/src/problems/texts.ts");
    for &kind in ProblemKind::ALL {
        let own = table.split(&format!("m.{}_title", kind.code())).nth(1).unwrap();
        let own = own.split("_title").next().unwrap();
        let named = own.split_once("other: m.").map(|(_, rest)| rest.split([',', ' ']).next().unwrap());
        assert_eq!(named.unwrap_or("other_website"), stand_in(kind), "{}", kind.code());
    }
}

#[test]
fn no_variant_of_a_message_is_left_out() {
    let file: std::collections::BTreeMap<String, String> =
        serde_json::from_str(include_str!("../../../ui/messages/problems/en.json")).unwrap();
    // A check without a window connects nothing, disconnects nothing and forgets nothing.
    let elsewhere = |name: &str| ["_leaving_", "_noKey_", "_noSecret_"].iter().any(|part| name.contains(part));
    for (name, text) in file.into_iter().filter(|(name, _)| !elsewhere(name)) {
        let kind = *ProblemKind::ALL.iter().find(|kind| name.starts_with(kind.code())).unwrap();
        let part = name.rsplit('_').next().unwrap();
        let reached = ways(kind)
            .iter()
            .any(|problem| [false, true].into_iter().any(|soft| fitting(problem, soft, part) == Some(text.as_str())));
        assert!(reached, "{name} is never said");
    }
}
