//! Nothing on a picture contradicts anything else: rules that hold for every sample view, whatever is on it.

use crate::samples;
use serde_json::Value;
use std::collections::BTreeMap;

type Texts = BTreeMap<String, String>;

fn texts() -> Texts {
    let mut all: Texts = serde_json::from_str(include_str!("../../../ui/messages/en.json")).unwrap();
    let problems: Texts = serde_json::from_str(include_str!("../../../ui/messages/problems/en.json")).unwrap();
    all.extend(problems);
    all
}

/// A sample view, and what is on it.
struct Sample {
    name: String,
    view: Value,
}

impl Sample {
    fn all() -> Vec<Self> {
        let sample =
            |mut sample: Value| Self { name: sample["name"].as_str().unwrap().to_owned(), view: sample["view"].take() };
        samples::all().into_iter().map(sample).collect()
    }

    fn panels() -> Vec<Self> {
        Self::all().into_iter().filter(|sample| sample.screen()["kind"] == "panel").collect()
    }

    fn screen(&self) -> &Value {
        &self.view["screen"]
    }

    fn headline(&self) -> &str {
        self.screen()["headline"].as_str().unwrap()
    }

    fn lines(&self) -> &[Value] {
        self.screen()["lines"].as_array().unwrap()
    }

    /// Every card on it, wherever it stands: what has a code, sentences and a word on sales.
    fn cards(&self) -> Vec<&Value> {
        samples::cards(&self.view)
    }

    fn codes(&self) -> Vec<&str> {
        self.lines().iter().filter_map(|line| line["code"].as_str()).collect()
    }

    /// What every button on it asks for.
    fn presses(&self) -> Vec<&str> {
        let of_cards = self.cards().into_iter().flat_map(|card| [&card["button"], &card["otherwise"]]);
        let presses = of_cards.filter_map(|button| button["press"]["kind"].as_str());
        let offers = self.screen()["offers"].as_array().into_iter().flatten().filter_map(Value::as_str);
        presses.chain(offers).collect()
    }
}

/// The sentences of a card, in English, with what they leave open left open.
fn sentences(card: &Value, texts: &Texts) -> String {
    let key = |part: &str| card["says"][part].as_str().map(|key| texts[key].clone()).unwrap_or_default();
    let sales = card["sales"]["key"].as_str().map(|key| texts[key].clone()).unwrap_or_default();
    format!("{} {} {} {sales}", key("title"), key("means"), key("next")).to_lowercase()
}

#[test]
fn every_card_says_what_it_means_for_sales() {
    // After disconnecting, the page says it above its cards.
    for sample in Sample::all().into_iter().filter(|sample| sample.screen()["kind"] != "ended") {
        for card in sample.cards() {
            assert!(card["sales"]["key"].is_string(), "{}: {} says nothing of sales", sample.name, card["code"]);
        }
    }
}

/// What a sentence says as certain, without a word that leaves it open.
const CERTAIN: [&str; 5] =
    ["shoppers can't pay", "shoppers can't buy", "shoppers don't get in", "can't take payments", "nobody can pay"];

#[test]
fn the_headline_is_no_better_than_the_worst_sentence_below_it() {
    let texts = texts();
    for sample in Sample::panels() {
        for card in sample.cards() {
            let said = sentences(card, &texts);
            // A sentence with an *if* in it says what would be.
            let states = |sentence: &&str| !sentence.trim_start().starts_with("if ");
            let certain = said.split(". ").filter(states).any(|it| CERTAIN.iter().any(|words| it.contains(words)));
            let is_stopped = sample.headline() == "cantPayYet";
            assert!(!certain || is_stopped, "{} says {:?} above: {said}", sample.name, sample.headline());
            let warns = ["before you sell", "nobody else should get word"].iter().any(|words| said.contains(words));
            let of_line = sample.lines().iter().any(|line| line["code"] == card["code"]);
            assert!(!(warns && of_line) || sample.headline() != "canPay", "{}: {said}", sample.name);
        }
    }
}

#[test]
fn no_card_says_that_shoppers_can_pay_under_a_headline_that_does_not() {
    for sample in Sample::panels() {
        for card in sample.cards() {
            let sales = card["sales"]["key"].as_str().unwrap();
            let can = matches!(sales, "sales_onHold" | "sales_onHold_since" | "sales_goOn" | "sales_asFarAsSaid");
            assert!(!can || sample.headline() != "cantPayYet", "{}: {} {sales}", sample.name, card["code"]);
            let stopped = sales.starts_with("sales_stopped");
            assert!(!stopped || sample.headline() == "cantPayYet", "{}: {} {sales}", sample.name, card["code"]);
        }
    }
}

#[test]
fn one_line_is_marked_wherever_something_is_wrong_and_the_card_above_is_of_it() {
    for sample in Sample::panels() {
        let marked: Vec<&Value> = sample.lines().iter().filter(|line| line["counts"] == true).collect();
        let troubled = sample.lines().iter().any(|line| {
            line["code"].is_string() && matches!(line["state"].as_str(), Some("notWorking" | "attention" | "cantTell"))
        });
        assert_eq!(marked.len(), usize::from(troubled), "{}", sample.name);
        if let (Some(line), Some(first)) = (marked.first(), sample.screen()["first"]["code"].as_str()) {
            assert_eq!(line["code"], first, "{}: the card above is of another line", sample.name);
        }
    }
}

#[test]
fn meums_general_word_stands_behind_the_line_that_says_what_is_wrong() {
    let general = ["H16", "G15"];
    let mut seen = 0;
    for sample in Sample::panels() {
        let causes: Vec<&Value> = sample
            .lines()
            .iter()
            .filter(|line| line["id"] != "keys" && matches!(line["state"].as_str(), Some("notWorking" | "attention")))
            .filter(|line| line["code"].as_str().is_some_and(|code| !general.contains(&code)))
            .collect();
        for line in sample.lines().iter().filter(|line| line["code"].as_str().is_some_and(|c| general.contains(&c))) {
            if causes.is_empty() {
                continue;
            }
            seen += 1;
            assert!(line["echoOf"].is_string() && line["says"].is_null(), "{}: {}", sample.name, line["id"]);
            assert!(line["counts"] == false, "{}: an echo counts", sample.name);
            let first = sample.screen()["first"]["code"].as_str();
            assert!(first.is_none_or(|code| !general.contains(&code)), "{}: {first:?}", sample.name);
        }
    }
    assert!(seen > 0, "no sample shows an echo");
}

#[test]
fn no_button_is_offered_that_a_text_beside_it_advises_against() {
    for sample in Sample::panels() {
        let (codes, presses) = (sample.codes(), sample.presses());
        let offered = |press: &str| presses.contains(&press);
        if codes.contains(&"G08") {
            assert!(!offered("connectAgain") && !offered("handOverAgain"), "{}: an answer is missing", sample.name);
            assert!(!offered("replaceMeumKey") && !offered("resumeHandOver"), "{}", sample.name);
        }
        let remarks = sample.screen()["remarks"].as_array().unwrap();
        let elsewhere =
            remarks.iter().any(|remark| remark["code"] == "G19" && remark["says"]["means"] == "G19_otherDomain_means");
        if codes.contains(&"H09") || codes.contains(&"H31") || elsewhere {
            assert!(!offered("handOverAgain") && !offered("resumeHandOver"), "{}: ask first", sample.name);
        }
        if codes.contains(&"G22") {
            assert!(!offered("handOverAgain"), "{}: a half is no pair", sample.name);
        }
    }
}

#[test]
fn forgetting_is_no_cure_for_a_key_that_may_not_disconnect() {
    let mut seen = false;
    for sample in Sample::all() {
        for card in sample.cards().into_iter().filter(|card| card["code"] == "G14") {
            seen = true;
            for button in [&card["button"], &card["otherwise"]] {
                assert_ne!(button["press"]["kind"], "askToForget", "{}", sample.name);
            }
        }
    }
    assert!(seen, "no sample shows G14");
}

#[test]
fn what_is_known_of_a_half_a_revoked_key_and_a_pause_is_said() {
    let texts = texts();
    for sample in Sample::panels() {
        for card in sample.cards() {
            let means = card["says"]["means"].as_str().unwrap();
            match card["code"].as_str().unwrap() {
                "G22" => assert!(matches!(means, "G22_noKey_means" | "G22_noSecret_means"), "{}: {means}", sample.name),
                "F10" => assert!(means != "F10_means", "{}: removed or changed is known", sample.name),
                "G07" => assert!(texts[means].contains("did nothing with it"), "{}", sample.name),
                _ => {}
            }
        }
    }
}

#[test]
fn practice_is_in_the_reference() {
    for sample in Sample::panels() {
        let reference = sample.screen()["identity"]["reference"].as_str().unwrap();
        let practises = sample.view["practice"].is_object();
        assert_eq!(reference.starts_with("PRACTICE-"), practises, "{}: {reference}", sample.name);
    }
}

#[test]
fn meums_report_has_a_row_for_the_payout_wallet() {
    for sample in Sample::panels() {
        let fields = sample.screen()["fields"].as_array().unwrap();
        let has = fields.iter().any(|field| field["field"] == "payoutConfigured");
        assert!(fields.is_empty() || has, "{}", sample.name);
    }
}

#[test]
fn a_shop_that_only_this_computer_reaches_is_none_that_shoppers_can_pay_in() {
    let private: Vec<Sample> =
        Sample::panels().into_iter().filter(|sample| sample.name.starts_with("panel-private-")).collect();
    assert_eq!(private.len(), 2);
    for sample in private {
        assert_ne!(sample.headline(), "canPay", "{}", sample.name);
        assert!(sample.codes().contains(&"A17"), "{}: {:?}", sample.name, sample.codes());
    }
}
