//! What a box holds that is not what belongs there: what is stored of it, what is said, and what was asked.

use crate::story::{Story, secret, trouble};
use connect_core::intent::Intent;
use connect_core::problem::{Mark, ProblemKind};
use connect_core::view::{Screen, WizardView};

fn wizard(story: &Story) -> WizardView {
    match story.view().screen {
        Screen::Wizard(wizard) => *wizard,
        other => panic!("not the wizard: {other:?}"),
    }
}

/// What is no address may be a password.
#[test]
fn of_the_address_field_only_an_address_is_stored() {
    for (typed, stored) in [
        ("canary-hunter2!Passw0rd", ""),
        ("my shop", ""),
        ("corner-shop.example", "corner-shop.example"),
        ("Our shop: https://corner-shop.example/shop, PIN hunter2", "https://corner-shop.example/shop"),
    ] {
        for check in [false, true] {
            let mut story = Story::at_your_shop();
            let text = typed.to_owned();
            story.asks(if check { Intent::CheckAddress { text } } else { Intent::TypeAddress { text } });
            assert_eq!(story.app.current().unwrap().record.typed_address, stored, "{typed}");
        }
    }
}

#[test]
fn of_what_nothing_was_asked_no_tick_tells() {
    for text in ["ck_00112233445566778899aabbccddeeff00112233", "no address"] {
        let mut story = Story::at_your_shop();
        story.finds_shop();
        assert!(!wizard(&story).checks.is_empty());
        story.asks(Intent::CheckAddress { text: text.to_owned() });
        assert!(trouble(&story).is_some() && wizard(&story).checks.is_empty(), "{text}");
    }
}

#[test]
fn two_empty_boxes_are_said_to_be_two() {
    let key = "ck_00112233445566778899aabbccddeeff00112233";
    for (first, mark) in [("", Some(Mark::BothEmpty)), (key, None)] {
        let mut story = Story::at_your_shop();
        story.finds_shop().asks(Intent::Continue);
        story.asks(Intent::CheckKeys { key: secret(first), secret: secret("") });
        let card = wizard(&story).problem.unwrap();
        assert_eq!((card.code, card.about.mark), (ProblemKind::KeyMissing, mark), "{first}");
    }
}
