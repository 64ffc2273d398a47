//! The first answer to a pair. A shop whose report is slow or fails may be quick and well otherwise, so
//! a lighter question is asked then: it tells the keys all the same.

use super::caller::Caller;
use super::keys::{KeyCheck, how};
use super::{LIGHT_FIELDS, LIGHT_ROUTE, ShopAnswer, private, system_status};
use crate::adapters::http::Request;
use crate::adapters::loose::Loose;
use connect_core::diagnosis::{self, ReadVerdict};
use connect_core::fingerprint::{self, End, Layer};
use connect_core::problem::{Mark, Problem, ProblemKind, Technical};
use reqwest::Method;
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// A report that takes longer is not waited for alone.
const PATIENCE: Duration = Duration::from_secs(4);
/// Once the lighter question passed, the report has this much time left.
const GRACE: Duration = Duration::from_secs(2);
/// The lighter question's own limit.
const LIGHT_LIMIT: Duration = Duration::from_secs(5);

/// What answered a pair first.
pub(super) enum FirstAnswer {
    /// The report, or whatever came in its place.
    Report(ShopAnswer),
    /// WooCommerce has answered the lighter question, and this is the remark on the report that did not come.
    Light(ShopAnswer, Problem),
}

impl KeyCheck<'_> {
    /// Asks for the report, and the lighter question where the report is late or fails.
    pub(super) async fn first_answer(&self, caller: &Caller) -> Result<FirstAnswer, Problem> {
        let mut report = Box::pin(self.ask_status(caller));
        let late = sleep(self.http.sooner(PATIENCE));
        tokio::select! {
            told = &mut report => return self.unless_failed(caller, told).await,
            () = late => {}
        }
        let mut light = Box::pin(self.ask_lightly(caller));
        let light = tokio::select! {
            told = &mut report => return self.unless_failed(caller, told).await,
            light = &mut light => light,
        };
        let Some(light) = self.proven(answered(light)).await else { return Ok(FirstAnswer::Report(report.await?)) };
        let why = match timeout(self.http.sooner(GRACE), report).await {
            Ok(Ok(told)) if !self.has_failed(&told) => return Ok(FirstAnswer::Report(told)),
            Ok(Ok(told)) => failed(&told),
            Ok(Err(problem)) => missing(&problem),
            Err(_) => self.too_slow(),
        };
        Ok(FirstAnswer::Light(light, why))
    }

    /// The report, unless it failed and WooCommerce answers the lighter question.
    async fn unless_failed(&self, caller: &Caller, told: Result<ShopAnswer, Problem>) -> Result<FirstAnswer, Problem> {
        let why = match &told {
            Ok(told) if self.has_failed(told) => failed(told),
            // It came late, broke off, or is longer than any answer may be: another one may be well.
            Err(problem) if matches!(problem.kind, ProblemKind::ShopTimedOut | ProblemKind::ConnectionBroken) => {
                missing(problem)
            }
            _ => return told.map(FirstAnswer::Report),
        };
        // A refusal that is the same for both is told of the report, which was asked for first.
        let same = |light: &ShopAnswer| told.as_ref().is_ok_and(|told| is_same_refusal(told, light));
        match self.proven(answered(self.ask_lightly(caller).await)).await {
            Some(light) if !same(&light) => Ok(FirstAnswer::Light(light, why)),
            _ => told.map(FirstAnswer::Report),
        }
    }

    async fn ask_lightly(&self, caller: &Caller) -> Result<ShopAnswer, Problem> {
        let url = private(&self.found.root, LIGHT_ROUTE, LIGHT_FIELDS)?;
        let mut request = caller.request(Method::GET, url, None)?;
        request.limit = LIGHT_LIMIT;
        self.ask_once(request, how(caller)).await
    }

    /// The answer, unless whoever brings no key is answered the same: it says nothing of the pair then.
    async fn proven(&self, light: Option<ShopAnswer>) -> Option<ShopAnswer> {
        let light = light?;
        if light.reply().is_woocommerce() {
            return Some(light);
        }
        let nobody = private(&self.found.root, LIGHT_ROUTE, LIGHT_FIELDS).ok()?;
        let nobody = self.ask_once(Request::get(nobody), "the same, without keys").await;
        let open = nobody.is_ok_and(|nobody| nobody.answer.status == 200 && nobody.json() == light.json());
        (!open).then_some(light)
    }

    /// Whether this is WooCommerce's report, and not something in its place.
    pub(super) fn is_report(&self, told: &ShopAnswer) -> bool {
        matches!(told.reply().status, 200..=299) && system_status(told, &self.found.home).is_some()
    }

    /// Whether the answer is about the report rather than about who asked, or is none although it came. Where guests are
    /// let in elsewhere, a refusal may be of the report alone.
    fn has_failed(&self, told: &ShopAnswer) -> bool {
        let accepted = diagnosis::read(told.reply()) == ReadVerdict::Accepted;
        let nothing = accepted && system_status(told, &self.found.home).is_none();
        let alone = !self.found.index_hidden && diagnosis::may_be_of_the_report(told.reply());
        diagnosis::is_of_the_report(told.reply()) || nothing || alone
    }

    /// WooCommerce's list of its parts, where the pair gets it and nobody else does.
    pub(super) async fn past_report(&self, caller: &Caller) -> Option<ShopAnswer> {
        let light = self.ask_lightly(caller).await.ok().filter(lists_parts)?;
        self.proven(Some(light)).await
    }

    fn too_slow(&self) -> Problem {
        let seconds = (PATIENCE + GRACE).as_secs();
        let line = format!("GET {}{} · no answer within {seconds} s", self.found.root.host(), "/…/system_status");
        Problem::new(ProblemKind::ReportMissing).marked(Mark::Slow).with_technical(&line)
    }
}

fn is_same_refusal(told: &ShopAnswer, light: &ShopAnswer) -> bool {
    let refusal = |told: &ShopAnswer| (told.reply().status, told.reply().code.clone());
    told.reply().code.is_some() && refusal(told) == refusal(light)
}

/// The remark on the report, with the line of the lighter question that passed.
pub(super) fn lightly(told: &ShopAnswer, why: Problem) -> Problem {
    let first = why.technical.as_ref().map(|line| line.as_str().to_owned()).unwrap_or_default();
    why.with_technical(&format!("{first} · while {}", told.line))
}

/// The remark on a report that failed.
pub(super) fn failed(told: &ShopAnswer) -> Problem {
    let mark = match end_of_php(told) {
        Some(End::Memory) => Some(Mark::OutOfMemory),
        // PHP stops what takes too long.
        Some(End::Time) => Some(Mark::Slow),
        Some(End::Code) => Some(Mark::Crashed),
        None if told.reply().layer == Some(Layer::Fault) => Some(Mark::Crashed),
        None => by_number(told),
    };
    told.problem(ProblemKind::ReportMissing).marked(mark)
}

/// How PHP came to its end, if the answer says so at its beginning or at its very end.
fn end_of_php(told: &ShopAnswer) -> Option<End> {
    const LAST: usize = 2 * 1024;
    let body = &told.answer.body;
    let last = body.get(body.len().saturating_sub(LAST)..).unwrap_or_default();
    fingerprint::end_of_php(told.page().body).or_else(|| fingerprint::end_of_php(&String::from_utf8_lossy(last)))
}

/// What the number of a report that failed tells.
fn by_number(told: &ShopAnswer) -> Option<Mark> {
    match told.reply().status {
        // What waited for the report gave up.
        504 => Some(Mark::Slow),
        200 if told.is_cut() => Some(Mark::CutOff),
        200 if told.is_empty() => Some(Mark::Empty),
        // Half an answer may be the report's.
        200 if told.reply().garbled => None,
        200 => Some(Mark::NoReport),
        404 if told.reply().code.as_deref() == Some("rest_no_route") => Some(Mark::NoRoute),
        400..=499 => Some(Mark::ReportRefused),
        _ => None,
    }
}

/// The remark on a report that did not come.
fn missing(problem: &Problem) -> Problem {
    let mark = match (problem.kind, problem.about.mark) {
        (ProblemKind::ShopTimedOut, _) => Some(Mark::Slow),
        (ProblemKind::ConnectionBroken, None) => Some(Mark::CutOff),
        _ => None,
    };
    let line = problem.technical.as_ref().map(Technical::as_str).unwrap_or_default();
    Problem { at: problem.at, ..Problem::new(ProblemKind::ReportMissing) }.marked(mark).with_technical(line)
}

/// The answer, if WooCommerce gave it: the pair passed, or it was refused in WooCommerce's own words.
fn answered(told: Result<ShopAnswer, Problem>) -> Option<ShopAnswer> {
    told.ok().filter(|told| lists_parts(told) || told.reply().is_woocommerce())
}

/// Whether this is WooCommerce's answer to the lighter question: a list of parts by name. Any other JSON is
/// somebody else's.
pub(super) fn lists_parts(told: &ShopAnswer) -> bool {
    let parts = told.json().map(|json| Loose::of(json).items().map(|part| part.get("slug").raw().is_some()));
    let all =
        parts.is_some_and(|parts| parts.fold((false, true), |(_, all), named| (true, all && named)) == (true, true));
    all && diagnosis::read(told.reply()) == ReadVerdict::Accepted
}
