//! The proxies this computer is set to use. It refuses to go past one: whoever set a proxy does not
//! expect keys to travel without it.

use super::HttpError;
use hyper_util::client::proxy::matcher::Matcher;
use reqwest::{ClientBuilder, NoProxy, Proxy, Url};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;

/// How long a proxy is asked for its reason: the merchant is already waiting.
const ASKING: Duration = Duration::from_secs(3);
/// Longer first lines are no proxy's, in bytes.
const LONGEST_LINE: u64 = 256;

/// The variables that name a proxy for https, the first that is set wins; as curl reads them.
const NAMES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

/// Stands for a proxy of a kind that is not spoken to; nothing is ever sent there.
const NOBODY: &str = "http://proxy.invalid";

/// The proxies that are used.
#[derive(Debug)]
pub(super) struct Proxies {
    matcher: Matcher,
    /// One that the client does not find by itself.
    own: Option<String>,
    /// One is set, of a kind that the client leaves out without a word.
    unknown: bool,
}

impl Proxies {
    /// Those of the desktop and the environment.
    pub(super) fn of_system() -> Self {
        let read = |name: &str| std::env::var(name).ok();
        let (own, unknown) = (misspelt(read), is_unknown(&read));
        let except = || std::env::var("NO_PROXY").or_else(|_| std::env::var("no_proxy")).unwrap_or_default();
        let stated = own.as_deref().or(unknown.then_some(NOBODY));
        let matcher = match stated {
            Some(proxy) => Matcher::builder().all(proxy.to_owned()).no(except()).build(),
            None => Matcher::from_system(),
        };
        Self { matcher, own, unknown }
    }

    /// Whether one is set that nobody here can speak to. Going past it is no way out: whoever set it does
    /// not expect that.
    pub(super) fn are_unknown(&self) -> bool {
        self.unknown
    }

    /// This one, for everything.
    #[cfg(test)]
    pub(super) fn all(proxy: &str) -> Self {
        Self { matcher: Matcher::builder().all(proxy.to_owned()).build(), own: None, unknown: false }
    }

    /// One of a kind that nobody here speaks to.
    #[cfg(test)]
    pub(super) fn unknown() -> Self {
        Self { matcher: Matcher::builder().all(NOBODY.to_owned()).build(), own: None, unknown: true }
    }

    /// A client that uses them.
    pub(super) fn used_by(&self, builder: ClientBuilder) -> Result<ClientBuilder, reqwest::Error> {
        let Some(proxy) = &self.own else { return Ok(builder) };
        Ok(builder.proxy(Proxy::all(proxy)?.no_proxy(NoProxy::from_env())))
    }

    /// Whether this address is asked for through one.
    pub(super) fn are_asked(&self, url: &Url) -> bool {
        self.of(url).is_some()
    }

    /// What the proxy for this address says to a tunnel: the client tells only that it refused.
    pub(super) async fn refusal(&self, url: &Url) -> HttpError {
        let said = match self.of(url) {
            Some(proxy) => tokio::time::timeout(ASKING, said(proxy, url)).await.ok().flatten(),
            None => None,
        };
        match said {
            Some(502..=504) => HttpError::ProxyCannotReach,
            Some(407) => HttpError::ProxyNeedsSignIn,
            _ => HttpError::ProxyRefused,
        }
    }

    /// Where the proxy for this address listens.
    fn of(&self, url: &Url) -> Option<(String, u16)> {
        let intercepted = self.matcher.intercept(&url.as_str().parse().ok()?)?;
        let uri = intercepted.uri();
        Some((uri.host()?.to_owned(), uri.port_u16().unwrap_or(80)))
    }
}

/// Asks the proxy for a tunnel, without any name or password, and reads the number of its answer.
async fn said(proxy: (String, u16), url: &Url) -> Option<u16> {
    let mut stream = TcpStream::connect(proxy).await.ok()?;
    let to = format!("{}:{}", url.host_str()?, url.port_or_known_default()?);
    stream.write_all(format!("CONNECT {to} HTTP/1.1\r\nHost: {to}\r\n\r\n").as_bytes()).await.ok()?;
    let mut line = String::new();
    let mut limited = tokio::io::AsyncReadExt::take(BufReader::new(stream), LONGEST_LINE);
    limited.read_line(&mut line).await.ok()?;
    line.split_ascii_whitespace().nth(1)?.parse().ok()
}

/// The proxy in the client's own spelling, where it is set in another one. The client leaves out, without a
/// word, a kind in capitals, blanks around it, and `socks://host:port/`, as GNOME's settings write a SOCKS
/// proxy; browsers take that for SOCKS 5.
fn misspelt(read: impl Fn(&str) -> Option<String>) -> Option<String> {
    let raw = NAMES.iter().find_map(|name| read(name).filter(|value| !value.trim().is_empty()))?;
    let set = raw.trim();
    let spelt = match set.split_once("://") {
        Some((kind, rest)) if kind.eq_ignore_ascii_case("socks") => {
            format!("socks5h://{}", rest.trim_end_matches('/'))
        }
        Some((kind, rest)) => format!("{}://{rest}", kind.to_ascii_lowercase()),
        None => set.to_owned(),
    };
    (spelt != raw && !is_unknown(&read)).then_some(spelt)
}

/// The proxy for https that is set first.
fn set(read: impl Fn(&str) -> Option<String>) -> Option<String> {
    NAMES.iter().find_map(|name| read(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()))
}

/// The kinds that are spoken to: what the client knows, and what [`misspelt`] mends. Without a kind it is
/// http, as curl takes it.
const KNOWN: [&str; 7] = ["http", "https", "socks", "socks4", "socks4a", "socks5", "socks5h"];

/// Whether the proxy that is set is of another kind.
fn is_unknown(read: &impl Fn(&str) -> Option<String>) -> bool {
    let kind = set(read).and_then(|set| set.split_once("://").map(|(kind, _)| kind.to_ascii_lowercase()));
    kind.is_some_and(|kind| !KNOWN.contains(&kind.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socks_proxy_as_desktops_write_it_is_not_left_out() {
        type Set<'a> = &'a [(&'a str, &'a str)];
        let cases: [(Set<'_>, Option<&str>); 12] = [
            (&[("ALL_PROXY", "socks://127.0.0.1:1080/")], Some("socks5h://127.0.0.1:1080")),
            (&[("all_proxy", "socks://user:word@proxy.example:1080")], Some("socks5h://user:word@proxy.example:1080")),
            // The kind is the same in any case, and with blanks around it.
            (&[("ALL_PROXY", "SOCKS5://127.0.0.1:1080")], Some("socks5://127.0.0.1:1080")),
            (&[("ALL_PROXY", "Socks5h://127.0.0.1:1080")], Some("socks5h://127.0.0.1:1080")),
            (&[("ALL_PROXY", "SOCKS://127.0.0.1:1080/")], Some("socks5h://127.0.0.1:1080")),
            (&[("HTTPS_PROXY", "HTTP://proxy.example:3128")], Some("http://proxy.example:3128")),
            (&[("all_proxy", " socks5://127.0.0.1:1080 ")], Some("socks5://127.0.0.1:1080")),
            // One that nobody here speaks to is refused, however it is spelt.
            (&[("ALL_PROXY", "QUIC://127.0.0.1:1080")], None),
            // What the client knows is left to it, and wins where it is the nearer one.
            (&[("ALL_PROXY", "socks5://127.0.0.1:1080")], None),
            (&[("https_proxy", "http://proxy:3128"), ("ALL_PROXY", "socks://127.0.0.1:1080/")], None),
            (&[("https_proxy", ""), ("ALL_PROXY", "socks://127.0.0.1:1080/")], Some("socks5h://127.0.0.1:1080")),
            (&[], None),
        ];
        for (set, expected) in cases {
            let read = |name: &str| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
            assert_eq!(misspelt(read).as_deref(), expected, "{set:?}");
        }
    }

    #[test]
    fn a_proxy_of_a_kind_that_is_not_spoken_is_not_gone_past() {
        let cases = [
            ("quic://proxy.example:443", true),
            ("ftp://proxy.example:21", true),
            ("socks6://proxy.example:1080", true),
            ("pac+https://proxy.example/proxy.pac", true),
            ("HTTP://proxy.example:3128", false),
            ("proxy.example:3128", false),
            ("socks4a://proxy.example:1080", false),
            ("socks://proxy.example:1080/", false),
            ("", false),
        ];
        for (set, expected) in cases {
            let read = |name: &str| (name == "ALL_PROXY").then(|| set.to_owned());
            assert_eq!(is_unknown(&read), expected, "{set}");
        }
    }
}
