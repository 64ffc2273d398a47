//! The report says of sales what the screen says, in the same words: a rule for every sample view.

use crate::samples;
use connect_core::snapshot::Snapshot;
use connect_core::words::keys;
use serde_json::Value;

/// The sentence of the card that counts on this screen, without its moment.
fn on_screen(view: &Value) -> Option<String> {
    let screen = &view["screen"];
    let cards = [&screen["first"], &screen["problem"], &screen["step"]["half"]];
    let sales = cards.into_iter().find_map(|card| card["sales"]["key"].as_str())?;
    Some(sales.trim_end_matches("_since").to_owned())
}

#[test]
fn the_code_and_the_card_say_the_same_of_sales() {
    let mut compared = 0;
    for (name, view, snapshot) in samples::with_reports() {
        let Some(said) = on_screen(&view) else { continue };
        let read = Snapshot::read(&snapshot.bytes()).unwrap();
        assert_eq!(read.sales.map(|key| key.name().to_owned()), Some(said), "{name}");
        compared += 1;
    }
    assert!(compared > 200, "{compared}");
}

#[test]
fn under_a_page_that_says_worse_no_headline_is_told() {
    for (name, view, snapshot) in samples::with_reports() {
        let kind = view["screen"]["kind"].as_str().unwrap();
        let over = matches!(kind, "disconnect" | "forget" | "move" | "unlock" | "ended");
        assert_eq!(snapshot.over.is_some(), over, "{name}");
        if over && view["screen"]["problem"].is_object() {
            assert_eq!(snapshot.headline, None, "{name}");
        }
        if kind == "ended" {
            assert!(snapshot.ended_at.is_some() && snapshot.sales == Some(keys::SALES_STOPPED), "{name}");
        }
        if kind == "panel" {
            assert_eq!(serde_json::to_value(snapshot.headline).unwrap(), view["screen"]["headline"], "{name}");
        }
    }
}
