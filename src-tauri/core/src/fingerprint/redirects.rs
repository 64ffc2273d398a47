//! Plugins of WordPress that lead visitors on, and say so in a header of their own (`X-Redirect-By`, which WordPress's
//! `wp_redirect()` writes).

use super::page::Page;

/// What stands in the header, and the plugin's name as its makers write it.
const PLUGINS: [(&str, &str); 12] = [
    ("redirection", "Redirection"),
    ("rank math", "Rank Math"),
    ("rank math seo", "Rank Math"),
    ("yoast seo", "Yoast SEO"),
    ("yoast seo premium", "Yoast SEO Premium"),
    ("aioseo", "All in One SEO"),
    ("polylang", "Polylang"),
    ("polylang pro", "Polylang Pro"),
    ("wpml", "WPML"),
    ("safe redirect manager", "Safe Redirect Manager"),
    ("permalink manager", "Permalink Manager"),
    ("permalink manager pro", "Permalink Manager Pro"),
];

/// The plugin that leads whoever asks on to another address.
pub fn redirecting(page: &Page<'_>) -> Option<&'static str> {
    let named = |value: &str| {
        let value = value.trim().to_ascii_lowercase();
        PLUGINS.iter().find(|(says, _)| *says == value).map(|&(_, name)| name)
    };
    if matches!(page.status, 300..=399) { page.header("x-redirect-by").find_map(named) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plugin_that_leads_on_is_known_by_its_own_word_alone() {
        let by = |status, value: &str| {
            let headers = [("x-redirect-by".to_owned(), value.to_owned())];
            redirecting(&Page { status, headers: &headers, body: "" })
        };
        assert_eq!(by(301, "redirection"), Some("Redirection"));
        assert_eq!(by(302, "Yoast SEO Premium"), Some("Yoast SEO Premium"));
        assert_eq!(by(308, " Rank Math "), Some("Rank Math"));
        for nobody in ["WordPress", "WooCommerce", "TYPO3 Redirect 12", "my redirection", ""] {
            assert_eq!(by(301, nobody), None, "{nobody}");
        }
        assert_eq!(by(200, "redirection"), None, "nobody is led anywhere");
    }
}
