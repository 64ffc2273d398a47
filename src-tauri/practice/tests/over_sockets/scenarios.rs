//! The in-app pair and its scenarios.

use connect_practice::{MeumTrouble, Practice, Scenario, Trouble, notebook};

use crate::support::{GATEWAYS, READ_WRITE, STATUS, client, client_for};

#[tokio::test]
async fn a_scenario_is_a_trouble_of_one_server_or_of_none() {
    let practice = Practice::start(Scenario::AllWell).await.unwrap();
    for (scenario, shop, meum) in [
        (Scenario::AllWell, vec![], vec![]),
        (Scenario::PayoutMissing, vec![], vec![MeumTrouble::PayoutMissing]),
        (Scenario::WebhookFailing, vec![], vec![MeumTrouble::WebhookFailing]),
        (Scenario::KeysRevoked, vec![Trouble::KeysRevoked], vec![]),
        (Scenario::FirewallInFront, vec![Trouble::FirewallInFront], vec![]),
        (Scenario::ShopDown, vec![Trouble::ServerDown], vec![]),
        (Scenario::MeumDown, vec![], vec![MeumTrouble::Down]),
    ] {
        practice.set_scenario(scenario);
        assert_eq!(practice.scenario(), scenario);
        assert_eq!(practice.shop.troubles(), shop, "{scenario:?}");
        assert_eq!(practice.meum.troubles(), meum, "{scenario:?}");
    }
}

#[tokio::test]
async fn every_scenario_changes_what_the_app_sees_of_shop_and_meum() {
    let practice = Practice::start(Scenario::MeumDown).await.unwrap();
    let shop_client = client_for(&practice.shop).build().unwrap();
    let meum_client = client().tls_certs_only([]).build().unwrap();
    for (scenario, shop, meum) in [
        (Scenario::MeumDown, 200, 503),
        (Scenario::AllWell, 200, 200),
        (Scenario::PayoutMissing, 200, 200),
        (Scenario::WebhookFailing, 200, 200),
        (Scenario::KeysRevoked, 401, 200),
        (Scenario::FirewallInFront, 403, 200),
        (Scenario::ShopDown, 502, 200),
    ] {
        practice.set_scenario(scenario);
        let address = format!("{}{GATEWAYS}", notebook::SHOP_ADDRESS);
        let request = shop_client.get(address).basic_auth(READ_WRITE.0, Some(READ_WRITE.1));
        assert_eq!(request.send().await.unwrap().status(), shop, "{scenario:?}");
        let request = meum_client.get(practice.meum.url().join(STATUS).unwrap());
        let request = request.bearer_auth(notebook::CONNECTION_KEY);
        assert_eq!(request.send().await.unwrap().status(), meum, "{scenario:?}");
    }
}

#[test]
fn scenarios_have_stable_names() {
    let names: Vec<String> = Scenario::ALL.iter().map(|scenario| serde_json::to_string(scenario).unwrap()).collect();
    let expected = [
        "\"all-well\"",
        "\"payout-missing\"",
        "\"webhook-failing\"",
        "\"keys-revoked\"",
        "\"firewall-in-front\"",
        "\"shop-down\"",
        "\"meum-down\"",
    ];
    assert_eq!(names, expected);
}
