//! The troubles below HTTP: what a new connection meets.
//!
//! It refuses to look at requests; there are none yet.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::serving::{Alert, Certificate, Certificates, Face};

/// What is wrong below HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Below {
    /// The TLS port shows this certificate.
    Certificate(Certificate),
    /// The TLS port refuses every hello.
    OldTls,
    /// The TLS port finds no cipher suite in any hello.
    OldCiphers,
    /// The TLS port speaks plain HTTP.
    NoTls,
    /// The TLS port refuses connections.
    RefusedHttps,
    /// Both ports refuse connections.
    Refused,
}

/// Whether the TLS port is shut, and whether the plain port is.
pub(super) fn shut(below: &[Below]) -> [bool; 2] {
    let both = below.contains(&Below::Refused);
    [both || below.contains(&Below::RefusedHttps), both]
}

/// A number that differs when the TLS port behaves otherwise: connections from before must then end.
pub(super) fn side(below: &[Below]) -> u64 {
    let mut hasher = DefaultHasher::new();
    below.hash(&mut hasher);
    hasher.finish()
}

/// What a new connection to the TLS port meets; the trouble that was switched on last decides.
pub(super) fn face(below: &[Below], certificates: &Certificates) -> Face {
    match below.last() {
        Some(Below::OldTls) => Face::Refusing(Alert::ProtocolVersion),
        Some(Below::OldCiphers) => Face::Refusing(Alert::HandshakeFailure),
        Some(Below::NoTls) => Face::Plain,
        Some(Below::Certificate(certificate @ Certificate::AsksInTheOldWay)) => {
            Face::OldTls(certificates.acceptor(*certificate))
        }
        Some(Below::Certificate(certificate)) => Face::Tls(certificates.acceptor(*certificate)),
        Some(Below::RefusedHttps | Below::Refused) | None => Face::Tls(certificates.acceptor(Certificate::Good)),
    }
}
