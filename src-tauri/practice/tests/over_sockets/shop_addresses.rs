//! Shops at other addresses than expected, and redirects that lead away or nowhere.

use std::borrow::Cow;
use std::collections::HashSet;

use connect_practice::{ShopConfig, Trouble};
use serde_json::json;

use crate::signing::Signing;
use crate::support::{GATEWAYS, MEUM_GATEWAY, READ_WRITE, Shop, code, header, read};

const HOME: &str = "https://corner-shop.example";

async fn troubled(trouble: Trouble) -> Shop {
    let shop = Shop::start().await;
    shop.practice.set(trouble);
    shop
}

/// Each row: path, status, whether WordPress answers.
async fn check(shop: &Shop, root: &str, rows: &[(&str, u16, bool)]) {
    let link = format!("<{root}>; rel=\"https://api.w.org/\"");
    for (path, status, wordpress) in rows {
        let answer = shop.get(path).await;
        assert_eq!(answer.status(), *status, "{path}");
        assert_eq!(header(&answer, "link"), wordpress.then_some(link.as_str()), "{path}");
    }
    let page = shop.get("/").await.text().await.unwrap();
    assert!(page.contains(&format!("<link rel=\"https://api.w.org/\" href=\"{root}\" />")), "{page}");
}

#[tokio::test]
async fn an_endless_redirect_never_comes_back_to_where_it_was() {
    let shop = troubled(Trouble::RedirectForever).await;
    let mut seen = HashSet::from(["/wp-json/".to_owned()]);
    let mut path = "/wp-json/".to_owned();
    for _ in 0..50 {
        let answer = shop.get(&path).await;
        assert_eq!(answer.status(), 301);
        header(&answer, "location").unwrap().clone_into(&mut path);
        assert!(seen.insert(path.clone()), "{path}");
    }
}

#[tokio::test]
async fn a_wordpress_that_is_not_set_up_sends_everyone_to_its_installation() {
    let shop = troubled(Trouble::RedirectToInstall).await;
    let install = "/wp-admin/install.php";
    for path in ["/", GATEWAYS, "/?rest_route=/", "/wp-admin/"] {
        let answer = shop.get(path).await;
        let to = format!("{HOME}{install}");
        assert_eq!((answer.status().as_u16(), header(&answer, "location")), (302, Some(to.as_str())), "{path}");
    }
    let page = shop.get(install).await.text().await.unwrap();
    assert!(page.contains("WordPress &rsaquo; Installation"), "{page}");
}

#[tokio::test]
async fn a_home_elsewhere_is_what_index_and_links_name() {
    let shop = troubled(Trouble::HomeElsewhere { url: Cow::Borrowed("https://www.other-shop.example/shop") }).await;
    check(&shop, "https://www.other-shop.example/shop/wp-json/", &[("/", 200, true), ("/wp-json/", 200, true)]).await;
    let (_, index) = read(shop.get("/wp-json/?_fields=home,url").await).await;
    let elsewhere = "https://www.other-shop.example/shop";
    assert_eq!(index, json!({ "home": elsewhere, "url": elsewhere }));
    assert_eq!(shop.get_as(READ_WRITE, GATEWAYS).await.status(), 200);
    let path = MEUM_GATEWAY;
    let signing = Signing::of(&format!("{elsewhere}{path}"), READ_WRITE);
    let answer = shop.ask("GET", path).query(&signing.parameters()).send().await.unwrap();
    assert_eq!(answer.status(), 200, "a signature is for what WordPress calls home");
}

#[tokio::test]
async fn a_home_that_is_no_address_changes_nothing() {
    let shop = troubled(Trouble::HomeElsewhere { url: Cow::Borrowed("nonsense") }).await;
    let (_, index) = read(shop.get("/wp-json/?_fields=home").await).await;
    assert_eq!(index["home"], HOME);
}

#[tokio::test]
async fn another_prefix_moves_the_rest_api_and_leaves_nothing_behind() {
    let shop = troubled(Trouble::RestPrefix { prefix: Cow::Borrowed("api") }).await;
    let rows = [
        ("/", 200, true),
        ("/api/", 200, true),
        ("/?rest_route=/", 200, true),
        ("/wp-json/", 404, true),
        ("/apiary/", 404, true),
    ];
    check(&shop, "https://corner-shop.example/api/", &rows).await;
    for (path, status) in [("/api/wc/v3/payment_gateways", 200), (GATEWAYS, 404)] {
        assert_eq!(shop.get_as(READ_WRITE, path).await.status(), status, "{path}");
    }
    let (_, namespace) = read(shop.get("/api/wc/v3/?_fields=namespace").await).await;
    assert_eq!(namespace["_links"]["up"][0]["href"], "https://corner-shop.example/api/");
}

#[tokio::test]
async fn with_path_info_everything_is_below_index_php() {
    let shop = troubled(Trouble::PathInfo).await;
    let rows = [
        ("/", 200, true),
        ("/index.php", 200, true),
        ("/index.php/wp-json/", 200, true),
        ("/index.php/nothing/", 404, true),
        ("/?rest_route=/", 200, true),
        ("/wp-json/", 404, false),
        ("/nothing/", 404, false),
        ("/wp-json/?rest_route=/", 404, false),
    ];
    check(&shop, "https://corner-shop.example/index.php/wp-json/", &rows).await;
    assert_eq!(shop.get_as(READ_WRITE, &format!("/index.php{GATEWAYS}")).await.status(), 200);
}

#[tokio::test]
async fn without_rewriting_only_the_query_reaches_the_rest_api() {
    let shop = troubled(Trouble::NoRewriting).await;
    let rows = [
        ("/", 200, true),
        ("/?rest_route=/", 200, true),
        ("/index.php?rest_route=/", 200, true),
        ("/wp-json/", 404, false),
        ("/index.php/wp-json/", 404, false),
        ("/cart/", 404, false),
    ];
    check(&shop, "https://corner-shop.example/wp-json/", &rows).await;
    let page = shop.get("/wp-json/").await.text().await.unwrap();
    assert!(page.contains("<center>nginx</center>"), "{page}");
    let marked = "/index.php?rest_route=/wc/v3/payment_gateways/meum&x=wp-json/wc/";
    assert_eq!(shop.get_as(READ_WRITE, marked).await.status(), 200);
    let (_, index) = read(shop.get("/?rest_route=/&_fields=home").await).await;
    assert_eq!(index["home"], HOME);
}

#[tokio::test]
async fn the_link_can_be_in_the_page_alone() {
    let shop = troubled(Trouble::LinkOnlyInPage).await;
    let page = shop.get("/").await;
    assert_eq!((page.status().as_u16(), header(&page, "link")), (200, None));
    let element = "<link rel=\"https://api.w.org/\" href=\"https://corner-shop.example/wp-json/\" />";
    assert!(page.text().await.unwrap().contains(element));
    assert!(header(&shop.get("/wp-json/?_fields=name").await, "link").is_some(), "the REST API names itself");
}

#[tokio::test]
async fn the_root_of_a_shop_in_a_folder_links_to_it() {
    let home = "https://corner-shop.example/shop".parse().unwrap();
    let shop = Shop::with(ShopConfig { home, ..ShopConfig::practice() }).await;
    let page = shop.client.get("https://corner-shop.example/").send().await.unwrap();
    assert!(page.text().await.unwrap().contains("<a href=\"/shop/\">"));
}

#[tokio::test]
async fn a_switched_off_rest_api_says_so_and_a_removed_one_is_missing() {
    let rest_forms = ["/wp-json/", "/?rest_route=/", "/index.php?rest_route=/wc/v3", GATEWAYS];
    let shop = troubled(Trouble::RestSwitchedOff).await;
    for path in rest_forms {
        assert_eq!(code(shop.get_as(READ_WRITE, path).await).await, (403, "rest_disabled".to_owned()), "{path}");
    }
    assert!(shop.get("/").await.text().await.unwrap().contains("WordPress 6.9.7"));

    shop.practice.replace([Trouble::RestRemoved]);
    for path in rest_forms {
        let answer = shop.get_as(READ_WRITE, path).await;
        assert_eq!((answer.status().as_u16(), header(&answer, "link")), (404, None), "{path}");
        assert!(answer.text().await.unwrap().contains("error404"), "{path}");
    }
    let page = shop.get("/").await.text().await.unwrap();
    assert!(page.contains("WordPress 6.9.7") && !page.contains("api.w.org"), "{page}");
}
