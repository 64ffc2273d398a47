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
                let message = "Requires a WooCommerce dedicated API key";
                let code = Some("INSUFFICIENT_SCOPE");
                return MeumAnswer::flat(StatusCode::FORBIDDEN, message, code);
            }
        };
        if account.disconnect(&integration.credentials.api_key) {
            return MeumAnswer::ok(json!({ "disconnected": true }));
        }
        let message = "WooCommerce integration not found";
        let code = Some("INTEGRATION_NOT_FOUND");
        MeumAnswer::flat(StatusCode::NOT_FOUND, message, code)
    }))
}
