//! The report as text: in words for people, and below that the same for a machine.

use crate::headless::{report_json, say};
use connect_core::message::Message;
use connect_core::snapshot::Snapshot;

/// The report as text.
pub fn text(snapshot: &Snapshot) -> String {
    let paragraph = |lines: &Vec<Message>| lines.iter().map(|line| say(line) + "\n").collect::<String>();
    let told: Vec<String> = snapshot.told_with_titles().iter().map(paragraph).collect();
    format!("{}\n{:#}\n", told.join("\n"), report_json(snapshot))
}
