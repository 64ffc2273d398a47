//! The whole handbook as one Markdown file: how to read a picture, first answers, an index, and a page a code.

use super::page::Page;
use super::texts;
use crate::headless::say;
use connect_core::handbook::{Lost, is_met_on_both};
use connect_core::problem::ProblemKind;
use serde::Serialize;

/// What stands before the index, and after the pages. It is written by hand; what it quotes of the window, it names.
const READING: &str = include_str!("../../../docs/handbook/reading.md");
const FIRST_ANSWERS: &str = include_str!("../../../docs/handbook/first-answers.md");
const CODES: &str = include_str!("../../../docs/handbook/codes.md");
const RULES: &str = include_str!("../../../docs/handbook/rules.md");

const MADE: &str = "<!-- Made by `cargo nextest run -E 'test(the_handbook_is_written)'` of the catalogue, \
                    `ui/messages/` and `docs/handbook/`. Change those. -->";

/// Every code, in the order of the codes.
fn codes() -> Vec<ProblemKind> {
    let mut codes = ProblemKind::ALL.to_vec();
    codes.sort_by_key(|kind| kind.code());
    codes
}

/// The whole handbook.
pub fn book() -> String {
    let hand = |text: &str| with_lists(&texts::filled(text)).trim_end().to_owned();
    let pages: Vec<String> = codes()
        .into_iter()
        .map(|kind| format!("<a id=\"{}\"></a>\n\n{}", anchor(kind), Page::of(kind).markdown()))
        .collect();
    let (heading, intro) = READING.split_once("\n\n").unwrap_or((READING, ""));
    [
        heading.to_owned(),
        MADE.to_owned(),
        hand(intro),
        hand(FIRST_ANSWERS),
        hand(CODES),
        by_code(),
        by_title(),
        "### The pages".to_owned(),
        pages.join("\n").trim_end().to_owned(),
        hand(RULES) + "\n",
    ]
    .join("\n\n")
}

/// The index for a terminal: a code and its title a line.
pub fn index() -> String {
    let line = |kind: ProblemKind| format!("{} · {}", kind.code(), say(&kind.texts().title.alone()));
    lines(codes().into_iter().map(line)) + "\n"
}

/// A code and its title, for machines.
#[derive(Debug, Serialize)]
pub struct Titled {
    code: ProblemKind,
    title: String,
}

/// The index for machines.
pub fn titles() -> Vec<Titled> {
    codes().into_iter().map(|kind| Titled { code: kind, title: Page::of(kind).title }).collect()
}

/// Every page, for machines.
pub fn pages() -> Vec<Page> {
    codes().into_iter().map(Page::of).collect()
}

fn anchor(kind: ProblemKind) -> String {
    kind.code().to_ascii_lowercase()
}

fn by_code() -> String {
    let row = |kind: ProblemKind| {
        let title = Page::of(kind).title;
        let once = if is_met_on_both(kind) { "once connected: " } else { "" };
        format!("| [{}](#{}) | {title} | {once}{} |", kind.code(), anchor(kind), in_short(Lost::of(kind)))
    };
    let rows = lines(codes().into_iter().map(row));
    format!("### Index by code\n\n| Code | Title | Are sales lost? |\n|---|---|---|\n{rows}")
}

/// Every title that a card can have, in the order of the alphabet.
fn by_title() -> String {
    let mut rows: Vec<(String, ProblemKind)> = Vec::new();
    for kind in codes() {
        let texts = kind.texts();
        let others = texts.readings.iter().filter(|reading| reading.part == "title").map(|reading| reading.key);
        for title in std::iter::once(texts.title).chain(others) {
            rows.push((say(&title.alone()), kind));
        }
    }
    rows.sort_by_key(|(title, kind)| (title.to_lowercase(), kind.code()));
    rows.dedup();
    let row = |(title, kind): &(String, ProblemKind)| format!("| {title} | [{}](#{}) |", kind.code(), anchor(*kind));
    let rows = lines(rows.iter().map(row));
    format!("### Index by title\n\n| Title | Code |\n|---|---|\n{rows}")
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

fn in_short(lost: Lost) -> &'static str {
    match lost {
        Lost::Stopped => "yes",
        Lost::UntilHandedOver => "yes, until handed over",
        Lost::Whoever => "yes, for whoever meets it",
        Lost::OnHold => "orders may stay *On hold*",
        Lost::MayFail | Lost::MayHold | Lost::Half => "perhaps",
        Lost::NotKnown => "not known",
        Lost::NotStopped | Lost::BeforeConnecting => "no",
        Lost::Ended => "as was wanted",
    }
}

/// A text with `[[codes:stopped]]` and its like replaced by the codes that mean so.
fn with_lists(text: &str) -> String {
    let list = |lost: Lost| {
        let codes = codes().into_iter().filter(|kind| Lost::of(*kind) == lost);
        codes.map(|kind| format!("[{}](#{})", kind.code(), anchor(kind))).collect::<Vec<_>>().join(", ")
    };
    Lost::ALL
        .into_iter()
        .fold(text.to_owned(), |text, lost| text.replace(&format!("[[codes:{}]]", lost.name()), &list(lost)))
}
