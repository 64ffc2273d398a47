//! Turns host names into addresses: with the operating system, and with the fixed names of a practice
//! shop. It caches nothing.

use super::error::{HttpError, NoSuchHost};
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// The most addresses that count for one name; a large host has about ten.
const MOST_ADDRESSES: usize = 32;

/// A name with fixed addresses, such as the practice shop's.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The host name; upper and lower case are the same.
    pub host: String,
    /// Its addresses. Port 0 stands for the port of the request.
    pub at: Vec<SocketAddr>,
    /// Its address for plain http, if that is another.
    pub plain_at: Option<SocketAddr>,
    /// The address that the core sees when it judges whether the shop is public. No request goes there.
    pub seen_as: Option<IpAddr>,
}

/// A name's addresses. `None` leaves the name to the next resolver; an empty list says that there is
/// no such host.
type Leads = dyn Fn(&str) -> Option<Vec<SocketAddr>> + Send + Sync;

/// A test's resolver. Every new connection calls it.
#[derive(Clone)]
pub struct Lookup(pub Arc<Leads>);

impl fmt::Debug for Lookup {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Lookup")
    }
}

/// The resolvers in their order: the test's, the fixed names, the operating system.
#[derive(Clone, Debug)]
pub(super) struct Names {
    fixed: Arc<[Resolved]>,
    lookup: Option<Lookup>,
    /// Names and the kind of their addresses (IPv6 or not) that took a connection and never spoke: those come last.
    silent: Arc<Mutex<Vec<(String, bool)>>>,
}

impl Names {
    pub(super) fn with(fixed: &[Resolved], lookup: Option<Lookup>) -> Self {
        Self { fixed: fixed.into(), lookup, silent: Arc::default() }
    }

    /// From now on the other kind of this name's addresses comes first.
    pub(super) fn put_last(&self, host: &str, ipv6: bool) {
        self.silent.lock().unwrap_or_else(PoisonError::into_inner).push((host.to_ascii_lowercase(), ipv6));
    }

    fn comes_last(&self, host: &str, ipv6: bool) -> bool {
        let silent = self.silent.lock().unwrap_or_else(PoisonError::into_inner);
        silent.iter().any(|(name, kind)| *kind == ipv6 && name.eq_ignore_ascii_case(host))
    }

    /// The same names with their addresses for plain http.
    pub(super) fn plain(&self) -> Self {
        let plain = |resolved: &Resolved| Resolved {
            at: resolved.plain_at.map_or(resolved.at.clone(), |at| vec![at]),
            ..resolved.clone()
        };
        let fixed = self.fixed.iter().map(plain).collect();
        Self { fixed, lookup: self.lookup.clone(), silent: Arc::clone(&self.silent) }
    }

    fn fixed(&self, host: &str) -> Option<&Resolved> {
        self.fixed.iter().find(|resolved| resolved.host.eq_ignore_ascii_case(host))
    }

    /// The addresses of a name, without ports and without repetition.
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

    /// Where to connect for a name or an address, which may stand in brackets.
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
        found.sort_by_key(|socket| self.comes_last(&host, socket.is_ipv6()));
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
