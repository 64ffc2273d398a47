//! `GET /v1/integration/woocommerce/status` (Meum's page, and its overview for payout readiness).
//!
//! The documents leave open what a connection key may see. Here it sees what it connected: after a lost
//! answer the app has no other key, and a Meum that told it nothing would hide the loss.

use axum::extract::State;
use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::account::Integration;
use super::call::{Call, Calling};
use super::caller::Caller;
use super::reply::{MeumAnswer, Reply};
use super::standing::{PAYOUT_WARNING, WEBHOOK_ISSUE, Webhook};
use crate::serving::Handled;

/// How long a connection key lives.
const CONNECTION_KEY_LIFE: SignedDuration = SignedDuration::from_hours(24);
/// How much of a key Meum shows (`keyPrefix`).
const PREFIX_LENGTH: usize = 12;

pub(super) async fn status(State(call): Calling) -> Reply {
    Handled(call.with_caller(|caller, account| match caller {
        Caller::Dedicated(integration) => MeumAnswer::ok(of_integration(&call, &integration)),
        Caller::Connecting { key, .. } if call.standing.connection_keys_may_ask => {
            MeumAnswer::ok(match account.connected_with(&key) {
                Some(integration) => of_integration(&call, integration),
                None => before_connecting(&call, &key),
            })
        }
        Caller::Connecting { .. } | Caller::Developer => {
            let message = "Missing woocommerce:status scope";
            let code = Some("INSUFFICIENT_SCOPE");
            MeumAnswer::flat(StatusCode::FORBIDDEN, message, code)
        }
    }))
}

fn of_integration(call: &Call, integration: &Integration) -> Value {
    let standing = call.standing;
    let connected = integration.connected;
    let word = if connected { "CONNECTED" } else { "DISCONNECTED" };
    let failing = standing.webhook == Webhook::Failing;
    json!({
        "status": word,
        "connection_status": word,
        "health_status": if failing { "DEGRADED" } else { "HEALTHY" },
        "issues": issues(call),
        "integration_id": integration.identity.integration,
        "integration_public_id": integration.identity.integration_public,
        "site_url": integration.site_url,
        "plugin_version": integration.versions.plugin,
        "wordpress_version": integration.versions.wordpress,
        "woocommerce_version": integration.versions.woocommerce,
        "credential_status": if connected { "ACTIVE" } else { "REVOKED" },
        "credential_prefix": prefix(&integration.credentials.api_key),
        "webhook_health": delivery(standing.webhook),
        "webhook_url": integration.webhook_url,
        "last_seen_at": seconds(Timestamp::now()),
        "connected": connected,
        "payout_configured": standing.payout_configured,
    })
}

/// Meum's word for how payment updates arrive; none before the first was sent.
fn delivery(webhook: Webhook) -> Option<&'static str> {
    match webhook {
        Webhook::Healthy => Some("HEALTHY"),
        Webhook::Degraded => Some("DEGRADED"),
        Webhook::Failing => Some("FAILING"),
        Webhook::Silent => None,
    }
}

/// What a connection key sees while onboarding is in progress.
fn before_connecting(call: &Call, key: &str) -> Value {
    let expires_at = call.state.started.saturating_add(CONNECTION_KEY_LIFE);
    json!({
        "status": "PENDING",
        "connection_status": "PENDING",
        "health_status": "UNKNOWN",
        "issues": issues(call),
        "integration_id": null,
        "site_url": null,
        "plugin_version": null,
        "wordpress_version": null,
        "woocommerce_version": null,
        "credential_status": null,
        "credential_prefix": null,
        "webhook_health": null,
        "webhook_url": null,
        "last_seen_at": null,
        "pending_connection_key": {
            "key_prefix": prefix(key),
            "expires_at": expires_at.map_or_else(|_| seconds(call.state.started), seconds),
        },
        "connected": false,
        "payout_configured": call.standing.payout_configured,
    })
}

fn issues(call: &Call) -> Vec<&'static str> {
    let mut issues = Vec::new();
    if !call.standing.payout_configured {
        issues.push(PAYOUT_WARNING);
    }
    if call.standing.webhook == Webhook::Failing {
        issues.push(WEBHOOK_ISSUE);
    }
    issues
}

fn prefix(key: &str) -> &str {
    key.get(..PREFIX_LENGTH).unwrap_or(key)
}

/// RFC 3339 in UTC, cut to whole seconds.
fn seconds(time: Timestamp) -> String {
    Timestamp::from_second(time.as_second()).unwrap_or(time).to_string()
}
