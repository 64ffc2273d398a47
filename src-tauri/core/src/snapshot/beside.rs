//! What the code on a picture has no room for, and the report has all the same.

use super::code::Code;
use crate::approval::Offer;
use crate::deeds::Deed;
use crate::kept::Kept;
use crate::line::{LineId, LineState};
use crate::time::Timestamp;

/// What stands beside the facts of the code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// What else the last check tried before it failed, a line each.
    pub tried: Vec<String>,
    /// The last requests that went well: method, path, status, code, milliseconds.
    pub went_well: Vec<String>,
    /// Where payment updates shall go.
    pub updates: Option<String>,
    /// Whether the app could be approved in the shop's WordPress.
    pub approval: Option<Offer>,
    /// Until when the shop's certificate is valid.
    pub certificate_ends: Option<Timestamp>,
    /// Where what Meum issued is kept.
    pub kept: Option<Kept>,
    /// Whether the app watches on when its window is closed; `None` until the merchant was asked.
    pub watches_on: Option<bool>,
    /// Where a start setting says that Meum is.
    pub meum_at: Option<String>,
    /// What changed on the panel last, the newest first, at most [`Beside::MOST_CHANGES`].
    pub changes: Vec<Change>,
    /// What was done in the app last, the oldest first.
    pub deeds: Vec<Deed>,
}

/// A line of the panel that came to stand otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// When it was seen first.
    pub at: Timestamp,
    /// Which line.
    pub line: LineId,
    /// How it stood from then on.
    pub state: LineState,
    /// What was the matter.
    pub code: Option<Code>,
}

impl Beside {
    /// As many changes as support needs to see what led to what.
    pub const MOST_CHANGES: usize = 12;
}
