//! The shell of Meum Connect. The core decides; the shell owns the window, performs the core's effects,
//! and shows its views. Start reading at [`driver`]; `ARCHITECTURE.md` has the map.

pub mod adapters;
pub mod aftermath;
pub mod approvals;
#[cfg(target_os = "linux")]
pub mod background;
mod commands;
pub mod connect;
mod crash;
pub mod driver;
pub mod handbook;
pub mod headless;
pub mod inquiry;
pub mod leaving;
pub mod logbook;
mod menu;
mod notebook;
mod painting;
pub mod perform;
pub mod played;
pub mod program;
pub mod saving;
mod saying;
#[cfg(unix)]
pub mod second_start;
pub mod settings;
#[cfg(target_os = "linux")]
pub mod tray;
mod window;
pub mod world;

pub use crash::leave_no_core;
pub use window::{Running, run, with_commands};
