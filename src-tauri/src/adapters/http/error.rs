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
    /// The network has no way to that address.
    #[error("no way to that address")]
    NoWay,
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
    /// A certificate of the chain is of a kind that is no longer accepted, or made for something else.
    #[error("certificate is unsuitable: {0}")]
    CertificateUnsuitable(Unsuitable),
    /// Client and server could not agree on a secure connection.
    #[error("tls handshake failed")]
    Handshake,
    /// The server knows no version of TLS that is safe today.
    #[error("tls handshake failed, the server knows older versions only (alert protocol_version)")]
    TlsTooOld,
    /// The server refused what we offered; mostly it knows none of our cipher suites.
    #[error("tls handshake failed, refused (alert handshake_failure; ours: ECDHE, AES-GCM or ChaCha20-Poly1305)")]
    NoCipher,
    /// The server says that it has no site of this name.
    #[error("tls handshake failed, the server has no site of this name (alert unrecognized_name)")]
    NameUnknown,
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
    /// The proxy took the connection and did not lead it on in time.
    #[error("proxy did not lead the connection on in time")]
    ProxySilent,
    /// The computer is set to use a proxy of a kind that this client does not speak to. Nothing left.
    #[error("proxy of an unknown kind")]
    ProxyUnknown,
    /// No connection, for another reason, such as no network.
    #[error("could not connect")]
    NotConnected,
    /// The connection broke before the answer was complete.
    #[error("connection broke before the answer was complete")]
    Broken,
    /// The connection was closed before an answer began.
    #[error("connection closed without an answer")]
    HungUp,
    /// What came is not HTTP as anybody may send it, or a head that is far too long.
    #[error("answer is not valid http")]
    NotHttp,
    /// The answer is compressed in a way that was not asked for.
    #[error("answer is compressed in a way that was not asked for")]
    Packed,
    /// The diagnosis may ask no more. Nothing left.
    #[error("no more requests are made")]
    TooMany,
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
            | Self::NoWay
            | Self::ConnectTimedOut
            | Self::CertificateExpired { .. }
            | Self::CertificateWrongName { .. }
            | Self::CertificateUntrusted
            | Self::CertificateUnsuitable(_)
            | Self::Handshake
            | Self::TlsTooOld
            | Self::NoCipher
            | Self::NameUnknown
            | Self::NotTls
            | Self::ProxyUnreachable
            | Self::ProxyRefused
            | Self::ProxyCannotReach
            | Self::ProxyNeedsSignIn
            | Self::ProxySilent
            | Self::ProxyUnknown
            | Self::TooMany
            | Self::NotConnected
            | Self::Unsendable => true,
            // With TLS 1.3 the request may be on its way when the server asks for a certificate.
            Self::TimedOut
            | Self::Broken
            | Self::HungUp
            | Self::NotHttp
            | Self::Packed
            | Self::TooLarge
            | Self::CertificateWanted => false,
        }
    }
}

/// The resolver's error for a name without an address; [`named_cause`] finds it again.
#[derive(Debug, thiserror::Error)]
#[error("no such host")]
pub(super) struct NoSuchHost;

/// Names a failure after which the request may have left.
pub(super) fn after_sending(error: &reqwest::Error) -> HttpError {
    if error.is_timeout() { HttpError::TimedOut } else { of_http(error).unwrap_or(HttpError::Broken) }
}

/// How hyper words what breaks a rule of HTTP. Its error has no public kinds for most of them.
const NOT_HTTP: [&str; 4] =
    ["invalid http", "invalid content-length", "unexpected transfer-encoding", "unsupported version"];

/// Names what came in an answer's place.
fn of_http(error: &(dyn Error + 'static)) -> Option<HttpError> {
    let text = error.to_string().to_ascii_lowercase();
    if NOT_HTTP.iter().any(|words| text.contains(words)) {
        return Some(HttpError::NotHttp);
    }
    // More than a hundred lines, or more than hyper takes: no rule of HTTP forbids them.
    if text.contains("message head is too large") {
        return Some(HttpError::TooLarge);
    }
    if text.contains("connection closed before message completed") {
        return Some(HttpError::HungUp);
    }
    error.source().and_then(of_http)
}

/// Names a failure at any stage of a request.
pub(super) fn name(error: &reqwest::Error) -> HttpError {
    if error.is_builder() {
        return HttpError::Unsendable;
    }
    if !error.is_connect() {
        // A server that wants a certificate says so only after the handshake (TLS 1.3).
        let wanted = error.source().and_then(named_cause).filter(|named| *named == HttpError::CertificateWanted);
        return wanted.unwrap_or_else(|| match after_sending(error) {
            // No head has come yet, and none will.
            HttpError::Broken if is_closed(error) => HttpError::HungUp,
            named => named,
        });
    }
    let named = error.source().and_then(named_cause);
    named.unwrap_or(if error.is_timeout() { HttpError::ConnectTimedOut } else { HttpError::NotConnected })
}

/// Whether the other side closed the connection, with or without a word.
fn is_closed(error: &(dyn Error + 'static)) -> bool {
    let is_end = |kind| matches!(kind, io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset);
    let closed = error.downcast_ref::<io::Error>().is_some_and(|io| is_end(io.kind()));
    closed || error.source().is_some_and(is_closed)
}

/// Whether the other side ended the connection without the word that TLS has for it (`close_notify`).
pub(super) fn ended_without_a_word(error: &(dyn Error + 'static)) -> bool {
    let ended = error.downcast_ref::<io::Error>().is_some_and(|io| io.kind() == io::ErrorKind::UnexpectedEof);
    ended || error.source().is_some_and(ended_without_a_word)
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
        if matches!(io.kind(), io::ErrorKind::NetworkUnreachable | io::ErrorKind::HostUnreachable) {
            return Some(HttpError::NoWay);
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
        rustls::Error::AlertReceived(AlertDescription::ProtocolVersion) => return HttpError::TlsTooOld,
        rustls::Error::AlertReceived(AlertDescription::HandshakeFailure | AlertDescription::InsufficientSecurity) => {
            return HttpError::NoCipher;
        }
        rustls::Error::AlertReceived(AlertDescription::UnrecognisedName) => return HttpError::NameUnknown,
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
        reason => unsuitable(reason).map_or(HttpError::CertificateUntrusted, HttpError::CertificateUnsuitable),
    }
}

/// Why a certificate is of no use, whoever vouches for it.
#[derive(Debug, thiserror::Error, Clone, Copy, PartialEq, Eq)]
pub enum Unsuitable {
    /// It is signed in a way that is no longer accepted: SHA-1, MD5, or a key that is too short.
    #[error("signed in a way that is no longer accepted")]
    Signature,
    /// It is of version 1 (RFC 5280 wants 3).
    #[error("version 1")]
    Version,
    /// It is not made for servers.
    #[error("not made for servers")]
    Purpose,
    /// It is an authority's own.
    #[error("an authority's own")]
    Authority,
    /// It has a part that must be understood, and is not.
    #[error("a critical extension is unknown")]
    Extension,
}

/// Some of rustls' reasons carry the verifier's own error, which has no public type: its name tells.
fn unsuitable(reason: &CertificateError) -> Option<Unsuitable> {
    const NAMED: [(&str, Unsuitable); 6] = [
        ("UnsupportedSignatureAlgorithm", Unsuitable::Signature),
        ("UnsupportedCertVersion", Unsuitable::Version),
        ("InvalidPurpose", Unsuitable::Purpose),
        ("Eku", Unsuitable::Purpose),
        ("CaUsedAsEndEntity", Unsuitable::Authority),
        ("CriticalExtension", Unsuitable::Extension),
    ];
    let name = format!("{reason:?}");
    NAMED.iter().find(|(part, _)| name.contains(part)).map(|&(_, why)| why)
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

#[cfg(test)]
mod tests {
    use super::*;
    use rustls::Error as Tls;

    #[test]
    fn what_is_wrong_with_a_certificate_is_told_apart() {
        let of = |reason| name_tls(&Tls::InvalidCertificate(reason));
        let unsuitable = HttpError::CertificateUnsuitable;
        let cases = [
            // Another issuer of the same name, or a key that is too short: the chain tells which.
            (CertificateError::BadSignature, HttpError::CertificateUntrusted),
            (CertificateError::InvalidPurpose, unsuitable(Unsuitable::Purpose)),
            (CertificateError::UnhandledCriticalExtension, unsuitable(Unsuitable::Extension)),
            (CertificateError::UnknownIssuer, HttpError::CertificateUntrusted),
            (CertificateError::Revoked, HttpError::CertificateUntrusted),
        ];
        for (reason, expected) in cases {
            assert_eq!(of(reason.clone()), expected, "{reason:?}");
        }
    }

    #[test]
    fn a_network_without_a_way_is_told_from_a_server_that_refuses() {
        let cases = [
            (io::ErrorKind::ConnectionRefused, Some(HttpError::Refused)),
            (io::ErrorKind::NetworkUnreachable, Some(HttpError::NoWay)),
            (io::ErrorKind::HostUnreachable, Some(HttpError::NoWay)),
            (io::ErrorKind::PermissionDenied, None),
        ];
        for (kind, expected) in cases {
            assert_eq!(named_cause(&io::Error::from(kind)), expected, "{kind:?}");
        }
    }

    #[test]
    fn what_a_server_says_of_a_hello_is_told_apart() {
        let cases = [
            (AlertDescription::ProtocolVersion, HttpError::TlsTooOld),
            (AlertDescription::HandshakeFailure, HttpError::NoCipher),
            (AlertDescription::InsufficientSecurity, HttpError::NoCipher),
            (AlertDescription::CertificateRequired, HttpError::CertificateWanted),
            (AlertDescription::UnrecognisedName, HttpError::NameUnknown),
            (AlertDescription::InternalError, HttpError::Handshake),
        ];
        for (alert, expected) in cases {
            assert_eq!(name_tls(&Tls::AlertReceived(alert)), expected, "{alert:?}");
        }
    }
}
