//! The fault matrix: every call of the path with every fault, on real sockets, with a real database
//! and a real password store, and secrets planted in every field that must not be found afterwards.
//!
//! The default run tries a sample; `cargo xtask matrix` tries every cell.
#![allow(clippy::print_stdout, reason = "the table is what one runs the matrix for")]

mod alone;
mod app;
mod approved;
mod calls;
mod cell;
mod expected;
mod faults;
mod heard;
mod local;
mod played;
mod report;
mod robot;
mod sample;
mod secrets;
mod server;
mod wire;

use app::Outcome;
use cell::Cell;
use report::Report;
use tokio::task::JoinSet;

/// The variable with which only cells are tried whose names have this text in them.
const ONLY: &str = "MATRIX_ONLY";
/// So many cells are tried beside each other. They mostly wait; more would meet limits of time that
/// no fault brought.
const AT_ONCE: usize = 4;

async fn tried(cell: Cell) -> (Cell, Outcome) {
    let ended = if cell.fault.needs_own_process() {
        tokio::task::spawn_blocking(move || alone::try_out(cell)).await.unwrap_or_else(|error| Err(error.to_string()))
    } else {
        // A task of its own: what panics is a cell that did not hold.
        tokio::spawn(cell.try_out()).await.unwrap_or_else(|error| Err(error.to_string()))
    };
    (cell, ended)
}

async fn hold(cells: Vec<Cell>) {
    let _alone = crate::alone().await;
    heard::listen();
    let only = std::env::var(ONLY).unwrap_or_default();
    let mut report = Report::default();
    let mut trying = JoinSet::new();
    for cell in cells.into_iter().filter(|cell| cell.name().contains(&only)) {
        while trying.len() >= AT_ONCE {
            note(&mut report, trying.join_next().await);
        }
        trying.spawn(tried(cell));
    }
    while !trying.is_empty() {
        note(&mut report, trying.join_next().await);
    }
    println!("{}\n{}", report.drawn(), Report::reasons());
    let broken = report.broken();
    assert!(broken.is_empty(), "{} did not hold:\n{}", broken.len(), broken.join("\n"));
}

fn note(report: &mut Report, ended: Option<Result<(Cell, Outcome), tokio::task::JoinError>>) {
    if let Some(ended) = ended {
        let (cell, outcome) = ended.unwrap();
        report.note(cell, outcome);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_sample_of_faults_does_to_the_path_is_named_and_loses_nothing() {
    hold(sample::some()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_sample_of_faults_does_to_what_an_approval_may_do_is_named_too() {
    approved::hold(false).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes minutes: cargo xtask matrix"]
async fn what_every_fault_does_to_every_call_is_named_and_loses_nothing() {
    hold(sample::all()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes minutes: cargo xtask matrix"]
async fn what_every_fault_does_to_what_an_approval_may_do_is_named_too() {
    approved::hold(true).await;
}
