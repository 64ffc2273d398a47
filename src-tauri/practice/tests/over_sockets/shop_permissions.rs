//! The truth table as we measured it: the shop's answer by key, method and way of signing in.

use crate::support::{CUSTOMER, GATEWAYS, MEUM_GATEWAY, Pair, READ_ONLY, READ_WRITE, Shop, WRITE_ONLY, code, header};
use connect_practice::{Owner, Permission, ShopConfig, ShopKey, SignIn};

const UNKNOWN: Pair = ("ck_ffffffffffffffffffffffffffffffffffffffff", READ_WRITE.1);
const SWAPPED: Pair = (READ_WRITE.1, READ_WRITE.0);
const WRONG_SECRET: Pair = (READ_WRITE.0, "cs_ffffffffffffffffffffffffffffffffffffffff");
const EMPTY_SECRET: Pair = (READ_WRITE.0, "");
const PASSWORD: Pair = ("admin", "correct horse");
const EDITOR: Pair = ("ck_ed00000000000000000000000000000000000000", "cs_ed");
const MANAGER: Pair = ("ck_ab00000000000000000000000000000000000000", "cs_ab");
const REVOKED: Pair = ("ck_de00000000000000000000000000000000000000", "cs_de");

const PROBE: &str = "/wp-json/wc/v3/payment_gateways/no-such-gateway";
const NO_ROUTE: &str = "/wp-json/wc/v3/no-such-route";
const STATUS: &str = "/wp-json/wc/v3/system_status?_fields=environment.version";

const VIEW: &str = "woocommerce_rest_cannot_view";
const EDIT: &str = "woocommerce_rest_cannot_edit";
const AUTHENTICATION: &str = "woocommerce_rest_authentication_error";
const NO_GATEWAY: &str = "woocommerce_rest_payment_gateway_invalid";

async fn shop() -> Shop {
    let mut config = ShopConfig::practice();
    let key = |(key, secret): Pair, owner, revoked| ShopKey {
        consumer_key: key.to_owned(),
        consumer_secret: secret.to_owned(),
        permission: Permission::ReadWrite,
        owner,
        revoked,
    };
    config.keys.extend([
        key(EDITOR, Owner::Editor, false),
        key(MANAGER, Owner::ShopManager, false),
        key(REVOKED, Owner::Administrator, true),
    ]);
    Shop::with(config).await
}

#[tokio::test]
async fn a_key_in_the_header_is_judged_as_measured() {
    let shop = shop().await;
    let rows: [(&str, Pair, &str, &str, u16, &str); 37] = [
        ("G", READ_WRITE, "GET", GATEWAYS, 200, ""),
        ("G", READ_WRITE, "GET", MEUM_GATEWAY, 200, ""),
        ("G", READ_WRITE, "GET", STATUS, 200, ""),
        ("G", READ_WRITE, "OPTIONS", GATEWAYS, 200, ""),
        ("G", READ_WRITE, "POST", NO_ROUTE, 404, "rest_no_route"),
        ("G", READ_WRITE, "POST", PROBE, 404, NO_GATEWAY),
        ("G", READ_WRITE, "GET", PROBE, 404, NO_GATEWAY),
        ("G", MANAGER, "GET", STATUS, 200, ""),
        ("G", MANAGER, "PUT", MEUM_GATEWAY, 200, ""),
        ("U", UNKNOWN, "GET", GATEWAYS, 401, VIEW),
        ("U", UNKNOWN, "GET", MEUM_GATEWAY, 401, VIEW),
        ("U", UNKNOWN, "POST", PROBE, 401, EDIT),
        ("U", UNKNOWN, "OPTIONS", GATEWAYS, 200, ""),
        ("U", REVOKED, "GET", GATEWAYS, 401, VIEW),
        ("U", SWAPPED, "GET", GATEWAYS, 401, VIEW),
        ("U", EMPTY_SECRET, "GET", GATEWAYS, 401, VIEW),
        ("U", PASSWORD, "GET", STATUS, 401, VIEW),
        ("S", WRONG_SECRET, "GET", GATEWAYS, 401, AUTHENTICATION),
        ("S", WRONG_SECRET, "POST", NO_ROUTE, 401, AUTHENTICATION),
        ("S", WRONG_SECRET, "OPTIONS", GATEWAYS, 401, AUTHENTICATION),
        ("R", READ_ONLY, "GET", GATEWAYS, 200, ""),
        ("R", READ_ONLY, "OPTIONS", MEUM_GATEWAY, 200, ""),
        ("R", READ_ONLY, "POST", NO_ROUTE, 401, AUTHENTICATION),
        ("R", READ_ONLY, "POST", PROBE, 401, AUTHENTICATION),
        ("R", READ_ONLY, "PUT", MEUM_GATEWAY, 401, AUTHENTICATION),
        ("R", READ_ONLY, "DELETE", NO_ROUTE, 401, AUTHENTICATION),
        ("X", WRITE_ONLY, "GET", GATEWAYS, 401, AUTHENTICATION),
        ("X", WRITE_ONLY, "OPTIONS", GATEWAYS, 200, ""),
        ("X", WRITE_ONLY, "POST", NO_ROUTE, 404, "rest_no_route"),
        ("X", WRITE_ONLY, "POST", PROBE, 404, NO_GATEWAY),
        ("X", WRITE_ONLY, "PUT", MEUM_GATEWAY, 200, ""),
        ("P", CUSTOMER, "GET", GATEWAYS, 403, VIEW),
        ("P", CUSTOMER, "PUT", MEUM_GATEWAY, 403, EDIT),
        ("P", CUSTOMER, "OPTIONS", GATEWAYS, 200, ""),
        ("P", CUSTOMER, "POST", NO_ROUTE, 404, "rest_no_route"),
        ("P", EDITOR, "GET", STATUS, 403, VIEW),
        ("P", EDITOR, "POST", PROBE, 403, EDIT),
    ];
    for (row, (key, secret), method, path, status, expected) in rows {
        let request = shop.ask(method, path).basic_auth(key, Some(secret));
        let answer = code(request.send().await.unwrap()).await;
        assert_eq!(answer, (status, expected.to_owned()), "{row}: {method} {path} as {key}");
    }
}

#[tokio::test]
async fn a_key_in_the_query_is_judged_as_measured() {
    let shop = shop().await;
    let rows: [(&str, Pair, &str, &str, u16, &str); 7] = [
        ("G", READ_WRITE, "GET", GATEWAYS, 200, ""),
        ("G", READ_WRITE, "PUT", MEUM_GATEWAY, 200, ""),
        ("U", UNKNOWN, "GET", GATEWAYS, 401, VIEW),
        ("S", WRONG_SECRET, "GET", GATEWAYS, 401, AUTHENTICATION),
        ("R", READ_ONLY, "POST", NO_ROUTE, 401, AUTHENTICATION),
        ("X", WRITE_ONLY, "GET", GATEWAYS, 401, AUTHENTICATION),
        ("P", CUSTOMER, "GET", GATEWAYS, 403, VIEW),
    ];
    for (row, (key, secret), method, path, status, expected) in rows {
        let query = [("consumer_key", key), ("consumer_secret", secret)];
        let request = shop.ask(method, path).query(&query);
        let answer = code(request.send().await.unwrap()).await;
        assert_eq!(answer, (status, expected.to_owned()), "{row}: {method} {path} as {key}");
    }
}

#[tokio::test]
async fn nobody_may_do_nothing_but_ask_for_a_description() {
    let shop = shop().await;
    for (method, path, status, expected) in [
        ("GET", GATEWAYS, 401, VIEW),
        ("GET", STATUS, 401, VIEW),
        ("GET", "/wp-json/wc/v3/orders", 401, VIEW),
        ("GET", "/wp-json/wc/v3/data", 401, VIEW),
        ("PUT", MEUM_GATEWAY, 401, EDIT),
        ("OPTIONS", GATEWAYS, 200, ""),
        ("OPTIONS", NO_ROUTE, 200, ""),
        ("OPTIONS", "/wp-json/wc/v3/orders", 200, ""),
        ("GET", NO_ROUTE, 404, "rest_no_route"),
        ("GET", "/wp-json/wp/v2/plugins", 401, "rest_cannot_view_plugins"),
        ("GET", "/wp-json/wp/v2/users/me", 401, "rest_not_logged_in"),
    ] {
        let answer = code(shop.ask(method, path).send().await.unwrap()).await;
        assert_eq!(answer, (status, expected.to_owned()), "{method} {path}");
    }
}

#[tokio::test]
async fn the_key_is_trimmed_and_the_secret_is_not() {
    let shop = shop().await;
    let (key, secret) = READ_WRITE;
    for (key, secret, status) in [
        (format!("{key} "), secret.to_owned(), 200),
        (format!(" {key}\n"), secret.to_owned(), 200),
        (key.to_owned(), format!("{secret} "), 401),
        (key.to_owned(), format!("{secret}\n"), 401),
    ] {
        let request = shop.ask("GET", GATEWAYS).basic_auth(&key, Some(&secret));
        assert_eq!(request.send().await.unwrap().status(), status, "{key:?} {secret:?}");
    }
}

#[tokio::test]
async fn a_key_in_the_query_goes_before_one_in_the_header() {
    let shop = shop().await;
    let in_query = |(key, secret): Pair| [("consumer_key", key), ("consumer_secret", secret)];
    for (query, header, status) in [(READ_WRITE, UNKNOWN, 200), (UNKNOWN, READ_WRITE, 401)] {
        let request = shop.ask("GET", GATEWAYS).query(&in_query(query));
        let request = request.basic_auth(header.0, Some(header.1));
        assert_eq!(request.send().await.unwrap().status(), status);
    }
    let seen = shop.practice.requests();
    assert!(seen.iter().all(|request| request.sign_in == SignIn::BasicAndQueryString));
}

#[tokio::test]
async fn a_wrong_nonce_matters_to_guests_only() {
    let shop = shop().await;
    let path = format!("{GATEWAYS}&_wpnonce=abcdef0123");
    let answer = shop.get(&path).await;
    assert!(header(&answer, "cache-control").unwrap().contains("no-store"));
    let guest = code(answer).await;
    assert_eq!(guest, (403, "rest_cookie_invalid_nonce".to_owned()));
    assert_eq!(shop.get_as(READ_WRITE, &path).await.status(), 200);
}

#[tokio::test]
async fn the_right_headers_go_with_each_answer() {
    let shop = shop().await;
    let no_cache = "no-cache, must-revalidate, max-age=0, no-store, private";
    let all = "GET, POST, PUT, PATCH";
    for (name, who, path, allow, cache, total) in [
        ("list", READ_WRITE, GATEWAYS, Some("GET"), Some(no_cache), Some("5")),
        ("one", READ_WRITE, MEUM_GATEWAY, Some(all), Some(no_cache), None),
        ("no such", READ_WRITE, PROBE, Some(all), Some(no_cache), None),
        ("role", CUSTOMER, GATEWAYS, None, Some(no_cache), None),
        ("permission", WRITE_ONLY, GATEWAYS, None, Some(no_cache), None),
        ("unknown", UNKNOWN, GATEWAYS, None, None, None),
        ("secret", WRONG_SECRET, GATEWAYS, None, None, None),
    ] {
        let answer = shop.get_as(who, path).await;
        assert_eq!(header(&answer, "allow"), allow, "{name}: Allow");
        assert_eq!(header(&answer, "cache-control"), cache, "{name}: Cache-Control");
        assert_eq!(header(&answer, "x-wp-total"), total, "{name}: X-WP-Total");
        let root = "<https://corner-shop.example/wp-json/>; rel=\"https://api.w.org/\"";
        assert_eq!(header(&answer, "link"), Some(root), "{name}: Link");
        let json = "application/json; charset=UTF-8";
        assert_eq!(header(&answer, "content-type"), Some(json), "{name}: Content-Type");
        assert_eq!(header(&answer, "www-authenticate"), None, "{name}: WWW-Authenticate");
    }
}
