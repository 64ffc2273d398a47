//! The adapters: each speaks with one part of the world outside, and translates into the core's types.
//! Wire types and exposed secrets never leave this folder.

#[cfg(target_os = "linux")]
pub mod autostart;
pub mod bell;
pub mod certificate;
pub mod clipboard;
pub mod desktop;
pub mod http;
pub mod loose;
pub mod meum;
mod noise;
pub mod oauth;
#[doc(hidden)]
pub mod reading;
pub mod shop;
pub mod storage;
pub mod vault;
pub mod way_back;
