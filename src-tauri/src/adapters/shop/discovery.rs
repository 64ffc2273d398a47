//! Finding the shop. The REST index is asked for directly, trimmed, without keys: a healthy shop
//! is found with one request. Redirects are followed without credentials, never off https.

use super::{Pair, Progress, STATUS_FIELDS, STATUS_ROUTE, Told, address, ask, signed, system_status};
use crate::adapters::http::{Http, Request};
use crate::adapters::loose::Loose;
use connect_core::diagnosis::{self, ReadVerdict};
use connect_core::plain::PlainText;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::shop_facts::{ApiRoot, FoundShop, ShopSight};
use connect_core::store_url::StoreUrl;
use connect_core::time::Timestamp;
use connect_core::wizard::checks::{Check, CheckState};
use reqwest::{Method, Url};

/// Browsers give up after about twenty; a shop that needs more than ten turns in a circle.
const MOST_REDIRECTS: usize = 10;
const INDEX_FIELDS: &str = "name,url,home,namespaces";

/// Finds the shop at this address or in a folder above.
pub async fn find(http: &Http, asked: &StoreUrl, now: Timestamp, progress: &Progress) -> Result<FoundShop, Problem> {
    progress(Check::Found, CheckState::Running, None);
    let mut first = None;
    for base in asked.candidates() {
        match try_base(http, asked, &base, now, progress).await {
            Ok(found) => return Ok(found),
            Err(problem) if may_be_elsewhere(problem.kind) => {
                first.get_or_insert(problem);
            }
            Err(problem) => return Err(problem.of(asked.host())),
        }
    }
    Err(first.unwrap_or_else(|| Problem::new(ProblemKind::NoWordPress)).of(asked.host()))
}

/// Only "nothing here" sends us one folder up; a fault of the host is the same everywhere.
fn may_be_elsewhere(kind: ProblemKind) -> bool {
    matches!(kind, ProblemKind::NoWordPress | ProblemKind::RestLockedOut)
}

async fn try_base(
    http: &Http,
    asked: &StoreUrl,
    base: &StoreUrl,
    now: Timestamp,
    progress: &Progress,
) -> Result<FoundShop, Problem> {
    let pretty = ApiRoot::Pretty { base: base.clone() };
    let (told, arrived) = follow(http, address(&pretty, "", INDEX_FIELDS)?).await?;
    progress(Check::Found, CheckState::Passed, Some(told.answer.took));
    progress(Check::Secure, CheckState::Passed, None);
    progress(Check::WordPress, CheckState::Running, None);
    if let Some(index) = Index::read(&told) {
        let base = base_of(&arrived).unwrap_or_else(|| base.clone());
        return index.into_shop(asked, ApiRoot::Pretty { base }, now, &told, progress);
    }
    let reply = told.reply();
    if reply.json || diagnosis::in_front(&reply).is_some() {
        return Err(told.problem(diagnosis::index(&reply)));
    }
    without_rewriting(http, base, &told).await
}

/// The index did not come under `wp-json/`: WordPress may answer under `?rest_route=` instead,
/// as it does with plain permalinks. Meum's payment updates need the pretty form all the same.
async fn without_rewriting(http: &Http, base: &StoreUrl, pretty: &Told) -> Result<FoundShop, Problem> {
    let root = ApiRoot::RestRoute { base: base.clone() };
    let (told, _) = follow(http, address(&root, "", INDEX_FIELDS)?).await?;
    if Index::read(&told).is_some() {
        return Err(told.problem(ProblemKind::PlainPermalinks));
    }
    let mut reply = pretty.reply();
    reply.wordpress_mark |= told.reply().wordpress_mark;
    Err(pretty.problem(diagnosis::index(&reply)))
}

/// Follows redirects by hand: without credentials, on https only, at most ten.
async fn follow(http: &Http, mut url: Url) -> Result<(Told, Url), Problem> {
    for _ in 0..=MOST_REDIRECTS {
        let told = ask(http, Request::get(url.clone())).await?;
        if !matches!(told.answer.status, 301 | 302 | 303 | 307 | 308) {
            return Ok((told, url));
        }
        let next = told.answer.header("location").and_then(|location| url.join(location).ok());
        match next {
            Some(next) if next.scheme() == "https" => url = next,
            Some(_) => return Err(told.problem(ProblemKind::NotSecure)),
            None => return Err(told.problem(ProblemKind::ShopFault)),
        }
    }
    Err(Problem::new(ProblemKind::RedirectLoop).with_technical(&format!("more than {MOST_REDIRECTS} redirects")))
}

/// The address `wp-json/` is below, after redirects.
fn base_of(arrived: &Url) -> Option<StoreUrl> {
    let (base, _) = arrived.as_str().split_once("/wp-json")?;
    StoreUrl::from_home(base).ok()
}

/// WooCommerce, as far as the index shows it.
enum WooCommerce {
    Ready,
    TooOld,
    Absent,
}

/// What the trimmed index says.
struct Index {
    name: Option<PlainText>,
    home: Option<StoreUrl>,
    insecure: bool,
    woocommerce: WooCommerce,
    plugin_route: bool,
}

impl Index {
    fn read(told: &Told) -> Option<Self> {
        let json = told.answer.json().filter(|_| told.answer.status == 200)?;
        let loose = Loose::of(&json);
        let namespaces: Vec<&str> = loose.get("namespaces").items().filter_map(Loose::raw).collect();
        if namespaces.is_empty() {
            return None;
        }
        let has = |name: &str| namespaces.contains(&name);
        let woocommerce = match (has("wc/v3"), has("wc/v1") || has("wc/v2")) {
            (true, _) => WooCommerce::Ready,
            (false, true) => WooCommerce::TooOld,
            (false, false) => WooCommerce::Absent,
        };
        let home = loose.get("home").raw();
        Some(Self {
            name: loose.get("name").text(),
            home: home.and_then(|home| StoreUrl::from_home(home).ok()),
            insecure: home.is_some_and(|home| home.starts_with("http://")),
            woocommerce,
            plugin_route: namespaces.iter().any(|name| name.starts_with("meum/")),
        })
    }

    fn into_shop(
        self,
        asked: &StoreUrl,
        root: ApiRoot,
        now: Timestamp,
        told: &Told,
        progress: &Progress,
    ) -> Result<FoundShop, Problem> {
        progress(Check::WordPress, CheckState::Passed, Some(told.answer.took));
        if self.insecure {
            progress(Check::Secure, CheckState::Failed, None);
            return Err(told.problem(ProblemKind::NotSecure));
        }
        progress(Check::WooCommerce, CheckState::Running, None);
        match self.woocommerce {
            WooCommerce::Ready => {}
            WooCommerce::TooOld => return Err(told.problem(ProblemKind::WooCommerceTooOld)),
            WooCommerce::Absent => return Err(told.problem(ProblemKind::NoWooCommerce)),
        }
        progress(Check::WooCommerce, CheckState::Passed, None);
        let plugin = if self.plugin_route { CheckState::Passed } else { CheckState::Noted };
        progress(Check::Plugin, plugin, None);
        let home = self.home.unwrap_or_else(|| asked.clone());
        Ok(FoundShop {
            asked: asked.clone(),
            home,
            root,
            name: self.name,
            plugin_route: self.plugin_route,
            found_at: now,
        })
    }
}

/// One look at a shop that was found before, with its keys.
pub async fn look(http: &Http, found: &FoundShop, pair: &Pair) -> Result<ShopSight, Problem> {
    let host = found.home.host();
    let index_url = address(&found.root, "", INDEX_FIELDS)?;
    let status_url = address(&found.root, STATUS_ROUTE, STATUS_FIELDS)?;
    let status = signed(pair, Method::GET, status_url, None)?;
    // Neither needs the other's answer.
    let (index, status) = tokio::join!(follow(http, index_url), ask(http, status));
    let (index, status) = (index.map_err(|problem| problem.of(host))?.0, status.map_err(|problem| problem.of(host))?);
    let seen = Index::read(&index).ok_or_else(|| index.problem(diagnosis::index(&index.reply())).of(host))?;
    match diagnosis::read(&status.reply()) {
        ReadVerdict::Accepted => {}
        ReadVerdict::AskOptions => return Err(status.problem(ProblemKind::SecretWrong).of(host)),
        ReadVerdict::Refused(kind) => return Err(status.problem(kind).of(host)),
    }
    let facts = system_status(&status.answer);
    Ok(ShopSight {
        home: seen.home.unwrap_or_else(|| found.home.clone()),
        plugin_route: seen.plugin_route,
        wordpress: facts.wordpress,
        woocommerce: facts.woocommerce,
        plugin: facts.plugin,
    })
}
