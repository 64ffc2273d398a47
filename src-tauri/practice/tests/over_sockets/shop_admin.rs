//! The practice administration in the merchant's browser.

use connect_practice::{ShopConfig, ShopKey, Trouble, notebook};

use crate::support::{Shop, header};

const KEYS: &str = "/wp-admin/admin.php?page=wc-settings&tab=advanced&section=keys&create-key=1";

async fn page(shop: &Shop, path: &str) -> String {
    let answer = shop.client.get(shop.plain_address(path)).send().await.unwrap();
    assert_eq!(answer.status(), 200, "{path}");
    assert!(header(&answer, "content-security-policy").unwrap().starts_with("default-src 'none'"));
    answer.text().await.unwrap()
}

#[tokio::test]
async fn the_keys_page_shows_every_practice_key_to_copy() {
    let shop = Shop::start().await;
    let page = page(&shop, KEYS).await;
    for text in [
        notebook::READ_WRITE_KEY,
        notebook::READ_WRITE_SECRET,
        notebook::READ_ONLY_SECRET,
        notebook::CUSTOMER_SECRET,
        notebook::CONNECTION_KEY,
        "REST API keys",
        "Read/Write",
    ] {
        assert!(page.contains(text), "{text}");
    }
    assert!(!page.contains("<script"));
    assert!(!page.contains("{content}") && !page.contains("{title}") && !page.contains("{name}"));
}

#[tokio::test]
async fn the_keys_page_can_be_read_whatever_goes_on_while_anyone_listens() {
    let shop = Shop::start().await;
    for trouble in Trouble::ALL.into_iter().filter(|trouble| *trouble != Trouble::Refused) {
        shop.practice.clear();
        shop.practice.set(trouble.clone());
        assert!(page(&shop, KEYS).await.contains(notebook::READ_WRITE_KEY), "{trouble:?}");
    }
}

#[tokio::test]
async fn revoked_keys_are_shown_as_revoked() {
    let shop = Shop::start().await;
    assert!(!page(&shop, KEYS).await.contains("(revoked)"));
    shop.practice.set(Trouble::KeysRevoked);
    assert!(page(&shop, KEYS).await.contains("(revoked)"));
}

#[tokio::test]
async fn keys_that_are_not_in_the_notebook_and_markup_are_not_shown() {
    let mut config = ShopConfig { name: "<b>Shop</b>".to_owned(), ..ShopConfig::practice() };
    let own = ShopKey {
        consumer_key: "ck_1234567890123456789012345678901234567890".to_owned(),
        consumer_secret: "cs_abcdefabcdefabcdefabcdefabcdefabcdefabcd".to_owned(),
        ..config.keys.remove(0)
    };
    config.keys.push(own.clone());
    let shop = Shop::with(config).await;
    let page = page(&shop, KEYS).await;
    assert!(!page.contains(&own.consumer_key) && !page.contains(&own.consumer_secret));
    assert!(page.contains("4567890"));
    assert!(page.contains("&lt;b&gt;Shop") && !page.contains("<b>Shop"));
}

#[tokio::test]
async fn other_pages_say_what_the_real_one_would_be() {
    let shop = Shop::start().await;
    for (path, sentence) in [
        ("/wp-admin/", "dashboard"),
        ("/wp-admin/plugins.php", "plugins"),
        ("/wp-admin/options-permalink.php", "permalinks"),
        ("/wp-admin/admin.php?page=wc-settings&tab=checkout&section=meum", "payment methods"),
        ("/wp-admin/admin.php?page=wc-status", "status report"),
        ("/wp-login.php", "password"),
    ] {
        let page = page(&shop, path).await;
        assert!(page.contains("A real shop would") && page.contains(sentence), "{path}");
        assert!(!page.contains(notebook::READ_WRITE_KEY), "{path}");
    }
}
