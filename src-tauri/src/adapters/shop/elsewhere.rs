//! Looks for a shop near a page without WordPress: in a folder, or under another name of the same
//! domain. It asks the likeliest places once, without keys, all at the same time.

use super::discovery::index_of;
use super::index::{self, FIELDS, Index};
use super::search::{Search, arrived_at};
use super::{STATUS_FIELDS, STATUS_ROUTE, ShopAnswer, ask_simply, private};
use crate::adapters::http::Request;
use connect_core::api_root::ApiRoot;
use connect_core::fingerprint;
use connect_core::host;
use connect_core::problem::{Mark, Problem, ProblemKind};
use connect_core::shop_facts::FoundShop;
use connect_core::store_url::StoreUrl;
use connect_core::time::Timestamp;
use reqwest::Url;
use tokio::task::JoinSet;

/// So many questions are left for the explanation of what is not found.
const KEPT: usize = 1;
/// How many places it asks.
const MOST_PLACES: usize = 8;
/// Names of folders and hosts that often hold a shop or WordPress.
const FOLDERS: [&str; 12] =
    ["shop", "store", "boutique", "tienda", "loja", "laden", "winkel", "butik", "negozio", "wordpress", "wp", "blog"];
/// The folders that it asks even without a link to them, before those of other languages.
const USUAL: [&str; 3] = ["shop", "store", "wordpress"];
/// A page's language, and what a shop's folder is called in it.
const OF_LANGUAGE: [(&str, &str); 10] = [
    ("fr", "boutique"),
    ("es", "tienda"),
    ("pt", "loja"),
    ("de", "laden"),
    ("nl", "winkel"),
    ("sv", "butik"),
    ("da", "butik"),
    ("nb", "butik"),
    ("no", "butik"),
    ("it", "negozio"),
];

/// How many other folders it asks that a page links to: most of those are pages.
const MOST_OTHERS: usize = 4;

/// Where WordPress keeps pictures and scripts.
const WORDPRESS_FILES: [&str; 2] = ["/wp-content/", "/wp-includes/"];

/// A cache may have kept the index from before WooCommerce was there, so it is asked for once more, at an address
/// that nobody has asked before. And a WordPress without WooCommerce may be the one in front of the shop: its
/// front page leads there, or the shop is in one of the usual folders.
pub async fn or_afresh(
    search: &Search,
    asked: &StoreUrl,
    now: Timestamp,
    problem: Problem,
) -> Result<FoundShop, Problem> {
    if problem.kind != ProblemKind::NoWooCommerce {
        return Err(problem);
    }
    let problem = match afresh(search, asked, now).await {
        Ok(found) => return Ok(found),
        Err(cached) => problem.marked(cached.then_some(Mark::OldCopy)),
    };
    let page = search.follow(asked.as_url().clone()).await.ok().map(|(told, _)| told);
    let pages: Vec<&ShopAnswer> = page.iter().collect();
    Err(find(search, asked, &pages).await.unwrap_or(problem))
}

/// The shop at an address that nobody has asked before.
///
/// # Errors
/// Whether a cache answered there as well.
async fn afresh(search: &Search, asked: &StoreUrl, now: Timestamp) -> Result<FoundShop, bool> {
    let url = private(&ApiRoot::pretty(asked), "", FIELDS).map_err(|_| false)?;
    let (told, url) = search.follow(url).await.map_err(|_| false)?;
    if let Some(found) = shop_at(search, asked, now, (&told, &url)) {
        return Ok(found);
    }
    unlisted(search, asked, now, (&told, &url)).await.ok_or(told.reply().cached)
}

/// The shop whose index leaves WooCommerce out, as where a plugin shows guests a shorter list or an old copy answers:
/// WooCommerce itself answers all the same, and the keys will tell.
async fn unlisted(
    search: &Search,
    asked: &StoreUrl,
    now: Timestamp,
    (told, url): (&ShopAnswer, &Url),
) -> Option<FoundShop> {
    let index = Index::read(told).filter(Index::is_without_shop)?;
    let (arrived, root) = (arrived_at(url)?, ApiRoot::parse(url.as_str()).ok()?);
    let (answer, _) = search.follow(private(&root, STATUS_ROUTE, STATUS_FIELDS).ok()?).await.ok()?;
    if !answer.reply().is_woocommerce() {
        return None;
    }
    let mut found = index.without_list().into_shop(search, (asked, &arrived, root), now, told).ok()?;
    // What a cache kept from before hides nothing.
    let hidden =
        found.remarks.iter_mut().filter(|remark| told.reply().cached && remark.kind == ProblemKind::IndexHidden);
    hidden.for_each(|remark| remark.about.mark = Some(Mark::OldCopy));
    Some(found)
}

/// The shop whose index this is.
fn shop_at(search: &Search, asked: &StoreUrl, now: Timestamp, (told, url): (&ShopAnswer, &Url)) -> Option<FoundShop> {
    let index = Index::read(told).filter(Index::is_shop)?;
    let (arrived, root) = (arrived_at(url)?, ApiRoot::parse(url.as_str()).ok()?);
    index.into_shop(search, (asked, &arrived, root), now, told).ok()
}

/// The shop below the folder that WordPress calls its own, where its index came from above that. The plugin shows
/// an address in that folder, so where the interface answers there as well, that is where it is asked.
pub async fn or_below(search: &Search, asked: &StoreUrl, now: Timestamp, found: FoundShop) -> FoundShop {
    let above = arrived_at(&found.root.address("")).filter(|_| !found.root.is_rest_route());
    let path = |shop: &StoreUrl| format!("{}/", shop.as_url().path().trim_end_matches('/'));
    let deeper = |above: &StoreUrl| path(&found.home) != path(above) && path(&found.home).starts_with(&path(above));
    if found.index_hidden || !above.is_some_and(|above| deeper(&above)) || search.left().0 <= KEPT {
        return found;
    }
    let Ok((told, url)) = search.follow(index_of(&ApiRoot::pretty(&found.home))).await else { return found };
    shop_at(search, asked, now, (&told, &url)).filter(|below| below.home == found.home).unwrap_or(found)
}

/// Where another server's page came, the name's other kind of address (IPv4 or IPv6) may lead to the shop. Shoppers
/// may take either way, so it is a problem, and says which.
pub async fn by_other_kind(
    search: &Search,
    asked: &StoreUrl,
    now: Timestamp,
    pages: &[&ShopAnswer],
) -> Option<Problem> {
    let (shown, peer) = (pages.first()?, search.peer()?);
    if search.left().0 <= KEPT || !search.http.turns_to_other_kind(asked.as_url()).await {
        return None;
    }
    let url = index_of(&ApiRoot::pretty(asked));
    let mut request = Request::get(url.clone());
    if search.door.as_ref().is_some_and(|door| door.open(&mut request).is_err()) {
        return None;
    }
    // Over a connection of its own: the one that is open leads to the first kind.
    let told = ask_simply(&search.http, request).await;
    search.trail.answered(&told, " · at the other kind of address");
    shop_at(search, asked, now, (&told.ok()?, &url))?;
    let kind = if peer.is_ipv6() { "IPv6" } else { "IPv4" };
    Some(shown.problem(ProblemKind::PlaceholderPage).with_other(kind).marked(Mark::OtherKind))
}

/// The problem that names the likeliest place with a shop; `None` where there is none.
pub async fn find(search: &Search, asked: &StoreUrl, pages: &[&ShopAnswer]) -> Option<Problem> {
    if let Some(problem) = pages.iter().find_map(|told| forwarded(asked, told)) {
        return Some(problem);
    }
    // The other name of the same shop may lead to another server, whatever this one says.
    let mut near: Vec<StoreUrl> = other_name(asked).into_iter().collect();
    if !is_same_everywhere(pages) {
        near.extend(places(asked, pages));
    }
    let mut asking = JoinSet::new();
    for (rank, place) in near.into_iter().take(search.left().0.saturating_sub(KEPT)).enumerate() {
        let search = search.clone();
        asking.spawn(async move { (rank, place.clone(), search.follow(index_of(&ApiRoot::pretty(&place))).await) });
    }
    let mut found: Vec<(usize, StoreUrl, ShopAnswer)> = Vec::new();
    while let Some(Ok((rank, place, followed))) = asking.join_next().await {
        let Ok((told, url)) = followed else { continue };
        if Index::read(&told).is_some_and(|index| index.is_shop()) {
            found.push((rank, arrived_at(&url).unwrap_or(place), told));
        }
    }
    let (_, place, told) = found.into_iter().min_by_key(|(rank, ..)| *rank)?;
    let own = host::same_registrable(place.host(), asked.host());
    let kind = if own { ProblemKind::ShopInFolder } else { ProblemKind::OtherHostAnswers };
    Some(index::elsewhere(&told, kind, &place))
}

/// Whether the server gives one and the same answer for every address, and it is none of a site: no folder holds
/// another one then. A site of one page gives that page for every address as well, and a shop may be beside it.
fn is_same_everywhere(pages: &[&ShopAnswer]) -> bool {
    const FEWEST: usize = 3;
    let Some((first, others)) = pages.split_first().filter(|_| pages.len() >= FEWEST) else { return false };
    let no_site = first.answer.status >= 400 || first.answer.body.is_empty() || fingerprint::placeholder(&first.page());
    no_site
        && others
            .iter()
            .all(|other| (other.answer.status, &other.answer.body) == (first.answer.status, &first.answer.body))
}

/// A page that only leads on to another host, in a way that no redirect is.
fn forwarded(asked: &StoreUrl, told: &ShopAnswer) -> Option<Problem> {
    let to = told.url.join(&fingerprint::leads_on(&told.page())?).ok()?;
    let there = StoreUrl::from_home(to.as_str()).ok().filter(|there| there.host() != asked.host())?;
    let own = host::same_registrable(there.host(), asked.host());
    let kind = if own { ProblemKind::AnswersUnderOtherName } else { ProblemKind::OtherHostAnswers };
    Some(index::elsewhere(told, kind, &there).marked(Mark::Forwarded))
}

/// A folder's own answer; where it runs without WooCommerce, a shop above it is named.
pub async fn or_above(
    deepest: Result<Option<FoundShop>, Problem>,
    mut at_root: JoinSet<Result<(ShopAnswer, Url), Problem>>,
) -> Result<Option<FoundShop>, Problem> {
    let problem = match deepest {
        Err(problem) if problem.kind == ProblemKind::NoWooCommerce => problem,
        other => return other,
    };
    let Some(Ok(Ok((told, url)))) = at_root.join_next().await else { return Err(problem) };
    let is_shop = Index::read(&told).is_some_and(|index| index.is_shop());
    match arrived_at(&url).filter(|_| is_shop) {
        Some(place) => {
            let shown = place.as_str().trim_start_matches("https://");
            Err(problem.with_other(shown).with_instead(place.as_str()).marked(Mark::ShopAbove))
        }
        None => Err(problem),
    }
}

/// The same name with `www.`, or without it.
fn other_name(asked: &StoreUrl) -> Option<StoreUrl> {
    match asked.host().strip_prefix("www.") {
        Some(bare) => asked.with_host(bare),
        None if host::registrable(asked.host()) == Some(asked.host()) => {
            asked.with_host(&format!("www.{}", asked.host()))
        }
        None => None,
    }
}

/// The places to ask, likeliest first: those that the pages link to, the usual folders, the usual name.
fn places(asked: &StoreUrl, pages: &[&ShopAnswer]) -> Vec<StoreUrl> {
    let links = |told: &&ShopAnswer| {
        fingerprint::links(&told.page()).into_iter().filter_map(|link| told.url.join(&link).ok()).collect::<Vec<_>>()
    };
    let linked: Vec<Url> = pages.iter().flat_map(links).collect();
    let mut places: Vec<StoreUrl> = linked.iter().filter_map(|link| place_of(asked, link)).collect();
    places.extend(pages.iter().flat_map(|told| behind_pictures(asked, told)));
    places.extend(other_folders(asked, &linked));
    let root = asked.candidates().pop();
    let languages: Vec<String> = pages.iter().filter_map(|told| fingerprint::language(&told.page())).collect();
    let speaks = |language: &str| languages.iter().any(|spoken| spoken == language);
    let (spoken, others): (Vec<_>, Vec<_>) = OF_LANGUAGE.iter().partition(|(language, _)| speaks(language));
    let folders = spoken.iter().map(|(_, folder)| folder).chain(&USUAL).chain(others.iter().map(|(_, folder)| folder));
    let folders: Vec<&&str> = folders.collect();
    let usual = root.iter().flat_map(|root| folders.iter().map(|folder| root.page(folder)));
    places.extend(usual.filter_map(|address| StoreUrl::from_home(&address).ok()));
    let domain = host::registrable(asked.host());
    let named = root.iter().zip(domain).filter_map(|(root, domain)| root.with_host(&format!("shop.{domain}")));
    places.extend(named);
    let mut seen = Vec::new();
    places.retain(|place| {
        place != asked && !seen.contains(place) && {
            seen.push(place.clone());
            true
        }
    });
    places.truncate(MOST_PLACES);
    places
}

/// The place that a link leads to, if its name suggests a shop: a folder on the same host, or another
/// host of the same domain.
fn place_of(asked: &StoreUrl, link: &Url) -> Option<StoreUrl> {
    let host = link.host_str()?;
    let folder = link.path_segments()?.next().unwrap_or_default().to_ascii_lowercase();
    let named = FOLDERS.contains(&folder.as_str());
    if host == asked.host() && named {
        return StoreUrl::from_home(asked.candidates().pop()?.page(&folder).as_str()).ok();
    }
    let other_name = host != asked.host() && host::same_registrable(host, asked.host());
    let first = host.split('.').next().unwrap_or_default();
    (other_name && FOLDERS.contains(&first)).then(|| asked.with_host(host)).flatten()
}

/// Other folders on the same host that are linked as a whole, such as a site in another language.
fn other_folders(asked: &StoreUrl, linked: &[Url]) -> Vec<StoreUrl> {
    let whole = |link: &&Url| {
        let segments = link.path_segments().map(|it| it.filter(|segment| !segment.is_empty()).count());
        link.host_str() == Some(asked.host()) && segments == Some(1)
    };
    let mut folders: Vec<StoreUrl> = Vec::new();
    for place in linked.iter().filter(whole).filter_map(|link| StoreUrl::parse(link.as_str()).ok()) {
        let is_folder = place.as_url().path().len() > 1;
        if is_folder && place != *asked && !folders.contains(&place) && folders.len() < MOST_OTHERS {
            folders.push(place);
        }
    }
    folders
}

/// Another name of the same domain that a page of another program shows WordPress's files from.
fn behind_pictures(asked: &StoreUrl, told: &ShopAnswer) -> Vec<StoreUrl> {
    let sources = fingerprint::sources(&told.page()).into_iter();
    let of_wordpress = sources.filter(|source| WORDPRESS_FILES.iter().any(|folder| source.contains(folder)));
    let hosts = of_wordpress.filter_map(|source| Some(told.url.join(&source).ok()?.host_str()?.to_owned()));
    let others = hosts.filter(|host| host != asked.host() && host::same_registrable(host, asked.host()));
    others.filter_map(|host| asked.with_host(&host)).collect()
}
