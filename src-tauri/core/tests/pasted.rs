//! A key or a password that was pasted beside an address does not stay on the screen.

use crate::story::Story;
use connect_core::effect::{Effect, Question};
use connect_core::intent::Intent;
use connect_core::problem::ProblemKind;
use connect_core::view::{Screen, StepView};

/// What is kept of the text, and whether the page puts that in the text's place.
fn shown(story: &Story) -> (String, bool) {
    let Screen::Wizard(wizard) = story.view().screen else { panic!("the wizard") };
    let StepView::YourShop { typed, forget_typed, .. } = wizard.step else { panic!("the address") };
    (typed, forget_typed)
}

#[test]
fn a_secret_beside_an_address_leaves_the_field_with_the_press() {
    let key = "ck_00112233445566778899aabbccddeeff00112233";
    let cases = [
        (format!("https://corner-shop.example/?consumer_key={key}"), true),
        (format!("corner-shop.example?consumer_secret={}", key.replace("ck_", "cs_")), true),
        ("https://staging:correct-horse@corner-shop.example/".to_owned(), true),
        ("https://corner-shop.example/?pass=correct-horse".to_owned(), true),
        ("corner-shop.example/shop/?x=1&PASSWORD=correct-horse".to_owned(), true),
        ("https://corner-shop.example/#access_token=correct-horse".to_owned(), true),
        ("https://corner-shop.example/?passage=7&page=password".to_owned(), false),
        ("https://corner-shop.example/?page_id=7".to_owned(), false),
        ("corner-shop.example".to_owned(), false),
    ];
    for (text, holds_one) in cases {
        let mut story = Story::at_your_shop();
        story.asks(Intent::CheckAddress { text: text.clone() });
        let asked = story
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Ask { question: Question::FindShop { .. }, .. }));
        let (typed, forgets) = shown(&story);
        // A link that signs somebody in is no shop's address (A21).
        assert_eq!((asked, forgets), (!text.contains('@'), holds_one), "{text}: {typed}");
        for secret in [key, "cs_0011", "correct-horse"] {
            assert!(!typed.contains(secret), "{text}: {typed}");
        }
        // Another press with something else in the field takes nothing out of it.
        story.fails_to_find(ProblemKind::NotUnderstood);
        story.asks(Intent::CheckAddress { text: "corner-shop.example".to_owned() });
        assert!(!shown(&story).1, "{text}");
    }
}
