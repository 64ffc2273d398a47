//! What the check without a window says of guests: Meum's message, and shoppers.

use super::world::World;
use super::{KEY, SECRET, pair};
use connect_practice::{GuestStopper, Habit, Odd, OlderWay, ShopDoor, SignIn, Strange, Trouble};
use serde_json::Value;

fn guests(by: GuestStopper) -> Trouble {
    Trouble::Habit { habit: Habit::GuestsStopped { by } }
}

#[tokio::test(flavor = "multi_thread")]
async fn updates_that_are_kept_out_are_a_problem_although_the_keys_work() {
    for (by, name) in [
        (GuestStopper::Shield, "kept out by Shield Security"),
        // A line of code in the theme answers as this plugin does.
        (GuestStopper::Members, "kept out, probably by Members"),
        (GuestStopper::Handbook, "kept out by something in your shop"),
    ] {
        let world = World::with([guests(by)]).await;
        let (text, json) = (world.check(&[], &pair(KEY, SECRET)), world.check(&["--json"], &pair(KEY, SECRET)));
        let told = json.json();
        assert_eq!((text.code, json.code, &told["healthy"]), (1, 1, &Value::Bool(false)), "{told}");
        assert_eq!(told["problem"]["code"], "H25");
        assert!(told["keys"]["mayWrite"].as_bool().unwrap(), "both are reported: {told}");
        text.says(&[
            "Allowed to change settings: done",
            &format!("\nH25 · Payment updates are {name}\n"),
            "meum/v1/webhook · 401 · ",
            "\nResult: H25\n",
        ]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_plugin_listens_at_its_other_address_that_is_the_next_step() {
    let older = Trouble::Habit { habit: Habit::OlderWayHeard { how: OlderWay::Nothing } };
    let world = World::with([guests(GuestStopper::Shield), older]).await;
    let ran = world.check(&[], &pair(KEY, SECRET));
    assert_eq!(ran.code, 1, "{}", ran.out);
    ran.says(&["the plugin's other address: it listens there too"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_plugin_that_hides_the_index_is_named_once_the_keys_have_told() {
    let world = World::with([guests(GuestStopper::DisableRestApi)]).await;
    let told = world.check(&["--json"], &pair(KEY, SECRET)).json();
    // That it may keep updates out is no news beside the refusal itself.
    let hidden = told["remarks"].as_array().unwrap().iter().any(|remark| remark["code"] == "D03");
    assert!(!hidden && told["problem"]["code"] == "H25", "{told}");
    let note = told["problem"]["note"].as_str().unwrap();
    assert!(note.contains("Disable REST API") && note.contains("below meum (meum/v1)"), "{note}");
    assert!(!note.contains("wc/v3"), "the keys need no exception: {note}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_that_is_shut_to_shoppers_is_a_remark() {
    let world = World::with([Trouble::Habit { habit: Habit::ShoppersShut { how: ShopDoor::ComingSoon } }]).await;
    let ran = world.check(&[], &pair(KEY, SECRET));
    assert_eq!(ran.code, 0, "{}", ran.out);
    ran.says(&[
        "D15 · Shoppers see “coming soon”",
        "Before you sell, open WooCommerce",
        "\nResult: nothing stands in the way\n",
    ]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_brings_no_key_and_changes_nothing() {
    let world = World::with([guests(GuestStopper::Shield)]).await;
    world.check(&[], &pair(KEY, SECRET));
    let asked: Vec<_> = world.shop.requests().into_iter().map(|seen| (seen.method, seen.sign_in)).collect();
    let (guests, keys): (Vec<_>, Vec<_>) = asked.into_iter().partition(|(_, sign_in)| *sign_in == SignIn::Nothing);
    assert!(guests.iter().all(|(method, _)| matches!(method.as_str(), "GET" | "OPTIONS")), "{guests:?}");
    assert_eq!(guests.len(), 4, "the index, the usual address, the other one, and the shop page");
    assert_eq!(keys.len(), 2);
}

/// The keys take many questions there, and Meum's message must not be left without one.
#[tokio::test(flavor = "multi_thread")]
async fn updates_that_are_kept_out_are_a_problem_where_the_header_is_lost_as_well() {
    let nobodys = Trouble::Habit { habit: Habit::Strange { how: Strange::Odd { how: Odd::ClosedByNobody } } };
    for closed in [
        guests(GuestStopper::Handbook),
        guests(GuestStopper::DisableWpRestApi),
        guests(GuestStopper::ForceLogin),
        nobodys,
    ] {
        let world = World::with([closed.clone(), Trouble::AuthorizationStripped]).await;
        let (text, told) = (world.check(&[], &pair(KEY, SECRET)), world.check(&["--json"], &pair(KEY, SECRET)));
        assert_eq!((text.code, &told.json()["problem"]["code"]), (1, &Value::from("H25")), "{closed:?}: {}", text.out);
        text.says(&["Allowed to change settings: done", "F06 · Sign-in details don't arrive the usual way"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plugin_that_is_switched_off_is_switched_on_next() {
    for troubles in [vec![Trouble::PluginInactive], vec![Trouble::PluginInactive, Trouble::RestHidden]] {
        let world = World::with(troubles).await;
        let ran = world.check(&[], &pair(KEY, SECRET));
        // That guests are kept out is said as well.
        ran.says(&["switched off", "H05 · The Meum plugin is switched off", "choose “Activate” below Meum"]);
    }
    let world = World::with([Trouble::PluginInactive]).await;
    assert_eq!(world.check(&[], &pair(KEY, SECRET)).code, 0, "it may be switched on later");
    let world = World::with([Trouble::PluginAbsent]).await;
    assert!(!world.check(&[], &pair(KEY, SECRET)).out.contains("H05"), "one that isn't there is no news");
}

/// Others send this code as well, so nobody is named.
#[tokio::test(flavor = "multi_thread")]
async fn a_code_of_several_plugins_names_none_that_the_shop_does_not_run() {
    let nobodys = Trouble::Habit { habit: Habit::Strange { how: Strange::Odd { how: Odd::ClosedByNobody } } };
    let ran = World::with([nobodys]).await.check(&[], &pair(KEY, SECRET));
    ran.says(&[
        "H25 · Payment updates are kept out by something in your shop",
        "meum/v1/webhook · 403 · rest_disabled",
    ]);
    assert!(!ran.out.contains("W3 Total Cache") && !ran.out.contains("WP Hide"), "{}", ran.out);
}
