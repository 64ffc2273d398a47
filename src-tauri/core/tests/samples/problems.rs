//! Every problem's card, on a step where it is met, with a technical line of its own.

use super::Samples;
use crate::story::{Story, problem};
use connect_core::check::{Check, CheckState};
use connect_core::event::Event;
use connect_core::handbook::Part;
use connect_core::intent::Intent;
use connect_core::meum_facts::ConnectOutcome;
use connect_core::problem::{Problem, ProblemKind, Technical};
use connect_core::step::Step;
use std::collections::BTreeMap;

/// Every problem's card.
pub fn all(samples: &mut Samples) {
    for &kind in ProblemKind::ALL {
        let mut story = of_its_step(kind);
        let mut met = problem(kind);
        met.technical = line(kind);
        fails_with(&mut story, met);
        samples.add(&format!("problem-{}", kind.code()), &story);
    }
}

fn of_its_step(kind: ProblemKind) -> Story {
    let code = kind.code();
    match code.as_bytes()[0] {
        b'A'..=b'D' => Story::at_your_shop(),
        b'F' => Story::at_keys(),
        b'E' if code <= "E11" => Story::at_keys(),
        b'H' => Story::at_hand_over(true),
        _ => Story::at_review(),
    }
}

fn fails_with(story: &mut Story, problem: Problem) {
    match story.app.current().unwrap().record.step {
        Step::ShopKeys => {
            let ticket = story.sends_keys().checked(Check::KeysAccepted, CheckState::Running, 0).ticket();
            story.happens(Event::KeysChecked { ticket, result: Err(problem) });
        }
        Step::Review => {
            story.presses_connect().checked(Check::VaultReady, CheckState::Passed, 24);
            story.connect_ends(ConnectOutcome::NotConnected(problem));
        }
        Step::HandOver => {
            let ticket = story.asks(Intent::HandOver { switch_on: true }).ticket();
            story.happens(Event::HandedOver { ticket, result: Err(problem) });
        }
        _ => {
            story.asks(Intent::CheckAddress { text: "corner-shop.example".to_owned() });
            let silent = problem.kind.is_silence() || problem.kind == ProblemKind::Offline;
            let found = if silent { CheckState::Running } else { CheckState::Passed };
            let ticket = story.checked(Check::Found, found, 38).ticket();
            for check in answered(problem.kind) {
                story.checked(*check, CheckState::Passed, 12);
            }
            story.happens(Event::ShopFound { ticket, result: Err(problem) });
        }
    }
}

/// What was in order before this was met, after an answer came.
fn answered(kind: ProblemKind) -> &'static [Check] {
    match kind.code().as_bytes()[0] {
        b'C' => &[Check::Secure],
        b'D' => &[Check::Secure, Check::WordPress],
        b'A' if kind.code() > "A12" && !kind.is_silence() => &[Check::Secure],
        _ => &[],
    }
}

/// The line that support's handbook has as the example for this code.
fn line(kind: ProblemKind) -> Option<Technical> {
    let texts: BTreeMap<String, String> =
        serde_json::from_str(include_str!("../../../../ui/messages/handbook/en.json")).unwrap();
    let text = texts.get(&connect_core::handbook::name(kind, Part::Line))?;
    Technical::new(&text.split('`').nth(1)?.replace("corner-shop.com", "corner-shop.example"))
}
