//! Whether a page that a shopper gets is the shop, or something in its place. A page that bears none
//! of these marks says nothing.

use super::firewalls::QUEUE;
use super::layer::{MAINTENANCE, is_break};
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
    /// An error at the shop page, while the front page is fine.
    ShopPage,
    /// WordPress's sign-in page at the shop page, while the front page is open.
    ShopSignIn,
    /// Something else than products at the shop page, while the front page is open.
    ShopShut,
    /// A queue in front of the shop.
    Queue,
    /// Empty pages.
    Blank,
    /// Another website.
    Elsewhere,
}

impl Closed {
    /// Every one.
    pub const ALL: [Self; 11] = [
        Self::Maintenance,
        Self::ComingSoon,
        Self::Password,
        Self::SignIn,
        Self::Error,
        Self::ShopPage,
        Self::ShopSignIn,
        Self::ShopShut,
        Self::Queue,
        Self::Blank,
        Self::Elsewhere,
    ];

    /// Whether somebody is asked who they are.
    pub const fn asks_who(self) -> bool {
        matches!(self, Self::Password | Self::SignIn)
    }

    /// The name its sentences are found under, the same as in the window.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Maintenance => "maintenance",
            Self::ComingSoon => "comingSoon",
            Self::Password => "password",
            Self::SignIn => "signIn",
            Self::Error => "error",
            Self::ShopPage => "shopPage",
            Self::ShopSignIn => "shopSignIn",
            Self::ShopShut => "shopShut",
            Self::Queue => "queue",
            Self::Blank => "blank",
            Self::Elsewhere => "elsewhere",
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
        return location.and_then(leads_to);
    }
    let scan = Scan::new(page);
    if COMING_SOON.on(page, &scan) {
        return Some(Closed::ComingSoon);
    }
    if any(QUEUE, page, &scan) && !OF_A_THEME.on(page, &scan) {
        return Some(Closed::Queue);
    }
    // A plugin's own page comes with 200 as well, and without what a theme's pages have.
    let break_in_its_place = any(MAINTENANCE, page, &scan) || is_break(&scan);
    let replaced = page.status == 200 && break_in_its_place && !OF_A_THEME.on(page, &scan);
    replaced.then_some(Closed::Maintenance)
}

/// Whether the whole page asks for the password that WordPress gives to single pages.
pub fn asks_for_page_password(page: &Page<'_>) -> bool {
    page.status == 200 && Scan::new(page).source.contains("class=\"post-password-form\"")
}

/// The folders that plugins lead shoppers to while the shop has a break.
const BREAKS: [&str; 7] = [
    "maintenance",
    "maintenance-mode",
    "coming-soon",
    "under-construction",
    "wartung",
    "wartungsmodus",
    "wartungsarbeiten",
];

/// The folders where shoppers sign in: WooCommerce's own page for it, and what plugins call theirs.
const SIGN_INS: [&str; 8] =
    ["my-account", "mein-konto", "mon-compte", "mi-cuenta", "login", "log-in", "sign-in", "anmelden"];

/// Where a redirect leads that is no page of the shop's.
fn leads_to(location: &str) -> Option<Closed> {
    let location = location.to_ascii_lowercase();
    let path = location.split(['?', '#']).next().unwrap_or_default();
    let (host, below) = match path.split_once("://") {
        Some((_, rest)) => rest.split_once('/').unwrap_or((rest, "")),
        None => ("", path),
    };
    let folders: Vec<&str> = below.split('/').filter(|folder| !folder.is_empty()).collect();
    // A shop may sell maintenance: only what stands right below it, or below a language, is a page of its own.
    let folder = match folders.as_slice() {
        [folder] => folder,
        [language, folder] if language.len() == 2 => folder,
        _ => "",
    };
    if path.ends_with("/wp-login.php") || SIGN_INS.contains(&folder) {
        Some(Closed::SignIn)
    } else if location.contains("password-protected=login") {
        Some(Closed::Password)
    } else if host.ends_with(".queue-it.net") {
        Some(Closed::Queue)
    } else if BREAKS.contains(&folder) {
        Some(Closed::Maintenance)
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
        let bicycles = format!(
            "<html><head><title>Maintenance - Corner Shop</title></head><body class=\"home\">{}</body></html>",
            "We look after bicycles of every kind. ".repeat(30)
        );
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
            ("a page of a break", 302, "", Some("/wartung/"), Some(Closed::Maintenance)),
            ("a queue", 302, "", Some("https://shop.queue-it.net/?c=shop"), Some(Closed::Queue)),
            ("the account of a shopper", 302, "", Some("https://shop.example/my-account/"), Some(Closed::SignIn)),
            ("a page for members", 302, "", Some("/login/?next=shop"), Some(Closed::SignIn)),
            ("a product about maintenance", 302, "", Some("/product/maintenance-kit/"), None),
            ("a service that is sold", 301, "", Some("https://shop.example/services/maintenance/"), None),
            ("a break in a language", 302, "", Some("https://shop.example/de/wartung/"), Some(Closed::Maintenance)),
            ("a page that tells of a service's sign-in", 302, "", Some("/products/app/login/"), None),
            (
                "a break by its title",
                200,
                "<html><head><title>Wartungsmodus – Shop</title></head><body>x</body></html>",
                None,
                Some(Closed::Maintenance),
            ),
            (
                "an article of that title",
                200,
                "<html><head><title>Wartungsmodus</title></head><body class=\"woocommerce-page\">x</body></html>",
                None,
                None,
            ),
            (
                "a waiting room",
                200,
                "<html><head><title>Waiting Room</title></head><body>You are now in line. Thank you for your patience.</body></html>",
                None,
                Some(Closed::Queue),
            ),
            ("a page that sells maintenance", 200, &bicycles, None, None),
            ("a page that links to the sign-in", 200, &article, login, None),
        ];
        for (what, status, body, location, expected) in cases {
            assert_eq!(closed(&Page { status, headers: &[], body }, location), expected, "{what}");
        }
    }
}
