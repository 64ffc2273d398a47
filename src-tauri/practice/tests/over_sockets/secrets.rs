//! No secret is ever in the list of requests.

use connect_practice::{SignIn, Trouble, notebook};

use crate::signing::Signing;
use crate::support::{GATEWAYS, MEUM_GATEWAY, Meum, READ_WRITE, Shop, this_shop};

#[tokio::test]
async fn the_list_of_requests_holds_no_secret() {
    let shop = Shop::start().await;
    let (key, secret) = READ_WRITE;
    shop.get_as(READ_WRITE, GATEWAYS).await;
    let query = [("consumer_key", key), ("consumer_secret", secret)];
    shop.ask("GET", GATEWAYS).query(&query).send().await.unwrap();
    let change = serde_json::json!({ "settings": { "webhook_secret": secret } });
    shop.write("PUT", MEUM_GATEWAY, &change).await;
    shop.get(&format!("/{key}/{secret}?{secret}=1&_fields={key}")).await;
    shop.get(&format!("/?rest_route=/wc/{secret}")).await;

    let meum = Meum::start().await;
    let issued = meum.connected().await;
    let dedicated = issued["api_key"].as_str().unwrap();
    meum.status(dedicated).await;
    meum.ask("GET", &format!("{dedicated}?key={dedicated}")).send().await.unwrap();
    meum.connect(notebook::CONNECTION_KEY, &this_shop()).await;

    let seen = format!("{:?} {:?}", shop.practice.requests(), meum.practice.requests());
    for secret in [
        key,
        secret,
        dedicated,
        issued["webhook_secret"].as_str().unwrap(),
        notebook::CONNECTION_KEY,
        key.get(..12).unwrap(),
        secret.get(..12).unwrap(),
        dedicated.get(..12).unwrap(),
    ] {
        assert!(!seen.contains(secret), "{secret} in {seen}");
    }
}

#[tokio::test]
async fn the_list_of_requests_tells_how_each_tried_to_sign_in() {
    let shop = Shop::start().await;
    let query = [("consumer_key", "ck_x"), ("consumer_secret", "cs_x")];
    let ask = || shop.ask("GET", GATEWAYS);
    let requests = [
        (ask(), SignIn::Nothing),
        (ask().basic_auth("a", Some("b")), SignIn::Basic),
        (ask().bearer_auth("a"), SignIn::Bearer),
        (ask().query(&query), SignIn::QueryString),
        (ask().query(&query).basic_auth("a", Some("b")), SignIn::BasicAndQueryString),
        (ask().query(&[("oauth_consumer_key", "ck_x")]), SignIn::OAuth1),
        (ask().header("authorization", "Digest x"), SignIn::Other),
    ];
    for (request, expected) in requests {
        request.send().await.unwrap();
        let seen = shop.practice.requests().pop().unwrap();
        assert_eq!(seen.sign_in, expected);
        assert_eq!((seen.method.as_str(), seen.path.as_str()), ("GET", "/wp-json/wc/v3/payment_gateways"));
        assert_eq!(seen.route.as_deref(), Some("/wc/v3/payment_gateways"));
        assert_eq!(seen.fields.as_deref(), Some("id"));
        assert_eq!(seen.query_names.first().map(String::as_str), Some("_fields"));
        assert!(seen.secured);
    }
}

/// Somebody may type a real shop's keys into the practice shop.
#[tokio::test]
async fn a_key_that_was_sent_is_never_printed() {
    let shop = Shop::start().await;
    let (key, secret) = ("ck_5ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2", "cs_5ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2");
    shop.practice.set(Trouble::CachedPrivately);
    let query = [("consumer_key", key), ("consumer_secret", secret)];
    shop.ask("GET", GATEWAYS).query(&query).send().await.unwrap();
    let signing = Signing::of(&shop.address("/wp-json/wc/v3/payment_gateways"), (key, secret));
    shop.ask("GET", GATEWAYS).query(&signing.parameters()).send().await.unwrap();
    assert_eq!(shop.practice.requests().len(), 2);
    let printed = format!("{:?}", shop.practice);
    for part in ["5ec2e7", signing.nonce.as_str()] {
        assert!(!printed.contains(part), "{part} in {printed}");
    }
}
