//! The two worlds that a shop can live in: the real one, and the practice servers inside this app. They
//! differ in their HTTP clients; all other code is the same.

use crate::adapters::http::{Beyond, Http, Resolved};
use crate::adapters::meum::Meum;
use crate::played::played;
use connect_core::scenario::Scenario;
use connect_practice::{Held, Practice};
use std::net::{IpAddr, Ipv4Addr};
use url::Url;

/// The address that the practice shop pretends to have. The core takes loopback, and addresses reserved
/// for documentation, for private, which a practice shop is not. This one was example.com's for years:
/// it is public and nobody's shop. No request goes there.
const PRACTICE_ADDRESS: IpAddr = IpAddr::V4(Ipv4Addr::new(93, 184, 216, 34));

/// The ways to a shop and to its Meum.
#[derive(Clone, Debug)]
pub struct World {
    /// The client for requests to the shop.
    pub http: Http,
    /// The client for requests to Meum.
    pub meum: Meum,
}

/// Why there is no world.
#[derive(Debug, thiserror::Error)]
pub enum WorldError {
    /// The HTTP client could not use the operating system's trust store.
    #[error("http client: {0}")]
    Http(#[from] reqwest::Error),
    /// The practice servers could not bind to loopback, or make their certificates.
    #[error("practice servers: {0}")]
    Practice(#[from] connect_practice::StartError),
}

impl World {
    /// The real world, with Meum at this address. Requests to a Meum on this computer use no proxy.
    ///
    /// # Errors
    /// When the operating system's trust store cannot be used.
    pub fn real(meum: Url) -> Result<Self, WorldError> {
        let http = Http::new(&Beyond::default())?;
        let on_this_computer = meum.scheme() == "http";
        let to_meum =
            if on_this_computer { Http::new(&Beyond { no_proxy: true, ..Beyond::default() })? } else { http.clone() };
        Ok(Self { http, meum: Meum::at(to_meum, meum) })
    }
}

/// The running practice servers and the ways to them.
pub struct PracticeWorld {
    /// The ways to them.
    pub world: World,
    servers: Practice,
}

impl PracticeWorld {
    /// Starts the practice servers on loopback. `switched_on` says whether the shop's payment method
    /// is on already, as an earlier practice left it.
    ///
    /// # Errors
    /// When the servers do not start, or the client cannot be built.
    pub async fn start(scenario: Scenario, switched_on: bool) -> Result<Self, WorldError> {
        let servers = Practice::start(switched_on).await?;
        imitate(&servers, scenario);
        let host = servers.shop.home().host_str().unwrap_or_default().to_owned();
        let beyond = Beyond {
            authority: Some(servers.shop.authority_pem().to_owned()),
            resolved: vec![Resolved {
                host,
                at: vec![servers.shop.tls_address()],
                plain_at: Some(servers.shop.plain_address()),
                seen_as: Some(PRACTICE_ADDRESS),
            }],
            // The servers are on this computer.
            no_proxy: true,
        };
        let http = Http::new(&beyond)?;
        Ok(Self { world: World { meum: Meum::at(http.clone(), servers.meum.url()), http }, servers })
    }

    /// Lets the servers imitate another state of affairs from now on.
    pub fn set_scenario(&self, scenario: Scenario) {
        imitate(&self.servers, scenario);
    }

    /// Waits until the shop's approval page holds an answer back that is to come late.
    pub async fn late_answer(&self) -> Held<'_> {
        self.servers.shop.late_answer().await
    }

    /// The address under which a browser finds a page of the practice shop. A browser does not trust
    /// the shop's authority, so this is its plain http server on loopback.
    pub fn browser_address(&self, address: &str) -> String {
        let Ok(mut url) = Url::parse(address) else { return address.to_owned() };
        let plain = self.servers.shop.plain_address();
        let moved = url.set_scheme("http").is_ok()
            && url.set_ip_host(plain.ip()).is_ok()
            && url.set_port(Some(plain.port())).is_ok();
        if moved { url.into() } else { address.to_owned() }
    }
}

fn imitate(servers: &Practice, scenario: Scenario) {
    let (shop, meum) = played(scenario);
    servers.imitate(shop, meum);
}
