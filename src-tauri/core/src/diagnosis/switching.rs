//! Why WordPress did not switch a plugin on: from its answer to the list of plugins, or to the change (measured on
//! WordPress 6.1.9 and 6.5.5).

use super::reply::Reply;
use crate::fingerprint::Layer;
use crate::problem::Mark;

/// This user may not (`WP_REST_Plugins_Controller`). To somebody whom it does not know, WordPress gives the same codes
/// with 401.
const NOT_ALLOWED: [&str; 4] = [
    "rest_cannot_view_plugins",
    "rest_cannot_view_plugin",
    "rest_cannot_manage_plugins",
    "rest_cannot_activate_plugin",
];
/// A network of sites decides.
const OF_NETWORK: [&str; 2] = ["rest_network_only_plugin", "rest_cannot_manage_network_plugins"];
/// The plugin's own head asks for more than there is (`validate_plugin_requirements`).
const UNFIT: [&str; 4] =
    ["plugin_wp_php_incompatible", "plugin_php_incompatible", "plugin_wp_incompatible", "plugin_missing_dependencies"];

/// What the answer shows of the reason; `None` where it shows none.
pub fn stays_off(reply: &Reply) -> Option<Mark> {
    let code = reply.code();
    if reply.status == 403 && NOT_ALLOWED.contains(&code) {
        return Some(Mark::NotAllowed);
    }
    if OF_NETWORK.contains(&code) {
        return Some(Mark::OfNetwork);
    }
    if UNFIT.contains(&code) {
        return Some(Mark::Unfit);
    }
    // The plugin, or another one, ends the request itself and says why. WordPress does not end so.
    if code == "wp_die" {
        return Some(Mark::OwnWords);
    }
    // While WordPress tries a plugin, it keeps quiet about a crash.
    if reply.status == 500 && reply.emptied {
        return Some(Mark::Wordless);
    }
    (reply.layer == Some(Layer::Fault)).then_some(Mark::Crashed)
}

/// Whether WordPress answers whoever asks about plugins as somebody whom it does not know.
pub fn is_unseen(reply: &Reply) -> bool {
    reply.status == 401 && NOT_ALLOWED.contains(&reply.code())
}

#[cfg(test)]
#[path = "switching_tests.rs"]
mod tests;
