//! The troubles below HTTP: what a new connection meets.
//!
//! It refuses to look at requests; there are none yet.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::effect::Effect;
use super::trouble::Trouble;
use crate::serving::{Certificate, Certificates, Face};

/// What is wrong below HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Below {
    /// The TLS port shows this certificate.
    Certificate(Certificate),
    /// The TLS port refuses every hello.
    OldTls,
    /// The TLS port speaks plain HTTP.
    NoTls,
    /// The TLS port refuses connections.
    RefusedHttps,
    /// Both ports refuse connections.
    Refused,
}

/// Everything that is wrong below HTTP, in the order it was switched on.
pub(super) fn of(troubles: &[Trouble]) -> Vec<Below> {
    troubles
        .iter()
        .filter_map(|trouble| match trouble.effect() {
            Effect::Below(below) => Some(below),
            _ => None,
        })
        .collect()
}

/// Whether the TLS port and the plain port are shut.
pub(super) fn shut(below: &[Below]) -> [bool; 2] {
    let both = below.contains(&Below::Refused);
    [both || below.contains(&Below::RefusedHttps), both]
}

/// Another number for anything else that connections to the TLS port belong to.
pub(super) fn side(below: &[Below]) -> u64 {
    let mut hasher = DefaultHasher::new();
    below.hash(&mut hasher);
    hasher.finish()
}

/// What a new connection to the TLS port meets; the trouble that was switched on last decides.
pub(super) fn face(troubles: &[Trouble], certificates: &Certificates) -> Face {
    match of(troubles).last() {
        Some(Below::OldTls) => Face::OldTls,
        Some(Below::NoTls) => Face::Plain,
        Some(Below::Certificate(certificate)) => Face::Tls(certificates.acceptor(*certificate)),
        Some(Below::RefusedHttps | Below::Refused) | None => Face::Tls(certificates.acceptor(Certificate::Good)),
    }
}
