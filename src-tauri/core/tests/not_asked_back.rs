//! What support would look up is on the picture and in its code: when a request without an answer was sent, and a word
//! of Meum's that the app does not know.

use crate::samples;
use crate::story::{Story, problem, sight, status, text};
use connect_core::intent::Intent;
use connect_core::message::{Arg, Message};
use connect_core::meum_facts::StatusFacts;
use connect_core::problem::ProblemKind;
use connect_core::snapshot::{Code, Snapshot};
use connect_core::status_word;
use serde_json::Value;

fn met() -> impl Iterator<Item = (String, Value, Snapshot)> {
    samples::with_reports().into_iter()
}

fn codes(view: &Value) -> Vec<&str> {
    view["support"]["codes"].as_array().unwrap().iter().filter_map(Value::as_str).collect()
}

fn read(snapshot: &Snapshot) -> Snapshot {
    Snapshot::read(&snapshot.bytes()).expect("it is whole")
}

/// Whether a row of the report is called so.
fn tells(snapshot: &Snapshot, row: &str) -> bool {
    let is_called =
        |line: &Message| line.args.values().any(|arg| matches!(arg, Arg::Message(name) if name.key.name() == row));
    snapshot.told().iter().flatten().any(is_called)
}

#[test]
fn a_request_without_an_answer_is_told_with_its_moment() {
    let mut seen = Vec::new();
    for (name, view, snapshot) in met() {
        let lost = codes(&view).into_iter().find(|code| matches!(*code, "G08" | "G18"));
        let Some(code) = lost else { continue };
        let back = read(&snapshot);
        assert!(back.sent_at.is_some() && tells(&back, "report_sent"), "{name}: {code}");
        seen.push(code.to_owned());
    }
    assert!(seen.contains(&"G08".to_owned()) && seen.contains(&"G18".to_owned()), "{seen:?}");
}

#[test]
fn lines_of_before_a_lost_disconnect_are_told_as_of_before() {
    let headed = |snapshot: &Snapshot| snapshot.told().iter().flatten().any(|line| line.key.name() == "report_before");
    for (name, view, snapshot) in met() {
        let lost = codes(&view).first() == Some(&"G18");
        assert_eq!(headed(&read(&snapshot)), lost && !snapshot.lines.is_empty(), "{name}");
    }
}

#[test]
fn meum_s_general_word_leads_to_its_cause_in_the_report_as_on_the_panel() {
    let mut led = 0;
    for (name, view, snapshot) in met() {
        let back = read(&snapshot);
        for line in view["screen"]["lines"].as_array().into_iter().flatten() {
            let echoes = line["echoOf"].is_string();
            let next = |code: &Code| back.says(*code).and_then(|[_, _, next]| next).map(|next| next.key.name());
            let of_line = back.codes().into_iter().find(|code| line["code"] == code.to_string());
            let leads = of_line.as_ref().and_then(next) == Some("line_because");
            assert_eq!(leads, echoes, "{name}: {}", line["code"]);
            led += u32::from(leads);
        }
    }
    assert!(led > 1, "{led}");
}

#[test]
fn what_the_app_wrote_down_is_not_told_as_a_request() {
    let headed = |name: &str, heading: &str| {
        let all = samples::with_reports();
        let (_, _, snapshot) = all.into_iter().find(|(other, ..)| other == name).unwrap_or_else(|| panic!("no {name}"));
        read(&snapshot).told().iter().flatten().any(|line| line.key.name() == heading)
    };
    for name in ["panel-after-a-crash", "problem-S02", "problem-S22", "problem-H12"] {
        assert!(headed(name, "report_noted") && !headed(name, "report_requests"), "{name}");
    }
    assert!(headed("panel-firewall", "report_requests") && !headed("panel-firewall", "report_noted"));
}

#[test]
fn nothing_is_told_to_have_been_sent_where_every_answer_came() {
    for name in ["panel-all-well", "disconnect", "disconnect-forbidden", "review-empty-answer"] {
        let (_, _, snapshot) = met().find(|(other, ..)| other == name).unwrap_or_else(|| panic!("no {name}"));
        assert_eq!(snapshot.sent_at, None, "{name}");
        assert!(!tells(&snapshot, "report_sent"), "{name}");
    }
}

#[test]
fn what_was_sent_to_disconnect_is_forgotten_with_its_page() {
    let mut story = Story::at_disconnect();
    let sent = story.now;
    story.types_name("The Corner Shop").disconnect_ends(Err(problem(ProblemKind::DisconnectAnswerLost)));
    let report = story.app.report_on_screen().unwrap();
    assert_eq!(report.sent_at.map(|at| at.0 / 60_000), Some(sent.0 / 60_000));
    story.asks(Intent::Stay);
    assert_eq!(story.app.report_on_screen().unwrap().sent_at, None);
}

#[test]
fn a_word_that_the_app_does_not_know_is_in_the_code() {
    let mut seen = 0;
    for (name, view, snapshot) in met() {
        let lines = view["screen"]["lines"].as_array().into_iter().flatten();
        let words: Vec<&str> =
            lines.filter(|line| line["code"] == "G15").filter_map(|line| line["word"].as_str()).collect();
        let Some(word) = words.first() else { continue };
        let back = read(&snapshot);
        assert_eq!(back.word, status_word::in_code(word), "{name}: {word}");
        // Where it is no plain word, the report says that it stands on the screen.
        assert!(tells(&back, "report_word"), "{name}");
        seen += 1;
    }
    assert!(seen > 0);
}

#[test]
fn only_a_word_gets_there() {
    let cases = [
        ("SPARKLING", Some("SPARKLING")),
        ("on hold", Some("ON_HOLD")),
        ("DEGRADED", None),
        ("ck_0c0a11ce0000000000000000000000000000a001", None),
        ("A sentence that is far too long to be a word of Meum's", None),
    ];
    for (word, expected) in cases {
        let mut story = Story::at_panel(true);
        let said = StatusFacts { health_status: Some(text(word)), ..status(true) };
        story.meum_answers(Ok(said)).shop_answers(Ok(sight()));
        assert_eq!(story.app.report_on_screen().unwrap().word.as_deref(), expected, "{word}");
    }
}
