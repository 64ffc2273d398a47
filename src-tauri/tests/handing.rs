//! What the hand-over asks the shop, and what it reads: as little as shows whose settings they are.

use crate::harness::{Running, Servers, at, delivered};
use connect_core::intent::Intent;
use connect_practice::{Habit, SeenRequest, Trouble, notebook as notes};

/// What the shop was asked while the plugin got its key and secret.
async fn asked(troubles: Vec<Trouble>) -> Vec<SeenRequest> {
    let servers = Servers::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut app = Running::at_review(folder.path(), &servers, notes::CONNECTION_KEY).await;
    app.ask(Intent::Connect { replace: true }).await;
    app.until_step("the hand-over", at("handOver")).await;
    servers.shop.replace(troubles);
    let before = servers.shop.requests().len();
    app.ask(Intent::HandOver { switch_on: true }).await;
    app.until_step("the plugin has its key and secret", delivered).await;
    let (held, issued) = (servers.shop.gateway(), servers.meum.issued().remove(0));
    assert_eq!((held.api_key, held.webhook_secret), (issued.api_key, issued.webhook_secret));
    servers.shop.requests().split_off(before)
}

/// Methods and ends of the paths, in order; what is read of the settings' values is marked.
fn told(asked: &[SeenRequest]) -> Vec<String> {
    let line = |seen: &SeenRequest| {
        let fields = seen.fields.as_deref().unwrap_or_default();
        let whole = fields.split(',').any(|field| field == "settings");
        let reads = if whole { " all settings" } else { "" };
        let reads = if fields.contains(".value") { " two values" } else { reads };
        format!("{} {}{reads}", seen.method, seen.path.rsplit('/').next().unwrap())
    };
    asked.iter().map(line).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn three_requests_hand_over_and_nothing_that_settings_hold_is_read_before_the_write() {
    let whole = ["GET payment_gateways", "POST meum", "GET meum two values"];
    assert_eq!(told(&asked(Vec::new()).await), whole);
    // Another provider's gateway has settings of the same names.
    assert_eq!(told(&asked(vec![Trouble::GatewayOfNamesake]).await), whole);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_list_does_not_show_is_asked_for_by_itself() {
    let renamed = ["GET payment_gateways", "GET meum all settings", "POST meum", "GET meum two values"];
    assert_eq!(told(&asked(vec![Trouble::GatewaySettingsRenamed]).await), renamed);
    let unlinked = vec![Trouble::Habit { habit: Habit::OwnLinksRemoved }];
    let asks_home =
        ["GET payment_gateways", "GET meum all settings", "GET system_status", "POST meum", "GET meum two values"];
    assert_eq!(told(&asked(unlinked).await), asks_home);
}
