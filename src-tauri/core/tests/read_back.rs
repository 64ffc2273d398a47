//! Whoever reads the code on a picture reads what is on the picture: rules that hold for every sample view.

use crate::samples;
use connect_core::message::{Arg, Message, Slot};
use connect_core::snapshot::{Code, Snapshot};
use connect_core::words::keys;
use serde_json::Value;
use std::collections::BTreeMap;

/// Slots that a sentence can do without.
const OPTIONAL: [Slot; 4] = [Slot::Named, Slot::Counted, Slot::Status, Slot::On];

fn texts() -> BTreeMap<String, String> {
    let mut all: BTreeMap<String, String> = serde_json::from_str(include_str!("../../../ui/messages/en.json")).unwrap();
    let problems: BTreeMap<String, String> =
        serde_json::from_str(include_str!("../../../ui/messages/problems/en.json")).unwrap();
    all.extend(problems);
    all
}

/// A sample view with what is read from its picture.
struct Sample {
    name: String,
    view: Value,
    read: Snapshot,
}

impl Sample {
    /// Those whose picture has a code.
    fn all() -> Vec<Self> {
        samples::with_reports()
            .into_iter()
            .filter(|(_, view, _)| view["support"]["report"].is_object())
            .map(|(name, view, snapshot)| Self { name, view, read: Snapshot::read(&snapshot.bytes()).unwrap() })
            .collect()
    }

    fn strip(&self) -> Vec<&str> {
        self.view["support"]["codes"].as_array().unwrap().iter().filter_map(Value::as_str).collect()
    }

    /// Every card on it: what has sentences and a word on sales.
    fn cards(&self) -> Vec<&Value> {
        samples::cards(&self.view)
    }

    /// The cards of a code.
    fn cards_of(&self, code: &str) -> Vec<&Value> {
        self.cards().into_iter().filter(|card| card["code"] == code).collect()
    }

    /// What the lines are only asked again about.
    fn in_doubt(&self) -> Vec<&str> {
        let lines = self.view["screen"]["lines"].as_array().into_iter().flatten();
        lines.filter_map(|line| line["doubt"].as_str()).collect()
    }
}

fn named(codes: &[Code]) -> Vec<String> {
    codes.iter().map(Code::to_string).collect()
}

#[test]
fn every_code_on_the_strip_is_in_the_code_and_no_other_is() {
    for sample in Sample::all() {
        let (codes, doubts) = (named(&sample.read.codes()), named(&sample.read.doubts()));
        let doubtful = sample.in_doubt();
        for code in sample.strip() {
            let known = if doubtful.contains(&code) { &doubts } else { &codes };
            assert!(known.iter().any(|it| it == code), "{}: {code} is not in {codes:?} {doubts:?}", sample.name);
        }
        // Under a page over the panel its lines are told as well.
        for code in codes.iter().chain(&doubts).filter(|_| sample.read.over.is_none()) {
            assert!(sample.strip().contains(&code.as_str()), "{}: {code} is on no strip", sample.name);
        }
    }
}

#[test]
fn what_is_read_of_a_code_is_literally_what_its_card_says() {
    let mut varied = 0;
    for sample in Sample::all() {
        for code in sample.read.codes() {
            let cards = sample.cards_of(&code.to_string());
            if cards.is_empty() {
                continue;
            }
            let read = sample.read.says(code).expect("this app knows it");
            let read = read.map(|text| text.map(|text| text.key.name()));
            let said = cards.iter().map(|card| ["title", "means", "next"].map(|part| card["says"][part].as_str()));
            assert!(said.into_iter().any(|said| said == read), "{}: {code} {read:?}", sample.name);
            let usual = code.kind().unwrap().texts();
            varied += usize::from(read != [usual.title, usual.means, usual.next].map(|key| Some(key.name())));
        }
    }
    assert!(varied > 35, "only {varied} cards say something else than usual");
}

/// Whoever asks which of two shops is meant reads the picture's own, or that it stands there; never the other one.
#[test]
fn the_shop_that_a_card_names_is_the_one_that_is_read_or_it_is_on_the_screen() {
    let mut others = 0;
    for sample in Sample::all() {
        for code in sample.read.codes() {
            let Some([_, Some(means), _]) = sample.read.says(code) else { continue };
            let Some(read) = means.args.get(&Slot::Store) else { continue };
            let on_screen = matches!(read, Arg::Message(text) if text.key.name() == "read_on_screen");
            let host = |address: &str| {
                let bare = address.trim_start_matches("https://").trim_start_matches("http://");
                bare.split('/').next().map(str::to_owned)
            };
            let read = if let Arg::Text(read) = read { host(read) } else { None };
            for card in sample.cards_of(&code.to_string()) {
                let named = card["says"]["args"]["store"]["text"].as_str().and_then(host);
                assert!(on_screen || named.is_none() || named == read, "{}: {code} {named:?} {read:?}", sample.name);
            }
            others += usize::from(on_screen);
        }
    }
    assert!(others >= 4, "{others}");
    for (name, code) in [("panel-moved", "H09"), ("move-not-there", "A08")] {
        assert_eq!(
            words_of(name, code, 1).matches("[on the screen]").count(),
            usize::from(code == "H09") + 1,
            "{name}"
        );
    }
}

#[test]
fn before_forgetting_nobody_is_told_that_the_app_asks_by_itself() {
    assert!(words_of("forget-answer-lost", "G08", 2).starts_with("Ask Meum whether it got through"));
    // In front of a card with that button the same is read; where there is none, the app asks.
    assert!(words_of("panel-answer-lost", "G08", 2).starts_with("Ask Meum whether it got through"));
}

#[test]
fn a_key_whose_ending_is_on_the_screen_is_called_a_key() {
    assert!(
        words_of("problem-F01", "F01", 1).contains("the key ending …[on the screen]"),
        "{}",
        words_of("problem-F01", "F01", 1)
    );
}

#[test]
fn of_a_file_that_cannot_be_written_the_reason_is_read() {
    let read = Sample::all().into_iter().find(|sample| sample.name == "ended-not-stored").unwrap().read;
    assert!(read.failed.as_deref().unwrap().ends_with("may only be read"), "{:?}", read.failed);
}

/// One of the three texts of a code, as it is read from the picture of a sample.
fn words_of(name: &str, code: &str, part: usize) -> String {
    let read = Sample::all().into_iter().find(|sample| sample.name == name).unwrap().read;
    let code = read.codes().into_iter().find(|it| it.to_string() == code).unwrap();
    written(read.says(code).unwrap()[part].as_ref().unwrap(), &texts())
}

/// A text with its slots filled.
fn written(message: &Message, texts: &BTreeMap<String, String>) -> String {
    message.args.iter().fold(texts[message.key.name()].clone(), |text, (slot, arg)| {
        let arg = match arg {
            Arg::Text(text) => text.clone(),
            Arg::Message(inner) => written(inner, texts),
            other => format!("{other:?}"),
        };
        text.replace(&format!("{{{}}}", slot.name()), &arg)
    })
}

/// What a text leaves open and nothing fills.
fn holes(message: &Message, texts: &BTreeMap<String, String>) -> Vec<Slot> {
    let text = &texts[message.key.name()];
    let open = |slot: &&Slot| text.contains(&format!("{{{}}}", slot.name()));
    let filled = |slot: &Slot| message.args.contains_key(slot) || slot.stand_in().is_some() || OPTIONAL.contains(slot);
    Slot::ALL.iter().filter(open).copied().filter(|slot| !filled(slot)).collect()
}

#[test]
fn no_code_is_read_without_title_meaning_and_step_and_no_sentence_has_a_hole() {
    let texts = texts();
    for sample in Sample::all() {
        for code in sample.read.codes().into_iter().chain(sample.read.doubts()) {
            for part in sample.read.says(code).expect("this app knows it") {
                let part = part.unwrap_or_else(|| panic!("{}: {code} lacks a text", sample.name));
                assert_eq!(holes(&part, &texts), [], "{}: {code} {}", sample.name, part.key.name());
            }
        }
    }
}

#[test]
fn the_request_on_a_card_is_in_the_code_with_its_method_and_status() {
    let mut seen = 0;
    for sample in Sample::all() {
        let shown: Vec<&str> = sample.cards().iter().filter_map(|card| card["technical"].as_str()).collect();
        if shown.is_empty() {
            continue;
        }
        let read = sample.read.failed.clone().unwrap_or_else(|| panic!("{}: {shown:?} is not in it", sample.name));
        let says = |line: &&str| {
            // Of what is no request the reason counts, which stands at the end.
            if let Some(end) = read.strip_prefix('…') {
                return line.ends_with(end);
            }
            let (asked, status) = (line.chars().take(3).collect::<String>(), line.split(" · ").nth(1));
            read.starts_with(&asked) && status.is_none_or(|status| read.contains(status))
        };
        assert!(shown.iter().any(says), "{}: {read} for {shown:?}", sample.name);
        seen += 1;
    }
    assert!(seen > 80, "{seen}");
}

#[test]
fn the_code_on_a_picture_is_read_at_half_its_size() {
    for sample in Sample::all() {
        let size = sample.view["support"]["report"]["size"].as_u64().unwrap();
        // Version 10: 57 modules, three pixels each.
        assert!(size <= 57, "{}: {size} modules", sample.name);
    }
}

#[test]
fn what_is_asked_again_is_no_trouble_yet() {
    let all = Sample::all();
    let sample = all.iter().find(|sample| sample.name == "panel-checking-again").unwrap();
    assert!(sample.read.codes().is_empty(), "{:?}", sample.read.codes());
    assert_eq!(named(&sample.read.doubts()), ["C09", "G09"]);
    let screen = &sample.view["screen"];
    assert_eq!((&screen["headline"], &screen["momentAgo"]), (&"canPay".into(), &true.into()));
    assert_eq!((&screen["why"], &screen["well"]), (&"why_aMomentAgo".into(), &Value::Null));
    assert_eq!(sample.read.sales.map(connect_core::message::Key::name), Some("sales_aMomentAgo"));
    for other in all.iter().filter(|other| other.view["screen"]["momentAgo"] == true) {
        assert!(other.in_doubt().len() > 1, "{}", other.name);
    }
}

#[test]
fn where_updates_go_outside_the_shop_the_code_and_the_head_name_the_host() {
    for sample in Sample::all().into_iter().filter(|sample| sample.view["screen"]["kind"] == "panel") {
        let outside = sample.view["screen"]["identity"]["updatesOutside"].as_str();
        assert_eq!(sample.read.updates_to.as_deref(), outside, "{}", sample.name);
        let expected = ["panel-updates-elsewhere", "problem-G19"]
            .contains(&sample.name.as_str())
            .then_some("hooks.elsewhere.example");
        assert_eq!(outside, expected, "{}", sample.name);
    }
}

#[test]
fn after_disconnecting_the_heading_alone_speaks_of_sales_and_the_code_says_the_same() {
    let mut seen = 0;
    for (name, view, snapshot) in samples::with_reports() {
        if view["screen"]["kind"] != "ended" {
            continue;
        }
        let cards = samples::cards(&view["screen"]);
        assert!(cards.iter().all(|card| card["sales"].is_null()), "{name}");
        assert_eq!(snapshot.sales, Some(keys::SALES_STOPPED), "{name}");
        seen += cards.len();
    }
    assert!(seen > 1);
}

#[test]
fn where_the_card_says_that_it_cannot_be_done_from_here_the_page_does_not_ask_for_a_name() {
    let mut seen = 0;
    for (name, view, _) in samples::with_reports() {
        let screen = &view["screen"];
        let code = screen["problem"]["code"].as_str();
        if screen["kind"] != "disconnect" {
            continue;
        }
        let cannot = matches!(code, Some("G01" | "G14" | "G22" | "H09" | "H19"));
        assert_eq!(screen["refused"], cannot, "{name}: {code:?}");
        seen += usize::from(cannot);
    }
    assert!(seen > 3, "{seen}");
}

#[test]
fn where_the_step_is_to_send_the_note_the_note_is_the_button_and_checking_again_is_there_once() {
    let mut seen = Vec::new();
    for (name, view, _) in samples::with_reports() {
        let (screen, problem) = (&view["screen"], &view["screen"]["problem"]);
        if screen["kind"] == "wizard" && view["main"] == "note" {
            assert!(problem["note"].is_object() && problem["button"].is_null(), "{name}: the foot checks again");
            let fixer = problem["fixer"].as_str();
            assert!(matches!(fixer, Some("webHost" | "developer" | "networkAdmin")), "{name}: {fixer:?}");
            seen.push(name);
        }
    }
    for name in ["problem-F06", "problem-F07", "problem-C03", "problem-B01", "problem-C07"] {
        assert!(seen.iter().any(|it| it == name), "{name} is not in {seen:?}");
    }
    for name in ["problem-A07", "problem-C08", "problem-C09", "problem-A06"] {
        assert!(!seen.iter().any(|it| it == name), "{name}: something else comes first");
    }
}
