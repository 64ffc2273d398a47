//! What the shop answered, in the core's own words. Adapters translate the wire into these;
//! everything in here is checked or cleaned.

mod guests;

use crate::api_root::ApiRoot;
use crate::approval::Offer;
use crate::fingerprint::Closer;
use crate::kept::Kept;
use crate::language::Language;
use crate::plain::PlainText;
use crate::problem::{Problem, ProblemKind, Technical};
use crate::store_url::StoreUrl;
use crate::time::{Span, Timestamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use guests::{ForShoppers, ShopShut, WayIn, WayInShut, WebhookMissing, WebhookUnclear, plugin_off, stored_way_in};

/// A shop that was found and answers as WordPress.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundShop {
    /// The address that was typed.
    pub asked: StoreUrl,
    /// WordPress's own address (`home`), the one that Meum is sent.
    pub home: StoreUrl,
    /// The same address letter for letter, as signatures need it.
    #[serde(default)]
    pub home_written: Option<String>,
    /// Where its REST interface is.
    pub root: ApiRoot,
    /// Where WordPress itself is, if that is another folder than its pages': its administration is there.
    #[serde(default)]
    pub site: Option<StoreUrl>,
    /// The shop's name, as WordPress gives it.
    pub name: Option<PlainText>,
    /// The index lists Meum's own routes (`meum/v1`).
    pub plugin_route: bool,
    /// The index is hidden from guests: `home` is the typed address until the keys tell more.
    #[serde(default)]
    pub index_hidden: bool,
    /// Whether the app could be approved in WordPress.
    #[serde(default)]
    pub approval: Offer,
    /// Where the extra password in front of the shop is kept, if there is one.
    #[serde(default)]
    pub extra_password: Option<Kept>,
    /// What is worth knowing but no reason to stop.
    #[serde(default)]
    pub remarks: Vec<Problem>,
    /// When it was found.
    pub found_at: Timestamp,
}

/// How keys are handed to the shop; always over https.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SignIn {
    /// In the `Authorization` header (Basic): the usual way.
    #[default]
    Header,
    /// In the query: where the header does not arrive, or carries an extra password.
    Query,
}

/// The Meum plugin as the shop reports it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PluginFacts {
    /// Its version, if the shop says.
    pub version: Option<PlainText>,
    /// Whether it is switched on.
    pub active: bool,
}

impl PluginFacts {
    /// The version of what runs; `answers` says whether the plugin's own address does. Beside an old copy that is
    /// switched off, another one answers then, which the shop does not list.
    pub fn version_where(&self, answers: bool) -> Option<PlainText> {
        self.version.clone().filter(|_| self.active || !answers)
    }
}

/// By what shop keys are known, on the screen and in the notes: all of them that may be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum KnownBy {
    /// A pair of WooCommerce's: the last seven characters of the consumer key.
    Ending(String),
    /// An application password: the user's name.
    User(PlainText),
}

impl KnownBy {
    /// The consumer key's ending, of a pair.
    pub fn ending(&self) -> Option<&str> {
        match self {
            Self::Ending(ending) => Some(ending),
            Self::User(_) => None,
        }
    }

    /// The user's name, of an application password.
    pub fn user(&self) -> Option<&PlainText> {
        match self {
            Self::Ending(_) => None,
            Self::User(name) => Some(name),
        }
    }
}

/// What checking the keys taught us.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyFacts {
    /// By what they are known.
    #[serde(flatten)]
    pub known_by: KnownBy,
    /// Whether the key may change settings (permission Read/Write).
    pub may_write: bool,
    /// WordPress's version.
    pub wordpress: Option<PlainText>,
    /// WooCommerce's version.
    pub woocommerce: Option<PlainText>,
    /// The language of the shop's administration (WordPress's own setting), if the app speaks it.
    #[serde(default)]
    pub language: Option<Language>,
    /// The Meum plugin, if it is installed.
    pub plugin: Option<PluginFacts>,
    /// How the shop takes them.
    #[serde(default)]
    pub sign_in: SignIn,
    /// WordPress's own address, as the system status gives it.
    #[serde(default)]
    pub home: Option<StoreUrl>,
    /// Why nothing is known of writing, where the question did not get through. The pair reads.
    #[serde(default)]
    pub write_unknown: Option<Problem>,
    /// The refusal that showed that the pair may only look.
    #[serde(default)]
    pub write_refused: Option<Problem>,
    /// The shop told its plugins: without the Meum plugin among them, it is not installed.
    #[serde(default)]
    pub lists_plugins: bool,
    /// The plugins that run in the shop and can close its interface to guests.
    #[serde(default)]
    pub closers: Vec<Closer>,
    /// Whether shoppers get into the shop.
    #[serde(default)]
    pub shoppers: ForShoppers,
    /// What is worth knowing but no reason to stop.
    #[serde(default)]
    pub remarks: Vec<Problem>,
    /// Where the pair is kept.
    pub kept: Kept,
    /// When it was checked.
    pub checked_at: Timestamp,
    /// When the merchant approved, where it is an application password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_at: Option<Timestamp>,
}

/// One look at the shop from this computer, for the panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShopSight {
    /// WordPress's own address now.
    pub home: StoreUrl,
    /// WordPress's version.
    pub wordpress: Option<PlainText>,
    /// WooCommerce's version.
    pub woocommerce: Option<PlainText>,
    /// The language of the shop's administration (WordPress's own setting), if the app speaks it.
    #[serde(default)]
    pub language: Option<Language>,
    /// The Meum plugin, if it is installed.
    pub plugin: Option<PluginFacts>,
    /// Whether Meum's payment method is switched on at checkout; `None` when the shop has none, or when
    /// nobody knows.
    pub gateway_enabled: Option<bool>,
    /// Why nobody knows it: the shop's list of payment methods did not come, or has several of Meum's.
    #[serde(default)]
    pub gateway_unknown: Option<ProblemKind>,
    /// The plugins that run in the shop and can close its interface to guests.
    #[serde(default)]
    pub closers: Vec<Closer>,
    /// Whether a payment update would get in.
    #[serde(default, alias = "webhook_missing", deserialize_with = "stored_way_in")]
    pub way_in: WayIn,
    /// Whether shoppers get into the shop; `None` where that was not looked at this time.
    #[serde(default)]
    pub shoppers: Option<ForShoppers>,
    /// What is worth knowing and stops nobody.
    #[serde(default)]
    pub remarks: Vec<Problem>,
    /// The certificate that the shop showed; `None` where none can be read, as behind a proxy.
    #[serde(default)]
    pub certificate: Option<Certificate>,
    /// The requests of this look, a line each, for support. They are not stored.
    #[serde(skip)]
    pub requests: Vec<Technical>,
}

/// A certificate that this computer trusts, as far as it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// Until when it is valid.
    pub ends: Timestamp,
    /// Who vouches for it.
    pub issuer: Option<PlainText>,
}

impl HandOver {
    /// Whether the payment method is on, as far as this computer has done it or was told.
    pub const fn is_switched_on(&self) -> bool {
        match self {
            Self::Delivered { enabled, .. } => *enabled,
            Self::ByHand { .. } => true,
            Self::Pending => false,
        }
    }
}

impl Certificate {
    /// So long before its end it is a remark. Most are renewed by the server itself a month before they
    /// end, so one that has two weeks left was missed.
    pub const REMARK: Span = Span::hours(14 * 24);
    /// So long before its end a line says it: a web host needs a day or two to act.
    pub const URGENT: Span = Span::hours(3 * 24);

    /// Whether it has no more than so long left.
    pub fn ends_within(&self, span: Span, now: Timestamp) -> bool {
        self.ends <= now.after(span)
    }
}

/// How the new key and secret reached the plugin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "camelCase")]
pub enum HandOver {
    /// Not yet.
    #[default]
    Pending,
    /// Written to the plugin's gateway and read back unchanged.
    Delivered {
        /// When.
        at: Timestamp,
        /// Whether the gateway is switched on at checkout.
        enabled: bool,
    },
    /// The merchant says so.
    ByHand {
        /// When.
        at: Timestamp,
    },
}

/// What handing over found in the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Whether the gateway is switched on at checkout.
    pub enabled: bool,
}
