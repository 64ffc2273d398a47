//! The shop: finding it, checking its keys, looking at it, and writing the plugin's settings.
//! Every function here is one question. One that changes nothing is asked once more, in the simplest
//! way, where its answer broke off; no other is repeated by itself.

mod ban;
mod by_query;
mod caller;
pub(super) mod discovery;
mod dressed;
mod early;
mod elsewhere;
mod explain;
pub(super) mod gateway;
mod gone;
mod in_place;
mod index;
mod kept;
mod keys;
mod light;
pub(super) mod look;
mod midway;
mod name;
mod no_route;
mod own_home;
mod plainly;
mod plugins;
mod proof;
mod quoted;
mod remarks;
mod revoking;
mod search;
mod shop_answer;
mod shop_keys;
mod shoppers;
mod sign_in;
mod stray;
mod trail;
mod unreachable;
mod webhook;
mod which;
mod writing;

use super::certificate;
use super::http::{Answer, Budget, Http, HttpError, Request};
use super::loose::Loose;
use super::noise::is_cut;
use super::oauth;
use connect_core::api_root::ApiRoot;
use connect_core::check::{Check, CheckState};
use connect_core::fingerprint::Closer;
use connect_core::host;
use connect_core::language::Language;
use connect_core::plain::PlainText;
use connect_core::problem::{Mark, Problem, ProblemKind};
use connect_core::shop_facts::{FoundShop, PluginFacts};
use connect_core::store_url::StoreUrl;
use reqwest::{Method, Url};
use std::sync::Arc;
use std::time::Duration;

pub use caller::{Caller, FrontDoor};
pub use discovery::find;
pub use gateway::{Credentials, HandOver, hand_over, switch_off};
pub use keys::{Checked, KeyCheck, check};
pub use look::look;
pub use plugins::switch_plugin_on;
use quoted::Carried;
pub use revoking::revoke;
pub use search::Search;
use shop_answer::ShopAnswer;
pub use shop_keys::{Login, Pair, ShopKeys};
pub use shoppers::for_shoppers;
pub use sign_in::sign_in_hidden;
pub use webhook::way_in;

/// Receives how a check stands while a question is under way, and how long its answer took.
pub type Progress = Arc<dyn Fn(Check, CheckState, Option<Duration>) + Send + Sync>;

/// Asks, and names what went wrong on the way. A question that changes nothing is asked once more in
/// the simplest way where the answer broke off or came empty: one broken habit of a server must not
/// stop a shop that works.
async fn ask(http: &Http, request: Request) -> Result<ShopAnswer, Problem> {
    let (method, url, again) = (request.method.clone(), request.url.clone(), request.again());
    let carried = Carried::by(&request);
    let told = |answer| told(&method, url.clone(), answer, &carried);
    let elsewhere = request.again();
    let mut first = http.send(request).await;
    if let (Err(HttpError::ConnectTimedOut), Some(elsewhere)) = (&first, elsewhere)
        && http.turns_to_other_kind(&url).await
    {
        first = http.send(elsewhere).await;
    }
    let in_vain = http.budget().is_some_and(Budget::is_in_vain);
    let Some(again) = again.filter(|_| is_broken(&first) && !in_vain) else { return told(first) };
    let why = match &first {
        Err(error) => error.clone(),
        Ok(answer) if is_packed(answer) => HttpError::Packed,
        Ok(_) => HttpError::Broken,
    };
    match http.send_simply(again).await {
        Ok(answer) if !is_broken(&Ok(&answer)) => {
            let mut second = told(Ok(answer))?;
            second.only_simply = Some(why);
            Ok(second)
        }
        // A connection that was open from before may just have ended; the new one tells more.
        Err(error) if !tells_less(&error) => told(Err(error)),
        _ if first.is_err() && insists_on_certificate(http, &url).await => told(Err(HttpError::CertificateWanted)),
        _ => {
            http.budget().into_iter().for_each(Budget::note_in_vain);
            told(first)
        }
    }
}

/// Whether the host lets in nobody without a certificate of this computer. It refuses right after the handshake.
/// Where its refusal comes before our question has left, the connection is gone, and the refusal with it. A host
/// that asks for one and can do without has broken off for another reason.
async fn insists_on_certificate(http: &Http, url: &Url) -> bool {
    let Some(host) = url.host_str().filter(|_| url.scheme() == "https") else { return false };
    certificate::insists(http, host, url.port_or_known_default().unwrap_or(443)).await
}

/// Whether a failure says no more than that no answer came.
fn tells_less(error: &HttpError) -> bool {
    matches!(error, HttpError::Broken | HttpError::HungUp | HttpError::TimedOut | HttpError::TooMany)
}

/// Asks once and no more, whatever comes.
async fn ask_once(http: &Http, request: Request) -> Result<ShopAnswer, Problem> {
    let (method, url, carried) = (request.method.clone(), request.url.clone(), Carried::by(&request));
    told(&method, url, http.send(request).await, &carried)
}

/// Asks once in the simplest way.
async fn ask_simply(http: &Http, request: Request) -> Result<ShopAnswer, Problem> {
    let (method, url, carried) = (request.method.clone(), request.url.clone(), Carried::by(&request));
    told(&method, url, http.send_simply(request).await, &carried)
}

/// Whether the answer broke off, ends in the middle, or is empty although it says that all is well or that it is JSON.
/// Broken compression loses the body and keeps the rest.
fn is_broken<A: std::borrow::Borrow<Answer>>(answer: &Result<A, HttpError>) -> bool {
    match answer {
        Ok(answer) => {
            let answer = answer.borrow();
            is_empty(answer) || is_packed(answer) || (answer.status == 200 && is_cut(&answer.body))
        }
        Err(error) => matches!(error, HttpError::Broken | HttpError::HungUp),
    }
}

/// How everything begins that gzip has compressed (RFC 1952).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Whether a body is still compressed: the client undoes what it has asked for and takes the header away.
/// A body that begins as gzip does was compressed twice. One that is plain text is not compressed, whatever
/// its header says.
fn is_packed(answer: &Answer) -> bool {
    let encoding = answer.header("content-encoding").map(|encoding| encoding.trim().to_ascii_lowercase());
    let is_called_so = encoding.is_some_and(|encoding| !matches!(encoding.as_str(), "" | "identity"));
    answer.body.starts_with(&GZIP) || (is_called_so && !answer.body.is_empty() && !is_plain(&answer.body))
}

/// Whether a body reads as JSON or as a page from its first letter to its last.
fn is_plain(body: &[u8]) -> bool {
    let text = std::str::from_utf8(body).unwrap_or_default().trim_start_matches('\u{feff}').trim_start();
    text.starts_with(['{', '[', '<']) && !text.contains('\0')
}

fn is_empty(answer: &Answer) -> bool {
    let calls_itself_json = answer.header("content-type").is_some_and(|kind| kind.contains("json"));
    answer.body.is_empty() && (answer.status == 200 || calls_itself_json)
}

fn told(
    method: &Method,
    url: Url,
    answer: Result<Answer, HttpError>,
    carried: &Carried,
) -> Result<ShopAnswer, Problem> {
    let answer = answer.and_then(|answer| if is_packed(&answer) { Err(HttpError::Packed) } else { Ok(answer) });
    match answer {
        Ok(answer) => {
            let mut told = ShopAnswer::new(method, url, answer);
            told.carried = Some(carried.clone());
            told.words = quoted::words(&told, carried);
            tracing::debug!(line = %told.line, "The shop answered");
            Ok(told)
        }
        Err(error) => {
            let line = format!("{method} {} · {error}", shop_answer::shown(&url));
            tracing::debug!(%line, "The shop did not answer");
            let mut problem = Problem::new(kind_of(&error)).marked(mark_of(&error)).with_technical(&line);
            problem.at = Some(crate::perform::now());
            Err(unreachable::details(&error, problem))
        }
    }
}

#[deny(clippy::wildcard_enum_match_arm, reason = "a new failure needs a name")]
fn kind_of(error: &HttpError) -> ProblemKind {
    match error {
        HttpError::HostNotFound | HttpError::ProxyCannotReach => ProblemKind::HostNotFound,
        HttpError::ProxyUnreachable => ProblemKind::Offline,
        HttpError::Refused | HttpError::NoWay | HttpError::NotConnected => ProblemKind::ConnectionRefused,
        HttpError::ConnectTimedOut | HttpError::TimedOut | HttpError::ProxySilent => ProblemKind::ShopTimedOut,
        HttpError::CertificateExpired { .. } => ProblemKind::CertificateExpired,
        HttpError::CertificateWrongName { .. } => ProblemKind::CertificateWrongName,
        HttpError::CertificateUntrusted => ProblemKind::CertificateUntrusted,
        HttpError::CertificateUnsuitable(_) => ProblemKind::CertificateUnsuitable,
        HttpError::Handshake | HttpError::NoCipher | HttpError::TlsTooOld | HttpError::NameUnknown => {
            ProblemKind::HandshakeFailed
        }
        HttpError::CertificateWanted => ProblemKind::Blocked,
        HttpError::NotTls => ProblemKind::NotSecure,
        HttpError::ProxyNeedsSignIn | HttpError::ProxyRefused | HttpError::ProxyUnknown => ProblemKind::ProxySignIn,
        HttpError::Broken | HttpError::HungUp | HttpError::TooLarge => ProblemKind::ConnectionBroken,
        HttpError::NotHttp | HttpError::Packed | HttpError::TooMany => ProblemKind::NotUnderstood,
        HttpError::Unsendable => ProblemKind::NotAnAddress,
    }
}

/// What was seen beyond the kind.
#[deny(clippy::wildcard_enum_match_arm, reason = "a new failure decides whether it has words of its own")]
fn mark_of(error: &HttpError) -> Option<Mark> {
    match error {
        HttpError::ProxyCannotReach | HttpError::ProxyUnreachable => Some(Mark::Proxy),
        HttpError::ProxyRefused => Some(Mark::ProxyRule),
        HttpError::ProxyUnknown => Some(Mark::ProxyKind),
        HttpError::TlsTooOld => Some(Mark::TooOld),
        HttpError::ProxySilent => Some(Mark::ProxySilent),
        HttpError::NoCipher => Some(Mark::NoCipher),
        HttpError::NameUnknown => Some(Mark::NameUnknown),
        HttpError::CertificateWanted => Some(Mark::KnownComputers),
        HttpError::HungUp => Some(Mark::HungUp),
        HttpError::NotHttp => Some(Mark::NotHttp),
        HttpError::Packed => Some(Mark::Packed),
        HttpError::TooLarge => Some(Mark::TooLarge),
        HttpError::NoWay => Some(Mark::NoWay),
        HttpError::TooMany => Some(Mark::AskedEnough),
        HttpError::Refused => Some(Mark::Refused),
        HttpError::HostNotFound
        | HttpError::ConnectTimedOut
        | HttpError::TimedOut
        | HttpError::CertificateExpired { .. }
        | HttpError::CertificateWrongName { .. }
        | HttpError::CertificateUntrusted
        | HttpError::CertificateUnsuitable(_)
        | HttpError::Handshake
        | HttpError::NotTls
        | HttpError::ProxyNeedsSignIn
        | HttpError::NotConnected
        | HttpError::Broken
        | HttpError::Unsendable => None,
    }
}

/// The parameter that makes the address of a question with keys one of a kind.
const ONE_OF_A_KIND: &str = "_once";

/// A route's address for a question with keys. Some caches keep what is meant for one visitor by its
/// address alone, and say so nowhere; an address nobody has asked before, and nobody can guess, is
/// in none of them.
///
/// # Errors
/// When the operating system has no random numbers.
fn private(root: &ApiRoot, route: &str, fields: &str) -> Result<Url, Problem> {
    let mut url = address(root, route, fields);
    let nonce = oauth::nonce().map_err(|_| Problem::new(ProblemKind::KeysRefused))?;
    url.query_pairs_mut().append_pair(ONE_OF_A_KIND, &nonce);
    Ok(url)
}

/// A route's address. With `fields`, WordPress leaves out all others.
fn address(root: &ApiRoot, route: &str, fields: &str) -> Url {
    let mut url = root.address(route);
    if !fields.is_empty() {
        url.query_pairs_mut().append_pair("_fields", fields);
    }
    url
}

/// The address above the interface of a shop that was found.
fn arrived_below(found: &FoundShop) -> StoreUrl {
    search::arrived_at(&found.root.address("")).unwrap_or_else(|| found.asked.clone())
}

/// The longest version that is shown, in characters.
const LONGEST_VERSION: usize = 20;

const STATUS_ROUTE: &str = "wc/v3/system_status";
/// The exact fields, so that WooCommerce does not test its own outgoing connections: with them the whole
/// report takes up to 45 seconds on some hosts.
const STATUS_FIELDS: &str = "environment.home_url,environment.site_url,environment.version,environment.wp_version,environment.language,active_plugins,inactive_plugins";

/// A question that only keys may ask as well, and that costs a shop next to nothing: older WooCommerce
/// makes its whole report, outgoing tests included, whatever fields are named
/// (woocommerce/woocommerce-rest-api#93, #101).
const LIGHT_ROUTE: &str = "wc/v3/data";
const LIGHT_FIELDS: &str = "slug";

/// Versions and the plugin, out of a trimmed system status; nothing of it where the report did not
/// come.
#[derive(Default)]
struct SystemStatus {
    home: Option<StoreUrl>,
    /// Where WordPress's files are.
    site: Option<StoreUrl>,
    wordpress: Option<PlainText>,
    woocommerce: Option<PlainText>,
    /// The language of the administration.
    language: Option<Language>,
    plugin: Option<PluginFacts>,
    /// The report lists the plugins that run: one that is not in it is not there.
    lists_plugins: bool,
    /// The plugins that run and can close the interface to guests.
    closers: Vec<Closer>,
    /// The remark that something is printed around the JSON.
    stray: Option<Problem>,
}

/// WordPress's own address out of the report of the shop at `at`. Where another program makes the pages,
/// WordPress says where it is itself beside it, and that is where the shop was found.
fn own_home(environment: Loose<'_>, at: &StoreUrl) -> Option<StoreUrl> {
    let address = |field: &str| {
        environment
            .get(field)
            .raw()
            .and_then(|home| StoreUrl::from_home(home).ok().or_else(|| StoreUrl::at_host_of(home)))
    };
    let home = address("home_url")?;
    let apart = home.origin() != at.origin() && host::same_registrable(home.host(), at.host());
    let here = apart && address("site_url").is_some_and(|site| site.origin() == at.origin());
    Some(if here { at.clone() } else { home })
}

/// `None` when the answer is no system status of the shop at `at`, whatever its status.
fn system_status(told: &ShopAnswer, at: &StoreUrl) -> Option<SystemStatus> {
    let loose = Loose::of(told.json()?);
    let environment = loose.get("environment");
    // WordPress before 5.3 knows no names of fields with a dot in them, and gives the lists alone.
    let lists = loose.get("active_plugins").items().any(|plugin| plugin.get("plugin").raw().is_some());
    if !environment.is_object() && (!lists || told.reply().code.is_some()) {
        return None;
    }
    let find = |list: &str, active: bool| {
        let plugin = loose.get(list).items().find(|plugin| is_meum(*plugin))?;
        Some(PluginFacts { version: version(plugin.get("version")), active })
    };
    Some(SystemStatus {
        home: own_home(environment, at),
        site: environment.get("site_url").raw().and_then(|site| StoreUrl::from_home(site).ok()),
        wordpress: version(environment.get("wp_version")),
        // A fork in WooCommerce's place counts its own versions.
        woocommerce: version(environment.get("version")).filter(|_| !runs(loose, FORK)),
        language: environment.get("language").raw().and_then(Language::of_setting),
        lists_plugins: loose.get("active_plugins").items().next().is_some(),
        plugin: find("active_plugins", true).or_else(|| find("inactive_plugins", false)),
        closers: loose.get("active_plugins").items().filter_map(closer).collect(),
        stray: told.stray(),
    })
}

/// A version, if it reads like one: what a shop says here stands on the screen and goes to support.
fn version(told: Loose<'_>) -> Option<PlainText> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+');
    told.text().filter(|version| version.as_str().len() <= LONGEST_VERSION && version.as_str().chars().all(plain))
}

/// *Classic Commerce*, which answers under WooCommerce's routes.
const FORK: &str = "classic-commerce";

/// Whether the plugin in this folder is among those that run.
fn runs(report: Loose<'_>, folder: &str) -> bool {
    let is_it =
        |plugin: Loose<'_>| plugin.get("plugin").raw().is_some_and(|file| file.split('/').next() == Some(folder));
    report.get("active_plugins").items().any(is_it)
}

/// The plugin that can close the interface to guests, if this is one, by its folder.
fn closer(plugin: Loose<'_>) -> Option<Closer> {
    Closer::in_folder(plugin.get("plugin").raw()?.split('/').next()?)
}

/// Whether a plugin is Meum's, by its folder or its name. Meum does not document its file.
fn is_meum(plugin: Loose<'_>) -> bool {
    let folder = plugin.get("plugin").raw().unwrap_or_default().split('/').next().unwrap_or_default();
    let name = plugin.get("name").raw().unwrap_or_default();
    folder.eq_ignore_ascii_case("meum")
        || folder.to_ascii_lowercase().starts_with("meum-")
        || name.eq_ignore_ascii_case("meum")
        || name.to_ascii_lowercase().starts_with("meum ")
}
