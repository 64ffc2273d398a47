//! Finds the shop, without keys. A healthy shop takes one request, for its trimmed REST index.
//!
//! If that does not come, this tries the other ways to reach WordPress, all at once where none needs
//! another's answer. It reports the answer that got furthest, and lists the others below it.

mod anew;
mod roundabout;

use super::elsewhere;
use super::gone;
use super::index::{self, FIELDS, Index};
use super::plainly;
use super::remarks;
use super::search::{self, Search, arrived_at};
use super::unreachable;
use super::which::{self, is_in_place, named};
use super::{ShopAnswer, address};
use crate::adapters::http::Answer;
use connect_core::api_root::ApiRoot;
use connect_core::check::{Check, CheckState};
use connect_core::diagnosis::{self, Reply};
use connect_core::fingerprint::{self, Layer};
use connect_core::host;
use connect_core::problem::{Mark, Problem, ProblemKind};
use connect_core::shop_facts::FoundShop;
use connect_core::store_url::StoreUrl;
use connect_core::time::Timestamp;
use reqwest::{Method, Url};
use std::time::Duration;
use tokio::task::JoinSet;

/// A shop that is silent for so long counts as slow: the screen says that the app is still trying.
const SILENT_FOR_LONG: Duration = Duration::from_secs(4);

/// The most addresses that one search asks: a page could name ever new ones.
const MOST_ASKED: usize = 10;
/// Where WordPress.com answers for its sites without plugins; those with plugins answer themselves.
const WORDPRESS_COM: &str = "public-api.wordpress.com";
/// The longest search, however slowly each answer comes. Within the bounds of a diagnosis, this leaves
/// time to explain a silence.
const LONGEST_SEARCH: Duration = Duration::from_secs(10);

/// Finds the shop at this address, in a folder above it, or where WordPress says that it is.
///
/// # Errors
/// The problem that stands in the way, with everything that was tried.
pub async fn find(search: &Search, asked: &StoreUrl, now: Timestamp) -> Result<FoundShop, Problem> {
    (search.progress)(Check::Found, CheckState::Running, None);
    let _judge = ask_the_judge_early(search);
    let looking = tokio::time::timeout(search.http.sooner(LONGEST_SEARCH), look(search, asked, now));
    let (found, addresses) = tokio::join!(looking, remarks::addresses(search, asked));
    let found = found.unwrap_or_else(|_| Err(search::too_late(asked, LONGEST_SEARCH)));
    let found = match found {
        Ok(found) => Ok(found),
        Err(problem) if problem.kind == ProblemKind::Blocked => plainly::once_more(search, asked, now, problem).await,
        Err(problem) => Err(explained(search, asked, problem).await),
    };
    let mut found = found.map_err(|problem| search.trail.explained(about(asked, problem)))?;
    found.remarks.extend(search.old_page());
    Ok(remarks::add(search, found, &addresses).await)
}

/// The problem with its explanation, as far as there is time for one.
async fn explained(search: &Search, asked: &StoreUrl, problem: Problem) -> Problem {
    let explaining = unreachable::explain(search, asked, problem.clone());
    tokio::time::timeout(search.left().1, explaining).await.unwrap_or(problem)
}

/// Gives the problem its shop: the typed one with its folder, which may be another shop than the one above it, unless it names the host that a redirect led to.
fn about(asked: &StoreUrl, mut problem: Problem) -> Problem {
    problem.about.instead.take_if(|instead| instead == asked.as_str());
    let typed = asked.as_str().trim_start_matches("https://");
    if problem.about.store.is_some() { problem } else { problem.of(typed) }
}

/// Asks for Meum's health while a slow shop still has time to answer. If the shop stays silent, the
/// search then knows at once whether the network is broken. Dropping the value ends the question.
fn ask_the_judge_early(search: &Search) -> JoinSet<()> {
    let mut asking = JoinSet::new();
    let search = search.clone();
    asking.spawn(async move {
        tokio::time::sleep(search.http.sooner(SILENT_FOR_LONG)).await;
        search.health().await;
    });
    asking
}

/// Looks for the shop in every form, within no time of its own.
pub(super) async fn look(search: &Search, asked: &StoreUrl, now: Timestamp) -> Result<FoundShop, Problem> {
    let mut attempts = Attempts::new(search, asked, now);
    match attempts.usual().await {
        Ok(Some(found)) => return Ok(elsewhere::or_below(search, asked, now, found).await),
        Ok(None) => {}
        Err(problem) => return elsewhere::or_afresh(search, asked, now, problem).await,
    }
    if let Some((told, base)) = attempts.hidden.take() {
        return index::hidden(search, (asked, &base), now, &told).await;
    }
    if let Some((told, url)) = attempts.apart.take() {
        return attempts.apart(&told, &url).await;
    }
    if let Some(found) = attempts.unusual().await? {
        return Ok(found);
    }
    if let Some((told, base)) = attempts.removed.take().or_else(|| attempts.replaced()) {
        if let Some(problem) = gone::everywhere(attempts.replies.iter().map(|(told, _)| told), &told) {
            return Err(problem);
        }
        return index::hidden(search, (asked, &base), now, &told).await;
    }
    attempts.nothing().await
}

/// The attempts of one search and their answers.
struct Attempts<'a> {
    search: &'a Search,
    asked: &'a StoreUrl,
    now: Timestamp,
    /// Answers that were no index.
    replies: Vec<(ShopAnswer, Url)>,
    /// An answer that refuses guests the index, and the shop's address above it.
    hidden: Option<(ShopAnswer, StoreUrl)>,
    /// An answer of WordPress's where its index was removed, and the address it is below.
    removed: Option<(ShopAnswer, StoreUrl)>,
    /// An index that calls another name the address of its pages.
    apart: Option<(ShopAnswer, Url)>,
    /// A site of its own answers in the typed folder: what is above it is another shop.
    settled: bool,
}

type Followed = Result<(ShopAnswer, Url), Problem>;

impl<'a> Attempts<'a> {
    fn new(search: &'a Search, asked: &'a StoreUrl, now: Timestamp) -> Self {
        Self { search, asked, now, replies: Vec::new(), hidden: None, removed: None, apart: None, settled: false }
    }

    /// Asks for `wp-json/` below the typed address, and below its root where that is another. If both
    /// have an index, the typed address counts.
    async fn usual(&mut self) -> Result<Option<FoundShop>, Problem> {
        let root = self.asked.candidates().pop().filter(|root| root != self.asked);
        let mut at_root = JoinSet::new();
        if let Some(root) = root {
            let search = self.search.clone();
            at_root.spawn(async move { anew::index(&search, &ApiRoot::pretty(&root)).await });
        }
        let deepest = anew::index(self.search, &ApiRoot::pretty(self.asked)).await;
        // A folder that answers in WordPress's own words is a site of its own: what is wrong with it is
        // its own affair, and its keys are for no other.
        self.settled = deepest.as_ref().is_ok_and(|(told, url)| is_own_site(told) || index::is_sign_in(told, url));
        let deepest = deepest.and_then(|answer| self.take(answer));
        // Whatever stops us in the folder may stand in front of a shop of its own, such as a password of a
        // staging site. Only an answer that there is nothing says that the shop is above it.
        if self.settled || !matches!(deepest, Ok(None)) {
            return elsewhere::or_above(deepest, at_root).await;
        }
        match at_root.join_next().await {
            Some(Ok(Ok(answer))) => match self.take(answer) {
                Ok(Some(found)) => Ok(Some(found)),
                at_root => deepest.and(at_root),
            },
            _ => deepest,
        }
    }

    /// Tries every other way to reach WordPress, all at once. The first index ends the wait.
    async fn unusual(&mut self) -> Result<Option<FoundShop>, Problem> {
        let candidates = self.asked.candidates();
        let root = if self.settled { self.asked } else { candidates.last().unwrap_or(self.asked) };
        let mut urls: Vec<Url> = vec![root.as_url().clone(), index_of(&ApiRoot::rest_route(root))];
        if self.asked != root {
            urls.extend([self.asked.as_url().clone(), index_of(&ApiRoot::rest_route(self.asked))]);
        }
        urls.push(index_of(&ApiRoot::parse(&root.page("index.php/wp-json/")).unwrap_or(ApiRoot::pretty(root))));
        let between = candidates.iter().skip(1).take(candidates.len().saturating_sub(2));
        if !self.settled {
            urls.extend(between.map(|base| index_of(&ApiRoot::pretty(base))));
        }
        self.first_of(urls).await
    }

    /// Asks all addresses at once and takes the first index. It also asks a REST root that WordPress
    /// names in an answer.
    async fn first_of(&mut self, urls: Vec<Url>) -> Result<Option<FoundShop>, Problem> {
        let mut asking = JoinSet::new();
        let mut asked = self.known_urls();
        let begin = |asking: &mut JoinSet<Followed>, asked: &mut Vec<Url>, url: Url| {
            if !asked.contains(&url) && asked.len() < MOST_ASKED {
                asked.push(url.clone());
                let search = self.search.clone();
                asking.spawn(async move { search.follow(url).await });
            }
        };
        for url in urls {
            begin(&mut asking, &mut asked, url);
        }
        let mut plain = None;
        let mut outcomes = Vec::new();
        while let Some(done) = asking.join_next().await {
            let Ok(Ok((told, url))) = done else { continue };
            // Only within the shop's own domain: a page must not send the search just anywhere.
            let own = |root: &ApiRoot| host::same_registrable(root.host(), self.asked.host());
            if named_root(&told).is_some_and(|root| root.host() == WORDPRESS_COM) {
                return Err(told.problem(ProblemKind::WordPressComPlan));
            }
            if let Some(root) = mentioned_root(&told).filter(own) {
                begin(&mut asking, &mut asked, index_of(&root));
            }
            match Index::read(&told) {
                Some(index) if index.has_plain_links() => return Err(told.problem(ProblemKind::PlainPermalinks)),
                Some(_) if self.is_roundabout(&told, &url) => {
                    plain.get_or_insert((told, url));
                }
                Some(_) => return self.take((told, url)),
                None => outcomes.push((told, url)),
            }
        }
        self.replies.extend(outcomes);
        match plain {
            Some((told, url)) => self.roundabout(&told, &url).await,
            None => Ok(None),
        }
    }

    /// What stands in the place of the index, where a page of WordPress's names that place as its REST root: a plugin
    /// may answer guests so, and keys get past it.
    fn replaced(&mut self) -> Option<(ShopAnswer, StoreUrl)> {
        let roots: Vec<ApiRoot> = self.replies.iter().filter_map(|(told, _)| named_root(told)).collect();
        let stands_there = |(told, url): &(ShopAnswer, Url)| {
            is_in_place(told) && roots.iter().any(|root| root.address("").path() == url.path() && url.query().is_some())
        };
        let at = self.replies.iter().position(stands_there)?;
        let (told, url) = self.replies.swap_remove(at);
        let arrived = arrived_at(&url)?;
        Some((told, arrived))
    }

    fn known_urls(&self) -> Vec<Url> {
        self.replies.iter().map(|(_, url)| url.clone()).collect()
    }

    /// Reads an answer: an index is the shop, and any other answer waits for the verdict.
    ///
    /// # Errors
    /// What stands in the way, if this answer alone decides it.
    fn take(&mut self, (told, url): (ShopAnswer, Url)) -> Result<Option<FoundShop>, Problem> {
        self.search.arrived(&told);
        let arrived = arrived_at(&url).unwrap_or_else(|| self.asked.clone());
        if let Some(index) = Index::read(&told) {
            if index.pages_elsewhere(self.asked).is_some() {
                self.apart = Some((told, url));
                return Ok(None);
            }
            let root = ApiRoot::parse(url.as_str()).unwrap_or(ApiRoot::pretty(&arrived));
            return index.into_shop(self.search, (self.asked, &arrived, root), self.now, &told).map(Some);
        }
        if index::is_misnumbered(&told) {
            return Err(told.problem(ProblemKind::NotUnderstood).marked(Mark::Misnumbered));
        }
        if told.answer.status == 200 && told.is_cut() {
            return Err(told.problem(ProblemKind::ConnectionBroken).marked(Mark::CutOff));
        }
        if gone::is_archived(&told) {
            return Err(told.problem(ProblemKind::RestLockedOut));
        }
        // Whoever has keys may get past a refusal, and past the sign-in.
        let signs_in = index::is_sign_in(&told, &url);
        if signs_in || index::is_hidden(&told) {
            self.hidden.get_or_insert((told, if signs_in { self.asked.clone() } else { arrived }));
            return Ok(None);
        }
        if index::is_removed(&told) {
            self.removed.get_or_insert((told, arrived));
            return Ok(None);
        }
        let reply = told.reply();
        let locked = reply.layer == Some(Layer::ExtraPassword);
        let foreign = !host::same_registrable(arrived.host(), self.asked.host());
        if locked || foreign {
            // Only the merchant knows whose page that is, and whether the password belongs there.
            index::own_address(self.asked, &arrived, &arrived)
                .map_err(|(kind, instead)| index::elsewhere(&told, kind, &instead))?;
        }
        if diagnosis::is_decisive(reply) {
            return Err(named(&told, diagnosis::without_index(&[reply]), self.search));
        }
        self.replies.push((told, url));
        Ok(None)
    }

    /// WordPress is here and calls another name the address of its pages. If WordPress answers there as
    /// well, this may be a copy, and the merchant is asked. If not, another program makes the pages, and
    /// the shop is here.
    async fn apart(&self, told: &ShopAnswer, url: &Url) -> Result<FoundShop, Problem> {
        let Some(index) = Index::read(told) else { return Err(told.problem(ProblemKind::NotUnderstood)) };
        let pages = index.pages_elsewhere(self.asked).map(ApiRoot::pretty);
        let there = match pages {
            Some(root) => self.search.follow(index_of(&root)).await.ok(),
            None => None,
        };
        let copied = there.is_some_and(|(there, _)| Index::read(&there).is_some() || there.reply().is_wordpress());
        let index = if copied { index } else { index.at_its_own_address() };
        let arrived = arrived_at(url).unwrap_or_else(|| self.asked.clone());
        let root = ApiRoot::parse(url.as_str()).unwrap_or(ApiRoot::pretty(&arrived));
        index.into_shop(self.search, (self.asked, &arrived, root), self.now, told)
    }

    /// Decides what no index anywhere means. A page may link to a shop in a folder or under another
    /// name; if none does, the answer that got furthest counts.
    async fn nothing(self) -> Result<FoundShop, Problem> {
        let replies: Vec<&Reply> = self.replies.iter().map(|(told, _)| told.reply()).collect();
        let kind = diagnosis::without_index(&replies);
        if let Some((told, _)) = self.replies.iter().find(|(told, _)| named_plainly(self.asked, told)) {
            return Err(told.problem(ProblemKind::PlainPermalinks));
        }
        let elsewhere = [
            ProblemKind::NoWordPress,
            ProblemKind::NotUnderstood,
            ProblemKind::PlaceholderPage,
            ProblemKind::OtherPlatform,
        ];
        if elsewhere.contains(&kind) {
            let pages: Vec<&ShopAnswer> = self.replies.iter().map(|(told, _)| told).collect();
            if let Some(problem) = elsewhere::by_other_kind(self.search, self.asked, self.now, &pages).await {
                return Err(problem);
            }
            if let Some(problem) = elsewhere::find(self.search, self.asked, &pages).await {
                return Err(problem);
            }
        }
        let shown = which::shown(&self.replies, kind);
        let Some((told, _)) = shown else { return Err(Problem::new(kind)) };
        // Whoever gets nothing at all is not kept out of anything.
        let kind =
            if kind == ProblemKind::RestLockedOut && told.is_empty() { ProblemKind::NotUnderstood } else { kind };
        let problem = named(told, kind, self.search);
        Err(if kind == ProblemKind::RestLockedOut { which::of_lock(problem, &self.replies) } else { problem })
    }
}

/// Reads one answer as if it were the only one.
pub(in crate::adapters) fn read(
    search: &Search,
    asked: &StoreUrl,
    url: Url,
    answer: Answer,
) -> Result<Option<FoundShop>, Problem> {
    let told = ShopAnswer::new(&Method::GET, url.clone(), answer);
    let at = told.at;
    Attempts::new(search, asked, at).take((told, url))
}

/// The REST root that WordPress names in an answer.
fn named_root(told: &ShopAnswer) -> Option<ApiRoot> {
    ApiRoot::parse(&told.rest_link()?).ok()
}

/// The same, or one that only a script of the page names.
fn mentioned_root(told: &ShopAnswer) -> Option<ApiRoot> {
    named_root(told).or_else(|| ApiRoot::parse(&fingerprint::rest_in_script(&told.page())?).ok())
}

/// Whether WordPress itself answers below this address, and not one above it: in its own JSON.
fn is_own_site(told: &ShopAnswer) -> bool {
    told.reply().code.is_some() || Index::read(told).is_some()
}

/// Whether WordPress names a REST root without pretty links. It does so even where it hides its index.
fn named_plainly(asked: &StoreUrl, told: &ShopAnswer) -> bool {
    named_root(told).is_some_and(|root| root.is_rest_route() && host::same_registrable(root.host(), asked.host()))
}

/// The address of a root's index.
pub fn index_of(root: &ApiRoot) -> Url {
    address(root, "", FIELDS)
}
