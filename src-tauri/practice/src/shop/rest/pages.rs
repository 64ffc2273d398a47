//! The small routes: a few of WooCommerce's and WordPress's, and the Meum plugin's webhook.
//!
//! The webhook does nothing with what it receives.

use axum::extract::State;
use axum::http::StatusCode;
use serde_json::json;

use super::answer::{Reply, RestAnswer};
use super::call::Calling;
use super::visitor::Visitor;
use crate::serving::Handled;

/// `wc/v3/orders`: the practice shop never sold anything.
pub(super) async fn orders(State(call): Calling) -> Reply {
    let allowed = call.may_list();
    Handled(allowed.map_or_else(|refusal| refusal, |()| RestAnswer::ok(json!([])).counted().allowing("GET, POST")))
}

/// `wc/v3/data`.
pub(super) async fn data(State(call): Calling) -> Reply {
    let allowed = call.may_list();
    Handled(allowed.map_or_else(
        |refusal| refusal,
        |()| {
            let lists = ["continents", "countries", "currencies"].map(|slug| {
                let description = format!("List of supported {slug}.");
                json!({ "slug": slug, "description": description })
            });
            RestAnswer::ok(json!(lists)).allowing("GET")
        },
    ))
}

/// `wc-admin/options`: two settings, for whoever may manage the shop.
pub(super) async fn options(State(call): Calling) -> Reply {
    let soon = if call.site.coming_soon { "yes" } else { "no" };
    let body = json!({ "woocommerce_coming_soon": soon, "woocommerce_store_pages_only": "yes" });
    Handled(call.may_list().map_or_else(|refusal| refusal, |()| RestAnswer::ok(body).allowing("GET")))
}

/// `wp/v2/users/me`: whose application password it is. WordPress does not look at WooCommerce's keys.
pub(super) async fn myself(State(call): Calling) -> Reply {
    if let Visitor::User(user) = &call.visitor {
        let body = json!({ "id": 1, "name": user.user, "slug": user.user });
        return Handled(RestAnswer::ok(body).allowing("GET, POST, PUT, PATCH, DELETE"));
    }
    let message = "You are not currently logged in.";
    let answer = RestAnswer::error(StatusCode::UNAUTHORIZED, "rest_not_logged_in", message);
    Handled(answer.allowing("GET"))
}

/// `meum/v1/webhook`: the acknowledgement that Meum's documents ask the plugin for.
pub(super) async fn webhook() -> Reply {
    Handled(RestAnswer::ok(json!({ "received": true })).allowing("POST"))
}

/// The same route asked with OPTIONS: WordPress describes every route that exists.
pub(super) async fn describe_webhook() -> Reply {
    let endpoints = json!([{ "methods": ["POST"], "args": [] }]);
    let body = json!({ "namespace": "meum/v1", "methods": ["POST"], "endpoints": endpoints });
    Handled(RestAnswer::ok(body).allowing("POST"))
}
