//! Looks at the certificates that a host presents, to explain why the system refused them.
//!
//! It makes a handshake of its own, which sends the hello, refuses every certificate and ends there.
//! Nobody trusts anything because of what it finds: that is text from a stranger, cleaned and cut, for
//! a sentence on the screen. Whether a host insists on a certificate of this computer's shows only behind the
//! handshake, so that one goes to its end; nothing is sent over it.

use super::http::{Http, LONGEST_NAME, MOST_NAMES, clean};
use connect_core::plain::PlainText;
use connect_core::shop_facts::Certificate;
use connect_core::time::Timestamp;
use rustls::client::ResolvesClientCert;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::sign::CertifiedKey;
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, SignatureScheme};
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use url::{Host, Url};
use x509_parser::prelude::{FromDer as _, GeneralName, X509Certificate, X509Name};
use x509_parser::public_key::PublicKey;

/// How long the whole look may take. The merchant is already waiting for the explanation.
const LIMIT: Duration = Duration::from_secs(5);
/// How long a host is given to hang up after the handshake. It takes one way there and back.
const HANGS_UP_WITHIN: Duration = Duration::from_secs(3);
/// The shortest key of RSA that is accepted, in bits.
const SHORTEST_KEY: usize = 2048;
/// The longest name of an issuer that is read, in characters.
const LONGEST_ISSUER: usize = 100;

/// What a host presented. Nothing of it is verified.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is something that the chain shows or not")]
pub struct Chain {
    /// How many certificates came. A host that forgets the intermediate ones sends one.
    pub count: usize,
    /// The hosts that the first certificate names: cleaned, at most [`MOST_NAMES`], each at most
    /// [`LONGEST_NAME`] characters.
    pub names: Vec<String>,
    /// The issuer that the first certificate names: a common name or an organisation, cleaned, at most
    /// 100 characters. Empty when it names none.
    pub issuer: String,
    /// All that the issuer is called there: its common name, organisations and units, cleaned. Firewalls that
    /// look into connections often give their maker in the organisation alone.
    pub issuer_named: String,
    /// Its issuer and subject are the same. The signature is not checked.
    pub self_signed: bool,
    /// It names its host as its subject only, as before subjectAltName.
    pub named_by_subject: bool,
    /// Its key is of RSA with less than 2048 bits.
    pub short_key: bool,
    /// The last certificate that came is its own issuer: nothing is missing up to the root.
    pub ends_in_root: bool,
    /// The host asked for a certificate of this computer's.
    pub wants_certificate: bool,
    /// When it begins, in Unix seconds.
    pub not_before: i64,
    /// When it runs out, in Unix seconds.
    pub not_after: i64,
}

/// Looks at what this host presents, within five seconds. `None` when nobody answers, when no
/// readable certificate comes, and when requests to the host go through a proxy: this sends nothing
/// past it.
pub async fn look(http: &Http, host: &str, port: u16) -> Option<Chain> {
    timeout(LIMIT, presented(http, host, port)).await.ok().flatten().and_then(|seen| seen.read())
}

/// Whether this host lets in nobody without a certificate: it asks for one, and ends the handshake or the
/// connection with an alert before anything was asked of it. One that can do without stays, and waits for the
/// question. `false`, too, where nothing tells.
pub async fn insists(http: &Http, host: &str, port: u16) -> bool {
    timeout(LIMIT, hangs_up(http, host, port)).await.ok().flatten().unwrap_or(false)
}

async fn hangs_up(http: &Http, host: &str, port: u16) -> Option<bool> {
    let (name, stream) = way(http, host, port).await?;
    let witness = Arc::new(Witness { accepts: true, ..Witness::new() });
    let ended = match looking(Arc::clone(&witness))?.connect(name, stream).await {
        // With TLS 1.2 the refusal comes within the handshake.
        Err(error) => is_alert(&error),
        Ok(mut stream) => match timeout(HANGS_UP_WITHIN, stream.read_u8()).await {
            Ok(Err(error)) => is_alert(&error),
            Ok(Ok(_)) | Err(_) => false,
        },
    };
    Some(ended && witness.asked.load(Ordering::Relaxed))
}

fn is_alert(error: &std::io::Error) -> bool {
    let named = error.get_ref().and_then(|error| error.downcast_ref::<Error>());
    matches!(named, Some(Error::AlertReceived(_)))
}

/// The name to ask for, and a connection that is not secured yet.
async fn way(http: &Http, host: &str, port: u16) -> Option<(ServerName<'static>, TcpStream)> {
    let host = Host::parse(host).ok()?;
    let url = Url::parse(&format!("https://{host}:{port}/")).ok()?;
    if http.proxied(&url) {
        return None;
    }
    let name = match host {
        Host::Domain(name) => ServerName::try_from(name).ok()?,
        Host::Ipv4(address) => ServerName::from(IpAddr::V4(address)),
        Host::Ipv6(address) => ServerName::from(IpAddr::V6(address)),
    };
    Some((name, connect(&http.sockets(url.host_str()?, port).await.ok()?).await?))
}

async fn presented(http: &Http, host: &str, port: u16) -> Option<Presented> {
    let (name, stream) = way(http, host, port).await?;
    let witness = Arc::new(Witness::new());
    // Always an error: the witness accepts nothing.
    let _ = looking(Arc::clone(&witness))?.connect(name, stream).await;
    let mut seen = witness.seen()?;
    seen.wants_certificate = witness.asked.load(Ordering::Relaxed);
    Some(seen)
}

/// Connects to the first address that answers. A dead one leaves time for the others.
async fn connect(addresses: &[SocketAddr]) -> Option<TcpStream> {
    let share = LIMIT / (u32::try_from(addresses.len()).ok()? + 1);
    for address in addresses {
        if let Ok(Ok(stream)) = timeout(share, TcpStream::connect(address)).await {
            return Some(stream);
        }
    }
    None
}

fn looking(witness: Arc<Witness>) -> Option<TlsConnector> {
    let builder = ClientConfig::builder_with_provider(Arc::clone(&witness.provider));
    let builder = builder.with_safe_default_protocol_versions().ok()?;
    let builder = builder.dangerous().with_custom_certificate_verifier(Arc::clone(&witness) as _);
    Some(TlsConnector::from(Arc::new(builder.with_client_cert_resolver(witness))))
}

/// The certificates of one handshake, as bytes.
#[derive(Clone, Debug)]
struct Presented {
    count: usize,
    first: CertificateDer<'static>,
    last: Option<CertificateDer<'static>>,
    wants_certificate: bool,
}

/// A verifier that remembers what came. It refuses every certificate, unless it is to see what comes behind
/// the handshake.
#[derive(Debug)]
struct Witness {
    accepts: bool,
    provider: Arc<CryptoProvider>,
    seen: Mutex<Option<Presented>>,
    asked: AtomicBool,
}

/// It has no certificate to show, and remembers that one was asked for.
impl ResolvesClientCert for Witness {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        self.asked.store(true, Ordering::Relaxed);
        None
    }

    fn has_certs(&self) -> bool {
        false
    }
}

impl Witness {
    fn new() -> Self {
        Self {
            accepts: false,
            provider: Arc::new(rustls::crypto::ring::default_provider()),
            seen: Mutex::new(None),
            asked: AtomicBool::new(false),
        }
    }

    fn seen(&self) -> Option<Presented> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A signature that nobody looked at.
    fn unproven(&self) -> Result<HandshakeSignatureValid, Error> {
        if self.accepts { Ok(HandshakeSignatureValid::assertion()) } else { Err(Self::refuse()) }
    }

    fn refuse() -> Error {
        Error::InvalidCertificate(CertificateError::ApplicationVerificationFailure)
    }
}

impl ServerCertVerifier for Witness {
    fn verify_server_cert(
        &self,
        first: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let last = others.last().map(|last| last.clone().into_owned());
        let seen =
            Presented { count: others.len() + 1, first: first.clone().into_owned(), last, wants_certificate: false };
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(seen);
        if self.accepts { Ok(ServerCertVerified::assertion()) } else { Err(Self::refuse()) }
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.unproven()
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.unproven()
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

impl Presented {
    fn read(&self) -> Option<Chain> {
        let (_, first) = X509Certificate::from_der(&self.first).ok()?;
        Some(Chain {
            count: self.count,
            names: names(&first),
            issuer: called(first.issuer()).unwrap_or_default(),
            issuer_named: named_whole(first.issuer()),
            self_signed: is_its_own_issuer(&first),
            named_by_subject: listed(&first).is_empty() && !names(&first).is_empty(),
            short_key: has_short_key(&first),
            ends_in_root: self
                .last
                .as_ref()
                .is_some_and(|last| X509Certificate::from_der(last).is_ok_and(|(_, last)| is_its_own_issuer(&last))),
            wants_certificate: self.wants_certificate,
            not_before: first.validity().not_before.timestamp(),
            not_after: first.validity().not_after.timestamp(),
        })
    }
}

/// Whether a key is shorter than anybody accepts today.
fn has_short_key(certificate: &X509Certificate<'_>) -> bool {
    matches!(certificate.public_key().parsed(), Ok(PublicKey::RSA(key)) if key.key_size() < SHORTEST_KEY)
}

fn is_its_own_issuer(certificate: &X509Certificate<'_>) -> bool {
    certificate.issuer().as_raw() == certificate.subject().as_raw()
}

/// The hosts that a certificate names where browsers look.
fn listed(certificate: &X509Certificate<'_>) -> Vec<String> {
    let alternative = certificate.subject_alternative_name().ok().flatten();
    let listed = alternative.iter().flat_map(|extension| &extension.value.general_names).filter_map(host);
    listed.filter_map(|name| clean(&name, LONGEST_NAME)).take(MOST_NAMES).collect()
}

/// The hosts that a certificate names. An old one names its host as its subject instead.
fn names(certificate: &X509Certificate<'_>) -> Vec<String> {
    let listed = listed(certificate);
    if listed.is_empty() { common_name(certificate.subject(), LONGEST_NAME).into_iter().collect() } else { listed }
}

fn host(name: &GeneralName<'_>) -> Option<String> {
    match name {
        GeneralName::DNSName(name) => Some((*name).to_owned()),
        GeneralName::IPAddress(bytes) => match <[u8; 4]>::try_from(*bytes) {
            Ok(bytes) => Some(IpAddr::from(bytes).to_string()),
            Err(_) => <[u8; 16]>::try_from(*bytes).ok().map(|bytes| IpAddr::from(bytes).to_string()),
        },
        _ => None,
    }
}

/// What a certificate says that this computer has trusted: until when it is valid, and who vouches for
/// it. `None` where it cannot be read.
pub(super) fn trusted(der: &[u8]) -> Option<Certificate> {
    let (_, shown) = X509Certificate::from_der(der).ok()?;
    let ends = Timestamp(shown.validity().not_after.timestamp().saturating_mul(1_000));
    Some(Certificate { ends, issuer: called(shown.issuer()).and_then(|issuer| PlainText::from_outside(&issuer)) })
}

fn called(name: &X509Name<'_>) -> Option<String> {
    let organisation = || name.iter_organization().next()?.as_str().ok().and_then(|text| clean(text, LONGEST_ISSUER));
    common_name(name, LONGEST_ISSUER).or_else(organisation)
}

fn named_whole(name: &X509Name<'_>) -> String {
    let names = name.iter_common_name().chain(name.iter_organization()).chain(name.iter_organizational_unit());
    let names = names.filter_map(|name| name.as_str().ok().and_then(|text| clean(text, LONGEST_ISSUER)));
    names.take(MOST_NAMES).collect::<Vec<_>>().join(" · ")
}

fn common_name(name: &X509Name<'_>, most: usize) -> Option<String> {
    name.iter_common_name().next()?.as_str().ok().and_then(|text| clean(text, most))
}

#[cfg(test)]
#[path = "certificate_tests.rs"]
mod tests;
