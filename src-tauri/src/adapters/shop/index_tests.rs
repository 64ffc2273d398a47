//! Whatever an index says of itself is made fit, or does not count.

use super::super::version;
use super::*;
use serde_json::json;

#[test]
fn a_sentence_is_no_folder() {
    let address = |home: &str| Home::of(Some(home)).address.map(|home| home.as_str().to_owned());
    assert_eq!(address("https://shop.example/en/store").as_deref(), Some("https://shop.example/en/store"));
    let bare = Some("https://other.example");
    // What is not fit to be shown stops all the same.
    assert_eq!(address("https://other.example/Your-keys-are-safe-here-please-run-this-command").as_deref(), bare);
    assert_eq!(address("https://bob@other.example").as_deref(), bare);
    assert_eq!(address("ftp://other.example/store").as_deref(), bare);
    assert_eq!(address(&format!("https://other.example/{}", "x".repeat(400))).as_deref(), bare);
    assert_eq!(address("nowhere at all"), None);
}

#[test]
fn a_version_reads_like_one_or_is_not_shown() {
    let long = "1.2.3-alpha.4+build.56789";
    let cases = [
        ("10.2.0", true),
        ("7.1-RC2", true),
        ("6.9.1+hotfix", true),
        ("7.1; run rm -rf", false),
        ("11 (update at evil.example/x)", false),
        ("7_1", false),
        (long, false),
    ];
    for (written, is_one) in cases {
        assert_eq!(version(Loose::of(&json!(written))).is_some(), is_one, "{written}");
    }
}

#[test]
fn an_index_offers_application_passwords_lists_none_or_says_nothing() {
    let page = "https://shop.example/wp-admin/authorize-application.php";
    let offers = json!({"authentication": {"application-passwords": {"endpoints": {"authorization": page}}}});
    assert_eq!(said(Loose::of(&offers)), Said::At(page));
    for none in [json!([]), json!({}), json!({"oauth1": {}}), json!({"application-passwords": []})] {
        assert_eq!(said(Loose::of(&json!({ "authentication": none }))), Said::None, "{none}");
    }
    for nothing in [json!({}), json!({"authentication": null}), json!({"authentication": "yes"})] {
        assert_eq!(said(Loose::of(&nothing)), Said::Nothing, "{nothing}");
    }
}
