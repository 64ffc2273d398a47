//! What a guest saw no sign of and the keys have shown is not said to be missing.

use super::world::World;
use super::{KEY, SECRET, STRANGE_KEY, pair};
use connect_practice::{GuestStopper, Habit, Trouble};

#[tokio::test(flavor = "multi_thread")]
async fn a_plugin_whose_version_is_known_is_not_said_to_have_left_no_sign() {
    let closed = Trouble::Habit { habit: Habit::GuestsStopped { by: GuestStopper::DisableRestApi } };
    let emptied = Trouble::RestHidden;
    for trouble in [closed, emptied] {
        let world = World::with([trouble.clone()]).await;
        let ran = world.check(&[], &pair(KEY, SECRET));
        ran.says(&["  The Meum plugin: done\n", "  WooCommerce, switched on: done\n", "Meum plugin 1.2.0"]);
        assert!(!ran.out.contains("No sign of the Meum plugin"), "{trouble:?}: {}", ran.out);
        let checks = world.check(&["--json"], &pair(KEY, SECRET)).json()["checks"].clone();
        let noted: Vec<_> = checks.as_array().unwrap().iter().filter(|line| line["state"] == "noted").collect();
        assert!(noted.is_empty(), "{trouble:?}: {noted:?}");
        // Without keys that pass, nobody has seen more than a guest.
        let refused = world.check(&[], &pair(STRANGE_KEY, SECRET));
        refused.says(&["  No sign of the Meum plugin yet: noted\n"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plugin_that_is_missing_has_left_no_sign_and_one_that_is_off_is_said_to_be() {
    let missing = World::with([Trouble::PluginAbsent]).await;
    missing.check(&[], &pair(KEY, SECRET)).says(&["  No sign of the Meum plugin yet: noted\n"]);
    let off = World::with([Trouble::PluginInactive]).await;
    let ran = off.check(&[], &pair(KEY, SECRET));
    ran.says(&["switched off"]);
    assert!(!ran.out.contains("No sign of the Meum plugin"), "{}", ran.out);
}

/// The system's own list of whom to trust is what a connection stands on.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_computer_that_trusts_nobody_is_told_so_before_anything_is_asked() {
    let world = World::with(super::NONE).await;
    let address = world.address();
    let nobody = [("SSL_CERT_FILE", "/nowhere/trust.pem"), ("SSL_CERT_DIR", "/nowhere")];
    let ran = world.run(&["check", &address, "--json"], "", &nobody);
    assert_eq!((ran.code, ran.json()["problem"]["code"].as_str()), (1, Some("S07")), "{}{}", ran.out, ran.err);
    assert!(world.shop.requests().is_empty());
}

/// `meum-connect check … | head -1`: whoever has read enough is no fault, and the exit code says what was found.
#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_goes_away_changes_nothing() {
    for (trouble, code) in [(None, 0), (Some(Trouble::WooCommerceInactive), 1)] {
        let world = World::with(trouble).await;
        for options in [&[][..], &["--json"]] {
            let ran = world.check_unread(options, &pair(KEY, SECRET));
            assert_eq!((ran.code, ran.err.as_str()), (code, ""), "{options:?}");
        }
    }
}
