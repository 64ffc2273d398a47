//! Notes of the first versions are read as what they meant.

use super::*;
use crate::attempt::Came;
use serde_json::{Value, json};

fn old(change: impl FnOnce(&mut Value)) -> ShopRecord {
    let mut notes = json!({
        "id": "shop-7",
        "practice": false,
        "step": "review",
        "typed_address": "shop.example",
        "answer_lost_at": null,
        "loss": "Silence",
        "connection": null,
        "replaced": false,
        "hand_over": { "state": "pending" },
        "sent": null,
        "requested": null,
    });
    change(&mut notes);
    serde_json::from_value(notes).unwrap()
}

fn request(webhook_url: &str) -> Value {
    json!({
        "webhook_url": webhook_url,
        "site_url": "https://shop.example",
        "plugin_version": null,
        "wordpress_version": null,
        "woocommerce_version": null,
    })
}

fn connected(notes: &mut Value) {
    notes["step"] = json!("panel");
    notes["connection"] = json!({ "facts": {}, "at": 7, "kept": "vault" });
    notes["sent"] = request("sent");
    notes["replaced"] = json!(true);
    notes["hand_over"] = json!({ "state": "byHand", "at": 8 });
}

#[test]
fn a_missing_answer_in_old_notes_is_a_lost_attempt() {
    for (loss, came) in [("Silence", Came::Silence), ("Empty", Came::Empty)] {
        let record = old(|notes| {
            notes["answer_lost_at"] = json!(9);
            notes["loss"] = json!(loss);
            notes["requested"] = request("requested");
        });
        let lost = record.attempt.lost().unwrap();
        assert_eq!((lost.at, lost.came), (Timestamp(9), came));
        assert_eq!(lost.request.as_ref().unwrap().webhook_url, "requested");
    }
}

#[test]
fn a_request_without_an_answer_in_old_notes_may_have_been_cut_off() {
    let record = old(|notes| notes["requested"] = request("requested"));
    assert_eq!(record.attempt.request().unwrap().webhook_url, "requested");
    assert!(!record.attempt.is_open(), "whether it left is in the journal");
    assert_eq!(old(|_| {}).attempt, Attempt::None);
}

#[test]
fn what_stood_beside_an_old_connection_belongs_to_it() {
    let connection = old(connected).connection.unwrap();
    assert_eq!(connection.at, Timestamp(7));
    assert_eq!(connection.sent.unwrap().webhook_url, "sent");
    assert!(connection.replaced);
    assert_eq!(connection.hand_over, HandOver::ByHand { at: Timestamp(8) });
}

#[test]
fn old_notes_written_anew_are_read_as_the_same() {
    for record in [
        old(|_| {}),
        old(connected),
        old(|notes| notes["answer_lost_at"] = json!(9)),
        old(|notes| notes["requested"] = request("requested")),
    ] {
        let text = serde_json::to_string(&record).unwrap();
        assert_eq!(serde_json::from_str::<ShopRecord>(&text).unwrap(), record, "{text}");
    }
}
