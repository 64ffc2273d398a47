//! The `?rest_route=` form, with pretty and with plain permalinks, before and after WooCommerce 11.1.

use connect_practice::{ShopConfig, Trouble};

use crate::support::{READ_WRITE, Shop, code};

const ROUTE: &str = "/?rest_route=/wc/v3/payment_gateways/meum";
const VIEW: &str = "woocommerce_rest_cannot_view";

async fn check(version: &str, trouble: Option<Trouble>, rows: &[(&str, u16, &str)]) {
    let config = ShopConfig { woocommerce_version: version.to_owned(), ..ShopConfig::practice() };
    let shop = Shop::with(config).await;
    if let Some(trouble) = trouble {
        shop.practice.set(trouble);
    }
    for (path, status, expected) in rows {
        let answer = code(shop.get_as(READ_WRITE, path).await).await;
        assert_eq!(answer, (*status, (*expected).to_owned()), "{version}: {path}");
    }
}

#[tokio::test]
async fn keys_are_ignored_unless_the_address_holds_the_mark() {
    let marked = format!("{ROUTE}&x=wp-json/wc/");
    let through_index = "/index.php?rest_route=/wc/v3/payment_gateways/meum&x=wp-json/wc/";
    let in_path = "/wp-json/wc/?rest_route=/wc/v3/payment_gateways/meum";
    let rows = [(ROUTE, 401, VIEW), (&marked, 200, ""), (through_index, 200, ""), (in_path, 200, "")];
    check("10.0.2", None, &rows).await;
    check("8.2.2", Some(Trouble::PlainPermalinks), &rows).await;
}

#[tokio::test]
async fn keys_work_in_that_form_from_11_1_on() {
    check("11.1.0", Some(Trouble::PlainPermalinks), &[(ROUTE, 200, "")]).await;
    check("11.0.3", None, &[(ROUTE, 401, VIEW)]).await;
}

#[tokio::test]
async fn the_index_and_unknown_routes_answer_in_that_form() {
    let rows = [
        ("/?rest_route=/&_fields=name", 200, ""),
        ("/index.php?rest_route=/&_fields=name", 200, ""),
        ("/?rest_route=/no/such/route", 404, "rest_no_route"),
        ("/index.php/wp-json/wc/v3/payment_gateways/meum", 200, ""),
        ("//wp-json/wc/v3/payment_gateways/meum/", 200, ""),
    ];
    check("10.0.2", None, &rows).await;
}
