//! What made a page, and what it names: one made-up page a row, and pages that must not fool it.

use super::layer_tests::headers;
use super::*;

fn with<T>(lines: &str, body: &str, ask: impl Fn(&Page<'_>) -> T) -> T {
    ask(&Page { status: 200, headers: &headers(lines), body })
}

/// An ordinary shop that mentions much and holds widgets of others.
const SHOP: &str = "<!DOCTYPE html><html><head><title>Moving from Shopify to WooCommerce</title>\
    <meta name='generator' content='WordPress 9.9' /><meta name=\"generator\" content=\"WooCommerce 99.1\" />\
    <link rel='stylesheet' href='https://shop.example/wp-content/themes/corner/style.css' />\
    <script src='https://sdks.shopifycdn.com/buy-button/latest/buy-button-storefront.min.js'></script>\
    <script src='https://app.ecwid.com/script.js?1'></script></head>\
    <body class='wp-singular'><p>Shopify, Wix, Squarespace and Magento compared. Index of /. Cloudflare.</p>\
    <img src='https://static.wixstatic.com/media/a.png'></body></html>";

#[test]
fn other_systems_are_named() {
    let generator = |name: &str| format!("<head><meta name=\"generator\" content=\"{name}\"></head>");
    let rows: &[(&str, &str, String)] = &[
        ("Shopify", "x-shopid: 123456", String::new()),
        ("Shopify", "powered-by: Shopify", String::new()),
        ("Wix", "x-wix-request-id: 17.1", String::new()),
        ("Squarespace", "server: Squarespace", String::new()),
        ("Shopware", "sw-context-token: 0a", String::new()),
        ("PrestaShop", "powered-by: PrestaShop", String::new()),
        ("Joomla", "", generator("Joomla! - Open Source Content Management")),
        ("Drupal", "", generator("Drupal 11 (https://www.drupal.org)")),
        ("Webflow", "", "<html data-wf-site=\"65b\">".to_owned()),
        ("BigCommerce", "set-cookie: SHOP_SESSION_TOKEN=a; path=/", String::new()),
        ("Adobe Commerce (Magento)", "", "<script type=\"text/x-magento-init\">{}</script>".to_owned()),
        ("OpenCart", "set-cookie: OCSESSID=a", String::new()),
        ("Ecwid", "", "<script src=\"https://app.ecwid.com/script.js?9\"></script>".to_owned()),
        ("Shoplazza", "set-cookie: shoplazza_source=a", String::new()),
        ("SHOPLINE", "", "<link href=\"https://cdn.shoplineapp.com/a.css\">".to_owned()),
        ("Jimdo", "x-jimdo-instance: i-1", String::new()),
        ("Square Online", "", "<script src=\"https://cdn3.editmysite.com/app/website/js/a.js\"></script>".to_owned()),
        ("Weebly", "", "<script src=\"//cdn2.editmysite.com/js/a.js\"></script>".to_owned()),
        ("GoDaddy Website Builder", "", generator("Starfield Technologies; Go Daddy Website Builder 8.0.0000")),
        ("TYPO3", "", "<link rel=\"stylesheet\" href=\"typo3temp/assets/a.css\">".to_owned()),
        ("Odoo", "", generator("Odoo")),
        ("Lightspeed", "", "<!-- [START] 'blocks/head.rain' -->".to_owned()),
        ("plentymarkets", "x-plenty-shop: Ceres", String::new()),
        ("JTL-Shop", "set-cookie: JTLSHOP=a", String::new()),
        ("modified eCommerce", "", generator("(c) by modified eCommerce Shopsoftware")),
        ("Shoptet", "", "<link href=\"https://cdn.myshoptet.com/a.css\">".to_owned()),
        ("Salesforce Commerce Cloud", "set-cookie: dwsid=a", String::new()),
        ("Ghost", "", generator("Ghost 5.90")),
    ];
    for (name, lines, body) in rows {
        assert_eq!(with(lines, body, platform), Some(*name), "{lines} {body}");
        assert!(!with(lines, body, wordpress), "{name}");
    }
}

#[test]
fn the_server_is_believed_before_the_page_and_a_widget_last() {
    let wix_with_shopify = "<meta name=\"shopify-digital-wallet\" content=\"/1\">";
    assert_eq!(with("x-wix-request-id: 1", wix_with_shopify, platform), Some("Wix"));
    let webflow_with_ecwid =
        "<script src='https://app.ecwid.com/script.js'></script><meta name=generator content=Webflow>";
    assert_eq!(with("", webflow_with_ecwid, platform), Some("Webflow"));
}

#[test]
fn wordpress_shows_in_headers_cookies_and_page() {
    let rows = [
        ("link: <https://shop.example/wp-json/>; rel=\"https://api.w.org/\"", ""),
        ("x-pingback: https://shop.example/xmlrpc.php", ""),
        ("x-redirect-by: WordPress", ""),
        ("expires: Wed, 11 Jan 1984 05:00:00 GMT", ""),
        ("access-control-expose-headers: X-WP-Total, X-WP-TotalPages, Link", "{}"),
        ("set-cookie: woocommerce_cart_hash=a; path=/", ""),
        ("set-cookie: a=b\nset-cookie: wordpress_test_cookie=WP", ""),
        ("", "<META NAME=Generator CONTENT=\"WordPress 9.9\">"),
        ("", "<script src=/wp-includes/js/a.js></script>"),
        ("", "<img src=\"/wp-content/uploads/a.png\">"),
        ("", "<link href='https://shop.example/wp-json/' rel='https://api.w.org/'>"),
        ("", "<body id=\"error-page\">"),
        ("", SHOP),
    ];
    for (lines, body) in rows {
        assert!(with(lines, body, wordpress), "{lines} {body}");
    }
}

#[test]
fn pages_of_others_are_not_taken_for_wordpress() {
    let rows = [
        ("x-redirect-by: TYPO3 Redirect 7", ""),
        ("expires: Thu, 19 Nov 1981 08:52:00 GMT", "<p>We love WordPress and /wp-content/.</p>"),
        ("", "<img src=\"https://blog.example/wp-content/uploads/a.png\"><a href='/wp-includes/'>x</a>"),
        (
            "",
            "<!-- <meta name=generator content=WordPress> --><script>'<link rel=https://api.w.org/ href=/x>'</script>",
        ),
        ("", "<html><head><title>Front page</title></head><body>Our <a href=\"/shop/\">shop</a></body></html>"),
    ];
    for (lines, body) in rows {
        assert!(!with(lines, body, wordpress), "{lines} {body}");
        assert_eq!(with(lines, body, platform).filter(|name| *name != "TYPO3"), None, "{lines} {body}");
    }
}

#[test]
fn a_shop_that_mentions_others_stays_wordpress() {
    assert_eq!(with("x-cache: MISS", SHOP, platform), None);
    assert_eq!(with("set-cookie: _shopify_y=1", SHOP, platform), None);
    assert!(!with("", SHOP, placeholder));
    assert!(!with("", SHOP, wordpress_com));
    assert!(with("", SHOP, locked_out_plugins).is_empty());
}

#[test]
fn wordpress_com_is_told() {
    assert!(with("host-header: WordPress.com", "", wordpress_com));
    let link = "link: <https://public-api.wordpress.com/wp-json/?rest_route=/sites/1>; rel=\"https://api.w.org/\"";
    assert!(with(link, "", wordpress_com) && with(link, "", wordpress));
    assert!(!with("host-header: 8441280b", "<a href='https://public-api.wordpress.com/'>x</a>", wordpress_com));
}

#[test]
fn placeholders_are_told_from_pages_about_them() {
    let rows = [
        "<title>Welcome to nginx!</title>",
        "<title>Apache2 Ubuntu Default Page: It works</title>",
        "<title>IIS Windows Server</title>",
        "<title>Web Server's Default Page</title>",
        "<html><body><h1>It works!</h1></body></html>",
        "<html><head><title>Index of /</title></head><body><h1>Index of /</h1><a href=\"?C=N;O=D\">Name</a></body></html>",
        "<html><head><meta http-equiv=\"refresh\" content=\"0;URL=/cgi-sys/defaultwebpage.cgi\"></head></html>",
        "<script>window.LANDER_SYSTEM=\"PW\"</script><script src=\"https://img1.wsimg.com/parking-lander/static/js/main.1.js\"></script>",
        "<!DOCTYPE html><html lang=\"en\" data-adblockkey=\"MFww_a\"><body></body></html>",
        "<script>window.onload=function(){window.location.href=\"/lander\"}</script>",
    ];
    for body in rows {
        assert!(with("", body, placeholder), "{body}");
    }
    let silent = [
        "<title>Index of / – what it means</title><h1>Index of / – what it means</h1>",
        "<title>Index of /</title><p>A post about listings</p>",
        "<title>Welcome to nginx! A tutorial</title>",
        "<link href=/wp-content/themes/a.css><title>Default page</title>",
        "<p>This domain is not for sale at sedoparking.com/</p>",
        "<title>404 Not Found</title>",
    ];
    for body in silent {
        assert!(!with("", body, placeholder), "{body}");
    }
}

#[test]
fn an_unfinished_setup_is_told_by_its_address() {
    assert!(not_set_up("/wp-admin/install.php") && not_set_up("/shop/wp-admin/setup-config.php?step=0"));
    assert!(
        !not_set_up("/install.php")
            && !not_set_up("/wp-admin/install.php/x")
            && !not_set_up("/?a=/wp-admin/install.php")
    );
}

#[test]
fn certificate_inspectors_are_told_from_public_authorities() {
    let rows = [
        ("CN=Avast Web/Mail Shield Root, O=Avast Web/Mail Shield", "Avast"),
        ("CN=Kaspersky Anti-Virus Personal Root Certificate, O=AO Kaspersky Lab", "Kaspersky"),
        ("C=SK, O=\"ESET, spol. s r. o.\", CN=ESET SSL Filter CA", "ESET"),
        ("CN=Bitdefender Personal CA.Net-Defender", "Bitdefender"),
        ("O=Zscaler Inc., CN=Zscaler Intermediate Root CA (zscaler.net)", "Zscaler"),
        ("CN=FGT60F, OU=Certificate Authority, O=Fortinet", "Fortinet"),
        ("CN=Cisco Umbrella Secondary SubCA", "Cisco Umbrella"),
        ("CN=DO_NOT_TRUST_FiddlerRoot", "Fiddler"),
        ("CN=mitmproxy, O=mitmproxy", "mitmproxy"),
        ("CN=Charles Proxy CA (1 Jan 2031)", "Charles"),
        ("CN=ca.corner.goskope.com", "Netskope"),
        ("CN=Gateway CA - Cloudflare Managed G1", "Cloudflare Gateway"),
        ("O=Superfish, Inc.", "Superfish"),
    ];
    for (issuer, name) in rows {
        assert_eq!(inspector(issuer), Some(name), "{issuer}");
    }
    for issuer in [
        "C=US, O=Let's Encrypt, CN=R11",
        "CN=Cloudflare Inc ECC CA-3",
        "O=DigiCert Inc",
        "CN=Symantec Class 3 Secure Server CA",
        "CN=Reset CA",
        "",
    ] {
        assert_eq!(inspector(issuer), None, "{issuer}");
    }
}

#[test]
fn plugins_that_lock_apps_out_are_seen_in_the_source() {
    let body = "<link href='https://shop.example/wp-content/plugins/better-wp-security/a.css'>\
        <script>var a={\"u\":\"https:\\/\\/shop.example\\/wp-content\\/plugins\\/disable-json-api\\/x\"}</script>\
        <link href='/wp-content/plugins/ithemes-security-pro/a.css'><link href='/wp-content/plugins/woocommerce/a.css'>";
    assert_eq!(with("", body, locked_out_plugins), ["Disable REST API", "Solid Security"]);
}

#[test]
fn cached_answers_say_so() {
    for lines in [
        "age: 12",
        "x-cache: Hit from cloudfront",
        "x-cache: TCP_HIT",
        "x-cache: MISS, HIT",
        "cf-cache-status: HIT",
        "x-litespeed-cache: hit,private",
        "x-proxy-cache: HIT",
    ] {
        assert!(cached(&headers(lines)), "{lines}");
    }
    for lines in [
        "age: 0",
        "age: x",
        "x-cache: Miss from cloudfront",
        "cf-cache-status: DYNAMIC",
        "x-cache-hits: 0",
        "server: HIT",
        "x-cache: whit",
    ] {
        assert!(!cached(&headers(lines)), "{lines}");
    }
}

#[test]
fn the_rest_root_is_read_from_header_or_page() {
    let root = Some("https://shop.example/wp-json/");
    let told = [
        ("link: <https://shop.example/wp-json/>; rel=\"https://api.w.org/\"", ""),
        (
            "link: <https://a.example/?a,b;c>; rel=preload; title=\"x, <y>\", <https://shop.example/wp-json/>; type=\"a;b\"; REL=\"https://api.w.org/\"",
            "",
        ),
        ("link: <https://a.example/>; rel=shortlink\nlink: <https://shop.example/wp-json/>;rel=https://api.w.org/", ""),
        ("", "<link rel=\"https://api.w.org/\" href=\"https://shop.example/wp-json/\" />"),
        ("", "<LINK HREF='https&#58;//shop.example/wp-json/' title=x REL='alternate https://api.w.org/'>"),
        ("link: garbage <", "<link href=https://shop.example/wp-json/ rel=https://api.w.org/>"),
    ];
    for (lines, body) in told {
        assert_eq!(with(lines, body, rest_link).as_deref(), root, "{lines} {body}");
    }
    let several = "link: <https://a.example/>; rel=\"shortlink\", <https://shop.example/index.php?rest_route=/>; rel=\"x https://api.w.org/\"; a=b";
    assert_eq!(with(several, "", rest_link).as_deref(), Some("https://shop.example/index.php?rest_route=/"));
    assert_eq!(
        with("", "<link rel='https://api.w.org/' href='/?rest_route=/&amp;a=1'>", rest_link).as_deref(),
        Some("/?rest_route=/&a=1")
    );
    for body in [
        "<!-- <link rel='https://api.w.org/' href='/x'> -->",
        "<a rel='https://api.w.org/' href='/x'>",
        "<link rel='https://api.w.org/'>",
    ] {
        assert_eq!(with("", body, rest_link), None, "{body}");
    }
}

#[test]
fn links_come_in_order_decoded_and_at_most_two_hundred() {
    let body = "<a href=\"/shop/?a=1&amp;b=2\">Shop</a><area href=/x><a name=y><A HREF=' https://shop.example '>";
    assert_eq!(with("", body, links), ["/shop/?a=1&b=2", "https://shop.example"]);
    assert_eq!(with("", &"<a href=/p>".repeat(300), links).len(), 200);
}

#[test]
fn a_page_says_its_language() {
    let says = |body| language(&Page { status: 200, headers: &[], body });
    let cases = [
        ("<!DOCTYPE html><html lang=\"sv-SE\" class=\"x\"><head>", Some("sv")),
        ("<HTML dir=ltr LANG='de'>", Some("de")),
        ("<html lang=nl>", Some("nl")),
        ("<html lang=\"haw\">", None),
        ("<html><p lang=\"fr\">", None),
        ("{}", None),
    ];
    for (body, expected) in cases {
        assert_eq!(says(body).as_deref(), expected, "{body}");
    }
}
