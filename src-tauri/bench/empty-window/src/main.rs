//! The least a Tauri app can be: one window with one static page.
//!
//! `cargo xtask bench` starts it beside Meum Connect. Its time and memory are the cost of Tauri and the
//! system's web engine. Meum Connect answers for whatever it takes beyond that.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    // The bench reports that no window came, so the reason is not needed here.
    match tauri::Builder::default().run(tauri::generate_context!()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
