//! A shop whose WordPress is in a folder, on a port that the system chose.

use connect_practice::ShopConfig;

use crate::support::{READ_WRITE, Shop, header, read};

async fn shop() -> Shop {
    let home = "https://localhost:0/shop".parse().unwrap();
    Shop::with(ShopConfig { home, ..ShopConfig::practice() }).await
}

#[tokio::test]
async fn the_real_port_stands_in_the_address() {
    let shop = shop().await;
    let port = shop.practice.tls_address().port();
    assert_eq!(shop.practice.home().as_str(), format!("https://localhost:{port}/shop"));
    let (_, index) = read(shop.get("/wp-json/?_fields=home").await).await;
    assert_eq!(index["home"], shop.practice.home().as_str());
}

#[tokio::test]
async fn wordpress_answers_inside_the_folder_only() {
    let shop = shop().await;
    let root = format!("https://localhost:{}", shop.practice.tls_address().port());
    for (path, status, wordpress) in [
        ("/", 200, false),
        ("/wp-json/", 404, false),
        ("/shopping/", 404, false),
        ("/shop", 301, false),
        ("/shop/", 200, true),
        ("/shop/wp-json/", 200, true),
        ("/shop/nothing/", 404, true),
    ] {
        let answer = shop.client.get(format!("{root}{path}")).send().await.unwrap();
        assert_eq!(answer.status(), status, "{path}");
        let link = format!("<{root}/shop/wp-json/>; rel=\"https://api.w.org/\"");
        assert_eq!(header(&answer, "link"), wordpress.then_some(link.as_str()), "{path}");
    }
}

#[tokio::test]
async fn the_folder_without_its_slash_is_redirected_to_the_folder() {
    let shop = shop().await;
    let answer = shop.get("").await;
    let home = format!("{}/", shop.practice.home());
    assert_eq!((answer.status().as_u16(), header(&answer, "location")), (301, Some(home.as_str())));
}

#[tokio::test]
async fn keys_work_inside_the_folder() {
    let shop = shop().await;
    let answer = shop.get_as(READ_WRITE, "/wp-json/wc/v3/payment_gateways/meum").await;
    assert_eq!(answer.status(), 200);
}
