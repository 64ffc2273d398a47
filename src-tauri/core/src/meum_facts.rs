//! What Meum answered, in the core's own words. Every field of Meum's answers may be missing, so
//! each is optional here; status words are kept as Meum wrote them and interpreted in one place.

use crate::credential::Credential;
use crate::kept::Kept;
use crate::plain::PlainText;
use crate::problem::{Problem, Technical};
use crate::status_word::{self, Meaning};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is sent to Meum's connect call (Meum's OpenAPI, `WooConnectRequest`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectRequest {
    /// Where Meum sends payment updates.
    pub webhook_url: String,
    /// WordPress's own address.
    pub site_url: String,
    /// Only when known.
    pub plugin_version: Option<PlainText>,
    /// Only when known.
    pub wordpress_version: Option<PlainText>,
    /// Only when known.
    pub woocommerce_version: Option<PlainText>,
}

/// The part of Meum's connect answer that is not secret (`WooConnectResponse`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConnectFacts {
    /// The store's id at Meum.
    pub store_id: Option<PlainText>,
    /// The store's name at Meum.
    pub store_name: Option<PlainText>,
    /// The integration's id.
    pub integration_id: Option<PlainText>,
    /// The installation's id, "for support and rotation".
    pub installation_id: Option<PlainText>,
    /// The webhook's id.
    pub webhook_id: Option<PlainText>,
    /// The address Meum connected.
    pub site_url: Option<PlainText>,
    /// The address Meum will send payment updates to.
    pub webhook_url: Option<PlainText>,
    /// The connection's status word.
    pub status: Option<PlainText>,
    /// The first twelve characters of the new key.
    pub key_prefix: Option<String>,
    /// Whether an earlier key and secret were replaced.
    pub credentials_rotated: Option<bool>,
    /// Whether a payout wallet is set; `None` when Meum did not say.
    pub payout_configured: Option<bool>,
    /// Meum's own warning.
    pub warning: Option<PlainText>,
    /// Which of the two credentials was not in the answer, or came damaged; the other is kept.
    pub missing: Option<Credential>,
}

/// A connection that Meum has just made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewConnection {
    /// What Meum answered.
    pub facts: ConnectFacts,
    /// When it answered.
    pub at: Timestamp,
    /// Whether the credentials survive the app.
    pub kept: Kept,
}

/// The connection key waiting to be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingMeumKey {
    /// Its first twelve characters.
    pub prefix: String,
    /// When it was entered; a connection key lives 24 hours from its making.
    pub entered_at: Timestamp,
    /// When it runs out, if Meum named it with its end.
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
    /// Whether it survives the app.
    pub kept: Kept,
}

/// Meum's status answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StatusFacts {
    /// Overall status word.
    pub status: Option<PlainText>,
    /// Whether the plugin has completed the connect flow.
    pub connection_status: Option<PlainText>,
    /// Operational health word.
    pub health_status: Option<PlainText>,
    /// Problems requiring the merchant's action, word for word.
    pub issues: Vec<PlainText>,
    /// The integration's id.
    pub integration_id: Option<PlainText>,
    /// The connected address.
    pub site_url: Option<PlainText>,
    /// The plugin's version as the site reported it to Meum.
    pub plugin_version: Option<PlainText>,
    /// WordPress's version as the site reported it to Meum.
    pub wordpress_version: Option<PlainText>,
    /// WooCommerce's version as the site reported it to Meum.
    pub woocommerce_version: Option<PlainText>,
    /// Whether the key is valid and active.
    pub credential_status: Option<PlainText>,
    /// The first characters of the active key.
    pub credential_prefix: Option<PlainText>,
    /// Recent delivery of payment updates.
    pub webhook_health: Option<PlainText>,
    /// Where payment updates go.
    pub webhook_url: Option<PlainText>,
    /// When the plugin last checked in with Meum.
    pub last_seen_at: Option<Timestamp>,
    /// The first characters of a connection key waiting to be used.
    pub pending_key_prefix: Option<PlainText>,
    /// When that key runs out.
    pub pending_key_expires_at: Option<Timestamp>,
    /// "Fully connected and ready to accept payments."
    pub connected: Option<bool>,
    /// Whether a payout wallet is set; the status call's schema does not promise it.
    pub payout_configured: Option<bool>,
    /// Meum's own warning, should it send one.
    pub warning: Option<PlainText>,
    /// The request that was answered with this, for support. It is not stored.
    #[serde(skip)]
    pub request: Option<Technical>,
}

impl StatusFacts {
    /// Meum's own sentences: its issues, and a warning, should it send one.
    pub fn notes(&self) -> impl Iterator<Item = &PlainText> {
        self.issues.iter().chain(&self.warning)
    }

    /// Whether Meum says that the shop is connected. `connected` means *ready for payments*, so a
    /// `no` there may be about something else; only with the connection's own fields it says that
    /// there is none. An answer that says nothing says nothing.
    pub fn says_connected(&self) -> Option<bool> {
        let word = self.connection_status.as_ref().map(status_word::meaning);
        match (self.connected, word) {
            (Some(true), _) | (_, Some(Meaning::Fine)) => Some(true),
            (_, Some(Meaning::Bad)) => Some(false),
            (Some(false), _) if self.integration_id.is_none() => Some(false),
            _ => None,
        }
    }
}

/// How a connection ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Ending {
    /// Meum disconnected the shop just now (200).
    Disconnected,
    /// Meum knows no connection to end (404).
    AlreadyDisconnected,
}

/// How a connect call ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConnectOutcome {
    /// Meum answered; the credentials are kept.
    Connected(Box<NewConnection>),
    /// Meum answered, and the password store failed at that moment: memory alone has the credentials.
    Unkept(Box<NewConnection>, Problem),
    /// Meum refused, or the request never left: nothing changed at Meum.
    NotConnected(Problem),
    /// The request left and no answer came: Meum may or may not have connected the shop.
    Unknown(Problem),
    /// Meum answered, and neither key nor secret was in the answer: only connecting again makes new
    /// ones.
    Lost(Problem),
    /// An unfinished connect could not be looked into yet (the password store is locked): nothing
    /// is decided, and the journal stays open.
    StillOpen(Problem),
}
