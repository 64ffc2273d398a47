//! The client for a second try, made when it is first needed. It refuses everything a server can get
//! wrong beyond a plain exchange: compression, HTTP/2, and connections that are used again.

use super::names::Names;
use super::proxies::Proxies;
use super::{Beyond, bounded};
use reqwest::{Certificate, Client, ClientBuilder};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// What the client is made from, and the client once it is made.
#[derive(Debug)]
pub(super) struct Simply {
    authority: Option<String>,
    no_proxy: bool,
    names: Names,
    connecting: Duration,
    proxies: Option<Arc<Proxies>>,
    client: OnceLock<Option<Client>>,
}

impl Simply {
    pub(super) fn new(beyond: &Beyond, names: &Names, connecting: Duration, proxies: Option<Arc<Proxies>>) -> Self {
        Self {
            authority: beyond.authority.clone(),
            no_proxy: beyond.no_proxy,
            names: names.clone(),
            connecting,
            proxies,
            client: OnceLock::new(),
        }
    }

    /// A client that uses the proxies this world uses.
    pub(super) fn proxied(&self, builder: ClientBuilder) -> Result<ClientBuilder, reqwest::Error> {
        let builder = if self.no_proxy { builder.no_proxy() } else { builder };
        match &self.proxies {
            Some(proxies) => proxies.used_by(builder),
            None => Ok(builder),
        }
    }

    /// A client that uses the proxies and trusts the authorities this world does.
    pub(super) fn trusting(&self, builder: ClientBuilder) -> Result<ClientBuilder, reqwest::Error> {
        let builder = self.proxied(builder)?;
        match &self.authority {
            Some(pem) => Ok(builder.tls_certs_merge(Certificate::from_pem_bundle(pem.as_bytes())?)),
            None => Ok(builder),
        }
    }

    /// The client; `None` where none can be made.
    pub(super) fn client(&self) -> Option<&Client> {
        self.client.get_or_init(|| self.made().ok()).as_ref()
    }

    fn made(&self) -> Result<Client, reqwest::Error> {
        let builder = bounded(self.names.clone(), self.connecting);
        self.trusting(builder.http1_only().no_gzip().no_deflate().pool_max_idle_per_host(0))?.build()
    }
}
