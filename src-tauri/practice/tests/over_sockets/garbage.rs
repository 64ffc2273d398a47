//! Garbage on the wire, bounds, and stopping.

use connect_practice::{PracticeShop, ShopConfig, Trouble, notebook};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::support::{CONNECT, MEUM_GATEWAY, Meum, PATIENCE, READ_WRITE, STATUS, Shop, look_again, this_shop};

/// Sends bytes to the plain address and reads what comes back until the end.
async fn talk(shop: &PracticeShop, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(shop.plain_address()).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut answer = Vec::new();
    // A reset is as good an answer to garbage as an end.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn garbage_is_refused_and_the_shop_lives_on() {
    let shop = Shop::start().await;
    let long = format!("GET /{} HTTP/1.1\r\nhost: x\r\n\r\n", "a".repeat(200_000));
    let cases: [&[u8]; 9] = [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc",
        b"\0\0\0\0\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET /wp-json/?_fields=%ff%00&rest_route=%2F..%2F HTTP/1.1\r\nhost: x\r\n\r\n",
        b"GET /%ff%fe/%00?rest_route=%zz%ff HTTP/1.1\r\nhost: x\r\n\r\n",
        b"GET /?rest_route=/a%20b/{id}/* HTTP/1.1\r\nhost: x\r\n\r\n",
        b"BREW /wp-json/wc/v3/data HTTP/1.1\r\nauthorization: Basic !!!\r\nhost: x\r\n\r\n",
        b"PUT /wp-json/wc/v3/payment_gateways/%2e%2e HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\nab",
        long.as_bytes(),
    ];
    for bytes in cases {
        let answer = talk(&shop.practice, bytes).await;
        assert!(!answer.starts_with("HTTP/1.1 5"), "{answer}");
        assert_eq!(shop.get("/wp-json/?_fields=name").await.status(), 200);
    }
}

#[tokio::test]
async fn bodies_have_a_bound() {
    let shop = Shop::start().await;
    let request = shop.ask("PUT", MEUM_GATEWAY).basic_auth(READ_WRITE.0, Some(READ_WRITE.1));
    let answer = request.body(vec![b' '; 300 * 1024]).send().await;
    // The shop may close before the client has sent everything.
    assert!(answer.is_err() || answer.is_ok_and(|answer| answer.status() == 413));
}

#[tokio::test]
async fn only_the_newest_thousand_requests_are_remembered() {
    let meum = Meum::start().await;
    for _ in 0..1_005 {
        meum.ask("GET", "health").send().await.unwrap();
    }
    meum.ask("GET", STATUS).send().await.unwrap();
    let seen = meum.practice.requests();
    assert_eq!((seen.len(), seen.last().unwrap().path.as_str()), (1_000, "/v1/integration/woocommerce/status"));
}

#[tokio::test]
async fn unknown_paths_and_methods_of_meum_are_not_found() {
    let meum = Meum::start().await;
    for (method, path) in [("GET", "v1/invoices"), ("GET", CONNECT), ("DELETE", STATUS), ("POST", "")] {
        let request = meum.ask(method, path).bearer_auth(notebook::CONNECTION_KEY);
        let answer = request.json(&this_shop()).send().await.unwrap();
        assert_eq!(answer.status(), 404, "{method} {path}");
    }
}

#[tokio::test]
async fn clients_that_gave_up_on_a_hanging_shop_leave_room_for_others() {
    let shop = Shop::start().await;
    shop.practice.set(Trouble::HangForever);
    // More than the shop takes at once: each place is free again when its client has gone.
    for _ in 0..150 {
        let mut stream = TcpStream::connect(shop.practice.plain_address()).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    }
    shop.practice.clear();
    let answer = shop.client.get(shop.plain_address("/")).send().await.unwrap();
    assert_eq!(answer.status(), 200);
}

#[tokio::test]
async fn a_dropped_shop_stops_at_once() {
    let practice = PracticeShop::start(ShopConfig::practice()).await.unwrap();
    let addresses = [practice.tls_address(), practice.plain_address()];
    let mut open = TcpStream::connect(practice.plain_address()).await.unwrap();
    open.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    assert!(open.read(&mut [0; 16]).await.unwrap() > 0);
    drop(practice);
    // The open connection ends, and nobody listens any more.
    let _ = open.read_to_end(&mut Vec::new()).await;
    let refused = async {
        for address in addresses {
            while TcpStream::connect(address).await.is_ok() {
                look_again().await;
            }
        }
    };
    timeout(PATIENCE, refused).await.expect("both listeners are gone");
}

#[tokio::test]
async fn only_the_shop_s_own_authority_is_needed_and_each_shop_has_its_own() {
    let (one, other) = (Shop::start().await, Shop::start().await);
    assert_ne!(one.practice.authority_pem(), other.practice.authority_pem());
    assert!(!one.practice.authority_pem().contains("PRIVATE"));
    let confused = crate::support::client_for(&one.practice);
    let host = one.practice.home().host_str().unwrap().to_owned();
    let confused = confused.resolve(&host, other.practice.tls_address()).build().unwrap();
    assert!(confused.get(one.address("/")).send().await.unwrap_err().is_connect());
}
