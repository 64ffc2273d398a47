//! Approving in WordPress: the page on which a user makes an application password for this app, the request that leads
//! there, and the answer that comes back as an address.
//!
//! Whoever else calls that address changes nothing: an answer counts once, in time, with the state of the request that
//! is open, and for the shop that was asked. It refuses to open anything and to make a state up; the shell does.
//!
//! The search for a shop reads the offer, *Shop keys* makes the request, and the shell holds it until it is answered.

use crate::application_password::ApplicationPassword;
use crate::secret::Secret;
use crate::store_url::StoreUrl;
use crate::time::{Span, Timestamp};
use serde::{Deserialize, Serialize};
use url::Url;

/// Names this app to WordPress, in whatever shop and for ever: who finds it in a user's profile may look for it.
pub const APP_ID: &str = "822e1ac5-adf7-451c-945c-1bdfe90cc662";
/// What the approval page calls the app.
pub const APP_NAME: &str = "Meum Connect";
/// The scheme that leads back to this app.
pub const SCHEME: &str = "meum-connect";
/// How long a request may be answered.
pub const LIFE: Span = Span::seconds(600);
/// The first WordPress that leads back to a port of this computer. 6.9.7 refuses it, 7.1 takes it.
const FIRST_WITH_PORT: u32 = 7;
/// A state is 16 bytes in hexadecimal.
const STATE_LENGTH: usize = 32;
/// The longest address that is looked at, in bytes. WordPress's own is a tenth of it.
const LONGEST: usize = 4_096;

/// What a shop's index says of application passwords.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said<'a> {
    /// Nothing.
    Nothing,
    /// That there are none.
    None,
    /// Where they are approved.
    At(&'a str),
}

/// Whether a shop offers to approve this app.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Offer {
    /// Nobody knows: the index is hidden, a plugin has emptied it, or it was read by an earlier version of this app.
    #[default]
    Untold,
    /// On this page.
    At(ApprovalPage),
    /// A plugin or the web host has switched them off, or WordPress does not notice https.
    Off,
    /// Its page would be reached over http.
    Insecure,
    /// Its page is at another address than the shop.
    Elsewhere,
}

impl Offer {
    /// What the index of the shop at this address comes to.
    pub fn of(said: Said<'_>, home: &StoreUrl) -> Self {
        let page = match said {
            Said::Nothing => return Self::Untold,
            Said::None => return Self::Off,
            Said::At(page) => page,
        };
        let Some(url) = Url::parse(page).ok().filter(|_| page.len() <= LONGEST) else { return Self::Elsewhere };
        if url.scheme() == "http" && url.host_str() == Some(home.host()) {
            return Self::Insecure;
        }
        let plain = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        if url.origin() != home.origin() || !plain { Self::Elsewhere } else { Self::At(ApprovalPage(url)) }
    }

    /// The page, where it is offered.
    pub fn page(&self) -> Option<&ApprovalPage> {
        if let Self::At(page) = self { Some(page) } else { None }
    }
}

/// WordPress's page on which an app is approved: over https, and at the shop's own address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ApprovalPage(Url);

impl TryFrom<String> for ApprovalPage {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let url = Url::parse(&text).ok().filter(|url| url.scheme() == "https" && url.has_host());
        url.map(Self).ok_or("no approval page")
    }
}

impl From<ApprovalPage> for String {
    fn from(page: ApprovalPage) -> Self {
        page.0.into()
    }
}

/// The ways back there are, before one is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// A port of this computer.
    #[default]
    Port,
    /// The app's own scheme.
    Scheme,
}

impl Route {
    /// The one that a WordPress of this version takes, as far as that is known. Where it is not, the port comes first:
    /// an older one refuses it before anything is made.
    pub fn of(wordpress: Option<&str>) -> Self {
        let major = wordpress.and_then(|version| version.split('.').next()?.parse::<u32>().ok());
        if major.is_some_and(|major| major < FIRST_WITH_PORT) { Self::Scheme } else { Self::Port }
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Port => Self::Scheme,
            Self::Scheme => Self::Port,
        }
    }
}

/// By which way an answer comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To a port of this computer that is open for this request alone. WordPress takes it from 7.0 on.
    Loopback {
        /// Which.
        port: u16,
    },
    /// By the app's own scheme, through the desktop. WordPress takes it where its page may run scripts.
    Scheme,
}

impl Way {
    /// Where the answer goes that this word names.
    fn back(self, word: &str, state: &Secret) -> String {
        // EXPOSE: into the address that is opened in the browser, so that the answer brings it back.
        let state = state.expose();
        match self {
            Self::Loopback { port } => format!("http://127.0.0.1:{port}/{word}?state={state}"),
            Self::Scheme => format!("{SCHEME}://{word}?state={state}"),
        }
    }
}

/// A request that waits for its answer.
#[derive(Debug)]
pub struct Request {
    state: Secret,
    way: Way,
    /// What the shop calls WordPress's own address.
    site: StoreUrl,
    since: Timestamp,
    answered: bool,
}

/// What an answer says.
#[derive(Debug)]
pub enum Answer {
    /// The user approved, and this is what WordPress made.
    Approved(ApplicationPassword),
    /// The user did not.
    Rejected,
}

/// Why an answer was not taken. Nothing of it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// It belongs to no request that is open: its state is missing or another one.
    Unasked,
    /// Its request was answered before, and that answer counts.
    Twice,
    /// The request was open for too long.
    Late,
    /// Another shop gave it.
    OtherShop,
    /// What came is not what WordPress makes.
    Malformed,
}

impl Request {
    /// A request to the shop whose WordPress is at this address. `None` where the state could be guessed.
    pub fn new(state: Secret, way: Way, site: StoreUrl, now: Timestamp) -> Option<Self> {
        // EXPOSE: looked at for its form only.
        let text = state.expose();
        let is_whole = text.len() == STATE_LENGTH && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_whole.then_some(Self { state, way, site, since: now, answered: false })
    }

    /// The address to open: the page, with what it must know of this app. The name that it shows begins with the app's own;
    /// WordPress takes each name once for a user.
    pub fn address(&self, page: &ApprovalPage, name: &str) -> String {
        let mut url = page.0.clone();
        url.query_pairs_mut()
            .append_pair("app_name", name)
            .append_pair("app_id", APP_ID)
            .append_pair("success_url", &self.way.back("approved", &self.state))
            .append_pair("reject_url", &self.way.back("rejected", &self.state));
        url.into()
    }

    /// Whether it may still be answered.
    pub fn is_open(&self, now: Timestamp) -> bool {
        !self.answered && now >= self.since && now.since(self.since) <= LIFE
    }

    /// Whether an answer was taken, whatever was in it.
    pub const fn is_answered(&self) -> bool {
        self.answered
    }

    /// Takes the address that came back. With the state of this request it is its only answer, whatever is in it.
    ///
    /// # Errors
    /// Why nothing was taken from it.
    pub fn take(&mut self, address: &Secret, now: Timestamp) -> Result<Answer, NotTaken> {
        let came = Came::read(address).ok_or(NotTaken::Unasked)?;
        let known = came.state.as_ref().is_some_and(|state| is_same(state, &self.state));
        if !known {
            return Err(NotTaken::Unasked);
        }
        if self.answered {
            return Err(NotTaken::Twice);
        }
        if !self.is_open(now) {
            return Err(NotTaken::Late);
        }
        self.answered = true;
        if came.rejected {
            return Ok(Answer::Rejected);
        }
        let (site, user, password) = came.parts().ok_or(NotTaken::Malformed)?;
        if !is_same_site(&site, &self.site) {
            return Err(NotTaken::OtherShop);
        }
        ApplicationPassword::parse(&user, &password).map(Answer::Approved).map_err(|_| NotTaken::Malformed)
    }
}

/// What stands in an address that came back. Each part is there once, or does not count.
#[derive(Default)]
struct Came {
    rejected: bool,
    state: Option<Secret>,
    site: Option<String>,
    user: Option<Secret>,
    password: Option<Secret>,
    /// A part came twice.
    doubled: bool,
}

impl Came {
    fn read(address: &Secret) -> Option<Self> {
        // EXPOSE: to take it apart; what is secret in it is a secret again.
        let text = address.expose();
        let url = Url::parse(text).ok().filter(|_| text.len() <= LONGEST)?;
        let mut came = Self { rejected: names(&url, "rejected"), ..Self::default() };
        for (name, value) in url.query_pairs() {
            let value = value.into_owned();
            let before = match name.as_ref() {
                "state" => came.state.replace(Secret::new(value)).is_some(),
                "site_url" => came.site.replace(value).is_some(),
                "user_login" => came.user.replace(Secret::new(value)).is_some(),
                "password" => came.password.replace(Secret::new(value)).is_some(),
                "success" => {
                    came.rejected |= value == "false";
                    false
                }
                _ => false,
            };
            came.doubled |= before;
        }
        // Of two states, neither counts.
        came.state = came.state.filter(|_| !came.doubled);
        Some(came)
    }

    fn parts(self) -> Option<(String, Secret, Secret)> {
        Some((self.site?, self.user?, self.password?))
    }
}

/// Whether an address leads to this word of ours, by either way.
fn names(url: &Url, word: &str) -> bool {
    url.host_str() == Some(word) || url.path().trim_matches('/') == word
}

/// Compares each byte whatever came before it, so that nobody learns a state bit by bit from how long that takes.
fn is_same(one: &Secret, other: &Secret) -> bool {
    // EXPOSE: compared in memory only.
    let (one, other) = (one.expose().as_bytes(), other.expose().as_bytes());
    let apart = one.iter().zip(other).fold(0, |apart, (a, b)| apart | (a ^ b));
    one.len() == other.len() && apart == 0
}

/// Whether an answer names the site that was asked. It may write its address with http.
fn is_same_site(named: &str, asked: &StoreUrl) -> bool {
    named.len() <= LONGEST && StoreUrl::from_home(named).is_ok_and(|named| named == *asked)
}

#[cfg(test)]
#[path = "approval_tests.rs"]
mod tests;
