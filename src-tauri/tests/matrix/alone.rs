//! A cell in a process of its own: this test's own program, started again for one cell. A limit on
//! files is the whole process's, and so is the message bus, which cannot be changed once it runs.

use crate::app::Outcome;
use crate::cell::Cell;
use crate::faults::Fault;
use crate::{heard, keyring};
use std::path::Path;
use std::process::{Command, Stdio};

/// The variable that names the cell.
const CELL: &str = "MATRIX_CELL";
/// The variable that names the home with a bus of its own.
const HOME: &str = "MATRIX_HOME";
/// How the line begins that says how the cell ended.
const ENDED: &str = "the cell ended: ";
/// What it says of a cell that held.
const HELD: &str = "held";
/// The test that is the child.
const TEST: &str = "alone::a_cell_in_a_process_of_its_own";

/// Tries a cell in a process of its own.
pub fn try_out(cell: Cell) -> Outcome {
    let home = tempfile::tempdir().map_err(|error| error.to_string())?;
    let mut command = Command::new("sh");
    // A file that would grow beyond its limit brings a signal; ignored, it is an error like any.
    command.args(["-c", "trap '' XFSZ; exec \"$@\"", "sh"]).arg(std::env::current_exe().unwrap());
    command.args(["--ignored", "--exact", TEST, "--nocapture"]).env(CELL, cell.name());
    if cell.fault != Fault::DiskFull {
        surround(&mut command, home.path());
    }
    let said = command.stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&said.stdout);
    match text.lines().find_map(|line| line.split_once(ENDED)) {
        Some((_, HELD)) if said.status.success() => Ok(()),
        Some((_, why)) => Err(why.to_owned()),
        None => Err(format!("its process ended: {text} {}", String::from_utf8_lossy(&said.stderr))),
    }
}

/// A home, and a bus in it that only this process knows.
fn surround(command: &mut Command, home: &Path) {
    use std::os::unix::fs::DirBuilderExt;
    let run = home.join("run");
    std::fs::DirBuilder::new().mode(0o700).create(&run).unwrap();
    let bus = format!("unix:path={}", keyring::address(home).display());
    command.env(HOME, home).env("HOME", home).env("DBUS_SESSION_BUS_ADDRESS", bus);
    command.env("XDG_RUNTIME_DIR", &run).env("XDG_DATA_HOME", home.join("data"));
    for outside in ["DISPLAY", "WAYLAND_DISPLAY"] {
        command.env_remove(outside);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "started by the matrix for each cell that needs its own process"]
async fn a_cell_in_a_process_of_its_own() {
    let Ok(name) = std::env::var(CELL) else { return };
    let cell = crate::sample::all().into_iter().find(|cell| cell.name() == name).expect("a cell of the matrix");
    heard::listen();
    let home = std::env::var_os(HOME);
    if let Some(home) = &home {
        keyring::start(Path::new(home));
    }
    let ended = cell.try_out().await;
    if home.is_some() {
        keyring::end();
    }
    let ended = ended.map_or_else(|why| why.replace('\n', " "), |()| HELD.to_owned());
    println!("\n{ENDED}{ended}");
}
