//! The shell of Meum Connect: it owns the window, performs what the core asks for, and shows what
//! the core decides. Start reading at [`driver`]; `ARCHITECTURE.md` has the map.

pub mod adapters;
mod commands;
pub mod connect;
pub mod driver;
pub mod headless;
pub mod leaving;
mod notebook;
mod painting;
pub mod perform;
pub mod settings;
mod window;
pub mod world;

pub use window::{Running, run, with_commands};
