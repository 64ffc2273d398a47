//! `wc/v3/payment_gateways`: list, show, change, describe.
//!
//! It refuses to hide what WooCommerce does not hide: a gateway's secrets come back in clear.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::answer::{Reply, RestAnswer};
use super::call::{Call, Calling};
use super::params;
use crate::serving::Handled;
use crate::shop::gateway::Gateway;

/// What may be done with one gateway.
const ON_ONE: &str = "GET, POST, PUT, PATCH";
/// What may be done with all of them.
const ON_ALL: &str = "GET";

pub(super) async fn list(State(call): Calling) -> Reply {
    if call.site.gateways.fail {
        let message = "There has been a critical error on this website.";
        return Handled(RestAnswer::error(StatusCode::INTERNAL_SERVER_ERROR, "internal_server_error", message));
    }
    Handled(call.may_list().map_or_else(
        |refusal| refusal,
        |()| {
            let gateways = call.state.with_gateways(|all| all.shown(&call.site));
            let items = gateways.iter().map(|gateway| {
                let mut item = body(&call, gateway);
                if let Value::Object(fields) = &mut item {
                    fields.insert("_links".to_owned(), links(&call, gateway.id));
                }
                item
            });
            RestAnswer::ok(items.collect()).counted().allowing(ON_ALL)
        },
    ))
}

pub(super) async fn show(State(call): Calling, Path(id): Path<String>) -> Reply {
    if !is_id(&id) {
        return Handled(RestAnswer::no_route());
    }
    Handled(call.may_view().map_or_else(
        |refusal| refusal,
        |()| {
            let gateway = call.state.with_gateways(|all| all.find(&id, &call.site));
            gateway.map_or_else(unknown, |gateway| shown(&call, &gateway))
        },
    ))
}

pub(super) async fn update(State(call): Calling, Path(id): Path<String>) -> Reply {
    if !is_id(&id) {
        return Handled(RestAnswer::no_route());
    }
    Handled(write(&call, &id))
}

/// WordPress checks what was sent before it asks who sent it.
fn write(call: &Call, id: &str) -> RestAnswer {
    let allowed = call.may_edit();
    let change = match params::change(&call.asked) {
        Ok(change) => change,
        Err(refusal) if allowed.is_ok() => return refusal.allowing(ON_ONE),
        Err(refusal) => return refusal,
    };
    if let Err(refusal) = allowed {
        return refusal;
    }
    let changed = call.state.with_gateways(|all| all.change(id, &change, &call.site));
    match changed {
        None => unknown(),
        Some(Ok(gateway)) => shown(call, &gateway),
        Some(Err(_)) => RestAnswer::error(
            StatusCode::BAD_REQUEST,
            "rest_setting_value_invalid",
            "An invalid setting value was passed.",
        )
        .allowing(ON_ONE),
    }
}

pub(super) async fn describe(State(call): Calling, Path(id): Path<String>) -> Reply {
    let description = if is_id(&id) {
        json!({
            "namespace": "wc/v3",
            "methods": ["GET", "POST", "PUT", "PATCH"],
            "endpoints": [
                { "methods": ["GET"], "args": { "id": argument("string") } },
                { "methods": ["POST", "PUT", "PATCH"], "args": {
                    "id": argument("string"),
                    "title": argument("string"),
                    "description": argument("string"),
                    "order": argument("integer"),
                    "enabled": argument("boolean"),
                    "settings": argument("object"),
                } },
            ],
            "schema": { "title": "payment_gateway", "type": "object" },
        })
    } else {
        json!([])
    };
    Handled(described(&call, description, ON_ONE))
}

pub(super) async fn describe_list(State(call): Calling) -> Reply {
    let description = json!({
        "namespace": "wc/v3",
        "methods": ["GET"],
        "endpoints": [{ "methods": ["GET"], "args": { "context": argument("string") } }],
        "schema": { "title": "payment_gateway", "type": "object" },
    });
    Handled(described(&call, description, ON_ALL))
}

/// Anyone may read a description. The `Allow` header goes only to those who may use the route.
pub(super) fn described(call: &Call, description: Value, allow: &'static str) -> RestAnswer {
    let answer = RestAnswer::ok(description);
    if call.visitor.may_manage() { answer.allowing(allow) } else { answer }
}

fn argument(kind: &str) -> Value {
    json!({ "type": kind, "required": false })
}

fn shown(call: &Call, gateway: &Gateway) -> RestAnswer {
    RestAnswer::ok(body(call, gateway)).linked(links(call, gateway.id)).allowing(ON_ONE)
}

fn body(call: &Call, gateway: &Gateway) -> Value {
    let page = "/wp-admin/admin.php?page=wc-settings&tab=checkout&section=";
    gateway.to_json(&call.address(&format!("{page}{}", gateway.id)))
}

fn links(call: &Call, id: &str) -> Value {
    let all = call.address("/wp-json/wc/v3/payment_gateways");
    json!({
        "self": [{
            "href": format!("{all}/{id}"),
            "targetHints": { "allow": ["GET", "POST", "PUT", "PATCH"] },
        }],
        "collection": [{ "href": all }],
    })
}

fn unknown() -> RestAnswer {
    RestAnswer::error(StatusCode::NOT_FOUND, "woocommerce_rest_payment_gateway_invalid", "Resource does not exist.")
        .allowing(ON_ONE)
}

/// The route takes `[\w-]+` only.
fn is_id(id: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    id.bytes().all(allowed)
}
