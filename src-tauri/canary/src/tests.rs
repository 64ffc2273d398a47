//! The search finds a secret in each form, and does not find what may be shown.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

use super::*;

const KEY: &str = "ck_cafe0badc0de1111222233334444555566667777";
const MEUM_KEY: &str = "sk_live_canaryAq7ZsW2xCdE3rFvB4nHyT6";
const PASSWORD: &str = "correct \"horse\"/cana/ry+stapler";

fn planted() -> Canaries {
    let mut canaries = Canaries::default();
    for (name, secret) in [("consumer key", KEY), ("Meum key", MEUM_KEY), ("extra password", PASSWORD)] {
        canaries.plant(name, secret);
    }
    canaries
}

/// Python wrote the encoded texts, so that no mistake of ours is on both sides.
#[test]
fn a_secret_is_found_in_each_form() {
    let cases = [
        ("consumer key", "as it is", format!("GET /?consumer_key={KEY}&x=1")),
        ("consumer key", "as it is", "…de1111222233…".to_owned()),
        ("consumer key", "base64", "Basic Y2tfY2FmZTBiYWRjMGRlMTExMTIyMjIzMzMzNDQ0NDU1NTU2NjY2Nzc3Nzpjcw==".to_owned()),
        ("consumer key", "base64", "Basic OmNrX2NhZmUwYmFkYzBkZTExMTEyMjIyMzMzMzQ0NDQ1NTU1NjY2Njc3Nzc=".to_owned()),
        ("consumer key", "base64", "eHg6Y2tfY2FmZTBiYWRjMGRlMTExMTIyMjIzMzMzNDQ0NDU1NTU2NjY2Nzc3Nw==".to_owned()),
        ("consumer key", "base64", "eDpja19jYWZlMGJhZGMwZGUxMTExMjIyMjMzMzM0NDQ0NTU1NTY2NjY3Nzc3".to_owned()),
        ("consumer key", "hexadecimal", "636B5F63616665306261646330646531313131".to_owned()),
        ("Meum key", "as it is", MEUM_KEY[9..21].to_owned()),
        ("Meum key", "percent-encoded", "%63%61%6E%61%72%79%41%71%37%5A%73%57%32".to_owned()),
        (
            "Meum key",
            "escaped as JSON",
            r"\u0063\u0061\u006E\u0061\u0072\u0079\u0041\u0071\u0037\u005a\u0073\u0057".to_owned(),
        ),
        ("extra password", "percent-encoded in part", "u=1&p=correct%20%22horse%22%2Fcana%2Fry%2Bstapler".to_owned()),
        ("extra password", "escaped as JSON in part", r#"{"p":"correct \"horse\"\/cana\/ry+stapler"}"#.to_owned()),
        ("extra password", "URL-safe base64", "fj8-Y29ycmVjdCAiaG9yc2UiL2NhbmEvcnkrc3RhcGxlcg==".to_owned()),
    ];
    for (name, form, text) in cases {
        let sighting = planted().found_in(text.as_bytes()).unwrap_or_else(|| panic!("not found: {text}"));
        assert_eq!(sighting.name, name, "{text}");
        // The letters of both kinds of base64 are mostly the same.
        assert!(sighting.form == form || form.contains("base64") && sighting.form.contains("base64"), "{sighting}");
    }
}

#[test]
fn every_piece_of_twelve_is_enough_and_eleven_are_not() {
    for secret in [KEY, MEUM_KEY, PASSWORD] {
        let hidden = hidden_part(secret);
        for at in 0..=hidden.len() - PIECE {
            assert!(planted().found_in(format!("·{}·", &hidden[at..at + PIECE]).as_bytes()).is_some(), "{at}");
            assert_eq!(planted().found_in(format!("·{}·", &hidden[at..at + PIECE - 1]).as_bytes()), None, "{at}");
        }
    }
}

#[test]
fn what_may_be_shown_is_not_found() {
    for text in ["…6667777", &MEUM_KEY[..12], "ck_… cs_… sk_live_cana…", ""] {
        assert_eq!(planted().found_in(text.as_bytes()), None, "{text}");
    }
}

#[test]
fn a_finding_does_not_repeat_the_secret() {
    let sighting = planted().found_in(KEY.as_bytes()).unwrap().to_string();
    assert_eq!(sighting, "the consumer key is there, as it is, at byte 3");
}

#[test]
#[should_panic(expected = "too short")]
fn a_secret_that_could_never_be_found_is_refused() {
    Canaries::default().plant("short", "cs_12345");
}

#[test]
fn files_and_their_names_are_searched() {
    let folder = std::env::temp_dir().join(format!("connect-canary-{}", std::process::id()));
    let inside = folder.join("deeper");
    std::fs::create_dir_all(&inside).unwrap();
    std::fs::write(inside.join("clean"), "nothing").unwrap();
    assert_eq!(planted().found_below(&folder).unwrap(), None);
    std::fs::write(inside.join("held"), [b"\0\xFF", KEY.as_bytes()].concat()).unwrap();
    assert_eq!(planted().found_below(&folder).unwrap().unwrap().0, inside.join("held"));
    std::fs::remove_file(inside.join("held")).unwrap();
    std::fs::write(inside.join(MEUM_KEY), "").unwrap();
    assert_eq!(planted().found_below(&folder).unwrap().unwrap().0, inside.join(MEUM_KEY));
    std::fs::remove_dir_all(&folder).unwrap();
}

/// The texts are what recognition made of these secrets in the app's own fonts.
#[test]
fn a_secret_is_found_in_a_picture_as_recognition_reads_it() {
    const HEX: &str = "ck_5ca1ab1e5ca1ab1e0123456789abcdef00001111";
    let mut canaries = planted();
    canaries.plant("other consumer key", HEX);
    canaries.plant("consumer secret", "cs_feedfacedeadbeef88889999aaaabbbbccccdddd");
    for (name, read) in [
        ("other consumer key", "ck_5calable5caiab1e0123456789abcdefO9001111"),
        ("other consumer key", "ck Scatable5calab1e0123456789abcdef99001111"),
        ("other consumer key", "| ck_5calabie5ca1iabie9123456789"),
        ("other consumer key", "Key: 5CALAB1E\n5CA1ABIE, 0123 4567"),
        ("consumer secret", "(cs_feedfacedeadbeef88889 99 aaaabbbbeccedddd )"),
        ("consumer secret", "(Gsfeedfacedeadbeef8 888999 9aaaa"),
        ("Meum key", "sk live_canaryAq7ZsW2xCc"),
        ("Meum key", "CdE 3rFvB4nHyT6"),
        ("extra password", "correct \u{201d}horse' / cana/ry"),
    ] {
        let sighting = canaries.found_in_picture(read).unwrap_or_else(|| panic!("not found: {read}"));
        assert_eq!((sighting.name.as_str(), sighting.form), (name, "in a picture"), "{read}");
    }
}

#[test]
fn what_may_be_shown_in_a_picture_is_not_found() {
    for read in [
        "The key ending …6667777 is still held",
        "Starts with ck_ Starts with cs_",
        "sk_live_cana… at Meum",
        "Who can fix it: You Code F02 Technical details GET /wp-json/wc/v3/payment_gateways 401",
        "0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9",
        "",
    ] {
        assert_eq!(planted().found_in_picture(read), None, "{read}");
    }
}

#[test]
#[should_panic(expected = "repeats itself too much")]
fn a_secret_that_no_picture_could_tell_is_refused() {
    let mut canaries = Canaries::default();
    canaries.plant("repeating", "cs_00000000000000000000000000000000000000ab");
    canaries.found_in_picture("");
}
