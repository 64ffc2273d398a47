//! A cell in a process of its own: this test's own program, started again for one cell. A full
//! disk is the whole process's, and so is the message bus, whose address cannot be changed once it
//! runs. What is done to the password store is done from outside, when the cell asks for it.

use super::app::Outcome;
use super::cell::Cell;
use super::faults::Fault;
use super::heard;
use crate::harness::disk::program_with_small_disk;
use crate::harness::session::Session;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};

/// The variable that names the cell.
const CELL: &str = "MATRIX_CELL";
/// How the line begins that asks for something.
const PLEASE: &str = "please: ";
/// How the line begins that says how the cell ended.
const ENDED: &str = "the cell ended: ";
/// What it says of a cell that held.
const HELD: &str = "held";
/// The test that is the child.
const TEST: &str = "matrix::alone::a_cell_in_a_process_of_its_own";

/// What a cell asks for.
#[derive(Clone, Copy, Debug)]
pub enum Wish {
    /// Its fault befalls the password store.
    Spoil,
    /// The password store is well again.
    Mend,
}

/// Tries a cell in a process of its own.
pub fn try_out(cell: Cell) -> Outcome {
    let mut session = cell.fault.is_of_keyring().then(Session::start);
    let place = tempfile::tempdir().map_err(|error| error.to_string())?;
    let mut command = match cell.fault {
        Fault::DiskFull => program_with_small_disk(place.path()),
        _ => Command::new(std::env::current_exe().unwrap()),
    };
    command.args(["--ignored", "--exact", TEST, "--nocapture"]).env(CELL, cell.name());
    if let Some(session) = &session {
        session.lead(&mut command);
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| error.to_string())?;
    let (mut tells, hears) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    let mut ended = None;
    for line in hears.lines().map_while(Result::ok) {
        if let (Some((_, wish)), Some(session)) = (line.split_once(PLEASE), &mut session) {
            grant(cell.fault, wish, session);
            writeln!(tells, "done").map_err(|error| error.to_string())?;
        }
        ended = line.split_once(ENDED).map(|(_, how)| how.to_owned()).or(ended);
    }
    let mut complaints = String::new();
    let _ = child.stderr.take().unwrap().read_to_string(&mut complaints);
    let went_well = child.wait().is_ok_and(|status| status.success());
    match ended {
        Some(how) if how == HELD && went_well => Ok(()),
        Some(how) if how != HELD => Err(how),
        _ => Err(format!("its process ended: {complaints}")),
    }
}

fn grant(fault: Fault, wish: &str, session: &mut Session) {
    let spoil = wish == format!("{:?}", Wish::Spoil);
    match (fault, spoil) {
        (Fault::KeyringLocked, true) => session.lock_store(),
        (Fault::KeyringLocked, false) => session.unlock_store(),
        (Fault::KeyringGone, true) => session.end_store(),
        (Fault::KeyringGone, false) => session.open_store(),
        (_, true) => session.freeze_store(),
        (_, false) => session.thaw_store(),
    }
}

/// Asks whoever started this process, and waits until it is done.
pub fn please(wish: Wish) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\n{PLEASE}{wish:?}").unwrap();
    out.flush().unwrap();
    drop(out);
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "started by the matrix for each cell that needs its own process"]
async fn a_cell_in_a_process_of_its_own() {
    let Ok(name) = std::env::var(CELL) else { return };
    let cell = super::sample::all().into_iter().find(|cell| cell.name() == name).expect("a cell of the matrix");
    heard::listen();
    let ended = cell.try_out().await;
    let ended = ended.map_or_else(|why| why.replace('\n', " "), |()| HELD.to_owned());
    println!("\n{ENDED}{ended}");
}
