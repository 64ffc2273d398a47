//! Host names into addresses: the operating system's, and a practice shop's fixed ones. It refuses
//! to remember anything: every question is asked anew.

use super::error::{HttpError, NoSuchHost};
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

/// Most addresses kept of one name; a large host has about ten.
const MOST_ADDRESSES: usize = 32;

/// A name that resolves to fixed addresses: the practice shop's.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The host name.
    pub host: String,
    /// Where it is. Port 0 stands for the port that is asked.
    pub at: Vec<SocketAddr>,
    /// Where it answers plain http, if elsewhere.
    pub plain_at: Option<SocketAddr>,
    /// The address it pretends to have when its addresses are looked at; nothing is sent there.
    pub seen_as: Option<IpAddr>,
}

/// Where a name leads: `None` leaves it to the others, no address means that there is no such host.
type Leads = dyn Fn(&str) -> Option<Vec<SocketAddr>> + Send + Sync;

/// Names as a test answers for them, each time anew.
#[derive(Clone)]
pub struct Lookup(pub Arc<Leads>);

impl fmt::Debug for Lookup {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Lookup")
    }
}

/// The operating system's names, and the fixed ones.
#[derive(Clone, Debug)]
pub(super) struct Names {
    fixed: Arc<[Resolved]>,
    lookup: Option<Lookup>,
}

impl Names {
    pub(super) fn with(fixed: &[Resolved], lookup: Option<Lookup>) -> Self {
        Self { fixed: fixed.into(), lookup }
    }

    /// The same names for plain http.
    pub(super) fn plain(&self) -> Self {
        let plain = |resolved: &Resolved| Resolved {
            at: resolved.plain_at.map_or(resolved.at.clone(), |at| vec![at]),
            ..resolved.clone()
        };
        Self { fixed: self.fixed.iter().map(plain).collect(), lookup: self.lookup.clone() }
    }

    fn fixed(&self, host: &str) -> Option<&Resolved> {
        self.fixed.iter().find(|resolved| resolved.host.eq_ignore_ascii_case(host))
    }

    /// The addresses a name shows to the world.
    pub(super) async fn addresses(&self, host: &str, limit: Duration) -> Result<Vec<IpAddr>, HttpError> {
        if let Some(pretended) = self.fixed(host).and_then(|resolved| resolved.seen_as) {
            return Ok(vec![pretended]);
        }
        let mut addresses = Vec::new();
        for socket in self.sockets(host, 0, limit).await? {
            if !addresses.contains(&socket.ip()) {
                addresses.push(socket.ip());
            }
        }
        Ok(addresses)
    }

    /// Where to connect. `host` may be an address, in brackets or not.
    pub(super) async fn sockets(&self, host: &str, port: u16, limit: Duration) -> Result<Vec<SocketAddr>, HttpError> {
        let bare = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(host);
        if let Ok(address) = bare.parse() {
            return Ok(vec![SocketAddr::new(address, port)]);
        }
        let found = tokio::time::timeout(limit, self.clone().find(host.to_owned()));
        let mut found = found.await.map_err(|_| HttpError::ConnectTimedOut)?.map_err(|_| HttpError::HostNotFound)?;
        for socket in found.iter_mut().filter(|socket| socket.port() == 0) {
            socket.set_port(port);
        }
        Ok(found)
    }

    async fn find(self, host: String) -> Result<Vec<SocketAddr>, NoSuchHost> {
        let asked = self.lookup.as_ref().and_then(|lookup| (lookup.0)(&host));
        let mut found: Vec<SocketAddr> = match asked.or_else(|| Some(self.fixed(&host)?.at.clone())) {
            Some(at) => at,
            None => tokio::net::lookup_host((host.as_str(), 0)).await.map_err(|_| NoSuchHost)?.collect(),
        };
        found.truncate(MOST_ADDRESSES);
        if found.is_empty() { Err(NoSuchHost) } else { Ok(found) }
    }
}

impl reqwest::dns::Resolve for Names {
    fn resolve(&self, name: reqwest::dns::Name) -> reqwest::dns::Resolving {
        let found = self.clone().find(name.as_str().to_owned());
        Box::pin(async move {
            let addresses: reqwest::dns::Addrs = Box::new(found.await?.into_iter());
            Ok(addresses)
        })
    }
}
