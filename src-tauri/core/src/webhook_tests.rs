//! What an address for payment updates may be, and when two of them are one.

use super::*;

fn home() -> StoreUrl {
    StoreUrl::parse("https://shop.corner.example").unwrap()
}

fn shop(home: &str, root: &str) -> (StoreUrl, ApiRoot) {
    (StoreUrl::from_home(home).unwrap(), ApiRoot::parse(root).unwrap())
}

#[test]
fn the_usual_address_is_where_the_plugins_route_is() {
    let cases = [
        ("https://a.example", "https://a.example/wp-json/", "https://a.example/wp-json/meum/v1/webhook"),
        ("https://a.example/shop", "https://a.example/shop/wp-json/", "https://a.example/shop/wp-json/meum/v1/webhook"),
        ("https://a.example", "https://a.example/api/", "https://a.example/api/meum/v1/webhook"),
        (
            "https://a.example",
            "https://a.example/index.php/wp-json/",
            "https://a.example/index.php/wp-json/meum/v1/webhook",
        ),
        ("https://a.example", "https://a.example/index.php?rest_route=/", "https://a.example/wp-json/meum/v1/webhook"),
    ];
    for (home, root, expected) in cases {
        let (home, root) = shop(home, root);
        assert_eq!(usual(&home, &root), expected);
    }
    let (home, _) = shop("https://a.example/shop", "https://a.example/shop/wp-json/");
    assert_eq!(older(&home), "https://a.example/shop/?wc-api=stablecoin_webhook");
}

#[test]
fn an_address_typed_by_hand_is_taken_as_it_is_or_refused_for_a_reason() {
    use AddressFault as F;
    let long = format!("https://shop.corner.example/{}", "a".repeat(LONGEST));
    let cases: [(&str, Result<&str, F>); 23] = [
        ("https://shop.corner.example/?wc-api=meum&x=%20y", Ok("https://shop.corner.example/?wc-api=meum&x=%20y")),
        ("  https://www.corner.example/hook  ", Ok("https://www.corner.example/hook")),
        ("https://shop.corner.example:8443/hook", Ok("https://shop.corner.example:8443/hook")),
        ("HTTPS://Shop.Corner.Example/Hook", Ok("https://shop.corner.example/Hook")),
        ("https://shop.corner.example/a/../hook", Ok("https://shop.corner.example/hook")),
        ("", Err(F::NotAnAddress)),
        ("the one my plugin shows", Err(F::NotAnAddress)),
        ("ftp://shop.corner.example/hook", Err(F::NotAnAddress)),
        ("javascript:alert(1)", Err(F::NotAnAddress)),
        ("http://shop.corner.example/hook", Err(F::NotHttps)),
        ("shop.corner.example/hook", Err(F::NotHttps)),
        ("shop.corner.example:8443/hook", Err(F::NotHttps)),
        ("https://user@shop.corner.example/hook", Err(F::HasSignIn)),
        ("https://user:word@shop.corner.example/hook", Err(F::HasSignIn)),
        ("https://shop.corner.example/hook#part", Err(F::HasFragment)),
        ("https://corner.example.evil.example/hook", Err(F::OtherDomain)),
        ("https://corner-example.com/hook", Err(F::OtherDomain)),
        ("https://127.0.0.1/hook", Err(F::OtherDomain)),
        ("https://shop.corner.example/?key=ck_00112233445566778899", Err(F::HoldsKey)),
        ("https://shop.corner.example/?key=cs_00112233445566778899", Err(F::HoldsKey)),
        ("https://shop.corner.example/?key=SK_LIVE_abcdefgh", Err(F::HoldsKey)),
        (&long, Err(F::TooLong)),
        ("https://shop.corner.example/\u{202e}hook", Ok("https://shop.corner.example/%E2%80%AEhook")),
    ];
    for (typed, expected) in cases {
        let read = WebhookAddress::typed(typed, &home());
        assert_eq!(read.as_ref().map(WebhookAddress::as_str), expected.as_ref().copied(), "{typed}");
        if let Ok(address) = read {
            let again = WebhookAddress::typed(address.as_str(), &home()).unwrap();
            assert_eq!(again, address, "what will be sent is taken as it is");
        }
    }
}

#[test]
fn an_address_on_ones_own_network_is_none_for_meum() {
    for host in ["shop.corner.local", "192.168.1.20", "[fd00::1]", "localhost"] {
        let home = StoreUrl::from_home(&format!("https://{host}")).unwrap();
        let read = WebhookAddress::typed(&format!("https://{host}/hook"), &home);
        assert_eq!(read, Err(AddressFault::NotPublic), "{host}");
    }
    let home = StoreUrl::from_home("https://1.1.1.1").unwrap();
    assert!(WebhookAddress::typed("https://1.1.1.1/hook", &home).is_ok());
}

#[test]
fn a_route_of_the_rest_interface_is_told_from_any_other_address() {
    let cases = [
        ("https://a.example/wp-json/meum/v1/webhook", true),
        ("https://a.example/api/meum/v1/webhook/", true),
        ("https://a.example/index.php?rest_route=/meum/v1/webhook", true),
        ("https://a.example/?wc-api=stablecoin_webhook", false),
        ("https://a.example/hook", false),
    ];
    let home = StoreUrl::from_home("https://a.example").unwrap();
    for (address, rest) in cases {
        assert_eq!(WebhookAddress::typed(address, &home).unwrap().is_rest(), rest, "{address}");
    }
}

#[test]
fn two_addresses_are_one_if_only_their_writing_differs() {
    let long = format!("https://a.example/{}", "b".repeat(500));
    let cases = [
        ("https://a.example/hook", "https://a.example/hook", true),
        ("https://a.example/hook", "https://A.example/hook/", true),
        ("https://a.example/?x=1", "https://a.example/?x=2", false),
        ("https://a.example/hook", "http://a.example/hook", false),
        ("https://a.example/hook", "nonsense", false),
        (&long, &long, true),
    ];
    for (sent, said, same) in cases {
        assert_eq!(is_same(sent, &PlainText::from_outside(said).unwrap()), same, "{sent} and {said}");
    }
}

#[test]
fn a_choice_is_stored_and_a_stored_one_is_checked_again() {
    let address = WebhookAddress::typed("https://shop.corner.example/hook?x=1", &home()).unwrap();
    for choice in [WebhookChoice::Usual, WebhookChoice::Older, WebhookChoice::Custom { address, rewritten: true }] {
        let text = serde_json::to_string(&choice).unwrap();
        assert_eq!(serde_json::from_str::<WebhookChoice>(&text).unwrap(), choice);
    }
    let tampered = r#"{"form":"custom","address":"http://shop.corner.example/","rewritten":false}"#;
    assert!(serde_json::from_str::<WebhookChoice>(tampered).is_err());
}

#[test]
fn a_fault_travels_under_the_name_its_sentences_have() {
    for fault in AddressFault::ALL {
        assert_eq!(serde_json::to_value(fault).unwrap(), fault.name());
    }
}

#[test]
fn an_address_typed_for_another_shop_does_not_count() {
    let address = WebhookAddress::typed("https://shop.corner.example/hook", &home()).unwrap();
    let choice = WebhookChoice::Custom { address, rewritten: false };
    let (other, root) = shop("https://other.example", "https://other.example/wp-json/");
    assert_eq!(choice.address(&other, &root), "https://other.example/wp-json/meum/v1/webhook");
}
