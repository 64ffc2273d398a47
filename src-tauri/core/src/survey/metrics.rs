//! A report as metrics, in the text that `OpenMetrics` 1.0 and Prometheus' own older format both read: gauges only, units
//! in the names and on lines of their own, and `# EOF` at the end. The words behind `# HELP` never vary, since
//! `node_exporter` drops a file in which they differ from another one's.

use super::report::{Level, Report, ShopReport};
use crate::line::{Headline, LineId, LineState};
use crate::time::Timestamp;
use std::fmt::Write as _;

/// A metric: its name without our own in front, its unit, and what it is.
struct Family(&'static str, Option<&'static str>, &'static str);

const BUILD: Family = Family("build_info", None, "The version of Meum Connect that looked; always 1.");
const ASKED: Family = Family("status_timestamp_seconds", Some("seconds"), "When the shops were asked.");
const TOOK: Family = Family("status_duration_seconds", Some("seconds"), "How long asking all of them took.");
const SHOPS: Family = Family("shops", None, "Connected shops on this computer, by how bad it is.");
const UNREADABLE: Family = Family("shops_unreadable", None, "Shops whose notes cannot be read.");
const STATE: Family = Family("shop_state", None, "Whether the shop is in this state; 1 for one of them.");
const SINCE: Family =
    Family("shop_state_since_timestamp_seconds", Some("seconds"), "Since when this computer has seen that state.");
const LINE: Family =
    Family("line_state", None, "Whether a line of the shop's panel is in this state; 1 for one of them.");
const PROBLEM: Family = Family("problem", None, "What is wrong, by the code of the support handbook; 1 while it is.");
const CERTIFICATE: Family =
    Family("certificate_expiry_timestamp_seconds", Some("seconds"), "When the shop's certificate runs out.");

const LEVELS: [(Level, &str); 4] =
    [(Level::Ok, "ok"), (Level::Warning, "warning"), (Level::Critical, "critical"), (Level::Unknown, "unknown")];
const STATES: [&str; 4] = ["can_pay", "cannot_pay", "attention", "unknown"];
const LINE_STATES: [&str; 5] = ["working", "attention", "not_working", "waiting", "unknown"];

/// The report as metrics.
pub fn text(report: &Report, version: &str, took_millis: u64) -> String {
    let mut text = String::new();
    family(&mut text, &BUILD, [(vec![("version", version)], "1".to_owned())]);
    family(&mut text, &ASKED, [(vec![], seconds(report.at))]);
    let took = i64::try_from(took_millis).unwrap_or(i64::MAX);
    family(&mut text, &TOOK, [(vec![], seconds(Timestamp(took)))]);
    let counted = LEVELS.map(|(level, name)| (vec![("level", name)], report.count(level).to_string()));
    family(&mut text, &SHOPS, counted);
    family(&mut text, &UNREADABLE, [(vec![], report.unreadable.to_string())]);
    let shops = &report.shops;
    family(&mut text, &STATE, shops.iter().flat_map(|shop| one_of(shop, None, &STATES, state(shop.headline))));
    family(&mut text, &SINCE, shops.iter().filter_map(|shop| Some((of(shop), seconds(shop.since?)))));
    family(&mut text, &LINE, shops.iter().flat_map(lines));
    family(&mut text, &PROBLEM, shops.iter().flat_map(problems));
    let ends = shops.iter().filter_map(|shop| Some((of(shop), seconds(shop.certificate_ends?))));
    family(&mut text, &CERTIFICATE, ends);
    text.push_str("# EOF\n");
    text
}

type Sample<'a> = (Vec<(&'a str, &'a str)>, String);

/// A family that has no samples is left out.
fn family<'a>(text: &mut String, family: &Family, samples: impl IntoIterator<Item = Sample<'a>>) {
    let Family(name, unit, help) = family;
    let mut samples = samples.into_iter().peekable();
    if samples.peek().is_none() {
        return;
    }
    // Writing to a text cannot fail.
    let _ = writeln!(text, "# TYPE meum_connect_{name} gauge");
    if let Some(unit) = unit {
        let _ = writeln!(text, "# UNIT meum_connect_{name} {unit}");
    }
    let _ = writeln!(text, "# HELP meum_connect_{name} {help}");
    for (labels, value) in samples {
        let labels: Vec<String> = labels.iter().map(|(name, value)| format!("{name}=\"{}\"", escaped(value))).collect();
        let labels = if labels.is_empty() { String::new() } else { format!("{{{}}}", labels.join(",")) };
        let _ = writeln!(text, "meum_connect_{name}{labels} {value}");
    }
}

fn of(shop: &ShopReport) -> Vec<(&str, &str)> {
    vec![("shop", &shop.shop)]
}

fn one_of<'a>(
    shop: &'a ShopReport,
    line: Option<&'static str>,
    all: &'static [&'static str],
    is: &'static str,
) -> Vec<Sample<'a>> {
    let labels =
        |state| [of(shop), line.map(|line| ("line", line)).into_iter().collect(), vec![("state", state)]].concat();
    all.iter().map(|state| (labels(*state), u8::from(*state == is).to_string())).collect()
}

fn lines(shop: &ShopReport) -> Vec<Sample<'_>> {
    shop.lines
        .iter()
        .flat_map(|line| one_of(shop, Some(name(line.line)), &LINE_STATES, line_state(line.state)))
        .collect()
}

fn problems(shop: &ShopReport) -> Vec<Sample<'_>> {
    let labels = |code| [of(shop), vec![("code", code)]].concat();
    shop.problems.iter().map(|kind| (labels(kind.code()), "1".to_owned())).collect()
}

fn state(headline: Headline) -> &'static str {
    match headline {
        Headline::CanPay => "can_pay",
        Headline::CantPayYet => "cannot_pay",
        Headline::Attention => "attention",
        Headline::CantTell | Headline::Checking => "unknown",
    }
}

fn line_state(state: LineState) -> &'static str {
    match state {
        LineState::Working => "working",
        LineState::Attention => "attention",
        LineState::NotWorking => "not_working",
        LineState::Waiting => "waiting",
        LineState::CheckingAgain | LineState::NotChecked | LineState::CantTell => "unknown",
    }
}

/// The name of a line, as the handbook's table has it.
pub fn name(line: LineId) -> &'static str {
    match line {
        LineId::Shop => "shop",
        LineId::Keys => "keys",
        LineId::Meum => "meum",
        LineId::Webhook => "payment_updates",
        LineId::WayIn => "way_in",
        LineId::Payouts => "payouts",
        LineId::Plugin => "plugin",
    }
}

/// Milliseconds as seconds.
fn seconds(at: Timestamp) -> String {
    format!("{}.{:03}", at.0.div_euclid(1000), at.0.rem_euclid(1000))
}

fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}
