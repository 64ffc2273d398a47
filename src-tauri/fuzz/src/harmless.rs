//! What the app may show, log and store of a text from outside.

use connect_core::plain::PlainText;
use connect_core::problem::Problem;
use connect_core::store_url::StoreUrl;
use std::fmt::Debug;

/// Checks a text for the screen: one bounded line without invisible characters and without a key.
pub fn line(text: &str) {
    assert!(text.chars().count() <= PlainText::MAX_CHARS, "too long: {text:?}");
    assert!(!text.chars().any(char::is_control), "control characters: {text:?}");
    assert!(!text.contains(['\u{202A}', '\u{202B}', '\u{202D}', '\u{202E}', '\u{2066}', '\u{2067}']), "{text:?}");
    assert!(!shows_key(text), "a key: {text:?}");
}

/// Checks a description for the log or a report: it holds no key.
pub fn described(value: &impl Debug) {
    let text = format!("{value:?}");
    assert!(!shows_key(&text), "a key: {text}");
}

/// Checks a problem as the screen, the notes on the disk and the note for support have it.
pub fn problem(problem: &Problem) {
    described(problem);
    let technical = problem.technical.iter().chain(&problem.tried);
    technical.for_each(|technical| line(technical.as_str()));
    let about = [&problem.about.other, &problem.about.words];
    about.into_iter().flatten().for_each(|text| line(text.as_str()));
    assert!(problem.tried.len() <= Problem::MOST_TRIED);
    if let Some(instead) = &problem.about.instead {
        let address = StoreUrl::from_home(instead).expect("an address to use instead is one");
        assert_eq!(address.as_str(), instead);
    }
    let stored = serde_json::to_string(problem).expect("a problem can be stored");
    assert_eq!(serde_json::from_str::<Problem>(&stored).expect("and read back"), *problem);
}

/// Whether a text holds more of a key than WooCommerce's list of keys shows: a mark with much behind it,
/// or as many letters and digits in a row as a key has.
fn shows_key(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let behind = |mark: &str, most: usize| {
        lower.match_indices(mark).any(|(at, _)| {
            let body = lower.get(at + mark.len()..).unwrap_or_default();
            body.chars().take_while(char::is_ascii_alphanumeric).count() > most
        })
    };
    let mut runs = text.split(|c: char| !c.is_ascii_alphanumeric());
    let long = runs.any(|run| run.len() >= 40 && run.contains(|c: char| c.is_ascii_digit()));
    long || behind("ck_", 8) || behind("cs_", 8) || behind("sk_live_", 8)
}
