//! What answers at the two documented addresses for payment updates and at WordPress's administration, by name.

use serde::{Deserialize, Serialize};

/// What comes from the address for payment updates instead of the plugin's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HookAnswer {
    /// The web server's own page with this status.
    Page {
        /// Such as 403.
        status: u16,
    },
    /// The web server's question for a user name and a password.
    Password,
    /// JSON of nobody's, with this status.
    Json {
        /// Such as 401.
        status: u16,
    },
    /// An error of WordPress's kind, with a code that nobody knows.
    Coded {
        /// Such as 406.
        status: u16,
    },
    /// Cloudflare's own sign-in, in front of this address alone.
    Access,
    /// WordPress's sign-in.
    SignIn,
    /// A plugin's page for a password.
    PasswordPage,
    /// The web server leads to the same address with `/` at its end.
    Slash {
        /// Such as 301.
        status: u16,
    },
    /// The front page.
    FrontPage,
    /// Cloudflare's robot check.
    RobotCheck,
    /// Imunify360, in JSON.
    Imunify,
    /// Anubis's page, with 200.
    Anubis,
    /// The challenge of AWS's firewall, with 202.
    AwsWaf,
    /// An empty object or an empty list of nobody's, with 200.
    Empty {
        /// A list.
        list: bool,
    },
    /// To the front page.
    LedHome,
    /// Cloudflare's page with a number of its own.
    Numbered {
        /// Such as 1020.
        code: u16,
    },
    /// Wordfence's page for one address.
    Wordfence {
        /// Why.
        why: ShutOut,
    },
    /// SiteGround's robot check.
    SiteGround,
    /// A page that gives the country as its reason, with this status.
    Country {
        /// Such as 403 or 451.
        status: u16,
    },
    /// Words of a plugin that counts sign-ins.
    LockedOut,
    /// Cloudflare's limit on questions.
    Busy,
    /// ModSecurity's page.
    ModSecurity,
}

/// Why Wordfence shuts an address out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShutOut {
    /// Somebody put it on the list.
    Blocked,
    /// Too many failed sign-ins.
    LockedOut,
    /// A country, which is more than one address.
    Country,
    /// Its page quotes a reason with an address in it.
    Leading,
}

/// What the Meum plugin says at WooCommerce's older way in to a question without a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OlderWay {
    /// Nothing: WooCommerce ends with `-1` and 200.
    Nothing,
    /// An error in JSON of its own.
    Refuses,
    /// 405 in JSON.
    NotAllowed,
}

/// Where WordPress's administration leads instead of its sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AdminDoor {
    /// A plugin that hides the sign-in sends everybody to a page that is not there.
    SentAway,
    /// A plugin that hides the sign-in refuses everybody.
    Refused,
    /// The page is not there.
    Gone,
}

/// What an emptied index says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EmptyIndex {
    /// An empty list of namespaces.
    NoNamespaces,
    /// No such field.
    NoField,
    /// Nothing: an empty list.
    Nothing,
    /// WooCommerce's other namespaces, and not `wc/v3`.
    StoreOnly,
}

/// How a site in a folder answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FolderAnswer {
    /// It hides its index from guests.
    Hidden,
    /// It has crashed.
    Crashed,
    /// It is in maintenance.
    Maintenance,
    /// It runs no WooCommerce.
    NoWooCommerce,
    /// WordPress says that it was archived.
    Archived,
    /// The web server refuses everybody.
    Refused,
    /// The web server has nothing behind it.
    Down,
    /// The web server hangs up.
    Cut,
    /// An extra password is in front of it.
    Password,
}

/// On what Cloudflare gives the number of its error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CloudflareForm {
    /// In plain text, as it does for apps.
    Text,
    /// On a page.
    Page,
    /// In JSON, as it does for whoever asks for that.
    Json,
}

/// What shoppers get instead of the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShopDoor {
    /// A maintenance plugin's page with 503.
    Maintenance,
    /// A maintenance plugin's page with 200.
    MaintenanceWithOk,
    /// WooCommerce's *coming soon* on every page.
    ComingSoon,
    /// WooCommerce's *coming soon* on its own pages only.
    ComingSoonStore,
    /// The same, and the shop page has another name.
    ComingSoonRenamed,
    /// A password for the whole site.
    Password,
    /// WordPress's sign-in page.
    SignIn,
}

impl ShopDoor {
    /// Whether it is WooCommerce's own *coming soon*.
    pub(crate) fn is_coming_soon(self) -> bool {
        matches!(self, Self::ComingSoon | Self::ComingSoonStore | Self::ComingSoonRenamed)
    }
}
