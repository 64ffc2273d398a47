//! WordPress plugins that answer the REST interface in WooCommerce's place, by the codes of their
//! errors. It does not judge whether they should have.

use super::closers::{Closer, is_mini_orange};
use super::page::Page;

/// A plugin that signs apps in with tokens of its own, and takes the header for one of them.
pub const TOKENS: &str = "JWT Authentication for WP REST API";

/// How the code begins, and the plugin whose sources hold it. Plugins that close the interface to
/// guests have a table of their own.
const CODES: &[(&str, &str)] = &[
    ("jwt_auth_", TOKENS),
    ("json_oauth1_", "WP REST API OAuth 1.0a"),
    ("aios_", "All-In-One Security"),
    ("wfls_", "Wordfence"),
];

/// Codes of WordPress's sign-in that it never sends with 500 itself.
const USERS: [&str; 2] = ["invalid_username", "incorrect_password"];

/// The plugin that gave this answer, if it bears its mark; `code` is the REST error code.
pub fn plugin_of(page: &Page<'_>, code: Option<&str>) -> Option<&'static str> {
    let Some(code) = code else { return without_code(page) };
    if page.status == 500 && USERS.contains(&code) {
        return Some("JSON Basic Authentication");
    }
    let known = CODES.iter().find(|(start, _)| code.starts_with(start)).map(|&(_, name)| name);
    known.or_else(|| Closer::by_own_code(code).map(Closer::name))
}

fn without_code(page: &Page<'_>) -> Option<&'static str> {
    is_mini_orange(page).then(|| Closer::MiniOrange.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plugin_is_named_by_the_code_only_it_uses() {
        let cases = [
            (403, "jwt_auth_bad_auth_header", Some("JWT Authentication for WP REST API")),
            (401, "shield_block_anon_restapi", Some("Shield Security")),
            (403, "nfw_rest_api_access_restricted", Some("NinjaFirewall")),
            (500, "invalid_username", Some("JSON Basic Authentication")),
            // WordPress's own, and what several plugins say.
            (401, "invalid_username", None),
            (401, "rest_cannot_access", None),
            (401, "woocommerce_rest_cannot_view", None),
        ];
        for (status, code, expected) in cases {
            let page = Page { status, headers: &[], body: "" };
            assert_eq!(plugin_of(&page, Some(code)), expected, "{code}");
        }
    }
}
