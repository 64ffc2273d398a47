//! HTTP with bounds: no redirect is followed by itself, bodies and times are limited, nothing is
//! retried, and every failure has a name. TLS trusts what the operating system trusts.

mod answer;
mod error;
mod names;

pub use answer::Answer;
pub(super) use error::clean;
pub use error::{HttpError, LONGEST_NAME, MOST_NAMES};
pub use names::{Lookup, Resolved};

use error::{after_sending, name};
use hyper_util::client::proxy::matcher::Matcher;
use names::Names;
use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Certificate, Client, ClientBuilder, Method, Url};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Largest body read, in bytes, after decompression. A trimmed index is half a kilobyte.
pub const MAX_BODY: usize = 2 * 1024 * 1024;
/// A host that does not even connect within this time is called dead; all its addresses share it.
const CONNECT_LIMIT: Duration = Duration::from_secs(8);
/// A whole exchange with a shop.
pub const SHOP_LIMIT: Duration = Duration::from_secs(10);
/// A whole exchange with Meum; connecting may take it a while.
pub const MEUM_LIMIT: Duration = Duration::from_secs(30);

/// A request. Keys are in `headers`, as sensitive values; the hand-over has secrets in its `body`,
/// so a request is never printed.
pub struct Request {
    /// The method.
    pub method: Method,
    /// The address. Its query may hold a signature, or the keys themselves where their header does
    /// not arrive: only its path is ever logged.
    pub url: Url,
    /// Headers beside the usual ones.
    pub headers: HeaderMap,
    /// A JSON body.
    pub body: Option<Vec<u8>>,
    /// For the whole exchange.
    pub limit: Duration,
    /// Whether an answer that breaks off is given as far as it came.
    pub partly: bool,
}

impl Request {
    /// A GET within a shop's time limit.
    pub fn get(url: Url) -> Self {
        Self { method: Method::GET, url, headers: HeaderMap::new(), body: None, limit: SHOP_LIMIT, partly: false }
    }
}

/// What a client trusts and resolves beyond the ordinary; empty for the real world.
#[derive(Clone, Debug, Default)]
pub struct Beyond {
    /// PEM of authorities to trust as well.
    pub authority: Option<String>,
    /// Names with fixed addresses.
    pub resolved: Vec<Resolved>,
    /// Goes past any proxy: what is on this computer needs none, and must not leave it.
    pub no_proxy: bool,
}

/// Time and names as a test has them; the real world has its own.
#[derive(Clone, Debug)]
pub struct Conditions {
    /// How many times sooner every limit of time is over: a limit of ten seconds is met in one with
    /// 10. Nought counts as 1, which is the real world's.
    pub haste: u32,
    /// Asked for every new connection, before the fixed names and the operating system.
    pub lookup: Option<Lookup>,
}

impl Default for Conditions {
    fn default() -> Self {
        Self { haste: 1, lookup: None }
    }
}

/// The HTTP client of one world.
#[derive(Debug, Clone)]
pub struct Http {
    client: Client,
    /// For plain http, which carries no key: a practice shop has another port for it.
    plain: Client,
    names: Names,
    haste: u32,
    /// The proxies this computer is set to use, when they are used.
    proxies: Option<Arc<Matcher>>,
}

impl Http {
    /// Builds the client.
    ///
    /// # Errors
    /// When the operating system's trust store cannot be used.
    pub fn new(beyond: &Beyond) -> Result<Self, reqwest::Error> {
        Self::under(beyond, Conditions::default())
    }

    /// Builds the client with a test's own time and names.
    ///
    /// # Errors
    /// When the operating system's trust store cannot be used.
    pub fn under(beyond: &Beyond, conditions: Conditions) -> Result<Self, reqwest::Error> {
        let haste = conditions.haste.max(1);
        let names = Names::with(&beyond.resolved, conditions.lookup);
        let builder = |names| {
            let builder = bounded(names, CONNECT_LIMIT / haste);
            if beyond.no_proxy { builder.no_proxy() } else { builder }
        };
        let client = match &beyond.authority {
            Some(pem) => builder(names.clone()).tls_certs_merge(Certificate::from_pem_bundle(pem.as_bytes())?),
            None => builder(names.clone()),
        };
        let proxies = (!beyond.no_proxy).then(|| Arc::new(Matcher::from_system()));
        Ok(Self { client: client.build()?, plain: builder(names.plain()).build()?, names, haste, proxies })
    }

    /// The addresses this name has here; none is connected to. A proxy may know others.
    ///
    /// # Errors
    /// [`HttpError::HostNotFound`], or [`HttpError::ConnectTimedOut`] when nobody says.
    pub async fn addresses(&self, host: &str) -> Result<Vec<IpAddr>, HttpError> {
        self.names.addresses(host, CONNECT_LIMIT / self.haste).await
    }

    /// Where to connect for this host and port.
    pub(super) async fn sockets(&self, host: &str, port: u16) -> Result<Vec<SocketAddr>, HttpError> {
        self.names.sockets(host, port, CONNECT_LIMIT / self.haste).await
    }

    /// Whether this address is asked for through a proxy.
    pub(super) fn proxied(&self, url: &Url) -> bool {
        let Some(proxies) = &self.proxies else { return false };
        url.as_str().parse().is_ok_and(|uri| proxies.intercept(&uri).is_some())
    }

    /// Sends a request once and reads the whole answer.
    ///
    /// # Errors
    /// The name of what went wrong; see [`HttpError::never_left`].
    pub async fn send(&self, request: Request) -> Result<Answer, HttpError> {
        let started = Instant::now();
        let proxied = self.proxied(&request.url);
        let client = if request.url.scheme() == "http" { &self.plain } else { &self.client };
        let mut builder = client
            .request(request.method, request.url)
            .timeout(request.limit / self.haste)
            .header("accept", "application/json")
            .headers(request.headers);
        if let Some(body) = request.body {
            builder = builder.header("content-type", "application/json").body(body);
        }
        let mut response = builder.send().await.map_err(|error| name(&error))?;
        let status = response.status().as_u16();
        let peer = response.remote_addr().filter(|_| !proxied);
        let headers = std::mem::take(response.headers_mut());
        let mut body = Vec::new();
        let cut = match read_into(&mut body, &mut response).await {
            Ok(()) => None,
            Err(cut) if request.partly => Some(cut),
            Err(error) => return Err(error),
        };
        Ok(Answer { status, headers, body, took: started.elapsed(), peer, cut })
    }
}

/// Reads a body, never more than [`MAX_BODY`].
async fn read_into(body: &mut Vec<u8>, response: &mut reqwest::Response) -> Result<(), HttpError> {
    while let Some(chunk) = response.chunk().await.map_err(|error| after_sending(&error))? {
        if body.len() + chunk.len() > MAX_BODY {
            return Err(HttpError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(())
}

/// A client without memory or patience: no cookies, no redirects, no second try.
fn bounded(names: Names, connecting: Duration) -> ClientBuilder {
    Client::builder()
        .user_agent(concat!("MeumConnect/", env!("CARGO_PKG_VERSION")))
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .connect_timeout(connecting)
        .dns_resolver(Arc::new(names))
}

/// A header value that logs as `Sensitive`.
pub fn sensitive(text: &str) -> Result<HeaderValue, HttpError> {
    let mut value = HeaderValue::from_str(text).map_err(|_| HttpError::Unsendable)?;
    value.set_sensitive(true);
    Ok(value)
}

#[cfg(test)]
#[path = "http/proxy_tests.rs"]
mod proxy_tests;
