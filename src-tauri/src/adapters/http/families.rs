//! The two kinds of addresses that one name may have, IPv4 and IPv6. Whoever takes a connection and never speaks is not
//! left by the client itself, which looks at connections only.

use super::Http;
use reqwest::Url;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::timeout;

/// The other kind takes a connection within this time, or counts as silent, too.
const TAKING: Duration = Duration::from_secs(1);

impl Http {
    /// Whether the other kind of this host's addresses takes a connection; it is asked first from now on. Had the first
    /// kind taken none, the client would have asked the other one by itself.
    pub async fn turns_to_other_kind(&self, url: &Url) -> bool {
        let Some(host) = url.host_str().filter(|_| !self.proxied(url)) else { return false };
        let port = url.port_or_known_default().unwrap_or(443);
        let Ok(sockets) = self.sockets(host, port).await else { return false };
        let Some(first) = sockets.first() else { return false };
        let Some(other) = sockets.iter().find(|socket| socket.is_ipv6() != first.is_ipv6()) else { return false };
        let call = timeout(self.sooner(TAKING), TcpStream::connect(other)).await;
        let answers = matches!(call, Ok(Ok(_)));
        if answers {
            self.names.put_last(host, first.is_ipv6());
        }
        answers
    }
}
