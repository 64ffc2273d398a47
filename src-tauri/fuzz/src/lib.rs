//! What must hold for every text and every answer from outside, one function each. The fuzz targets call
//! them with inputs that the fuzzer makes up; `tests/corpus.rs` calls them with those that it has found.
//!
//! They refuse to be content with "no crash": each states what may come out.

#[cfg(feature = "shell")]
mod answers;
mod harmless;
mod pages;
mod reports;
mod typed;
mod written;

#[cfg(feature = "shell")]
pub use answers::{check_index, check_status};
pub use pages::check_page;
pub use reports::{check_picture, check_report};
pub use typed::{check_address, check_keys, check_root};
