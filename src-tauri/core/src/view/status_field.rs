//! The fields of Meum's status answer, by name.

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
