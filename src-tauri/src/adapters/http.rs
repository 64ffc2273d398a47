//! HTTP within bounds. The client follows no redirect, sends nothing twice, and limits the size and
//! the time of every answer. Every failure has a name ([`HttpError`]). TLS trusts the authorities that
//! the operating system trusts.

mod answer;
mod budget;
mod coding;
mod error;
mod families;
mod names;
mod proxies;
mod simply;

pub use answer::Answer;
pub use budget::{Budget, LONGEST, MOST_REQUESTS};
pub(super) use error::clean;
pub use error::{HttpError, LONGEST_NAME, MOST_NAMES, Unsuitable};
pub use names::{Lookup, Resolved};

use error::{after_sending, ended_without_a_word, name};
use names::Names;
use proxies::Proxies;
use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::tls::TlsInfo;
use reqwest::{Client, ClientBuilder, Method, Url};
use simply::Simply;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// The largest body that is read, in bytes, after decompression. A trimmed index has half a kilobyte.
pub const MAX_BODY: usize = 2 * 1024 * 1024;
/// How long a connection may take; all addresses of a host share it.
const CONNECT_LIMIT: Duration = Duration::from_secs(8);
/// How long a connection is kept that nobody uses. The questions of one look follow each other at once. The next
/// look comes after minutes, and Meum is asked every 30 seconds: until then it would only keep memory, some 30 KiB
/// here and more at the shop.
const KEPT: Duration = Duration::from_millis(500);
/// What the app calls itself.
pub const USER_AGENT: &str = concat!("MeumConnect/", env!("CARGO_PKG_VERSION"));
/// How long a whole exchange with a shop may take.
pub const SHOP_LIMIT: Duration = Duration::from_secs(10);
/// How long a whole exchange with Meum may take; *connect* may take Meum a while.
pub const MEUM_LIMIT: Duration = Duration::from_secs(30);

/// A request. It has no `Debug`: its headers and its query may hold keys, and the body of a hand-over
/// holds secrets.
pub struct Request {
    /// The HTTP method.
    pub method: Method,
    /// The address. Its query may hold a signature, or the keys themselves where a shop does not see
    /// their header: only its path may be logged.
    pub url: Url,
    /// Headers in addition to the usual ones. Keys are marked sensitive.
    pub headers: HeaderMap,
    /// A JSON body.
    pub body: Option<Vec<u8>>,
    /// How long the whole exchange may take.
    pub limit: Duration,
    /// Accepts an answer that breaks off, as far as it came.
    pub partly: bool,
}

impl Request {
    /// A GET without keys, within [`SHOP_LIMIT`].
    pub fn get(url: Url) -> Self {
        Self { method: Method::GET, url, headers: HeaderMap::new(), body: None, limit: SHOP_LIMIT, partly: false }
    }

    /// The same request for a second try, if it may be sent twice: one that changes nothing.
    #[must_use]
    pub fn again(&self) -> Option<Self> {
        let Self { method, url, headers, limit, partly, .. } = self;
        let harmless = self.body.is_none() && matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS);
        harmless.then(|| Self {
            method: method.clone(),
            url: url.clone(),
            headers: headers.clone(),
            body: None,
            limit: *limit,
            partly: *partly,
        })
    }
}

/// What a client of the practice world or of a test trusts and resolves in addition; empty for the
/// real world.
#[derive(Clone, Debug, Default)]
pub struct Beyond {
    /// More trusted authorities, as PEM.
    pub authority: Option<String>,
    /// Names with fixed addresses.
    pub resolved: Vec<Resolved>,
    /// Uses no proxy: a request to this computer must not leave it.
    pub no_proxy: bool,
}

/// Time and names as a test wants them. The default is the real world's.
#[derive(Clone, Debug)]
pub struct Conditions {
    /// Divides every time limit: with 10, ten seconds are over after one. 0 counts as 1, the default.
    pub haste: u32,
    /// Resolves names for every new connection, before the fixed names and the operating system.
    pub lookup: Option<Lookup>,
}

impl Default for Conditions {
    fn default() -> Self {
        Self { haste: 1, lookup: None }
    }
}

/// The HTTP client of one world. A clone shares its connections.
#[derive(Debug, Clone)]
pub struct Http {
    client: Client,
    /// The client for plain http, which carries no key: a practice shop has another port for it.
    plain: Client,
    /// For a second try.
    simply: Arc<Simply>,
    names: Names,
    haste: u32,
    /// The proxies that this computer is set to use; `None` if the client uses none.
    proxies: Option<Arc<Proxies>>,
    /// What the diagnosis under way may still cost.
    budget: Option<Budget>,
}

impl Http {
    /// Builds the client of a world.
    ///
    /// # Errors
    /// When the operating system's trust store cannot be used.
    pub fn new(beyond: &Beyond) -> Result<Self, reqwest::Error> {
        Self::under(beyond, Conditions::default())
    }

    /// Builds a client with a test's time and names.
    ///
    /// # Errors
    /// When the operating system's trust store cannot be used.
    pub fn under(beyond: &Beyond, conditions: Conditions) -> Result<Self, reqwest::Error> {
        let haste = conditions.haste.max(1);
        let names = Names::with(&beyond.resolved, conditions.lookup);
        let proxies = (!beyond.no_proxy).then(|| Arc::new(Proxies::of_system()));
        let simply = Simply::new(beyond, &names, CONNECT_LIMIT / haste, proxies.clone());
        let client = simply.trusting(bounded(names.clone(), CONNECT_LIMIT / haste))?.build()?;
        let plain = simply.proxied(bounded(names.plain(), CONNECT_LIMIT / haste))?.build()?;
        Ok(Self { client, plain, simply: Arc::new(simply), names, haste, proxies, budget: None })
    }

    /// The same client for one diagnosis: at most [`MOST_REQUESTS`] within [`LONGEST`], of all its clones
    /// together. Within another diagnosis it stays that one's.
    #[must_use]
    pub fn within_bounds(self) -> Self {
        let budget = self.budget.clone().unwrap_or_else(|| Budget::new(MOST_REQUESTS, self.sooner(LONGEST)));
        Self { budget: Some(budget), ..self }
    }

    /// The same client for the diagnosis that the other one is under way with.
    #[must_use]
    pub(super) fn sharing_bounds(self, other: &Self) -> Self {
        Self { budget: other.budget.clone(), ..self }
    }

    /// What the diagnosis under way may still cost; `None` outside of one.
    pub fn budget(&self) -> Option<&Budget> {
        self.budget.as_ref()
    }

    /// How long this is in a test that is in haste.
    pub(super) fn sooner(&self, limit: Duration) -> Duration {
        limit / self.haste
    }

    /// Looks up a name's addresses and connects to none. A proxy may know others.
    ///
    /// # Errors
    /// [`HttpError::HostNotFound`], or [`HttpError::ConnectTimedOut`] when no name server answers.
    pub async fn addresses(&self, host: &str) -> Result<Vec<IpAddr>, HttpError> {
        self.names.addresses(host, CONNECT_LIMIT / self.haste).await
    }

    /// Looks up where to connect for this host and port.
    pub(super) async fn sockets(&self, host: &str, port: u16) -> Result<Vec<SocketAddr>, HttpError> {
        self.names.sockets(host, port, CONNECT_LIMIT / self.haste).await
    }

    /// Whether a request to this address goes through a proxy.
    pub(super) fn proxied(&self, url: &Url) -> bool {
        self.proxies.as_ref().is_some_and(|proxies| proxies.are_asked(url))
    }

    /// Sends a request once and reads the whole answer.
    ///
    /// # Errors
    /// Why there is no whole answer. [`HttpError::never_left`] says whether the request may have left.
    pub async fn send(&self, request: Request) -> Result<Answer, HttpError> {
        let url = request.url.clone();
        let client = if url.scheme() == "http" { &self.plain } else { &self.client };
        match (self.exchange(client, request).await, &self.proxies) {
            (Err(HttpError::ProxyRefused), Some(proxies)) => Err(proxies.refusal(&url).await),
            (answer, _) => answer,
        }
    }

    /// Sends a request in the simplest way there is: over a connection of its own, in HTTP/1.1, and
    /// without taking compressed answers. Some servers break in just one of these.
    ///
    /// # Errors
    /// As [`Self::send`].
    pub async fn send_simply(&self, request: Request) -> Result<Answer, HttpError> {
        match self.simply.client() {
            Some(client) => self.exchange(client, request).await,
            None => Err(HttpError::Unsendable),
        }
    }

    async fn exchange(&self, client: &Client, request: Request) -> Result<Answer, HttpError> {
        let started = Instant::now();
        let proxied = self.proxied(&request.url);
        if proxied && self.proxies.as_ref().is_some_and(|proxies| proxies.are_unknown()) {
            return Err(HttpError::ProxyUnknown);
        }
        let limit = match &self.budget {
            Some(budget) => budget.take()?.min(self.sooner(request.limit)),
            None => self.sooner(request.limit),
        };
        let mut builder = client
            .request(request.method, request.url)
            .timeout(limit)
            .header("accept", "application/json")
            .headers(request.headers);
        if let Some(body) = request.body {
            builder = builder.header("content-type", "application/json").body(body);
        }
        let mut response = builder.send().await.map_err(|error| through(proxied, name(&error)))?;
        let status = response.status().as_u16();
        let peer = if proxied { None } else { response.remote_addr() };
        let shown = response.extensions_mut().remove::<TlsInfo>();
        let certificate = shown.and_then(|shown| shown.peer_certificate().map(<[u8]>::to_vec));
        let mut headers = std::mem::take(response.headers_mut());
        let mut body = Vec::new();
        let until_end = !["content-length", "transfer-encoding"].iter().any(|name| headers.contains_key(*name));
        let cut = match read_into(&mut body, &mut response, until_end).await {
            Ok(()) => None,
            Err(cut) if request.partly => Some(cut),
            Err(error) => return Err(error),
        };
        let body = coding::undone(&mut headers, body)?;
        Ok(Answer { status, headers, body, took: started.elapsed(), peer, certificate, cut })
    }
}

/// The failure of a request that went through a proxy or not. Without a tunnel nobody spoke to the host: no
/// time that ran out and no refusal is the host's.
fn through(proxied: bool, error: HttpError) -> HttpError {
    match error {
        HttpError::ConnectTimedOut if proxied => HttpError::ProxySilent,
        HttpError::NotConnected | HttpError::NoWay | HttpError::NotTls if proxied => HttpError::ProxyRefused,
        error => error,
    }
}

/// Reads a body of at most [`MAX_BODY`] bytes. After an error, `body` holds what had come. Where the answer goes on until
/// the connection ends (`until_end`), many servers end it without the word that TLS has for that: what is whole all the
/// same is an answer.
async fn read_into(body: &mut Vec<u8>, response: &mut reqwest::Response, until_end: bool) -> Result<(), HttpError> {
    loop {
        let chunk = match response.chunk().await {
            Ok(Some(chunk)) => chunk,
            Ok(None) => return Ok(()),
            Err(error) if until_end && ended_without_a_word(&error) && is_whole(body) => return Ok(()),
            Err(error) => return Err(after_sending(&error)),
        };
        if body.len() + chunk.len() > MAX_BODY {
            return Err(HttpError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
}

/// Whether a body shows its own end: JSON that closes all that it opens, or a page that closes itself.
fn is_whole(body: &[u8]) -> bool {
    const END: &[u8] = b"</html>";
    let body = body.trim_ascii_end();
    let page = body.get(body.len().saturating_sub(END.len())..).is_some_and(|end| end.eq_ignore_ascii_case(END));
    let closes = body.starts_with(b"{") || body.starts_with(b"[");
    page || closes && serde_json::from_slice::<serde::de::IgnoredAny>(body).is_ok()
}

/// Some shops send a cookie or a link each for many things. A hundred is hyper's usual limit, and no rule of HTTP's.
const MOST_HEADERS: usize = 500;

/// A client without cookies, redirects or second tries. It reads some heads that break the rules of
/// HTTP/1.1 and that browsers read as well.
fn bounded(names: Names, connecting: Duration) -> ClientBuilder {
    Client::builder()
        .user_agent(USER_AGENT)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .connect_timeout(connecting)
        .pool_idle_timeout(KEPT)
        .tls_info(true)
        .http1_allow_spaces_after_header_name_in_responses(true)
        .http1_allow_obsolete_multiline_headers_in_responses(true)
        .http1_ignore_invalid_headers_in_responses(true)
        .http1_max_headers(MOST_HEADERS)
        .dns_resolver(Arc::new(names))
}

/// A header value that prints as `Sensitive`.
///
/// # Errors
/// [`HttpError::Unsendable`] when the text has characters that a header cannot carry.
pub fn sensitive(text: &str) -> Result<HeaderValue, HttpError> {
    let mut value = HeaderValue::from_str(text).map_err(|_| HttpError::Unsendable)?;
    value.set_sensitive(true);
    Ok(value)
}

#[cfg(test)]
#[path = "http/proxy_tests.rs"]
mod proxy_tests;
