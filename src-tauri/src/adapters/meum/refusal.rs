//! Meum's refusals.
//!
//! Meum sends errors in two shapes, flat (`{"error": "text", "code": "X"}`) and nested
//! (`{"error": {"code": "X", "message": "text"}}`), and codes in upper or lower case. An error that
//! we cannot read counts as Meum's fault, never as the merchant's.

use crate::adapters::http::Answer;
use crate::adapters::loose::Loose;
use connect_core::pause;
use connect_core::plain::PlainText;
use connect_core::problem::{Mark, Problem, ProblemKind, RefusedDetail};
use serde_json::Value;

/// The most details that are read; a request has five fields to complain about.
const MOST_DETAILS: usize = 10;

/// The error code in an answer's JSON, in upper case and at most 60 characters long.
pub fn code(json: Option<&Value>) -> Option<String> {
    let loose = Loose::of(json?);
    let code = loose.get("error").get("code").raw().or_else(|| loose.get("code").raw())?;
    let clean: String = code.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(60).collect();
    (!clean.is_empty()).then(|| clean.to_ascii_uppercase())
}

/// Meum's own sentence about the error.
fn words(answer: &Answer) -> Option<PlainText> {
    let json = answer.json()?;
    let loose = Loose::of(&json);
    let error = loose.get("error");
    error.get("message").text().or_else(|| error.text()).or_else(|| loose.get("message").text())
}

/// What Meum says about single fields of the request; either error shape may hold it.
fn details(answer: &Answer) -> Vec<RefusedDetail> {
    let json = answer.json().unwrap_or_default();
    let loose = Loose::of(&json);
    let inner = loose.get("error").get("details");
    let details = if inner.is_object() { inner } else { loose.get("details") };
    let detail = |(name, words): (&str, Loose<'_>)| {
        let words = words.text().or_else(|| words.items().find_map(Loose::text))?;
        Some(RefusedDetail { name: PlainText::from_outside(name)?, words })
    };
    details.fields().filter_map(detail).take(MOST_DETAILS).collect()
}

/// Whether the answer has one of Meum's error shapes, and does not come from something in front of
/// Meum.
pub fn is_meums(answer: &Answer) -> bool {
    answer.json().is_some_and(|json| json.get("error").is_some() || json.get("code").is_some())
}

/// The problem that a refusal names.
pub fn read(answer: &Answer) -> Problem {
    let code = code(answer.json().as_ref()).unwrap_or_default();
    let kind = match (answer.status, code.as_str()) {
        (429, _) => ProblemKind::MeumRateLimited,
        // Meum does not document the words for a refused key, so the status alone counts. A firewall's
        // page comes with 403.
        (401, _) => ProblemKind::MeumKeyRefused,
        _ if !is_meums(answer) => ProblemKind::MeumFault,
        (_, "SITE_ALREADY_CONNECTED") => ProblemKind::AlreadyConnectedElsewhere,
        (403, "INSUFFICIENT_SCOPE") => ProblemKind::MeumKeyWrongKind,
        (403, _) => ProblemKind::MeumForbids,
        (400 | 404 | 409 | 422, _) => ProblemKind::MeumDetailsRefused,
        _ => ProblemKind::MeumFault,
    };
    let mut problem = Problem::new(kind);
    problem.about.words = words(answer);
    problem.about.details = details(answer);
    let longest = u32::try_from(pause::LONGEST.0 / 1_000).unwrap_or(u32::MAX);
    problem.about.seconds = answer.retry_after().map(|asked| asked.min(longest));
    problem.about.count = Some(u32::from(answer.status));
    let says_nothing = problem.about.words.is_none() && problem.about.details.is_empty();
    problem.marked((kind == ProblemKind::MeumDetailsRefused && says_nothing).then_some(Mark::Wordless))
}
