//! Shop and site systems other than WordPress. It never names one where WordPress shows: a buy
//! button of Shopify or a picture on Wix does not make a shop theirs.

use super::mark::Mark;
use super::page::Page;
use super::scan::Scan;
use super::wordpress::is_wordpress;

/// Systems and their marks. Source: the technology list of enthec/webappanalyzer, kept to marks
/// the system's own server or template writes; what a widget, a plugin or a picture would bring
/// along is left out. From the systems' own pages besides: `x-sorting-hat-shopid`, Magento's
/// `x-magento-*`, `SHOP_SESSION_TOKEN` (`BigCommerce`), Weebly's `x-host`, JTL's form token, and the
/// addresses SHOPLINE, Shoplazza and Square load their pages from.
const PLATFORMS: &[(&str, &[Mark])] = &[
    (
        "Shopify",
        &[
            Mark::Header("x-shopid", ""),
            Mark::Header("x-shopify-stage", ""),
            Mark::Header("x-sorting-hat-shopid", ""),
            Mark::Header("powered-by", "shopify"),
            Mark::Cookie("_shopify_"),
            Mark::Meta("shopify-checkout-api-token", ""),
            Mark::Meta("shopify-digital-wallet", ""),
        ],
    ),
    (
        "Wix",
        &[
            Mark::Header("x-wix-request-id", ""),
            Mark::Header("x-wix-renderer-server", ""),
            Mark::Meta("generator", "wix.com"),
        ],
    ),
    ("Squarespace", &[Mark::Header("server", "squarespace"), Mark::Meta("generator", "squarespace")]),
    (
        "Shopware",
        &[
            Mark::Header("sw-context-token", ""),
            Mark::Header("sw-version-id", ""),
            Mark::Header("sw-invalidation-states", ""),
            Mark::Meta("application-name", "shopware"),
            Mark::Resource("/engine/shopware/"),
            Mark::Resource("jquery.shopware.min.js"),
        ],
    ),
    (
        "PrestaShop",
        &[Mark::Header("powered-by", "prestashop"), Mark::Cookie("prestashop-"), Mark::Meta("generator", "prestashop")],
    ),
    (
        "Joomla",
        &[
            Mark::Header("x-content-encoded-by", "joomla"),
            Mark::Meta("generator", "joomla"),
            Mark::Resource("/media/com_virtuemart/"),
            Mark::Resource("/components/com_virtuemart/"),
        ],
    ),
    (
        "Drupal",
        &[
            Mark::Header("x-drupal-cache", ""),
            Mark::Header("x-drupal-dynamic-cache", ""),
            Mark::Header("x-generator", "drupal"),
            Mark::Meta("generator", "drupal"),
            Mark::Resource("/sites/all/modules/"),
            Mark::Resource("/sites/default/themes/"),
        ],
    ),
    ("Webflow", &[Mark::Meta("generator", "webflow"), Mark::Root("data-wf-site")]),
    (
        "BigCommerce",
        &[
            Mark::Header("x-bc-storefront-request", ""),
            Mark::Cookie("shop_session_token"),
            Mark::Meta("platform", "bigcommerce"),
        ],
    ),
    (
        "Adobe Commerce (Magento)",
        &[
            Mark::Header("x-magento-cache-debug", ""),
            Mark::Header("x-magento-tags", ""),
            Mark::Header("x-magento-cache-control", ""),
            Mark::Cookie("x-magento-vary"),
            Mark::Cookie("mage-"),
            Mark::Source("type=\"text/x-magento-init\""),
            Mark::Resource("/mage/requirejs/"),
            Mark::Resource("/skin/frontend/"),
        ],
    ),
    (
        "OpenCart",
        &[Mark::Cookie("ocsessid"), Mark::Meta("generator", "opencart"), Mark::Resource("catalog/view/theme/")],
    ),
    ("Shoplazza", &[Mark::Cookie("shoplazza_"), Mark::Resource("cdn.shoplazza.com/")]),
    (
        "SHOPLINE",
        &[
            Mark::Cookie("_shop_shopline"),
            Mark::Resource("cdn.shoplineapp.com/"),
            Mark::Resource("cdn.myshopline.com/"),
        ],
    ),
    (
        "Jimdo",
        &[Mark::Header("x-jimdo-instance", ""), Mark::Header("x-jimdo-wid", ""), Mark::Meta("generator", "jimdo")],
    ),
    ("Square Online", &[Mark::Resource("cdn3.editmysite.com/app/website/")]),
    (
        "Weebly",
        &[Mark::Header("x-host", "weebly"), Mark::Meta("generator", "weebly"), Mark::Resource(".editmysite.com/")],
    ),
    ("GoDaddy Website Builder", &[Mark::Cookie("dps_site_id"), Mark::Meta("generator", "go daddy website builder")]),
    (
        "TYPO3",
        &[
            Mark::Header("x-redirect-by", "typo3"),
            Mark::Meta("generator", "typo3"),
            Mark::Resource("typo3temp/"),
            Mark::Resource("typo3conf/"),
        ],
    ),
    (
        "Odoo",
        &[Mark::Meta("generator", "odoo"), Mark::Resource("/web/assets/"), Mark::Resource("/web/css/web.assets_")],
    ),
    ("Lightspeed", &[Mark::Resource("assets.webshopapp.com/"), Mark::Source("<!-- [start] 'blocks/head.rain' -->")]),
    ("plentymarkets", &[Mark::Header("x-plenty-shop", ""), Mark::Meta("generator", "plentymarkets")]),
    ("JTL-Shop", &[Mark::Cookie("jtlshop"), Mark::Source("<input type=\"hidden\" class=\"jtl_token\"")]),
    ("Gambio", &[Mark::Source("shopsoftware by gambio gmbh"), Mark::Resource("templates/gambio/")]),
    ("modified eCommerce", &[Mark::Meta("generator", "modified ecommerce shopsoftware")]),
    ("xt:Commerce", &[Mark::Meta("generator", "xt:commerce")]),
    ("OXID eShop", &[Mark::Source("<!-- oxid eshop"), Mark::Source("oxid eshop community edition, version")]),
    ("ePages", &[Mark::Header("x-epages-requestid", "")]),
    ("Shoptet", &[Mark::Meta("web_author", "shoptet"), Mark::Resource("cdn.myshoptet.com/")]),
    ("VTEX", &[Mark::Header("server", "vtex io"), Mark::Header("powered", "vtex"), Mark::Cookie("vtex_session")]),
    (
        "Salesforce Commerce Cloud",
        &[Mark::Header("server", "demandware"), Mark::Cookie("dwsid"), Mark::Resource("/demandware.static/")],
    ),
    ("Shift4Shop", &[Mark::Header("x-powered-by", "3dcart"), Mark::Cookie("3dvisit")]),
    ("WiziShop", &[Mark::Header("server", "wiziserver")]),
    ("Salla", &[Mark::Header("x-powered-by", "salla")]),
    ("Zid", &[Mark::Cookie("zid_catalog_session")]),
    ("Bitrix", &[Mark::Header("x-powered-cms", "bitrix"), Mark::Cookie("bitrix_sm_")]),
    ("HubSpot", &[Mark::Header("x-powered-by", "hubspot"), Mark::Meta("generator", "hubspot")]),
    ("Ghost", &[Mark::Header("x-ghost-cache-status", ""), Mark::Meta("generator", "ghost ")]),
    (
        "nopCommerce",
        &[Mark::Cookie(".nop.customer"), Mark::Cookie("nop.customer"), Mark::Meta("generator", "nopcommerce")],
    ),
    ("Smartstore", &[Mark::Cookie("smartstore."), Mark::Meta("generator", "smartstore")]),
    ("Zen Cart", &[Mark::Cookie("zenid"), Mark::Meta("generator", "zen cart")]),
    ("osCommerce", &[Mark::Cookie("oscsid"), Mark::Meta("generator", "oscommerce")]),
    ("X-Cart", &[Mark::Meta("generator", "x-cart")]),
    ("Big Cartel", &[Mark::Meta("generator", "big cartel")]),
    ("Webnode", &[Mark::Meta("generator", "webnode")]),
    ("MyOnlineStore", &[Mark::Meta("generator", "mijnwebwinkel")]),
    ("Abicart", &[Mark::Meta("generator", "abicart")]),
    (
        "Hostinger Website Builder",
        &[Mark::Meta("generator", "hostinger website builder"), Mark::Resource("userapp.zyrosite.com/")],
    ),
    ("Framer", &[Mark::Header("server", "framer/"), Mark::Meta("generator", "framer ")]),
    ("Tilda", &[Mark::Resource("static.tildacdn."), Mark::Resource("tilda.ws/")]),
    ("Duda", &[Mark::Resource("dd-cdn.multiscreensite.com/")]),
    ("Contao", &[Mark::Meta("generator", "contao open source cms")]),
    (
        "Concrete CMS",
        &[Mark::Cookie("concrete5"), Mark::Meta("generator", "concrete5"), Mark::Meta("generator", "concrete cms")],
    ),
    // Last: a shop window that stands inside pages of other systems too.
    ("Ecwid", &[Mark::Resource("app.ecwid.com/script.js"), Mark::Resource("app.multiscreenstore.com/script.js")]),
];

/// The system that made this page, by the name its makers give it. `None` where WordPress shows
/// or nothing is known. The server's word goes before the page's, and that before what it holds.
pub fn platform(page: &Page<'_>) -> Option<&'static str> {
    let scan = Scan::new(page);
    if is_wordpress(page, &scan) {
        return None;
    }
    let bears = |marks: &[Mark], tier: u8| marks.iter().any(|mark| mark.tier() == tier && mark.on(page, &scan));
    let of_tier = |tier: u8| PLATFORMS.iter().find(|(_, marks)| bears(marks, tier)).map(|&(name, _)| name);
    (0..=2).find_map(of_tier)
}
