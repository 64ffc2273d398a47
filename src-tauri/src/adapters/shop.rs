//! The shop: finding it, checking its keys, looking at it, and writing the plugin's settings.
//! Every function here is one question; none is repeated by itself.

mod discovery;
mod gateway;
mod keys;

use super::http::{Answer, Http, HttpError, Request, sensitive};
use super::loose::Loose;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use connect_core::diagnosis::Reply;
use connect_core::plain::PlainText;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::secret::Secret;
use connect_core::shop_facts::{ApiRoot, PluginFacts};
use connect_core::store_url::StoreUrl;
use connect_core::wizard::checks::{Check, CheckState};
use reqwest::{Method, Url};
use std::sync::Arc;
use std::time::Duration;
use zeroize::Zeroizing;

pub use discovery::{find, look};
pub use gateway::{Credentials, hand_over};
pub use keys::check;

/// Tells how a check stands, while a question is under way.
pub type Progress = Arc<dyn Fn(Check, CheckState, Option<Duration>) + Send + Sync>;

/// A WooCommerce pair, ready to sign.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The consumer key.
    pub key: Arc<Secret>,
    /// The consumer secret.
    pub secret: Arc<Secret>,
}

impl Pair {
    /// The pair as one text for the password store.
    pub fn to_stored(&self) -> Secret {
        // EXPOSE: into the one text the password store keeps.
        Secret::new(format!("{}:{}", self.key.expose(), self.secret.expose()))
    }

    /// The pair out of the password store's text.
    pub fn from_stored(stored: &Secret) -> Option<Self> {
        // EXPOSE: split into its two halves, each a secret again.
        let (key, secret) = stored.expose().split_once(':')?;
        let half = |text: &str| Arc::new(Secret::new(text.to_owned()));
        Some(Self { key: half(key), secret: half(secret) })
    }

    fn header(&self) -> Result<reqwest::header::HeaderValue, HttpError> {
        // EXPOSE: into the Authorization header of a request to the shop over https.
        let plain = Zeroizing::new(format!("{}:{}", self.key.expose(), self.secret.expose()));
        let encoded = Zeroizing::new(BASE64_STANDARD.encode(plain.as_bytes()));
        sensitive(&format!("Basic {}", encoded.as_str()))
    }
}

/// An answer and the words for its technical line.
struct Told {
    answer: Answer,
    line: String,
}

impl Told {
    /// The problem this answer shows, with its technical line.
    fn problem(&self, kind: ProblemKind) -> Problem {
        let mut problem = Problem::new(kind).with_technical(&self.line);
        problem.about.count = Some(u32::from(self.answer.status));
        problem.about.seconds = retry_after(&self.answer);
        problem
    }

    fn reply(&self) -> Reply {
        reply(&self.answer)
    }
}

/// The seconds a server asks to wait, when it says so in seconds.
pub fn retry_after(answer: &Answer) -> Option<u32> {
    answer.header("retry-after").and_then(|text| text.trim().parse().ok())
}

/// Asks once and names what went wrong on the way.
async fn ask(http: &Http, request: Request) -> Result<Told, Problem> {
    let (method, path) = (request.method.clone(), request.url.path().to_owned());
    match http.send(request).await {
        Ok(answer) => {
            let line = technical(&method, &path, &answer);
            tracing::debug!(%line, "The shop answered");
            Ok(Told { answer, line })
        }
        Err(error) => {
            tracing::debug!(%method, %path, %error, "The shop did not answer");
            Err(Problem::new(kind_of(&error)).with_technical(&format!("{method} {path} · {error}")))
        }
    }
}

fn technical(method: &Method, path: &str, answer: &Answer) -> String {
    let code =
        reply(answer).code.unwrap_or_else(|| if answer.json().is_some() { "json" } else { "no json" }.to_owned());
    let line = format!("{method} {path} · {} · {code} · {} ms", answer.status, answer.took.as_millis());
    // The code is the shop's word: cleaned before it is logged or shown.
    PlainText::from_outside(&line).map(|line| line.as_str().to_owned()).unwrap_or_default()
}

#[deny(clippy::wildcard_enum_match_arm, reason = "a new failure needs a name")]
fn kind_of(error: &HttpError) -> ProblemKind {
    match error {
        HttpError::HostNotFound => ProblemKind::HostNotFound,
        HttpError::Refused
        | HttpError::NotConnected
        | HttpError::ProxyUnreachable
        | HttpError::ProxyRefused
        | HttpError::ProxyNeedsSignIn => ProblemKind::ConnectionRefused,
        HttpError::ConnectTimedOut | HttpError::TimedOut => ProblemKind::ShopTimedOut,
        HttpError::CertificateExpired { .. } => ProblemKind::CertificateExpired,
        HttpError::CertificateWrongName { .. } => ProblemKind::CertificateWrongName,
        HttpError::CertificateUntrusted => ProblemKind::CertificateUntrusted,
        HttpError::Handshake => ProblemKind::HandshakeFailed,
        HttpError::Broken | HttpError::TooLarge => ProblemKind::ConnectionBroken,
        HttpError::Unsendable => ProblemKind::NotAnAddress,
    }
}

fn reply(answer: &Answer) -> Reply {
    let json = answer.json();
    let body = String::from_utf8_lossy(&answer.body);
    let marks = ["/wp-content/", "/wp-includes/", "name=\"generator\" content=\"WordPress", "https://api.w.org/"];
    let linked = answer.header("link").is_some_and(|link| link.contains("https://api.w.org/"));
    Reply {
        status: answer.status,
        code: json
            .as_ref()
            .and_then(|value| Loose::of(value).get("code").raw())
            .map(|code| code.chars().take(80).collect()),
        json: json.is_some_and(|value| value.is_object() || value.is_array()),
        asks_password: answer.headers.contains_key("www-authenticate"),
        wordpress_mark: linked || marks.iter().any(|mark| body.contains(mark)),
    }
}

/// A route's address; the root is checked, so this fails only for a bug.
fn address(root: &ApiRoot, route: &str, fields: &str) -> Result<Url, Problem> {
    let text = root.address(route);
    let mut url = Url::parse(&text).map_err(|_| Problem::new(ProblemKind::NotAnAddress))?;
    if !fields.is_empty() {
        url.query_pairs_mut().append_pair("_fields", fields);
    }
    Ok(url)
}

/// A request signed with the pair. Keys leave over https only; the address type has no http.
fn signed(pair: &Pair, method: Method, url: Url, body: Option<Vec<u8>>) -> Result<Request, Problem> {
    let header = pair.header().map_err(|error| Problem::new(kind_of(&error)))?;
    if url.scheme() != "https" {
        return Err(Problem::new(ProblemKind::NotSecure));
    }
    let mut request = Request::get(url);
    request.method = method;
    request.body = body;
    request.headers.insert(reqwest::header::AUTHORIZATION, header);
    Ok(request)
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
}

fn system_status(answer: &Answer) -> SystemStatus {
    let json = answer.json().unwrap_or_default();
    let loose = Loose::of(&json);
    let environment = loose.get("environment");
    let find = |list: &str, active: bool| {
        let plugin = loose.get(list).items().find(|plugin| is_meum(*plugin))?;
        Some(PluginFacts { version: plugin.get("version").text(), active })
    };
    SystemStatus {
        home: environment.get("home_url").raw().and_then(|home| StoreUrl::from_home(home).ok()),
        wordpress: environment.get("wp_version").text(),
        woocommerce: environment.get("version").text(),
        plugin: find("active_plugins", true).or_else(|| find("inactive_plugins", false)),
    }
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
