//! Names for failures of name lookup, network, proxy, TLS and HTTP.
//!
//! No library's error leaves this file: such an error prints whole addresses, keys in the query
//! included.

use connect_core::plain::PlainText;
use rustls::{AlertDescription, CertificateError};
use std::error::Error;
use std::io;

/// The most names that are read from a certificate; some have hundreds.
pub const MOST_NAMES: usize = 20;
/// The longest name that is read, in characters; the DNS allows no longer one (RFC 1035).
pub const LONGEST_NAME: usize = 253;

/// Why no whole answer came.
#[derive(Debug, thiserror::Error, Clone, PartialEq, Eq)]
pub enum HttpError {
    /// The name has no address.
    #[error("no such host")]
    HostNotFound,
    /// The host refuses connections.
    #[error("connection refused")]
    Refused,
    /// No connection within the time limit.
    #[error("timed out while connecting")]
    ConnectTimedOut,
    /// No complete answer within the time limit.
    #[error("timed out while waiting for the answer")]
    TimedOut,
    /// The certificate has run out, or is not valid yet.
    #[error("certificate {}", if *not_yet { "not valid yet" } else { "expired" })]
    CertificateExpired {
        /// When it ran out or begins, in Unix seconds. Not every system's TLS tells.
        day: Option<i64>,
        /// It has not begun yet. More often this computer's clock is wrong than the certificate.
        not_yet: bool,
    },
    /// The certificate is for another name.
    #[error("certificate is for another name")]
    CertificateWrongName {
        /// The names that it is for, cleaned, at most [`MOST_NAMES`]. Not every system's TLS tells.
        presented: Vec<String>,
    },
    /// The operating system does not trust the certificate.
    #[error("certificate is not trusted")]
    CertificateUntrusted,
    /// Client and server could not agree on a secure connection.
    #[error("tls handshake failed")]
    Handshake,
    /// No secure connection could be agreed on: the server knows none of our cipher suites.
    #[error("tls handshake failed, no cipher suite in common (ours: ECDHE with AES-GCM or ChaCha20-Poly1305)")]
    NoCipher,
    /// The server lets in only computers that show a certificate of their own.
    #[error("a certificate of this computer is asked for")]
    CertificateWanted,
    /// The server speaks something else than TLS, such as plain HTTP.
    #[error("no tls is spoken there")]
    NotTls,
    /// The proxy that this computer is set to use does not answer.
    #[error("proxy cannot be reached")]
    ProxyUnreachable,
    /// The proxy does not let the connection through.
    #[error("proxy refused")]
    ProxyRefused,
    /// The proxy itself could not reach the host.
    #[error("proxy could not reach the host")]
    ProxyCannotReach,
    /// The proxy wants a name and a password.
    #[error("proxy needs sign-in")]
    ProxyNeedsSignIn,
    /// No connection, for another reason, such as no network.
    #[error("could not connect")]
    NotConnected,
    /// The connection broke, or the server did not speak HTTP.
    #[error("connection broke before the answer was complete")]
    Broken,
    /// The body is larger than [`super::MAX_BODY`].
    #[error("answer too large")]
    TooLarge,
    /// The request could not be built: a bug, or a hostile address.
    #[error("request could not be built")]
    Unsendable,
}

impl HttpError {
    /// Whether the request certainly never left this computer, so that nobody has acted on it.
    pub fn never_left(&self) -> bool {
        match self {
            Self::HostNotFound
            | Self::Refused
            | Self::ConnectTimedOut
            | Self::CertificateExpired { .. }
            | Self::CertificateWrongName { .. }
            | Self::CertificateUntrusted
            | Self::Handshake
            | Self::NoCipher
            | Self::NotTls
            | Self::ProxyUnreachable
            | Self::ProxyRefused
            | Self::ProxyCannotReach
            | Self::ProxyNeedsSignIn
            | Self::NotConnected
            | Self::Unsendable => true,
            // With TLS 1.3 the request may be on its way when the server asks for a certificate.
            Self::TimedOut | Self::Broken | Self::TooLarge | Self::CertificateWanted => false,
        }
    }
}

/// The resolver's error for a name without an address; [`named_cause`] finds it again.
#[derive(Debug, thiserror::Error)]
#[error("no such host")]
pub(super) struct NoSuchHost;

/// Names a failure after which the request may have left.
pub(super) fn after_sending(error: &reqwest::Error) -> HttpError {
    if error.is_timeout() { HttpError::TimedOut } else { HttpError::Broken }
}

/// Names a failure at any stage of a request.
pub(super) fn name(error: &reqwest::Error) -> HttpError {
    if error.is_builder() {
        return HttpError::Unsendable;
    }
    if !error.is_connect() {
        // A server that wants a certificate says so only after the handshake (TLS 1.3).
        let wanted = error.source().and_then(named_cause).filter(|named| *named == HttpError::CertificateWanted);
        return wanted.unwrap_or_else(|| after_sending(error));
    }
    let named = error.source().and_then(named_cause);
    named.unwrap_or(if error.is_timeout() { HttpError::ConnectTimedOut } else { HttpError::NotConnected })
}

/// Finds the first cause that has a name. `io::Error::source` skips the error that it wraps, so this
/// opens each `io::Error` too; rustls' error can be two of them deep.
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

/// Names a proxy's failure. hyper-util's error has no public type, so this reads its text. It comes
/// before all other causes: what lies under it happened to the proxy, not to the host.
fn name_proxy(cause: &(dyn Error + 'static)) -> Option<HttpError> {
    let text = cause.to_string();
    if let Some(socks) = text.strip_prefix("SOCKS error: ") {
        return Some(name_socks(socks));
    }
    match text.strip_prefix("tunnel error: ")? {
        "proxy authorization required" => Some(HttpError::ProxyNeedsSignIn),
        "failed to create underlying connection" => Some(HttpError::ProxyUnreachable),
        _ => Some(HttpError::ProxyRefused),
    }
}

/// What a SOCKS proxy says (RFC 1928, 6, as the client words it), or what happened on the way to it.
fn name_socks(text: &str) -> HttpError {
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if says(&["underlying connection"]) {
        HttpError::ProxyUnreachable
    } else if says(&["authentication", "credentials"]) {
        HttpError::ProxyNeedsSignIn
    } else if says(&["unreachable", "ttl expired", "general server failure", "connection refused"]) {
        HttpError::ProxyCannotReach
    } else {
        HttpError::ProxyRefused
    }
}

fn name_tls(error: &rustls::Error) -> HttpError {
    let reason = match error {
        rustls::Error::AlertReceived(AlertDescription::HandshakeFailure | AlertDescription::InsufficientSecurity) => {
            return HttpError::NoCipher;
        }
        rustls::Error::AlertReceived(AlertDescription::CertificateRequired) => return HttpError::CertificateWanted,
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

/// The host in a name as rustls writes it: `DnsName("shop.example")` or `IpAddress(192.0.2.1)`. Other
/// kinds of names are not of hosts.
fn plain_name(written: &str) -> Option<String> {
    let dns = written.strip_prefix("DnsName(\"").and_then(|rest| rest.strip_suffix("\")"));
    let ip = || written.strip_prefix("IpAddress(").and_then(|rest| rest.strip_suffix(')'));
    clean(dns.or_else(ip)?, LONGEST_NAME)
}

/// A text from a stranger without control characters, cut to this many characters; `None` if nothing
/// is left.
pub(in crate::adapters) fn clean(text: &str, most: usize) -> Option<String> {
    PlainText::from_outside(text).map(|plain| plain.as_str().chars().take(most).collect())
}
