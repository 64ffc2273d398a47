//! The shop's address, taken from whatever a person pastes. It is always https: http is never
//! used for keys, so it is not even represented.

mod folder;
mod forwarder;
mod frame;
mod pasted;
mod scheme;
mod shown;
mod word;

pub use shown::HostShown;

use crate::host::is_name;
use serde::{Deserialize, Serialize};
use url::{Host, Url};

/// A shop's address: `https`, a host, perhaps a port, perhaps a folder. No user, query or
/// fragment, no trailing slash.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct StoreUrl(Url);

/// The text holds no web address (A01).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnAddress;

/// Most folders tried on the way up to the root.
const MAX_CANDIDATES: usize = 4;

impl StoreUrl {
    /// Finds the shop's address in what was typed or pasted: the first with a scheme, else the
    /// first that looks most like one. What follows the shop's folder is cut off. Only the first
    /// 4 096 characters are looked at. An address in somebody else's frame is taken out of it.
    ///
    /// # Errors
    /// [`NotAnAddress`] when no part of the text can be one, when the one there carries a user
    /// name or password, or when a blank may be in the middle of it: half a name is a stranger's.
    pub fn parse(typed: &str) -> Result<Self, NotAnAddress> {
        if pasted::may_be_torn(typed) {
            return Err(NotAnAddress);
        }
        pasted::readings(typed).find_map(|text| Self::best_in(&text)).ok_or(NotAnAddress)
    }

    fn best_in(text: &str) -> Option<Self> {
        let found = pasted::words(text).into_iter().filter_map(|word| {
            let (rank, url) = word::read(&word)?;
            Self::build(&url, &folder::folder(url.path())).ok().map(|url| (rank, url))
        });
        found.min_by_key(|(rank, _)| *rank).map(|(_, url)| url)
    }

    /// The address as WordPress gives it (`home`), which keeps its folder whatever its name.
    ///
    /// # Errors
    /// [`NotAnAddress`] when it is no web address.
    pub fn from_home(home: &str) -> Result<Self, NotAnAddress> {
        let url = Url::parse(home.trim()).map_err(|_| NotAnAddress)?;
        // Without a host, a browser reads what stands behind it for one.
        if !matches!(url.scheme(), "http" | "https") || home.contains(":///") {
            return Err(NotAnAddress);
        }
        let path = url.path().to_owned();
        Self::build(&url, &path)
    }

    /// The host alone of an address that a shop calls its own, whatever else stands in it; `None` where it names none.
    pub fn at_host_of(home: &str) -> Option<Self> {
        let url = Url::parse(home.trim()).ok().filter(|_| !home.contains(":///"))?;
        if matches!(url.scheme(), "http" | "https") {
            return Self::build(&url, "").ok();
        }
        Self::from_home(&format!("https://{}", url.host_str().filter(|host| !host.is_empty())?)).ok()
    }

    fn build(url: &Url, path: &str) -> Result<Self, NotAnAddress> {
        let host = url.host_str().map(|host| host.strip_suffix('.').unwrap_or(host)).ok_or(NotAnAddress)?;
        let port = match (url.scheme(), url.port()) {
            // A port typed with http is not a port of https, and 80 never is one.
            ("http", _) | (_, None | Some(80)) => String::new(),
            (_, Some(port)) => format!(":{port}"),
        };
        let path = path.trim_matches('/');
        let slash = if path.is_empty() { "" } else { "/" };
        let text = format!("https://{host}{port}{slash}{path}");
        Url::parse(&text).map(Self).map_err(|_| NotAnAddress)
    }

    /// The same port and folder at another host; `None` when `host` is no host name or address.
    pub fn with_host(&self, host: &str) -> Option<Self> {
        let parsed = Host::parse(host).ok()?;
        let sound = match &parsed {
            Host::Domain(name) => is_name(name.strip_suffix('.').unwrap_or(name)),
            // `3.5` is a number, not the address a browser would make of it.
            Host::Ipv4(ip) => ip.to_string() == host,
            Host::Ipv6(_) => true,
        };
        let mut url = self.0.clone();
        url.set_host(Some(&parsed.to_string())).ok().filter(|()| sound)?;
        Self::build(&url, url.path()).ok()
    }

    /// The host as a person reads it, and whether it may be made to deceive (A18).
    pub fn host_shown(&self) -> HostShown {
        HostShown::of(self.host())
    }

    /// Whether the two differ by a leading `www.` at most.
    pub fn is_same_but_for_www(&self, other: &Self) -> bool {
        let bare = |url: &Self| url.host().strip_prefix("www.").unwrap_or(url.host()).to_owned();
        let rest = |url: &Self| (url.0.port(), url.0.path().trim_end_matches('/').to_owned());
        bare(self) == bare(other) && rest(self) == rest(other)
    }

    /// The host name, in its ASCII form.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// The address itself.
    pub fn as_url(&self) -> &Url {
        &self.0
    }

    /// Scheme, host and port: who answers.
    pub fn origin(&self) -> url::Origin {
        self.0.origin()
    }

    /// The address as text, without a trailing slash.
    pub fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    /// A page below the address: `page("wp-json/")`. `page` is ours, never from outside.
    pub fn page(&self, page: &str) -> String {
        format!("{}/{page}", self.as_str())
    }

    /// The addresses to look at, deepest folder first, the root last; at most four.
    pub fn candidates(&self) -> Vec<Self> {
        let segments: Vec<&str> =
            self.0.path_segments().map(|s| s.filter(|p| !p.is_empty()).collect()).unwrap_or_default();
        let deepest = segments.len().min(MAX_CANDIDATES - 1);
        (0..=deepest)
            .rev()
            .filter_map(|depth| {
                let folder = segments.get(..depth)?.join("/");
                Self::build(&self.0, &folder).ok()
            })
            .collect()
    }
}

impl TryFrom<String> for StoreUrl {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::from_home(&text).map_err(|NotAnAddress| "not a web address")
    }
}

impl From<StoreUrl> for String {
    fn from(url: StoreUrl) -> Self {
        url.as_str().to_owned()
    }
}

#[cfg(test)]
mod frame_tests;
#[cfg(test)]
mod tests;
