//! Whether a page that a shopper gets is the shop, or something in its place. A page that bears none
//! of these marks says nothing.

use super::layer::MAINTENANCE;
use super::mark::{Mark, any};
use super::page::Page;
use super::scan::Scan;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a shopper gets instead of the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Closed {
    /// A maintenance page.
    Maintenance,
    /// *Coming soon*, on every page or on the shop's own.
    ComingSoon,
    /// A question for a password.
    Password,
    /// WordPress's sign-in page.
    SignIn,
    /// An error, wherever one looks.
    Error,
}

impl Closed {
    /// Every one.
    pub const ALL: [Self; 5] = [Self::Maintenance, Self::ComingSoon, Self::Password, Self::SignIn, Self::Error];

    /// The name its sentences are found under, the same as in the window.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Maintenance => "maintenance",
            Self::ComingSoon => "comingSoon",
            Self::Password => "password",
            Self::SignIn => "signIn",
            Self::Error => "error",
        }
    }
}

/// WooCommerce's own *coming soon* (`ComingSoonRequestHandler`).
const COMING_SOON: Mark = Mark::Meta("woo-coming-soon-page", "yes");
/// What WooCommerce writes on every page that a theme makes.
const OF_A_THEME: Mark = Mark::Class("woocommerce");

/// What this page is in the shop's place; `location` is where a redirect leads.
pub fn closed(page: &Page<'_>, location: Option<&str>) -> Option<Closed> {
    if matches!(page.status, 301 | 302 | 303 | 307 | 308) {
        return location.and_then(asks_to_sign_in);
    }
    let scan = Scan::new(page);
    if COMING_SOON.on(page, &scan) {
        return Some(Closed::ComingSoon);
    }
    // A plugin's own page comes with 200 as well, and without what a theme's pages have.
    let replaced = page.status == 200 && any(MAINTENANCE, page, &scan) && !OF_A_THEME.on(page, &scan);
    replaced.then_some(Closed::Maintenance)
}

/// Where a redirect leads that asks for a sign-in or a password.
fn asks_to_sign_in(location: &str) -> Option<Closed> {
    let location = location.to_ascii_lowercase();
    let path = location.split(['?', '#']).next().unwrap_or_default();
    if path.ends_with("/wp-login.php") {
        Some(Closed::SignIn)
    } else if location.contains("password-protected=login") {
        Some(Closed::Password)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_in_the_shops_place_is_told_by_its_marks_only() {
        let page =
            |head: &str, class: &str| format!("<html><head>{head}</head><body class=\"{class}\">x</body></html>");
        let coming = page("<meta name='woo-coming-soon-page' content='yes'>", "woocommerce-no-js");
        let seedprod = page("<link rel=\"stylesheet\" href=\"/wp-content/plugins/coming-soon/public/css/a.css\">", "");
        let builder = page(
            "<link rel=\"stylesheet\" href=\"/wp-content/plugins/coming-soon/public/css/a.css\">",
            "home woocommerce-no-js",
        );
        let article = page("", "home woocommerce-no-js");
        let login = Some("https://shop.example/wp-login.php?redirect_to=%2F");
        let password = Some("https://shop.example/?password-protected=login&redirect_to=%2F");
        let cases = [
            ("WooCommerce's coming soon", 200, coming.as_str(), None, Some(Closed::ComingSoon)),
            ("a plugin's page with 200", 200, &seedprod, None, Some(Closed::Maintenance)),
            ("the same plugin on a page of the shop", 200, &builder, None, None),
            ("a page of the shop", 200, &article, None, None),
            ("a sign-in", 302, "", login, Some(Closed::SignIn)),
            ("a password", 302, "", password, Some(Closed::Password)),
            ("another page", 302, "", Some("https://shop.example/en/"), None),
            ("a page that links to the sign-in", 200, &article, login, None),
        ];
        for (what, status, body, location, expected) in cases {
            assert_eq!(closed(&Page { status, headers: &[], body }, location), expected, "{what}");
        }
    }
}
