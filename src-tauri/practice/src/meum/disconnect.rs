//! `POST /v1/integration/woocommerce/disconnect` (Meum's OpenAPI, `wooDisconnect`).
//!
//! It refuses every key but a dedicated one. The key of a disconnected integration is still known,
//! so that a repeat says that there is nothing left to disconnect.

use axum::extract::State;
use axum::http::StatusCode;
use serde_json::json;

use super::call::Calling;
use super::caller::Caller;
use super::reply::{MeumAnswer, Reply};
use crate::serving::Told;

pub(super) async fn disconnect(State(call): Calling) -> Reply {
    Told(call.with_caller(|caller, account| {
        let integration = match caller {
            Caller::Dedicated(integration) => integration,
            Caller::Connecting { .. } | Caller::Developer => {
                return needs_dedicated_key();
            }
        };
        if account.disconnect(&integration.credentials.api_key) {
            return MeumAnswer::ok(json!({ "disconnected": true }));
        }
        nothing_to_disconnect()
    }))
}

pub(super) fn needs_dedicated_key() -> MeumAnswer {
    let message = "Requires a WooCommerce dedicated API key";
    MeumAnswer::flat(StatusCode::FORBIDDEN, message, Some("INSUFFICIENT_SCOPE"))
}

pub(super) fn nothing_to_disconnect() -> MeumAnswer {
    let message = "WooCommerce integration not found";
    MeumAnswer::flat(StatusCode::NOT_FOUND, message, Some("INTEGRATION_NOT_FOUND"))
}
