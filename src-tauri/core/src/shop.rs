//! One shop in the running app: its record, and what is under way with it right now, which is gone
//! when the app closes.

use crate::checklist::CheckLine;
use crate::plain::PlainText;
use crate::problem::Problem;
use crate::record::ShopRecord;
use crate::retry::Retry;
use crate::shop_facts::WebhookMissing;
use crate::ticket::Ticket;
use crate::time::Timestamp;
use crate::watch::turns::Watch;
use crate::woo_key::KeyNote;
use crate::work::{Doing, Work};
use serde::Serialize;
use ts_rs::TS;

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
    /// The questions the shop is watched with, and when they are due.
    pub watch: Watch,
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
            watch: Watch::default(),
            leaving: None,
            unlocking: None,
        }
    }

    /// The host name for sentences.
    pub fn store(&self) -> Option<String> {
        self.record.found.as_ref().map(|found| found.home.host().to_owned())
    }

    /// Whether a page of leaving is on the screen.
    pub fn is_leaving(&self) -> bool {
        self.leaving.is_some() || self.record.ended.is_some()
    }

    /// Whether the watch waits: its answers would be of a connection that is just being ended, or
    /// would be stored for a shop that is just being forgotten.
    pub fn pauses_watch(&self) -> bool {
        self.doing.as_ref().is_some_and(|doing| matches!(doing.work, Work::Disconnecting | Work::Forgetting))
    }

    /// Forgets what was seen at another address: it is not this shop's.
    pub fn forget_sight(&mut self) {
        self.record.sight = None;
        self.record.sight_problem = None;
    }
}

/// A look at the chosen address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WebhookLook {
    /// The question in flight.
    pub asked: Option<Ticket>,
    /// The address it is about.
    pub address: Option<String>,
    /// That it leads nowhere, where that is certain.
    pub missing: Option<WebhookMissing>,
}

/// A page over the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// What stops, what stays, and the shop's name to type.
    Disconnect,
    /// What this computer forgets.
    Forget,
}

/// The page that is open. Gone with the app: nothing has happened yet.
#[derive(Clone, Debug)]
pub struct Leaving {
    /// Which.
    pub page: Page,
    /// What stood in the way of the last press.
    pub trouble: Option<Problem>,
}

/// The page that is open. Gone with the app: the step below it says again what is wanted.
#[derive(Clone, Debug)]
pub struct Unlocking {
    /// What stands in the way: that the password is asked for, or why the last one did not do.
    pub trouble: Problem,
}

/// What Meum says after a lost answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum AfterLoss {
    /// The shop is connected.
    Connected,
    /// The shop is connected, and with the key it had before: the lost request changed nothing.
    AsBefore,
    /// The shop is not connected.
    NotConnected,
}

/// What Meum said before connecting, where connecting may replace a key and secret in use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Standing {
    /// Whether the shop is connected; `None` when Meum did not say.
    pub connected: Option<bool>,
    /// The address Meum names for this key, where that is not the shop's own: it may be a copy.
    pub other_site: Option<PlainText>,
}
