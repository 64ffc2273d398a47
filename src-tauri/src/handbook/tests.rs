//! The handbook is whole, and the committed file is the one that is made.

use super::*;
use crate::headless::{find_message, name_of};
use connect_core::line::Headline;
use connect_core::problem::ProblemKind;
use std::collections::BTreeMap;

const HEADLINES: [Headline; 5] =
    [Headline::CanPay, Headline::CantPayYet, Headline::Attention, Headline::CantTell, Headline::Checking];

/// `cargo xtask test` fails when the committed file differs.
#[test]
fn the_handbook_is_written() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/support-handbook.md");
    std::fs::write(path, book()).expect("the handbook can be written");
}

#[test]
fn nothing_in_the_handbook_is_left_open() {
    let book = book();
    for open in ["{{", "}}", "[[codes:", "{store}", "{other}", "  \n"] {
        assert!(!book.contains(open), "{open:?} near {:?}", book.split_once(open).map(|(before, _)| tail(before)));
    }
}

fn tail(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    letters.iter().skip(letters.len().saturating_sub(120)).collect()
}

#[test]
fn every_page_quotes_the_card_and_answers_supports_questions() {
    for &kind in ProblemKind::ALL {
        let page = Page::of(kind);
        let text = page.markdown();
        for part in [&page.title, &page.means, &page.next, &page.sales, &page.urgent, &page.who] {
            assert!(!part.trim().is_empty() && text.contains(part.as_str()), "{kind:?}: {part}");
        }
        for part in [&page.happened, &page.say, &page.ask, &page.escalate] {
            assert!(!part.trim().is_empty(), "{kind:?}");
        }
    }
}

#[test]
fn every_link_of_the_handbook_leads_somewhere() {
    let book = book();
    let headings: Vec<String> =
        book.lines().filter_map(|line| line.trim_start_matches('#').strip_prefix(' ')).map(slug).collect();
    for link in book.split("](#").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link) {
        let marked = book.contains(&format!("<a id=\"{link}\">"));
        assert!(marked || headings.iter().any(|heading| heading == link), "#{link}");
    }
}

/// What a forge makes of a heading.
fn slug(heading: &str) -> String {
    let kept = heading
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .collect::<String>();
    kept.replace(' ', "-")
}

#[test]
fn every_headline_has_its_first_answer() {
    let book = book();
    let answers = book.split("## 2. ").nth(1).and_then(|rest| rest.split("\n## ").next()).expect("part 2");
    for headline in HEADLINES {
        let words = find_message(&format!("headline_{}", name_of(&headline))).expect("it has words");
        assert!(answers.contains(words), "{words}");
    }
}

#[test]
fn every_page_is_found_by_its_large_words() {
    let book = book();
    let table = book.split("### The pages, by their large words").nth(1).and_then(|rest| rest.split("\n### ").next());
    let table = table.expect("part 1 has the table");
    // These stand above a part of a page, or above a drawer.
    let parts = ["tried", "report", "issues", "versions", "identity", "history", "guide", "shops", "support"];
    let messages: BTreeMap<String, String> =
        serde_json::from_str(include_str!("../../../ui/messages/en.json")).expect("they can be read");
    let is_large = |name: &&String| name.ends_with("_heading") || name.contains("_heading_") || *name == "approve_came";
    let names = messages.keys().filter(is_large);
    let (mut found, is_part) = (0, |name: &str| parts.iter().any(|part| name == format!("{part}_heading")));
    for name in names.filter(|name| !is_part(name)) {
        let words = texts::filled(&format!("{{{{{name}}}}}"));
        assert!(table.contains(&words), "{name}: {words}");
        found += 1;
    }
    assert!(found > 20, "{found}");
}

#[test]
fn a_name_that_only_the_window_fills_in_is_left_open_with_dots() {
    assert_eq!(texts::filled("*{{ended_heading}}*"), "*… is disconnected from Meum*");
    assert_eq!(texts::filled("*{{no_such_message}}*"), "*{{no_such_message}}*");
}

#[test]
fn a_code_is_explained_in_any_letters_and_nothing_else_is() {
    assert_eq!(Page::named(" f10 ").map(|page| page.code), Some(ProblemKind::KeyRevoked));
    for nothing in ["", "F", "F100", "Z99", "help"] {
        assert_eq!(Page::named(nothing), None, "{nothing}");
    }
}
