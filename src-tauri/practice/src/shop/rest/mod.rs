//! The REST API of the shop: who is asking, may they, is there such a route, and what does it say.
//!
//! These questions come in WordPress's own order, as we measured it.

mod answer;
mod call;
mod fields;
mod gateways;
mod index;
mod oauth;
mod pages;
mod params;
mod passwords;
mod plugins;
mod refusal;
mod sign_in;
mod status;
mod visitor;

use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderName, Method, StatusCode};
use axum::routing::{delete, get, post};
use serde_json::json;

use super::site::{RestApi, Site, WooCommerce};
use super::state::ShopState;
use crate::serving::{Answer, HttpRequest, ask};
use answer::RestAnswer;
use call::Call;
use visitor::Visitor;

/// Answers a request for a REST route.
pub(super) async fn answer(state: Arc<ShopState>, asked: HttpRequest, site: Site, route: String) -> Answer {
    let root = site.rest_root();
    let visitor = match enter(&asked, &state, &site, &route) {
        Ok(visitor) => visitor,
        Err(refusal) => return refusal.send(&asked, &root, false),
    };
    if let Err(refusal) = visitor.check_permission(&asked.method) {
        return refusal.send(&asked, &root, true);
    }
    let call = Arc::new(Call { state, asked, site, visitor });
    let routes = routes(&call);
    let route = if route.is_empty() { "/" } else { &route };
    let answer = ask(routes, &call.asked.method, route).await;
    answer.unwrap_or_else(|| unanswered(&call.asked.method)).send(&call.asked, &root, !call.visitor.is_guest())
}

/// What WordPress answers where there is no handler: an empty description to OPTIONS, an error to others.
fn unanswered(method: &Method) -> RestAnswer {
    if *method == Method::OPTIONS { RestAnswer::ok(json!([])) } else { RestAnswer::no_route() }
}

/// Whom WordPress lets in. It asks this before it looks at the route.
fn enter(asked: &HttpRequest, state: &ShopState, site: &Site, route: &str) -> Result<Visitor, RestAnswer> {
    if site.rest == RestApi::SwitchedOff {
        let message = "The REST API on this site has been disabled.";
        return Err(RestAnswer::error(StatusCode::FORBIDDEN, "rest_disabled", message));
    }
    let visitor = sign_in::identify(asked, state, site, route)?;
    if visitor.is_guest() && site.rest == RestApi::HiddenFromGuests {
        return Err(RestAnswer::error(
            StatusCode::UNAUTHORIZED,
            "rest_cannot_access",
            "Only authenticated users can access the REST API.",
        ));
    }
    if visitor.is_guest() && has_nonce(asked) {
        let (status, code) = (StatusCode::FORBIDDEN, "rest_cookie_invalid_nonce");
        return Err(RestAnswer::error(status, code, "Cookie check failed").private());
    }
    Ok(visitor)
}

/// Nobody is signed in to the practice shop with a cookie, so every nonce is wrong.
fn has_nonce(asked: &HttpRequest) -> bool {
    asked.query_value("_wpnonce").is_some() || asked.headers.contains_key(HeaderName::from_static("x-wp-nonce"))
}

/// The routes that exist now: a route exists only while the plugin that brings it is active.
fn routes(call: &Arc<Call>) -> Router {
    let mut routes = Router::new()
        .route("/", get(index::index))
        .route("/wp/v2/plugins", get(plugins::list))
        .route("/wp/v2/plugins/{folder}/{file}", post(plugins::change).put(plugins::change).patch(plugins::change))
        .route("/wp/v2/users/me", get(pages::myself))
        .route("/wp/v2/users/me/application-passwords/introspect", get(passwords::introspect))
        .route("/wp/v2/users/me/application-passwords/{uuid}", delete(passwords::delete));
    if call.site.woocommerce == WooCommerce::Active {
        let gateway = get(gateways::show)
            .post(gateways::update)
            .put(gateways::update)
            .patch(gateways::update)
            .options(gateways::describe);
        routes = routes
            .route("/wc/v3", get(index::woocommerce))
            .route("/wc-admin/options", get(pages::options))
            .route("/wc/v3/data", get(pages::data))
            .route("/wc/v3/orders", get(pages::orders))
            .route("/wc/v3/payment_gateways/{id}", gateway)
            .route("/wc/v3/payment_gateways", get(gateways::list).options(gateways::describe_list))
            .route("/wc/v3/system_status", get(status::show).options(status::describe));
    }
    if call.site.plugin_runs() {
        routes = routes.route("/meum/v1", get(index::meum));
    }
    if call.site.has_webhook() {
        routes = routes.route("/meum/v1/webhook", post(pages::webhook).options(pages::describe_webhook));
    }
    routes.with_state(Arc::clone(call))
}
