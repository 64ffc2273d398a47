//! HTTP against hostile servers of the test's own: each exchange ends within its limit, in bounded
//! memory, with a name. Time is the test's: a limit of ten seconds is met without waiting for it.

use meum_connect::adapters::http::{
    Answer, Beyond, Http, HttpError, LONGEST, MOST_NAMES, MOST_REQUESTS, Request, Resolved, SHOP_LIMIT,
};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, SanType};
use std::io::Write as _;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::time::Instant;

const MEGABYTE: usize = 1024 * 1024;
/// What the client may take before it gives up, with what the system's own buffers hold on both
/// sides of loopback.
const BOUNDED: usize = 24 * MEGABYTE;

fn client(resolved: Vec<Resolved>) -> Http {
    let _ = rustls::crypto::ring::default_provider().install_default();
    Http::new(&Beyond { no_proxy: true, resolved, ..Beyond::default() }).unwrap()
}

async fn ask(address: SocketAddr) -> Result<Answer, HttpError> {
    client(Vec::new()).send(Request::get(format!("http://{address}/").parse().unwrap())).await
}

/// What a server sends: first these bytes, then these over and over, at once or one piece a second.
struct Sending {
    first: Vec<u8>,
    then: Vec<u8>,
    pause: Option<Duration>,
}

impl Sending {
    /// A server that never stops by itself, and how many bytes it got rid of.
    async fn start(self) -> (SocketAddr, Arc<AtomicUsize>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let written = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&written);
        tokio::spawn(async move {
            let (stream, _) = listener.accept().await.unwrap();
            // The reader hangs up when it has had enough; that is the point.
            let _ = self.pour(stream, &counted).await;
        });
        (address, written)
    }

    async fn pour(self, mut stream: TcpStream, written: &AtomicUsize) -> std::io::Result<()> {
        let mut request = [0_u8; 4096];
        let _ = stream.read(&mut request).await?;
        stream.write_all(&self.first).await?;
        let mut clock = self.pause.map(tokio::time::interval);
        loop {
            if let Some(clock) = &mut clock {
                clock.tick().await;
            }
            stream.write_all(&self.then).await?;
            written.fetch_add(self.then.len(), Ordering::Relaxed);
        }
    }
}

#[tokio::test]
async fn an_endless_answer_is_cut_off_in_bounded_memory() {
    let plain = |head: &str| head.as_bytes().to_vec();
    let cases = [
        (
            "a body of a hundred megabytes",
            plain("HTTP/1.1 200 OK\r\ncontent-length: 104857600\r\n\r\n"),
            vec![b'x'; MEGABYTE],
            HttpError::TooLarge,
        ),
        ("a body without a length", plain("HTTP/1.1 200 OK\r\n\r\n"), vec![b'x'; MEGABYTE], HttpError::TooLarge),
        (
            "endless chunks",
            plain("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"),
            [b"1000\r\n", &[b'x'; 4096][..], b"\r\n"].concat(),
            HttpError::TooLarge,
        ),
        ("endless headers", plain("HTTP/1.1 200 OK\r\n"), plain("x-more: of the same\r\n"), HttpError::TooLarge),
        ("an endless header", plain("HTTP/1.1 200 OK\r\nx-more: "), vec![b'x'; 4096], HttpError::TooLarge),
        ("an endless status line", plain("HTTP/1.1 200 "), vec![b'x'; 4096], HttpError::TooLarge),
        (
            "an endless chunk size",
            plain("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4;"),
            vec![b'x'; 4096],
            HttpError::Broken,
        ),
        (
            "endless trailers",
            plain("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n"),
            plain("x-more: of the same\r\n"),
            HttpError::Broken,
        ),
    ];
    for (what, first, then, expected) in cases {
        let (address, written) = Sending { first, then, pause: None }.start().await;
        let started = Instant::now();
        assert_eq!(ask(address).await.unwrap_err(), expected, "{what}");
        assert!(started.elapsed() < SHOP_LIMIT, "{what} took {:?}", started.elapsed());
        let written = written.load(Ordering::Relaxed);
        assert!(written < BOUNDED, "{what}: {written} bytes were taken");
    }
}

#[tokio::test]
async fn a_head_that_breaks_the_rules_is_read_or_called_so() {
    let ok = |head: &str| format!("HTTP/1.1 200 OK\r\n{head}content-length: 2\r\n\r\n{{}}");
    let many = |count| (0..count).map(|at| format!("x-{at}: 1\r\n")).collect::<Vec<_>>().concat();
    let cases = [
        ("a folded header", ok("x-one: two\r\n three\r\n"), Ok(200)),
        ("a space before the colon", ok("x-one : two\r\n"), Ok(200)),
        ("a line without a colon", ok("Warning in line 3\r\n"), Ok(200)),
        ("as many lines as are read", ok(&many(499)), Ok(200)),
        ("more lines than are read", ok(&many(501)), Err(HttpError::TooLarge)),
        ("a notice before the status line", format!("<b>Notice</b>: x\r\n{}", ok("")), Err(HttpError::NotHttp)),
        (
            "two lengths",
            "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}".into(),
            Err(HttpError::NotHttp),
        ),
        ("a length that is none", "HTTP/1.1 200 OK\r\ncontent-length: +7\r\n\r\n{}".into(), Err(HttpError::NotHttp)),
    ];
    for (what, first, expected) in cases {
        let first = first.into_bytes();
        let (address, _) = Sending { first, then: Vec::new(), pause: Some(Duration::from_hours(1)) }.start().await;
        assert_eq!(ask(address).await.map(|answer| answer.status), expected, "{what}");
    }
}

#[tokio::test]
async fn a_diagnosis_asks_no_more_than_it_may_whoever_asks() {
    let first = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}".to_vec();
    let http = client(Vec::new()).within_bounds();
    for at in 0..MOST_REQUESTS {
        let sending = Sending { first: first.clone(), then: Vec::new(), pause: Some(Duration::from_hours(1)) };
        let (address, _) = sending.start().await;
        let request = Request::get(format!("http://{address}/").parse().unwrap());
        // A clone, a second try and a diagnosis within this one all take from the same.
        let asking = http.clone().within_bounds();
        let answer = if at % 2 == 0 { asking.send(request).await } else { asking.send_simply(request).await };
        assert_eq!(answer.map(|answer| answer.status), Ok(200), "{at}");
    }
    let error = http.send(Request::get("http://127.0.0.1:1/".parse().unwrap())).await.unwrap_err();
    assert_eq!(error, HttpError::TooMany);
    assert!(error.never_left());
}

#[tokio::test(start_paused = true)]
async fn a_diagnosis_waits_no_longer_than_it_may() {
    let http = client(Vec::new()).within_bounds();
    let started = Instant::now();
    for expected in [HttpError::TimedOut, HttpError::TimedOut, HttpError::TimedOut] {
        let (address, _) =
            Sending { first: Vec::new(), then: Vec::new(), pause: Some(Duration::from_secs(1)) }.start().await;
        let error = http.send(Request::get(format!("http://{address}/").parse().unwrap())).await.unwrap_err();
        assert_eq!(error, expected);
    }
    assert!(started.elapsed() <= LONGEST + Duration::from_secs(1), "{:?}", started.elapsed());
}

#[tokio::test]
async fn a_small_answer_that_unpacks_to_sixty_four_megabytes_is_cut_off() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let megabyte = vec![b'x'; MEGABYTE];
    (0..64).for_each(|_| packed.write_all(&megabyte).unwrap());
    let packed = packed.finish().unwrap();
    assert!(packed.len() < MEGABYTE, "the bomb itself is small");
    let head = format!("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n", packed.len());
    let first = [head.into_bytes(), packed].concat();
    let (address, _) = Sending { first, then: Vec::new(), pause: Some(Duration::from_hours(1)) }.start().await;
    assert_eq!(ask(address).await.unwrap_err(), HttpError::TooLarge);
}

#[tokio::test(start_paused = true)]
async fn a_byte_a_second_ends_at_the_limit() {
    let cases = [
        ("a status line", "HTTP/1.1 200 ", "x"),
        ("a header", "HTTP/1.1 200 OK\r\nx-slow: ", "x"),
        ("a body", "HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n", "x"),
        ("chunks", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", "1\r\nx\r\n"),
        ("answers that announce another", "", "HTTP/1.1 103 Early Hints\r\n\r\n"),
    ];
    for (what, first, then) in cases {
        let (first, then) = (first.as_bytes().to_vec(), then.as_bytes().to_vec());
        let (address, written) = Sending { first, then, pause: Some(Duration::from_secs(1)) }.start().await;
        let started = Instant::now();
        assert_eq!(ask(address).await.unwrap_err(), HttpError::TimedOut, "{what}");
        assert!(started.elapsed() <= SHOP_LIMIT + Duration::from_secs(1), "{what} took {:?}", started.elapsed());
        assert!(written.load(Ordering::Relaxed) >= 9, "{what} came second after second");
    }
}

/// An address that drops what is sent to it: a queue of connections that nobody takes, filled.
struct Dead {
    address: SocketAddr,
    _held: (tokio::net::TcpListener, Vec<TcpStream>),
}

impl Dead {
    async fn start() -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let listener = socket.listen(1).unwrap();
        let address = listener.local_addr().unwrap();
        let mut waiting = Vec::new();
        while let Ok(Ok(stream)) = tokio::time::timeout(Duration::from_millis(200), TcpStream::connect(address)).await {
            waiting.push(stream);
        }
        Self { address, _held: (listener, waiting) }
    }
}

#[tokio::test(start_paused = true)]
async fn a_dead_host_is_called_dead_within_ten_seconds_however_many_addresses_it_has() {
    let dead = Dead::start().await;
    for count in [1, 2, 5] {
        let at = vec![dead.address; count];
        let http = client(vec![Resolved { host: "dead.example".to_owned(), at, plain_at: None, seen_as: None }]);
        let started = Instant::now();
        let error = http.send(Request::get("http://dead.example/".parse().unwrap())).await.unwrap_err();
        assert_eq!(error, HttpError::ConnectTimedOut, "{count} addresses");
        assert!(error.never_left());
        assert!(started.elapsed() < Duration::from_secs(10), "{count} addresses: {:?}", started.elapsed());
    }
}

#[tokio::test(start_paused = true)]
async fn a_dead_address_leaves_time_for_the_next() {
    let dead = Dead::start().await;
    let first = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}".to_vec();
    let (alive, _) = Sending { first, then: Vec::new(), pause: Some(Duration::from_hours(1)) }.start().await;
    let at = vec![dead.address, alive];
    let http = client(vec![Resolved { host: "half.example".to_owned(), at, plain_at: None, seen_as: None }]);
    let answer = http.send(Request::get("http://half.example/".parse().unwrap())).await.unwrap();
    assert_eq!((answer.status, answer.peer), (200, Some(alive)));
}

#[tokio::test]
async fn a_name_has_the_addresses_it_is_given_or_pretends_to() {
    let host = |name: &str, at: &[&str], seen_as: Option<&str>| Resolved {
        host: name.to_owned(),
        at: at.iter().map(|at| at.parse().unwrap()).collect(),
        plain_at: None,
        seen_as: seen_as.map(|address| address.parse().unwrap()),
    };
    let http = client(vec![
        host("two.example", &["127.0.0.1:81", "[::1]:82", "127.0.0.1:83"], None),
        host("public.example", &["127.0.0.1:81"], Some("93.184.216.34")),
        host("none.example", &[], None),
    ]);
    let cases: [(&str, Result<&[&str], HttpError>); 7] = [
        ("two.example", Ok(&["127.0.0.1", "::1"])),
        ("public.example", Ok(&["93.184.216.34"])),
        ("PUBLIC.example", Ok(&["93.184.216.34"])),
        ("192.0.2.7", Ok(&["192.0.2.7"])),
        ("[2001:db8::7]", Ok(&["2001:db8::7"])),
        ("none.example", Err(HttpError::HostNotFound)),
        ("no-such-shop.invalid", Err(HttpError::HostNotFound)),
    ];
    for (name, expected) in cases {
        let expected = expected.map(|list| list.iter().map(|one| one.parse().unwrap()).collect::<Vec<IpAddr>>());
        assert_eq!(http.addresses(name).await, expected, "{name}");
    }
}

#[tokio::test]
async fn an_address_without_a_way_to_it_is_not_connected() {
    let error = ask("255.255.255.255:80".parse().unwrap()).await.unwrap_err();
    // Not every system says that it is the way that is missing.
    assert!(matches!(error, HttpError::NoWay | HttpError::NotConnected), "{error:?}");
}

/// Asks a server of this name, whose certificate a trusted authority signed.
async fn presented(certificate: CertificateParams) -> HttpError {
    let (key, above) = (KeyPair::generate().unwrap(), KeyPair::generate().unwrap());
    let mut authority = CertificateParams::default();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let trusted = authority.self_signed(&above).unwrap().pem();
    let chain = vec![certificate.signed_by(&key, &Issuer::from_params(&authority, &above)).unwrap().der().clone()];
    let at = serving(chain, &key).await;
    let resolved = vec![Resolved { host: "shop.example".to_owned(), at: vec![at], plain_at: None, seen_as: None }];
    let http = Http::new(&Beyond { authority: Some(trusted), resolved, no_proxy: true }).unwrap();
    http.send(Request::get("https://shop.example/".parse().unwrap())).await.unwrap_err()
}

async fn serving(chain: Vec<rustls::pki_types::CertificateDer<'static>>, key: &KeyPair) -> SocketAddr {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let key = rustls::pki_types::PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let config = rustls::ServerConfig::builder().with_no_client_auth().with_single_cert(chain, key).unwrap();
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        // The client refuses; that is the point.
        let _ = acceptor.accept(stream).await;
    });
    at
}

/// Asks a server that sends this over TLS and ends the connection without the word that TLS has for it.
async fn ended_without_a_word(sent: &'static [u8]) -> Result<Answer, HttpError> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let key = KeyPair::generate().unwrap();
    let own = CertificateParams::new(["shop.example".to_owned()]).unwrap();
    let above = KeyPair::generate().unwrap();
    let mut authority = CertificateParams::default();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let trusted = authority.self_signed(&above).unwrap().pem();
    let chain = vec![own.signed_by(&key, &Issuer::from_params(&authority, &above)).unwrap().der().clone()];
    let key = rustls::pki_types::PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let config = rustls::ServerConfig::builder().with_no_client_auth().with_single_cert(chain, key).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = vec![listener.local_addr().unwrap()];
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = tokio_rustls::TlsAcceptor::from(Arc::new(config)).accept(stream).await.unwrap();
        let _ = stream.read(&mut [0; 4096]).await.unwrap();
        stream.write_all(sent).await.unwrap();
        stream.flush().await.unwrap();
        // Below TLS.
        stream.get_mut().0.shutdown().await.unwrap();
    });
    let resolved = vec![Resolved { host: "shop.example".to_owned(), at, plain_at: None, seen_as: None }];
    let http = Http::new(&Beyond { authority: Some(trusted), resolved, no_proxy: true }).unwrap();
    http.send(Request::get("https://shop.example/".parse().unwrap())).await
}

#[tokio::test]
async fn an_answer_that_is_whole_is_one_although_tls_was_not_ended_properly() {
    let cases: [(&str, &[u8], Result<u16, HttpError>); 6] = [
        ("whole JSON", b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{\"a\":[1]}", Ok(200)),
        ("a whole page", b"HTTP/1.1 403 No\r\nconnection: close\r\n\r\n<html>No</html>\n", Ok(403)),
        ("half of JSON", b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{\"a\":[1", Err(HttpError::Broken)),
        ("half a page", b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n<html><p>N", Err(HttpError::Broken)),
        ("what was announced", b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}", Ok(200)),
        ("less than was announced", b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}", Err(HttpError::Broken)),
    ];
    for (what, sent, expected) in cases {
        assert_eq!(ended_without_a_word(sent).await.map(|answer| answer.status), expected, "{what}");
    }
}

#[tokio::test]
async fn a_refused_certificate_says_why() {
    let good = || CertificateParams::new(["shop.example".to_owned()]).unwrap();
    let mut expired = good();
    expired.not_after = rcgen::date_time_ymd(2021, 1, 1);
    let mut early = good();
    early.not_before = rcgen::date_time_ymd(2999, 1, 1);
    let mut others = CertificateParams::new(["other.example".to_owned(), "*.other.example".to_owned()]).unwrap();
    others.subject_alt_names.push(SanType::IpAddress("192.0.2.7".parse().unwrap()));
    let names = ["other.example", "*.other.example", "192.0.2.7"].map(str::to_owned).to_vec();
    let many = CertificateParams::new((0..500).map(|at| format!("host{at}.example")).collect::<Vec<_>>()).unwrap();
    let first = (0..MOST_NAMES).map(|at| format!("host{at}.example")).collect();
    let cases = [
        (expired, HttpError::CertificateExpired { day: Some(1_609_459_200), not_yet: false }),
        (early, HttpError::CertificateExpired { day: Some(32_472_144_000), not_yet: true }),
        (others, HttpError::CertificateWrongName { presented: names }),
        (many, HttpError::CertificateWrongName { presented: first }),
    ];
    for (certificate, expected) in cases {
        let error = presented(certificate).await;
        assert_eq!(error, expected);
        assert!(error.never_left());
    }
}
