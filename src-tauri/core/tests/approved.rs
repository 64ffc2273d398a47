//! Shop keys in their other form: whose application password it is stands wherever the ending of a key would, and the
//! report says how the shop takes it and whether it offers to approve.

use crate::story::lost::wizard;
use crate::story::{Story, found, key_facts, text};
use connect_core::approval::{Offer, Said};
use connect_core::intent::Intent;
use connect_core::message::{Arg, Message, Slot};
use connect_core::shop_facts::{FoundShop, KeyFacts, KnownBy};
use connect_core::snapshot::{SignedBy, Snapshot};
use connect_core::store_url::StoreUrl;
use connect_core::view::{Screen, StepView};

fn approved() -> KeyFacts {
    KeyFacts { known_by: KnownBy::User(text("anna")), ..key_facts(true) }
}

fn snapshot(story: &Story) -> Snapshot {
    story.app.report_on_screen().expect("a shop is on the screen")
}

/// What the report says in the row of this name.
fn row(story: &Story, name: &str) -> Option<String> {
    let rows = snapshot(story).told();
    let row = rows.iter().flatten().find_map(|message| match (message.args.get(&Slot::What), &message.args) {
        (Some(Arg::Message(what)), args) if what.key.name() == name => args.get(&Slot::Line).cloned(),
        _ => None,
    });
    row.map(|arg| match arg {
        Arg::Message(Message { key, .. }) => key.name().to_owned(),
        other => format!("{other:?}"),
    })
}

#[test]
fn an_application_password_is_known_by_its_user_on_every_page() {
    let mut story = Story::at_keys();
    story.keys_teach(approved());
    let StepView::ShopKeys { keys: Some(keys), .. } = wizard(&story).step else { panic!("the keys") };
    assert_eq!((keys.says.key.name(), keys.says.args.get(&Slot::User)), ("keys_good_user", Some(&"anna".into())));
    assert!(wizard(&story).can_continue);
    story.asks(Intent::AskToForget);
    let Screen::Forget(page) = story.view().screen else { panic!("the page before forgetting") };
    let says: Vec<&str> = page.removes.iter().map(|message| message.key.name()).collect();
    assert!(says.contains(&"forget_removed_password") && !says.contains(&"forget_removed_shopKeys"), "{says:?}");
    let label = page.revoke.expect("it can be deleted as well").label;
    assert_eq!(label.args.get(&Slot::User), Some(&"anna".into()));
}

#[test]
fn the_code_on_a_picture_says_how_the_shop_takes_it_and_not_whose_it_is() {
    let mut story = Story::at_keys();
    story.keys_teach(approved());
    let snapshot = snapshot(&story);
    assert_eq!((snapshot.sign_in, snapshot.key_ending.as_deref()), (Some(SignedBy::Password), None));
    let bytes = snapshot.bytes();
    assert!(!bytes.windows(4).any(|part| part == b"anna"));
    assert_eq!(Snapshot::read(&bytes).map(|read| read.sign_in), Ok(Some(SignedBy::Password)));
    assert_eq!(row(&story, "report_signIn").as_deref(), Some("report_signIn_password"));
}

#[test]
fn the_report_says_whether_a_shop_offers_to_approve_and_why_not() {
    let home = StoreUrl::parse("https://corner-shop.example").unwrap();
    let at = |page| Offer::of(Said::At(page), &home);
    let cases = [
        (at("https://corner-shop.example/wp-admin/authorize-application.php"), "report_approval_offered"),
        (at("http://corner-shop.example/wp-admin/authorize-application.php"), "report_approval_insecure"),
        (at("https://big-mall.example/"), "report_approval_elsewhere"),
        (Offer::of(Said::None, &home), "report_approval_off"),
        (Offer::Untold, "report_approval_untold"),
    ];
    for (approval, expected) in cases {
        let mut story = Story::at_your_shop();
        story.finds(FoundShop { approval: approval.clone(), ..found() });
        assert_eq!(row(&story, "report_approval").as_deref(), Some(expected), "{approval:?}");
    }
}
