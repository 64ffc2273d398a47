//! One line and its figures, as the guidelines of the monitoring plugins have it.

use crate::headless::messages::message;
use crate::headless::sentences::say;
use connect_core::problem::Problem;
use connect_core::survey::{Level, Report, ShopReport};

/// So many shops are named.
const NAMED: usize = 5;

/// The line of a report.
pub(super) fn line(report: &Report, took_millis: u64) -> String {
    let level = report.level();
    let figures = [Level::Ok, Level::Warning, Level::Critical, Level::Unknown]
        .map(|level| format!("{}={}", word(level).to_lowercase(), report.count(level)))
        .join(" ");
    let seconds = format!("{}.{:03}", took_millis / 1000, took_millis % 1000);
    let all = report.shops.len();
    format!("MEUM {} - {} | shops={all} {figures} time={seconds}s\n", word(level), plain(&says(report)))
}

/// The line where nobody could be asked.
pub(super) fn failed(problem: &Problem) -> String {
    let code = problem.kind.code();
    format!("MEUM {} - {code}: {}\n", word(Level::Unknown), plain(&message(&format!("{code}_title"))))
}

fn says(report: &Report) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut troubled: Vec<&ShopReport> = report.shops.iter().filter(|shop| shop.level != Level::Ok).collect();
    // What was seen to be wrong comes before what nobody knows.
    troubled.sort_by_key(|shop| match shop.level {
        Level::Critical => 0,
        Level::Warning => 1,
        Level::Unknown => 2,
        Level::Ok => 3,
    });
    parts.extend(troubled.iter().take(NAMED).map(|shop| of_shop(shop)));
    if troubled.len() > NAMED {
        parts.push(format!("and {} more", troubled.len() - NAMED));
    }
    if report.unreadable > 0 {
        parts.push(format!("notes that cannot be read: {}", report.unreadable));
    }
    match (report.shops.as_slice(), parts.is_empty()) {
        ([], true) => "no shop is connected on this computer".to_owned(),
        ([only], true) => format!("{}: {}", only.shop, say(&only.says().alone())),
        (shops, true) => {
            format!("{} shops: {}", shops.len(), say(&connect_core::words::keys::HEADLINE_CAN_PAY.alone()))
        }
        (_, false) => parts.join("; "),
    }
}

fn of_shop(shop: &ShopReport) -> String {
    let codes: Vec<&str> = shop.problems.iter().map(|kind| kind.code()).collect();
    let codes = if codes.is_empty() { String::new() } else { format!(" ({})", codes.join(" ")) };
    format!("{}: {}{codes}", shop.shop, say(&shop.says().alone()))
}

/// Figures begin behind the first bar.
fn plain(text: &str) -> String {
    text.replace('|', "/").replace('\n', " ")
}

pub(super) const fn word(level: Level) -> &'static str {
    match level {
        Level::Ok => "OK",
        Level::Warning => "WARNING",
        Level::Critical => "CRITICAL",
        Level::Unknown => "UNKNOWN",
    }
}
