//! OAuth 1.0a in the query, and the troubles that only a signature gets past.

use connect_practice::{ShopConfig, SignIn, Trouble, notebook};
use reqwest::Response;
use serde_json::json;

use crate::signing::{Signing, now};
use crate::support::{CUSTOMER, Pair, READ_ONLY, READ_WRITE, Shop, WRITE_ONLY, code, header, read};

const LIST: &str = "/wp-json/wc/v3/payment_gateways";
const NO_KEY: Pair = ("ck_0c0a11ce00000000000000000000000000000bad", READ_WRITE.1);
const WRONG_SECRET: Pair = (READ_WRITE.0, "cs_0c0a11ce00000000000000000000000000000bad");
/// Far enough from the edge of a quarter of an hour for a slow machine.
const MINUTE: i64 = 60;

fn https() -> Signing {
    Signing::of(&format!("{}{LIST}", notebook::SHOP_ADDRESS), READ_WRITE)
}

fn http() -> Signing {
    Signing::of(&format!("http://corner-shop.example{LIST}"), READ_WRITE)
}

/// Sends the signed request over TLS to the address that it names.
async fn send(shop: &Shop, signing: &Signing) -> Response {
    let request = shop.ask(signing.method, LIST).query(&signing.parameters());
    request.send().await.unwrap()
}

/// Sends it over plain http.
async fn send_plainly(shop: &Shop, signing: &Signing) -> Response {
    let request = shop.client.get(shop.plain_address(LIST)).query(&signing.parameters());
    request.send().await.unwrap()
}

/// Status, code and message.
async fn told(response: Response) -> (u16, String, String) {
    let (status, body) = read(response).await;
    let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
    (status, text("code"), text("message"))
}

fn refused(message: &str) -> (u16, String, String) {
    (401, "woocommerce_rest_authentication_error".to_owned(), message.to_owned())
}

#[tokio::test]
async fn a_signature_opens_the_shop_with_either_hash_and_either_way() {
    let shop = Shop::start().await;
    for hash in ["HMAC-SHA1", "HMAC-SHA256"] {
        assert_eq!(send(&shop, &Signing { hash, ..https() }).await.status(), 200, "{hash}");
        // Over plain http, WordPress believes in http, too.
        assert_eq!(send_plainly(&shop, &Signing { hash, ..http() }).await.status(), 200, "{hash}");
    }
    assert!(shop.practice.requests().iter().all(|request| request.sign_in == SignIn::OAuth1));
}

#[tokio::test]
async fn each_fault_of_a_signature_has_its_own_answer() {
    let shop = Shop::start().await;
    let mismatch = "Invalid signature - provided signature does not match.";
    for (signing, message) in [
        (Signing { key: NO_KEY, ..https() }, "Consumer key is invalid."),
        (Signing { key: WRONG_SECRET, ..https() }, mismatch),
        (Signing { method: "POST", ..https() }, mismatch),
        (http(), mismatch),
        (Signing { hash: "PLAINTEXT", ..https() }, "Invalid signature - signature method is invalid."),
        (Signing { timestamp: now() - 16 * MINUTE, ..https() }, "Invalid timestamp."),
        (Signing { timestamp: now() + 16 * MINUTE, ..https() }, "Invalid timestamp."),
        // WooCommerce checks the signature before the time.
        (Signing { timestamp: 1, key: WRONG_SECRET, ..https() }, mismatch),
    ] {
        let request = shop.ask("GET", LIST).query(&signing.parameters());
        assert_eq!(told(request.send().await.unwrap()).await, refused(message));
    }
    let within = Signing { timestamp: now() - 14 * MINUTE, ..https() };
    assert_eq!(send(&shop, &within).await.status(), 200);
}

#[tokio::test]
async fn a_nonce_is_good_once_for_each_key() {
    let shop = Shop::start().await;
    let signing = https();
    assert_eq!(send(&shop, &signing).await.status(), 200);
    let again = told(send(&shop, &signing).await).await;
    assert_eq!(again, refused("Invalid nonce - nonce has already been used."));
    let other_key = Signing { key: READ_ONLY, ..signing };
    assert_eq!(send(&shop, &other_key).await.status(), 200);
}

#[tokio::test]
async fn missing_parameters_are_named() {
    let shop = Shop::start().await;
    let missing = "woocommerce_rest_authentication_missing_parameter";
    let all: Vec<(String, String)> = https().parameters();
    let but_one: Vec<_> = all.iter().filter(|(name, _)| name != "oauth_nonce").cloned().collect();
    let key_only: Vec<_> = all.iter().filter(|(name, _)| name == "oauth_consumer_key").cloned().collect();
    let rest = "oauth_timestamp, oauth_nonce, oauth_signature, oauth_signature_method";
    for (query, message) in [
        (but_one, "Missing OAuth parameter oauth_nonce".to_owned()),
        (key_only, format!("Missing OAuth parameters {rest}")),
    ] {
        let answer = told(shop.ask("GET", LIST).query(&query).send().await.unwrap()).await;
        assert_eq!(answer, (401, missing.to_owned(), message));
    }
}

#[tokio::test]
async fn the_rest_of_the_query_is_signed_too() {
    let shop = Shop::start().await;
    for query in [
        vec![("_fields", "id,title"), ("b", "two words & more"), ("a", "é~+%")],
        vec![("filter[a]", "1"), ("filter[x]", "2"), ("filler", "3")],
        vec![("list[0]", "1")],
    ] {
        let signing = Signing { query, ..https() };
        let mut sent = signing.parameters();
        for (name, _) in &mut sent {
            // PHP numbers the members of a list, and the signature covers the numbers.
            *name = name.replace("list[0]", "list[]");
        }
        let answer = shop.ask("GET", LIST).query(&sent).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{:?}", signing.query);
    }
    let tampered = shop.ask("GET", LIST).query(&https().parameters()).query(&[("_fields", "id")]);
    assert_eq!(tampered.send().await.unwrap().status(), 401);
}

#[tokio::test]
async fn what_a_key_may_is_asked_after_its_signature() {
    let shop = Shop::start().await;
    let error = "woocommerce_rest_authentication_error";
    for (key, expected) in [(WRITE_ONLY, (401, error)), (CUSTOMER, (403, "woocommerce_rest_cannot_view"))] {
        let answer = code(send(&shop, &Signing { key, ..https() }).await).await;
        assert_eq!(answer, (expected.0, expected.1.to_owned()));
    }
    let address = format!("{}{LIST}/meum", notebook::SHOP_ADDRESS);
    for (key, status) in [(READ_ONLY, 401), (READ_WRITE, 200)] {
        let signing = Signing { method: "PUT", ..Signing::of(&address, key) };
        let request = shop.ask("PUT", &format!("{LIST}/meum")).query(&signing.parameters());
        assert_eq!(request.json(&json!({})).send().await.unwrap().status(), status);
    }
}

#[tokio::test]
async fn a_signature_names_the_folder_and_the_port_once() {
    let home = "https://localhost:0/shop".parse().unwrap();
    let shop = Shop::with(ShopConfig { home, ..ShopConfig::practice() }).await;
    let signing = Signing::of(&shop.address(LIST), READ_WRITE);
    assert_eq!(send(&shop, &signing).await.status(), 200);
}

#[tokio::test]
async fn a_shop_that_does_not_notice_https_takes_signatures_for_http_only() {
    let shop = Shop::start().await;
    shop.practice.set(Trouble::HttpsUnnoticed);
    let (key, secret) = READ_WRITE;
    let guest = (401, "woocommerce_rest_cannot_view".to_owned());
    assert_eq!(code(shop.get_as(READ_WRITE, LIST).await).await, guest);
    let in_query = shop.ask("GET", LIST).query(&[("consumer_key", key), ("consumer_secret", secret)]);
    assert_eq!(code(in_query.send().await.unwrap()).await, guest);
    assert_eq!(send(&shop, &https()).await.status(), 401);
    assert_eq!(send(&shop, &http()).await.status(), 200);
    let (_, index) = read(shop.get("/wp-json/?_fields=home,authentication").await).await;
    assert_eq!(index, json!({ "home": notebook::SHOP_ADDRESS, "authentication": [] }));
}

#[tokio::test]
async fn a_home_without_tls_is_named_in_the_index_and_upgraded_in_links() {
    let shop = Shop::start().await;
    shop.practice.set(Trouble::HomeIsHttp);
    let answer = shop.get("/wp-json/?_fields=home,url").await;
    let link = "<https://corner-shop.example/wp-json/>; rel=\"https://api.w.org/\"";
    assert_eq!(header(&answer, "link"), Some(link));
    let (_, index) = read(answer).await;
    assert_eq!(index, json!({ "home": "http://corner-shop.example", "url": "http://corner-shop.example" }));
    assert_eq!(shop.get_as(READ_WRITE, LIST).await.status(), 200);
    assert_eq!(send(&shop, &https()).await.status(), 200);
    let plain = shop.client.get(shop.plain_address("/")).send().await.unwrap();
    assert_eq!(header(&plain, "link"), Some(link.replace("https://c", "http://c").as_str()));
}

#[tokio::test]
async fn keys_in_the_query_can_be_blocked_while_signatures_pass() {
    let shop = Shop::start().await;
    shop.practice.set(Trouble::QueryKeysRefused);
    let guest = (401, "woocommerce_rest_cannot_view".to_owned());
    assert_eq!(code(shop.get_as(READ_WRITE, LIST).await).await, guest);
    let query = [("consumer_key", READ_WRITE.0), ("consumer_secret", READ_WRITE.1)];
    let blocked = shop.ask("GET", LIST).query(&query).send().await.unwrap();
    assert_eq!((blocked.status().as_u16(), header(&blocked, "content-type")), (403, Some("text/html")));
    assert_eq!(send(&shop, &https()).await.status(), 200);
}

#[tokio::test]
async fn a_wrong_clock_shows_in_the_date_and_refuses_right_timestamps() {
    let shop = Shop::start().await;
    let date = |response: &Response| {
        let date = header(response, "date").unwrap().to_owned();
        jiff::fmt::rfc2822::parse(&date).unwrap().timestamp().as_second()
    };
    assert!((date(&shop.get("/").await) - now()).abs() <= MINUTE);
    for minutes in [20, -20] {
        shop.practice.set(Trouble::ClockOff { minutes });
        for path in ["/", "/wp-json/", "/nothing"] {
            let off = date(&shop.get(path).await) - now();
            assert!((off - minutes * MINUTE).abs() <= MINUTE, "{path} {off}");
        }
        let (_, _, message) = told(send(&shop, &https()).await).await;
        assert_eq!(message, "Invalid timestamp.");
        let by_its_clock = Signing { timestamp: now() + minutes * MINUTE, ..https() };
        assert_eq!(send(&shop, &by_its_clock).await.status(), 200);
        assert_eq!(shop.get_as(READ_WRITE, LIST).await.status(), 200, "other ways do not look at the time");
    }
    shop.practice.set(Trouble::ClockOff { minutes: i64::MIN });
    assert_eq!(shop.get("/").await.status(), 200);
}

#[tokio::test]
async fn a_wrong_secret_is_not_forgiven_for_a_right_signature() {
    let shop = Shop::start().await;
    let request = shop.ask("GET", LIST).query(&https().parameters()).basic_auth(READ_WRITE.0, Some("cs_no"));
    assert_eq!(told(request.send().await.unwrap()).await, refused("Consumer secret is invalid."));
}

#[tokio::test]
async fn nonsense_in_place_of_a_signature_is_refused() {
    let shop = Shop::start().await;
    let right = https().parameters();
    for (name, value) in [
        ("oauth_signature", "%ff%00"),
        ("oauth_signature", "=="),
        ("oauth_timestamp", "soon"),
        ("oauth_timestamp", "-9223372036854775808"),
        ("oauth_timestamp", "99999999999999999999"),
        ("oauth_signature_method", "hmac-sha256"),
        ("[]", "1"),
        ("a[[]]", "[]["),
        ("oauth_signature[]", "x"),
    ] {
        let mut sent: Vec<_> = right.iter().filter(|(known, _)| known != name).cloned().collect();
        sent.push((name.to_owned(), value.to_owned()));
        let answer = shop.ask("GET", LIST).query(&sent).send().await.unwrap();
        assert_eq!(answer.status(), 401, "{name}={value}");
    }
}
