//! A search for a shop under way. It follows redirects by hand, without keys, over https only, and at
//! most ten of them.

use super::caller::FrontDoor;
use super::trail::Trail;
use super::{Progress, ShopAnswer, ask, kind_of};
use crate::adapters::certificate;
use crate::adapters::http::{Http, Request};
use crate::adapters::meum::{Health, Meum};
use connect_core::check::{Check, CheckState};
use connect_core::fingerprint;
use connect_core::problem::{Mark, Problem, ProblemKind};
use connect_core::shop_facts::Certificate;
use connect_core::store_url::StoreUrl;
use reqwest::Url;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::OnceCell;

/// The most redirects that a search follows. A shop that needs more goes in a circle; browsers give up
/// after about twenty.
const MOST_REDIRECTS: usize = 10;

/// What a search uses and what it has learned. Its clones share both.
#[derive(Clone)]
pub struct Search {
    /// The client for requests to the shop.
    pub http: Http,
    /// The way to Meum. The search asks only for its health, to tell a broken shop from a broken
    /// network.
    pub meum: Meum,
    /// The extra password in front of the shop, if there is one.
    pub door: Option<FrontDoor>,
    /// Receives how each check stands.
    pub progress: Progress,
    /// A line for every request so far.
    pub trail: Trail,
    seen: Arc<Mutex<SearchState>>,
    health: Arc<OnceCell<Health>>,
}

/// What a search has seen so far.
#[derive(Default)]
struct SearchState {
    peer: Option<IpAddr>,
    /// The address of the last request without an answer.
    silent: Option<Url>,
    /// The shop's clock and this computer's, in Unix seconds, at the last answer with a date; and its line.
    clocks: Option<(i64, i64, String)>,
    /// The certificate that was shown last.
    certificate: Option<Certificate>,
    /// How long the slowest answer took, and its line.
    slowest: Option<(Duration, String)>,
    /// That a cache gave something else where the index is.
    old_page: Option<Problem>,
}

impl Search {
    /// A search that has tried nothing yet.
    pub fn new(http: Http, meum: Meum, door: Option<FrontDoor>, progress: Progress) -> Self {
        let http = http.within_bounds();
        let meum = meum.within_bounds_of(&http);
        Self { http, meum, door, progress, trail: Trail::default(), seen: Arc::default(), health: Arc::default() }
    }

    /// Meum's health. The search asks once and remembers the answer.
    pub async fn health(&self) -> &Health {
        self.health.get_or_init(|| self.meum.health()).await
    }

    fn seen(&self) -> MutexGuard<'_, SearchState> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The network address that answered last.
    pub fn peer(&self) -> Option<IpAddr> {
        self.seen().peer
    }

    /// The certificate that was shown last.
    pub fn certificate(&self) -> Option<Certificate> {
        self.seen().certificate.clone()
    }

    /// The shop that did not answer: the typed one, or the one that a redirect led to.
    pub fn silent(&self) -> Option<StoreUrl> {
        self.seen().silent.as_ref().and_then(arrived_at)
    }

    /// Notes that a cache gave this where the index is.
    pub fn note_old_page(&self, kept: &ShopAnswer) {
        self.seen().old_page = Some(kept.problem(ProblemKind::IndexHidden).marked(Mark::OldPage));
    }

    /// That a cache gave something else where the index is.
    pub fn old_page(&self) -> Option<Problem> {
        self.seen().old_page.clone()
    }

    /// How many more questions may be asked, and how much time there is for them.
    pub fn left(&self) -> (usize, Duration) {
        self.http.budget().map(|budget| (budget.requests(), budget.time())).unwrap_or_default()
    }

    /// How far the shop's clock is ahead of this computer's, in seconds; below zero if behind. And the line
    /// of the answer that shows it.
    pub fn clock_ahead(&self) -> Option<(i64, String)> {
        self.seen().clocks.as_ref().map(|(theirs, ours, line)| (theirs - ours, line.clone()))
    }

    /// How long the slowest answer took, and its line.
    pub fn slowest(&self) -> Option<(Duration, String)> {
        self.seen().slowest.clone()
    }

    /// Asks an address and follows its redirects. Returns the answer, and the address that gave it.
    ///
    /// # Errors
    /// Why no answer came, or why a redirect was not followed.
    pub async fn follow(&self, mut url: Url) -> Result<(ShopAnswer, Url), Problem> {
        let begun = url.clone();
        let mut visited = Vec::new();
        let mut last = String::new();
        for _ in 0..=MOST_REDIRECTS {
            let told = self.get(url.clone()).await?;
            if !matches!(told.answer.status, 301 | 302 | 303 | 307 | 308) {
                return Ok((told, url));
            }
            let next = told.answer.header("location").and_then(|location| url.join(location).ok());
            let repeats = |next: &Url| self.door.as_ref().is_some_and(|door| door.is_repeated(&url, next));
            let next = next.filter(|next| !repeats(next));
            visited.push(url);
            last.clone_from(&told.line);
            url = allowed(&told, next, &begun).map_err(|problem| self.after(&told, problem))?;
            if told.checks_cookies(&url) {
                return Err(self.after(&told, told.problem(ProblemKind::Blocked).marked(Mark::CookieCheck)));
            }
            if visited.contains(&url) {
                return Err(self.after(&told, told.problem(ProblemKind::RedirectLoop)));
            }
        }
        let line = format!("{last} · after {MOST_REDIRECTS} redirects");
        Err(Problem::new(ProblemKind::RedirectLoop).with_technical(&line))
    }

    /// Notes that an answer came over a secure connection. One that leads away from it came, too.
    fn after(&self, told: &ShopAnswer, problem: Problem) -> Problem {
        if problem.kind == ProblemKind::DropsHttps {
            (self.progress)(Check::Found, CheckState::Passed, Some(told.answer.took));
            (self.progress)(Check::Secure, CheckState::Running, None);
        } else {
            self.arrived(told);
        }
        problem
    }

    /// Notes that an answer came, over a secure connection: whether it is WordPress's is to be seen.
    pub fn arrived(&self, told: &ShopAnswer) {
        (self.progress)(Check::Found, CheckState::Passed, Some(told.answer.took));
        (self.progress)(Check::Secure, CheckState::Passed, None);
        (self.progress)(Check::WordPress, CheckState::Running, None);
    }

    async fn get(&self, url: Url) -> Result<ShopAnswer, Problem> {
        let mut request = Request::get(url.clone());
        if let Some(door) = &self.door {
            door.open(&mut request).map_err(|error| Problem::new(kind_of(&error)))?;
        }
        let told = ask(&self.http, request).await;
        self.trail.answered(&told, "");
        let mut seen = self.seen();
        if told.is_err() {
            seen.silent = Some(url);
        }
        if let Ok(told) = &told {
            seen.certificate = told.answer.certificate.as_deref().and_then(certificate::trusted);
            if seen.slowest.as_ref().is_none_or(|(took, _)| *took < told.answer.took) {
                seen.slowest = Some((told.answer.took, told.line.clone()));
            }
            seen.peer = told.answer.peer.map(|peer| peer.ip());
            // A stored answer has the time at which it was stored.
            if let Some(date) = told.answer.date().filter(|_| !told.reply().cached) {
                seen.clocks = Some((date, told.at.0 / 1_000, told.line.clone()));
            }
        }
        drop(seen);
        told
    }
}

/// The address that a redirect leads to, if it is https.
///
/// # Errors
/// What the redirect means instead.
fn allowed(told: &ShopAnswer, next: Option<Url>, begun: &Url) -> Result<Url, Problem> {
    let next = without_dot(next.ok_or_else(|| told.problem(ProblemKind::NotUnderstood))?);
    if next.path().ends_with("/wp-admin/upgrade.php") {
        return Err(told.problem(ProblemKind::NotSetUp).marked(Mark::UpgradeWaits));
    }
    // WordPress asks there whether somebody wants the site that it has not (`ms_load_current_site_and_network`).
    if next.path().ends_with("/wp-signup.php") && next.query_pairs().any(|(name, _)| name == "new") {
        return Err(told.problem(ProblemKind::RestLockedOut).marked(Mark::NoSuchSite));
    }
    if fingerprint::not_set_up(next.path()) {
        return Err(told.problem(ProblemKind::NotSetUp));
    }
    // An address with somebody's sign-in in it is nobody's shop.
    if !next.username().is_empty() || next.password().is_some() {
        return Err(told.problem(ProblemKind::NotUnderstood).marked(Mark::NoAddress));
    }
    if next.host_str().is_some_and(is_access) {
        return Err(told.problem(ProblemKind::Blocked).naming(Some(ACCESS)));
    }
    match next.scheme() {
        "https" => Ok(next),
        other if other != "http" => Err(told.problem(ProblemKind::NotUnderstood).marked(Mark::NoAddress)),
        _ if next.host_str() == begun.host_str() => Err(told.problem(ProblemKind::DropsHttps)),
        // A network redirects to its sign-in page, which is another host on plain http.
        _ => Err(told.problem(ProblemKind::DropsHttps).with_other(next.host_str().unwrap_or_default())),
    }
}

/// The address without the dot behind its host: the name is the same one, and not every server knows it so.
fn without_dot(mut url: Url) -> Url {
    let bare = url.host_str().and_then(|host| host.strip_suffix('.')).map(str::to_owned);
    if let Some(bare) = bare {
        // A name that cannot be set stays as it is.
        let _ = url.set_host(Some(&bare));
    }
    url
}

/// Cloudflare's own sign-in in front of a site.
pub const ACCESS: &str = "Cloudflare Access";

/// Whether a host is where that sign-in is shown (Cloudflare's documentation of Access).
pub fn is_access(host: &str) -> bool {
    host.ends_with(".cloudflareaccess.com")
}

/// That a search came to no end in its time.
pub fn too_late(asked: &StoreUrl, limit: Duration) -> Problem {
    let line = format!("GET {}/wp-json/ · no answer within {} s", asked.host(), limit.as_secs());
    Problem::new(ProblemKind::ShopTimedOut).with_technical(&line)
}

/// The shop's address, from the address of its REST root or of a page below it.
pub fn arrived_at(url: &Url) -> Option<StoreUrl> {
    let folder = url.path().split("/wp-json").next().unwrap_or_default();
    let mut base = url.clone();
    base.set_query(None);
    base.set_path(folder.trim_end_matches("index.php"));
    StoreUrl::from_home(base.as_str()).ok()
}
