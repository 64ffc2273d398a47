//! The address payment updates go to: which ones there are to choose from, what one typed by hand
//! must be, and which of those that Meum names may be looked at. Meum documents two forms; the
//! plugin in the shop shows which is its own.

use crate::api_root::ApiRoot;
use crate::host::{Whereabouts, is_local_name, same_registrable, whereabouts};
use crate::key_marks::{self, holds_key};
use crate::plain::PlainText;
use crate::store_url::StoreUrl;
use core::net::IpAddr;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use url::Url;

/// The route of the plugin's webhook (Meum's OpenAPI, `WooConnectRequest`).
const ROUTE: &str = "meum/v1/webhook";
/// What usually stands before it.
const USUAL_PREFIX: &str = "wp-json/";
/// The list of WooCommerce's parts, a route that only reads.
const PARTS: &str = "wc/v3/data";
/// The other documented form: WooCommerce's older way in for plugins.
const OLDER: &str = "?wc-api=stablecoin_webhook";
/// Longest address sent, in characters.
pub const LONGEST: usize = 2_000;

/// A form the address can have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum WebhookForm {
    /// The plugin's route in the REST interface.
    #[default]
    Usual,
    /// WooCommerce's older way in.
    Older,
    /// Typed by the merchant.
    Custom,
}

/// What the merchant chose, as it is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "camelCase")]
pub enum WebhookChoice {
    /// The plugin's route in the REST interface.
    #[default]
    Usual,
    /// WooCommerce's older way in.
    Older,
    /// Typed by the merchant.
    Custom {
        /// The address, as it will be sent.
        address: WebhookAddress,
        /// Whether it was typed in other letters.
        rewritten: bool,
    },
}

impl WebhookChoice {
    /// Its form.
    pub fn form(&self) -> WebhookForm {
        match self {
            Self::Usual => WebhookForm::Usual,
            Self::Older => WebhookForm::Older,
            Self::Custom { .. } => WebhookForm::Custom,
        }
    }

    /// The address it stands for at the shop with this address and REST root. One that was typed
    /// for another shop does not count.
    pub fn address(&self, home: &StoreUrl, root: &ApiRoot) -> String {
        match self {
            Self::Custom { address, .. } if address.belongs_to(home) => address.as_str().to_owned(),
            Self::Older => older(home),
            Self::Usual | Self::Custom { .. } => usual(home, root),
        }
    }
}

/// A question whether guests get in at an address for payment updates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookQuestion {
    /// The address.
    pub address: WebhookAddress,
    /// The other documented one, asked only where that one is shut.
    pub other: Option<WebhookAddress>,
    /// The shop's front page, asked where no other one is documented: whoever gets no page there either may
    /// be shut out as a whole.
    pub front: Option<Box<WebhookAddress>>,
    /// The list of WooCommerce's parts, where nothing can be written: what is sent there as Meum sends its message
    /// shows whether it arrives as that.
    pub parts: Option<Box<WebhookAddress>>,
    /// The address is a route of the interface, and the shop's interface answered at its usual place on this host:
    /// WordPress's links are in order there.
    pub below_root: bool,
}

impl WebhookQuestion {
    /// The question about this address; none, unless it is on the shop's own domain.
    pub fn about(address: &str, home: &StoreUrl, root: &ApiRoot) -> Option<Self> {
        let asked = WebhookAddress::named(address, home)?;
        let other = other_form(&asked, home, root);
        let other = other.and_then(|form| WebhookAddress::named(&documented(form, home, root), home));
        let front = WebhookAddress::named(home.as_str(), home).map(Box::new);
        let parts = WebhookAddress::named(root.address(PARTS).as_str(), home).map(Box::new);
        let below_root =
            !root.is_rest_route() && asked.is_rest() && asked.as_url().origin() == root.address("").origin();
        Some(Self { address: asked, other, front, parts, below_root })
    }
}

/// The other documented form, if the address is one of the two.
pub fn other_form(address: &WebhookAddress, home: &StoreUrl, root: &ApiRoot) -> Option<WebhookForm> {
    let is = |form| WebhookAddress::named(&documented(form, home, root), home).as_ref() == Some(address);
    if is(WebhookForm::Usual) {
        Some(WebhookForm::Older)
    } else if is(WebhookForm::Older) {
        Some(WebhookForm::Usual)
    } else {
        None
    }
}

fn documented(form: WebhookForm, home: &StoreUrl, root: &ApiRoot) -> String {
    match form {
        WebhookForm::Older => older(home),
        WebhookForm::Usual | WebhookForm::Custom => usual(home, root),
    }
}

/// The plugin's route: at WordPress's own address, below the REST root that it has there.
pub fn usual(home: &StoreUrl, root: &ApiRoot) -> String {
    let index = root.address("");
    let folder = home.as_url().path().trim_end_matches('/');
    let below = index.path().strip_prefix(folder).unwrap_or(index.path()).trim_start_matches('/');
    let prefix = if root.is_rest_route() { USUAL_PREFIX } else { below };
    home.page(&format!("{prefix}{ROUTE}"))
}

/// WooCommerce's older way in.
pub fn older(home: &StoreUrl) -> String {
    home.page(OLDER)
}

/// What is the matter with an address for payment updates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum AddressFault {
    /// No web address.
    NotAnAddress,
    /// Not https.
    NotHttps,
    /// It carries a user name or password.
    HasSignIn,
    /// It has a part behind `#`, which is never sent.
    HasFragment,
    /// It is on another domain than the shop's.
    OtherDomain,
    /// It exists on one's own network only.
    NotPublic,
    /// It is longer than [`LONGEST`].
    TooLong,
    /// A key is in it.
    HoldsKey,
    /// WordPress's links don't lead to it.
    BehindLinks,
}

impl AddressFault {
    /// Every fault.
    pub const ALL: [Self; 9] = [
        Self::NotAnAddress,
        Self::NotHttps,
        Self::HasSignIn,
        Self::HasFragment,
        Self::OtherDomain,
        Self::NotPublic,
        Self::TooLong,
        Self::HoldsKey,
        Self::BehindLinks,
    ];

    /// The name its sentences are found under, the same as in the window.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotAnAddress => "notAnAddress",
            Self::NotHttps => "notHttps",
            Self::HasSignIn => "hasSignIn",
            Self::HasFragment => "hasFragment",
            Self::OtherDomain => "otherDomain",
            Self::NotPublic => "notPublic",
            Self::TooLong => "tooLong",
            Self::HoldsKey => "holdsKey",
            Self::BehindLinks => "behindLinks",
        }
    }
}

/// An address payment updates can go to: https, on the shop's own domain, nothing secret in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WebhookAddress(Url);

impl WebhookAddress {
    /// Understands what the merchant typed. Its query is kept.
    ///
    /// # Errors
    /// The first thing about it that cannot be.
    pub fn typed(text: &str, home: &StoreUrl) -> Result<Self, AddressFault> {
        let address = Self::sound(text.trim())?;
        if !address.belongs_to(home) {
            return Err(AddressFault::OtherDomain);
        }
        if address.is_public() { Ok(address) } else { Err(AddressFault::NotPublic) }
    }

    /// An address that Meum names, if it may be looked at: only on the shop's own domain.
    pub(crate) fn named(text: &str, home: &StoreUrl) -> Option<Self> {
        Self::sound(text).ok().filter(|address| address.belongs_to(home))
    }

    fn sound(text: &str) -> Result<Self, AddressFault> {
        if holds_key(text) || text.to_ascii_lowercase().contains(key_marks::MEUM) {
            return Err(AddressFault::HoldsKey);
        }
        if text.chars().count() > LONGEST {
            return Err(AddressFault::TooLong);
        }
        let url = Url::parse(text).map_err(|_| without_scheme(text))?;
        match url.scheme() {
            "https" if url.has_host() => {}
            "http" => return Err(AddressFault::NotHttps),
            // `shop.example:8443/…` reads as a scheme of that name.
            _ => return Err(without_scheme(text)),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(AddressFault::HasSignIn);
        }
        if url.fragment().is_some() {
            return Err(AddressFault::HasFragment);
        }
        if url.as_str().chars().count() > LONGEST { Err(AddressFault::TooLong) } else { Ok(Self(url)) }
    }

    /// Whether it is on the same domain as the shop.
    pub fn belongs_to(&self, home: &StoreUrl) -> bool {
        same_registrable(self.host(), home.host())
    }

    fn is_public(&self) -> bool {
        let host = self.host();
        let ip: Option<IpAddr> = host.trim_matches(['[', ']']).parse().ok();
        match ip {
            Some(ip) => whereabouts(ip) == Whereabouts::Public,
            None => !is_local_name(host),
        }
    }

    fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// The address as it is sent.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The address itself.
    pub fn as_url(&self) -> &Url {
        &self.0
    }

    /// The same address of WooCommerce's older way in, with a name that no plugin has; `None` for any other.
    pub fn of_nobody(&self) -> Option<Url> {
        const NOBODY: &str = "meum_connect_nobody";
        self.0.query_pairs().any(|(name, _)| name == "wc-api").then(|| {
            let mut url = self.0.clone();
            let others: Vec<(String, String)> = url.query_pairs().into_owned().collect();
            let named = others
                .into_iter()
                .map(|(name, value)| if name == "wc-api" { (name, NOBODY.to_owned()) } else { (name, value) });
            url.query_pairs_mut().clear().extend_pairs(named.collect::<Vec<_>>());
            url
        })
    }

    /// Whether it is a route of WordPress's REST interface, which describes itself when asked.
    pub fn is_rest(&self) -> bool {
        let path = self.0.path().trim_end_matches('/');
        path.ends_with(ROUTE)
            || path.contains("/wp-json/")
            || self.0.query_pairs().any(|(name, _)| name == "rest_route")
    }
}

/// What a text is that names no scheme: an address all the same, or none.
fn without_scheme(text: &str) -> AddressFault {
    let like_one = !text.contains("://") && Url::parse(&format!("https://{text}")).is_ok_and(|url| has_dot(&url));
    if like_one { AddressFault::NotHttps } else { AddressFault::NotAnAddress }
}

fn has_dot(url: &Url) -> bool {
    url.host_str().is_some_and(|host| host.contains('.'))
}

impl TryFrom<String> for WebhookAddress {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::sound(&text).map_err(|_| "not an address for payment updates")
    }
}

impl From<WebhookAddress> for String {
    fn from(address: WebhookAddress) -> Self {
        address.0.into()
    }
}

/// Whether two addresses for payment updates are the same: a slash at the end makes no other, and
/// what came back may have been cut short to be shown.
pub fn is_same(sent: &str, said: &PlainText) -> bool {
    let plain = |text: &str| Url::parse(text).map(|url| url.as_str().trim_end_matches('/').to_owned());
    PlainText::from_outside(sent).as_ref() == Some(said)
        || matches!((plain(sent), plain(said.as_str())), (Ok(sent), Ok(said)) if sent == said)
}

#[cfg(test)]
#[path = "webhook_tests.rs"]
mod tests;
