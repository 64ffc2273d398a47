//! E: what is typed is told before any request. Nothing here can reach a network.

use connect_core::problem::ProblemKind;
use connect_core::secret::Secret;
use connect_core::store_url::StoreUrl;
use connect_core::woo_key::{KeyNote, read_keys};

const KEY: &str = "ck_00112233445566778899aabbccddeeff00112233";
const SECRET: &str = "cs_00112233445566778899aabbccddeeff00112233";

/// What was put right, or the code of what is wrong.
type Understood = Result<Vec<KeyNote>, &'static str>;

fn read(key: &str, secret: &str) -> Understood {
    let secret_of = |text: &str| Secret::new(text.to_owned());
    let typed = read_keys(&secret_of(key), &secret_of(secret));
    typed.map(|typed| typed.notes).map_err(|trouble| trouble.kind.code())
}

#[test]
fn e_keys_as_typed() {
    let webhook = "0".repeat(64);
    let both = format!("{KEY}|{SECRET}");
    let labelled = format!(" Consumer key: \u{200B}{KEY} ");
    let cases: [(&str, &str, Understood); 10] = [
        ("my shop, the one with the hats, you know it", SECRET, Err("E01")),
        (SECRET, KEY, Ok(vec![KeyNote::Swapped])),
        (&both, "", Ok(vec![KeyNote::Split])),
        (&labelled, SECRET, Ok(vec![KeyNote::Cleaned])),
        ("ck_0011", SECRET, Err("E05")),
        ("***1234567", SECRET, Err("E06")),
        (KEY, KEY, Err("E07")),
        ("sk_live_0011223344", SECRET, Err("E08")),
        ("abcd efgh ijkl mnop qrst uvwx", SECRET, Err("E09")),
        (KEY, &webhook, Err("E10")),
    ];
    for (key, secret, expected) in cases {
        assert_eq!(read(key, secret), expected, "{expected:?}");
    }
}

#[test]
fn a_an_address_as_typed() {
    for typed in ["", "my shop", "anna@corner-shop.com"] {
        assert!(StoreUrl::parse(typed).is_err(), "{typed:?} is {}", ProblemKind::NotAnAddress.code());
    }
    let pasted = "Our shop: https://Corner-Shop.com/product/red-hat/?utm_source=mail#top, thank you";
    assert_eq!(StoreUrl::parse(pasted).unwrap().as_str(), "https://corner-shop.com");
}
