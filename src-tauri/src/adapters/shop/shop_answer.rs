//! An answer of the shop, read for the diagnosis and for support.

use super::gone;
use super::quoted::Carried;
use crate::adapters::http::{Answer, HttpError};
use crate::adapters::loose::Loose;
use crate::adapters::noise::{is_cut, json_within};
use crate::perform::now;
use connect_core::diagnosis::{self, Reply};
use connect_core::fingerprint::{self, Page};
use connect_core::plain::PlainText;
use connect_core::problem::{Mark, Problem, ProblemKind};
use connect_core::time::Timestamp;
use reqwest::{Method, Url};
use serde_json::Value;
use zeroize::Zeroize;

/// Codes of WordPress's own. Their words say no more than they do.
const USUAL: [&str; 3] = ["rest_forbidden", "rest_not_logged_in", "rest_no_route"];

/// The words without those that a number is in: a plugin may give each answer one of its own.
fn unnumbered(words: &str) -> String {
    let numbered = |word: &&str| word.contains(|letter: char| letter.is_ascii_digit());
    words.split_whitespace().filter(|word| !numbered(word)).collect::<Vec<_>>().join(" ")
}

/// How much of a page is searched for marks, in bytes.
pub(super) const LOOKED_AT: usize = 64 * 1024;

/// An answer of the shop and what was read from it.
pub struct ShopAnswer {
    /// The answer as it came.
    pub answer: Answer,
    /// The requested address. It may carry keys, so nobody may show it whole.
    pub url: Url,
    /// The technical line for support.
    pub line: String,
    /// When it came, by this computer's clock.
    pub at: Timestamp,
    /// Why it came only at the second try, in the simplest way there is.
    pub only_simply: Option<HttpError>,
    /// What it says in words of its own, if it is an error.
    pub words: Option<PlainText>,
    /// What the request carried, which nothing that is quoted may repeat.
    pub(super) carried: Option<Carried>,
    headers: Vec<(String, String)>,
    text: String,
    /// The JSON, and whether there is noise around it.
    json: Option<(Value, bool)>,
    reply: Reply,
}

impl ShopAnswer {
    /// Whether the request's address carried the pair.
    pub fn asked_with_keys_in_address(&self) -> bool {
        self.url.query().is_some_and(|query| query.contains("consumer_"))
    }

    /// Reads an answer to this request.
    pub fn new(method: &Method, url: Url, answer: Answer) -> Self {
        let headers = answer.headers_lower();
        let start = answer.body.get(..LOOKED_AT).unwrap_or(&answer.body);
        let text = String::from_utf8_lossy(start).into_owned();
        let page = Page { status: answer.status, headers: &headers, body: &text };
        let json = json_within(&answer.body, is_of_rest).map(|(value, stray)| (unwrapped(value), stray));
        let reply = read(&page, json.as_ref());
        let line = technical(method, &url, &answer, &reply);
        Self { answer, url, line, at: now(), only_simply: None, words: None, carried: None, headers, text, json, reply }
    }

    /// A problem that this answer shows, with its technical line.
    pub fn problem(&self, kind: ProblemKind) -> Problem {
        let mut problem = Problem::new(kind).with_technical(&self.traced(kind));
        problem.about.count = Some(u32::from(self.answer.status));
        problem.about.seconds = self.answer.wait_to_say();
        problem.at = Some(self.at);
        match kind {
            ProblemKind::Blocked => self.blocked(problem),
            ProblemKind::AddressShutOut => self.shut_out(problem),
            ProblemKind::NotUnderstood if self.words.is_some() => self.in_its_words(problem),
            ProblemKind::KeysRefused if self.speaks_for_itself() => self.in_its_words(problem),
            // Whoever closes the interface to guests took us for one: it did not take the header.
            ProblemKind::HeaderStripped if self.reply.refusers.sure.is_some() => problem,
            ProblemKind::HeaderStripped => problem
                .naming(self.reply.plugin)
                .marked(self.reply.plugin.map(|_| Mark::Plugin))
                .refused_by(&self.reply.refusers),
            ProblemKind::RestLockedOut if gone::is_archived(self) => problem.marked(Mark::Archived),
            ProblemKind::NotUnderstood if self.is_empty() => problem.marked(Mark::Empty),
            ProblemKind::RestLockedOut | ProblemKind::IndexHidden | ProblemKind::KeysRefused => {
                let mut problem = problem.naming(self.reply.plugin).refused_by(&self.reply.refusers);
                // What WordPress or somebody unknown ends with may say why, such as that it is this computer's address.
                let says_why =
                    self.ends_by_wordpress() || (kind == ProblemKind::RestLockedOut && self.speaks_for_itself());
                problem.about.words = self.words.clone().filter(|_| says_why);
                problem
            }
            // WordPress itself says ten minutes of each update; whoever names more means a longer break.
            ProblemKind::Maintenance => later(problem, 601),
            // The plugin says in words only how long; this is its own usual time (Limit Login Attempts Reloaded).
            ProblemKind::ShopRateLimited if self.reply.code.as_deref() == Some("too_many_retries") => {
                let mut problem = problem;
                problem.about.seconds = problem.about.seconds.or(Some(1_200));
                problem
            }
            ProblemKind::ServerFault if self.reply.layer == Some(fingerprint::Layer::Suspended) => {
                problem.marked(Mark::SwitchedOff)
            }
            // What WordPress or a plugin ends with may say why.
            ProblemKind::ServerFault
                if (self.reply.json || self.is_end_of_wordpress())
                    && self.words.is_some()
                    && diagnosis::cloudflare_mark(&self.reply).is_none() =>
            {
                let mut problem = later(problem, 1);
                problem.about.words.clone_from(&self.words);
                problem
            }
            ProblemKind::ServerFault => match diagnosis::cloudflare_mark(&self.reply) {
                Some(mark) => problem.marked(mark),
                // No fault has a usual time.
                None => later(problem, 1),
            },
            _ => problem,
        }
    }

    /// The technical line; of a refusal with what whoever refused shows of it, so that they find it in their log.
    fn traced(&self, kind: ProblemKind) -> String {
        let refused = matches!(
            kind,
            ProblemKind::Blocked
                | ProblemKind::CloudflareChallenge
                | ProblemKind::SiteGroundCaptcha
                | ProblemKind::AddressShutOut
        );
        if !refused {
            return self.line.clone();
        }
        let page = Page { status: self.answer.status, headers: &self.headers, body: &self.text };
        let trace = fingerprint::trace(&page).into_iter().filter(|part| !self.repeats(part));
        std::iter::once(self.line.clone()).chain(trace).collect::<Vec<_>>().join(" · ")
    }

    /// Some rules look at what an app calls itself, so whoever mends them needs that.
    fn blocked(&self, problem: Problem) -> Problem {
        let line = self.traced(ProblemKind::Blocked);
        let line = format!("{line} · User-Agent {}", crate::adapters::http::USER_AGENT);
        let by = diagnosis::named_layer(&self.reply);
        let plugin = by.filter(|by| fingerprint::is_plugin(by)).map(|_| Mark::Plugin);
        let sign_in = (self.reply.layer == Some(fingerprint::Layer::OtherSignIn)).then_some(Mark::SignInKind);
        let certificate = fingerprint::wants_certificate(&self.page()).then_some(Mark::KnownComputers);
        let place = self.reply.by_place.then_some(Mark::ByPlace);
        let mark = plugin.or(sign_in).or(certificate).or(diagnosis::cloudflare_mark(&self.reply)).or(place);
        let mut problem = problem.naming(by).marked(mark).with_technical(&line);
        // Whoever is known by a mark is named; else the answer speaks for itself.
        if by.is_none() && (mark.is_none() || mark == place) {
            problem.about.words.clone_from(&self.words);
        }
        problem
    }

    /// Whether this is a refusal with which WordPress ends by itself (`wp_die`).
    pub(super) fn ends_by_wordpress(&self) -> bool {
        self.is_end_of_wordpress() && matches!(self.answer.status, 401 | 403)
    }

    /// Whether all is well by its number, and nothing is in it.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self.answer.status, 200..=299) && self.text.trim().is_empty()
    }

    pub(super) fn is_end_of_wordpress(&self) -> bool {
        self.reply.code.as_deref() == Some("wp_die") || self.text.contains("class=\"wp-die-message\"")
    }

    /// Whether a refusal in JSON says why in words of its own, and nobody is known by it.
    pub(super) fn speaks_for_itself(&self) -> bool {
        let usual = self.reply.code.as_deref().is_some_and(|code| USUAL.contains(&code));
        let known = self.reply.is_woocommerce() || self.reply.plugin.is_some() || !self.reply.refusers.is_empty();
        self.reply.json && self.words.is_some() && !known && !usual
    }

    fn shut_out(&self, problem: Problem) -> Problem {
        if self.reply.layer == Some(fingerprint::Layer::LockedOut) {
            let mut problem = problem.marked(Mark::LockedOut);
            problem.about.words.clone_from(&self.words);
            return problem;
        }
        let mut problem = problem.naming(diagnosis::named_layer(&self.reply));
        let reason = diagnosis::reason(&self.reply).filter(|reason| !self.repeats(reason));
        problem.about.words = reason.and_then(PlainText::from_outside);
        problem
    }

    /// Whoever can mend it may know the words.
    fn in_its_words(&self, mut problem: Problem) -> Problem {
        problem.about.words.clone_from(&self.words);
        problem.marked(Mark::OwnWords)
    }

    /// That the answer came only in the simplest way: its words for support.
    pub fn simply(&self) -> Option<Problem> {
        let why = self.only_simply.as_ref()?;
        let line = format!("{} · first: {why}; then over HTTP/1.1 and without compression", self.line);
        Some(self.problem(ProblemKind::ConnectionBroken).with_technical(&line).marked(Mark::Simply))
    }

    /// Whether a redirect to `next` leads to the very address that was asked, with a cookie: whoever brings that
    /// back gets the answer.
    pub fn checks_cookies(&self, next: &Url) -> bool {
        *next == self.url && self.answer.header("set-cookie").is_some()
    }

    /// Whether a text repeats what the request carried, such as the extra password.
    pub fn repeats(&self, text: &str) -> bool {
        self.carried.as_ref().is_some_and(|carried| carried.is_in(text))
    }

    /// The answer's JSON, if it has any.
    pub fn json(&self) -> Option<&Value> {
        self.json.as_ref().map(|(value, _)| value)
    }

    /// Whether it says what another answer does: the same code and words where both refuse, else the same in all. What a
    /// plugin adds to a refusal, such as a number for each, says nothing.
    pub(super) fn says_as(&self, other: &Self) -> bool {
        let words = |told: &Self| {
            let words = told.json().and_then(|json| Loose::of(json).get("message").raw())?;
            Some((told.reply.code.clone()?, unnumbered(words)))
        };
        let (own, others) = (words(self), words(other));
        if own.is_some() && others.is_some() { own == others } else { self.json() == other.json() }
    }

    /// Overwrites the answer, which holds the values of a shop's settings.
    pub(super) fn wipe(mut self) {
        self.answer.body.zeroize();
        self.text.zeroize();
        if let Some((json, _)) = &mut self.json {
            wipe(json);
        }
    }

    /// Whether there is noise around the JSON.
    pub(super) fn is_stray(&self) -> bool {
        self.json.as_ref().is_some_and(|(_, stray)| *stray)
    }

    /// Whether it is JSON that ends in the middle.
    pub(super) fn is_cut(&self) -> bool {
        is_cut(&self.answer.body)
    }

    /// Whether its letters are in the encoding that JSON has to have: of any other, no name can be read for sure.
    pub(super) fn is_in_utf8(&self) -> bool {
        std::str::from_utf8(&self.answer.body).is_ok()
    }

    /// The answer for the diagnosis.
    pub fn reply(&self) -> &Reply {
        &self.reply
    }

    /// The answer for the fingerprints.
    pub fn page(&self) -> Page<'_> {
        Page { status: self.answer.status, headers: &self.headers, body: &self.text }
    }

    /// The REST root that WordPress names in the answer.
    pub fn rest_link(&self) -> Option<String> {
        fingerprint::rest_link(&self.page())
    }
}

/// The problem, with a mark where the answer names at least so many seconds to come back in.
fn later(problem: Problem, seconds: u32) -> Problem {
    let long = problem.about.seconds.is_some_and(|named| named >= seconds);
    problem.marked(long.then_some(Mark::Later))
}

/// What some plugins put every answer of the REST interface into: `{"success": true, "data": …}`. Errors of
/// WordPress have no such field.
fn unwrapped(mut value: Value) -> Value {
    let wraps = value.get("success").is_some_and(Value::is_boolean) && value.get("code").is_none();
    match value.get_mut("data") {
        Some(data) if wraps && is_of_rest(data) => data.take(),
        _ => value,
    }
}

/// Overwrites every text in a value, except the names of fields.
fn wipe(value: &mut Value) {
    match value {
        Value::String(text) => text.zeroize(),
        Value::Array(items) => items.iter_mut().for_each(wipe),
        Value::Object(fields) => fields.values_mut().for_each(wipe),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Reads an answer for the diagnosis. Only a WordPress error (code, message and data) gives its code: any
/// program may send a code alone.
fn read(page: &Page<'_>, json: Option<&(Value, bool)>) -> Reply {
    let value = json.map(|(value, _)| value);
    let error = value.filter(|value| is_error(value)).map(Loose::of);
    let code = error.and_then(|error| error.get("code").raw()).map(|code| code.chars().take(80).collect());
    // What is printed before WordPress sets its status loses it: the answer goes out with 200, and
    // the status stands in the error alone.
    let written = error.and_then(|error| error.get("data").get("status").status());
    // Whoever changes answers on the way may make 203 of 200 (RFC 9110, 15.3.4). Nobody asked for a part, so what comes
    // with 206 is the whole or cannot be read. A number of 2 that nobody knows is read as 200 (RFC 9110, 15).
    let status = if matches!(page.status, 203 | 206 | 227..=299) { 200 } else { page.status };
    let lost = if status == 200 { written } else { None };
    let page = Page { status: lost.unwrap_or(status), ..*page };
    Reply::of(&page, value.is_some_and(|value| value.is_object() || value.is_array()), code)
}

fn technical(method: &Method, url: &Url, answer: &Answer, reply: &Reply) -> String {
    let kind = if reply.json { "json" } else { "no json" };
    let code = reply.code.as_deref().map_or(kind, named);
    let line = format!("{method} {} · {} · {code} · {} ms", shown(url), answer.status, answer.took.as_millis());
    let by_cloudflare = reply.cloudflare.map(|(_, number)| format!(" · Cloudflare {number}"));
    let line = line + &by_cloudflare.unwrap_or_default();
    PlainText::from_outside(&line).map(|line| line.as_str().to_owned()).unwrap_or_default()
}

/// A longer chain of words may be a sentence.
pub(super) const MOST_DASHES: usize = 4;

/// A code as it is shown. It comes from the shop, and the line goes to whoever mends it: what is no plain
/// name could be a command or a link.
fn named(code: &str) -> &str {
    let plain = code.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let sentence = code.matches('-').count() > MOST_DASHES || fingerprint::is_host(code);
    if plain && (1..=64).contains(&code.len()) && !sentence && !may_be_of_a_key(code) { code } else { "another code" }
}

/// Whether a text has so many hexadecimal digits in a row that they may be a part of a key.
pub fn may_be_of_a_key(text: &str) -> bool {
    const FEWEST: usize = 16;
    let runs = text.split(|c: char| !c.is_ascii_hexdigit());
    runs.into_iter().any(|run| run.len() >= FEWEST && run.contains(|c: char| c.is_ascii_digit()))
}

/// An address for support: host, port if it is no usual one, path and the requested route, without the rest of the query, where
/// keys may be.
pub fn shown(url: &Url) -> String {
    let route = url.query_pairs().find(|(name, _)| name == "rest_route");
    let route = route.map(|(_, route)| format!("?rest_route={route}")).unwrap_or_default();
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let parts = url.path().split('/').map(|part| if may_be_of_a_key(part) { "…" } else { part });
    format!("{}{port}{}{route}", url.host_str().unwrap_or_default(), parts.collect::<Vec<_>>().join("/"))
}

/// The address that a redirect leads to, the same way. Without a secure connection, its scheme is what matters.
pub fn shown_to(url: &Url) -> String {
    let scheme = if url.scheme() == "http" { "http://" } else { "" };
    format!("{scheme}{}", shown(url))
}

/// Whether a value inside other text looks like an answer of WordPress's REST interface.
fn is_of_rest(value: &Value) -> bool {
    let item = |value: &Value| value.get("id").is_some_and(Value::is_string);
    let object = |field: &str| value.get(field).is_some_and(Value::is_object);
    let index = Loose::of(value).get("namespaces").is_list();
    let described = value.get("methods").is_some_and(Value::is_array);
    let listed = value.as_array().is_some_and(|items| items.iter().all(item));
    index || described || listed || is_error(value) || object("environment") || object("settings") || item(value)
}

fn is_error(value: &Value) -> bool {
    let dated = value.get("data").is_some() || value.get("statusCode").is_some_and(Value::is_number);
    value.get("code").is_some_and(Value::is_string) && value.get("message").is_some() && dated
}
