//! The shop over plain http: WordPress without TLS, where WooCommerce's keys mean nothing.

use crate::support::{GATEWAYS, READ_WRITE, Shop, code, read};

#[tokio::test]
async fn keys_are_ignored_without_tls() {
    let shop = Shop::start().await;
    let (key, secret) = READ_WRITE;
    let expected = (401, "woocommerce_rest_cannot_view".to_owned());

    let in_header = shop.client.get(shop.plain_address(GATEWAYS)).basic_auth(key, Some(secret));
    assert_eq!(code(in_header.send().await.unwrap()).await, expected);

    let query = [("consumer_key", key), ("consumer_secret", secret)];
    let in_query = shop.client.get(shop.plain_address(GATEWAYS)).query(&query);
    assert_eq!(code(in_query.send().await.unwrap()).await, expected);
    assert!(shop.practice.requests().iter().all(|request| !request.secured));
}

#[tokio::test]
async fn the_index_answers_without_tls_and_names_the_real_address() {
    let shop = Shop::start().await;
    let answer = shop.client.get(shop.plain_address("/wp-json/?_fields=home")).send().await.unwrap();
    let (status, index) = read(answer).await;
    assert_eq!((status, index["home"].as_str()), (200, Some("https://corner-shop.example")));
}
