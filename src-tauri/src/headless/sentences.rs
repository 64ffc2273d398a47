//! A problem in the window's sentences: which text fits, and what stands in for what is not known.
//! It does what `ui/src/problems/words.ts`, `texts.ts` and `note.ts` do, and adds no words.

use super::messages::{filled, find, message, with};
use super::moment::{day, exact, length};
use connect_core::plain::{PlainText, clean_note};
use connect_core::problem::{About, Fixer, Problem, ProblemKind, Technical};

/// What a problem is called, what it means, and the one thing to do.
#[derive(Debug)]
pub struct Sentences {
    /// A few words.
    pub title: String,
    /// What it means for selling.
    pub means: String,
    /// What to do.
    pub next: String,
}

/// The sentences of a problem; a soft one is a remark, no reason to stop.
pub fn of(problem: &Problem, soft: bool) -> Sentences {
    let words = Words::of(problem);
    let write = |part: &str| {
        let text = fitting(problem, soft, part).unwrap_or_default();
        begun(words.filled(text), &problem.about)
    };
    Sentences { title: write("title"), means: write("means"), next: write("next") }
}

/// A note for whoever can put the problem right, and who that is; `None` where none helps. Words
/// of the shop stay out of it, but for the lines for support.
pub fn note(problem: &Problem, app: &str) -> Option<(Fixer, String)> {
    let to = problem.kind.note_to()?;
    let ask = fitting(problem, false, "ask")?;
    let mut problem = problem.clone();
    let store = problem.about.store.get_or_insert_with(|| message("note_my_shop")).clone();
    let parts = [
        message("note_hello"),
        with("note_doing", &[("store", &store)]),
        format!("{}\n{}", message("note_ask"), capital(&Words::of(&problem).filled(ask))),
        seen(&problem),
        with("note_code", &[("code", problem.kind.code()), ("version", app)]),
        message("note_thanks"),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Some((to, clean_note(&parts.join("\n\n"))))
}

fn seen(problem: &Problem) -> String {
    let mut lines = Vec::new();
    lines.extend(problem.technical.as_ref().map(|line| with("note_request", &[("line", line.as_str())])));
    lines.extend(problem.at.map(|at| with("note_at", &[("moment", &exact(at))])));
    if !problem.tried.is_empty() {
        lines.push(message("note_tried"));
        lines.extend(problem.tried.iter().map(Technical::as_str).map(|line| format!("- {line}")));
    }
    lines.join("\n")
}

/// The text that fits: how a problem reads depends on what is known of it.
fn fitting(problem: &Problem, is_soft: bool, part: &str) -> Option<&'static str> {
    let code = problem.kind.code();
    let variant = |name: &str| find(&format!("{code}_{name}_{part}"));
    let soft = is_soft.then(|| variant("soft")).flatten();
    let early = || is_to_come(problem).then(|| variant("early")).flatten();
    let instead = || problem.about.instead.as_ref().and_then(|_| instead(code, part));
    let fault = |soft: bool| {
        let name = problem.about.fault?.name();
        find(&if soft { format!("{code}_{name}_soft_{part}") } else { format!("{code}_{name}_{part}") })
    };
    let fault = is_soft.then(|| fault(true)).flatten().or_else(|| fault(false));
    let over = || (problem.about.seconds == Some(0)).then(|| variant("over")).flatten();
    fault.or(soft).or_else(over).or_else(early).or_else(instead).or_else(|| find(&format!("{code}_{part}")))
}

/// A problem whose day is still to come: a certificate that is not valid yet.
fn is_to_come(problem: &Problem) -> bool {
    let seen = problem.kind.note_to().and(problem.at).unwrap_or_else(crate::perform::now);
    problem.about.date.is_some_and(|date| date > seen)
}

/// How it reads where an address to use instead is known: in words of its own, or the common ones.
fn instead(code: &str, part: &str) -> Option<&'static str> {
    let own = |part: &str| find(&format!("{code}_instead_{part}"));
    let has_own = ["title", "means", "next", "ask"].iter().any(|part| own(part).is_some());
    if has_own || part != "next" { own(part) } else { find("instead_next") }
}

/// What the sentences may name, with a stand-in for whatever is not known.
struct Words([(&'static str, String); 11]);

impl Words {
    fn of(problem: &Problem) -> Self {
        let about = &problem.about;
        let other = about.other.as_ref().map(PlainText::as_str);
        let counted = |name: &str, word: &str| {
            about.count.map(|count| with(name, &[(word, &count.to_string())])).unwrap_or_default()
        };
        Self([
            ("store", about.store.clone().unwrap_or_else(|| message("your_shop"))),
            ("other", other.map_or_else(|| message(stand_in(problem.kind)), str::to_owned)),
            ("named", other.map(|other| with("named", &[("other", other)])).unwrap_or_default()),
            ("instead", about.instead.as_deref().map_or_else(|| message("other_instead"), short)),
            ("sent", about.sent.as_ref().map_or_else(|| message("other_sent"), |sent| sent.as_str().to_owned())),
            ("key", key(about)),
            ("counted", counted("counted", "count")),
            ("status", counted("status", "status")),
            ("wait", waiting(about.seconds)),
            ("off", about.seconds.map_or_else(|| message("off_unknown"), length)),
            ("on", about.date.map(|date| with("on_day", &[("day", &day(date))])).unwrap_or_default()),
        ])
    }

    fn filled(&self, text: &str) -> String {
        let words: Vec<(&str, &str)> = self.0.iter().map(|(name, word)| (*name, word.as_str())).collect();
        filled(text, &words)
    }
}

fn key(about: &About) -> String {
    let ending = |ending: &str| with("key_ending", &[("ending", ending)]);
    about.ending.as_deref().map_or_else(|| message("this_key"), ending)
}

/// What to call the other party when the answer did not name it.
fn stand_in(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::OtherHostAnswers | ProblemKind::AddressMoved | ProblemKind::WebhookAddressDiffers => {
            "other_address"
        }
        ProblemKind::OtherPlatform => "other_platform",
        ProblemKind::SeveralGateways => "other_gateways",
        ProblemKind::ConnectionInspected => "other_security",
        ProblemKind::Blocked => "other_firewall",
        ProblemKind::IndexHidden => "other_privacyPlugin",
        ProblemKind::RestLockedOut => "other_securityPlugin",
        _ => "other_website",
    }
}

/// An address without its scheme and last slash.
pub fn short(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.trim_end_matches('/').to_owned()
}

fn waiting(seconds: Option<u32>) -> String {
    let count = |name: &str, count: u32| with(name, &[("count", &count.to_string())]);
    match seconds {
        None => message("a_minute"),
        Some(seconds) if seconds < 60 => count("wait_seconds", seconds.max(1)),
        Some(seconds) => match seconds.div_ceil(60) {
            1 => message("a_minute"),
            minutes => count("wait_minutes", minutes),
        },
    }
}

/// A stand-in at the start of a sentence gets its capital; a host name never does.
fn begun(sentence: String, about: &About) -> String {
    let stand_in = about.store.is_none() && sentence.starts_with(&message("your_shop"));
    if stand_in { capital(&sentence) } else { sentence }
}

fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
#[path = "sentences_tests.rs"]
mod tests;
