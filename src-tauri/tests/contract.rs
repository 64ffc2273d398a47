//! Our Meum client against the schemas of Meum's OpenAPI, and against a Meum that does not keep
//! to them.

use crate::harness;
use crate::harness::{Servers, secret};
use connect_core::meum_facts::{ConnectRequest, Ending};
use connect_core::plain::PlainText;
use connect_core::problem::ProblemKind;
use connect_core::secret::Secret;
use connect_practice::{MeumTrouble, notebook as notes};
use meum_connect::adapters::meum::{ConnectReply, Issued};
use meum_connect::adapters::reading;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const CONNECT_REQUEST: &str = include_str!("../practice/tests/contract/connect-request.json");

fn request(shop: &str) -> ConnectRequest {
    ConnectRequest {
        webhook_url: format!("{shop}/wp-json/meum/v1/webhook"),
        site_url: shop.to_owned(),
        plugin_version: PlainText::from_outside("1.2.0"),
        wordpress_version: PlainText::from_outside("6.9.7"),
        woocommerce_version: None,
    }
}

/// A Meum that keeps what it is sent and answers with this, once.
async fn answering(answer: &'static str) -> (meum_connect::adapters::meum::Meum, tokio::task::JoinHandle<String>) {
    let (meum, heard) = answering_each(vec![answer.to_owned()]).await;
    (meum, tokio::spawn(async move { heard.await.unwrap().remove(0) }))
}

/// The same with an answer for each connection, in this order.
async fn answering_each(
    answers: Vec<String>,
) -> (meum_connect::adapters::meum::Meum, tokio::task::JoinHandle<Vec<String>>) {
    harness::crypto();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
    let http = meum_connect::adapters::http::Http::new(&meum_connect::adapters::http::Beyond::default()).unwrap();
    let heard = tokio::spawn(async move {
        let mut requests = Vec::new();
        for answer in answers {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut heard = Vec::new();
            let mut buffer = [0_u8; 4096];
            while !is_whole(&heard) {
                let read = stream.read(&mut buffer).await.unwrap();
                heard.extend_from_slice(&buffer[..read]);
            }
            stream.write_all(answer.as_bytes()).await.unwrap();
            requests.push(String::from_utf8(heard).unwrap());
        }
        requests
    });
    (meum_connect::adapters::meum::Meum::at(http, url), heard)
}

/// Whether headers and the announced body have arrived.
fn is_whole(heard: &[u8]) -> bool {
    let text = String::from_utf8_lossy(heard);
    let Some((start, body)) = text.split_once("\r\n\r\n") else { return false };
    let length =
        start.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
    body.len() >= length.unwrap_or(0)
}

#[tokio::test]
async fn what_we_send_is_what_meums_openapi_asks_for() {
    let (meum, heard) = answering("HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n").await;
    let _ = meum.connect(&secret("sk_live_canary1234"), &request("https://shop.example")).await;
    let heard = heard.await.unwrap();
    let (start, body) = heard.split_once("\r\n\r\n").unwrap();
    assert!(start.starts_with("POST /v1/integration/woocommerce/connect HTTP/1.1\r\n"), "{start}");
    assert!(start.to_ascii_lowercase().contains("authorization: bearer sk_live_canary1234"));
    assert!(start.to_ascii_lowercase().contains("content-type: application/json"));
    let body: Value = serde_json::from_str(body).unwrap();
    let schema: Value = serde_json::from_str(CONNECT_REQUEST).unwrap();
    jsonschema::validate(&schema, &body).unwrap();
    assert!(body.get("woocommerce_version").is_none(), "what is unknown is left out");
}

#[tokio::test]
async fn connect_status_and_disconnect_follow_each_other() {
    let servers = Servers::start().await;
    let meum = servers.world().meum;
    let site = servers.shop.home().to_string();
    let site = site.trim_end_matches('/');
    let ConnectReply::Issued(facts, Issued::Both(credentials)) =
        meum.connect(&secret(notes::CONNECTION_KEY), &request(site)).await
    else {
        panic!("Meum connects")
    };
    assert_eq!(facts.payout_configured, Some(true));
    assert_eq!(facts.credentials_rotated, Some(false));
    let status = meum.status(&credentials.api_key).await.unwrap();
    assert_eq!(status.connected, Some(true));
    assert_eq!(status.credential_prefix.unwrap().as_str(), facts.key_prefix.unwrap());
    assert!(status.last_seen_at.is_some());
    let refused = meum.disconnect(&secret(notes::CONNECTION_KEY)).await.unwrap_err();
    assert_eq!(refused.kind, ProblemKind::DisconnectForbidden);
    assert_eq!(meum.disconnect(&credentials.api_key).await.unwrap(), Ending::Disconnected);
    assert_eq!(meum.disconnect(&credentials.api_key).await.unwrap(), Ending::AlreadyDisconnected);
}

#[test]
fn only_meums_own_word_ends_a_connection() {
    let page = "<html><body>Welcome</body></html>";
    let flat = r#"{ "error": "No", "code": "NOPE" }"#;
    let cases = [
        (200, r#"{ "disconnected": true }"#, Ok(Ending::Disconnected)),
        (200, "{}", Ok(Ending::Disconnected)),
        (404, flat, Ok(Ending::AlreadyDisconnected)),
        (404, "{}", Ok(Ending::AlreadyDisconnected)),
        (404, r#"{ "message": "Not found" }"#, Ok(Ending::AlreadyDisconnected)),
        (200, r#"{ "disconnected": false }"#, Err(ProblemKind::MeumFault)),
        (200, flat, Err(ProblemKind::MeumFault)),
        (200, r#"{ "error": { "code": "NOPE", "message": "No" } }"#, Err(ProblemKind::MeumFault)),
        // It may have been done.
        (200, page, Err(ProblemKind::DisconnectAnswerLost)),
        (200, "", Err(ProblemKind::DisconnectAnswerLost)),
        (204, "", Err(ProblemKind::DisconnectAnswerLost)),
        (500, page, Err(ProblemKind::DisconnectAnswerLost)),
        (502, "", Err(ProblemKind::DisconnectAnswerLost)),
        (504, "{}", Err(ProblemKind::DisconnectAnswerLost)),
        (302, "", Err(ProblemKind::MeumFault)),
        (404, page, Err(ProblemKind::MeumFault)),
        (403, page, Err(ProblemKind::MeumFault)),
        (401, page, Err(ProblemKind::MeumKeyRefused)),
        (401, "", Err(ProblemKind::MeumKeyRefused)),
        (409, flat, Err(ProblemKind::MeumFault)),
        (500, flat, Err(ProblemKind::MeumFault)),
        (403, flat, Err(ProblemKind::DisconnectForbidden)),
        (401, flat, Err(ProblemKind::MeumKeyRefused)),
        (429, page, Err(ProblemKind::MeumRateLimited)),
    ];
    for (status, body, expected) in cases {
        let read = reading::disconnected(&reading::answer(status, &[], body.as_bytes()));
        assert_eq!(read.map_err(|problem| problem.kind), expected, "{status} {body}");
    }
}

#[tokio::test]
async fn meums_troubles_have_names() {
    let cases = [
        (MeumTrouble::Down, ProblemKind::MeumFault),
        (MeumTrouble::RateLimited { retry_after: 7 }, ProblemKind::MeumRateLimited),
        (MeumTrouble::NonsenseHtml, ProblemKind::MeumFault),
        (MeumTrouble::NonsenseEmpty, ProblemKind::MeumFault),
        (MeumTrouble::Suspended, ProblemKind::MeumForbids),
    ];
    for (trouble, kind) in cases {
        let servers = Servers::start().await;
        servers.meum.set(trouble.clone());
        let problem = servers.world().meum.status(&secret(notes::CONNECTION_KEY)).await.unwrap_err();
        assert_eq!(problem.kind, kind, "{trouble:?}");
        if trouble == (MeumTrouble::RateLimited { retry_after: 7 }) {
            assert_eq!(problem.about.seconds, Some(7));
        }
    }
}

#[test]
fn whoever_asks_us_to_slow_down_has_not_connected_the_shop() {
    type Headers = &'static [(&'static str, &'static str)];
    const NOW: (&str, &str) = ("date", "Thu, 01 Jan 2026 09:00:00 GMT");
    let page = "<html><body>429 Too Many Requests</body></html>";
    let meums = r#"{ "error": { "code": "RATE_LIMITED", "message": "Too many requests" } }"#;
    let others = r#"{ "message": "API rate limit exceeded" }"#;
    let cases: [(Headers, &str, Option<u32>); 6] = [
        (&[("retry-after", "7")], meums, Some(7)),
        (&[], meums, None),
        (&[], page, None),
        (&[], "", None),
        (&[NOW, ("retry-after", "Thu, 01 Jan 2026 09:02:00 GMT")], page, Some(120)),
        (&[("retry-after", "31536000")], others, Some(3_600)),
    ];
    for (headers, body, seconds) in cases {
        let answer = || reading::answer(429, headers, body.as_bytes());
        let problems = [
            match reading::connected(&answer()) {
                ConnectReply::Refused(problem) => problem,
                other => panic!("{body}: {other:?}"),
            },
            reading::disconnected(&answer()).unwrap_err(),
            reading::status(&answer()).unwrap_err(),
        ];
        for problem in problems {
            assert_eq!((problem.kind, problem.about.seconds), (ProblemKind::MeumRateLimited, seconds), "{body}");
        }
    }
}

#[tokio::test]
async fn a_connect_whose_answer_is_lost_or_nonsense_is_unknown_not_refused() {
    for trouble in [MeumTrouble::LostAnswer, MeumTrouble::NonsenseHtml, MeumTrouble::NonsenseEmpty] {
        let servers = Servers::start().await;
        servers.meum.set(trouble.clone());
        let site = servers.shop.home().to_string();
        let ended =
            servers.world().meum.connect(&secret(notes::CONNECTION_KEY), &request(site.trim_end_matches('/'))).await;
        assert!(
            matches!(ended, ConnectReply::Unknown(ref problem) if problem.kind == ProblemKind::ConnectAnswerLost),
            "{trouble:?}: {ended:?}"
        );
        let connects = servers.meum.requests().iter().filter(|seen| seen.path.ends_with("/connect")).count();
        assert_eq!(connects, 1, "{trouble:?}: never sent twice");
    }
}

#[tokio::test]
async fn a_connect_that_never_left_is_refused_not_unknown() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
    drop(listener);
    harness::crypto();
    let http = meum_connect::adapters::http::Http::new(&meum_connect::adapters::http::Beyond::default()).unwrap();
    let meum = meum_connect::adapters::meum::Meum::at(http, url);
    let ended = meum.connect(&secret("sk_live_canary1234"), &request("https://shop.example")).await;
    assert!(
        matches!(ended, ConnectReply::Refused(ref problem) if problem.kind == ProblemKind::MeumUnreachable),
        "{ended:?}"
    );
}

#[tokio::test]
async fn both_error_shapes_are_read_in_either_case() {
    let cases: [(&str, ProblemKind); 5] = [
        (
            "HTTP/1.1 409 C\r\ncontent-length: 59\r\n\r\n{\"error\":\"Bound elsewhere\",\"code\":\"site_already_connected\"}",
            ProblemKind::AlreadyConnectedElsewhere,
        ),
        (
            "HTTP/1.1 403 F\r\ncontent-length: 53\r\n\r\n{\"error\":{\"code\":\"INSUFFICIENT_SCOPE\",\"message\":\"x\"}}",
            ProblemKind::MeumKeyWrongKind,
        ),
        ("HTTP/1.1 403 F\r\ncontent-length: 18\r\n\r\n{\"error\":\"paused\"}", ProblemKind::MeumForbids),
        ("HTTP/1.1 401 U\r\ncontent-length: 14\r\n\r\n{\"error\":\"no\"}", ProblemKind::MeumKeyRefused),
        (
            "HTTP/1.1 422 V\r\ncontent-length: 40\r\n\r\n{\"error\":\"x\",\"details\":{\"site_url\":[1]}}",
            ProblemKind::MeumDetailsRefused,
        ),
    ];
    for (answer, kind) in cases {
        let (meum, _heard) = answering(answer).await;
        let ended = meum.connect(&secret("sk_live_canary1234"), &request("https://shop.example")).await;
        assert!(matches!(ended, ConnectReply::Refused(ref problem) if problem.kind == kind), "{answer}: {ended:?}");
    }
}

#[tokio::test]
async fn what_is_not_meums_own_refusal_may_have_been_done_all_the_same() {
    for answer in [
        "HTTP/1.1 503 B\r\ncontent-length: 6\r\n\r\n<html>",
        "HTTP/1.1 408 T\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 403 F\r\ncontent-length: 6\r\n\r\n<html>",
        "HTTP/1.1 302 M\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 500 E\r\ncontent-length: 13\r\n\r\n{\"error\":\"x\"}",
    ] {
        let (meum, _heard) = answering(answer).await;
        let ended = meum.connect(&secret("sk_live_canary1234"), &request("https://shop.example")).await;
        assert!(matches!(ended, ConnectReply::Unknown(_)), "{answer}: {ended:?}");
    }
}

#[tokio::test]
async fn a_page_in_front_of_meum_is_never_blamed_on_the_merchant() {
    let (meum, _heard) = answering("HTTP/1.1 403 F\r\ncontent-length: 6\r\n\r\n<html>").await;
    let problem = meum.status(&secret("sk_live_canary1234")).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::MeumFault);
}

#[test]
fn a_key_that_meum_does_not_take_is_refused_in_whatever_shape() {
    for body in ["", "<html>", "{}", "[]", r#"{"message":"Unauthorized"}"#, r#"{"error":"no"}"#, "Unauthorized"] {
        let answer = reading::answer(401, &[], body.as_bytes());
        assert_eq!(reading::status(&answer).unwrap_err().kind, ProblemKind::MeumKeyRefused, "{body}");
        let ended = reading::connected(&answer);
        let refused = matches!(&ended, ConnectReply::Refused(problem) if problem.kind == ProblemKind::MeumKeyRefused);
        assert!(refused, "{body}: {ended:?}");
    }
}

#[tokio::test]
async fn a_404_that_says_nothing_is_confirmed_by_asking_for_the_status() {
    let said = |status: &str, body: &str| {
        format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}", body.len())
    };
    let page = "<html><body>Not found</body></html>";
    let ended = Ok(Ending::AlreadyDisconnected);
    let cases = [
        ("", said("200 OK", r#"{"connected":false,"connection_status":"DISCONNECTED"}"#), ended),
        (page, said("200 OK", r#"{"connection_status":"NOT_CONNECTED"}"#), ended),
        (page, said("401 U", ""), ended),
        ("", said("404 N", ""), ended),
        (page, said("404 N", r#"{"error":"no"}"#), ended),
        // Something in front that knows no page at all is not Meum's word.
        (page, said("404 N", page), Err(ProblemKind::MeumFault)),
        ("", said("200 OK", r#"{"connected":true}"#), Err(ProblemKind::MeumFault)),
        ("", said("200 OK", "{}"), Err(ProblemKind::MeumFault)),
        ("", said("503 B", page), Err(ProblemKind::MeumFault)),
        ("", said("403 F", r#"{"error":"no"}"#), Err(ProblemKind::MeumFault)),
    ];
    for (body, status, expected) in cases {
        let (meum, heard) = answering_each(vec![said("404 N", body), status.clone()]).await;
        let read = meum.disconnect(&secret("sk_live_canary1234")).await;
        let lines = read.as_ref().err().map(|problem| problem.tried.len());
        assert_eq!(read.map_err(|problem| problem.kind), expected, "{body} then {status}");
        assert!(lines.is_none_or(|lines| lines == 1), "support sees both");
        let heard = heard.await.unwrap();
        assert_eq!(heard.iter().filter(|request| request.starts_with("POST")).count(), 1, "{heard:?}");
    }
}

#[tokio::test]
async fn a_key_that_meum_echoes_is_not_shown() {
    let answer = "HTTP/1.1 400 B\r\ncontent-length: 63\r\n\r\n{\"error\":\"bad key sk_live_canary1234secretpart\",\"code\":\"x\"}    ";
    let (meum, _heard) = answering(answer).await;
    let key = Secret::new("sk_live_canary1234secretpart".to_owned());
    let ConnectReply::Refused(problem) = meum.connect(&key, &request("https://shop.example")).await else {
        panic!("refused")
    };
    assert!(!format!("{problem:?}").contains("secretpart"), "{problem:?}");
}

#[tokio::test]
async fn a_connected_shop_without_credentials_is_said_to_be_one() {
    let (meum, _heard) = answering("HTTP/1.1 200 OK\r\ncontent-length: 19\r\n\r\n{\"status\":\"ACTIVE\"}").await;
    let ended = meum.connect(&secret("sk_live_canary1234"), &request("https://shop.example")).await;
    assert!(matches!(ended, ConnectReply::WithoutCredentials(_)), "{ended:?}");
}
