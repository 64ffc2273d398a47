//! The watch without a window, as a program of its own: `meum-connect watch` becomes this one where it is
//! installed beside it. It is linked with neither GTK nor WebKit, so it takes a tenth of the memory.

use std::alloc::System;
use std::process::ExitCode;
use zeroizing_alloc::ZeroAlloc;

/// As in the program with the window: memory is wiped as it is given back.
#[global_allocator]
static WIPING: ZeroAlloc<System> = ZeroAlloc(System);

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    use meum_connect::background::{StartedBy, asked, run};
    meum_connect::program::prepare();
    run(asked(std::env::args_os().skip(1)).unwrap_or(StartedBy::AtLogin))
}

/// Nothing watches without a window here.
#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    ExitCode::FAILURE
}
