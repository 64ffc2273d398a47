//! What tells WordPress. It does not ask whether the shop works: a page can be WordPress's and
//! refuse everything.

use super::mark::{Mark, any};
use super::page::Page;
use super::redirects::redirecting;
use super::scan::Scan;

/// Marks of WordPress in headers and page. Source: WordPress core (`rest_output_link_header`,
/// `wp_redirect`, `wp_get_nocache_headers` with its fixed `Expires` of 1984, `rest_api_loaded`,
/// `wp_generator`, `rsd_link`, `get_body_class`), WooCommerce's session cookies, and the
/// technology list of enthec/webappanalyzer (WordPress, WooCommerce).
const WORDPRESS: &[Mark] = &[
    Mark::Header("link", "https://api.w.org/"),
    Mark::Header("x-pingback", "/xmlrpc.php"),
    Mark::Header("x-redirect-by", "wordpress"),
    Mark::Header("x-redirect-by", "woocommerce"),
    Mark::Header("expires", "wed, 11 jan 1984 05:00:00 gmt"),
    Mark::Header("access-control-expose-headers", "x-wp-total"),
    Mark::Header("x-wp-total", ""),
    Mark::Header("x-powered-by", "wp engine"),
    Mark::Cookie("wordpress_"),
    Mark::Cookie("wp-settings-"),
    Mark::Cookie("wp_woocommerce_session_"),
    Mark::Cookie("woocommerce_"),
    Mark::Meta("generator", "wordpress"),
    Mark::Meta("generator", "woocommerce"),
    Mark::Resource("/wp-content/plugins/"),
    Mark::Resource("/wp-content/themes/"),
    Mark::Resource("/wp-content/cache/"),
    Mark::Resource("/wp-content/uploads/"),
    Mark::Resource("/wp-includes/"),
    Mark::Resource("/xmlrpc.php"),
    Mark::Resource("/wp-login.php"),
    Mark::Resource("/wp-admin/css/"),
    Mark::Class("wp-theme-"),
    Mark::Class("wp-singular"),
    Mark::Class("wp-custom-logo"),
    Mark::Class("woocommerce-no-js"),
];

/// Marks of WordPress.com. A host ending in `.wordpress.com` is for the caller to see. Shops on
/// its larger plans bear the same header and do run plugins: look for `wc/v3` first. Source:
/// webappanalyzer (WordPress.com); the REST root is WordPress.com's own.
const WORDPRESS_COM: &[Mark] = &[
    Mark::Header("host-header", "wordpress.com"),
    Mark::Header("link", "https://public-api.wordpress.com/"),
    Mark::Header("x-hacker", "join.a8c.com"),
];

/// Plugins that can switch off the REST interface for guests or for all, by their folder (the
/// slug of wordpress.org's directory). Jetpack is not here: millions of open shops run it.
const LOCKING: &[(&str, &str)] = &[
    ("disable-json-api", "Disable REST API"),
    ("disable-wp-rest-api", "Disable WP REST API"),
    ("better-wp-security", "Solid Security"),
    ("ithemes-security-pro", "Solid Security"),
    ("all-in-one-wp-security-and-firewall", "All-In-One Security"),
    ("wp-hide-security-enhancer", "WP Hide & Security Enhancer"),
    ("hide-my-wp", "WP Ghost"),
    ("wp-cerber", "WP Cerber Security"),
    ("wp-simple-firewall", "Shield Security"),
    ("wordfence", "Wordfence"),
    ("ninjafirewall", "NinjaFirewall"),
    ("secupress", "SecuPress"),
    ("wp-rest-api-authentication", "REST API Authentication for WP"),
    ("wp-force-login", "Force Login"),
    ("password-protected", "Password Protected"),
    ("restricted-site-access", "Restricted Site Access"),
    ("clearfy", "Clearfy"),
    ("perfmatters", "Perfmatters"),
    ("admin-site-enhancements", "Admin and Site Enhancements"),
];

/// Whether WordPress made this answer, by any mark of its own.
pub fn wordpress(page: &Page<'_>) -> bool {
    is_wordpress(page, &Scan::new(page))
}

/// The same, with the page already read.
pub(super) fn is_wordpress(page: &Page<'_>, scan: &Scan) -> bool {
    // A picture counts from the same site only: other systems show pictures of WordPress blogs.
    let own_picture = scan.pictures.iter().any(|src| src.starts_with("/wp-content/"));
    let told = scan.wp_die || scan.rest_root.is_some() || redirecting(page).is_some();
    told || own_picture || any(WORDPRESS, page, scan)
}

/// Whether WordPress.com hosts the site.
pub fn wordpress_com(page: &Page<'_>) -> bool {
    let scan = Scan::new(page);
    let named = scan.rest_root.as_ref().is_some_and(|root| root.starts_with("https://public-api.wordpress.com/"));
    named || any(WORDPRESS_COM, page, &scan)
}

/// Whether this is where a WordPress that is not set up yet sends its visitors. Takes the path of
/// the address the answer came from.
pub fn not_set_up(url_path: &str) -> bool {
    let path = url_path.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    path.ends_with("/wp-admin/install.php") || path.ends_with("/wp-admin/setup-config.php")
}

/// Plugins seen in the page's source that can switch off the REST interface. They are suspects:
/// that one is there does not mean that it did.
pub fn locked_out_plugins(page: &Page<'_>) -> Vec<&'static str> {
    // Inside scripts, JSON writes its slashes as `\/`.
    let source = page.start().to_ascii_lowercase().replace("\\/", "/");
    let seen = |slug: &str| source.contains(&format!("/wp-content/plugins/{slug}/"));
    let mut names: Vec<&str> = LOCKING.iter().filter(|(slug, _)| seen(slug)).map(|&(_, name)| name).collect();
    names.dedup();
    names
}
