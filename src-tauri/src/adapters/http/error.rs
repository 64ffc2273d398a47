//! Why no answer came: each failure of name, network, proxy, TLS and HTTP gets a name of ours, with
//! the details the TLS library knows. It refuses to pass on any library's error: those print
//! addresses with everything in them.

use connect_core::plain::PlainText;
use rustls::CertificateError;
use std::error::Error;
use std::io;

/// Most names kept of a certificate; some have hundreds.
pub const MOST_NAMES: usize = 20;
/// Longest name kept: the longest there is in the DNS, in characters.
pub const LONGEST_NAME: usize = 253;

/// Why no answer came.
#[derive(Debug, thiserror::Error, Clone, PartialEq, Eq)]
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
    #[error("certificate {}", if *not_yet { "not valid yet" } else { "expired" })]
    CertificateExpired {
        /// When it ran out, or will begin, in Unix seconds; not every system's TLS tells.
        day: Option<i64>,
        /// It has not begun yet: more often this computer's clock than the certificate.
        not_yet: bool,
    },
    /// The certificate is for another name.
    #[error("certificate is for another name")]
    CertificateWrongName {
        /// The names it is for, cleaned, at most [`MOST_NAMES`]; not every system's TLS tells.
        presented: Vec<String>,
    },
    /// The certificate's issuer is not trusted.
    #[error("certificate is not trusted")]
    CertificateUntrusted,
    /// No secure connection could be agreed on.
    #[error("tls handshake failed")]
    Handshake,
    /// What answers where TLS belongs is something else, such as plain HTTP.
    #[error("no tls is spoken there")]
    NotTls,
    /// The proxy this computer is set to use cannot be reached.
    #[error("proxy cannot be reached")]
    ProxyUnreachable,
    /// The proxy does not let the connection through.
    #[error("proxy refused")]
    ProxyRefused,
    /// The proxy wants a name and a password.
    #[error("proxy needs sign-in")]
    ProxyNeedsSignIn,
    /// The connection could not be made for another reason, such as no network.
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
    pub fn never_left(&self) -> bool {
        match self {
            Self::HostNotFound
            | Self::Refused
            | Self::ConnectTimedOut
            | Self::CertificateExpired { .. }
            | Self::CertificateWrongName { .. }
            | Self::CertificateUntrusted
            | Self::Handshake
            | Self::NotTls
            | Self::ProxyUnreachable
            | Self::ProxyRefused
            | Self::ProxyNeedsSignIn
            | Self::NotConnected
            | Self::Unsendable => true,
            Self::TimedOut | Self::Broken | Self::TooLarge => false,
        }
    }
}

/// A name that leads nowhere, as the resolver tells the client.
#[derive(Debug, thiserror::Error)]
#[error("no such host")]
pub(super) struct NoSuchHost;

/// Names a failure after the request may have left.
pub(super) fn after_sending(error: &reqwest::Error) -> HttpError {
    if error.is_timeout() { HttpError::TimedOut } else { HttpError::Broken }
}

/// Names a failure of any moment.
pub(super) fn name(error: &reqwest::Error) -> HttpError {
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
fn named_cause(cause: &(dyn Error + 'static)) -> Option<HttpError> {
    if let Some(proxy) = name_proxy(cause) {
        return Some(proxy);
    }
    if cause.downcast_ref::<NoSuchHost>().is_some() {
        return Some(HttpError::HostNotFound);
    }
    if let Some(tls) = cause.downcast_ref::<rustls::Error>() {
        return Some(name_tls(tls));
    }
    if let Some(io) = cause.downcast_ref::<io::Error>() {
        if io.kind() == io::ErrorKind::ConnectionRefused {
            return Some(HttpError::Refused);
        }
        if let Some(named) = io.get_ref().and_then(|inner| named_cause(inner)) {
            return Some(named);
        }
    }
    cause.source().and_then(named_cause)
}

/// The client's error for a proxy has no public type, only a text. It is told before anything
/// else: what lies under it happened to the proxy, not to the host.
fn name_proxy(cause: &(dyn Error + 'static)) -> Option<HttpError> {
    match cause.to_string().strip_prefix("tunnel error: ")? {
        "proxy authorization required" => Some(HttpError::ProxyNeedsSignIn),
        "failed to create underlying connection" => Some(HttpError::ProxyUnreachable),
        _ => Some(HttpError::ProxyRefused),
    }
}

fn name_tls(error: &rustls::Error) -> HttpError {
    let reason = match error {
        rustls::Error::InvalidCertificate(reason) => reason,
        rustls::Error::InvalidMessage(_) => return HttpError::NotTls,
        _ => return HttpError::Handshake,
    };
    match reason {
        CertificateError::Expired => HttpError::CertificateExpired { day: None, not_yet: false },
        CertificateError::ExpiredContext { not_after, .. } => {
            HttpError::CertificateExpired { day: i64::try_from(not_after.as_secs()).ok(), not_yet: false }
        }
        CertificateError::NotValidYet => HttpError::CertificateExpired { day: None, not_yet: true },
        CertificateError::NotValidYetContext { not_before, .. } => {
            HttpError::CertificateExpired { day: i64::try_from(not_before.as_secs()).ok(), not_yet: true }
        }
        CertificateError::NotValidForName => HttpError::CertificateWrongName { presented: Vec::new() },
        CertificateError::NotValidForNameContext { presented, .. } => HttpError::CertificateWrongName {
            presented: presented.iter().filter_map(|name| plain_name(name)).take(MOST_NAMES).collect(),
        },
        _ => HttpError::CertificateUntrusted,
    }
}

/// The TLS library writes `DnsName("shop.example")` and `IpAddress(192.0.2.1)`; other kinds of
/// names say nothing about a host.
fn plain_name(written: &str) -> Option<String> {
    let dns = written.strip_prefix("DnsName(\"").and_then(|rest| rest.strip_suffix("\")"));
    let ip = || written.strip_prefix("IpAddress(").and_then(|rest| rest.strip_suffix(')'));
    clean(dns.or_else(ip)?, LONGEST_NAME)
}

/// Text out of a certificate, made harmless and cut.
pub(in crate::adapters) fn clean(text: &str, most: usize) -> Option<String> {
    PlainText::from_outside(text).map(|plain| plain.as_str().chars().take(most).collect())
}
