//! What is printed around the JSON of an answer: its words for support, and the plugin that they name.

use super::ShopAnswer;
use super::shop_answer::{LOOKED_AT, MOST_DASHES};
use connect_core::fingerprint;
use connect_core::problem::{Mark, Problem, ProblemKind};

/// The longest piece of stray text that is quoted, in characters.
const LONGEST_QUOTE: usize = 120;

impl ShopAnswer {
    /// The remark that there is noise around the JSON, with its words and the plugin that it names; or that
    /// nothing is around it, and its letters are in another encoding.
    pub fn stray(&self) -> Option<Problem> {
        if !self.is_stray() {
            return None;
        }
        let text = self.page().body;
        let before = text.split(['{', '[']).next().unwrap_or_default();
        // Of a longer answer, what is last here is not last.
        let whole = self.answer.body.len() <= LOOKED_AT;
        let behind = if whole { text.rsplit(['}', ']']).next().unwrap_or_default() } else { "" };
        let own = |text: &&str| !self.repeats(text);
        let sides = [("before", Some(before).filter(own)), ("behind", Some(behind).filter(own))];
        let quoted = sides.map(|(side, text)| text.map(|text| quoted(side, text)).unwrap_or_default()).concat();
        if quoted.is_empty() && !self.is_in_utf8() {
            let line = format!("{} · not UTF-8", self.line);
            return Some(self.problem(ProblemKind::StrayText).marked(Mark::NotUtf8).with_technical(&line));
        }
        let nothing_seen = |text: &str| text.replace('\u{feff}', "").trim().is_empty();
        let mark_alone = before.contains('\u{feff}') && nothing_seen(before) && nothing_seen(behind);
        let problem = self.problem(ProblemKind::StrayText).with_technical(&format!("{}{quoted}", self.line));
        let problem = problem.marked(mark_alone.then_some(Mark::ByteOrderMark));
        Some(problem.naming(plugin_in(before).or(plugin_in(behind))))
    }
}

/// What is printed before or behind the JSON, for support. What people can't see is called by its name.
fn quoted(side: &str, text: &str) -> String {
    let mark = if text.contains('\u{feff}') { "a byte order mark " } else { "" };
    let words = fingerprint::words(&text.replace('\u{feff}', ""));
    let begins = |text: &str| text.chars().take(LONGEST_QUOTE).collect::<String>();
    let said = match (mark, words.trim(), text.trim()) {
        ("", "", "") => return String::new(),
        ("", "", hidden) => begins(hidden),
        (mark, words, _) => format!("{mark}{}", begins(words)),
    };
    let leads = |word: &&str| fingerprint::is_host(word) || word.contains("://");
    let said: Vec<&str> = said.split_whitespace().map(|word| if leads(&word) { "…" } else { word }).collect();
    // It goes to whoever mends it, in a note of ours: no command, number to call or wish for a secret goes along.
    let said = fingerprint::quotable(&said.join(" ")).unwrap_or_else(|| "words that are not repeated here".to_owned());
    format!(" · {side} it: {said}")
}

/// The plugin that a PHP notice names, by its folder.
fn plugin_in(notice: &str) -> Option<&str> {
    let (_, folder) = notice.split_once("/wp-content/plugins/")?;
    let name = folder.split(['/', '<', ' ']).next()?;
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    // A folder may be a sentence.
    let speaks = fingerprint::speaks_for_us(&name.replace(['-', '_'], " ")) || name.matches('-').count() > MOST_DASHES;
    (plain && !speaks && !name.is_empty() && name.len() <= 60).then_some(name)
}
