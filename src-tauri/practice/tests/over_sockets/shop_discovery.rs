//! What discovery sees: the front page, the index, and the ways from one to the other.

use serde_json::json;

use crate::support::{Shop, code, header, read};

const LINK: &str = "<https://corner-shop.example/wp-json/>; rel=\"https://api.w.org/\"";

#[tokio::test]
async fn the_front_page_bears_the_marks_of_wordpress() {
    let shop = Shop::start().await;
    let answer = shop.get("/").await;
    assert_eq!(answer.status(), 200);
    assert_eq!(header(&answer, "link"), Some(LINK));
    assert_eq!(header(&answer, "content-type"), Some("text/html; charset=UTF-8"));
    let page = answer.text().await.unwrap();
    for mark in [
        "<link rel=\"https://api.w.org/\" href=\"https://corner-shop.example/wp-json/\" />",
        "content=\"WordPress 6.9.7\"",
        "/wp-content/themes/",
        "The Corner Shop",
    ] {
        assert!(page.contains(mark), "{mark}");
    }
    assert!(!page.contains('{') || page.contains("body {"), "every placeholder is filled");
}

#[tokio::test]
async fn head_answers_with_headers_only() {
    let shop = Shop::start().await;
    let answer = shop.ask("HEAD", "/").send().await.unwrap();
    assert_eq!((answer.status().as_u16(), header(&answer, "link")), (200, Some(LINK)));
    assert!(answer.bytes().await.unwrap().is_empty());
}

#[tokio::test]
async fn the_index_names_the_shop_and_its_namespaces() {
    let shop = Shop::start().await;
    let fields = "name,url,home,namespaces,authentication,gmt_offset,timezone_string";
    let (status, index) = read(shop.get(&format!("/wp-json/?_fields={fields}")).await).await;
    assert_eq!(status, 200);
    assert_eq!(index.as_object().unwrap().len(), 7);
    assert_eq!(index["name"], "The Corner Shop");
    assert_eq!(index["home"], "https://corner-shop.example");
    assert_eq!(index["url"], index["home"]);
    let namespaces = index["namespaces"].as_array().unwrap();
    for namespace in ["wc/v3", "meum/v1", "wp/v2"] {
        assert!(namespaces.contains(&json!(namespace)), "{namespace}");
    }
}

#[tokio::test]
async fn the_whole_index_is_much_larger_than_its_parts() {
    let shop = Shop::start().await;
    let whole = shop.get("/wp-json/").await.bytes().await.unwrap();
    let part = shop.get("/wp-json/?_fields=name,home").await.bytes().await.unwrap();
    assert!(whole.len() > 100_000, "{}", whole.len());
    assert!(part.len() < 200, "{}", part.len());
}

#[tokio::test]
async fn json_is_written_as_php_writes_it() {
    let shop = Shop::start().await;
    let text = shop.get("/wp-json/?_fields=home").await.text().await.unwrap();
    assert_eq!(text, r#"{"home":"https:\/\/corner-shop.example"}"#);
}

#[tokio::test]
async fn a_namespace_describes_itself_and_keeps_its_links() {
    let shop = Shop::start().await;
    let (_, whole) = read(shop.get("/wp-json/meum/v1").await).await;
    assert!(whole["routes"]["/meum/v1/webhook"].is_object());
    let (_, part) = read(shop.get("/wp-json/wc/v3/?_fields=namespace").await).await;
    let up = json!([{ "href": "https://corner-shop.example/wp-json/" }]);
    assert_eq!(part, json!({ "namespace": "wc/v3", "_links": { "up": up } }));
}

#[tokio::test]
async fn the_webhook_takes_posts_only() {
    let shop = Shop::start().await;
    let posted = shop.ask("POST", "/wp-json/meum/v1/webhook").json(&json!({"event": "test"}));
    let (status, body) = read(posted.send().await.unwrap()).await;
    assert_eq!((status, body), (200, json!({ "received": true })));
    let got = code(shop.get("/wp-json/meum/v1/webhook").await).await;
    assert_eq!(got, (404, "rest_no_route".to_owned()));
}

#[tokio::test]
async fn a_missing_page_is_wordpress_s_own() {
    let shop = Shop::start().await;
    for path in ["/no-such-page/", "/wp-admin/wp-json/", "/wp-jsonish"] {
        let answer = shop.get(path).await;
        assert_eq!(answer.status(), 404, "{path}");
        assert_eq!(header(&answer, "link"), Some(LINK), "{path}");
    }
}

#[tokio::test]
async fn a_key_does_not_matter_to_the_index() {
    let shop = Shop::start().await;
    let request = shop.ask("GET", "/wp-json/?_fields=name").basic_auth("ck_x", Some("cs_x"));
    assert_eq!(request.send().await.unwrap().status(), 200);
}
