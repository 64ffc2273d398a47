//! WordPress's approval page, as we measured it: whom it refuses, what it asks, and where it leads.

use connect_practice::{ShopConfig, Trouble, notebook};
use reqwest::Url;
use tokio::io::AsyncReadExt as _;

use crate::support::{Shop, header};

const BACK: &str = "meum-connect://approved?state=abc";
const PORT: &str = "http://127.0.0.1:4711/approved?state=abc";
const ID: &str = "822e1ac5-adf7-451c-945c-1bdfe90cc662";

/// A shop whose WordPress takes a port of this computer.
async fn newer() -> Shop {
    Shop::with(ShopConfig { wordpress_version: "7.1".to_owned(), ..ShopConfig::practice() }).await
}

fn path(id: &str, success: &str, more: &[(&str, &str)]) -> String {
    let mut url = Url::parse("http://shop.example/wp-admin/authorize-application.php").unwrap();
    url.query_pairs_mut().extend_pairs([("app_name", "Meum <b>"), ("app_id", id), ("success_url", success)]);
    url.query_pairs_mut().extend_pairs(more);
    format!("{}?{}", url.path(), url.query().unwrap())
}

/// The status, and where it leads.
async fn asked(shop: &Shop, path: &str) -> (u16, Option<Url>) {
    let answer = shop.client.get(shop.plain_address(path)).send().await.unwrap();
    (answer.status().as_u16(), header(&answer, "location").map(|to| to.parse().unwrap()))
}

fn value(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

#[tokio::test]
async fn the_page_asks_and_says_for_whom() {
    let shop = newer().await;
    let answer = shop.client.get(shop.plain_address(&path(ID, BACK, &[]))).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let page = answer.text().await.unwrap();
    for text in ["Meum &lt;b&gt;", notebook::ADMINISTRATOR, "Yes, I approve", "No, I do not approve"] {
        assert!(page.contains(text), "{text}: {page}");
    }
}

#[tokio::test]
async fn what_was_approved_comes_back_and_opens_the_shop() {
    let shop = newer().await;
    for (back, scheme) in [(BACK, "meum-connect"), (PORT, "http")] {
        // WordPress takes each name once for a user.
        let named = path(ID, back, &[("choice", "approve")]).replace("Meum+", &format!("{scheme}+"));
        let (status, to) = asked(&shop, &named).await;
        assert_eq!(asked(&shop, &named).await, (200, None), "its page says that the name is taken");
        let to = to.unwrap();
        assert_eq!((status, to.scheme()), (302, scheme));
        assert_eq!(value(&to, "state").as_deref(), Some("abc"), "own parameters stay");
        assert_eq!(value(&to, "site_url").as_deref(), Some(shop.practice.home().as_str().trim_end_matches('/')));
        let (user, password) = (value(&to, "user_login").unwrap(), value(&to, "password").unwrap());
        assert_eq!((user.as_str(), password.len()), (notebook::ADMINISTRATOR, 29), "six groups of four");
        for password in [password.clone(), password.replace(' ', "")] {
            let report = shop.ask("GET", "/wp-json/wc/v3/system_status").basic_auth(&user, Some(password));
            assert_eq!(report.send().await.unwrap().status(), 200);
        }
    }
}

#[tokio::test]
async fn a_rejection_leads_back_without_a_password() {
    let shop = newer().await;
    let (_, to) = asked(&shop, &path(ID, BACK, &[("choice", "reject")])).await;
    assert_eq!(to.unwrap().as_str(), "meum-connect://approved?state=abc&success=false");
    let own = [("reject_url", "meum-connect://rejected?state=abc"), ("choice", "reject")];
    let (_, to) = asked(&shop, &path(ID, BACK, &own)).await;
    assert_eq!(to.unwrap().as_str(), "meum-connect://rejected?state=abc");
}

#[tokio::test]
async fn what_wordpress_refuses_is_refused() {
    let (newer, older) = (newer().await, Shop::start().await);
    let cases = [
        (&newer, "no-uuid", BACK, 500),
        (&newer, ID, "meum-connect:approved", 500),
        (&newer, ID, "http://localhost:4711/", 500),
        (&newer, ID, "javascript:alert(1)", 500),
        (&newer, ID, "", 500),
        (&newer, ID, "https://big-mall.example/", 200),
        (&newer, ID, PORT, 200),
        (&newer, ID, "http://[::1]:4711/", 200),
        (&older, ID, PORT, 500),
        (&older, ID, BACK, 200),
    ];
    for (shop, id, back, expected) in cases {
        assert_eq!(asked(shop, &path(id, back, &[])).await.0, expected, "{id} {back}");
    }
    newer.practice.set(Trouble::PasswordsOff);
    assert_eq!(asked(&newer, &path(ID, BACK, &[])).await.0, 501);
}

#[tokio::test]
async fn what_an_editor_approves_may_not_manage_the_shop() {
    let shop = newer().await;
    shop.practice.set(Trouble::EditorSignedIn);
    let (_, to) = asked(&shop, &path(ID, BACK, &[("choice", "approve")])).await;
    let to = to.unwrap();
    assert_eq!(value(&to, "user_login").as_deref(), Some(notebook::EDITOR));
    let report = shop.ask("GET", "/wp-json/wc/v3/system_status");
    let report = report.basic_auth(notebook::EDITOR, value(&to, "password")).send().await.unwrap();
    assert_eq!(report.status(), 403);
}

#[tokio::test]
async fn a_late_answer_is_held_until_whoever_asked_has_given_up() {
    let shop = newer().await;
    shop.practice.set(Trouble::ApprovalLate);
    let (asked_for, given_up) = (path(ID, PORT, &[("choice", "approve")]), std::sync::atomic::AtomicBool::new(false));
    let giving_up = async {
        let held = shop.practice.late_answer().await;
        given_up.store(true, std::sync::atomic::Ordering::SeqCst);
        drop(held);
    };
    let ((status, _), ()) = tokio::join!(asked(&shop, &asked_for), giving_up);
    assert_eq!((status, given_up.into_inner()), (302, true));
}

#[tokio::test]
async fn an_answer_that_comes_twice_is_the_same_both_times() {
    let app = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let back = PORT.replace("4711", &app.local_addr().unwrap().port().to_string());
    let shop = newer().await;
    shop.practice.set(Trouble::ApprovalTwice);
    let first = async {
        let (mut caller, _) = app.accept().await.unwrap();
        let mut text = vec![0; 4_096];
        let length = caller.read(&mut text).await.unwrap();
        String::from_utf8(text[..length].to_vec()).unwrap()
    };
    let asked_for = path(ID, &back, &[("choice", "approve")]);
    let ((_, second), first) = tokio::join!(asked(&shop, &asked_for), first);
    let second = second.unwrap();
    assert!(first.starts_with(&format!("GET {}?{} HTTP/1.1\r\n", second.path(), second.query().unwrap())), "{first}");
}
