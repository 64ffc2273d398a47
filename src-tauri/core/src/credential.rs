//! The two credentials that Meum issues to a shop when it connects.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One of the two credentials that Meum issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Credential {
    /// The dedicated key.
    ApiKey,
    /// The secret that proves a payment update comes from Meum.
    WebhookSecret,
}
