//! What a connection can do to us, on real sockets: each ends in a named error, in bounded memory.

use crate::harness;
use crate::harness::Servers;
use meum_connect::adapters::http::{Beyond, Http, HttpError, Request, Resolved};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

fn real_world() -> Http {
    harness::crypto();
    Http::new(&Beyond { no_proxy: true, ..Beyond::default() }).unwrap()
}

async fn ask(address: &str) -> Result<u16, HttpError> {
    real_world().send(Request::get(address.parse().unwrap())).await.map(|answer| answer.status)
}

/// A server that answers every connection with these bytes, then closes it.
async fn sending(bytes: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = [0_u8; 1024];
            let _ = stream.read(&mut request).await;
            // The reader may have had enough before everything is written.
            let _ = stream.write_all(&bytes).await;
        }
    });
    address
}

#[tokio::test]
async fn a_host_that_does_not_exist_is_not_found() {
    assert_eq!(ask("https://no-such-shop.invalid/").await, Err(HttpError::HostNotFound));
}

#[tokio::test]
async fn a_closed_port_refuses() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    assert_eq!(ask(&address).await, Err(HttpError::Refused));
}

#[tokio::test]
async fn a_certificate_of_an_unknown_authority_is_not_trusted() {
    let servers = Servers::start().await;
    assert_eq!(ask(servers.shop.home().as_str()).await, Err(HttpError::CertificateUntrusted));
}

#[tokio::test]
async fn a_certificate_of_another_name_is_told_apart() {
    let servers = Servers::start().await;
    let at = servers.shop.tls_address();
    let beyond = Beyond {
        authority: Some(servers.shop.authority_pem().to_owned()),
        resolved: vec![Resolved { host: "other.example".to_owned(), at: vec![at], plain_at: None, seen_as: None }],
        no_proxy: true,
    };
    let answer = Http::new(&beyond).unwrap().send(Request::get("https://other.example/".parse().unwrap())).await;
    let presented = vec!["localhost".to_owned()];
    assert_eq!(answer.unwrap_err(), HttpError::CertificateWrongName { presented });
}

#[tokio::test]
async fn http_where_https_was_expected_is_told_from_a_failed_handshake() {
    let address = sending(b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec()).await;
    assert_eq!(ask(&address.replace("http://", "https://")).await, Err(HttpError::NotTls));
}

#[tokio::test]
async fn a_connection_that_breaks_off_is_broken() {
    let cases: [(&[u8], HttpError); 3] = [
        (b"", HttpError::HungUp),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf", HttpError::Broken),
        (b"this is not http at all\r\n\r\n", HttpError::NotHttp),
    ];
    for (bytes, expected) in cases {
        let address = sending(bytes.to_vec()).await;
        assert_eq!(ask(&address).await, Err(expected), "{}", String::from_utf8_lossy(bytes));
    }
}

#[tokio::test]
async fn an_answer_of_a_hundred_megabytes_is_cut_off() {
    let mut bytes = b"HTTP/1.1 200 OK\r\ncontent-length: 104857600\r\n\r\n".to_vec();
    bytes.resize(bytes.len() + 4 * 1024 * 1024, b'x');
    assert_eq!(ask(&sending(bytes).await).await, Err(HttpError::TooLarge));
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_is_not_followed() {
    let address =
        sending(b"HTTP/1.1 301 Moved\r\nlocation: https://elsewhere.invalid/\r\ncontent-length: 0\r\n\r\n".to_vec())
            .await;
    assert_eq!(ask(&address).await, Ok(301));
}
