//! `POST /v1/integration/woocommerce/disconnect` (Meum's OpenAPI, `wooDisconnect`).
//!
//! It refuses every key but a dedicated one. The key of a disconnected integration is still known,
//! so that a repeat says that there is nothing left to disconnect.

use axum::extract::State;
use serde_json::json;

use super::call::Calling;
use super::caller::Caller;
use super::reply::{MeumAnswer, Reply, needs_dedicated_key, nothing_to_disconnect};
use crate::serving::Handled;

pub(super) async fn disconnect(State(call): Calling) -> Reply {
    Handled(call.with_caller(|caller, account| {
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
