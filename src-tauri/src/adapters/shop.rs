//! The shop: finding it, checking its keys, looking at it, and writing the plugin's settings.
//! Every function here is one question; none is repeated by itself.

mod caller;
pub(super) mod discovery;
mod elsewhere;
mod explain;
pub(super) mod gateway;
mod index;
mod keys;
pub(super) mod look;
mod remarks;
mod search;
mod told;
mod trail;
mod unreachable;
mod webhook;

use super::http::{Http, HttpError, Request};
use super::loose::Loose;
use connect_core::api_root::ApiRoot;
use connect_core::check::{Check, CheckState};
use connect_core::plain::PlainText;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::shop_facts::PluginFacts;
use connect_core::store_url::StoreUrl;
use reqwest::Url;
use std::sync::Arc;
use std::time::Duration;

pub use caller::{Caller, FrontDoor, Pair};
pub use discovery::find;
pub use gateway::{Credentials, HandOver, hand_over};
pub use keys::{Checked, KeyCheck, check};
pub use look::look;
pub use search::Search;
use told::Told;
pub use webhook::webhook_missing;

/// Tells how a check stands, while a question is under way.
pub type Progress = Arc<dyn Fn(Check, CheckState, Option<Duration>) + Send + Sync>;

/// Asks once and names what went wrong on the way.
async fn ask(http: &Http, request: Request) -> Result<Told, Problem> {
    let (method, url) = (request.method.clone(), request.url.clone());
    match http.send(request).await {
        Ok(answer) => {
            let told = Told::new(&method, url, answer);
            tracing::debug!(line = %told.line, "The shop answered");
            Ok(told)
        }
        Err(error) => {
            let line = format!("{method} {} · {error}", told::shown(&url));
            tracing::debug!(%line, "The shop did not answer");
            let mut problem = Problem::new(kind_of(&error)).with_technical(&line);
            problem.at = Some(crate::perform::now());
            Err(unreachable::details(&error, problem))
        }
    }
}

#[deny(clippy::wildcard_enum_match_arm, reason = "a new failure needs a name")]
fn kind_of(error: &HttpError) -> ProblemKind {
    match error {
        HttpError::HostNotFound => ProblemKind::HostNotFound,
        HttpError::ProxyUnreachable => ProblemKind::Offline,
        HttpError::Refused | HttpError::NotConnected => ProblemKind::ConnectionRefused,
        HttpError::ConnectTimedOut | HttpError::TimedOut => ProblemKind::ShopTimedOut,
        HttpError::CertificateExpired { .. } => ProblemKind::CertificateExpired,
        HttpError::CertificateWrongName { .. } => ProblemKind::CertificateWrongName,
        HttpError::CertificateUntrusted => ProblemKind::CertificateUntrusted,
        HttpError::Handshake => ProblemKind::HandshakeFailed,
        HttpError::NotTls => ProblemKind::NotSecure,
        HttpError::ProxyNeedsSignIn | HttpError::ProxyRefused => ProblemKind::ProxySignIn,
        HttpError::Broken | HttpError::TooLarge => ProblemKind::ConnectionBroken,
        HttpError::Unsendable => ProblemKind::NotAnAddress,
    }
}

/// A route's address; only the fields named are asked for.
fn address(root: &ApiRoot, route: &str, fields: &str) -> Url {
    let mut url = root.address(route);
    if !fields.is_empty() {
        url.query_pairs_mut().append_pair("_fields", fields);
    }
    url
}

const STATUS_ROUTE: &str = "wc/v3/system_status";
/// Naming the exact fields keeps WooCommerce from testing its own outgoing connections, which
/// makes the whole report take up to 45 seconds on some hosts.
const STATUS_FIELDS: &str =
    "environment.home_url,environment.version,environment.wp_version,active_plugins,inactive_plugins";

/// Versions and the plugin, out of a trimmed system status.
struct SystemStatus {
    home: Option<StoreUrl>,
    wordpress: Option<PlainText>,
    woocommerce: Option<PlainText>,
    plugin: Option<PluginFacts>,
    /// Something is printed around the JSON.
    stray: Option<Problem>,
}

/// `None` when the answer is no system status, whatever its status.
fn system_status(told: &Told) -> Option<SystemStatus> {
    let loose = Loose::of(told.json()?);
    let environment = loose.get("environment");
    if !environment.is_object() {
        return None;
    }
    let find = |list: &str, active: bool| {
        let plugin = loose.get(list).items().find(|plugin| is_meum(*plugin))?;
        Some(PluginFacts { version: plugin.get("version").text(), active })
    };
    Some(SystemStatus {
        home: environment.get("home_url").raw().and_then(|home| StoreUrl::from_home(home).ok()),
        wordpress: environment.get("wp_version").text(),
        woocommerce: environment.get("version").text(),
        plugin: find("active_plugins", true).or_else(|| find("inactive_plugins", false)),
        stray: told.stray(),
    })
}

/// The plugin's file is not documented: its folder or its name tells.
fn is_meum(plugin: Loose<'_>) -> bool {
    let folder = plugin.get("plugin").raw().unwrap_or_default().split('/').next().unwrap_or_default();
    let name = plugin.get("name").raw().unwrap_or_default();
    folder.eq_ignore_ascii_case("meum")
        || folder.to_ascii_lowercase().starts_with("meum-")
        || name.eq_ignore_ascii_case("meum")
        || name.to_ascii_lowercase().starts_with("meum ")
}
