//! Why a practice server could not start. It refuses to carry anything but the cause.

use std::io;

/// Why a practice server could not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// No loopback port could be opened.
    #[error("no loopback port could be opened")]
    Port(#[source] io::Error),
    /// The address in the configuration names no host.
    #[error("the shop's address names no host")]
    Address,
    /// The throw-away certificate could not be made.
    #[error("the practice certificate could not be made")]
    Certificate(#[from] rcgen::Error),
    /// TLS refused the certificate.
    #[error("the practice certificate was refused")]
    Tls(#[from] rustls::Error),
}
