//! Certificates made here and presented on real sockets; every look ends in a refusal.

use super::*;
use crate::adapters::http::{Beyond, Resolved};
use proptest::prelude::*;
use rcgen::{BasicConstraints, CertificateParams, DistinguishedName, DnType, IsCa, Issuer, KeyPair, SanType};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio::time::Instant;
use tokio_rustls::TlsAcceptor;

const HOST: &str = "shop.example";
/// The first moments of 2020, 2021 and 2100.
const Y2020: i64 = 1_577_836_800;
const Y2021: i64 = 1_609_459_200;
const Y2100: i64 = 4_102_444_800;

fn named(common_name: &str, hosts: &[&str]) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, common_name);
    params.subject_alt_names = hosts.iter().map(|host| SanType::DnsName((*host).try_into().unwrap())).collect();
    params.not_before = rcgen::date_time_ymd(2020, 1, 1);
    params.not_after = rcgen::date_time_ymd(2100, 1, 1);
    params
}

/// A chain to present: certificates, the host's first, and its key.
struct Made {
    chain: Vec<CertificateDer<'static>>,
    key: KeyPair,
}

fn by_itself(params: &CertificateParams) -> Made {
    let key = KeyPair::generate().unwrap();
    Made { chain: vec![params.self_signed(&key).unwrap().der().clone()], key }
}

/// Signed by an authority that is presented as well, or not.
fn by_another(params: &CertificateParams, authority: &CertificateParams, sent: bool) -> Made {
    let (key, above) = (KeyPair::generate().unwrap(), KeyPair::generate().unwrap());
    let authority_itself = authority.self_signed(&above).unwrap().der().clone();
    let signed = params.signed_by(&key, &Issuer::from_params(authority, &above)).unwrap();
    let others = sent.then_some(authority_itself);
    Made { chain: std::iter::once(signed.der().clone()).chain(others).collect(), key }
}

fn authority(distinguished_name: DistinguishedName) -> CertificateParams {
    let mut params = named("", &[]);
    params.distinguished_name = distinguished_name;
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params
}

fn called(kind: DnType, name: &str) -> DistinguishedName {
    let mut distinguished = DistinguishedName::new();
    distinguished.push(kind, name);
    distinguished
}

fn reaching(at: SocketAddr) -> Http {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let resolved = vec![Resolved { host: HOST.to_owned(), at: vec![at], plain_at: None, seen_as: None }];
    Http::new(&Beyond { resolved, no_proxy: true, ..Beyond::default() }).unwrap()
}

/// Presents this chain once; what is left says whether the client accepted it.
async fn presenting(config: ServerConfig) -> (SocketAddr, JoinHandle<bool>) {
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let accepted = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        // Whoever came is not sent away before what was said has been read.
        let taken = acceptor.accept(stream).await;
        let is_ok = taken.is_ok();
        if let Ok(mut taken) = taken {
            let _ = taken.read(&mut [0]).await;
        }
        is_ok
    });
    (at, accepted)
}

fn server(made: &Made, version: &'static rustls::SupportedProtocolVersion) -> ServerConfig {
    let key = PrivateKeyDer::try_from(made.key.serialize_der()).unwrap();
    ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_protocol_versions(&[version])
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(made.chain.clone(), key)
        .unwrap()
}

async fn look_at(made: Made) -> Chain {
    let mut seen = Vec::new();
    for version in [&rustls::version::TLS12, &rustls::version::TLS13] {
        let (at, accepted) = presenting(server(&made, version)).await;
        seen.push(look(&reaching(at), HOST, 443).await.unwrap());
        assert!(!accepted.await.unwrap(), "the handshake is never completed");
    }
    assert_eq!(seen[0], seen[1], "both versions of TLS show the same");
    seen.remove(0)
}

/// What is presented, and then: how many, the names, the issuer and whether it is itself, the end.
type Described<'a> = (&'a str, Made, usize, &'a [&'a str], (&'a str, bool), i64);

#[tokio::test]
async fn a_certificate_is_described_as_it_is_presented() {
    let plain = || named("Shop", &[HOST, "www.shop.example"]);
    let mut expired = plain();
    expired.not_after = rcgen::date_time_ymd(2021, 1, 1);
    let mut by_address = named("Shop", &[]);
    by_address.subject_alt_names =
        ["192.0.2.7", "2001:db8::7"].map(|ip| SanType::IpAddress(ip.parse().unwrap())).into();
    let above = || authority(called(DnType::CommonName, "Example Intermediate"));
    let organisation = authority(called(DnType::OrganizationName, "Example Trust Ltd"));
    let unnamed = authority(called(DnType::CountryName, "NL"));
    let both: &[&str] = &[HOST, "www.shop.example"];
    let (itself, middle) = (("Shop", true), ("Example Intermediate", false));
    let cases: [Described<'_>; 8] = [
        ("self-signed", by_itself(&plain()), 1, both, itself, Y2100),
        ("expired", by_itself(&expired), 1, both, itself, Y2021),
        ("a chain of one", by_another(&plain(), &above(), false), 1, both, middle, Y2100),
        ("a chain of two", by_another(&plain(), &above(), true), 2, both, middle, Y2100),
        ("an organisation", by_another(&plain(), &organisation, false), 1, both, ("Example Trust Ltd", false), Y2100),
        ("an unnamed authority", by_another(&plain(), &unnamed, false), 1, both, ("", false), Y2100),
        ("addresses", by_itself(&by_address), 1, &["192.0.2.7", "2001:db8::7"], itself, Y2100),
        ("only a subject", by_itself(&named("old.example", &[])), 1, &["old.example"], ("old.example", true), Y2100),
    ];
    for (what, made, count, names, (issuer, self_signed), not_after) in cases {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        let issuer = issuer.to_owned();
        let (named_by_subject, ends_in_root) = (what == "only a subject", what == "a chain of two");
        let expected = Chain {
            count,
            names,
            // None of them is called by more than one of its names.
            issuer_named: issuer.clone(),
            issuer,
            self_signed,
            named_by_subject,
            short_key: false,
            wants_certificate: false,
            ends_in_root,
            not_before: Y2020,
            not_after,
        };
        assert_eq!(look_at(made).await, expected, "{what}");
    }
}

#[tokio::test]
async fn text_out_of_a_certificate_is_bounded_and_harmless() {
    let many: Vec<String> = (0..1000).map(|at| format!("host{at}.shop.example")).collect();
    let hostile = format!("red\u{1b}[31m\n\0{}", "x".repeat(1000));
    let hosts: Vec<&str> = std::iter::once(hostile.as_str()).chain(many.iter().map(String::as_str)).collect();
    let seen = look_at(by_itself(&named(&format!("one\ntwo\u{202e}{hostile}"), &hosts))).await;
    assert_eq!(seen.names.len(), MOST_NAMES);
    assert_eq!(seen.names[1], "host0.shop.example");
    assert_eq!(seen.issuer.chars().count(), LONGEST_ISSUER);
    for text in seen.names.iter().chain([&seen.issuer, &seen.issuer_named]) {
        assert!(text.chars().count() <= LONGEST_NAME, "{text}");
        assert!(!text.contains(|c: char| c.is_control() || c == '\u{202e}'), "{text:?}");
    }
}

/// The hello is one record of the handshake, and after it the host hears nothing.
#[tokio::test(start_paused = true)]
async fn a_silent_host_hears_one_hello_and_is_left_after_five_seconds() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let heard = tokio::spawn(async move {
        let mut heard = Vec::new();
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.read_to_end(&mut heard).await.unwrap();
        heard
    });
    let started = Instant::now();
    assert_eq!(look(&reaching(at), HOST, 443).await, None);
    assert!(started.elapsed() <= Duration::from_secs(6), "{:?}", started.elapsed());
    let heard = heard.await.unwrap();
    let length = usize::from(u16::from_be_bytes([heard[3], heard[4]]));
    assert_eq!((heard[0], heard[5], heard.len()), (0x16, 0x01, length + 5), "one ClientHello");
}

#[tokio::test]
async fn a_host_without_a_certificate_shows_none() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    drop(listener);
    assert_eq!(look(&reaching(at), HOST, 443).await, None);
    assert_eq!(look(&reaching(at), "no-such-shop.invalid", 443).await, None);
}

#[tokio::test]
async fn a_host_is_looked_at_on_the_port_that_is_asked() {
    let made = by_itself(&named("Shop", &[HOST]));
    let (at, _) = presenting(server(&made, &rustls::version::TLS13)).await;
    let http = reaching(SocketAddr::new(at.ip(), 0));
    assert!(look(&http, HOST, at.port()).await.is_some());
}

#[tokio::test]
async fn what_is_no_host_is_not_looked_at() {
    let made = by_itself(&named("Shop", &[HOST]));
    let (at, _) = presenting(server(&made, &rustls::version::TLS13)).await;
    for host in ["", "a b", "[::1", "shop.example/path?", "user@shop.example", "shop.example:444"] {
        assert_eq!(look(&reaching(at), host, 443).await, None, "{host:?}");
    }
    assert!(look(&reaching(at), HOST, 443).await.is_some());
}

proptest! {
    #[test]
    fn bytes_that_are_no_certificate_are_not_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let seen = Presented { count: 1, first: CertificateDer::from(bytes), last: None, wants_certificate: false };
        prop_assert_eq!(seen.read(), None);
    }

    /// Every byte of a real certificate may be another one: it is read or not, in bounds.
    #[test]
    fn a_damaged_certificate_is_read_in_bounds_or_not_at_all(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = by_itself(&named("Shop", &[HOST])).chain[0].to_vec();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let read = Presented { count: 1, first: CertificateDer::from(bytes), last: None, wants_certificate: false }.read();
        prop_assert!(read.is_none_or(|chain| chain.names.len() <= MOST_NAMES && chain.issuer.chars().count() <= LONGEST_ISSUER));
    }
}

/// A server that asks for a certificate that this one vouches for, and may let in only those who show one.
fn asking(made: &Made, version: &'static rustls::SupportedProtocolVersion, insists: bool) -> ServerConfig {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut roots = rustls::RootCertStore::empty();
    roots.add(made.chain[0].clone()).unwrap();
    let clients = rustls::server::WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider));
    let key = PrivateKeyDer::try_from(made.key.serialize_der()).unwrap();
    ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[version])
        .unwrap()
        .with_client_cert_verifier(if insists { clients } else { clients.allow_unauthenticated() }.build().unwrap())
        .with_single_cert(made.chain.clone(), key)
        .unwrap()
}

#[tokio::test]
async fn a_server_that_asks_this_computer_for_a_certificate_is_told_from_one_that_agrees_on_nothing() {
    let made = by_itself(&named("Shop", &[HOST]));
    for version in [&rustls::version::TLS12, &rustls::version::TLS13] {
        let (at, _) = presenting(asking(&made, version, true)).await;
        assert!(look(&reaching(at), HOST, 443).await.unwrap().wants_certificate, "{version:?}");
        let (at, _) = presenting(server(&made, version)).await;
        assert!(!look(&reaching(at), HOST, 443).await.unwrap().wants_certificate, "{version:?}");
    }
}

#[tokio::test]
async fn only_who_ends_the_connection_for_want_of_a_certificate_insists_on_one() {
    let made = by_itself(&named("Shop", &[HOST]));
    for version in [&rustls::version::TLS12, &rustls::version::TLS13] {
        let cases = [
            ("insists", asking(&made, version, true), true),
            ("asks, and can do without", asking(&made, version, false), false),
            ("asks for none", server(&made, version), false),
        ];
        for (what, config, expected) in cases {
            let (at, _) = presenting(config).await;
            assert_eq!(insists(&reaching(at), HOST, 443).await, expected, "{what} {version:?}");
        }
    }
}
