//! Signatures computed independently, and what must not be signed or printed.

use super::*;
use std::collections::BTreeSet;

const SECRET: &str = "cs_fedcba9876543210fedcba9876543210fedcba98";
const NONCE: &str = "00112233445566778899aabbccddeeff";
const HOME: &str = "https://shop.example";

fn signed(method: &Method, url: &str, signed_as: &str) -> Result<SignedUrl, SignError> {
    let key = Secret::new("ck_0123456789abcdef0123456789abcdef01234567".to_owned());
    let secret = Secret::new(SECRET.to_owned());
    sign(&key, &secret, method, &url.parse().unwrap(), signed_as, 1_767_225_600, NONCE)
}

fn signature_of(url: &Url) -> Option<String> {
    url.query_pairs().find(|(name, _)| name == "oauth_signature").map(|(_, value)| value.into_owned())
}

/// The expected signatures come from Python's `hmac` over the text PHP would build.
#[test]
fn a_signature_is_the_one_woocommerce_computes() {
    let gateways = "https://shop.example/wp-json/wc/v3/payment_gateways";
    let other_home = "http://shop.example:8080/wp-json/wc/v3/payment_gateways";
    let orders = "https://shop.example/wp-json/wc/v3/orders";
    let searched = format!("{orders}?_fields=id,environment.home_url&search=a+b%26c%3D%7E%2A%C3%BC");
    let sized = format!("{orders}?gr%C3%B6%C3%9Fe%2B=1");
    let put = "https://www.shop.example/winkel/wp-json/wc/v3/payment_gateways/meum?Z=1&a=2";
    let umlaut = "https://Müller.example/winkel/wp-json/wc/v3/payment_gateways/meum";
    let plain = "https://shop.example/index.php?rest_route=/wc/v3/orders&x=wp-json/wc/";
    let cases = [
        (Method::GET, gateways, gateways, "Co+0XxBcHi9pXVd9wRDAk0ghzQfG9msKOHsMz0fCx4k="),
        (Method::GET, gateways, other_home, "p+tajkD6bJD+yUYfI7ZJ51P5z2ClVPSz3m3qc0vjMSo="),
        (Method::GET, &searched, orders, "jQvJbxw5ZnOV7YT3VqrayU0TCBJfPCecioPy9f/HH7Q="),
        (Method::GET, &searched, &searched, "jQvJbxw5ZnOV7YT3VqrayU0TCBJfPCecioPy9f/HH7Q="),
        (Method::GET, &sized, orders, "0PbYLUcDPiqVwAEqRmIHzef3ZumMERUm5Ch7WW8UvtE="),
        (Method::PUT, put, umlaut, "+OpHHfgjeE4i54hYBKW3gLCxd5FrHlkDAjv6XUndxIM="),
        (Method::GET, plain, "https://shop.example/index.php", "zW0fdERJRfMLGyvhBb37HQrCjihRiKXCPDSSV//8TAY="),
    ];
    for (method, url, signed_as, expected) in cases {
        let signed = signed(&method, url, signed_as).unwrap().into_url();
        assert_eq!(signature_of(&signed).as_deref(), Some(expected), "{method} {url} as {signed_as}");
        assert!(signed.as_str().starts_with(url), "{signed} begins as it was asked");
    }
}

#[test]
fn a_plus_in_a_signature_does_not_arrive_as_a_space() {
    let url = signed(&Method::GET, "https://shop.example/wp-json/wc/v3/payment_gateways", HOME).unwrap().into_url();
    let query = url.query().unwrap();
    let (_, sent) = query.split_once("oauth_signature=").unwrap();
    assert!(!sent.contains(['+', '/', '=']), "{sent}");
}

#[test]
fn the_secret_does_not_leave_and_the_key_is_not_printed() {
    let signed = signed(&Method::GET, "https://shop.example/a?_fields=id", HOME).unwrap();
    assert_eq!(format!("{signed:?}"), "SignedUrl(/a?…)");
    let url = signed.into_url();
    assert!(!url.as_str().contains(SECRET) && !url.as_str().contains("cs_"), "{url}");
}

#[test]
fn a_query_that_php_reads_differently_is_not_signed() {
    let twice = ["a=1&a=2", "oauth_nonce=mine", "oauth_consumer_key=ck_other"];
    let rewritten = ["a.b=1", "a+b=1", "a[]=1", "a%5Bb%5D=1", "=1", "a%00b=1"];
    let not_text = ["a=%FF", "%FF=a"];
    for query in twice.into_iter().chain(rewritten).chain(not_text) {
        let result = signed(&Method::GET, &format!("https://shop.example/a?{query}"), HOME);
        assert_eq!(result.map(|_| ()), Err(SignError::Query), "{query}");
    }
}

#[test]
fn nonces_are_thirty_two_characters_and_differ() {
    let nonces: BTreeSet<String> = (0..100).map(|_| nonce().unwrap()).collect();
    assert_eq!(nonces.len(), 100);
    assert!(nonces.iter().all(|nonce| nonce.len() == 32 && nonce.bytes().all(|byte| byte.is_ascii_hexdigit())));
}
