//! The report for people, and as one object.

use super::nagios::word;
use crate::headless::messages::message;
use crate::headless::moment::{exact, rfc3339};
use crate::headless::report::app;
use crate::headless::sentences::{VERSION, say};
use connect_core::line::{Headline, LineId, LineState};
use connect_core::problem::{Problem, ProblemKind};
use connect_core::survey::{Level, LineReport, Report, ShopReport};
use serde::Serialize;
use std::fmt::Write as _;

pub(super) fn text(report: &Report) -> String {
    let mut text = format!("{} · {}\n", app(), exact(report.at));
    if report.shops.is_empty() {
        text.push_str("\nNo shop is connected on this computer.\n");
    }
    for shop in &report.shops {
        let practice = if shop.practice { " · practice" } else { "" };
        // Writing to a text cannot fail.
        let _ = write!(text, "\n{}{practice}\n  {}", shop.shop, say(&shop.says().alone()));
        if let Some(since) = shop.since {
            let _ = write!(text, " · since {}", exact(since));
        }
        text.push('\n');
        for line in &shop.lines {
            let _ = writeln!(text, "  {}", say(&line.says()));
        }
        for kind in &shop.problems {
            let _ = writeln!(text, "  {} · {}", kind.code(), message(&format!("{}_title", kind.code())));
        }
    }
    if report.unreadable > 0 {
        let _ = writeln!(text, "\nNotes of shops that cannot be read: {}", report.unreadable);
    }
    text
}

/// Why nobody could be asked.
pub(super) fn failed(problem: &Problem) -> String {
    let code = problem.kind.code();
    let line = problem.technical.as_ref().map(|line| format!(" ({})", line.plain().as_str())).unwrap_or_default();
    format!("{code}: {}{line}", message(&format!("{code}_title")))
}

pub(super) fn unwritten(error: &std::io::Error) -> String {
    format!("The answer could not be written: {error}")
}

pub(super) fn json(report: &Report) -> String {
    let shops = report.shops.iter().map(OfShop::of).collect();
    let all = All {
        app: VERSION,
        checked_at: rfc3339(report.at),
        level: level(report.level()),
        unreadable: report.unreadable,
        shops,
    };
    serde_json::to_string(&all).unwrap_or_default() + "\n"
}

fn level(level: Level) -> String {
    word(level).to_lowercase()
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct All<'a> {
    app: &'a str,
    checked_at: Option<String>,
    level: String,
    unreadable: usize,
    shops: Vec<OfShop<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OfShop<'a> {
    shop: &'a str,
    practice: bool,
    level: String,
    headline: Headline,
    since: Option<String>,
    problems: &'a [ProblemKind],
    certificate_ends: Option<String>,
    lines: Vec<OfLine>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OfLine {
    line: LineId,
    state: LineState,
    code: Option<ProblemKind>,
    since: Option<String>,
    checked_at: Option<String>,
}

impl<'a> OfShop<'a> {
    fn of(shop: &'a ShopReport) -> Self {
        Self {
            shop: &shop.shop,
            practice: shop.practice,
            level: level(shop.level),
            headline: shop.headline,
            since: shop.since.and_then(rfc3339),
            problems: &shop.problems,
            certificate_ends: shop.certificate_ends.and_then(rfc3339),
            lines: shop.lines.iter().map(OfLine::of).collect(),
        }
    }
}

impl OfLine {
    fn of(line: &LineReport) -> Self {
        Self {
            line: line.line,
            state: line.state,
            code: line.code,
            since: line.since.and_then(rfc3339),
            checked_at: line.checked_at.and_then(rfc3339),
        }
    }
}
