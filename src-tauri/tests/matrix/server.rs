//! The man in the middle: stands for the shop and for Meum, passes everything on to the practice
//! servers, and plays the one fault at the one call. Each exchange has a connection of its own, so
//! that faults of the connection can be played at a chosen call as well.

use super::calls::{Call, ELSEWHERE, MEUM, SHOP};
use super::faults::Fault;
use super::played::{End, play};
use super::secrets::Planted;
use super::wire::{Heard, Said, field};
use connect_practice::{
    AppPassword, Issuer, KeyKind, KeyLife, MeumConfig, MeumKey, Owner, Permission, PracticeMeum, PracticeShop,
    ShopConfig, ShopKey, notebook,
};
use meum_connect::adapters::http::{Beyond, Conditions, Http, Lookup, Resolved};
use meum_connect::adapters::meum::Meum;
use meum_connect::world::World;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName, pem::PemObject};
use rustls::{ClientConfig, RootCertStore, ServerConfig};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinSet;
use tokio_rustls::{TlsAcceptor, TlsConnector};

/// What the test does at the moment the call is under way.
pub type Deed = Box<dyn FnOnce() + Send>;

/// A fault that waits for its call.
struct Armed {
    call: Call,
    fault: Fault,
    haste: u32,
    deed: Option<Deed>,
    /// How many requests must have come, this call's among them, before the deed is done.
    company: usize,
    /// How many have.
    heard: usize,
    /// The answer that comes before the call has come.
    is_next: bool,
    /// How often the fault was met.
    met: u32,
}

/// What is to be played, and what came.
#[derive(Default)]
struct State {
    armed: Option<Armed>,
    /// Nobody answers at the shop.
    shop_is_silent: bool,
    connects: usize,
    disconnects: usize,
    /// Requests at the host no key may reach, whole.
    elsewhere: Vec<String>,
    /// Every key and secret Meum ever issued, oldest first.
    issued: Vec<(String, String)>,
}

/// The extra password in front of the shop, as its header.
fn door(planted: &Planted) -> String {
    use base64::Engine as _;
    let pair = format!("{}:{}", planted.user, planted.password);
    format!("Basic {}", base64::prelude::BASE64_STANDARD.encode(pair))
}

/// Where a connection is led.
struct Places {
    here: SocketAddr,
    closed: SocketAddr,
    silent: SocketAddr,
    strange: SocketAddr,
}

struct Script {
    state: Mutex<State>,
    places: Places,
    shop_at: SocketAddr,
    shop_tls: TlsConnector,
    meum_at: SocketAddr,
    /// The header that opens the extra password in front of the shop, if there is one.
    door: Option<String>,
}

/// A shop and a Meum with somebody in the middle.
pub struct Between {
    pub shop: PracticeShop,
    _meum: PracticeMeum,
    script: Arc<Script>,
    authority: String,
    /// Bound and never listened on: nobody else gets the port.
    _closed: TcpSocket,
    _serving: JoinSet<()>,
}

fn tls_for(names: &[&str], authority: &CertifiedIssuer<'static, KeyPair>) -> TlsAcceptor {
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(names.iter().map(ToString::to_string).collect::<Vec<_>>()).unwrap();
    let certificate = params.signed_by(&key, authority).unwrap();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let mut config =
        ServerConfig::builder().with_no_client_auth().with_single_cert(vec![certificate.der().clone()], key).unwrap();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    TlsAcceptor::from(Arc::new(config))
}

fn new_authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::default();
    // Under rcgen's own name for all, what it vouches for would seem to vouch for itself.
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(rcgen::DnType::CommonName, "An authority of the matrix");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

fn trusting(pem: &str) -> TlsConnector {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(pem.as_bytes()).unwrap()).unwrap();
    TlsConnector::from(Arc::new(ClientConfig::builder().with_root_certificates(roots).with_no_client_auth()))
}

/// A shop and a Meum that know the planted keys.
async fn practice(planted: &Planted) -> (PracticeShop, PracticeMeum) {
    let key = ShopKey {
        consumer_key: planted.consumer_key.clone(),
        consumer_secret: planted.consumer_secret.clone(),
        permission: Permission::ReadWrite,
        owner: Owner::Administrator,
        revoked: false,
    };
    let home = format!("https://{SHOP}").parse().unwrap();
    let passwords = vec![AppPassword {
        user: notebook::ADMINISTRATOR.to_owned(),
        password: planted.approved.clone(),
        owner: Owner::Administrator,
        revoked: false,
        name: String::new(),
    }];
    let shop = ShopConfig { home, keys: vec![key], passwords, ..ShopConfig::practice() };
    let key = MeumKey {
        key: planted.meum_key.clone(),
        life: KeyLife::Valid,
        kind: KeyKind::Connection,
        bound_elsewhere: false,
    };
    let meum = MeumConfig { connection_keys: vec![key], issuer: Issuer::Random, ..MeumConfig::practice() };
    (PracticeShop::start(shop).await.unwrap(), PracticeMeum::start(meum).await.unwrap())
}

impl Between {
    /// Starts everything; the shop may have an extra password in front of it.
    pub async fn start(planted: &Planted, has_door: bool) -> Self {
        crate::harness::crypto();
        let (shop, meum) = practice(planted).await;
        let (ours, theirs) = (new_authority(), new_authority());
        let [here, silent, strange] = [bound().await, bound().await, bound().await];
        let closed = TcpSocket::new_v4().unwrap();
        closed.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let at = |listener: &TcpListener| listener.local_addr().unwrap();
        let places = Places {
            here: at(&here),
            closed: closed.local_addr().unwrap(),
            silent: at(&silent),
            strange: at(&strange),
        };
        let script = Arc::new(Script {
            state: Mutex::default(),
            places,
            shop_at: shop.tls_address(),
            shop_tls: trusting(shop.authority_pem()),
            meum_at: meum.address(),
            door: has_door.then(|| door(planted)),
        });
        let mut serving = JoinSet::new();
        serving.spawn(serve(here, tls_for(&[SHOP, MEUM, ELSEWHERE], &ours), Arc::clone(&script)));
        serving.spawn(serve(strange, tls_for(&[SHOP, MEUM], &theirs), Arc::clone(&script)));
        serving.spawn(say_nothing(silent));
        Self { shop, _meum: meum, script, authority: ours.pem(), _closed: closed, _serving: serving }
    }

    /// The world with them in it. A limit of time is over as many times sooner as `haste` says.
    pub fn world(&self, haste: u32) -> World {
        let seen_as = Some("93.184.216.34".parse().unwrap());
        let resolved = vec![Resolved { host: SHOP.to_owned(), at: Vec::new(), plain_at: None, seen_as }];
        let beyond = Beyond { authority: Some(self.authority.clone()), resolved, no_proxy: true };
        let script = Arc::clone(&self.script);
        let lookup = Some(Lookup(Arc::new(move |host| Some(script.leads_to(host)))));
        let http = Http::under(&beyond, Conditions { haste, lookup }).unwrap();
        World { meum: Meum::at(http.clone(), format!("https://{MEUM}/").parse().unwrap()), http }
    }

    /// From now on this call meets this fault. With a deed, the call goes well, and the deed is
    /// done when it has come, and all that is asked beside it.
    pub fn arm(&self, call: Call, fault: Fault, haste: u32, deed: Option<Deed>) {
        let (is_next, company) = (call.after().is_none(), call.company());
        self.script.state().armed = Some(Armed { call, fault, haste, deed, company, heard: 0, is_next, met: 0 });
    }

    /// All is well again; says how often the fault was met.
    pub fn disarm(&self) -> u32 {
        self.script.state().armed.take().map_or(0, |armed| armed.met)
    }

    /// Whether nobody answers at the shop from now on.
    pub fn silence_shop(&self, is_silent: bool) {
        self.script.state().shop_is_silent = is_silent;
    }

    /// How many requests to connect have come.
    pub fn connects(&self) -> usize {
        self.script.state().connects
    }

    /// How many requests to disconnect have come.
    pub fn disconnects(&self) -> usize {
        self.script.state().disconnects
    }

    /// What came where no key may go.
    pub fn elsewhere(&self) -> Vec<String> {
        self.script.state().elsewhere.clone()
    }

    /// Every key and secret Meum ever issued, oldest first.
    pub fn issued(&self) -> Vec<(String, String)> {
        self.script.state().issued.clone()
    }
}

async fn bound() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").await.unwrap()
}

/// Takes connections and never says a word.
async fn say_nothing(listener: TcpListener) {
    let mut held = Vec::new();
    while let Ok((stream, _)) = listener.accept().await {
        held.push(stream);
    }
}

async fn serve(listener: TcpListener, tls: TlsAcceptor, script: Arc<Script>) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let _ = stream.set_nodelay(true);
        connections.spawn(exchange(stream, tls.clone(), Arc::clone(&script)));
        while connections.try_join_next().is_some() {}
    }
}

/// One exchange.
async fn exchange(stream: TcpStream, tls: TlsAcceptor, script: Arc<Script>) {
    let Ok(mut app) = tls.accept(stream).await else { return };
    let Some(heard) = Heard::read(&mut app).await else { return };
    let (fault, haste, deed) = script.hear(&heard);
    if let Some(deed) = deed {
        while !script.is_in_company() {
            tokio::time::sleep(crate::harness::PAUSE).await;
        }
        tokio::task::block_in_place(deed);
    }
    let end = if heard.host == ELSEWHERE {
        let page = Said::of(200, "text/html", "<html><body><p>Another page of somebody's.</p></body></html>");
        let _ = app.write_all(&page.bytes()).await;
        End::Closed
    } else {
        let done = fault.is_none_or(Fault::is_done_anyway);
        let answer = if done { script.behind(&heard).await } else { None };
        let answer = answer.unwrap_or_else(|| Said::of(502, "text/plain", "nobody behind"));
        if let Some(fault) = fault.filter(|fault| !fault.is_local()) {
            play(fault, haste, &heard, &answer, &mut app).await
        } else {
            script.before_answering(&heard);
            let _ = app.write_all(&answer.bytes()).await;
            End::Closed
        }
    };
    match end {
        End::Closed => drop(app.shutdown().await),
        End::Reset => drop(app.get_ref().0.set_zero_linger()),
        End::Held => std::future::pending().await,
    }
}

impl Script {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// Where a name leads: a new connection is about to be made.
    fn leads_to(&self, host: &str) -> Vec<SocketAddr> {
        if ![SHOP, MEUM, ELSEWHERE].contains(&host) {
            return Vec::new();
        }
        let mut state = self.state();
        if host == SHOP && state.shop_is_silent {
            return vec![self.places.closed];
        }
        let met = state.armed.as_mut().filter(|armed| armed.is_next && armed.call.host() == Some(host));
        let Some(armed) = met.filter(|armed| armed.fault.is_of_connection()) else { return vec![self.places.here] };
        armed.met += 1;
        match armed.fault {
            Fault::Refused => vec![self.places.closed],
            Fault::Tls => vec![self.places.strange],
            Fault::TimeoutBefore => vec![self.places.silent],
            _ => Vec::new(),
        }
    }

    /// Notes a request, and says what to play and to do.
    fn hear(&self, heard: &Heard) -> (Option<Fault>, u32, Option<Deed>) {
        let mut state = self.state();
        if heard.host == ELSEWHERE {
            state.elsewhere.push(format!("{} {} {}", heard.method, heard.target, heard.repeated()));
        }
        if Call::Connect.is(heard) {
            state.connects += 1;
        }
        if Call::Disconnect.is(heard) {
            state.disconnects += 1;
        }
        if let Some(armed) = &mut state.armed {
            armed.heard += 1;
        }
        let Some(armed) = state.armed.as_mut().filter(|armed| armed.call.is(heard)) else {
            return (None, 1, None);
        };
        armed.met += 1;
        (Some(armed.fault), armed.haste, armed.deed.take())
    }

    /// Whether all that is asked at once is under way.
    fn is_in_company(&self) -> bool {
        self.state().armed.as_ref().is_none_or(|armed| armed.heard >= armed.company)
    }

    /// The answer before the call that is waited for is about to come: the next connection is it.
    fn before_answering(&self, heard: &Heard) {
        if let Some(armed) = &mut self.state().armed
            && armed.call.after().is_some_and(|before| before.is(heard))
        {
            armed.is_next = true;
        }
    }

    /// Asks the practice servers.
    async fn behind(&self, heard: &Heard) -> Option<Said> {
        let mut heard = heard.clone();
        if heard.host == MEUM {
            let stream = TcpStream::connect(self.meum_at).await.ok()?;
            let answer = Said::behind(stream, &heard).await;
            self.note_issued(&heard, answer.as_ref());
            return answer;
        }
        if let Some(door) = &self.door {
            if field(&heard.headers, "authorization") != Some(door) {
                let page = Said::of(401, "text/html", "<html><body><h1>Unauthorized</h1></body></html>");
                return Some(page.with("www-authenticate", "Basic realm=\"Staging\""));
            }
            heard.headers.retain(|(name, _)| !name.eq_ignore_ascii_case("authorization"));
        }
        let heard = &heard;
        let stream = TcpStream::connect(self.shop_at).await.ok()?;
        let name = ServerName::try_from(SHOP).ok()?;
        Said::behind(self.shop_tls.connect(name, stream).await.ok()?, heard).await
    }

    fn note_issued(&self, heard: &Heard, answer: Option<&Said>) {
        let Some(answer) = answer.filter(|answer| Call::Connect.is(heard) && answer.status == 200) else { return };
        let json: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
        let text = |name: &str| json[name].as_str().unwrap().to_owned();
        self.state().issued.push((text("api_key"), text("webhook_secret")));
    }
}
