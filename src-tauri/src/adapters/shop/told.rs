//! An answer of the shop, with what the diagnosis and support need of it.

use crate::adapters::http::Answer;
use crate::adapters::loose::Loose;
use crate::adapters::noise::json_within;
use crate::perform::now;
use connect_core::diagnosis::{self, Reply};
use connect_core::fingerprint::{self, Page};
use connect_core::plain::PlainText;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::time::Timestamp;
use reqwest::{Method, Url};
use serde_json::Value;

/// As much of a page as is looked at for marks, in bytes.
const LOOKED_AT: usize = 64 * 1024;

/// An answer and the words for its technical line.
pub struct Told {
    /// The answer.
    pub answer: Answer,
    /// What was asked; it may carry keys, so it is never shown whole.
    pub url: Url,
    /// What support reads.
    pub line: String,
    /// When it came.
    pub at: Timestamp,
    headers: Vec<(String, String)>,
    text: String,
    reply: Reply,
}

impl Told {
    /// An answer to a request.
    pub fn new(method: &Method, url: Url, answer: Answer) -> Self {
        let headers = answer.headers_lower();
        let start = answer.body.get(..LOOKED_AT).unwrap_or(&answer.body);
        let text = String::from_utf8_lossy(start).into_owned();
        let page = Page { status: answer.status, headers: &headers, body: &text };
        let reply = read(&page, &answer);
        let line = technical(method, &url, &answer, &reply);
        Self { answer, url, line, at: now(), headers, text, reply }
    }

    /// The problem this answer shows, with its technical line.
    pub fn problem(&self, kind: ProblemKind) -> Problem {
        let mut problem = Problem::new(kind).with_technical(&self.line);
        problem.about.count = Some(u32::from(self.answer.status));
        problem.about.seconds = retry_after(&self.answer);
        problem.at = Some(self.at);
        let brand = (kind == ProblemKind::Blocked).then(|| diagnosis::named_layer(&self.reply)).flatten();
        problem.naming(brand)
    }

    /// What the diagnosis looks at.
    pub fn reply(&self) -> &Reply {
        &self.reply
    }

    /// The answer as fingerprints see it.
    pub fn page(&self) -> Page<'_> {
        Page { status: self.answer.status, headers: &self.headers, body: &self.text }
    }

    /// The REST root that WordPress names in the answer.
    pub fn rest_link(&self) -> Option<String> {
        fingerprint::rest_link(&self.page())
    }
}

fn read(page: &Page<'_>, answer: &Answer) -> Reply {
    let json = json(answer);
    let code = json.as_ref().and_then(|(value, _)| Loose::of(value).get("code").raw());
    let code = code.map(|code| code.chars().take(80).collect());
    let is_json = json.as_ref().is_some_and(|(value, _)| value.is_object() || value.is_array());
    Reply::of(page, is_json, code)
}

fn technical(method: &Method, url: &Url, answer: &Answer, reply: &Reply) -> String {
    let kind = if reply.json { "json" } else { "no json" };
    let code = reply.code.as_deref().unwrap_or(kind);
    let line = format!("{method} {} · {} · {code} · {} ms", shown(url), answer.status, answer.took.as_millis());
    // The code is the shop's word: cleaned before it is logged or shown.
    PlainText::from_outside(&line).map(|line| line.as_str().to_owned()).unwrap_or_default()
}

/// An address as support may see it: host and path, and which route was asked for; never the rest
/// of a query, where keys may be.
pub fn shown(url: &Url) -> String {
    let route = url.query_pairs().find(|(name, _)| name == "rest_route");
    let route = route.map(|(_, route)| format!("?rest_route={route}")).unwrap_or_default();
    format!("{}{}{route}", url.host_str().unwrap_or_default(), url.path())
}

/// The seconds a server asks to wait, when it says so in seconds.
pub fn retry_after(answer: &Answer) -> Option<u32> {
    answer.header("retry-after").and_then(|text| text.trim().parse().ok())
}

/// The answer's JSON, and whether something else is printed around it.
pub fn json(answer: &Answer) -> Option<(Value, bool)> {
    json_within(&answer.body, is_of_rest)
}

/// Whether a value found inside other text is what WordPress's REST interface answers with.
fn is_of_rest(value: &Value) -> bool {
    const FIELDS: [&str; 7] = ["code", "namespaces", "environment", "settings", "id", "methods", "enabled"];
    let named = |value: &Value| FIELDS.iter().any(|field| value.get(field).is_some());
    named(value) || value.as_array().and_then(|items| items.first()).is_some_and(named)
}
