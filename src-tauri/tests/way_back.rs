//! The port that an approval comes back to: it hears one answer, keeps the password out of the address line, and
//! nobody who calls it changes anything or keeps the answer out.

use crate::harness::Servers;
use connect_core::approval::{Answer, Request, Way};
use connect_core::plain::PlainText;
use connect_core::secret::Secret;
use connect_core::shop_facts::{FoundShop, SignIn};
use connect_core::store_url::StoreUrl;
use connect_core::time::Timestamp;
use connect_practice::{MeumConfig, ShopConfig, notebook as notes};
use meum_connect::adapters::shop::{self, Caller, KeyCheck, Login, Progress, Search, ShopKeys};
use meum_connect::adapters::way_back::WayBack;
use meum_connect::world::World;
use reqwest::Url;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

const STATE: &str = "0123456789abcdef0123456789abcdef";
const GOOD: &str =
    "site_url=https%3A%2F%2Fcorner-shop.com&user_login=anna&password=aB3d%20eF6h%20iJ9l%20mN2p%20qR5t%20uV8x";
const PAGE: &str = "<!doctype html><p>You can close this page.</p>";

/// An open port that believes only its request, and what it took.
async fn opened() -> (WayBack, UnboundedReceiver<Answer>) {
    let (says, taken) = unbounded_channel();
    let site = StoreUrl::parse("https://corner-shop.com").unwrap();
    let request = Request::new(Secret::new(STATE.to_owned()), Way::Loopback { port: 1 }, site, Timestamp(0)).unwrap();
    let request = Mutex::new(request);
    let way = WayBack::open(PAGE.to_owned(), move |address| {
        let answer = request.lock().unwrap().take(&address, Timestamp(1));
        let _ = answer.map(|answer| says.send(answer).unwrap());
    });
    (way.await.unwrap(), taken)
}

async fn said(port: u16, text: &[u8]) -> String {
    let mut caller = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    // Whoever is refused early may be cut off in the middle of it.
    let _ = caller.write_all(text).await;
    let mut answer = Vec::new();
    let _ = caller.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

async fn got(port: u16, target: &str) -> String {
    said(port, format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n").as_bytes()).await
}

fn right() -> String {
    format!("/approved?state={STATE}&{GOOD}")
}

fn name(answer: Answer) -> String {
    match answer {
        Answer::Approved(whole) => whole.into_parts().0.expose().to_owned(),
        Answer::Rejected => "rejected".to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_taken_and_the_browser_is_led_on_to_a_page_without_it() {
    let (way, mut taken) = opened().await;
    let answer = got(way.port(), &right()).await;
    assert!(answer.starts_with("HTTP/1.1 303 See Other\r\n"), "{answer}");
    for header in ["location: /closed", "cache-control: no-store", "referrer-policy: no-referrer", "connection: close"]
    {
        assert!(answer.contains(&format!("\r\n{header}\r\n")), "{header}: {answer}");
    }
    assert!(!answer.contains("anna") && !answer.contains("aB3d"), "{answer}");
    assert_eq!(taken.recv().await.map(name).as_deref(), Some("anna"));
    let page = got(way.port(), "/closed").await;
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n") && page.ends_with(PAGE), "{page}");
    // Once more is the same to the browser, and nothing to the app.
    assert!(got(way.port(), &right()).await.starts_with("HTTP/1.1 303 "));
    assert!(taken.try_recv().is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejection_is_an_answer_like_any_other() {
    let (way, mut taken) = opened().await;
    got(way.port(), &format!("/rejected?state={STATE}&success=false")).await;
    assert_eq!(taken.recv().await.map(name).as_deref(), Some("rejected"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_does_not_know_the_state_or_means_another_address_is_not_believed() {
    let (way, mut taken) = opened().await;
    let port = way.port();
    let target = right();
    let calls = [
        format!("POST {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 0\r\n\r\n"),
        format!("GET {target} HTTP/1.1\r\nHost: big-mall.com:{port}\r\n\r\n"),
        format!("GET {target} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"),
        format!("GET {target} HTTP/1.1\r\n\r\n"),
        format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: 127.0.0.1:{port}\r\n\r\n"),
        format!("GET /x{target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"),
        format!("GET /approved?{GOOD} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"),
        format!("GET {target}&x={} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n", "a".repeat(1_000_000)),
        "\u{0}\u{1}\u{2}\r\n\r\n".to_owned(),
        String::from("GET / HTTP/1.1\r\n") + &"x: y\r\n".repeat(500) + "\r\n",
    ];
    for call in calls {
        let start: String = call.chars().take(80).collect();
        let answer = said(port, call.as_bytes()).await;
        assert!(taken.try_recv().is_err(), "{start}: {answer}");
        assert!(!answer.contains("anna"), "{start}: {answer}");
    }
    got(port, &target).await;
    assert_eq!(taken.recv().await.map(name).as_deref(), Some("anna"), "the request is open still");
}

#[tokio::test(flavor = "multi_thread")]
async fn thousands_of_calls_and_callers_that_say_nothing_do_not_keep_the_answer_out() {
    let (way, mut taken) = opened().await;
    let port = way.port();
    let mut silent = Vec::new();
    for _ in 0..20 {
        silent.push(TcpStream::connect(("127.0.0.1", port)).await.unwrap());
    }
    let flood = Arc::new(format!("/approved?state={}&{GOOD}", STATE.replace('0', "1")));
    let callers = (0..8).map(|_| {
        let flood = Arc::clone(&flood);
        tokio::spawn(async move {
            for _ in 0..250 {
                got(port, &flood).await;
            }
        })
    });
    let callers: Vec<_> = callers.collect();
    got(port, &right()).await;
    assert_eq!(taken.recv().await.map(name).as_deref(), Some("anna"));
    for caller in callers {
        caller.await.unwrap();
    }
    assert!(taken.try_recv().is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_port_closes_with_its_request() {
    let (way, _taken) = opened().await;
    let port = way.port();
    drop(way);
    let until = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
        assert!(std::time::Instant::now() < until, "somebody still listens");
        tokio::task::yield_now().await;
    }
}

/// What the browser does on the approval page: presses a button, and goes where it leads.
async fn pressed(servers: &Servers, request: &Request, found: &FoundShop, choice: &str) -> (u16, String) {
    let page = found.approval.page().unwrap();
    let asked: Url = format!("{}&choice={choice}", request.address(page, "Meum Connect")).parse().unwrap();
    let target = format!("{}?{}", asked.path(), asked.query().unwrap());
    let answer = got(servers.shop.plain_address().port(), &target).await;
    let leads = answer.lines().find_map(|line| line.strip_prefix("location: ")).unwrap_or_else(|| panic!("{answer}"));
    let leads: Url = leads.parse().unwrap();
    (leads.port().unwrap(), format!("{}?{}", leads.path(), leads.query().unwrap()))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_user_approves_comes_back_and_passes_the_check_and_a_rejection_is_heard() {
    let config = ShopConfig { wordpress_version: "7.1".to_owned(), ..ShopConfig::practice() };
    let servers = Servers::with(config, MeumConfig::practice()).await;
    let World { http, meum } = servers.world();
    let silent: Progress = Arc::new(|_, _, _| {});
    let asked = StoreUrl::parse(servers.shop.home().as_str()).unwrap();
    let found = shop::find(&Search::new(http.clone(), meum, None, Arc::clone(&silent)), &asked, Timestamp(1)).await;
    let found = found.unwrap();
    for (choice, expected) in [("reject", None), ("approve", Some(notes::ADMINISTRATOR))] {
        let (says, mut came) = unbounded_channel();
        let hear = move |address| drop(says.send(address));
        let way = WayBack::open(PAGE.to_owned(), hear).await.unwrap();
        let back = Way::Loopback { port: way.port() };
        let mut request = Request::new(Secret::new(STATE.to_owned()), back, found.home.clone(), Timestamp(0)).unwrap();
        let (port, target) = pressed(&servers, &request, &found, choice).await;
        assert_eq!(port, way.port());
        got(port, &target).await;
        match request.take(&came.recv().await.unwrap(), Timestamp(1)).unwrap() {
            Answer::Rejected => assert_eq!(expected, None),
            Answer::Approved(whole) => {
                let keys = ShopKeys::Password(Login::from(whole));
                let known_by = keys.known_by();
                assert_eq!(known_by.user().map(PlainText::as_str), expected);
                let caller = Caller { keys, sign_in: SignIn::Header, door: None };
                let before = servers.shop.requests().len();
                let checked = shop::check(&KeyCheck::new(&http, &found, &silent), &caller).await.unwrap();
                assert!(checked.may_write && checked.plugin.is_some());
                assert_eq!(servers.shop.requests().len() - before, 2, "no more than keys take");
            }
        }
    }
}
