//! The core's tests, in one program: a file a subject, and the story that they all tell.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod closing;
mod connecting;
mod contract;
mod finding;
mod floors;
mod forgetting;
mod guests;
mod incomplete;
mod keeping;
mod leaving;
mod letting_go;
mod lost;
mod lost_panel;
mod moving;
mod panel;
mod pause;
mod present;
mod samples;
mod story;
mod transitions;
mod unlocking;
mod updates;
mod verdicts;
mod walks;
mod watching;
