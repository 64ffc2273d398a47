//! What happens to one request to Meum, layer by layer.
//!
//! It refuses to decide what a layer says; it only keeps their order.

use std::future;
use std::sync::Arc;

use axum::Router;
use axum::http::{StatusCode, header};
use axum::routing::{get, post};
use serde_json::json;

use super::call::{Call, Calling};
use super::reply::{MeumAnswer, Reply};
use super::standing::Standing;
use super::state::MeumState;
use super::trouble::{Effect, MeumTrouble};
use super::{connect, disconnect, status};
use crate::clock;
use crate::serving::{Answer, Behind, Handled, HttpRequest, Reaction, ask};

/// Where the integration's three operations are.
const INTEGRATION: &str = "/v1/integration/woocommerce/";
/// The operation that gives out credentials.
const CONNECT: &str = "/v1/integration/woocommerce/connect";
/// The operation that takes them back.
const DISCONNECT: &str = "/v1/integration/woocommerce/disconnect";

impl Behind for MeumState {
    async fn answer(self: Arc<Self>, asked: HttpRequest) -> Reaction {
        let _ = self.seen.remember(&asked, None);
        let troubles = self.troubles.all();
        let outcome = match before(&troubles, &asked.path).await {
            Some(answer) => Reaction::Answer(answer),
            None => after(self, asked, &troubles).await,
        };
        match (outcome, minutes_ahead(&troubles)) {
            (Reaction::Answer(answer), Some(minutes)) => {
                Reaction::Answer(answer.with(header::DATE, &clock::date(minutes)))
            }
            (outcome, _) => outcome,
        }
    }
}

/// What answers before Meum does, if anything; silence never returns.
async fn before(troubles: &[MeumTrouble], path: &str) -> Option<Answer> {
    let of_integration = path.starts_with(INTEGRATION);
    for trouble in troubles {
        match trouble.effect() {
            Effect::Front(answer) => return Some(*answer),
            Effect::Instead(answer) if of_integration => return Some(*answer),
            Effect::InsteadOfDisconnect(answer) if path == DISCONNECT => return Some(*answer),
            Effect::Silence => return future::pending().await,
            _ => {}
        }
    }
    None
}

/// What Meum answers, and what becomes of that.
async fn after(state: Arc<MeumState>, asked: HttpRequest, troubles: &[MeumTrouble]) -> Reaction {
    let (of_integration, connecting) = (asked.path.starts_with(INTEGRATION), asked.path == CONNECT);
    let disconnecting = asked.path == DISCONNECT;
    let mut answer = ours(state, asked, troubles).await;
    for trouble in troubles {
        match trouble.effect() {
            Effect::Change(change) if of_integration => change(&mut answer),
            Effect::LoseAnswer if connecting => return Reaction::Reset,
            Effect::LoseDisconnectAnswer if disconnecting => return Reaction::Reset,
            _ => {}
        }
    }
    Reaction::Answer(answer.send())
}

fn minutes_ahead(troubles: &[MeumTrouble]) -> Option<i64> {
    troubles.iter().find_map(|trouble| match trouble.effect() {
        Effect::ClockAhead(minutes) => Some(minutes),
        _ => None,
    })
}

async fn ours(state: Arc<MeumState>, asked: HttpRequest, troubles: &[MeumTrouble]) -> MeumAnswer {
    let call = Arc::new(Call { standing: standing(&state, troubles), state, asked });
    let routes = Router::new()
        .route("/health", get(health))
        .route(CONNECT, post(connect::connect))
        .route("/v1/integration/woocommerce/status", get(status::status))
        .route(DISCONNECT, post(disconnect::disconnect))
        .with_state::<()>(Arc::clone(&call));
    let answer = ask(routes, &call.asked.method, &call.asked.path).await;
    answer.unwrap_or_else(|| MeumAnswer::flat(StatusCode::NOT_FOUND, "Not found", None))
}

/// How the account stands for this request, as the troubles that are on leave it.
fn standing(state: &MeumState, troubles: &[MeumTrouble]) -> Standing {
    let mut standing = Standing::well(state.with_account(|account| account.payout_configured));
    for trouble in troubles {
        if let Effect::Standing(change) = trouble.effect() {
            change(&mut standing);
        }
    }
    standing
}

/// `GET /health` (Meum's page on testing).
async fn health(_: Calling) -> Reply {
    Handled(MeumAnswer::ok(json!({ "status": "ok" })))
}
