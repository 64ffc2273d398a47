//! Where a secret is kept: the one thing the notes say about it.

use serde::{Deserialize, Serialize};

/// Where a secret is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Kept {
    /// In the computer's password store.
    Vault,
    /// In memory, until the app closes.
    UntilClosed,
}
