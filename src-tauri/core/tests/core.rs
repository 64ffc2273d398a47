//! The core's tests, in one program: a file a subject, and the story that they all tell.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod adding;
mod approved;
mod approving;
mod background;
mod better_first;
mod boxes;
mod certain;
mod certificates;
mod choosing;
mod closing;
mod confirming;
mod connecting;
mod contract;
mod contradictions;
mod cost;
mod finding;
mod first_time;
mod fixers;
mod floors;
mod forgetting;
mod gaps;
mod guests;
mod handbook;
mod history;
mod incomplete;
mod keeping;
mod leaving;
mod letting_go;
mod lost;
mod lost_panel;
mod main_button;
mod months;
mod moved;
mod moving;
mod not_asked_back;
mod offline;
mod one_story;
mod other_address;
mod panel;
mod pasted;
mod pause;
mod payouts;
mod plugin_on;
mod practising;
mod preferring;
mod present;
mod read_back;
mod refused_approvals;
mod reported;
mod revoking;
mod ringing;
mod ringing_walk;
mod said_beside;
mod same_sales;
mod samples;
mod settling;
mod smaller;
mod snapshots;
mod story;
mod survey;
mod tables;
mod texts;
mod training;
mod transitions;
mod two_names;
mod unlocking;
mod updates;
mod verdicts;
mod walks;
mod watching;
mod who;
mod zooming;
