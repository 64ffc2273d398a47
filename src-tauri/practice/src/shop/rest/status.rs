//! `wc/v3/system_status`: versions, addresses and plugins of the shop.
//!
//! It refuses to be slow when asked for everything; a real shop may take many seconds for that.

use axum::extract::State;
use serde_json::{Value, json};

use super::answer::{Reply, RestAnswer};
use super::call::{Call, Calling};
use super::gateways::described;
use crate::serving::Handled;
use crate::shop::config::PluginState;

pub(super) async fn show(State(call): Calling) -> Reply {
    Handled(call.may_list().map_or_else(|refusal| refusal, |()| RestAnswer::ok(body(&call)).allowing("GET")))
}

pub(super) async fn describe(State(call): Calling) -> Reply {
    let description = json!({
        "namespace": "wc/v3",
        "methods": ["GET"],
        "endpoints": [{ "methods": ["GET"], "args": [] }],
        "schema": { "title": "system_status", "type": "object" },
    });
    Handled(described(&call, description, "GET"))
}

fn body(call: &Call) -> Value {
    let (active, inactive) = plugins(call);
    json!({
        "environment": environment(call),
        "database": database(&call.state.config.woocommerce_version),
        "active_plugins": active,
        "inactive_plugins": inactive,
        "dropins_mu_plugins": { "dropins": [], "mu_plugins": [] },
        "theme": {
            "name": "Storefront",
            "version": "4.6.1",
            "version_latest": "4.6.1",
            "author_url": "https://woocommerce.com/",
            "is_child_theme": false,
            "has_woocommerce_support": true,
            "overrides": [],
        },
        "settings": {
            "api_enabled": false,
            "force_ssl": false,
            "currency": "EUR",
            "currency_symbol": "&euro;",
            "currency_position": "left",
            "thousand_separator": ",",
            "decimal_separator": ".",
            "number_of_decimals": 2,
            "geolocation_enabled": false,
            "woocommerce_com_connected": "no",
        },
        "security": { "secure_connection": call.site.secured, "hide_errors": true },
        "pages": [
            page("Shop base", 7), page("Cart", 8), page("Checkout", 9), page("My account", 10),
        ],
        "post_type_counts": [
            { "type": "attachment", "count": "3" }, { "type": "page", "count": "6" },
        ],
        "logging": { "logging_enabled": true, "log_retention_period_days": 30 },
    })
}

fn environment(call: &Call) -> Value {
    let config = &call.state.config;
    let home = call.address("");
    json!({
        "home_url": home,
        "site_url": home,
        "store_id": "b7f0c6de-5a17-4c02-9d31-2f9f0c0a11ce",
        "version": config.woocommerce_version,
        "log_directory": "/home/corner/public_html/wp-content/uploads/wc-logs/",
        "log_directory_writable": true,
        "wp_version": config.wordpress_version,
        "wp_multisite": false,
        "wp_memory_limit": 268_435_456,
        "wp_debug_mode": false,
        "wp_cron": true,
        "language": config.language,
        "external_object_cache": null,
        "server_info": "nginx",
        "php_version": "8.2.35",
        "php_post_max_size": 16_777_216,
        "php_max_execution_time": 120,
        "php_max_input_vars": 1000,
        "curl_version": "8.5.0, OpenSSL/3.0.13",
        "suhosin_installed": false,
        "max_upload_size": 16_777_216,
        "mysql_version": "10.11.8",
        "mysql_version_string": "10.11.8-MariaDB",
        "default_timezone": "UTC",
        "fsockopen_or_curl_enabled": true,
        "soapclient_enabled": true,
        "domdocument_enabled": true,
        "gzip_enabled": true,
        "mbstring_enabled": true,
        "remote_post_successful": true,
        "remote_post_response": "200",
        "remote_get_successful": true,
        "remote_get_response": "200",
    })
}

fn database(version: &str) -> Value {
    let table = json!({ "data": "0.02", "index": "0.03", "engine": "InnoDB" });
    json!({
        "wc_database_version": version,
        "database_prefix": "wp_",
        "maxmind_geoip_database": "",
        "database_tables": {
            "woocommerce": {
                "wp_woocommerce_sessions": table,
                "wp_woocommerce_api_keys": table,
                "wp_woocommerce_order_items": table,
                "wp_woocommerce_log": table,
            },
            "other": { "wp_options": table, "wp_posts": table, "wp_users": table, "wp_wc_orders": table },
        },
        "database_size": { "data": 1.2, "index": 0.6 },
    })
}

/// The active plugins and the inactive ones.
fn plugins(call: &Call) -> (Vec<Value>, Vec<Value>) {
    let config = &call.state.config;
    let mut active = Vec::new();
    let mut inactive = vec![plugin("akismet/akismet.php", "Akismet Anti-spam", "5.6")];
    let meum = |version: &str| plugin("meum/meum.php", "Meum", version);
    match (&call.site.plugin, &config.plugin) {
        (PluginState::Active { version, .. }, _) => active.push(meum(version)),
        (PluginState::Inactive, PluginState::Active { version, .. }) => {
            inactive.push(meum(version));
        }
        (PluginState::Inactive, _) => inactive.push(meum("1.2.0")),
        (PluginState::Absent, _) => {}
    }
    active.extend(call.site.guards.iter().map(|(file, name)| plugin(file, name, "1.0.0")));
    let version = &config.woocommerce_version;
    active.push(plugin("woocommerce/woocommerce.php", "WooCommerce", version));
    (active, inactive)
}

fn plugin(file: &str, name: &str, version: &str) -> Value {
    json!({
        "plugin": file,
        "name": name,
        "version": version,
        "version_latest": version,
        "url": "",
        "author_name": "",
        "author_url": "",
        "network_activated": false,
    })
}

fn page(name: &str, id: u32) -> Value {
    json!({
        "page_name": name,
        "page_id": id.to_string(),
        "page_set": true,
        "page_exists": true,
        "page_visible": true,
    })
}
