//! What changed from one picture of a shop to the next.

use super::Picture;
use crate::headless::messages::{message, with};
use crate::headless::sentences::say;
use connect_core::line::LineId;
use connect_core::snapshot::{LineMark, Snapshot, mark};

/// Each picture with the next of the same shop. They are in order of time.
pub(super) fn compared(pictures: &[Picture]) -> Vec<(&Snapshot, &Snapshot)> {
    let reports: Vec<&Snapshot> = pictures.iter().filter_map(|picture| picture.found.as_ref().ok()).collect();
    let next = |at: usize, one: &Snapshot| reports.iter().skip(at + 1).copied().find(|other| is_one_shop(one, other));
    reports.iter().enumerate().filter_map(|(at, one)| Some((*one, next(at, one)?))).collect()
}

/// A shop that is connected anew has another reference, and one that moved another address.
fn is_one_shop(one: &Snapshot, other: &Snapshot) -> bool {
    one.practice == other.practice
        && (one.reference == other.reference || (one.home.is_some() && one.home == other.home))
}

/// What is otherwise on the second, in words.
pub(super) fn changes(one: &Snapshot, other: &Snapshot) -> Vec<String> {
    let named = |key: &str, before: Option<&str>, after: Option<&str>| {
        let unknown = message("read_unknown");
        let [before, after] = [before, after].map(|value| value.unwrap_or(&unknown).to_owned());
        let words = [("what", message(key)), ("before", before.clone()), ("after", after.clone())];
        (before != after).then(|| with("read_change", &words.each_ref().map(|(name, word)| (*name, word.as_str()))))
    };
    let line_of = |report: &Snapshot, id: LineId| report.lines.iter().find(|line| line.id == id).copied();
    let line = |id: LineId| match (line_of(one, id), line_of(other, id)) {
        (Some(before), Some(after)) if stands(before) != stands(after) => {
            let [before, after] = [before, after].map(|line| say(&mark(line.id, line.state, line.code)));
            Some(with("read_line_change", &[("before", &before), ("after", &after)]))
        }
        _ => None,
    };
    let code = |report: &Snapshot| report.code.map(|code| code.to_string());
    let rows = [
        named("identity_reference", Some(&one.reference), Some(&other.reference)),
        named("strip_shop", one.home.as_deref(), other.home.as_deref()),
        named("strip_codes", code(one).as_deref(), code(other).as_deref()),
        named("identity_installation", one.ids.installation.as_deref(), other.ids.installation.as_deref()),
        named("identity_meum_key", one.meum_key_prefix.as_deref(), other.meum_key_prefix.as_deref()),
        named("identity_shop_key", one.key_ending.as_deref(), other.key_ending.as_deref()),
        named("report_wordpress", one.versions.wordpress.as_deref(), other.versions.wordpress.as_deref()),
        named("report_woocommerce", one.versions.woocommerce.as_deref(), other.versions.woocommerce.as_deref()),
        named("report_plugin", one.versions.plugin.as_deref(), other.versions.plugin.as_deref()),
        named("identity_app", Some(&one.app), Some(&other.app)),
    ];
    let all: Vec<String> = rows.into_iter().flatten().chain(LineId::ALL.into_iter().filter_map(line)).collect();
    if all.is_empty() { vec![message("read_same")] } else { all }
}

fn stands(line: LineMark) -> (connect_core::line::LineState, Option<connect_core::snapshot::Code>) {
    (line.state, line.code)
}
