//! Where a secret is kept: the one thing the notes say about it. And what a second look shows.

use serde::{Deserialize, Serialize};

/// What the password store has of something that it said it keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// It has it, just as it was kept.
    There,
    /// It had lost it, or had something older, and has taken it once more.
    Again,
}

/// Where a secret is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Kept {
    /// In the computer's password store.
    Vault,
    /// In memory, until the app closes.
    UntilClosed,
}
