//! The handbook's table of a code answers *Are sales lost?* as its cards do, wherever a sample view shows one.

use crate::samples::{self, cards};
use connect_core::handbook::{Lost, Urgency, is_met_on_both, may_arrive, may_meet_the_hand_over};
use connect_core::problem::ProblemKind;

/// Whether the table of a page bears out the sentence of a card.
fn bears_out(kind: ProblemKind, sales: &str) -> bool {
    use Lost::{
        BeforeConnecting, Half, MayFail, MayHold, NotKnown, NotStopped, OnHold, Stopped, UntilHandedOver, Whoever,
    };
    let lost = Lost::of(kind);
    match sales {
        "sales_notYet" => is_met_on_both(kind) || matches!(lost, NotStopped | BeforeConnecting),
        // What stops nothing itself is met beside what nobody knows.
        "sales_notKnown" => matches!(lost, NotKnown | NotStopped | BeforeConnecting),
        // A plugin that isn't found keeps the hand-over from being done, and is met on the panel, too.
        "sales_mayFail" => matches!(lost, MayFail | Whoever | Half) || kind == ProblemKind::PluginNotFound,
        "sales_onHold" | "sales_onlyHeld" => matches!(lost, OnHold | MayHold | Half),
        "sales_goOn" | "sales_asFarAsSaid" | "sales_notStopped" | "sales_notSeen" | "sales_notHere" => {
            matches!(lost, NotStopped | NotKnown | BeforeConnecting)
        }
        "sales_nothingWrong" => lost == MayHold,
        // Until the plugin has its key, that is so whatever else is met.
        "sales_stopped" => matches!(lost, Stopped | UntilHandedOver) || may_meet_the_hand_over(kind),
        other => panic!("{other} has no rule"),
    }
}

#[test]
fn the_table_of_a_page_says_of_sales_what_the_cards_say() {
    let mut compared = 0;
    for mut sample in samples::all() {
        let (name, view) = (sample["name"].as_str().unwrap().to_owned(), sample["view"].take());
        // On this page another address is asked.
        if view["screen"]["kind"] == "move" {
            continue;
        }
        for card in cards(&view) {
            let Some(sales) = card["sales"]["key"].as_str() else { continue };
            let code = card["code"].as_str().unwrap();
            let kind = ProblemKind::ALL.iter().copied().find(|kind| kind.code() == code).unwrap();
            let fits = bears_out(kind, sales.trim_end_matches("_since"));
            assert!(fits, "{name}: {code} says {sales}, and its page {:?}", Lost::of(kind));
            compared += 1;
        }
    }
    assert!(compared > 80, "{compared}");
}

#[test]
fn what_can_wait_where_meums_messages_arrive_says_so_beside_the_urgency() {
    let of = |kind| (Urgency::of(kind), may_arrive(kind));
    assert_eq!(of(ProblemKind::Blocked), (Urgency::Today, true));
    for kind in [ProblemKind::CloudflareChallenge, ProblemKind::ServerFault, ProblemKind::PayoutMissing] {
        assert!(!may_arrive(kind), "{kind:?}");
    }
}
