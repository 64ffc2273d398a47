//! Handing over, and what a connected shop can change: the write is exact and touches nothing else,
//! whatever refuses it leads to the way by hand, and keys are replaced only by keys that work.

use crate::harness::{Running, Servers, at, delivered, is_panel, secret};
use connect_core::credential::Credential;
use connect_core::intent::Intent;
use connect_core::line::{LineId, LineState};
use connect_core::links::Link;
use connect_core::message::{Arg, Slot};
use connect_core::problem::ProblemKind;
use connect_core::shop_facts::HandOver;
use connect_core::view::{Screen, StepView, View};
use connect_practice::{
    Habit, MeumConfig, Owner, Partly, Permission, PluginState, SeenRequest, ShopConfig, ShopKey, Trouble,
    notebook as notes,
};
use meum_connect::adapters::http::Request;
use meum_connect::adapters::shop::{Pair, ShopKeys};
use meum_connect::adapters::vault::Entry;
use serde_json::Value;
use std::path::Path;
use std::sync::Arc;

/// Every payment method of the shop with all its settings, as its administrator sees them.
async fn gateways(servers: &Servers) -> Vec<Value> {
    let mut url = servers.shop.home().join("wp-json/wc/v3/payment_gateways").unwrap();
    url.query_pairs_mut()
        .append_pair("consumer_key", notes::READ_WRITE_KEY)
        .append_pair("consumer_secret", notes::READ_WRITE_SECRET);
    let answer = servers.world().http.send(Request::get(url)).await.unwrap();
    serde_json::from_slice(&answer.body).unwrap()
}

async fn at_hand_over(folder: &Path, servers: &Servers) -> Running {
    let mut app = Running::at_review(folder, servers, notes::CONNECTION_KEY).await;
    app.ask(Intent::Connect { replace: true }).await;
    app.until_step("the hand-over", at("handOver")).await;
    app
}

async fn at_panel(folder: &Path, servers: &Servers) -> Running {
    let mut app = at_hand_over(folder, servers).await;
    app.ask(Intent::HandOver { switch_on: true }).await;
    app.until_step("the plugin has its key and secret", delivered).await;
    app.ask(Intent::Continue).await;
    app.until("the panel", is_panel).await;
    app
}

fn keys(view: &View) -> Option<(LineState, Option<ProblemKind>)> {
    line(view, LineId::Keys)
}

fn line(view: &View, id: LineId) -> Option<(LineState, Option<ProblemKind>)> {
    let Screen::Panel(panel) = &view.screen else { return None };
    let line = panel.lines.iter().find(|line| line.id == id)?;
    Some((line.state, line.code))
}

/// The check of the keys asks with POST, so what it has shown holds for the hand-over.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_takes_put_from_nobody_stops_no_hand_over() {
    let servers = Servers::start().await;
    servers.shop.set(Trouble::Habit { habit: Habit::Partly { how: Partly::PutsRefused } });
    let folder = tempfile::tempdir().unwrap();
    let mut app = at_hand_over(folder.path(), &servers).await;
    app.ask(Intent::HandOver { switch_on: true }).await;
    app.until_step("the plugin has its key and secret", delivered).await;
    assert!(servers.shop.requests().iter().all(|seen| seen.method != "PUT"));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_key_the_secret_and_the_switch_are_written_and_nothing_else_changes() {
    for switch_on in [true, false] {
        let servers = Servers::start().await;
        let folder = tempfile::tempdir().unwrap();
        let mut app = at_hand_over(folder.path(), &servers).await;
        let mut before = gateways(&servers).await;
        app.ask(Intent::HandOver { switch_on }).await;
        app.until_step("the plugin has its key and secret", delivered).await;
        let issued = servers.meum.issued().remove(0);
        let meum = before.iter_mut().find(|gateway| gateway["id"] == "meum").unwrap();
        meum["settings"]["api_key"]["value"] = issued.api_key.into();
        meum["settings"]["webhook_secret"]["value"] = issued.webhook_secret.into();
        meum["enabled"] = switch_on.into();
        assert_eq!(gateways(&servers).await, before, "switched on: {switch_on}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_refuses_the_write_leads_to_the_way_by_hand() {
    let without_settings = PluginState::Active { version: "1.2.0".to_owned(), settings: false, enabled: false };
    let active = ShopConfig::practice().plugin;
    let elsewhere = Trouble::HomeElsewhere { url: "https://www.other-shop.example".into() };
    let cases = [
        ("no plugin", PluginState::Absent, None, "H01"),
        (
            "no plugin, and another's gateway of a like name",
            PluginState::Absent,
            Some(Trouble::GatewayOfNamesake),
            "H01",
        ),
        ("no settings to write", without_settings, None, "H23"),
        ("settings that nobody knows", active.clone(), Some(Trouble::GatewaySettingsUnknown), "H23"),
        ("settings for two accounts", active.clone(), Some(Trouble::GatewaySettingsTwice), "H23"),
        ("two gateways of Meum's", active.clone(), Some(Trouble::GatewayTwice), "H24"),
        ("a shop that is another one by now", active.clone(), Some(elsewhere), "H09"),
        ("the key was revoked since", active.clone(), Some(Trouble::KeysRevoked), "H03"),
        ("a firewall", active, Some(Trouble::FirewallInFront), "C03"),
    ];
    for (what, plugin, trouble, code) in cases {
        let config = ShopConfig { plugin, ..ShopConfig::practice() };
        let servers = Servers::with(config, MeumConfig::practice()).await;
        let folder = tempfile::tempdir().unwrap();
        let mut app = at_hand_over(folder.path(), &servers).await;
        trouble.iter().cloned().for_each(|trouble| servers.shop.set(trouble));
        app.ask(Intent::HandOver { switch_on: true }).await;
        app.until_problem(code).await;
        assert!(!servers.shop.requests().iter().any(SeenRequest::changes_a_method), "{what}: nothing was written");
        by_hand(app, what).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_settings_are_learned_not_assumed() {
    let cases = [
        ("longer names", vec![Trouble::GatewaySettingsRenamed]),
        ("a gateway that does not say whose it is", vec![Trouble::GatewayNamedStablecoin]),
        ("another's gateway of a like name beside it", vec![Trouble::GatewayOfNamesake]),
    ];
    for (what, troubles) in cases {
        let servers = Servers::start().await;
        let folder = tempfile::tempdir().unwrap();
        let mut app = at_hand_over(folder.path(), &servers).await;
        servers.shop.replace(troubles);
        let others = |all: Vec<Value>| all.into_iter().filter(|one| one["id"] == "stablecoin_pay").collect::<Vec<_>>();
        let before = others(gateways(&servers).await);
        app.ask(Intent::HandOver { switch_on: true }).await;
        app.until_step(what, delivered).await;
        let (held, issued) = (servers.shop.gateway(), servers.meum.issued().remove(0));
        assert_eq!((held.api_key, held.webhook_secret), (issued.api_key, issued.webhook_secret), "{what}");
        assert!(held.enabled, "{what}");
        assert_eq!(others(gateways(&servers).await), before, "{what}: nobody else's is touched");
        app.ask(Intent::Continue).await;
        app.until(what, |view| plugin(view) == Some((LineState::Working, None))).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_in_the_way_leads_to_the_settings_of_the_gateway_itself() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = at_hand_over(folder.path(), &servers).await;
    servers.shop.set(Trouble::GatewaySettingsUnknown);
    app.ask(Intent::HandOver { switch_on: true }).await;
    let problem = app.until_problem("H23").await;
    let technical = problem.technical.unwrap();
    assert!(technical.as_str().contains("merchant_token, shared_phrase"), "support learns the names: {technical:?}");
    app.ask(Intent::Open { link: Link::Gateway }).await;
    let opened = app.desktop.opened.lock().unwrap().clone();
    assert!(opened.last().unwrap().ends_with("/wp-admin/admin.php?page=wc-settings&tab=checkout&section=meum"));

    servers.shop.replace([Trouble::GatewayTwice]);
    app.ask(Intent::HandOver { switch_on: true }).await;
    let problem = app.until_problem("H24").await;
    assert_eq!(problem.about.other.unwrap().as_str(), "Meum, Meum Express");
}

fn plugin(view: &View) -> Option<(LineState, Option<ProblemKind>)> {
    line(view, LineId::Plugin)
}

/// The two values can be copied, and the merchant's word ends the step.
async fn by_hand(mut app: Running, what: &str) {
    for credential in [Credential::ApiKey, Credential::WebhookSecret] {
        app.ask(Intent::Copy { credential }).await;
        assert!(app.view().notice.is_none(), "{what}: the value is there to be pasted");
    }
    app.ask(Intent::HandedOverByHand).await;
    app.until("the panel", is_panel).await;
    let record = app.storage.load().await.unwrap().shops.remove(0);
    assert!(matches!(record.hand_over(), HandOver::ByHand { .. }), "{what}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_may_only_look_goes_by_hand_and_writes_nothing() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let read_only = (notes::READ_ONLY_KEY, notes::READ_ONLY_SECRET);
    let mut app = Running::at_review_with(folder.path(), &servers, read_only, notes::CONNECTION_KEY).await;
    app.ask(Intent::Connect { replace: true }).await;
    let wizard = app.until_step("the hand-over", at("handOver")).await;
    assert!(matches!(wizard.step, StepView::HandOver { can_deliver: false, .. }));
    app.ask(Intent::HandOver { switch_on: true }).await;
    assert!(!servers.shop.requests().iter().any(SeenRequest::changes_a_method));
    by_hand(app, "a key that may only look").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_method_that_stays_switched_off_is_said_and_handed_over_all_the_same() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = at_hand_over(folder.path(), &servers).await;
    app.ask(Intent::HandOver { switch_on: false }).await;
    app.until_problem("H02").await;
    let wizard = app.until_step("it is delivered", delivered).await;
    assert!(matches!(wizard.step, StepView::HandOver { enabled: false, .. }) && wizard.can_continue);
}

#[tokio::test(flavor = "multi_thread")]
async fn shop_keys_are_replaced_only_by_keys_that_work() {
    const OTHER: (&str, &str) =
        ("ck_0c0a11ce0000000000000000000000000000a00f", "cs_0c0a11ce0000000000000000000000000000b00f");
    let mut config = ShopConfig::practice();
    config.keys.push(ShopKey {
        consumer_key: OTHER.0.to_owned(),
        consumer_secret: OTHER.1.to_owned(),
        permission: Permission::ReadWrite,
        owner: Owner::Administrator,
        revoked: false,
    });
    let servers = Servers::with(config, MeumConfig::practice()).await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = at_panel(folder.path(), &servers).await;
    let works = |view: &View| keys(view) == Some((LineState::Working, None));

    app.ask(Intent::ReplaceKeys).await;
    app.ask(Intent::CheckKeys { key: secret(OTHER.0), secret: secret(notes::READ_ONLY_SECRET) }).await;
    app.until_problem("F02").await;
    assert_eq!(kept(&app).await, notes::READ_WRITE_KEY, "until new ones have passed");
    app.ask(Intent::Back).await;
    app.until("the panel", is_panel).await;
    app.kill().await;
    let mut app = Running::start(folder.path(), servers.world());
    app.until("the old keys are kept", works).await;
    assert_eq!(ending(&app.view()).as_deref(), notes::READ_WRITE_KEY.get(36..));
    assert_eq!(kept(&app).await, notes::READ_WRITE_KEY);

    app.ask(Intent::ReplaceKeys).await;
    app.ask(Intent::CheckKeys { key: secret(OTHER.0), secret: secret(OTHER.1) }).await;
    app.until_step(
        "the new keys pass",
        |wizard| matches!(&wizard.step, StepView::ShopKeys { keys: Some(keys), .. } if keys.says.args.get(&Slot::Ending) == OTHER.0.get(36..).map(Arg::from).as_ref()),
    )
    .await;
    app.ask(Intent::Continue).await;
    app.until("the panel", is_panel).await;
    assert_eq!(kept(&app).await, OTHER.0);
    app.kill().await;
    let mut app = Running::start(folder.path(), servers.world());
    app.until("the new keys are kept", works).await;
    assert_eq!(ending(&app.view()).as_deref(), OTHER.0.get(36..));
}

/// The consumer key in the password store.
async fn kept(app: &Running) -> String {
    let record = app.storage.load().await.unwrap().shops.remove(0);
    let stored = app.vault.read(&record.id, Entry::ShopKeys).await.unwrap().unwrap();
    let Some(ShopKeys::Pair(pair)) = ShopKeys::from_stored(&stored) else { panic!("a pair") };
    pair.key.expose().to_owned()
}

fn ending(view: &View) -> Option<String> {
    let Screen::Panel(panel) = &view.screen else { return None };
    panel.identity.key_ending.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pair_that_the_record_does_not_describe_is_not_used_before_it_is_checked() {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = at_hand_over(folder.path(), &servers).await;
    let record = app.storage.load().await.unwrap().shops.remove(0);
    // The check of another pair was given up while it was being kept.
    let half = |text: &str| Arc::new(secret(text));
    let other = ShopKeys::Pair(Pair { key: half(notes::READ_ONLY_KEY), secret: half(notes::READ_ONLY_SECRET) });
    app.vault.keep(&record.id, Entry::ShopKeys, &Arc::new(other.to_stored())).await.unwrap();
    let before = servers.shop.requests().len();
    app.ask(Intent::HandOver { switch_on: true }).await;
    app.until_problem("H15").await;
    assert_eq!(servers.shop.requests().len(), before, "the shop is not asked with it");
    app.ask(Intent::ReplaceKeys).await;
    app.ask(Intent::CheckKeys { key: secret(notes::READ_WRITE_KEY), secret: secret(notes::READ_WRITE_SECRET) }).await;
    app.until_step("the keys pass", |wizard| wizard.can_continue).await;
    app.ask(Intent::Continue).await;
    app.until_step("the hand-over", at("handOver")).await;
    app.ask(Intent::HandOver { switch_on: true }).await;
    app.until_step("the plugin has its key and secret", delivered).await;
}
