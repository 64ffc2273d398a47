//! What every program of the app does first: the log, no core dumps, one provider of cryptography.

use crate::leave_no_core;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::prelude::*;

/// Prepares this process. Called once, before anything else.
pub fn prepare() {
    start_log();
    leave_no_core();
    // rustls wants one provider of cryptography for the whole process.
    if rustls::crypto::ring::default_provider().install_default().is_err() {
        tracing::warn!("A TLS provider was installed before");
    }
}

/// Logs our own crates to standard error. Other crates may log secrets, so they stay silent.
/// `MEUM_CONNECT_LOG` sets the level (`error`, `warn`, `info`, `debug`, `trace`); the usual one is `warn`.
fn start_log() {
    let level =
        std::env::var("MEUM_CONNECT_LOG").ok().and_then(|level| level.parse().ok()).unwrap_or(LevelFilter::WARN);
    let ours = Targets::new()
        .with_target("meum_connect", level)
        .with_target("connect_core", level)
        .with_target("connect_practice", level);
    tracing_subscriber::registry()
        // A terminal that is gone takes no words, and that must not end the app.
        .with(tracing_subscriber::fmt::layer().with_writer(std::io::stderr).log_internal_errors(false))
        .with(ours)
        .init();
}
