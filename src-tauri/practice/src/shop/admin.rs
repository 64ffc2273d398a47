//! The practice administration: what the merchant's browser shows when the app opens `wp-admin`.
//!
//! It refuses to run scripts, to load anything, and to show a key that is not in the notebook: of any
//! other key it shows the last seven characters, as WooCommerce does.

use axum::http::{HeaderName, StatusCode, header};

use super::config::{ShopConfig, ShopKey};
use super::in_front::uncached;
use super::site::Site;
use crate::html::escape;
use crate::notebook;
use crate::serving::{Answer, HttpRequest};

/// Nothing is loaded and nothing runs; the page's own style is all it has.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; \
     frame-ancestors 'none'; base-uri 'none'";

/// The page of the administration for this request.
pub(super) fn page(asked: &HttpRequest, config: &ShopConfig, site: &Site) -> Answer {
    let (title, content) = if is_keys_page(asked) {
        ("REST API keys", keys(config, site))
    } else {
        ("Practice administration", elsewhere(asked))
    };
    let page = include_str!("pages/admin.html")
        .replace("{title}", title)
        .replace("{name}", &escape(&config.name))
        .replace("{content}", &content);
    uncached(Answer::html(StatusCode::OK, page))
        .with(header::CONTENT_SECURITY_POLICY, POLICY)
        .with(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .with(HeaderName::from_static("referrer-policy"), "no-referrer")
}

fn is_keys_page(asked: &HttpRequest) -> bool {
    asked.path.ends_with("/admin.php")
        && asked.query_value("page") == Some("wc-settings")
        && asked.query_value("tab") == Some("advanced")
        && asked.query_value("section") == Some("keys")
}

fn keys(config: &ShopConfig, site: &Site) -> String {
    let rows: String = config.keys.iter().map(|key| row(key, site)).collect();
    format!(
        "<p>In a real shop you would press <em>Add key</em>, choose <em>Read/Write</em> and copy both \
         values. In this practice shop the keys are made already: copy the first pair into the app. \
         The others are here to see what the app says about them.</p>\n\
         <div class=\"card\"><table>\n<thead><tr><th>Consumer key</th><th>Consumer secret</th>\
         <th>Permissions</th><th>User</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n\
         <p>The practice Meum connection key: <code>{}</code></p>\n",
        notebook::CONNECTION_KEY,
    )
}

fn row(key: &ShopKey, site: &Site) -> String {
    let revoked = key.revoked || site.keys_revoked;
    let class = if revoked { " class=\"revoked\"" } else { "" };
    format!(
        "<tr{class}><td>{}</td><td>{}</td><td>{}</td><td>{}{}</td></tr>\n",
        value(&key.consumer_key),
        value(&key.consumer_secret),
        key.permission.label(),
        key.owner.label(),
        if revoked { " (revoked)" } else { "" },
    )
}

/// A key to copy if it is the notebook's, else its ending.
fn value(key: &str) -> String {
    if NOTEBOOK_KEYS.contains(&key) {
        return format!("<code>{key}</code>");
    }
    let skipped = key.chars().count().saturating_sub(7);
    let ending: String = key.chars().skip(skipped).collect();
    format!("&hellip;{}", escape(&ending))
}

const NOTEBOOK_KEYS: [&str; 8] = [
    notebook::READ_WRITE_KEY,
    notebook::READ_WRITE_SECRET,
    notebook::READ_ONLY_KEY,
    notebook::READ_ONLY_SECRET,
    notebook::WRITE_ONLY_KEY,
    notebook::WRITE_ONLY_SECRET,
    notebook::CUSTOMER_KEY,
    notebook::CUSTOMER_SECRET,
];

/// One sentence about the page that a real shop would show.
fn elsewhere(asked: &HttpRequest) -> String {
    let page = asked.path.rsplit('/').next().unwrap_or_default();
    let query = |name| asked.query_value(name).unwrap_or_default();
    let sentence = match (page, query("page"), query("tab")) {
        ("wp-login.php", ..) => "A real shop would ask for your WordPress user name and password here.",
        ("plugins.php", ..) => "A real shop would list its plugins here, WooCommerce and Meum among them.",
        ("plugin-install.php", ..) => "A real shop would let you add a plugin here.",
        ("options-permalink.php", ..) => "A real shop would let you choose its permalinks here.",
        ("options-general.php", ..) => "A real shop would show its name, addresses and time zone here.",
        (_, "wc-settings", "checkout") => {
            "A real shop would list its payment methods here, and the Meum plugin's fields for its credentials."
        }
        (_, "wc-settings", _) => "A real shop would show WooCommerce's settings here.",
        (_, "wc-status", _) => "A real shop would show WooCommerce's status report here.",
        _ => "A real shop would show its WordPress dashboard here.",
    };
    let keys = "/wp-admin/admin.php?page=wc-settings&amp;tab=advanced&amp;section=keys";
    let folder = asked.path.split("/wp-").next().unwrap_or_default();
    format!(
        "<div class=\"card\"><p>{sentence}</p><p><a href=\"{}{keys}\">See the practice keys</a></p></div>\n",
        escape(folder),
    )
}
