//! Home pages of other platforms, with the marks that give each away.
//!
//! They refuse to be shops: there is nothing but the home page.

use axum::http::{HeaderName, StatusCode};
use serde::{Deserialize, Serialize};

use super::not_found;
use crate::serving::{Answer, HttpRequest};

/// A platform that is not WordPress.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
#[expect(missing_docs, reason = "they are the names of products, and nothing is to be said about them")]
pub enum PlatformName {
    Shopify,
    Wix,
    Squarespace,
    BigCommerce,
    Magento,
    PrestaShop,
    Joomla,
    Drupal,
    Webflow,
    Shopware,
}

impl PlatformName {
    /// One of each.
    pub const ALL: [Self; 10] = [
        Self::Shopify,
        Self::Wix,
        Self::Squarespace,
        Self::BigCommerce,
        Self::Magento,
        Self::PrestaShop,
        Self::Joomla,
        Self::Drupal,
        Self::Webflow,
        Self::Shopware,
    ];

    /// The headers that it adds, and the beginning of its pages' head.
    fn marks(self) -> (&'static [(&'static str, &'static str)], &'static str) {
        match self {
            Self::Shopify => (
                &[("server", "cloudflare"), ("powered-by", "Shopify"), ("x-shopid", "61234567890")],
                "<script src=\"//corner-shop.example/cdn/shop/t/1/assets/theme.js\"></script>\n\
                 <link rel=\"preconnect\" href=\"https://cdn.shopify.com\">\n<script>var Shopify = Shopify || {};</script>",
            ),
            Self::Wix => (
                &[("server", "Pepyaka"), ("x-wix-request-id", "1795255200.1234567890123456")],
                "<meta name=\"generator\" content=\"Wix.com Website Builder\"/>\n\
                 <link rel=\"preconnect\" href=\"https://static.wixstatic.com\">",
            ),
            Self::Squarespace => (
                &[("server", "Squarespace"), ("x-contextid", "c0ffee/practice")],
                "<!-- This is Squarespace. -->\n<base href=\"\">\n\
                 <script src=\"https://static1.squarespace.com/static/vta/scripts.js\"></script>",
            ),
            Self::BigCommerce => (
                &[("server", "openresty"), ("set-cookie", "SHOP_SESSION_TOKEN=practice; path=/; secure; HttpOnly")],
                "<link rel=\"dns-prefetch preconnect\" href=\"https://cdn11.bigcommerce.com/s-practice\" crossorigin>\n\
                 <meta name=\"platform\" content=\"bigcommerce.stencil\" />",
            ),
            Self::Magento => (
                &[("x-magento-tags", "FPC"), ("set-cookie", "mage-messages=%5B%5D; path=/; secure")],
                "<link rel=\"stylesheet\" href=\"/static/version1795255200/frontend/Magento/luma/en_US/css/styles-m.css\" />\n\
                 <script type=\"text/x-magento-init\">{\"*\": {\"mage/cookies\": {}}}</script>",
            ),
            Self::PrestaShop => (
                &[("powered-by", "PrestaShop"), ("set-cookie", "PrestaShop-c0ffee=practice; path=/; secure")],
                "<meta name=\"generator\" content=\"PrestaShop\">\n\
                 <script>var prestashop = {\"currency\": {\"iso_code\": \"EUR\"}};</script>",
            ),
            Self::Joomla => (
                &[("server", "Apache")],
                "<meta name=\"generator\" content=\"Joomla! - Open Source Content Management\">\n\
                 <script src=\"/media/system/js/core.min.js\"></script>",
            ),
            Self::Drupal => (
                &[("x-generator", "Drupal 10 (https://www.drupal.org)"), ("x-drupal-cache", "HIT")],
                "<meta name=\"Generator\" content=\"Drupal 10 (https://www.drupal.org)\" />\n\
                 <link rel=\"stylesheet\" href=\"/sites/default/files/css/css_practice.css\" />",
            ),
            Self::Webflow => (
                &[("x-lambda-id", "c0ffee00-0000-4000-8000-000000000000")],
                "<meta content=\"Webflow\" name=\"generator\"/>\n\
                 <link href=\"https://cdn.prod.website-files.com/c0ffee/css/corner.css\" rel=\"stylesheet\"/>",
            ),
            Self::Shopware => (
                &[("sw-context-token", "c0ffee00c0ffee00c0ffee00c0ffee00"), ("sw-language-id", "c0ffee00")],
                "<link rel=\"stylesheet\" href=\"/theme/c0ffee/css/all.css\">\n\
                 <script>window.features = {\"v6.5.0.0\": true};</script>",
            ),
        }
    }
}

/// The home page at `/`, and 404 elsewhere.
pub(in crate::shop) fn answer(platform: PlatformName, asked: &HttpRequest) -> Answer {
    if asked.path != "/" {
        return not_found();
    }
    let (headers, head) = platform.marks();
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>The Corner Shop</title>\n{head}\n\
         </head>\n<body>\n<h1>The Corner Shop</h1>\n<p>Apples, candles, string.</p>\n</body>\n</html>\n"
    );
    let answer = Answer::html(StatusCode::OK, page);
    headers.iter().fold(answer, |answer, (name, value)| answer.with(HeaderName::from_static(name), value))
}
