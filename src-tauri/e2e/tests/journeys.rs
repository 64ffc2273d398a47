//! The journeys through the real window, in one program: a file a subject, and the way that they all
//! walk.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod aftermath;
mod any_shop;
mod approve;
mod attacker;
mod background;
mod behind;
mod boxes;
mod byhand;
mod clipboard;
mod closing;
mod connecting;
mod corrections;
mod ears;
mod extra_password;
mod first_time;
mod guide;
mod kept;
mod languages;
mod leaving;
mod notifying;
mod panel;
mod pictures;
mod practice;
mod rare;
mod remains;
mod resume;
mod samples;
mod secrets;
mod secrets_behind;
mod seen;
mod smoke;
mod starting;
mod training;
mod updates;
mod waiting;
mod watching;
mod way;
mod zones;
mod zoom;
