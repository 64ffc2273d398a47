//! Which part of WordPress an address reaches.
//!
//! It refuses to look at anything but path, query and permalinks. Whoever is at that place may still say no.

use super::site::{Permalinks, Site, WooCommerce};
use super::web_address::absolute;
use crate::serving::HttpRequest;

/// A part of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// A REST route, without a trailing slash; the index is the empty one.
    Rest(String),
    /// WooCommerce's older way in for plugins (`?wc-api=…`).
    WcApi,
    /// The front page.
    Front,
    /// WordPress's administration or its login, which keep their own address.
    Admin,
    /// WordPress moves the visitor to this address.
    Moved(String),
    /// The folder WordPress is in, without its slash: the web server adds it.
    Folder,
    /// A WordPress page that does not exist.
    Missing,
    /// Outside the folder WordPress is in.
    Outside,
    /// A page that the web server does not pass to WordPress.
    Unknown,
}

impl Place {
    /// The place that is asked for in this shop.
    pub(crate) fn of(asked: &HttpRequest, site: &Site) -> Self {
        let path = collapse_slashes(&asked.path);
        let folder = site.address.path().trim_end_matches('/');
        let Some(inside) = path.strip_prefix(folder) else {
            return Self::Outside;
        };
        if inside.is_empty() && !folder.is_empty() {
            return Self::Folder;
        }
        if !inside.starts_with('/') {
            return Self::Outside;
        }
        if is_admin(inside) {
            return Self::Admin;
        }
        if !site.permalinks.reach(inside) {
            return Self::Unknown;
        }
        if let Some(route) = asked.query_value("rest_route").filter(|it| !it.is_empty()) {
            return Self::Rest(tidy_route(route));
        }
        if asked.query_value("wc-api").is_some_and(|it| !it.is_empty()) && site.woocommerce != WooCommerce::Inactive {
            return Self::WcApi;
        }
        Self::within(inside, site)
    }

    fn within(inside: &str, site: &Site) -> Self {
        let page = inside.strip_prefix("/index.php").unwrap_or(inside);
        let route = page.strip_prefix('/').and_then(|page| page.strip_prefix(site.rest_prefix.as_ref()));
        let route = route.filter(|route| route.is_empty() || route.starts_with('/'));
        match (route, site.permalinks) {
            (Some(route), Permalinks::Plain) if route.ends_with('/') => Self::Front,
            (Some(_), Permalinks::Plain) => Self::Moved(absolute(&site.home, &format!("{page}/"))),
            (Some(route), Permalinks::Pretty | Permalinks::PathInfo | Permalinks::Unrewritten) => {
                Self::Rest(tidy_route(route))
            }
            // The page of all products is made of the same theme.
            (None, _) if matches!(page, "" | "/" | "/shop" | "/shop/") => Self::Front,
            (None, _) => Self::Missing,
        }
    }

    /// The REST route, if it is one.
    pub(crate) fn route(&self) -> Option<&str> {
        match self {
            Self::Rest(route) => Some(route),
            Self::WcApi
            | Self::Front
            | Self::Admin
            | Self::Moved(_)
            | Self::Folder
            | Self::Missing
            | Self::Outside
            | Self::Unknown => None,
        }
    }
}

fn is_admin(inside: &str) -> bool {
    let page = inside.strip_prefix("/wp-admin");
    inside == "/wp-login.php"
        || page.is_some_and(|page| matches!(page, "" | "/") || page.to_ascii_lowercase().ends_with(".php"))
}

fn collapse_slashes(path: &str) -> String {
    let mut collapsed = String::with_capacity(path.len());
    for character in path.chars() {
        if character != '/' || !collapsed.ends_with('/') {
            collapsed.push(character);
        }
    }
    collapsed
}

/// `/wc/v3/data` for `wc/v3/data/`; empty for the index.
fn tidy_route(route: &str) -> String {
    let route = collapse_slashes(route);
    let route = route.trim_end_matches('/');
    if route.is_empty() || route.starts_with('/') { route.to_owned() } else { format!("/{route}") }
}
