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
        if let Some(error) = self.database_error() {
            let quoted = quoted("before", &format!("WordPress database error: {}", error.reason()));
            let problem = self.problem(ProblemKind::StrayText).with_technical(&format!("{}{quoted}", self.line));
            return Some(problem.marked(Mark::DatabaseError));
        }
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

    /// That WordPress printed an error of its database's when WooCommerce looked the key up: whatever it says of the key
    /// then, it has not seen it.
    pub(super) fn keys_unread(&self) -> Option<Problem> {
        let unread = self.database_error().is_some_and(|error| error.is_of_keys());
        let line = self.stray().filter(|_| unread)?.technical?;
        Some(self.problem(ProblemKind::DatabaseDown).marked(Mark::DatabaseError).with_technical(line.as_str()))
    }

    /// The error of the database's that WordPress printed in front of the answer, as it does where errors are shown.
    fn database_error(&self) -> Option<DatabaseError<'_>> {
        let text = self.page().body;
        let (before, error) = text.split_once("class=\"wpdberror\"").filter(|_| self.is_stray())?;
        let (_, error) = error.split_once("</strong>").filter(|_| !before.contains('{'))?;
        let (reason, question) = error.trim_start().strip_prefix('[')?.split_once("]<br")?;
        let question = question.split_once("<code>").and_then(|(_, code)| code.split_once("</code>"));
        let error = DatabaseError { reason, question: question.map(|(code, _)| code).unwrap_or_default() };
        (!self.repeats(reason)).then_some(error)
    }
}

/// What WordPress prints of its database's refusals (`wpdb::print_error`).
struct DatabaseError<'a> {
    reason: &'a str,
    question: &'a str,
}

impl DatabaseError<'_> {
    /// The reason as it is quoted. What looks like an option of a command, such as `--read-only`, is only named here.
    fn reason(&self) -> String {
        format!("[{}]", self.reason.replace("--", ""))
    }

    /// Whether the database was asked for a key.
    fn is_of_keys(&self) -> bool {
        let reads = self.question.trim_start().get(..6).is_some_and(|word| word.eq_ignore_ascii_case("select"));
        reads && self.question.contains("woocommerce_api_keys")
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
