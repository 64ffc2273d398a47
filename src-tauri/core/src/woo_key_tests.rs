//! Keys as merchants paste them: each case is one row.

use super::*;

const KEY: &str = "ck_00112233445566778899aabbccddeeff00112233";
const SECRET: &str = "cs_ffeeddccbbaa99887766554433221100ffeeddcc";

fn read(first: &str, second: &str) -> Result<TypedKeys, KeyTrouble> {
    read_keys(&Secret::new(first.to_owned()), &Secret::new(second.to_owned()))
}

#[track_caller]
fn understands(first: &str, second: &str, notes: &[KeyNote]) {
    let typed = read(first, second).unwrap();
    assert_eq!(typed.key.map(|k| k.into_secret().expose().to_owned()).as_deref(), Some(KEY));
    assert_eq!(typed.secret.map(|s| s.into_secret().expose().to_owned()).as_deref(), Some(SECRET));
    assert_eq!(typed.notes, notes);
}

#[track_caller]
fn names(first: &str, second: &str, at: KeyBox, kind: ProblemKind) {
    let trouble = read(first, second).unwrap_err();
    assert_eq!((trouble.at, trouble.kind), (at, kind), "{first:?} {second:?}");
}

#[test]
fn keys_are_understood_however_they_are_pasted() {
    understands(KEY, SECRET, &[]);
    understands(SECRET, KEY, &[KeyNote::Swapped]);
    understands(&format!("{KEY}|{SECRET}"), "", &[KeyNote::Split]);
    understands("", &format!("Consumer secret: {SECRET}\nConsumer key: {KEY}"), &[KeyNote::Split]);
    understands(&format!(" {KEY}\u{200B} "), SECRET, &[KeyNote::Cleaned]);
    understands(&format!("Consumer key: “{KEY}”"), SECRET, &[KeyNote::Cleaned]);
}

#[test]
fn an_empty_box_is_left_open() {
    let typed = read("", SECRET).unwrap();
    assert!(typed.key.is_none() && typed.secret.is_some());
    assert!(read("", " \u{200B}").unwrap().secret.is_none());
}

#[test]
fn what_is_not_a_key_is_named_before_any_request() {
    use KeyBox::{Key, Secret as Second};
    names("what is this even supposed to be?", SECRET, Key, ProblemKind::NotAKey);
    names(KEY, "what is this even supposed to be?", Second, ProblemKind::NotAKey);
    names("ck_123", SECRET, Key, ProblemKind::KeyIncomplete);
    names(&KEY.replace("ck_", ""), SECRET, Key, ProblemKind::KeyIncomplete);
    names("***8765432", SECRET, Key, ProblemKind::KeyOnlyEnding);
    names("8765432", SECRET, Key, ProblemKind::KeyOnlyEnding);
    for masked in ["ck_••••ab12", "ck_***8765432", "ck_…765432", "ck_●●●●●●●8765432"] {
        names(masked, SECRET, Key, ProblemKind::KeyOnlyEnding);
    }
    names(KEY, "cs_••••8765432", Second, ProblemKind::KeyOnlyEnding);
    names(KEY, KEY, Second, ProblemKind::SameKeyTwice);
    names(&format!("ck_••••ab12\n{SECRET}"), "", Key, ProblemKind::KeyOnlyEnding);
    for address in ["https://corner-shop.com", "corner-shop.com", "www.corner-shop.co.uk/shop"] {
        names(address, SECRET, Key, ProblemKind::NotAKey);
    }
    names("My.Passw0rd", SECRET, Key, ProblemKind::PasswordInKeyBox);
    names("sk_live_abcdefghijkl", SECRET, Key, ProblemKind::MeumKeyInKeyBox);
    names("AbCd EfGh IjKl MnOp QrSt UvWx", SECRET, Key, ProblemKind::PasswordInKeyBox);
    names("owner@shop.example", SECRET, Key, ProblemKind::PasswordInKeyBox);
    names(KEY, &"ab".repeat(32), Second, ProblemKind::WebhookSecretInKeyBox);
}

#[test]
fn a_key_of_the_right_length_with_wrong_letters_names_no_length() {
    let count = |key: &str| read(key, SECRET).unwrap_err().count;
    assert_eq!(count(&format!("ck_{}", "x".repeat(40))), None);
    assert_eq!(count("ck_123"), Some(6));
}

#[test]
fn only_the_ending_of_a_key_is_ever_shown() {
    let typed = read(KEY, SECRET).unwrap();
    assert_eq!(typed.key.unwrap().ending(), "0112233");
}

proptest::proptest! {
    #[test]
    fn no_text_whatever_makes_the_reader_panic(first in ".{0,120}", second in ".{0,120}") {
        let _ = read(&first, &second);
    }
}
