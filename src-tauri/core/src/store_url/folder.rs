//! Which part of a path can be the folder the shop lives in, and which is a page of it. `shop` is
//! kept: WordPress may live there, and the search walks up from it.

use percent_encoding::percent_decode_str;

/// Path segments that belong to WordPress or to a page of the shop, never to its folder: the
/// product pages by WooCommerce's own default names in several languages.
const PAGES: &[&str] = &[
    "wp-admin",
    "wp-json",
    "wp-content",
    "wp-includes",
    "wc-api",
    "wc-auth",
    "cart",
    "checkout",
    "order-received",
    "order-pay",
    "my-account",
    "product",
    "products",
    "product-category",
    "product-tag",
    "produkt",
    "produkt-kategorie",
    "produit",
    "categorie-produit",
    "producto",
    "categoria-producto",
    "prodotto",
    "categoria-prodotto",
    "produto",
    "categoria-produto",
    "product-categorie",
    "kategoria-produktu",
    "category",
    "tag",
    "author",
    "page",
    "feed",
];

/// Endings of files, so of pages: `wp-login.php`, `index.php`, `sitemap.xml`.
const FILES: &[&str] = &[".php", ".html", ".htm", ".xml", ".txt", ".asp", ".aspx"];

/// The folder at the start of a path, without slashes around it.
pub(super) fn folder(path: &str) -> String {
    let segments = path.split('/').filter(|segment| !segment.is_empty());
    segments.take_while(|segment| is_folder(segment)).collect::<Vec<_>>().join("/")
}

fn is_folder(segment: &str) -> bool {
    let name = percent_decode_str(segment).decode_utf8_lossy().to_lowercase();
    let page = PAGES.contains(&name.as_str()) || FILES.iter().any(|ending| name.ends_with(ending));
    let plain = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~' | '+');
    !page && name.chars().all(plain) && !name.ends_with(['_', '.', '~', '+'])
}
