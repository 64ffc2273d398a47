//! WordPress plugins that answer the REST interface in WooCommerce's place, by the codes of their
//! errors. It does not judge whether they should have.

use super::page::Page;

/// A plugin that signs apps in with tokens of its own, and takes the header for one of them.
pub const TOKENS: &str = "JWT Authentication for WP REST API";

/// How the code begins, and the plugin whose sources hold it. Codes that several plugins or WordPress's
/// own handbook use are not here: `rest_cannot_access`, `rest_not_logged_in`, `rest_unauthorized`,
/// `rest_disabled`.
const CODES: &[(&str, &str)] = &[
    ("jwt_auth_", TOKENS),
    ("json_oauth1_", "WP REST API OAuth 1.0a"),
    ("nfw_", "NinjaFirewall"),
    ("shield_", "Shield Security"),
    ("itsec_", "Solid Security"),
    ("aios_", "All-In-One Security"),
    ("restx_", "Disable XML-RPC-API"),
    ("rest_login_required", "Disable WP REST API"),
    ("rest_access_disabled", "Advanced Access Manager"),
    ("secupress_", "SecuPress"),
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
    CODES.iter().find(|(start, _)| code.starts_with(start)).map(|&(_, name)| name)
}

/// miniOrange's plugin answers in JSON of its own, with a description and a reason.
fn without_code(page: &Page<'_>) -> Option<&'static str> {
    let says = |field: &str| page.start().contains(field);
    let own = page.is_json() && says("\"error_description\"") && says("\"error_reason\"");
    own.then_some("REST API Authentication for WP")
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
