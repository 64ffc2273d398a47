//! Meum's three calls: connect, status, disconnect (`WooCommerce integration` in Meum's OpenAPI), and
//! its health. Nothing here sends a request a second time.

mod issued;
mod refusal;

pub use issued::Issued;

use super::http::{Answer, Http, HttpError, MEUM_LIMIT, Request, sensitive};
use super::loose::Loose;
use connect_core::meum_facts::{ConnectFacts, ConnectRequest, Ending, StatusFacts};
use connect_core::meum_key::{PREFIX_LENGTH, shown_prefix};
use connect_core::plain::PlainText;
use connect_core::problem::{Problem, ProblemKind, Technical};
use connect_core::secret::Secret;
use reqwest::header::AUTHORIZATION;
use reqwest::{Method, Url};
use serde::Serialize;
use serde_json::Value;
use std::time::Duration;
use zeroize::Zeroizing;

/// Where Meum is, unless `MEUM_API_URL` says otherwise.
pub const DEFAULT_ADDRESS: &str = "https://api.meum.io";
const CONNECT: &str = "v1/integration/woocommerce/connect";
const STATUS: &str = "v1/integration/woocommerce/status";
/// How long `/health` may take. The merchant is already waiting for the explanation of a failure.
const HEALTH_LIMIT: Duration = Duration::from_secs(4);
const DISCONNECT: &str = "v1/integration/woocommerce/disconnect";

/// The way to Meum.
#[derive(Clone, Debug)]
pub struct Meum {
    http: Http,
    base: Url,
}

/// Whether Meum can be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// Meum answered, or a server in front of it did.
    Answered {
        /// The server's clock, in Unix seconds.
        date: Option<i64>,
    },
    /// The network answered in Meum's name, as a hotel's sign-in page does.
    OtherPage,
    /// No answer came.
    Failed(HttpError),
}

/// What came back from *connect*.
#[derive(Debug)]
pub enum ConnectReply {
    /// A key and a secret, or one of them; then `facts.missing` names the other.
    Issued(Box<ConnectFacts>, Issued),
    /// Meum refused, or the request never left this computer: nothing was done.
    Refused(Problem),
    /// The request left, and no answer came that says what Meum did.
    Unknown(Problem),
    /// Meum answered, with neither a key nor a secret.
    WithoutCredentials(Problem),
}

/// `WooConnectRequest` of Meum's OpenAPI. An optional field that we do not know is left out.
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
    /// The way to Meum at this address. Keys go there: it must be https, or this computer.
    pub fn at(http: Http, base: Url) -> Self {
        Self { http, base }
    }

    /// The same way, for the diagnosis that this client is under way with.
    #[must_use]
    pub(super) fn within_bounds_of(self, http: &Http) -> Self {
        Self { http: self.http.sharing_bounds(http), ..self }
    }

    /// Registers or reconnects the shop. Sends the request once: sent again, it would replace the key
    /// that Meum issued the first time.
    pub async fn connect(&self, key: &Secret, request: &ConnectRequest) -> ConnectReply {
        let body = ConnectBody {
            webhook_url: &request.webhook_url,
            site_url: &request.site_url,
            plugin_version: request.plugin_version.as_ref().map(PlainText::as_str),
            wordpress_version: request.wordpress_version.as_ref().map(PlainText::as_str),
            woocommerce_version: request.woocommerce_version.as_ref().map(PlainText::as_str),
        };
        let Ok(body) = serde_json::to_vec(&body) else {
            return ConnectReply::Refused(Problem::new(ProblemKind::MeumFault));
        };
        match self.send(Method::POST, CONNECT, key, Some(body)).await {
            Ok(answer) => read_connect(&answer),
            Err(error) if error.never_left() => ConnectReply::Refused(unreachable(CONNECT, &error)),
            Err(error) => ConnectReply::Unknown(lost(&format!("POST /{CONNECT} · {error}"))),
        }
    }

    /// Reads the integration's status, with the key that Meum issued or with a connection key.
    ///
    /// # Errors
    /// Meum's refusal, or that it cannot be reached.
    pub async fn status(&self, key: &Secret) -> Result<StatusFacts, Problem> {
        let answer = self.send(Method::GET, STATUS, key, None).await.map_err(|error| unreachable(STATUS, &error))?;
        read_status(&answer)
    }

    /// Ends the integration, with the key that Meum issued. Sends the request once.
    ///
    /// # Errors
    /// Meum's refusal; or that no answer came, and the integration may have ended all the same.
    pub async fn disconnect(&self, key: &Secret) -> Result<Ending, Problem> {
        match self.send(Method::POST, DISCONNECT, key, None).await {
            Ok(answer) if answer.status == 404 && !is_object(&answer) => self.is_ended(key, &answer).await,
            Ok(answer) => read_disconnect(&answer),
            Err(error) if error.never_left() => Err(unreachable(DISCONNECT, &error)),
            Err(error) => {
                let line = format!("POST /{DISCONNECT} · {error}");
                Err(Problem::new(ProblemKind::DisconnectAnswerLost).with_technical(&line))
            }
        }
    }

    /// Finds out what a 404 without JSON means: Meum knows of no connection, or something in front of
    /// Meum answered. Asking for the status changes nothing, and its answer tells.
    async fn is_ended(&self, key: &Secret, answer: &Answer) -> Result<Ending, Problem> {
        let refused = read_disconnect(answer);
        let Ok(status) = self.send(Method::GET, STATUS, key, None).await else { return refused };
        if knows_no_connection(&status) {
            return Ok(Ending::AlreadyDisconnected);
        }
        if status.status == 429 {
            return Err(refusal::read(&status).with_technical(&technical("GET", STATUS, &status)));
        }
        refused.map_err(|mut problem| {
            problem.tried.extend(Technical::new(&technical("GET", STATUS, &status)));
            problem
        })
    }

    /// Asks `GET /health`, without any key. If even Meum does not answer, the network is broken and
    /// not the shop.
    pub async fn health(&self) -> Health {
        let Ok(url) = self.base.join("health") else { return Health::Failed(HttpError::Unsendable) };
        match self.http.send(Request { limit: HEALTH_LIMIT, ..Request::get(url) }).await {
            Err(error) => Health::Failed(error),
            // A network that wants a sign-in answers with a redirect, a page, or 511 (RFC 6585).
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
        // Meum sends a new key only once, so an answer that breaks off is read as far as it came.
        let partly = route == CONNECT;
        let mut request = Request { method: method.clone(), body, limit: MEUM_LIMIT, partly, ..Request::get(url) };
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
    technical_with(method, route, answer, answer.json().as_ref())
}

/// The technical line of an answer whose JSON was read before.
fn technical_with(method: &str, route: &str, answer: &Answer, json: Option<&Value>) -> String {
    let code = refusal::code(json).unwrap_or_default();
    let cut = answer.cut.as_ref().map(|cut| format!(" · {cut}")).unwrap_or_default();
    format!("{method} /{route} · {} {code} · {} ms{cut}", answer.status, answer.took.as_millis())
}

fn unreachable(route: &str, error: &HttpError) -> Problem {
    Problem::new(ProblemKind::MeumUnreachable).with_technical(&format!("/{route} · {error}"))
}

fn lost(line: &str) -> Problem {
    Problem::new(ProblemKind::ConnectAnswerLost).with_technical(line)
}

/// Reads an answer to *connect*.
pub(super) fn read_connect(answer: &Answer) -> ConnectReply {
    let line = technical("POST", CONNECT, answer);
    match answer.status {
        200..=299 => {}
        // Meum refuses in one of its own shapes: nothing was done.
        400 | 403 | 404 | 409 | 422 if refusal::is_meums(answer) => {
            return ConnectReply::Refused(refusal::read(answer).with_technical(&line));
        }
        // Whoever answers so, Meum or something in front of it, has not worked on the request: it does
        // not take the key, or it asks us to slow down.
        401 | 429 => return ConnectReply::Refused(refusal::read(answer).with_technical(&line)),
        // Meum may have worked on the request behind any other answer, such as a proxy's fault page.
        _ => return ConnectReply::Unknown(lost(&line)),
    }
    let Some(fields) = issued::fields(&answer.body, answer.json()) else {
        return ConnectReply::Unknown(lost(&line));
    };
    let loose = Loose::of(&fields);
    let Some(issued) = issued::read(loose) else {
        return ConnectReply::WithoutCredentials(
            Problem::new(ProblemKind::MeumCredentialsMissing).with_technical(&line),
        );
    };
    // EXPOSE: only the first characters leave; Meum's own pages show them too.
    let key_prefix = issued.api_key().and_then(|key| shown_prefix(key.expose()));
    ConnectReply::Issued(Box::new(ConnectFacts { key_prefix, missing: issued.missing(), ..facts(loose) }), issued)
}

fn facts(loose: Loose<'_>) -> ConnectFacts {
    ConnectFacts {
        store_id: loose.get("store_id").text(),
        store_name: loose.get("store_name").text(),
        integration_id: loose.get("integration_id").text(),
        installation_id: loose.get("installation_id").text(),
        webhook_id: loose.get("webhook_id").text(),
        site_url: loose.get("site_url").text(),
        webhook_url: loose.get("webhook_url").text(),
        status: loose.get("status").text(),
        key_prefix: None,
        missing: None,
        credentials_rotated: loose.get("credentials_rotated").yes(),
        payout_configured: loose.get("payout_configured").yes(),
        warning: loose.get("warning").text(),
    }
}

fn is_object(answer: &Answer) -> bool {
    answer.json().is_some_and(|json| json.is_object())
}

/// Whether this status, asked for with the key of a shop's own connection, says that there is no
/// connection: Meum says so, or does not know the key or the shop. A page is not Meum's word.
fn knows_no_connection(status: &Answer) -> bool {
    match status.status {
        200 => read_status(status).is_ok_and(|facts| facts.says_connected() == Some(false)),
        401 => true,
        404 => !status.body.trim_ascii_start().starts_with(b"<"),
        _ => false,
    }
}

/// Reads an answer to *disconnect*. A 404 in JSON means that nothing is left to disconnect. Behind a
/// success that is not Meum's, or a server's fault, Meum may have disconnected the shop.
pub(super) fn read_disconnect(answer: &Answer) -> Result<Ending, Problem> {
    let json = answer.json().filter(Value::is_object);
    let denied = json.as_ref().is_some_and(|json| Loose::of(json).get("disconnected").yes() == Some(false));
    let refused = refusal::is_meums(answer);
    let kind = match answer.status {
        200 if json.is_some() && !denied && !refused => return Ok(Ending::Disconnected),
        404 if json.is_some() => return Ok(Ending::AlreadyDisconnected),
        403 if refused => ProblemKind::DisconnectForbidden,
        401 | 429 => refusal::read(answer).kind,
        200..=299 if !denied && !refused => ProblemKind::DisconnectAnswerLost,
        500..=599 if !refused => ProblemKind::DisconnectAnswerLost,
        _ => ProblemKind::MeumFault,
    };
    let line = technical("POST", DISCONNECT, answer);
    Err(Problem { kind, ..refusal::read(answer) }.with_technical(&line))
}

/// The most issues that are read; Meum sends a handful.
const MOST_ISSUES: usize = 20;

/// Reads an answer to *status*.
pub(super) fn read_status(answer: &Answer) -> Result<StatusFacts, Problem> {
    // Asked every half minute, for each shop: the answer is read once.
    let json = answer.json();
    let line = technical_with("GET", STATUS, answer, json.as_ref());
    match json {
        Some(json) if answer.status == 200 && json.is_object() => {
            Ok(StatusFacts { request: Technical::new(&line), ..status_facts(Loose::of(&json)) })
        }
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
        pending_key_prefix: loose.get("pending_connection_key").get("key_prefix").text().map(cut_prefix),
        pending_key_expires_at: loose.get("pending_connection_key").get("expires_at").moment(),
        connected: loose.get("connected").yes(),
        payout_configured: loose.get("payout_configured").yes(),
        warning: loose.get("warning").text(),
        request: None,
    }
}

/// Cuts what Meum calls a prefix to twelve characters: if it were a whole key, the screen must not
/// show it.
fn cut_prefix(prefix: PlainText) -> PlainText {
    let short: String = prefix.as_str().chars().take(PREFIX_LENGTH).collect();
    PlainText::from_outside(&short).unwrap_or(prefix)
}
