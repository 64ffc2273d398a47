//! What every program of the app does first: the log, a note of crashes, no core dumps, one provider of cryptography.

use crate::logbook::Line;
use crate::{aftermath, leave_no_core};
use std::io::IsTerminal as _;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::prelude::*;

/// Prepares this process. Called once, before anything else.
pub fn prepare() {
    start_log();
    aftermath::note_panics();
    leave_no_core();
    // rustls wants one provider of cryptography for the whole process.
    if rustls::crypto::ring::default_provider().install_default().is_err() {
        tracing::warn!("A TLS provider was installed before");
    }
}

/// Logs our own crates to standard error, and into the data folder. Other crates may log secrets, so they stay silent.
/// `MEUM_CONNECT_LOG` sets the level (`error`, `warn`, `info`, `debug`, `trace`); the usual one is `warn`, in the data
/// folder at least `info`.
fn start_log() {
    let level =
        std::env::var("MEUM_CONNECT_LOG").ok().and_then(|level| level.parse().ok()).unwrap_or(LevelFilter::WARN);
    let ours = |level: LevelFilter| {
        let crates = ["meum_connect", "connect_core", "connect_practice"];
        Targets::new().with_targets(crates.map(|name| (name, level)))
    };
    // A terminal that is gone takes no words, and that must not end the app.
    let said = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).log_internal_errors(false);
    // In a file, colours are only signs in the way.
    let said = said.with_ansi(std::io::stderr().is_terminal());
    let kept = tracing_subscriber::fmt::layer().with_writer(Line::default).with_ansi(false).log_internal_errors(false);
    tracing_subscriber::registry()
        .with(said.with_filter(ours(level)))
        .with(kept.with_filter(ours(level.max(LevelFilter::INFO))))
        .init();
}
