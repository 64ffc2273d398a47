//! The reports as text for support.

use super::Picture;
use super::compared::compared;
use crate::handbook::part;
use crate::headless::messages::{message, with};
use crate::headless::moment;
use crate::headless::sentences::{VERSION, say, say_in};
use connect_core::handbook::Part;
use connect_core::message::Message;
use connect_core::problem::ProblemKind;
use connect_core::snapshot::{Code, Snapshot};
use std::fmt::Write as _;

pub(super) fn of(pictures: &[Picture]) -> String {
    let mut text: String = pictures.iter().map(picture).collect::<Vec<_>>().join("\n");
    for (one, other) in compared(pictures) {
        let words = [("shop", shop(one)), ("from", exact(one)), ("to", exact(other))];
        let words = words.each_ref().map(|(name, word)| (*name, word.as_str()));
        let _ = write!(text, "\n{}\n", with("read_compared", &words));
        for change in super::compared::changes(one, other) {
            let _ = writeln!(text, "  {change}");
        }
    }
    text
}

fn picture(picture: &Picture) -> String {
    let name = with("read_picture", &[("file", &picture.name)]);
    match &picture.found {
        Err(why) => format!("{name}\n  {}\n", message(why)),
        Ok(report) => format!("{name}\n\n{}\n{}", told(report), codes(report)),
    }
}

fn told(report: &Snapshot) -> String {
    // As on the picture: the times of the computer that it was made on.
    let zone = moment::zone_of(report.offset);
    let lines = |lines: Vec<Message>| lines.iter().map(|line| say_in(line, &zone) + "\n").collect::<String>();
    let mut text = report.told().into_iter().map(lines).collect::<Vec<_>>().join("\n");
    let _ = write!(text, "\n{}\n", with("read_here", &[("moment", &moment::exact(report.at))]));
    if !report.fits_its_ids() {
        let _ = write!(text, "\n{}\n", message("read_does_not_fit"));
    }
    if is_newer(&report.app) {
        let _ = write!(text, "\n{}\n", message("read_app_older"));
    }
    text
}

/// Whether this app is newer than the one of the picture.
fn is_newer(theirs: &str) -> bool {
    let numbers =
        |version: &str| version.split('.').map(|part| part.parse::<u32>().unwrap_or_default()).collect::<Vec<_>>();
    numbers(theirs) < numbers(VERSION)
}

fn codes(report: &Snapshot) -> String {
    let known = report.codes().into_iter().map(|code| about(report, code));
    let doubts = report.doubts().into_iter().map(|code| doubted(report, code));
    known.chain(doubts).flat_map(|said| ["\n".to_owned(), said]).collect()
}

fn about(report: &Snapshot, code: Code) -> String {
    let Some(kind) = code.kind() else {
        return format!("{}\n", with("read_code_unknown", &[("code", &code.to_string())]));
    };
    let [title, means, next] = sentences(report, code);
    let mut text = format!("{code} · {}\n", title.unwrap_or_else(|| message("read_other_words")));
    for sentence in [means, next] {
        let _ = writeln!(text, "  {}", sentence.unwrap_or_else(|| message("read_other_words")));
    }
    if let Some(ask) = ask(kind) {
        let _ = writeln!(text, "  {}", with("read_ask", &[("what", &without_marks(&ask))]));
    }
    text
}

/// What one failed look showed. It is asked again before anybody is sent to their web host.
fn doubted(report: &Snapshot, code: Code) -> String {
    let [title, ..] = sentences(report, code);
    let words = [("code", code.to_string()), ("what", title.unwrap_or_else(|| message("read_other_words")))];
    with("read_doubt", &words.each_ref().map(|(name, word)| (*name, word.as_str()))) + "\n"
}

/// Title, meaning and next step as on the screen. Without one of them, its words are on the picture alone.
pub(super) fn sentences(report: &Snapshot, code: Code) -> [Option<String>; 3] {
    report.says(code).map(|says| says.map(|text| text.as_ref().map(say))).unwrap_or_default()
}

/// What the handbook wants support to look at or to ask.
pub(super) fn ask(kind: ProblemKind) -> Option<String> {
    part(kind, Part::Check)
}

/// The handbook's words without the marks of its Markdown: what it quotes stands in quotation marks.
fn without_marks(text: &str) -> String {
    let parts = text.replace("**", "");
    let quoted = |(at, part): (usize, &str)| if at % 2 == 1 { format!("“{part}”") } else { part.to_owned() };
    if parts.matches('*').count() % 2 == 1 { parts } else { parts.split('*').enumerate().map(quoted).collect() }
}

/// Whose shop it is.
pub(super) fn shop(report: &Snapshot) -> String {
    report.home.clone().unwrap_or_else(|| report.reference.clone())
}

fn exact(report: &Snapshot) -> String {
    moment::exact_in(report.at, &moment::zone_of(report.offset))
}
