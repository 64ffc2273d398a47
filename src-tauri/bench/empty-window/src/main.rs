//! The least a Tauri app can be: one window with one static page.
//!
//! `cargo xtask bench` starts it beside Meum Connect. Its time and memory are what Tauri and the
//! system's web engine cost by themselves; whatever Meum Connect takes beyond that is ours.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    // Why it failed needs no words here: the bench tells that no window came.
    match tauri::Builder::default().run(tauri::generate_context!()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
