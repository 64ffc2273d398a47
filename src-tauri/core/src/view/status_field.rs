//! The fields of Meum's status answer, by name, and its words in plain ones.

use crate::message::Key;
use crate::words::keys;
use serde::Serialize;
use ts_rs::TS;

/// The fields of Meum's status answer (Meum's status page), in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum StatusField {
    /// Ready to accept payments.
    Connected,
    /// Whether a payout wallet is set.
    PayoutConfigured,
    /// Overall status.
    Status,
    /// The connect flow.
    ConnectionStatus,
    /// Operational health.
    HealthStatus,
    /// The key.
    CredentialStatus,
    /// The active key's first characters.
    CredentialPrefix,
    /// Delivery of payment updates.
    WebhookHealth,
    /// Where payment updates go.
    WebhookUrl,
    /// The plugin's last check-in.
    LastSeenAt,
    /// The connected address.
    SiteUrl,
    /// When a waiting connection key runs out.
    PendingKeyExpiresAt,
}

/// A word of Meum's in plain ones; `None` for one that we do not know.
pub(super) fn plain_word(word: &str) -> Option<Key> {
    let known = word.to_ascii_uppercase().replace([' ', '-'], "_");
    Some(match known.as_str() {
        "CONNECTED" => keys::WORD_CONNECTED,
        "HEALTHY" | "OK" => keys::WORD_HEALTHY,
        "ACTIVE" => keys::WORD_ACTIVE,
        "PENDING" => keys::WORD_PENDING,
        "DEGRADED" => keys::WORD_DEGRADED,
        "FAILING" | "FAILED" => keys::WORD_FAILING,
        "DISABLED" => keys::WORD_DISABLED,
        "REVOKED" => keys::WORD_REVOKED,
        "EXPIRED" => keys::WORD_EXPIRED,
        "DISCONNECTED" | "NOT_CONNECTED" => keys::WORD_DISCONNECTED,
        "SUSPENDED" => keys::WORD_SUSPENDED,
        "NEVER" | "NO_DELIVERIES" => keys::WORD_NONE,
        _ => return None,
    })
}
