//! The handbook's own texts. A text may name a message of the window as `{{name}}`: what a button or a title is called
//! is written in one place only.

use crate::headless::find_message;
use connect_core::handbook::{
    ARRIVES, HAND_OVER, Lost, ON_BOTH, Part, Urgency, is_met_on_both, may_arrive, may_meet_the_hand_over, name,
};
use connect_core::problem::ProblemKind;
use std::collections::HashMap;
use std::sync::LazyLock;

static TEXTS: LazyLock<HashMap<String, String>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../../ui/messages/handbook/en.json")).unwrap_or_default());

/// A part of a page, if the page has it.
pub fn part(kind: ProblemKind, part: Part) -> Option<String> {
    TEXTS.get(&name(kind, part)).map(|text| filled(text))
}

/// Whether sales are lost.
pub fn sales(kind: ProblemKind) -> String {
    let usual = of_both(kind, "sales", Lost::of(kind).name(), is_met_on_both(kind));
    let there = may_meet_the_hand_over(kind).then(|| named(&format!("sales_{HAND_OVER}")));
    [Some(usual), there, part(kind, Part::Sales)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// How soon somebody must act.
pub fn urgency(kind: ProblemKind) -> String {
    // Strangers may read what is meant for one visitor, with or without Meum.
    let tells_apart = is_met_on_both(kind) && kind != ProblemKind::PrivateAnswersCached;
    let urgency = Urgency::of(kind);
    let usual = of_both(kind, "urgency", urgency.name(), tells_apart);
    // Shoppers can't pay there until the hand-over is done.
    let is_sooner = may_meet_the_hand_over(kind) && (tells_apart || urgency != Urgency::Now);
    let there = is_sooner.then(|| named(&format!("urgency_{HAND_OVER}")));
    [Some(usual), there, part(kind, Part::Urgent)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A text that tells the steps from the panel, where the code is met on both and there is one; and what Meum's word
/// that its messages arrive makes of it, where the card can say so.
fn of_both(kind: ProblemKind, column: &str, name: &str, tells_apart: bool) -> String {
    let plain = format!("{column}_{name}");
    let both = tells_apart.then(|| named(&format!("{plain}{ON_BOTH}"))).filter(|text| !text.is_empty());
    let says = both.unwrap_or_else(|| named(&plain));
    let arrives = may_arrive(kind).then(|| named(&format!("{column}_{ARRIVES}")));
    [Some(says), arrives].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn named(name: &str) -> String {
    TEXTS.get(name).map(|text| filled(text)).unwrap_or_default()
}

/// A text with each `{{name}}` replaced by the message of that name. An unknown one stays as it is.
pub fn filled(text: &str) -> String {
    let mut parts = text.split("{{");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once("}}").and_then(|(name, rest)| Some((find_message(name)?, rest))) {
            Some((message, rest)) => whole.extend([without_slots(message).as_str(), rest]),
            None => whole.extend(["{{", part]),
        }
    }
    whole
}

/// A message in which `…` stands for each name that it gets only in the window, such as `{shop}`.
fn without_slots(message: &str) -> String {
    let mut parts = message.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |whole, part| whole + "…" + part.split_once('}').map_or(part, |(_, rest)| rest))
}
