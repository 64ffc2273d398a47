//! A picture tells one story: what its cards, its headline and its strip say fits together. Rules that hold for
//! every sample view, and the right answer for those that once told two.

use crate::samples::{self, cards};
use crate::story::{Story, status, text};
use connect_core::meum_facts::StatusFacts;
use connect_core::problem::ProblemKind;
use connect_core::snapshot::Snapshot;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Every sample view by its name.
static VIEWS: LazyLock<BTreeMap<String, Value>> = LazyLock::new(|| {
    let named = |mut sample: Value| (sample["name"].as_str().unwrap().to_owned(), sample["view"].take());
    samples::all().into_iter().map(named).collect()
});

fn view(name: &str) -> &'static Value {
    VIEWS.get(name).unwrap_or_else(|| panic!("no sample {name}"))
}

/// Whatever a screen draws that has a code: cards, lines, remarks. The past is no trouble of now.
fn drawn(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value.as_str() {
                    Some(code) if matches!(name.as_str(), "code" | "doubt") => found.push(code.to_owned()),
                    _ if name == "history" => {}
                    _ => drawn(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| drawn(item, found)),
        _ => {}
    }
}

fn codes(view: &Value) -> Vec<&str> {
    view["support"]["codes"].as_array().unwrap().iter().filter_map(Value::as_str).collect()
}

#[test]
fn every_code_on_a_screen_is_in_the_strip_and_the_code_is_drawn_with_it() {
    for (name, view) in VIEWS.iter() {
        let mut found = Vec::new();
        drawn(&view["screen"], &mut found);
        drawn(&view["notice"], &mut found);
        for code in &found {
            assert!(codes(view).contains(&code.as_str()), "{name}: {code} is not in the strip {:?}", codes(view));
        }
    }
}

#[test]
fn the_strip_begins_with_the_line_that_counts() {
    for (name, view) in VIEWS.iter() {
        let lines = view["screen"]["lines"].as_array().into_iter().flatten();
        let Some(counts) = lines.clone().find(|line| line["counts"] == true) else { continue };
        let of_notice = usize::from(view["notice"].is_object());
        assert_eq!(codes(view).get(of_notice).copied(), counts["code"].as_str(), "{name}");
    }
    let cases = [
        ("panel-webhook-failing", vec!["H04", "H16"]),
        ("panel-three-at-once", vec!["G11", "H04", "F10"]),
        ("panel-half-issued-no-key", vec!["G22"]),
        ("panel-updates-elsewhere", vec!["G19"]),
        ("hand-over-rotated", vec!["G10"]),
        ("hand-over-no-key", vec!["G22"]),
        ("hand-over-answer-differs", vec!["G19", "H09"]),
        ("ended-already", vec!["G13"]),
        ("shop-keys-remarks", vec!["F06"]),
    ];
    for (name, expected) in cases {
        let view = view(name);
        assert_eq!(codes(view).into_iter().take(expected.len()).collect::<Vec<_>>(), expected, "{name}");
    }
}

/// *Needs attention*: something was seen to be wrong. *Can't tell*: an answer is missing, and no more.
#[test]
fn one_rule_tells_attention_from_not_knowing() {
    for (name, view) in VIEWS.iter().filter(|(_, view)| view["screen"]["kind"] == "panel") {
        let headline = view["screen"]["headline"].as_str().unwrap();
        for card in cards(&view["screen"]) {
            let sales = card["sales"]["key"].as_str().unwrap();
            let fits = match headline {
                "canPay" => !sales.starts_with("sales_mayFail") && !sales.starts_with("sales_notKnown"),
                "cantTell" => sales.starts_with("sales_notKnown") || sales == "sales_notSeen",
                _ => true,
            };
            assert!(fits, "{name}: {headline} above {} {sales}", card["code"]);
        }
    }
}

#[test]
fn each_card_says_of_sales_what_its_own_words_say() {
    let cases = [
        ("disconnect-answer-lost", "G18", "sales_notKnown"),
        ("disconnect-key-gone", "H19", "sales_notKnown"),
        ("disconnect-key-refused", "G01", "sales_mayFail"),
        ("disconnect-vault-missing", "H14", "sales_goOn"),
        ("hand-over-switched-off", "H02", "sales_stopped"),
        ("hand-over-no-key", "G22", "sales_mayFail"),
        ("hand-over-no-secret", "G22", "sales_onlyHeld"),
        ("panel-half-issued-no-key", "G22", "sales_mayFail"),
        ("panel-half-issued-no-secret", "G22", "sales_onlyHeld"),
        ("panel-shut-to-shoppers", "D15", "sales_mayFail"),
        ("panel-firewall", "C03", "sales_mayFail"),
        ("panel-moved", "H09", "sales_onlyHeld"),
        ("panel-old-secret", "H20", "sales_onlyHeld"),
        ("disconnect-copy", "H09", "sales_nothingWrong"),
        ("panel-updates-elsewhere", "G19", "sales_onlyHeld"),
        ("panel-hostile-words", "G15", "sales_notKnown"),
        ("panel-webhook-degraded", "H04", "sales_onHold"),
        ("panel-meum-down", "G09", "sales_notKnown"),
        ("problem-B01", "B01", "sales_notYet"),
        ("problem-C08", "C08", "sales_notYet"),
        ("problem-G06", "G06", "sales_notKnown"),
    ];
    for (name, code, expected) in cases {
        let view = view(name);
        let card = cards(&view["screen"]).into_iter().find(|card| card["code"] == code).unwrap_or(&Value::Null);
        let sales = card["sales"]["key"].as_str().unwrap_or_default();
        assert_eq!(sales.trim_end_matches("_since"), expected, "{name}: {code}");
    }
}

#[test]
fn updates_that_go_to_a_foreign_domain_are_the_alarm_of_the_panel() {
    let view = view("panel-updates-elsewhere");
    let (panel, first) = (&view["screen"], &view["screen"]["first"]);
    assert_eq!((first["code"].as_str(), first["alarm"].as_bool()), (Some("G19"), Some(true)));
    assert_eq!(first["says"]["means"], "G19_otherDomain_means");
    assert!(first["says"]["args"]["other"].to_string().contains("hooks.elsewhere.example"));
    assert_eq!(panel["headline"], "attention");
    let line = panel["lines"].as_array().unwrap().iter().find(|line| line["id"] == "webhook").unwrap();
    assert_eq!((line["state"].as_str(), line["code"].as_str()), (Some("notWorking"), Some("G19")));
    assert!(panel["remarks"].as_array().unwrap().is_empty(), "it is said once");
}

#[test]
fn a_shop_that_meum_knows_elsewhere_has_both_addresses_on_its_card() {
    let mut seen = 0;
    for (name, view) in VIEWS.iter() {
        for card in cards(&view["screen"]).into_iter().filter(|card| card["code"] == "H09") {
            seen += 1;
            let address = |slot: &str| card["says"]["args"][slot].to_string();
            let other = if card["says"]["means"] == "H09_soft_means" { "sent" } else { "store" };
            assert!(address("other").contains("://") && address(other).contains("://"), "{name}: {card}");
            assert_ne!(address("other"), address(other), "{name}");
        }
    }
    assert!(seen >= 3, "{seen}");
}

#[test]
fn what_must_not_be_overlooked_on_finish_is_unfolded() {
    for (name, codes) in [("hand-over-answer-differs", vec!["H09", "G19"]), ("hand-over-unknown-word", vec!["G15"])] {
        let view = view(name);
        for code in codes {
            let card = cards(&view["screen"]).into_iter().find(|card| card["code"] == code).unwrap();
            assert_eq!(card["unfolded"], true, "{name}: {code}");
        }
    }
}

#[test]
fn all_is_called_well_only_where_nothing_is_asked_again() {
    let again = view("panel-checking-again");
    assert!(again["screen"]["well"].is_null());
    assert_eq!(again["screen"]["why"], "why_aMomentAgo");
    let cases = [
        ("panel-keys-revoked", "why_noKeys"),
        ("panel-meum-pending", "why_notFinished"),
        ("panel-all-well", ""),
        ("panel-meum-down", ""),
    ];
    for (name, why) in cases {
        assert_eq!(view(name)["screen"]["why"].as_str().unwrap_or_default(), why, "{name}");
    }
}

#[test]
fn a_line_that_fails_for_the_keys_points_to_them() {
    let view = view("panel-keys-revoked");
    for id in ["wayIn", "plugin"] {
        let line = view["screen"]["lines"].as_array().unwrap().iter().find(|line| line["id"] == id).unwrap();
        assert_eq!(line["becauseOf"], "keys", "{id}");
    }
}

#[test]
fn once_meum_has_answered_the_card_says_what_it_said() {
    let cases = [
        ("review-answer-lost", "G08", "G08_title", "review_lost_heading"),
        ("review-answer-lost-connected", "G08", "G08_saysConnected_title", "review_said_heading"),
        ("review-empty-answer", "G12", "G12_saysConnected_title", "review_empty_heading"),
    ];
    for (name, code, title, heading) in cases {
        let view = view(name);
        let problem = &view["screen"]["problem"];
        assert_eq!((problem["code"].as_str(), problem["says"]["title"].as_str()), (Some(code), Some(title)), "{name}");
        assert_eq!(view["screen"]["step"]["heading"], heading, "{name}");
        assert!(problem["button"].is_null(), "{name}: the step has the button");
        let next = problem["says"]["next"].as_str().unwrap();
        assert!(name == "review-answer-lost" || next != "G08_next", "{name}: it doesn't ask and has asked");
    }
}

#[test]
fn forgetting_says_that_payments_go_on_only_where_that_is_known() {
    let (known, lost) = (view("forget"), view("forget-answer-lost"));
    assert_eq!(known["screen"]["lead"], "forget_lead_connected");
    assert!(known["screen"]["stays"].to_string().contains("forget_stays_connection"));
    assert_eq!(lost["screen"]["lead"], "forget_lead");
    assert!(!lost["screen"]["stays"].to_string().contains("forget_stays_connection"));
}

#[test]
fn nobody_is_said_to_be_silent_on_payouts_who_was_not_asked() {
    assert_eq!(view("panel-payouts-not-checked")["screen"]["payouts"]["asked"], false);
    assert_eq!(view("panel-payout-unknown")["screen"]["payouts"]["asked"], true);
}

#[test]
fn the_check_that_stopped_is_the_one_that_the_problem_is_of() {
    let cases = [
        ("review-slow-down", "meumAnswered"),
        ("review-details-refused", "meumAnswered"),
        ("review-refused", "meumAnswered"),
        ("shop-keys-wrong-secret", "keysAccepted"),
    ];
    for (name, check) in cases {
        let view = view(name);
        let checks = view["screen"]["checks"].as_array().unwrap();
        let failed: Vec<&str> =
            checks.iter().filter(|it| it["state"] == "failed").filter_map(|it| it["check"].as_str()).collect();
        assert_eq!(failed, [check], "{name}");
    }
}

/// Two pictures of one connection carry one reference, also when it is over.
#[test]
fn the_page_of_the_end_bears_the_reference_and_ids_of_what_has_ended() {
    let (before, after) = (view("disconnect"), view("ended"));
    assert_eq!(before["support"]["reference"], after["support"]["reference"]);
    assert_eq!(before["support"]["meumKeyPrefix"], after["support"]["meumKeyPrefix"]);
    assert!(after["screen"]["ids"].to_string().contains("inst_"), "{}", after["screen"]["ids"]);
}

/// What is read from a picture begins where its strip does.
#[test]
fn the_codes_of_the_report_stand_in_the_order_of_the_strip() {
    let mut story = Story::at_panel(false);
    let failing = StatusFacts { webhook_health: Some(text("FAILING")), ..status(false) };
    story.meum_answers(Ok(failing)).shop_answers(Err(ProblemKind::KeyUnknown));
    let report = story.app.report_on_screen().unwrap();
    let read = Snapshot::read(&report.bytes()).unwrap();
    let codes: Vec<String> = read.codes().iter().map(ToString::to_string).collect();
    assert_eq!(codes, ["G11", "H04", "F10"]);
}
