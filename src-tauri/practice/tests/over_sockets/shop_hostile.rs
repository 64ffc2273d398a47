//! Answers that are too large, too slow, cut short or no HTTP at all.

use std::io::{ErrorKind, Read};
use std::time::Duration;

use connect_practice::{PracticeShop, Trouble};
use flate2::read::GzDecoder;
use reqwest::Response;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::{GATEWAYS, READ_WRITE, Shop, header};

const MEBIBYTE: usize = 1024 * 1024;

async fn troubled(trouble: Trouble) -> Shop {
    let shop = Shop::start().await;
    shop.practice.set(trouble);
    shop
}

async fn get_plainly(shop: &Shop, path: &str) -> Response {
    shop.client.get(shop.plain_address(path)).send().await.unwrap()
}

/// Asks over plain http without an HTTP library.
async fn ask(shop: &PracticeShop) -> TcpStream {
    let mut stream = TcpStream::connect(shop.plain_address()).await.unwrap();
    stream.write_all(b"GET /wp-json/ HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    stream
}

/// Reads exactly so many bytes.
async fn read(stream: &mut TcpStream, length: usize) -> String {
    let mut bytes = vec![0; length];
    stream.read_exact(&mut bytes).await.unwrap();
    String::from_utf8(bytes).unwrap()
}

#[tokio::test]
async fn a_huge_body_is_a_hundred_mebibytes_of_json() {
    let shop = troubled(Trouble::HugeBody).await;
    let mut answer = get_plainly(&shop, "/wp-json/").await;
    assert_eq!(header(&answer, "content-type"), Some("application/json; charset=UTF-8"));
    let (mut length, mut last) = (0, Vec::new());
    while let Some(piece) = answer.chunk().await.unwrap() {
        length += piece.len();
        last = piece.to_vec();
    }
    assert_eq!(length, 100 * MEBIBYTE + "{\"name\":\"The Corner\"}".len());
    assert!(last.ends_with(b"\"}"));
}

#[tokio::test]
async fn a_bomb_is_small_and_inflates_to_more_than_anyone_holds() {
    let shop = troubled(Trouble::GzipBomb).await;
    let answer = get_plainly(&shop, "/wp-json/").await;
    assert_eq!(header(&answer, "content-encoding"), Some("gzip"));
    let body = answer.bytes().await.unwrap().to_vec();
    assert!(body.len() < 2 * MEBIBYTE, "{}", body.len());
    assert_eq!(body[body.len() - 4..], (1_u32 << 30).to_le_bytes(), "the length it says it has");
    // The rest is more of the same: the end is checked where it is made.
    let mut some = GzDecoder::new(body.as_slice()).take(3 * 1024 * 1024 + 1);
    let mut inflated = Vec::new();
    some.read_to_end(&mut inflated).unwrap();
    assert!(inflated.len() == 3 * MEBIBYTE + 1 && inflated.iter().all(|byte| *byte == 0));
}

#[tokio::test]
async fn headers_can_go_on_for_ever() {
    let shop = troubled(Trouble::EndlessHeaders).await;
    let mut stream = ask(&shop.practice).await;
    let head = read(&mut stream, MEBIBYTE).await;
    assert!(head.starts_with("HTTP/1.1 200 OK\r\nX-Filler-0: aaa"), "{head:.60}");
    assert!(!head.contains("\r\n\r\n"));
    assert!(shop.ask("GET", GATEWAYS).send().await.is_err());
}

#[tokio::test]
async fn heads_and_bodies_can_drip() {
    let shop = troubled(Trouble::DripHead { millis: 1 }).await;
    let mut stream = ask(&shop.practice).await;
    let head = read(&mut stream, 60).await;
    assert!(head.starts_with("HTTP/1.1 200 OK\r\nX-Filler: aaaaa") && !head.contains("\r\n\r\n"), "{head}");

    shop.practice.replace([Trouble::DripBody { millis: 1 }]);
    let mut answer = get_plainly(&shop, "/wp-json/").await;
    assert_eq!(answer.status(), 200);
    let mut body = Vec::new();
    while body.len() < 40 {
        body.extend(answer.chunk().await.unwrap().unwrap());
    }
    assert!(body.starts_with(b"{\"name\":\"The Corneraaaaa"), "{body:?}");
}

#[tokio::test]
async fn a_drip_is_as_slow_as_it_is_told_to_be() {
    let shop = troubled(Trouble::DripHead { millis: 100_000 }).await;
    let mut stream = ask(&shop.practice).await;
    assert_eq!(read(&mut stream, 1).await, "H");
    let next = tokio::time::timeout(Duration::from_millis(100), stream.read_u8()).await;
    assert!(next.is_err(), "{next:?}");
}

#[tokio::test]
async fn truncated_json_ends_before_its_length() {
    let shop = troubled(Trouble::TruncatedJson).await;
    for answer in [shop.get(GATEWAYS).await, get_plainly(&shop, GATEWAYS).await] {
        assert_eq!((answer.status().as_u16(), header(&answer, "content-length")), (200, Some("4096")));
        let error = answer.bytes().await.unwrap_err();
        assert!(error.is_body() || error.is_decode(), "{error:?}");
    }
    let mut all = String::new();
    ask(&shop.practice).await.read_to_string(&mut all).await.unwrap();
    assert!(all.ends_with("\r\n\r\n{\"name\":\"The Corner"), "{all}");
}

#[tokio::test]
async fn a_reset_can_come_in_the_middle_of_the_body() {
    let shop = troubled(Trouble::ResetMidBody).await;
    let mut all = Vec::new();
    let error = ask(&shop.practice).await.read_to_end(&mut all).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    let request = shop.ask("GET", GATEWAYS).send().await;
    // After a reset the system may drop bytes that came before it.
    assert!(match request {
        Ok(answer) => answer.bytes().await.is_err(),
        Err(error) => error.is_request(),
    });
}

#[tokio::test]
async fn garbage_is_not_http() {
    let shop = troubled(Trouble::Garbage).await;
    let mut all = Vec::new();
    ask(&shop.practice).await.read_to_end(&mut all).await.unwrap();
    assert_eq!((all.len(), all.first(), all.last()), (256, Some(&255), Some(&0)));
    assert!(shop.ask("GET", GATEWAYS).send().await.unwrap_err().is_request());
    let seen = shop.practice.requests();
    assert_eq!((seen.len(), seen[0].route.as_deref()), (2, Some("")));
}

#[tokio::test]
async fn whoever_goes_away_leaves_nothing_behind() {
    let shop = Shop::start().await;
    for trouble in [
        Trouble::HugeBody,
        Trouble::EndlessHeaders,
        Trouble::GzipBomb,
        Trouble::DripBody { millis: 1 },
        Trouble::DripHead { millis: 1 },
    ] {
        shop.practice.replace([trouble]);
        // More in all than the shop takes at once.
        for _ in 0..30 {
            let mut stream = ask(&shop.practice).await;
            assert_eq!(stream.read_u8().await.unwrap(), b'H');
        }
    }
    shop.practice.clear();
    assert_eq!(get_plainly(&shop, "/").await.status(), 200);
    assert_eq!(shop.get_as(READ_WRITE, GATEWAYS).await.status(), 200);
}
