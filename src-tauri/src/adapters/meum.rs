//! Meum's three calls, as its OpenAPI says: connect, status, disconnect. Connect is sent once per
//! press and never again by itself.

mod refusal;

use super::http::{Answer, Http, HttpError, MEUM_LIMIT, Request, sensitive};
use super::loose::Loose;
use super::shop::Credentials;
use connect_core::meum_facts::{ConnectFacts, ConnectRequest, StatusFacts};
use connect_core::meum_key::{PREFIX_LENGTH, shown_prefix};
use connect_core::plain::PlainText;
use connect_core::problem::{Problem, ProblemKind};
use connect_core::secret::Secret;
use connect_core::wizard::leaving::Ending;
use reqwest::header::AUTHORIZATION;
use reqwest::{Method, Url};
use serde::Serialize;
use std::time::Duration;
use zeroize::Zeroizing;

/// Meum's address.
pub const DEFAULT_ADDRESS: &str = "https://api.meum.io";
const CONNECT: &str = "v1/integration/woocommerce/connect";
const STATUS: &str = "v1/integration/woocommerce/status";
/// Longer than this a judge is not waited for.
const HEALTH_LIMIT: Duration = Duration::from_secs(4);
const DISCONNECT: &str = "v1/integration/woocommerce/disconnect";

/// Meum, at one address.
#[derive(Clone, Debug)]
pub struct Meum {
    http: Http,
    base: Url,
}

/// How asking for Meum's health ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// Meum, or a server of its, answered.
    Answered {
        /// Its clock, in Unix seconds.
        date: Option<i64>,
    },
    /// Somebody else answered in its name.
    OtherPage,
    /// No answer came.
    Failed(HttpError),
}

/// How connecting ended, with what Meum issued.
#[derive(Debug)]
pub enum Connected {
    /// The answer holds a key and a secret.
    Issued(Box<ConnectFacts>, Credentials),
    /// Meum refused, or the request never left.
    Refused(Problem),
    /// The request left and no understandable answer came.
    Unknown(Problem),
    /// Meum says it connected the shop, but the key or the secret is missing.
    WithoutCredentials(Problem),
}

/// `WooConnectRequest` of Meum's OpenAPI: optional fields are left out when unknown.
#[derive(Serialize)]
struct ConnectBody<'a> {
    webhook_url: &'a str,
    site_url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    plugin_version: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wordpress_version: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    woocommerce_version: Option<&'a str>,
}

impl Meum {
    /// Meum at this address.
    pub fn at(http: Http, base: Url) -> Self {
        Self { http, base }
    }

    /// Registers or reconnects the shop. Sent exactly once.
    pub async fn connect(&self, key: &Secret, request: &ConnectRequest) -> Connected {
        let body = ConnectBody {
            webhook_url: &request.webhook_url,
            site_url: &request.site_url,
            plugin_version: request.plugin_version.as_ref().map(PlainText::as_str),
            wordpress_version: request.wordpress_version.as_ref().map(PlainText::as_str),
            woocommerce_version: request.woocommerce_version.as_ref().map(PlainText::as_str),
        };
        let Ok(body) = serde_json::to_vec(&body) else {
            return Connected::Refused(Problem::new(ProblemKind::MeumFault));
        };
        match self.send(Method::POST, CONNECT, key, Some(body)).await {
            Ok(answer) => read_connect(&answer),
            Err(error) if error.never_left() => Connected::Refused(unreachable(CONNECT, &error)),
            Err(error) => Connected::Unknown(lost(&format!("POST /{CONNECT} · {error}"))),
        }
    }

    /// The integration's status, asked with the dedicated key or with a connection key.
    pub async fn status(&self, key: &Secret) -> Result<StatusFacts, Problem> {
        let answer = self.send(Method::GET, STATUS, key, None).await.map_err(|error| unreachable(STATUS, &error))?;
        read_status(&answer)
    }

    /// Ends the integration; asked with the dedicated key. Sent exactly once.
    ///
    /// # Errors
    /// Meum's refusal, or whether the request may have left.
    pub async fn disconnect(&self, key: &Secret) -> Result<Ending, Problem> {
        match self.send(Method::POST, DISCONNECT, key, None).await {
            Ok(answer) => read_disconnect(&answer),
            Err(error) if error.never_left() => Err(unreachable(DISCONNECT, &error)),
            Err(error) => {
                let line = format!("POST /{DISCONNECT} · {error}");
                Err(Problem::new(ProblemKind::DisconnectAnswerLost).with_technical(&line))
            }
        }
    }

    /// Whether Meum can be reached at all: a broken shop is told from a broken network by it. No
    /// key is sent (Meum's `GET /health`).
    pub async fn health(&self) -> Health {
        let Ok(url) = self.base.join("health") else { return Health::Failed(HttpError::Unsendable) };
        match self.http.send(Request { limit: HEALTH_LIMIT, ..Request::get(url) }).await {
            Err(error) => Health::Failed(error),
            // Networks answer in everybody's name with a redirect, a page, or 511 (RFC 6585).
            Ok(answer) if matches!(answer.status, 300..=399 | 511) => Health::OtherPage,
            Ok(answer) if matches!(answer.status, 200..=299) && answer.json().is_none() => Health::OtherPage,
            Ok(answer) => Health::Answered { date: answer.date() },
        }
    }

    async fn send(
        &self,
        method: Method,
        route: &str,
        key: &Secret,
        body: Option<Vec<u8>>,
    ) -> Result<Answer, HttpError> {
        let url = self.base.join(route).map_err(|_| HttpError::Unsendable)?;
        // EXPOSE: into the Authorization header of a request to Meum.
        let bearer = Zeroizing::new(format!("Bearer {}", key.expose()));
        let mut request = Request { method: method.clone(), body, limit: MEUM_LIMIT, ..Request::get(url) };
        request.headers.insert(AUTHORIZATION, sensitive(&bearer)?);
        let result = self.http.send(request).await;
        match &result {
            Ok(answer) => tracing::debug!(line = technical(method.as_str(), route, answer), "Meum answered"),
            Err(error) => tracing::debug!(%method, route, %error, "Meum did not answer"),
        }
        result
    }
}

fn technical(method: &str, route: &str, answer: &Answer) -> String {
    let code = refusal::code(answer).unwrap_or_default();
    format!("{method} /{route} · {} {code} · {} ms", answer.status, answer.took.as_millis())
}

fn unreachable(route: &str, error: &HttpError) -> Problem {
    Problem::new(ProblemKind::MeumUnreachable).with_technical(&format!("/{route} · {error}"))
}

fn lost(line: &str) -> Problem {
    Problem::new(ProblemKind::ConnectAnswerLost).with_technical(line)
}

/// What an answer to connecting means.
pub(super) fn read_connect(answer: &Answer) -> Connected {
    let line = technical("POST", CONNECT, answer);
    match answer.status {
        200..=299 => {}
        // Meum's own refusal, in one of its own shapes: nothing was done.
        400 | 401 | 403 | 404 | 409 | 422 if refusal::is_meums(answer) => {
            return Connected::Refused(refusal::read(answer).with_technical(&line));
        }
        // Whoever asks us to slow down, Meum or what stands before it, does so instead of working on
        // the request.
        429 => return Connected::Refused(refusal::read(answer).with_technical(&line)),
        // Behind anything else, a proxy's fault page for one, the work may have been done.
        _ => return Connected::Unknown(lost(&line)),
    }
    let Some(json) = answer.json().filter(serde_json::Value::is_object) else {
        return Connected::Unknown(lost(&line));
    };
    let loose = Loose::of(&json);
    let secret = |field: &str| loose.get(field).raw().filter(|text| !text.trim().is_empty());
    match (secret("api_key"), secret("webhook_secret")) {
        (Some(api_key), Some(webhook_secret)) => {
            let credentials = Credentials {
                api_key: Secret::new(api_key.to_owned()),
                webhook_secret: Secret::new(webhook_secret.to_owned()),
            };
            Connected::Issued(Box::new(facts(loose, shown_prefix(api_key))), credentials)
        }
        _ => Connected::WithoutCredentials(Problem::new(ProblemKind::MeumCredentialsMissing).with_technical(&line)),
    }
}

fn facts(loose: Loose<'_>, key_prefix: Option<String>) -> ConnectFacts {
    ConnectFacts {
        store_id: loose.get("store_id").text(),
        store_name: loose.get("store_name").text(),
        integration_id: loose.get("integration_id").text(),
        installation_id: loose.get("installation_id").text(),
        webhook_id: loose.get("webhook_id").text(),
        site_url: loose.get("site_url").text(),
        webhook_url: loose.get("webhook_url").text(),
        status: loose.get("status").text(),
        key_prefix,
        credentials_rotated: loose.get("credentials_rotated").yes(),
        payout_configured: loose.get("payout_configured").yes(),
        warning: loose.get("warning").text(),
    }
}

/// What an answer to disconnecting means. A 404 of Meum's own means that there is nothing left to
/// disconnect. What is no answer of Meum's may hide that it was done.
pub(super) fn read_disconnect(answer: &Answer) -> Result<Ending, Problem> {
    let json = answer.json().filter(serde_json::Value::is_object);
    let denied = json.as_ref().is_some_and(|json| Loose::of(json).get("disconnected").yes() == Some(false));
    let refused = refusal::is_meums(answer);
    let kind = match answer.status {
        200 if json.is_some() && !denied && !refused => return Ok(Ending::Disconnected),
        404 if refused => return Ok(Ending::AlreadyDisconnected),
        403 if refused => ProblemKind::DisconnectForbidden,
        401 | 429 => refusal::read(answer).kind,
        200..=299 if !denied && !refused => ProblemKind::DisconnectAnswerLost,
        500..=599 if !refused => ProblemKind::DisconnectAnswerLost,
        _ => ProblemKind::MeumFault,
    };
    let line = technical("POST", DISCONNECT, answer);
    Err(Problem { kind, ..refusal::read(answer) }.with_technical(&line))
}

/// Most issues shown; Meum sends a handful.
const MOST_ISSUES: usize = 20;

/// What an answer to asking for the status means.
pub(super) fn read_status(answer: &Answer) -> Result<StatusFacts, Problem> {
    let line = technical("GET", STATUS, answer);
    match answer.json() {
        Some(json) if answer.status == 200 && json.is_object() => Ok(status_facts(Loose::of(&json))),
        _ if answer.status == 200 => Err(Problem::new(ProblemKind::MeumFault).with_technical(&line)),
        _ => Err(refusal::read(answer).with_technical(&line)),
    }
}

fn status_facts(loose: Loose<'_>) -> StatusFacts {
    StatusFacts {
        status: loose.get("status").text(),
        connection_status: loose.get("connection_status").text(),
        health_status: loose.get("health_status").text(),
        issues: loose.get("issues").items().filter_map(Loose::text).take(MOST_ISSUES).collect(),
        integration_id: loose.get("integration_id").text(),
        site_url: loose.get("site_url").text(),
        plugin_version: loose.get("plugin_version").text(),
        wordpress_version: loose.get("wordpress_version").text(),
        woocommerce_version: loose.get("woocommerce_version").text(),
        credential_status: loose.get("credential_status").text(),
        credential_prefix: loose.get("credential_prefix").text().map(cut_prefix),
        webhook_health: loose.get("webhook_health").text(),
        webhook_url: loose.get("webhook_url").text(),
        last_seen_at: loose.get("last_seen_at").moment(),
        pending_key_expires_at: loose.get("pending_connection_key").get("expires_at").moment(),
        connected: loose.get("connected").yes(),
        payout_configured: loose.get("payout_configured").yes(),
        warning: loose.get("warning").text(),
    }
}

/// A prefix is a prefix, whatever comes: never more than twelve characters of a key are shown.
fn cut_prefix(prefix: PlainText) -> PlainText {
    let short: String = prefix.as_str().chars().take(PREFIX_LENGTH).collect();
    PlainText::from_outside(&short).unwrap_or(prefix)
}
