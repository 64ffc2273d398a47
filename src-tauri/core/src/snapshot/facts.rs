//! The facts themselves.

use super::beside::Beside;
use super::code::Code;
use super::said::Said;
use crate::line::{Headline, LineId, LineState};
use crate::message::Key;
use crate::reading;
use crate::shop_facts::{KeyFacts, KnownBy, SignIn};
use crate::step::Step;
use crate::time::{LocalOffset, Timestamp};
use serde::Serialize;

/// A minute in milliseconds.
pub(super) const MINUTE: i64 = 60_000;

/// What is known of a shop at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The moment, in whole minutes: a picture is no more exact.
    pub at: Timestamp,
    /// How far the time of that computer is from UTC, in whole quarters of an hour.
    pub offset: LocalOffset,
    /// The name that the pictures of this installation bear.
    pub reference: String,
    /// Whether the shop is the practice shop.
    pub practice: bool,
    /// The app's version.
    pub app: String,
    /// The operating system.
    pub system: String,
    /// The shop's whole address; what was typed, until the shop is found.
    pub home: Option<String>,
    /// The step that the shop is on.
    pub step: Step,
    /// The page over it.
    pub over: Option<Over>,
    /// When the shop was disconnected, while that is on the screen.
    pub ended_at: Option<Timestamp>,
    /// When the request was sent whose answer is missing, in whole minutes: Meum looks it up by that.
    pub sent_at: Option<Timestamp>,
    /// Meum's word that this app does not know, as [`status_word::in_code`](crate::status_word::in_code) has it.
    pub word: Option<String>,
    /// What stands in the way of that step.
    pub code: Option<Code>,
    /// Can shoppers pay? Only a panel says so.
    pub headline: Option<Headline>,
    /// What the screen says of sales, without its moment.
    pub sales: Option<Key>,
    /// The panel's lines.
    pub lines: Vec<LineMark>,
    /// Every other code on the screen, the gravest first: of remarks, of a banner, of a second card.
    pub others: Vec<Code>,
    /// What the cards on the screen say.
    pub said: Vec<Said>,
    /// Who this is at Meum.
    pub ids: Ids,
    /// The beginning of the key that Meum issued.
    pub meum_key_prefix: Option<String>,
    /// The end of the shop's consumer key.
    pub key_ending: Option<String>,
    /// What the shop runs on.
    pub versions: Versions,
    /// The host that Meum sends payment updates to, where it is not the shop's.
    pub updates_to: Option<String>,
    /// How the app signs in to the shop.
    pub sign_in: Option<SignedBy>,
    /// The last request that failed: method, path, status, code, milliseconds.
    pub failed: Option<String>,
    /// What the code on a picture has no room for.
    pub beside: Beside,
}

/// A page over the panel or a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Over {
    /// Before disconnecting.
    Disconnect,
    /// Before forgetting the shop.
    Forget,
    /// Before the shop is taken to have moved.
    Move,
    /// The extra password.
    Unlock,
    /// After disconnecting.
    Ended,
}

/// A line of the panel without its sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineMark {
    /// Which.
    pub id: LineId,
    /// How it stands.
    pub state: LineState,
    /// What is the matter; while it is asked again, what the last answer said.
    pub code: Option<Code>,
    /// Since when it has been so, in whole minutes.
    pub since: Option<Timestamp>,
    /// When it was checked, in whole minutes.
    pub checked_at: Option<Timestamp>,
}

/// Meum's names for the shop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ids {
    /// The store's.
    pub store: Option<String>,
    /// The integration's.
    pub integration: Option<String>,
    /// The installation's.
    pub installation: Option<String>,
}

/// What the shop runs on, as far as it told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    /// WordPress.
    pub wordpress: Option<String>,
    /// WooCommerce.
    pub woocommerce: Option<String>,
    /// The Meum plugin.
    pub plugin: Option<String>,
}

impl Snapshot {
    /// What stands for a reference where there is no shop.
    pub const NO_SHOP: &str = "NONE";

    /// Whether the reference is that of its installation. It is not where somebody has put a picture together.
    pub fn fits_its_ids(&self) -> bool {
        let letters = self.reference.trim_start_matches(reading::PRACTICE);
        self.ids.installation.as_deref().is_none_or(|id| reading::reference_of(id) == letters)
    }
}

/// How the shop takes its keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedBy {
    /// A pair of WooCommerce's, in the header.
    Header,
    /// A pair of WooCommerce's, in the query.
    Query,
    /// An application password.
    Password,
}

impl SignedBy {
    /// How the shop takes these.
    pub(crate) fn of(keys: &KeyFacts) -> Self {
        match (&keys.known_by, keys.sign_in) {
            (KnownBy::User(_), _) => Self::Password,
            (KnownBy::Ending(_), SignIn::Header) => Self::Header,
            (KnownBy::Ending(_), SignIn::Query) => Self::Query,
        }
    }
}
