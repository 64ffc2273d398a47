//! One shop: what is known of it for good ([`ShopRecord`], stored) and what is under way with it
//! right now ([`Shop`], gone when the app closes).

use crate::health::Panel;
use crate::health::line::{LineId, LineState};
use crate::health::verdict::Headline;
use crate::meum_facts::{ConnectRequest, Connection, PendingMeumKey, StatusFacts};
use crate::problem::Problem;
use crate::shop_facts::{FoundShop, HandOver, KeyFacts, ShopSight, SignIn};
use crate::ticket::Ticket;
use crate::time::Timestamp;
use crate::webhook::WebhookChoice;
use crate::wizard::Doing;
use crate::wizard::checks::CheckLine;
use crate::wizard::leaving::{Ended, Leaving};
use crate::wizard::loss::AfterLoss;
use crate::wizard::retry::Retry;
use crate::wizard::review::Standing;
use crate::wizard::unlocking::Unlocking;
use crate::wizard::updates::WebhookLook;
use crate::woo_key::KeyNote;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// A shop's identity on this computer. Its address is a label, not its identity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub struct ShopId(String);

impl ShopId {
    /// The identity of a shop begun at this moment.
    pub fn begun_at(now: Timestamp) -> Self {
        Self(format!("shop-{}", now.0))
    }

    /// An identity that was stored as text.
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    /// The identity as text, for storage keys.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A step of the wizard, in order, and the panel at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Step {
    /// What will happen and what is needed.
    Welcome,
    /// The shop's address.
    YourShop,
    /// The WooCommerce keys.
    ShopKeys,
    /// The Meum connection key.
    MeumKey,
    /// What will be sent, and the one press of *Connect*.
    Review,
    /// The new key and secret on their way into the plugin.
    HandOver,
    /// Done: the live panel.
    Panel,
}

/// A fact and when it was learnt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen<T> {
    /// The fact.
    pub what: T,
    /// When it was learnt.
    pub at: Timestamp,
}

/// What came of a *connect* whose key and secret are missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Loss {
    /// No answer: Meum may still be working on the request.
    #[default]
    Silence,
    /// An answer with neither in it (G12): Meum is done with the request.
    Empty,
}

/// Everything known of a shop that survives the app. No secret is ever in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShopRecord {
    /// Which shop.
    pub id: ShopId,
    /// Whether it is the practice shop.
    #[serde(default)]
    pub practice: bool,
    /// Where the wizard stands.
    pub step: Step,
    /// What stands in the address field.
    #[serde(default)]
    pub typed_address: String,
    /// The shop, once found.
    #[serde(default)]
    pub found: Option<FoundShop>,
    /// The WooCommerce keys, once checked and kept.
    #[serde(default)]
    pub keys: Option<KeyFacts>,
    /// The Meum connection key, once kept.
    #[serde(default)]
    pub meum_key: Option<PendingMeumKey>,
    /// Since when an answer to *connect* is missing.
    #[serde(default)]
    pub answer_lost_at: Option<Timestamp>,
    /// What came instead of the answer that is missing.
    #[serde(default)]
    pub loss: Loss,
    /// The connection, once made.
    #[serde(default)]
    pub connection: Option<Connection>,
    /// Whether it took the place of an earlier one that this computer knew of.
    #[serde(default)]
    pub replaced: bool,
    /// Whether the plugin has the new key and secret.
    #[serde(default)]
    pub hand_over: HandOver,
    /// Meum's last status answer.
    #[serde(default)]
    pub status: Option<Seen<StatusFacts>>,
    /// Why the last question to Meum failed, if it did.
    #[serde(default)]
    pub status_problem: Option<Seen<Problem>>,
    /// The last look at the shop.
    #[serde(default)]
    pub sight: Option<Seen<ShopSight>>,
    /// Why the last look at the shop failed, if it did.
    #[serde(default)]
    pub sight_problem: Option<Seen<Problem>>,
    /// Since when each line of the panel has been in its state.
    #[serde(default)]
    pub since: BTreeMap<LineId, (LineState, Timestamp)>,
    /// Since when the headline has been what it is.
    #[serde(default)]
    pub headline_since: Option<(Headline, Timestamp)>,
    /// When a missing payout wallet was last seen to be set.
    #[serde(default)]
    pub payout_cleared_at: Option<Timestamp>,
    /// How the last connection ended, until the merchant goes on from there.
    #[serde(default)]
    pub ended: Option<Ended>,
    /// Whether what Meum issued for a connection that is over may still be in the password store;
    /// until it is removed, or the next connection's takes its place.
    #[serde(default)]
    pub secrets_left: bool,
    /// Where payment updates shall go.
    #[serde(default)]
    pub webhook: WebhookChoice,
    /// What was sent for the connection there is.
    #[serde(default)]
    pub sent: Option<ConnectRequest>,
    /// What the last *connect* sent that has made no connection, as far as is known.
    #[serde(default)]
    pub requested: Option<ConnectRequest>,
    /// Until when Meum asked not to be asked again.
    #[serde(default)]
    pub meum_pause: Option<Timestamp>,
}

impl ShopRecord {
    /// A shop just begun.
    pub fn begun(now: Timestamp, practice: bool) -> Self {
        Self {
            id: ShopId::begun_at(now),
            practice,
            step: Step::YourShop,
            typed_address: String::new(),
            found: None,
            keys: None,
            meum_key: None,
            answer_lost_at: None,
            loss: Loss::default(),
            connection: None,
            replaced: false,
            hand_over: HandOver::Pending,
            status: None,
            status_problem: None,
            sight: None,
            sight_problem: None,
            since: BTreeMap::new(),
            headline_since: None,
            payout_cleared_at: None,
            ended: None,
            secrets_left: false,
            webhook: WebhookChoice::default(),
            sent: None,
            requested: None,
            meum_pause: None,
        }
    }
}

impl ShopRecord {
    /// How the shop takes keys, as its last check found out.
    pub fn sign_in(&self) -> SignIn {
        self.keys.as_ref().map(|keys| keys.sign_in).unwrap_or_default()
    }
}

/// A shop in the running app.
#[derive(Debug)]
pub struct Shop {
    /// What is known for good.
    pub record: ShopRecord,
    /// What the wizard is doing, if anything.
    pub doing: Option<Doing>,
    /// The checks of the last thing it did on this step.
    pub checks: Vec<CheckLine>,
    /// What stands in the way on the current step.
    pub trouble: Option<Problem>,
    /// When the app tries again by itself.
    pub retry: Retry,
    /// What of the key pair is held in memory after a failed check.
    pub held: HeldKeys,
    /// How an unfinished connect ended is not known yet: it could not be looked into.
    pub unfinished: bool,
    /// After a lost answer: what Meum says of the connection.
    pub meum_says: Option<AfterLoss>,
    /// When an answer was lost that is settled now: nothing had changed. Said until the step is left.
    pub settled_loss: Option<Timestamp>,
    /// What Meum said before connecting, where that may replace a key and secret in use.
    pub standing: Option<Standing>,
    /// What a look at the chosen address for payment updates showed.
    pub webhook_look: WebhookLook,
    /// The hand-over is done once more, from the panel.
    pub handing_again: bool,
    /// What was put right in the last pasted keys.
    pub notes: Vec<KeyNote>,
    /// Secrets that this app's memory has.
    pub memory: Memory,
    /// The panel's questions and schedule.
    pub panel: Panel,
    /// The page of leaving that is open over the panel.
    pub leaving: Option<Leaving>,
    /// The page for the extra password that is open over the panel or a step.
    pub unlocking: Option<Unlocking>,
}

/// Secrets that this app's memory has and the password store has not, as far as is known.
#[derive(Debug, Default)]
pub struct Memory {
    /// The merchant chose that what is entered stays until the app closes only.
    pub chosen: bool,
    /// The same was chosen before this start, as far as the notes tell.
    pub was_chosen: bool,
    /// What Meum issued is here.
    pub issued: bool,
    /// What Meum issued is being put into the password store, beside whatever else is done.
    pub keeping: Option<Ticket>,
}

/// What the shell holds of a key pair that has not passed its check yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeldKeys {
    /// The last seven characters of the consumer key.
    pub ending: Option<String>,
    /// Whether a consumer secret is held.
    pub secret: bool,
}

impl Shop {
    /// A shop with nothing under way.
    pub fn at_rest(record: ShopRecord) -> Self {
        Self {
            record,
            doing: None,
            checks: Vec::new(),
            meum_says: None,
            settled_loss: None,
            standing: None,
            webhook_look: WebhookLook::default(),
            handing_again: false,
            unfinished: false,
            trouble: None,
            retry: Retry::default(),
            held: HeldKeys::default(),
            notes: Vec::new(),
            memory: Memory::default(),
            panel: Panel::default(),
            leaving: None,
            unlocking: None,
        }
    }

    /// The host name for sentences.
    pub fn store(&self) -> Option<String> {
        self.record.found.as_ref().map(|found| found.home.host().to_owned())
    }
}
