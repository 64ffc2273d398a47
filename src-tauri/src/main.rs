//! The program: the app with its window, or one look at a shop without it (`meum-connect check`).
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

#[cfg(target_os = "linux")]
use meum_connect::background;
use meum_connect::headless;
use std::process::ExitCode;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::prelude::*;

fn main() -> ExitCode {
    // `check` runs where there is no display, so this comes before anything that needs one.
    let asked = headless::asked(std::env::args_os().skip(1));
    start_log();
    meum_connect::leave_no_core();
    // rustls wants one provider of cryptography for the whole process.
    if rustls::crypto::ring::default_provider().install_default().is_err() {
        tracing::warn!("A TLS provider was installed before");
    }
    if let Some(asked) = asked {
        return headless::run(asked);
    }
    #[cfg(target_os = "linux")]
    if let Some(asked) = background::asked(std::env::args_os().skip(1)) {
        return background::run(asked);
    }
    meum_connect::run();
    ExitCode::SUCCESS
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
