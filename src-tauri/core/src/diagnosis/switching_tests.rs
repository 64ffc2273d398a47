//! What a real WordPress answered, and what is read from it. The answers are WordPress 6.5.5's; 6.1.9 gives the same.

use super::{is_unseen, stays_off};
use crate::diagnosis::{Reply, password_refused};
use crate::fingerprint::Page;
use crate::problem::{Mark, ProblemKind};
use std::collections::BTreeMap;

/// The answers by name: each a status, what it calls itself, and what it holds.
fn recorded() -> BTreeMap<&'static str, Reply> {
    let all = include_str!("recorded/wordpress-6.5.5.txt").split("=== ").skip(1);
    all.map(|answer| {
        let mut lines = answer.splitn(3, '\n');
        let (name, head, body) = (lines.next().unwrap(), lines.next().unwrap(), lines.next().unwrap_or_default());
        let (status, kind) = head.split_once(' ').unwrap();
        let link = "<https://corner-shop.example/wp-json/>; rel=\"https://api.w.org/\"";
        let headers = [("content-type", kind), ("link", link)].map(|(name, value)| (name.to_owned(), value.to_owned()));
        let json = serde_json::from_str::<serde_json::Value>(body).ok();
        let code = json.as_ref().and_then(|json| json["code"].as_str()).map(str::to_owned);
        let page = Page { status: status.parse().unwrap(), headers: &headers, body };
        (name, Reply::of(&page, json.is_some(), code))
    })
    .collect()
}

#[test]
fn why_a_plugin_did_not_come_on_is_read_from_wordpresss_own_answer() {
    let expected = [
        ("the list, for a shop manager", Some(Mark::NotAllowed), false),
        ("the list, for an editor", Some(Mark::NotAllowed), false),
        ("the list, for nobody", None, true),
        ("the list, with a wrong password", None, false),
        ("switched on, by a shop manager", Some(Mark::NotAllowed), false),
        ("switched on", None, false),
        ("it crashes", Some(Mark::Wordless), false),
        ("it crashes at being switched on", Some(Mark::Wordless), false),
        ("it needs a newer PHP", Some(Mark::Unfit), false),
        ("it needs another plugin", Some(Mark::Unfit), false),
        ("it needs a newer WordPress", Some(Mark::Unfit), false),
        ("it prints something and is on", None, false),
        ("it ends in words of its own", Some(Mark::OwnWords), false),
        ("it stops without WordPress", None, false),
        ("it is not there", None, false),
        ("switched off for everybody, the list", None, true),
    ];
    let recorded = recorded();
    for (name, mark, unseen) in expected {
        let reply = &recorded[name];
        assert_eq!((stays_off(reply), is_unseen(reply)), (mark, unseen), "{name}: {reply:?}");
    }
}

#[test]
fn why_a_password_is_refused_is_read_from_the_question_which_one_it_is() {
    use ProblemKind::{PasswordKeptOut, PasswordUnknown, PasswordsSwitchedOff};
    let unseen = Some(Mark::PasswordUnseen);
    let expected = [
        ("which password, with a wrong one", (PasswordUnknown, None)),
        ("which password, of a user who is not there", (PasswordUnknown, None)),
        // Only where WooCommerce is off: it asks who is there before WordPress says what it found.
        ("which password, of a wrong one, where no plugin asked before who is there", (PasswordKeptOut, unseen)),
        ("which password, where a cookie signed in", (PasswordKeptOut, None)),
        ("which password, switched off for everybody", (PasswordsSwitchedOff, None)),
        ("which password, switched off for this user", (PasswordsSwitchedOff, None)),
        ("deleted a second time", (PasswordUnknown, None)),
    ];
    let nobody =
        Reply { status: 401, json: true, code: Some("woocommerce_rest_cannot_view".to_owned()), ..Reply::default() };
    let recorded = recorded();
    for (name, refused) in expected {
        assert_eq!(password_refused(&nobody, Some(&recorded[name])), refused, "{name}");
    }
}
