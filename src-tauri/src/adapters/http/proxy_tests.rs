//! What a proxy can do, on a real socket; the client here is set to use one, as a computer may be.

use super::*;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const SHOP: &str = "https://shop.example/";

fn through(proxy: &str) -> Http {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let names = Names::with(&[], None);
    let client = bounded(names.clone(), CONNECT_LIMIT).proxy(reqwest::Proxy::all(proxy).unwrap()).build().unwrap();
    Http {
        plain: client.clone(),
        client,
        names,
        haste: 1,
        proxies: Some(Arc::new(Matcher::builder().all(proxy.to_owned()).build())),
    }
}

/// A proxy that answers every request with these words, then closes the connection.
async fn answering(words: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = [0_u8; 4096];
            let _ = stream.read(&mut request).await;
            let _ = stream.write_all(words.as_bytes()).await;
        }
    });
    address
}

async fn ask(proxy: &str, url: &str) -> Result<Answer, HttpError> {
    through(proxy).send(Request::get(url.parse().unwrap())).await
}

#[tokio::test]
async fn a_proxys_refusal_is_not_the_shops() {
    let cases = [
        ("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", HttpError::ProxyNeedsSignIn),
        ("HTTP/1.1 403 Forbidden\r\n\r\n", HttpError::ProxyRefused),
        ("HTTP/1.1 502 Bad Gateway\r\n\r\n", HttpError::ProxyRefused),
        ("", HttpError::ProxyRefused),
    ];
    for (words, expected) in cases {
        let error = ask(&answering(words).await, SHOP).await.unwrap_err();
        assert_eq!(error, expected, "{words:?}");
        assert!(error.never_left(), "{words:?}");
    }
}

#[tokio::test]
async fn a_proxy_that_is_not_there_is_not_a_shop_that_is_not_there() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let closed = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    for proxy in [closed.as_str(), "http://no-such-proxy.invalid:3128"] {
        assert_eq!(ask(proxy, SHOP).await.unwrap_err(), HttpError::ProxyUnreachable, "{proxy}");
    }
}

#[tokio::test]
async fn who_answered_behind_a_proxy_is_not_known() {
    let words = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
    let address = answering(words).await;
    assert_eq!(ask(&address, "http://shop.example/").await.unwrap().peer, None);
    let direct = Http::new(&Beyond { no_proxy: true, ..Beyond::default() }).unwrap();
    let answer = direct.send(Request::get(address.parse().unwrap())).await.unwrap();
    assert_eq!(answer.peer.map(|peer| format!("http://{peer}")), Some(address));
}
