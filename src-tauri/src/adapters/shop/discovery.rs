//! Finding the shop. A healthy shop is found with one request: its REST index, trimmed, without
//! keys. Only where that does not come are other ways tried, all at once where none needs the
//! other's answer; every one is kept with its outcome, and the one that got furthest is told.

use super::elsewhere;
use super::index::{self, FIELDS, Index};
use super::remarks;
use super::search::{Search, arrived_at};
use super::unreachable;
use super::{Told, address};
use crate::adapters::http::Answer;
use connect_core::api_root::ApiRoot;
use connect_core::diagnosis::{self, Reply};
use connect_core::host;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::shop_facts::FoundShop;
use connect_core::store_url::StoreUrl;
use connect_core::time::Timestamp;
use connect_core::wizard::checks::{Check, CheckState};
use reqwest::{Method, Url};
use tokio::task::JoinSet;

/// Finds the shop at this address, in a folder above it, or where WordPress says that it is.
///
/// # Errors
/// The problem that stands in the way, with everything that was tried.
pub async fn find(search: &Search, asked: &StoreUrl, now: Timestamp) -> Result<FoundShop, Problem> {
    (search.progress)(Check::Found, CheckState::Running, None);
    let (found, addresses) = tokio::join!(look(search, asked, now), remarks::addresses(search, asked));
    let found = match found {
        Ok(found) => Ok(found),
        Err(problem) => Err(unreachable::explain(search, asked, problem).await),
    };
    let found = found.map_err(|problem| search.explained(problem.of(asked.host())))?;
    Ok(remarks::add(search, found, &addresses).await)
}

async fn look(search: &Search, asked: &StoreUrl, now: Timestamp) -> Result<FoundShop, Problem> {
    let mut attempts = Attempts::new(search, asked, now);
    if let Some(found) = attempts.usual().await? {
        return Ok(found);
    }
    if let Some(found) = attempts.unusual().await? {
        return Ok(found);
    }
    if let Some(hidden) = attempts.hidden.take() {
        return index::hidden(search, (asked, &hidden.1), now, &hidden.0);
    }
    attempts.nothing().await
}

/// What was tried, and what came of it.
struct Attempts<'a> {
    search: &'a Search,
    asked: &'a StoreUrl,
    now: Timestamp,
    /// Answers that were no index.
    replies: Vec<(Told, Url)>,
    /// An index that refuses guests, and the address it is below.
    hidden: Option<(Told, StoreUrl)>,
}

type Followed = Result<(Told, Url), Problem>;

impl<'a> Attempts<'a> {
    fn new(search: &'a Search, asked: &'a StoreUrl, now: Timestamp) -> Self {
        Self { search, asked, now, replies: Vec::new(), hidden: None }
    }

    /// `wp-json/` below the typed address, and below its root where that is another: the deepest
    /// one that answers is the shop's.
    async fn usual(&mut self) -> Result<Option<FoundShop>, Problem> {
        let root = self.asked.candidates().pop().filter(|root| root != self.asked);
        let mut at_root = JoinSet::new();
        if let Some(root) = root {
            let search = self.search.clone();
            at_root.spawn(async move { search.follow(index_of(&ApiRoot::pretty(&root))).await });
        }
        let deepest = self.search.follow(index_of(&ApiRoot::pretty(self.asked))).await?;
        if let Some(found) = self.take(deepest)? {
            return Ok(Some(found));
        }
        match at_root.join_next().await {
            Some(Ok(followed)) => self.take(followed?),
            _ => Ok(None),
        }
    }

    /// Every other way WordPress can be reached, all at once; the first index ends the waiting.
    async fn unusual(&mut self) -> Result<Option<FoundShop>, Problem> {
        let candidates = self.asked.candidates();
        let root = candidates.last().unwrap_or(self.asked);
        let mut urls: Vec<Url> = vec![root.as_url().clone(), index_of(&ApiRoot::rest_route(root))];
        if self.asked != root {
            urls.extend([self.asked.as_url().clone(), index_of(&ApiRoot::rest_route(self.asked))]);
        }
        urls.push(index_of(&ApiRoot::parse(&root.page("index.php/wp-json/")).unwrap_or(ApiRoot::pretty(root))));
        let between = candidates.iter().skip(1).take(candidates.len().saturating_sub(2));
        urls.extend(between.map(|base| index_of(&ApiRoot::pretty(base))));
        self.first_of(urls).await
    }

    /// Asks all at once and takes the first index; a root that WordPress names on the way is asked
    /// as well.
    async fn first_of(&mut self, urls: Vec<Url>) -> Result<Option<FoundShop>, Problem> {
        let mut asking = JoinSet::new();
        let mut asked = self.known_urls();
        let begin = |asking: &mut JoinSet<Followed>, asked: &mut Vec<Url>, url: Url| {
            if !asked.contains(&url) {
                asked.push(url.clone());
                let search = self.search.clone();
                asking.spawn(async move { search.follow(url).await });
            }
        };
        urls.into_iter().for_each(|url| begin(&mut asking, &mut asked, url));
        let mut plain = None;
        let mut outcomes = Vec::new();
        while let Some(done) = asking.join_next().await {
            let Ok(Ok((told, url))) = done else { continue };
            // Only within the shop's own domain: a page must not send us anywhere it likes.
            let own = |root: &ApiRoot| host::same_registrable(root.host(), self.asked.host());
            if let Some(root) = named_root(&told).filter(own) {
                begin(&mut asking, &mut asked, index_of(&root));
            }
            match Index::read(&told) {
                Some(index) if index.has_plain_links() => return Err(told.problem(ProblemKind::PlainPermalinks)),
                Some(_) if url.query().is_some_and(|query| query.contains("rest_route=")) => {
                    plain.get_or_insert(told);
                }
                Some(_) => return self.take((told, url)),
                None => outcomes.push((told, url)),
            }
        }
        self.replies.extend(outcomes);
        // WordPress builds pretty links, but the web server does not know of them.
        plain.map_or(Ok(None), |told| Err(told.problem(ProblemKind::NoRewriting)))
    }

    fn known_urls(&self) -> Vec<Url> {
        self.replies.iter().map(|(_, url)| url.clone()).collect()
    }

    /// Takes an answer in: the shop, if it is an index; else it is kept.
    fn take(&mut self, (told, url): (Told, Url)) -> Result<Option<FoundShop>, Problem> {
        self.note_arrival(&told);
        let arrived = arrived_at(&url).unwrap_or_else(|| self.asked.clone());
        if let Some(index) = Index::read(&told) {
            let root = ApiRoot::parse(url.as_str()).unwrap_or(ApiRoot::pretty(&arrived));
            return index.into_shop(self.search, (self.asked, &arrived, root), self.now, &told).map(Some);
        }
        if index::is_hidden(&told) {
            self.hidden.get_or_insert((told, arrived));
            return Ok(None);
        }
        let reply = told.reply();
        if diagnosis::is_decisive(&reply) {
            return Err(named(&told, &reply, diagnosis::without_index(std::slice::from_ref(&reply)), self.search));
        }
        self.replies.push((told, url));
        Ok(None)
    }

    fn note_arrival(&self, told: &Told) {
        let progress = &self.search.progress;
        progress(Check::Found, CheckState::Passed, Some(told.answer.took));
        progress(Check::Secure, CheckState::Passed, None);
        progress(Check::WordPress, CheckState::Running, None);
    }

    /// No index anywhere: a shop in a folder or under another name may be linked from the page.
    /// If not, the answer that got furthest is told.
    async fn nothing(self) -> Result<FoundShop, Problem> {
        let replies: Vec<Reply> = self.replies.iter().map(|(told, _)| told.reply()).collect();
        let kind = diagnosis::without_index(&replies);
        if matches!(kind, ProblemKind::NoWordPress | ProblemKind::NotUnderstood) {
            let pages: Vec<&Told> = self.replies.iter().map(|(told, _)| told).collect();
            if let Some(problem) = elsewhere::find(self.search, self.asked, &pages).await {
                return Err(problem);
            }
        }
        let alike = |reply: &Reply| diagnosis::without_index(std::slice::from_ref(reply)) == kind;
        let shown = self.replies.iter().zip(&replies).find(|(_, reply)| alike(reply)).or(self
            .replies
            .iter()
            .zip(&replies)
            .next());
        Err(shown.map_or_else(|| Problem::new(kind), |((told, _), reply)| named(told, reply, kind, self.search)))
    }
}

/// What one answer says of the shop by itself, as if nothing else had been asked.
pub(in crate::adapters) fn read(
    search: &Search,
    asked: &StoreUrl,
    url: Url,
    answer: Answer,
) -> Result<Option<FoundShop>, Problem> {
    let told = Told::new(&Method::GET, url.clone(), answer);
    let at = told.at;
    Attempts::new(search, asked, at).take((told, url))
}

/// The problem with who or what it names: the firewall, the other shop system, the plugins.
fn named(told: &Told, reply: &Reply, kind: ProblemKind, search: &Search) -> Problem {
    let kind = match kind {
        ProblemKind::ExtraPassword if search.door.is_some() => ProblemKind::ExtraPasswordWrong,
        kind => kind,
    };
    let problem = told.problem(kind);
    let other = match kind {
        ProblemKind::OtherPlatform => reply.platform.map(str::to_owned),
        ProblemKind::RestLockedOut => index::lockers(told),
        _ => None,
    };
    other.iter().fold(problem, |problem, other| problem.with_other(other))
}

/// The REST root that WordPress itself names in an answer.
fn named_root(told: &Told) -> Option<ApiRoot> {
    ApiRoot::parse(&told.rest_link()?).ok()
}

/// The address of a root's index.
pub fn index_of(root: &ApiRoot) -> Url {
    address(root, "", FIELDS)
}
