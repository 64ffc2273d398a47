//! Finding the shop. The REST index is asked for directly, trimmed, without keys: a healthy shop
//! is found with one request. Redirects are followed without credentials, never off https.

use super::{Pair, Progress, STATUS_FIELDS, STATUS_ROUTE, Told, address, ask, gateway, signed, system_status};
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
            Err(problem) if may_be_elsewhere(problem.kind) => keep_best(&mut first, problem),
            Err(problem) => return Err(problem.of(asked.host())),
        }
    }
    Err(first.unwrap_or_else(|| Problem::new(ProblemKind::NoWordPress)).of(asked.host()))
}

/// Only "nothing here" sends us one folder up; a fault of the host is the same everywhere. Plain
/// permalinks are "nothing here" as well: WordPress answers `?rest_route=` under every page.
fn may_be_elsewhere(kind: ProblemKind) -> bool {
    how_far(kind) > 0
}

/// How far an attempt got that may end better one folder up; the best failure is the one told.
fn how_far(kind: ProblemKind) -> u8 {
    match kind {
        ProblemKind::PlainPermalinks => 4,
        ProblemKind::RestLockedOut => 3,
        ProblemKind::NoWordPress => 2,
        ProblemKind::NotUnderstood => 1,
        _ => 0,
    }
}

fn keep_best(best: &mut Option<Problem>, problem: Problem) {
    if best.as_ref().is_none_or(|best| how_far(best.kind) < how_far(problem.kind)) {
        *best = Some(problem);
    }
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
        let base = at_home(http, &index, base, &told).await?;
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
    let (mut reply, front) = (pretty.reply(), told.reply());
    if !reply.wordpress_mark && !front.wordpress_mark {
        // The second request is answered with the front page: it alone can say "no WordPress".
        return Err(told.problem(diagnosis::index(&front)));
    }
    reply.wordpress_mark = true;
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
    let (folder, _) = arrived.path().split_once("/wp-json")?;
    let mut base = arrived.clone();
    base.set_query(None);
    base.set_path(folder);
    StoreUrl::from_home(base.as_str()).ok()
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

/// Keys go where the REST interface is, and the merchant is shown `home`, so both must be the same
/// host. Where they differ (with `www.` and without, for one), WordPress's own address is asked:
/// it must answer itself. Somebody else who answers in a shop's name gets no keys.
async fn at_home(http: &Http, index: &Index, base: StoreUrl, told: &Told) -> Result<StoreUrl, Problem> {
    let Some(home) = index.home.as_ref().filter(|home| home.origin() != base.origin()) else { return Ok(base) };
    let at_home = ApiRoot::Pretty { base: home.clone() };
    let (again, arrived) = follow(http, address(&at_home, "", INDEX_FIELDS)?).await?;
    let same = Index::read(&again).is_some_and(|again| again.home.as_ref() == Some(home));
    match base_of(&arrived) {
        Some(base) if same && base.origin() == home.origin() => Ok(base),
        _ => {
            let mut problem = told.problem(ProblemKind::OtherHostAnswers);
            problem.about.other = PlainText::from_outside(base.host());
            Err(problem)
        }
    }
}

/// One look at a shop that was found before, with its keys: reachable, keys, versions, plugin, and
/// whether the payment method is switched on.
pub async fn look(http: &Http, found: &FoundShop, pair: &Pair) -> Result<ShopSight, Problem> {
    let host = found.home.host();
    let status_url = address(&found.root, STATUS_ROUTE, STATUS_FIELDS)?;
    let status = signed(pair, Method::GET, status_url, None)?;
    let gateways = gateway::enabled_request(found, pair)?;
    // Neither needs the other's answer.
    let (status, gateways) = tokio::join!(ask(http, status), ask(http, gateways));
    let status = status.map_err(|problem| problem.of(host))?;
    match diagnosis::read(&status.reply()) {
        ReadVerdict::Accepted => {}
        ReadVerdict::AskOptions => return Err(status.problem(ProblemKind::SecretWrong).of(host)),
        ReadVerdict::Refused(kind) => return Err(status.problem(kind).of(host)),
    }
    let facts = system_status(&status.answer);
    Ok(ShopSight {
        home: facts.home.unwrap_or_else(|| found.home.clone()),
        wordpress: facts.wordpress,
        woocommerce: facts.woocommerce,
        plugin: facts.plugin,
        gateway_enabled: gateways.ok().as_ref().and_then(gateway::enabled),
    })
}
