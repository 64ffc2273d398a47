//! One shop in the running app: its record, and what is under way with it right now, which is gone
//! when the app closes.

use crate::checklist::CheckLine;
use crate::observed::{Observed, OnDisk};
use crate::plain::PlainText;
use crate::problem::Problem;
use crate::record::{Ended, ShopRecord};
use crate::retry::Retry;
use crate::shop_facts::WayIn;
use crate::step::Step;
use crate::ticket::Ticket;
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
    /// What was observed last.
    pub observed: Observed,
    /// What of that is on the disk.
    pub on_disk: OnDisk,
    /// What is being done, if anything: one thing at a time.
    pub doing: Option<Doing>,
    /// What the step on the screen has come to.
    pub stage: Stage,
    /// The page that is open over the step.
    pub overlay: Option<Overlay>,
    /// What of the key pair is held in memory after a failed check.
    pub held: HeldKeys,
    /// Secrets that this app's memory has.
    pub memory: Memory,
    /// The questions the shop is watched with, and when they are due.
    pub watch: Watch,
}

/// What the step on the screen has come to. Going to a step begins with a new one, so nothing of the
/// step before is left on the screen.
#[derive(Debug)]
pub struct Stage {
    /// The checks of the last thing done here.
    pub checks: Vec<CheckLine>,
    /// What stands in the way.
    pub trouble: Option<Problem>,
    /// When the app tries again by itself.
    pub retry: Retry,
    /// What a look at the shop's administration showed, on the step that leads there.
    pub sign_in: SignInLook,
    /// What only this step has.
    pub own: Own,
}

/// What only one step has.
#[derive(Debug)]
pub enum Own {
    /// This step has nothing of its own.
    Nothing,
    /// *Shop keys*: what was put right in the keys that were pasted last.
    ShopKeys(Vec<KeyNote>),
    /// *Review*.
    Review(Review),
    /// *Hand over*.
    HandOver {
        /// The plugin was given the key and secret before; this is once more, from the panel.
        again: bool,
    },
}

/// What only *Review* has.
#[derive(Debug, Default)]
pub struct Review {
    /// What Meum said before connecting, where that may replace a key and secret in use.
    pub standing: Option<Standing>,
    /// What a look at the chosen address for payment updates showed.
    pub look: WebhookLook,
}

impl Stage {
    /// A step that was just entered.
    pub fn new(step: Step) -> Self {
        let own = match step {
            Step::ShopKeys => Own::ShopKeys(Vec::new()),
            Step::Review => Own::Review(Review::default()),
            Step::HandOver => Own::HandOver { again: false },
            Step::Welcome | Step::YourShop | Step::MeumKey | Step::Panel => Own::Nothing,
        };
        Self { checks: Vec::new(), trouble: None, retry: Retry::default(), sign_in: SignInLook::default(), own }
    }

    /// What *Review* has, while it is on the screen.
    pub fn review(&self) -> Option<&Review> {
        match &self.own {
            Own::Review(review) => Some(review),
            Own::Nothing | Own::ShopKeys(_) | Own::HandOver { .. } => None,
        }
    }

    /// What *Review* has, to change it.
    pub fn review_mut(&mut self) -> Option<&mut Review> {
        match &mut self.own {
            Own::Review(review) => Some(review),
            Own::Nothing | Own::ShopKeys(_) | Own::HandOver { .. } => None,
        }
    }

    /// What was put right in the keys that were pasted last.
    pub fn notes(&self) -> &[KeyNote] {
        match &self.own {
            Own::ShopKeys(notes) => notes,
            Own::Nothing | Own::Review(_) | Own::HandOver { .. } => &[],
        }
    }

    /// Whether the hand-over is done once more, from the panel.
    pub fn hands_again(&self) -> bool {
        matches!(self.own, Own::HandOver { again: true })
    }
}

/// A page over the step; one at a time. But for the last it is gone with the app: nothing has
/// happened yet.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// Before disconnecting: what stops, what stays, and the shop's name to type.
    Disconnect {
        /// What stood in the way of the last press.
        trouble: Option<Problem>,
    },
    /// Before forgetting: what this computer forgets.
    Forget {
        /// What stood in the way of the last press.
        trouble: Option<Problem>,
    },
    /// The extra password in front of a connected shop.
    Unlock {
        /// That the password is asked for, or why the last one did not do.
        trouble: Problem,
    },
    /// After disconnecting. Stays until the merchant goes on from there, also over a restart.
    Ended(Ended),
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

/// A look at the shop's administration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SignInLook {
    /// Nobody has looked.
    #[default]
    NotYet,
    /// The question in flight.
    Asked(Ticket),
    /// Its pages lead to the sign-in, as far as is known.
    Shown,
    /// They lead nowhere, unless the merchant is signed in.
    Hidden,
}

/// A look at the chosen address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WebhookLook {
    /// The question in flight.
    pub asked: Option<Ticket>,
    /// The address it is about.
    pub address: Option<String>,
    /// What it answered to a guest.
    pub way_in: WayIn,
}

/// Secrets that this app's memory has and the password store has not, as far as is known.
#[derive(Debug, Default)]
pub struct Memory {
    /// The merchant chose that what is entered stays until the app closes only.
    pub chosen: bool,
    /// The same was chosen before this start, as far as the notes tell.
    pub was_chosen: bool,
    /// The credentials are here.
    pub issued: bool,
    /// The question that puts the credentials into the password store while other work goes on.
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
            stage: Stage::new(record.step),
            overlay: record.ended.map(Overlay::Ended),
            record,
            observed: Observed::default(),
            on_disk: OnDisk::default(),
            doing: None,
            held: HeldKeys::default(),
            memory: Memory::default(),
            watch: Watch::default(),
        }
    }

    /// The host name for sentences.
    pub fn store(&self) -> Option<String> {
        self.record.found.as_ref().map(|found| found.home.host().to_owned())
    }

    /// Closes the page over the step. Under it is the page of the end, where the shop is at that.
    pub fn close_overlay(&mut self) {
        self.overlay = self.record.ended.map(Overlay::Ended);
    }

    /// Whether the watch waits: its answers would be of a connection that is just being ended, or
    /// would be stored for a shop that is just being forgotten.
    pub fn pauses_watch(&self) -> bool {
        self.doing.as_ref().is_some_and(|doing| matches!(doing.work, Work::Disconnecting | Work::Forgetting))
    }
}
