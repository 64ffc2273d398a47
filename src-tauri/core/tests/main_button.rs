//! Which button is drawn as the one to press: a rule for every sample view.

use crate::samples;
use serde_json::Value;

/// The presses that the button at the foot of a page, or *Check now*, does as well.
const DONE_BY_ANOTHER: [&str; 3] = ["field", "tryAgain", "checkNow"];

fn views() -> Vec<(String, Value)> {
    let named = |mut sample: Value| (sample["name"].as_str().unwrap().to_owned(), sample["view"].take());
    samples::all().into_iter().map(named).collect()
}

/// The card that stands in the way, or that the panel shows first.
fn card(view: &Value) -> &Value {
    let screen = &view["screen"];
    if screen["first"].is_object() { &screen["first"] } else { &screen["problem"] }
}

fn press(card: &Value) -> Option<&str> {
    card["button"]["press"]["kind"].as_str()
}

#[test]
fn a_next_step_that_leads_further_than_the_foot_is_the_one_to_press() {
    for (name, view) in views() {
        let main = view["main"].as_str().unwrap();
        let further = press(card(&view)).filter(|press| !DONE_BY_ANOTHER.contains(press));
        let is_busy = view["screen"]["doing"].is_object();
        match further {
            Some("askToForget") => assert_eq!(main, "nothing", "{name}: nobody is led to where something is lost"),
            Some(press) if !is_busy && main != "half" => assert_eq!(main, "card", "{name}: {press}"),
            _ => {}
        }
    }
}

#[test]
fn what_is_named_as_the_one_to_press_is_on_the_screen() {
    for (name, view) in views() {
        let screen = &view["screen"];
        let step = &screen["step"];
        let is_there = match view["main"].as_str().unwrap() {
            "nothing" | "foot" => true,
            "card" => press(card(&view)).is_some(),
            "note" => card(&view)["note"].is_object(),
            "half" => press(&step["half"]).is_some(),
            "again" => step["lostAnswer"].is_object(),
            "handOver" => screen["handOverPending"] == true,
            "payouts" => screen["payouts"]["state"] != "set",
            "check" => screen["kind"] == "panel",
            "todo" => screen["todo"]["done"] == false,
            "report" => view["support"]["told"].is_array(),
            "question" => view["watchOn"].is_object(),
            "training" => view["training"].is_object(),
            other => panic!("{name}: {other}"),
        };
        assert!(is_there, "{name}: {}", view["main"]);
    }
}

#[test]
fn asking_meum_is_not_the_one_to_press_once_meum_has_answered() {
    let mut seen = 0;
    for (name, view) in views() {
        let step = &view["screen"]["step"];
        let says = step["lostAnswer"]["says"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let has_said = says.into_iter().any(|key| key.ends_with("_yes") || key.ends_with("_no"));
        if !has_said || view["screen"]["doing"].is_object() {
            continue;
        }
        seen += 1;
        assert!(matches!(view["main"].as_str(), Some("again" | "card")), "{name}: {}", view["main"]);
    }
    assert!(seen >= 2, "no sample shows an answer");
}

#[test]
fn the_app_itself_asks_before_anything_else_on_the_screen() {
    for (name, view) in views() {
        let main = view["main"].as_str().unwrap();
        assert_eq!(view["watchOn"].is_object(), main == "question", "{name}");
    }
}
