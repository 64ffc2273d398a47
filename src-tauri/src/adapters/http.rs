//! HTTP with bounds: no redirect is followed by itself, bodies and times are limited, nothing is
//! retried, and every failure has a name. TLS trusts what the operating system trusts.

use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Certificate, Client, Method, Url};
use std::error::Error as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Largest body read, in bytes, after decompression. A trimmed index is half a kilobyte.
pub const MAX_BODY: usize = 2 * 1024 * 1024;
/// A host that does not even connect within this time is called dead.
const CONNECT_LIMIT: Duration = Duration::from_secs(8);
/// A whole exchange with a shop.
pub const SHOP_LIMIT: Duration = Duration::from_secs(10);
/// A whole exchange with Meum; connecting may take it a while.
pub const MEUM_LIMIT: Duration = Duration::from_secs(30);

/// Why no answer came.
#[derive(Debug, thiserror::Error, Clone, Copy, PartialEq, Eq)]
pub enum HttpError {
    /// The name does not resolve.
    #[error("no such host")]
    HostNotFound,
    /// The host refuses connections.
    #[error("connection refused")]
    Refused,
    /// No connection within the limit.
    #[error("timed out while connecting")]
    ConnectTimedOut,
    /// No complete answer within the limit.
    #[error("timed out while waiting for the answer")]
    TimedOut,
    /// The certificate has run out, or is not valid yet.
    #[error("certificate expired")]
    CertificateExpired,
    /// The certificate is for another name.
    #[error("certificate is for another name")]
    CertificateWrongName,
    /// The certificate's issuer is not trusted.
    #[error("certificate is not trusted")]
    CertificateUntrusted,
    /// No secure connection could be agreed on.
    #[error("tls handshake failed")]
    Handshake,
    /// The connection could not be made for another reason.
    #[error("could not connect")]
    NotConnected,
    /// The connection broke, or what came was not HTTP.
    #[error("connection broke before the answer was complete")]
    Broken,
    /// The body is larger than any answer could be.
    #[error("answer too large")]
    TooLarge,
    /// The request could not be built; a bug or a hostile address.
    #[error("request could not be built")]
    Unsendable,
}

impl HttpError {
    /// Whether the request certainly never left this computer.
    pub fn never_left(self) -> bool {
        match self {
            Self::HostNotFound
            | Self::Refused
            | Self::ConnectTimedOut
            | Self::CertificateExpired
            | Self::CertificateWrongName
            | Self::CertificateUntrusted
            | Self::Handshake
            | Self::NotConnected
            | Self::Unsendable => true,
            Self::TimedOut | Self::Broken | Self::TooLarge => false,
        }
    }
}

/// A request. Keys are in `headers`, as sensitive values; the hand-over has secrets in its `body`,
/// so a request is never printed.
pub struct Request {
    /// The method.
    pub method: Method,
    /// The address, without secrets.
    pub url: Url,
    /// Headers beside the usual ones.
    pub headers: HeaderMap,
    /// A JSON body.
    pub body: Option<Vec<u8>>,
    /// For the whole exchange.
    pub limit: Duration,
}

impl Request {
    /// A GET within a shop's time limit.
    pub fn get(url: Url) -> Self {
        Self { method: Method::GET, url, headers: HeaderMap::new(), body: None, limit: SHOP_LIMIT }
    }
}

/// An answer, whole and bounded.
#[derive(Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// The body; may hold secrets, so it is never logged.
    pub body: Vec<u8>,
    /// How long the exchange took.
    pub took: Duration,
}

impl Answer {
    /// The body as JSON, after a byte-order mark if there is one.
    pub fn json(&self) -> Option<serde_json::Value> {
        let body = self.body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.body);
        serde_json::from_slice(body).ok()
    }

    /// A header as text, if it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

/// A name that resolves to a fixed loopback address: the practice shop's.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The host name.
    pub host: String,
    /// Where it is.
    pub at: SocketAddr,
}

/// What a client trusts and resolves beyond the ordinary; empty for the real world.
#[derive(Clone, Debug, Default)]
pub struct Beyond {
    /// PEM of authorities to trust as well.
    pub authority: Option<String>,
    /// A name with a fixed address.
    pub resolved: Option<Resolved>,
    /// Goes past any proxy: what is on this computer needs none, and must not leave it.
    pub no_proxy: bool,
}

/// The HTTP client of one world.
#[derive(Debug, Clone)]
pub struct Http {
    client: Client,
}

impl Http {
    /// Builds the client.
    ///
    /// # Errors
    /// When the operating system's trust store cannot be used.
    pub fn new(beyond: &Beyond) -> Result<Self, reqwest::Error> {
        let mut builder = Client::builder()
            .user_agent(concat!("MeumConnect/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .connect_timeout(CONNECT_LIMIT)
            .dns_resolver(Arc::new(Names(beyond.resolved.clone())));
        if beyond.no_proxy {
            builder = builder.no_proxy();
        }
        if let Some(pem) = &beyond.authority {
            builder = builder.tls_certs_merge(Certificate::from_pem_bundle(pem.as_bytes())?);
        }
        Ok(Self { client: builder.build()? })
    }

    /// Sends a request once and reads the whole answer.
    ///
    /// # Errors
    /// The name of what went wrong; see [`HttpError::never_left`].
    pub async fn send(&self, request: Request) -> Result<Answer, HttpError> {
        let started = Instant::now();
        let mut builder = self
            .client
            .request(request.method, request.url)
            .timeout(request.limit)
            .header("accept", "application/json")
            .headers(request.headers);
        if let Some(body) = request.body {
            builder = builder.header("content-type", "application/json").body(body);
        }
        let mut response = builder.send().await.map_err(|error| name(&error))?;
        let status = response.status().as_u16();
        let headers = std::mem::take(response.headers_mut());
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| after_sending(&error))? {
            if body.len() + chunk.len() > MAX_BODY {
                return Err(HttpError::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer { status, headers, body, took: started.elapsed() })
    }
}

/// A header value that logs as `Sensitive`.
pub fn sensitive(text: &str) -> Result<HeaderValue, HttpError> {
    let mut value = HeaderValue::from_str(text).map_err(|_| HttpError::Unsendable)?;
    value.set_sensitive(true);
    Ok(value)
}

fn after_sending(error: &reqwest::Error) -> HttpError {
    if error.is_timeout() { HttpError::TimedOut } else { HttpError::Broken }
}

fn name(error: &reqwest::Error) -> HttpError {
    if error.is_builder() {
        return HttpError::Unsendable;
    }
    if !error.is_connect() {
        return after_sending(error);
    }
    let named = error.source().and_then(named_cause);
    named.unwrap_or(if error.is_timeout() { HttpError::ConnectTimedOut } else { HttpError::NotConnected })
}

/// Looks for a cause with a name. An `io::Error` hides what it wraps from the chain of sources,
/// sometimes twice over.
fn named_cause(cause: &(dyn std::error::Error + 'static)) -> Option<HttpError> {
    if cause.downcast_ref::<NoSuchHost>().is_some() {
        return Some(HttpError::HostNotFound);
    }
    if let Some(tls) = cause.downcast_ref::<rustls::Error>() {
        return Some(name_tls(tls));
    }
    if let Some(io) = cause.downcast_ref::<std::io::Error>() {
        if io.kind() == std::io::ErrorKind::ConnectionRefused {
            return Some(HttpError::Refused);
        }
        if let Some(named) = io.get_ref().and_then(|inner| named_cause(inner)) {
            return Some(named);
        }
    }
    cause.source().and_then(named_cause)
}

fn name_tls(error: &rustls::Error) -> HttpError {
    use rustls::CertificateError as Certificate;
    let rustls::Error::InvalidCertificate(reason) = error else { return HttpError::Handshake };
    match reason {
        Certificate::Expired
        | Certificate::ExpiredContext { .. }
        | Certificate::NotValidYet
        | Certificate::NotValidYetContext { .. } => HttpError::CertificateExpired,
        Certificate::NotValidForName | Certificate::NotValidForNameContext { .. } => HttpError::CertificateWrongName,
        _ => HttpError::CertificateUntrusted,
    }
}

#[derive(Debug, thiserror::Error)]
#[error("no such host")]
struct NoSuchHost;

/// The operating system's names, and the practice shop's.
struct Names(Option<Resolved>);

impl reqwest::dns::Resolve for Names {
    fn resolve(&self, name: reqwest::dns::Name) -> reqwest::dns::Resolving {
        let fixed = self.0.as_ref().filter(|resolved| resolved.host == name.as_str()).map(|resolved| resolved.at);
        Box::pin(async move {
            let found: Vec<SocketAddr> = match fixed {
                Some(address) => vec![address],
                None => tokio::net::lookup_host((name.as_str(), 0)).await.map_err(|_| NoSuchHost)?.collect(),
            };
            if found.is_empty() {
                return Err(NoSuchHost.into());
            }
            let addresses: reqwest::dns::Addrs = Box::new(found.into_iter());
            Ok(addresses)
        })
    }
}
