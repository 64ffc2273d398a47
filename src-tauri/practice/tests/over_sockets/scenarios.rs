//! The in-app pair and its scenarios.

use connect_practice::{GuestStopper, Habit, MeumTrouble, Practice, Scenario, Trouble, notebook};

use crate::support::{GATEWAYS, READ_WRITE, STATUS, client, client_for};

#[tokio::test]
async fn a_scenario_is_the_troubles_of_the_servers() {
    let shield = Trouble::Habit { habit: Habit::GuestsStopped { by: GuestStopper::Shield } };
    let practice = Practice::start(Scenario::AllWell).await.unwrap();
    for (scenario, shop, meum) in [
        (Scenario::AllWell, vec![], vec![]),
        (Scenario::PayoutMissing, vec![], vec![MeumTrouble::PayoutMissing]),
        (Scenario::WebhookFailing, vec![], vec![MeumTrouble::WebhookFailing]),
        (Scenario::KeysRevoked, vec![Trouble::KeysRevoked], vec![]),
        (Scenario::FirewallInFront, vec![Trouble::FirewallInFront], vec![]),
        (Scenario::ShopDown, vec![Trouble::ServerDown], vec![]),
        (Scenario::MeumDown, vec![], vec![MeumTrouble::Down]),
        (Scenario::GatewayOff, vec![Trouble::GatewayOff], vec![]),
        (Scenario::UpdatesShut, vec![shield], vec![MeumTrouble::NothingSentYet]),
        (Scenario::CertificateEnds, vec![Trouble::CertificateEndsAtOnce], vec![]),
        (Scenario::NothingSentYet, vec![], vec![MeumTrouble::NothingSentYet]),
        (Scenario::MeumPaused, vec![], vec![MeumTrouble::Suspended]),
        (Scenario::NewWords, vec![], vec![MeumTrouble::UnknownEnums]),
        (
            Scenario::SeveralAtOnce,
            vec![Trouble::KeysRevoked],
            vec![MeumTrouble::PayoutMissing, MeumTrouble::WebhookFailing],
        ),
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
    let meum_client = client().tls_certs_only([]).build().unwrap();
    for (scenario, shop, meum) in [
        (Scenario::MeumDown, 200, 503),
        (Scenario::AllWell, 200, 200),
        (Scenario::PayoutMissing, 200, 200),
        (Scenario::WebhookFailing, 200, 200),
        (Scenario::KeysRevoked, 401, 200),
        (Scenario::FirewallInFront, 403, 200),
        (Scenario::ShopDown, 502, 200),
        (Scenario::GatewayOff, 200, 200),
        (Scenario::UpdatesShut, 200, 200),
        (Scenario::CertificateEnds, 200, 200),
        (Scenario::NothingSentYet, 200, 200),
        (Scenario::MeumPaused, 200, 403),
        (Scenario::NewWords, 200, 200),
        (Scenario::SeveralAtOnce, 401, 200),
    ] {
        practice.set_scenario(scenario);
        // Another certificate ends the connections there are.
        let shop_client = client_for(&practice.shop).build().unwrap();
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
        "\"gateway-off\"",
        "\"updates-shut\"",
        "\"certificate-ends\"",
        "\"nothing-sent-yet\"",
        "\"meum-paused\"",
        "\"new-words\"",
        "\"several-at-once\"",
    ];
    assert_eq!(names, expected);
}
