//! The index of the REST API, and the index of each namespace.
//!
//! The list of routes is as long as a real shop's, which is why the app asks for parts only.

use axum::extract::State;
use serde_json::{Map, Value, json};

use super::answer::{Reply, RestAnswer};
use super::call::{Call, Calling};
use crate::serving::Handled;
use crate::shop::site::WooCommerce;

/// What WordPress brings.
const WORDPRESS: [&str; 5] = ["oembed/1.0", "wp/v2", "wp-site-health/v1", "wp-block-editor/v1", "wp-abilities/v1"];
/// What WooCommerce brings.
const WOOCOMMERCE: [&str; 11] = [
    "wc/v3",
    "wc/v1",
    "wc/v2",
    "wc-admin",
    "wc-analytics",
    "wc/store",
    "wc/store/v1",
    "wc/private",
    "wc-admin-email",
    "wc-telemetry",
    "wccom-site/v3",
];
/// What WooCommerce brought before 3.5.
const OLD_WOOCOMMERCE: [&str; 2] = ["wc/v1", "wc/v2"];
/// What the Meum plugin brings.
const MEUM: &str = "meum/v1";

/// Names that routes of a namespace are made of.
const THINGS: [&str; 16] = [
    "orders",
    "products",
    "products/categories",
    "products/reviews",
    "customers",
    "coupons",
    "reports",
    "settings",
    "shipping/zones",
    "shipping_methods",
    "system_status",
    "system_status/tools",
    "taxes",
    "webhooks",
    "payment_gateways",
    "data",
];

/// The index, as WordPress shows it to anyone.
pub(super) async fn index(State(call): Calling) -> Reply {
    let config = &call.state.config;
    let home = call.address("");
    let namespaces = namespaces(&call);
    let own = std::iter::once(("/".to_owned(), describe(&call, "", "/", "GET")));
    let routes: Map<String, Value> =
        own.chain(namespaces.iter().flat_map(|namespace| routes(&call, namespace))).collect();
    let body = json!({
        "name": config.name,
        "description": "",
        "url": home,
        "home": if call.site.home_slashed { format!("{home}/") } else { home.clone() },
        "gmt_offset": "0",
        "timezone_string": config.timezone,
        "page_for_posts": 0,
        "page_on_front": 0,
        "show_on_front": "posts",
        "namespaces": namespaces,
        "authentication": authentication(&call),
        "routes": routes,
        "site_logo": 0,
        "site_icon": 0,
        "site_icon_url": "",
        "_links": { "help": [{ "href": "https://developer.wordpress.org/rest-api/" }] },
    });
    Handled(RestAnswer::ok(body).allowing("GET"))
}

/// WordPress offers application passwords over TLS only, and no plugin may have switched them off. Where it offers nothing, PHP writes an empty list.
fn authentication(call: &Call) -> Value {
    if !call.site.takes_passwords() {
        return json!([]);
    }
    let authorization = call.address("/wp-admin/authorize-application.php");
    json!({ "application-passwords": { "endpoints": { "authorization": authorization } } })
}

/// `wc/v3`.
pub(super) async fn woocommerce(State(call): Calling) -> Reply {
    Handled(namespace(&call, "wc/v3"))
}

/// `meum/v1`.
pub(super) async fn meum(State(call): Calling) -> Reply {
    Handled(namespace(&call, MEUM))
}

fn namespace(call: &Call, name: &str) -> RestAnswer {
    let routes: Map<String, Value> = routes(call, name).collect();
    RestAnswer::ok(json!({ "namespace": name, "routes": routes }))
        .linked(json!({ "up": [{ "href": call.site.rest_root() }] }))
        .allowing("GET")
}

/// The namespaces of the plugins that are active.
fn namespaces(call: &Call) -> Vec<&'static str> {
    let [first, rest @ ..] = WORDPRESS;
    let mut namespaces = vec![first];
    if call.site.plugin_runs() {
        namespaces.push(MEUM);
    }
    match call.site.woocommerce {
        WooCommerce::Active => namespaces.extend(WOOCOMMERCE),
        WooCommerce::Old => namespaces.extend(OLD_WOOCOMMERCE),
        WooCommerce::Inactive => {}
    }
    namespaces.extend(rest);
    namespaces
}

/// A namespace's routes, each with about as much detail as in a real shop.
fn routes<'a>(call: &'a Call, namespace: &'a str) -> impl Iterator<Item = (String, Value)> + 'a {
    let root = std::iter::once((String::new(), "GET"));
    let things: Vec<(String, &str)> = if namespace == MEUM {
        let webhook = call.site.has_webhook().then(|| ("/webhook".to_owned(), "POST"));
        webhook.into_iter().collect()
    } else {
        let lists = THINGS.iter().map(|thing| (format!("/{thing}"), "GET"));
        let items = THINGS.iter().map(|thing| (format!("/{thing}/(?P<id>[\\w-]+)"), "GET"));
        lists.chain(items).collect()
    };
    root.chain(things).map(move |(path, method)| {
        let route = format!("/{namespace}{path}");
        let described = describe(call, namespace, &route, method);
        (route, described)
    })
}

fn describe(call: &Call, namespace: &str, route: &str, method: &str) -> Value {
    let arguments = json!({
        "context": {
            "description": "Scope under which the request is made; determines fields present in response.",
            "type": "string",
            "enum": ["view", "edit"],
            "default": "view",
            "required": false,
        },
    });
    json!({
        "namespace": namespace,
        "methods": [method],
        "endpoints": [{ "methods": [method], "args": arguments }],
        "_links": { "self": [{ "href": format!("{}{}", call.site.rest_root(), route.trim_start_matches('/')) }] },
    })
}
