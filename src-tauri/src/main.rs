//! The program: the app with its window, or one look at a shop without it (`meum-connect check`).
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

#[cfg(target_os = "linux")]
use meum_connect::background;
use meum_connect::{aftermath, headless, program};
use std::alloc::System;
use std::process::ExitCode;
use zeroizing_alloc::ZeroAlloc;

/// Memory is wiped as it is given back. A secret wipes itself; this wipes the copies that libraries made of it.
#[global_allocator]
static WIPING: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    // `check` runs where there is no display, so this comes before anything that needs one.
    let asked = headless::asked(std::env::args_os().skip(1));
    program::prepare();
    if let Some(asked) = asked {
        return headless::run(asked);
    }
    #[cfg(target_os = "linux")]
    if let Some(asked) = background::asked(std::env::args_os().skip(1)) {
        background::become_smaller();
        return background::run(asked);
    }
    if let Some(folder) = aftermath::data_folder() {
        aftermath::belongs_to(&folder, "start");
    }
    meum_connect::run();
    ExitCode::SUCCESS
}
