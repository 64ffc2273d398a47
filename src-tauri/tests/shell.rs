//! The shell's tests, in one program: Tauri and WebKit are linked once for all of them.
//!
//! `alone.rs` holds those that measure, and need the computer or the process to themselves.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod aftermath;
mod answers;
mod approved;
mod approving;
#[cfg(target_os = "linux")]
mod asleep;
#[cfg(target_os = "linux")]
mod background;
#[cfg(target_os = "linux")]
mod bell;
mod browser;
mod catalogue;
mod completions;
mod connecting;
mod contract;
mod corpus;
mod damaged;
#[cfg(target_os = "linux")]
mod disk;
mod faults;
mod forgotten;
#[cfg(target_os = "linux")]
mod full;
mod gaps;
mod hand_over;
mod handing;
mod harness;
mod headless;
mod history;
mod http;
mod ipc;
#[cfg(target_os = "linux")]
mod issued;
mod journey;
mod keeping;
#[cfg(target_os = "linux")]
mod kills;
mod late_report;
mod leaving;
mod locked;
mod manual;
mod met;
mod money;
mod moves;
#[cfg(target_os = "linux")]
mod no_screen;
#[cfg(target_os = "linux")]
mod notes;
mod pace;
mod package;
mod packed;
mod plugin_on;
mod practised;
mod refusals;
#[cfg(target_os = "linux")]
mod revoking;
mod saved;
#[cfg(target_os = "linux")]
mod settling;
mod shop;
mod sight;
mod states;
#[cfg(target_os = "linux")]
mod status;
mod stored;
mod stranded;
mod switching_off;
mod tidy;
mod unlocking;
mod updates;
#[cfg(target_os = "linux")]
mod vault;
#[cfg(target_os = "linux")]
mod watch_killed;
mod way_back;
mod written;
