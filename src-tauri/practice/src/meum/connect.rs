//! `POST /v1/integration/woocommerce/connect` (Meum's OpenAPI, `wooConnect`).
//!
//! It refuses every key but a connection or reconnect key, and is not idempotent: each success makes
//! new credentials and ends the old ones.

use axum::extract::State;
use axum::http::{StatusCode, header};
use serde_json::{Map, Value, json};
use url::Url;

use super::account::{Integration, Request, Versions};
use super::call::{Call, Calling};
use super::caller::Caller;
use super::reply::{MeumAnswer, Reply, no_randomness};
use super::standing::PAYOUT_WARNING;
use crate::notebook;
use crate::serving::{Handled, HttpRequest};

/// The id of the practice store.
const STORE_ID: &str = "5d0c0a11-ce00-4000-8000-00000000c0de";

pub(super) async fn connect(State(call): Calling) -> Reply {
    let answer = call.with_caller(|caller, account| {
        let (key, bound_elsewhere) = match caller {
            Caller::Connecting { key, bound_elsewhere } => (key, bound_elsewhere),
            Caller::Dedicated(_) | Caller::Developer => return missing_scope(),
        };
        let request = match read(&call.asked) {
            Ok(request) => request,
            Err(refusal) => return refusal,
        };
        if bound_elsewhere {
            let message = "This site is already connected to another Meum store.";
            let code = Some("SITE_ALREADY_CONNECTED");
            return MeumAnswer::flat(StatusCode::CONFLICT, message, code);
        }
        match account.connect(request, &key) {
            Ok((integration, rotated)) => MeumAnswer::ok(success(&call, &integration, rotated)),
            Err(_) => no_randomness(),
        }
    });
    Handled(answer)
}

/// `WooConnectResponse`, and the `integration_public_id` that Meum's overview page adds.
fn success(call: &Call, integration: &Integration, rotated: bool) -> Value {
    let payout_configured = call.standing.payout_configured;
    let identity = &integration.identity;
    let mut body = json!({
        "store_id": STORE_ID,
        "store_name": call.state.config.store_name,
        "integration_id": identity.integration,
        "integration_public_id": identity.integration_public,
        "installation_id": identity.installation,
        "site_url": integration.site_url,
        "api_key": integration.credentials.api_key,
        "webhook_secret": integration.credentials.webhook_secret,
        "webhook_url": integration.webhook_url,
        "webhook_id": identity.webhook,
        "status": "ACTIVE",
        "credentials_rotated": rotated,
        "payout_configured": payout_configured,
        "checkout_base_url": notebook::CHECKOUT_ADDRESS,
    });
    if let (false, Value::Object(fields)) = (payout_configured, &mut body) {
        fields.insert("warning".to_owned(), json!(PAYOUT_WARNING));
    }
    body
}

/// `WooConnectRequest`, or the 400 or 422 to say instead.
fn read(asked: &HttpRequest) -> Result<Request, MeumAnswer> {
    let is_json = asked.header(&header::CONTENT_TYPE).is_some_and(|kind| kind.starts_with("application/json"));
    let body = match serde_json::from_slice(&asked.body) {
        Ok(Value::Object(fields)) if is_json => fields,
        Ok(_) | Err(_) => {
            let message = "Request body must be a JSON object";
            return Err(MeumAnswer::flat(StatusCode::BAD_REQUEST, message, None));
        }
    };
    let mut details = Map::new();
    let site = address(&body, "site_url", &mut details);
    let webhook = address(&body, "webhook_url", &mut details);
    let versions = Versions {
        plugin: version(&body, "plugin_version", &mut details),
        wordpress: version(&body, "wordpress_version", &mut details),
        woocommerce: version(&body, "woocommerce_version", &mut details),
    };
    let (Some((site_url, site)), Some((webhook_url, webhook)), true) = (site, webhook, details.is_empty()) else {
        let refusal = MeumAnswer::flat(StatusCode::BAD_REQUEST, "Validation failed", None);
        return Err(refusal.with_details(details));
    };
    if site.host() != webhook.host() {
        let message = "must be on the same host as site_url";
        let details = Map::from_iter([("webhook_url".to_owned(), json!(message))]);
        let (status, code) = (StatusCode::UNPROCESSABLE_ENTITY, Some("VALIDATION_ERROR"));
        return Err(MeumAnswer::flat(status, "Validation failed", code).with_details(details));
    }
    Ok(Request { site_url, webhook_url, versions })
}

/// A required address, as sent and as understood, or a note of what is wrong with it.
fn address(body: &Map<String, Value>, name: &str, details: &mut Map<String, Value>) -> Option<(String, Url)> {
    let understood = match body.get(name) {
        None | Some(Value::Null) => Err("is required"),
        Some(Value::String(text)) => match Url::parse(text) {
            Ok(url) if matches!(url.scheme(), "http" | "https") => Ok((text.clone(), url)),
            Ok(_) => Err("must be an http or https URL"),
            Err(_) => Err("must be a valid URI"),
        },
        Some(Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => Err("must be a string"),
    };
    understood.map_err(|message| details.insert(name.to_owned(), json!(message))).ok()
}

/// An optional version; `null` counts as left out.
fn version(body: &Map<String, Value>, name: &str, details: &mut Map<String, Value>) -> Option<String> {
    match body.get(name)? {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            details.insert(name.to_owned(), json!("must be a string"));
            None
        }
    }
}

fn missing_scope() -> MeumAnswer {
    let (status, code) = (StatusCode::FORBIDDEN, "INSUFFICIENT_SCOPE");
    let message = "Missing woocommerce:connect scope";
    MeumAnswer::nested(status, "permission_error", code, message)
}
