//! How the account stands for one request. The troubles that are on change it.
//!
//! It refuses to outlive the request, so that lifting a trouble leaves no trace.

/// How the account stands for one request.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    pub(super) payout_configured: bool,
    pub(super) webhook: Webhook,
    pub(super) dedicated_keys_revoked: bool,
    /// Whether status answers connection and reconnect keys.
    pub(super) connection_keys_may_ask: bool,
}

/// Whether payment updates reach the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Webhook {
    Healthy,
    Degraded,
    Failing,
    Silent,
}

impl Standing {
    /// The account as it stands when nothing is wrong with it.
    pub(super) fn well(payout_configured: bool) -> Self {
        Self {
            payout_configured,
            webhook: Webhook::Healthy,
            dedicated_keys_revoked: false,
            connection_keys_may_ask: true,
        }
    }
}

/// What Meum says when no payout wallet is set.
pub(super) const PAYOUT_WARNING: &str =
    "Payout wallet is not configured. Payments may be blocked until you set a settlement wallet.";
/// What Meum says when payment updates do not arrive.
pub(super) const WEBHOOK_ISSUE: &str =
    "Recent webhook deliveries to your WordPress site failed. Check that the site accepts requests.";
