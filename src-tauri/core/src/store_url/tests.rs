//! What people paste, and the address that is found in it.

use super::*;
use proptest::prelude::*;

fn check(cases: &[(&str, &str)]) {
    for (typed, expected) in cases {
        assert_eq!(StoreUrl::parse(typed).as_ref().map(StoreUrl::as_str), Ok(*expected), "{typed:?}");
    }
}

#[test]
fn an_address_is_found_in_whatever_is_pasted() {
    check(&[
        ("shop.example", "https://shop.example"),
        ("SHOP.Example", "https://shop.example"),
        (" \u{200B}“https://shop.example/” ", "https://shop.example"),
        ("http://shop.example", "https://shop.example"),
        ("http://shop.example:8080/", "https://shop.example"),
        ("https://shop.example:8443/", "https://shop.example:8443"),
        ("https://shop.example/product/red-hat/?utm=1#top", "https://shop.example"),
        ("https://shop.example/wp-admin/admin.php?page=wc-settings", "https://shop.example"),
        ("https://shop.example/wp-json/wc/v3", "https://shop.example"),
        ("shop.example/boutique/wp-login.php", "https://shop.example/boutique"),
        ("My shop is at https://shop.example/cart/. Thanks!", "https://shop.example"),
        ("Shop: shop.example, thank you", "https://shop.example"),
        ("müller.example", "https://xn--mller-kva.example"),
        ("localhost:8443", "https://localhost:8443"),
    ]);
}

#[test]
fn pages_queries_and_fragments_are_cut_off_and_folders_kept() {
    check(&[
        ("shop.example/shop", "https://shop.example/shop"),
        ("shop.example/shop/my-account/orders/", "https://shop.example/shop"),
        ("shop.example/a/index.php/wp-json/wc/v3/products", "https://shop.example/a"),
        ("shop.example/?rest_route=/wc/v3/orders", "https://shop.example"),
        ("shop.example/?p=12", "https://shop.example"),
        ("shop.example?p=12", "https://shop.example"),
        ("shop.example#top", "https://shop.example"),
        ("shop.example/de/produkt/rote-mütze/", "https://shop.example/de"),
        ("shop.example/WP-Admin/", "https://shop.example"),
        ("shop.example/wp-sitemap.xml", "https://shop.example"),
        ("shop.example/Boutique", "https://shop.example/Boutique"),
        ("shop.example//boutique//", "https://shop.example/boutique"),
        ("shop.example/?fbclid=x&next=https://other.example/", "https://shop.example"),
        ("shop.example/go/https://other.example/", "https://shop.example/go"),
        ("shop.example/%C3%BCber%20uns/x", "https://shop.example"),
        ("shop.example/caf%C3%A9", "https://shop.example/caf%C3%A9"),
    ]);
}

#[test]
fn ports_are_kept_where_they_can_be_ports_of_https() {
    check(&[
        ("shop.example:443", "https://shop.example"),
        ("shop.example:80", "https://shop.example"),
        ("shop.example:8443/folder", "https://shop.example:8443/folder"),
        ("http:shop.example:8080", "https://shop.example"),
        ("www.shop.example.", "https://www.shop.example"),
        ("https://www.shop.example./shop", "https://www.shop.example/shop"),
        ("192.0.2.7", "https://192.0.2.7"),
        ("https://[2001:db8::1]:8443/", "https://[2001:db8::1]:8443"),
        ("<https://[2001:db8::1]/>", "https://[2001:db8::1]"),
    ]);
}

#[test]
fn a_mistyped_scheme_is_understood() {
    for start in [
        "https:/",
        "https//",
        "https:",
        "https//:",
        "https.//",
        "https;//",
        "https:\\\\",
        "http:",
        "HTTPS://",
        "htp://",
        "htpps://",
        "htttps://",
        "ttps://",
        "hxxps://",
        "//",
        "://",
        "https://https://",
        "https://http://",
        "https://https//",
        "Website:",
        "Shop:https://",
        "url=https://",
        "https:// ",
    ] {
        check(&[(&format!("{start}shop.example/a"), "https://shop.example/a")]);
    }
}

#[test]
fn what_stands_around_an_address_does_not_matter() {
    check(&[
        ("<https://shop.example/>", "https://shop.example"),
        ("«shop.example»", "https://shop.example"),
        ("„shop.example“", "https://shop.example"),
        ("「https://shop.example/」", "https://shop.example"),
        ("'shop.example'.", "https://shop.example"),
        ("(shop.example)", "https://shop.example"),
        ("shop.example…", "https://shop.example"),
        ("shop.example、", "https://shop.example"),
        ("shop.example。谢谢", "https://shop.example"),
        ("shop.example؟", "https://shop.example"),
        ("¿shop.example?", "https://shop.example"),
        ("👉 shop.example 👈", "https://shop.example"),
        ("👉shop.example👈", "https://shop.example"),
        ("**shop.example**", "https://shop.example"),
        ("_https://shop.example_", "https://shop.example"),
        ("[our shop](https://shop.example/cart)", "https://shop.example"),
        ("[www.other.example](https://shop.example)", "https://shop.example"),
        ("<a href=\"https://shop.example/?a=1\">shop</a>", "https://shop.example"),
        ("<a href='https://shop.example'>shop</a>", "https://shop.example"),
        ("&lt;https://shop.example&gt;", "https://shop.example"),
        ("shop\u{AD}.exa\u{200B}mple", "https://shop.example"),
        ("shop\u{2011}a.example", "https://shop-a.example"),
        ("shop–a.example", "https://shop-a.example"),
        ("ｈｔｔｐｓ：／／ｓｈｏｐ．ｅｘａｍｐｌｅ／ａ", "https://shop.example/a"),
        ("shop。example", "https://shop.example"),
        ("日本語。jp", "https://xn--wgv71a119e.jp"),
        ("shop . example", "https://shop.example"),
        ("shop .example", "https://shop.example"),
        ("www.shop .com", "https://www.shop.com"),
        ("www,shop,com", "https://www.shop.com"),
        ("%73hop.example", "https://shop.example"),
        ("https://shop .co.uk/a", "https://shop.co.uk/a"),
        ("shop.example . thanks", "https://shop.example"),
        ("shop[.]example", "https://shop.example"),
        ("https%3A%2F%2Fshop.example%2Fa%3Fb%3D1", "https://shop.example/a"),
        ("shop.example%2Fa", "https://shop.example/a"),
    ]);
}

#[test]
fn the_right_one_of_several_is_taken() {
    check(&[
        ("From: Anna <anna@mail.example>\nOur shop: www.shop.example/shop – thanks", "https://www.shop.example/shop"),
        ("anna@mail.example https://shop.example", "https://shop.example"),
        ("anna @ mail.example, shop.example", "https://shop.example"),
        ("anna (at) mail.example | shop.example", "https://shop.example"),
        ("other.example, or https://shop.example", "https://shop.example"),
        ("first.example or second.example", "https://first.example"),
        ("invoice.pdf index.html shop.example", "https://shop.example"),
        ("notes.md shop.example", "https://shop.example"),
        ("thanks.The shop is shop.example", "https://shop.example"),
        ("e.g. shop.example", "https://shop.example"),
        ("version 9.1 of shop.example", "https://shop.example"),
        ("https://my shop.example", "https://shop.example"),
        ("my shop is shop.con", "https://shop.con"),
        ("https://shopcom", "https://shopcom"),
    ]);
}

#[test]
fn a_comma_is_a_dot_only_where_nothing_else_can_be_meant() {
    check(&[
        ("shop,com", "https://shop.com"),
        ("www.shop,com/a", "https://www.shop.com/a"),
        ("https://shop,co.uk", "https://shop.co.uk"),
        ("shop.de,com", "https://shop.de"),
        ("shop.example,thanks", "https://shop.example"),
    ]);
    for typed in ["yes,please", "my shop,com", "hello, shop"] {
        assert_eq!(StoreUrl::parse(typed), Err(NotAnAddress), "{typed:?}");
    }
}

#[test]
fn a_link_that_a_mail_program_or_search_page_wrapped_is_unwrapped() {
    check(&[
        (
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fshop.example%2Fa%3Fb&data=05",
            "https://shop.example/a",
        ),
        ("https://www.google.com/url?sa=t&url=https://shop.example/&usg=x", "https://shop.example"),
        ("[x](https://l.facebook.com/l.php?u=https%3A%2F%2Fshop.example%2F&h=x)", "https://shop.example"),
        ("https://evil.example/?url=https%3A%2F%2Fshop.example%2F", "https://evil.example"),
        ("https://www.google.com/search?q=shop", "https://www.google.com/search"),
    ]);
}

#[test]
fn what_is_no_address_is_refused() {
    for typed in [
        "",
        "   ",
        "my shop",
        "my shop .com",
        "Hello. World",
        "owner@shop.example",
        "mailto:owner@shop.example",
        "owner@ shop.example",
        "anna.meier @ shop.example",
        "anna.meier(at) shop.example",
        "anna.meier@",
        "owner [at] shop.example",
        "@shop.example",
        "ftp://shop.example",
        "ftp:shop.example",
        "https://",
        "https://www",
        "www.",
        "ck_123",
        "invoice.pdf",
        "index.html",
        "3.5",
        "1.299,00",
        "12.05.2024",
        "https://3.5",
        "z.B.",
        "C:\\Users\\anna\\shop.txt",
        "shop..example",
        "-",
        "https://-shop-.example",
    ] {
        assert_eq!(StoreUrl::parse(typed), Err(NotAnAddress), "{typed:?}");
    }
}

#[test]
fn an_address_with_a_password_is_refused_and_no_part_of_it_taken() {
    for typed in [
        "https://user:secret@shop.example",
        "https://user@shop.example",
        "https://user:12(3@shop.example",
        "https://anna.b:12,3@shop.example",
        "https:/user:12\"3@shop.example",
        "user:12|pass.word|3@shop.example",
        "ftp://user:a,pass.word,b@shop.example",
        "https%3A%2F%2Fuser%3Asecret%40shop.example",
    ] {
        assert_eq!(StoreUrl::parse(typed), Err(NotAnAddress), "{typed:?}");
    }
}

#[test]
fn folders_are_tried_upwards_to_the_root() {
    let url = StoreUrl::parse("https://shop.example/a/b").unwrap();
    let tried: Vec<String> = url.candidates().iter().map(|u| u.as_str().to_owned()).collect();
    assert_eq!(tried, ["https://shop.example/a/b", "https://shop.example/a", "https://shop.example"]);
}

#[test]
fn wordpress_own_address_keeps_its_folder() {
    let home = StoreUrl::from_home("https://shop.example/shop/").unwrap();
    assert_eq!(home.as_str(), "https://shop.example/shop");
    assert_eq!(home.page("wp-json/"), "https://shop.example/shop/wp-json/");
    // A browser would read `shop` for a host.
    assert!(StoreUrl::from_home("https:///shop").is_err() && StoreUrl::at_host_of("https:///shop").is_none());
}

#[test]
fn another_host_takes_over_port_and_folder() {
    let url = StoreUrl::parse("https://shop.example:8443/a").unwrap();
    let cases = [
        ("www.shop.example", Some("https://www.shop.example:8443/a")),
        ("MÜLLER.example.", Some("https://xn--mller-kva.example:8443/a")),
        ("[2001:db8::1]", Some("https://[2001:db8::1]:8443/a")),
        ("192.0.2.7", Some("https://192.0.2.7:8443/a")),
        ("3.5", None),
        ("", None),
        ("user@shop.example", None),
        ("shop.example:1", None),
        ("shop.example/b", None),
        ("shop example", None),
    ];
    for (host, expected) in cases {
        assert_eq!(url.with_host(host).as_ref().map(StoreUrl::as_str), expected, "{host:?}");
    }
}

#[test]
fn an_international_name_is_shown_in_both_forms_and_a_deceptive_one_is_marked() {
    let cases = [
        ("shop.example", None, false),
        ("müller.example", Some("müller.example"), false),
        ("xn--mller-kva.example", Some("müller.example"), false),
        ("æble.example", Some("æble.example"), false),
        ("straße.example", Some("straße.example"), false),
        ("пример.example", Some("пример.example"), false),
        ("пример.рф", Some("пример.рф"), false),
        ("ελλάδα.example", Some("ελλάδα.example"), false),
        ("日本語.example", Some("日本語.example"), false),
        ("ひらがなと漢字.example", Some("ひらがなと漢字.example"), false),
        ("東京shop.example", Some("東京shop.example"), false),
        ("쇼핑shop.example", Some("쇼핑shop.example"), false),
        ("пример.shop.example", Some("пример.shop.example"), false),
        ("аpple.example", Some("аpple.example"), true),
        ("shopα.example", Some("shopα.example"), true),
        ("www.аpple.example", Some("www.аpple.example"), true),
        ("сосо.example", Some("сосо.example"), true),
        ("сосо.рф", Some("сосо.рф"), false),
        ("shopノexample.example", Some("shopノexample.example"), true),
        ("192.0.2.7", None, false),
    ];
    for (typed, unicode, mixed) in cases {
        let url = StoreUrl::parse(typed).unwrap();
        let shown = url.host_shown();
        assert_eq!((shown.unicode.as_deref(), shown.mixed), (unicode, mixed), "{typed}");
        assert_eq!(shown.ascii, url.host(), "{typed}");
        assert!(shown.ascii.is_ascii(), "{typed}");
    }
}

/// A host with an ending people know, as it might be typed.
fn host() -> impl Strategy<Value = String> {
    "[a-z]{2,8}[0-9]?(-[a-z0-9]{1,5})?\\.(example|com|de|co\\.uk|shop)"
        .prop_filter("a label of its own meaning", |host| !host.starts_with("www."))
}

fn junk_before() -> impl Strategy<Value = &'static str> {
    let junk =
        ["", " ", "\u{FEFF}", "“", "(", "<", "Our shop: ", "Shop:", "https://", "HTTP://", "«", "\u{200B}\n", "[x]("];
    proptest::sample::select(junk.to_vec())
}

fn junk_after() -> impl Strategy<Value = &'static str> {
    let junk = [
        "",
        " ",
        ".",
        "!",
        "”",
        ")",
        ">",
        "»",
        "/",
        "/?a=b.c",
        "/#x",
        " – thank you",
        "/cart/",
        ",",
        "\u{200B}",
        "…",
        " anna@mail.example",
    ];
    proptest::sample::select(junk.to_vec())
}

/// Scraps that addresses are made of, in any order.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop_oneof![
        "[ -~]{0,6}",
        proptest::sample::select(vec![
            "https", "http", ":", "/", "//", "://", "shop", ".", "example", "www.", "@", ",", "%2F", "%3A", "[", "]",
            "(at)", "-", "_", "~", "%20", "?", "#", "。", "ü", "аp", "xn--", ":80", ":8443", "cart", "/a/", "\u{200B}",
            " ", "！", "::1",
        ])
        .prop_map(str::to_owned),
        ".{0,4}",
    ];
    proptest::collection::vec(scrap, 0..16).prop_map(|scraps| scraps.concat())
}

fn sound(typed: &str) {
    let Ok(url) = StoreUrl::parse(typed) else { return };
    assert_eq!(StoreUrl::from_home(url.as_str()), Ok(url.clone()), "{typed:?}");
    assert_eq!(StoreUrl::parse(url.as_str()), Ok(url.clone()), "{typed:?}");
    assert_eq!(url.with_host(url.host()), Some(url.clone()), "{typed:?}");
    let inner = &url.0;
    assert_eq!((inner.scheme(), inner.username(), inner.password()), ("https", "", None));
    assert_eq!((inner.query(), inner.fragment()), (None, None));
    assert!(!url.host_shown().ascii.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_parsed_address_is_https_and_parses_to_itself(typed in ".{0,200}") {
        sound(&typed);
    }

    #[test]
    fn so_is_one_made_of_scraps_of_addresses(typed in scraps()) {
        sound(&typed);
    }

    #[test]
    fn a_host_is_found_whatever_is_around_it(
        host in host(), before in junk_before(), after in junk_after(), upper in any::<bool>(), hidden in 0..4_usize
    ) {
        let mut typed = if upper { host.to_uppercase() } else { host.clone() };
        typed.insert(hidden.min(1), '\u{200D}');
        let found = StoreUrl::parse(&format!("{before}{typed}{after}")).unwrap();
        prop_assert_eq!(found.host(), host);
    }
}
