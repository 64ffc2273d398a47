//! `wp/v2/plugins`: the list, and switching one on, for an administrator with an application password (written after
//! `WP_REST_Plugins_Controller` of WordPress 6.9, and measured on 6.1.9 and 6.5.5).
//!
//! It refuses to install, to delete, and to switch anything off.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::answer::{Reply, RestAnswer};
use super::call::{Call, Calling};
use super::visitor::Visitor;
use crate::serving::Handled;
use crate::shop::config::{Owner, PluginState};
use crate::shop::site::{PluginSwitch, Site};
use crate::shop::trouble::Trouble;

const MEUM: &str = "meum/meum";

/// The plugins, for whoever may manage them.
pub(super) async fn list(State(call): Calling) -> Reply {
    Handled(may(&call).map_or_else(
        |()| not_allowed(&call, "rest_cannot_view_plugins"),
        |()| {
            let mut all = vec![
                plugin("akismet/akismet", "Akismet Anti-spam", false),
                plugin("woocommerce/woocommerce", "WooCommerce", true),
            ];
            all.extend(meum(&call.site));
            RestAnswer::ok(json!(all)).allowing("GET, POST")
        },
    ))
}

/// One plugin, changed.
pub(super) async fn change(State(call): Calling, Path((folder, file)): Path<(String, String)>) -> Reply {
    if may(&call).is_err() {
        return Handled(not_allowed(&call, "rest_cannot_manage_plugins"));
    }
    if format!("{folder}/{file}") != MEUM || call.site.plugin == PluginState::Absent {
        return Handled(RestAnswer::error(StatusCode::NOT_FOUND, "rest_plugin_not_found", "Plugin not found."));
    }
    let asked: Value = serde_json::from_slice(&call.asked.body).unwrap_or_default();
    if asked.get("status").and_then(Value::as_str) != Some("active") {
        let message = "Invalid parameter(s): status";
        return Handled(RestAnswer::error(StatusCode::BAD_REQUEST, "rest_invalid_param", message));
    }
    Handled(match call.site.plugin_switch {
        PluginSwitch::Works => {
            call.state.troubles.lift(&Trouble::PluginInactive);
            RestAnswer::ok(plugin(MEUM, "Meum", true)).allowing("GET, POST, PUT, PATCH, DELETE")
        }
        PluginSwitch::Refused => not_allowed(&call, "rest_cannot_activate_plugin"),
        PluginSwitch::OfNetwork => {
            let message = "Network only plugin must be network activated.";
            RestAnswer::error(StatusCode::BAD_REQUEST, "rest_network_only_plugin", message)
        }
        PluginSwitch::Crashes => RestAnswer::wordless(StatusCode::INTERNAL_SERVER_ERROR),
        PluginSwitch::Ends => {
            let message = "Please install WooCommerce first.";
            RestAnswer::error(StatusCode::INTERNAL_SERVER_ERROR, "wp_die", message)
        }
        PluginSwitch::Unfit => {
            let message =
                "<p><strong>Error:</strong> Meum requires 1 plugin to be installed and activated: WooCommerce.</p>";
            RestAnswer::error(StatusCode::INTERNAL_SERVER_ERROR, "plugin_missing_dependencies", message)
        }
    })
}

/// WordPress does not look at WooCommerce's keys here.
fn may(call: &Call) -> Result<(), ()> {
    match &call.visitor {
        Visitor::User(user) if user.owner == Owner::Administrator => Ok(()),
        Visitor::Guest | Visitor::Owner(_) | Visitor::User(_) => Err(()),
    }
}

fn not_allowed(call: &Call, code: &str) -> RestAnswer {
    let message = "Sorry, you are not allowed to manage plugins for this site.";
    RestAnswer::error(call.visitor.not_allowed(), code, message)
}

fn meum(site: &Site) -> Option<Value> {
    match site.plugin {
        PluginState::Absent => None,
        PluginState::Inactive => Some(plugin(MEUM, "Meum", false)),
        PluginState::Active { .. } => Some(plugin(MEUM, "Meum", true)),
    }
}

fn plugin(file: &str, name: &str, active: bool) -> Value {
    json!({ "plugin": file, "name": name, "status": if active { "active" } else { "inactive" } })
}
