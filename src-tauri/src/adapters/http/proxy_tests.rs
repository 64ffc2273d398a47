//! What a proxy can do, on a real socket; the client here is set to use one, as a computer may be.

use super::*;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const SHOP: &str = "https://shop.example/";

fn through(proxy: &str) -> Http {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let names = Names::with(&[], None);
    let client = bounded(names.clone(), CONNECT_LIMIT).proxy(reqwest::Proxy::all(proxy).unwrap()).build().unwrap();
    let proxies = Some(Arc::new(Proxies::all(proxy)));
    let simply = Arc::new(Simply::new(&Beyond::default(), &names, CONNECT_LIMIT, proxies.clone()));
    Http { plain: client.clone(), client, simply, names, haste: 1, proxies, budget: None }
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
        ("HTTP/1.1 451 Unavailable For Legal Reasons\r\n\r\n", HttpError::ProxyRefused),
        ("HTTP/1.1 502 Bad Gateway\r\n\r\n", HttpError::ProxyCannotReach),
        ("HTTP/1.1 503 Service Unavailable\r\nX-Squid-Error: ERR_DNS_FAIL 0\r\n\r\n", HttpError::ProxyCannotReach),
        ("HTTP/1.1 504 Gateway Timeout\r\n\r\n", HttpError::ProxyCannotReach),
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

/// A SOCKS 5 proxy that lets everybody in and gives this reply (RFC 1928, 6); with 0 it speaks for the
/// host itself.
async fn socks(reply: u8) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut said = [0_u8; 512];
            let _ = stream.read(&mut said).await;
            let _ = stream.write_all(&[5, 0]).await;
            let _ = stream.read(&mut said).await;
            let _ = stream.write_all(&[5, reply, 0, 1, 0, 0, 0, 0, 0, 0]).await;
            if reply == 0 {
                let _ = stream.read(&mut said).await;
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}").await;
            }
        }
    });
    address
}

#[tokio::test]
async fn a_socks_proxy_is_spoken_to() {
    for scheme in ["socks5", "socks5h"] {
        let proxy = format!("{scheme}://{}", socks(0).await);
        // The name is resolved here or there; an address needs neither.
        let answer = ask(&proxy, "http://192.0.2.7/").await.unwrap();
        assert_eq!((answer.status, answer.peer), (200, None), "{scheme}");
    }
}

#[tokio::test]
async fn what_a_socks_proxy_says_is_told_apart() {
    let cases = [
        (1, HttpError::ProxyCannotReach),
        (2, HttpError::ProxyRefused),
        (3, HttpError::ProxyCannotReach),
        (4, HttpError::ProxyCannotReach),
        (5, HttpError::ProxyCannotReach),
        (8, HttpError::ProxyRefused),
    ];
    for (reply, expected) in cases {
        let error = ask(&format!("socks5h://{}", socks(reply).await), SHOP).await.unwrap_err();
        assert_eq!(error, expected, "{reply}");
    }
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let closed = format!("socks5h://{}", listener.local_addr().unwrap());
    drop(listener);
    assert_eq!(ask(&closed, SHOP).await.unwrap_err(), HttpError::ProxyUnreachable);
}

/// A SOCKS proxy that answers every message with these bytes.
async fn babbling(bytes: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut said = [0_u8; 512];
            while stream.read(&mut said).await.is_ok_and(|read| read > 0) && stream.write_all(&bytes).await.is_ok() {}
        }
    });
    address
}

/// Whatever a proxy answers in the words of SOCKS or of nobody, the request has not left, and ends.
#[tokio::test]
async fn a_proxy_that_speaks_no_socks_is_an_end() {
    let cases: [&[u8]; 8] = [
        b"",
        b"\x04\x5b",
        b"\x05\xff",
        b"\x05\x00\x05\x63\x00\x01",
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        &[0; 600],
        &[255; 600],
        b"\x05\x00\x05\x00\x00\x03\xff",
    ];
    for bytes in cases {
        for scheme in ["socks5h", "socks4a"] {
            let proxy = format!("{scheme}://{}", babbling(bytes.to_vec()).await);
            let request = Request { limit: Duration::from_secs(2), ..Request::get(SHOP.parse().unwrap()) };
            let error = through(&proxy).send(request).await.unwrap_err();
            assert!(error.never_left() || error == HttpError::TimedOut, "{scheme} {bytes:?}: {error:?}");
        }
    }
}

#[tokio::test]
async fn nothing_goes_past_a_proxy_of_an_unknown_kind() {
    let (address, unknown) = (answering("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}").await, Proxies::unknown());
    let client = Http { proxies: Some(Arc::new(unknown)), ..through("http://127.0.0.1:1") };
    let error = client.send(Request::get(address.parse().unwrap())).await.unwrap_err();
    assert_eq!(error, HttpError::ProxyUnknown);
    assert!(error.never_left());
}
