//! What can be wrong below HTTP: certificates, TLS itself, and ports that refuse.

use std::io::ErrorKind;
use std::sync::{Arc, Mutex};

use connect_practice::{PracticeShop, Trouble};
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{AlertDescription, CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use crate::support::{GATEWAYS, READ_WRITE, Shop, client_for, header, until};

/// Verifies certificates as the app does, and remembers those that the shop showed.
#[derive(Debug)]
struct Keeping {
    verifier: Arc<WebPkiServerVerifier>,
    shown: Mutex<Vec<CertificateDer<'static>>>,
}

impl ServerCertVerifier for Keeping {
    fn verify_server_cert(
        &self,
        end: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        stapled: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let all = std::iter::once(end).chain(between);
        *self.shown.lock().unwrap() = all.cloned().map(CertificateDer::into_owned).collect();
        self.verifier.verify_server_cert(end, between, name, stapled, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verifier.verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verifier.verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<rustls::SignatureScheme> {
        self.verifier.supported_verify_schemes()
    }
}

/// Shakes hands with the shop. Returns the error, if any, and the certificates that the shop showed.
async fn shake(shop: &PracticeShop) -> (Option<Error>, Vec<CertificateDer<'static>>) {
    let provider = Arc::new(ring::default_provider());
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(shop.authority_pem().as_bytes()).unwrap()).unwrap();
    let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider));
    let keeping = Arc::new(Keeping { verifier: verifier.build().unwrap(), shown: Mutex::default() });
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.dangerous().with_custom_certificate_verifier(Arc::clone(&keeping) as Arc<_>);
    let connector = TlsConnector::from(Arc::new(config.with_no_client_auth()));
    let stream = TcpStream::connect(shop.tls_address()).await.unwrap();
    let name = ServerName::try_from(shop.home().host_str().unwrap().to_owned()).unwrap();
    let error = connector.connect(name, stream).await.err().map(|error| {
        let inner = error.into_inner().expect("TLS says what went wrong");
        inner.downcast_ref::<Error>().unwrap().clone()
    });
    let shown = keeping.shown.lock().unwrap().clone();
    (error, shown)
}

async fn error_of(trouble: Trouble) -> (Error, Vec<CertificateDer<'static>>) {
    let shop = Shop::start().await;
    assert_eq!(shake(&shop.practice).await.0, None);
    shop.practice.set(trouble);
    let (error, shown) = shake(&shop.practice).await;
    (error.unwrap(), shown)
}

fn holds(certificate: &CertificateDer<'_>, text: &str) -> bool {
    certificate.windows(text.len()).any(|part| part == text.as_bytes())
}

const DAYS: u64 = 24 * 60 * 60;

#[tokio::test]
async fn an_expired_certificate_ended_twelve_days_ago() {
    let (error, _) = error_of(Trouble::CertificateExpired).await;
    let Error::InvalidCertificate(CertificateError::ExpiredContext { time, not_after }) = error else {
        panic!("{error:?}");
    };
    assert_eq!((time.as_secs() - not_after.as_secs()) / DAYS, 12);
}

#[tokio::test]
async fn a_certificate_that_is_not_yet_valid_begins_in_twelve_days() {
    let (error, _) = error_of(Trouble::CertificateNotYetValid).await;
    let Error::InvalidCertificate(CertificateError::NotValidYetContext { time, not_before }) = error else {
        panic!("{error:?}");
    };
    assert!((11 * DAYS..=12 * DAYS).contains(&(not_before.as_secs() - time.as_secs())));
}

#[tokio::test]
async fn a_certificate_with_the_wrong_name_names_another_shop() {
    let (error, _) = error_of(Trouble::CertificateWrongName).await;
    let Error::InvalidCertificate(CertificateError::NotValidForNameContext { presented, .. }) = error else {
        panic!("{error:?}");
    };
    assert_eq!(presented, [r#"DnsName("other-shop.example")"#, r#"DnsName("www.other-shop.example")"#]);
}

#[tokio::test]
async fn nobody_who_is_trusted_vouches_for_the_others() {
    let root = "Practice shop, throw-away authority";
    for (trouble, issuer) in [
        (Trouble::CertificateSelfSigned, "corner-shop.example"),
        (Trouble::CertificateChainIncomplete, "Practice shop, authority in between"),
        (Trouble::CertificateOfInspector, "Avast Web/Mail Shield Root"),
    ] {
        let (error, shown) = error_of(trouble.clone()).await;
        assert_eq!(error, Error::InvalidCertificate(CertificateError::UnknownIssuer), "{trouble:?}");
        assert_eq!(shown.len(), 1, "{trouble:?}");
        assert!(holds(&shown[0], issuer) && !holds(&shown[0], root), "{trouble:?}");
    }
}

#[tokio::test]
async fn old_tls_is_refused_with_the_alert_for_it() {
    let (error, _) = error_of(Trouble::OldTls).await;
    assert_eq!(error, Error::AlertReceived(AlertDescription::ProtocolVersion));
}

#[tokio::test]
async fn a_port_without_tls_speaks_http() {
    let (error, _) = error_of(Trouble::NoTls).await;
    assert!(matches!(error, Error::InvalidMessage(_)), "{error:?}");
    let shop = Shop::start().await;
    shop.practice.set(Trouble::NoTls);
    let address = format!("http://{}/wp-json/?_fields=name", shop.practice.tls_address());
    assert_eq!(shop.client.get(address).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn refused_means_refused_until_it_is_lifted() {
    let shop = Shop::start().await;
    let (tls, plain) = (shop.practice.tls_address(), shop.practice.plain_address());
    let refused = async |address| {
        TcpStream::connect(address).await.is_err_and(|error| error.kind() == ErrorKind::ConnectionRefused)
    };
    for (trouble, expected) in [
        (Trouble::RefusedHttps, (true, false)),
        (Trouble::Refused, (true, true)),
        (Trouble::RefusedHttps, (true, false)),
        (Trouble::CertificateExpired, (false, false)),
    ] {
        shop.practice.replace([trouble.clone()]);
        assert_eq!((refused(tls).await, refused(plain).await), expected, "{trouble:?}");
    }
    shop.practice.clear();
    assert_eq!((shop.practice.tls_address(), shop.practice.plain_address()), (tls, plain));
    assert_eq!(shop.get_as(READ_WRITE, GATEWAYS).await.status(), 200);
    assert_eq!(shop.client.get(shop.plain_address("/")).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_shop_that_drops_https_says_so_over_https_only() {
    let shop = Shop::start().await;
    shop.practice.set(Trouble::DropsHttps);
    for path in ["/", GATEWAYS] {
        let answer = shop.get(path).await;
        let to = format!("http://corner-shop.example{path}");
        assert_eq!((answer.status().as_u16(), header(&answer, "location")), (301, Some(to.as_str())));
    }
    let plain = shop.client.get(shop.plain_address("/wp-json/?_fields=name")).send().await.unwrap();
    assert_eq!(plain.status(), 200);
}

#[tokio::test]
async fn connections_that_are_open_do_not_outlive_a_change_below_http() {
    let shop = Shop::start().await;
    assert_eq!(shop.get(GATEWAYS).await.status(), 401);
    shop.practice.set(Trouble::CertificateExpired);
    assert!(shop.ask("GET", GATEWAYS).send().await.is_err(), "whether the client noticed or not");
    let fresh = client_for(&shop.practice).build().unwrap();
    assert!(fresh.get(shop.address(GATEWAYS)).send().await.unwrap_err().is_connect());
    shop.practice.set(Trouble::KeysRevoked);
    shop.practice.lift(&Trouble::CertificateExpired);
    assert_eq!(shop.get_as(READ_WRITE, GATEWAYS).await.status(), 401);
}

#[tokio::test]
async fn a_request_under_way_is_answered_when_the_certificate_changes() {
    let shop = Shop::start().await;
    shop.practice.set(Trouble::Slow { millis: 200 });
    let request = shop.ask("GET", GATEWAYS).send();
    let change = async {
        until(|| !shop.practice.requests().is_empty()).await;
        shop.practice.set(Trouble::Refused);
    };
    let (answer, ()) = tokio::join!(request, change);
    assert_eq!(answer.unwrap().status(), 401);
}
