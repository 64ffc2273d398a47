//! The in-app pair, and what is wrong with it.

use connect_practice::{GuestStopper, Habit, MeumTrouble, Practice, Trouble, notebook};

use crate::support::{GATEWAYS, READ_WRITE, STATUS, client, client_for};

#[tokio::test]
async fn what_is_imitated_takes_the_place_of_what_was_and_the_app_sees_it() {
    let shield = Trouble::Habit { habit: Habit::GuestsStopped { by: GuestStopper::Shield } };
    let practice = Practice::start(false).await.unwrap();
    let meum_client = client().tls_certs_only([]).build().unwrap();
    for (shop, meum, shop_says, meum_says) in [
        (vec![], vec![MeumTrouble::Down], 200, 503),
        (vec![], vec![], 200, 200),
        (vec![Trouble::KeysRevoked], vec![MeumTrouble::PayoutMissing, MeumTrouble::WebhookFailing], 401, 200),
        (vec![Trouble::FirewallInFront], vec![], 403, 200),
        (vec![Trouble::ServerDown], vec![MeumTrouble::Suspended], 502, 403),
        (vec![shield], vec![MeumTrouble::NothingSentYet], 200, 200),
        (vec![Trouble::CertificateEndsAtOnce], vec![], 200, 200),
    ] {
        practice.imitate(shop.clone(), meum.clone());
        assert_eq!((practice.shop.troubles(), practice.meum.troubles()), (shop.clone(), meum.clone()));
        // Another certificate ends the connections there are.
        let shop_client = client_for(&practice.shop).build().unwrap();
        let address = format!("{}{GATEWAYS}", notebook::SHOP_ADDRESS);
        let request = shop_client.get(address).basic_auth(READ_WRITE.0, Some(READ_WRITE.1));
        assert_eq!(request.send().await.unwrap().status(), shop_says, "{shop:?}");
        let request = meum_client.get(practice.meum.url().join(STATUS).unwrap());
        let request = request.bearer_auth(notebook::CONNECTION_KEY);
        assert_eq!(request.send().await.unwrap().status(), meum_says, "{meum:?}");
    }
}
