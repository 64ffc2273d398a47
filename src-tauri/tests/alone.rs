//! The shell's tests that measure. The fault matrix meets real limits of time, so the computer must do
//! nothing else; hostile shops are measured by the memory of the whole process.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

#[allow(dead_code, reason = "`shell.rs` uses the rest of it")]
mod harness;
mod hostile;
#[cfg(target_os = "linux")]
mod matrix;

use tokio::sync::{Mutex, MutexGuard};

/// Lets one test measure at a time, also where all of them run in one process (`cargo test`).
async fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::const_new(());
    ALONE.lock().await
}
