//! The report as a file.

use crate::plain::PlainText;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A form of the report that is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SavedAs {
    /// A picture that the app draws.
    Picture,
    /// Text, with the same for a machine below.
    File,
}

/// A report that was saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Saved {
    /// In which form.
    pub form: SavedAs,
    /// The whole name of the file.
    pub place: PlainText,
}
