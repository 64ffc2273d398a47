//! One shop in the running app: its record, and what is under way with it right now, which is gone
//! when the app closes.

use crate::approval::Route;
use crate::checklist::CheckLine;
use crate::history::past::Past;
use crate::language::Language;
use crate::line::{Headline, LineState};
use crate::observed::{Observed, OnDisk};
use crate::plain::PlainText;
use crate::problem::{Problem, ProblemKind};
use crate::record::{Ended, ShopRecord};
use crate::retry::Retry;
use crate::settling::Settling;
use crate::shop_facts::WayIn;
use crate::step::Step;
use crate::store_url::StoreUrl;
use crate::ticket::Ticket;
use crate::time::Timestamp;
use crate::watch::turns::Watch;
use crate::woo_key::{KeyNote, KeyTrouble};
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
    /// Where it stands in the list of shops, and how.
    pub place: Option<Place>,
    /// What happened to it.
    pub past: Past,
    /// What is being done, if anything: one thing at a time.
    pub doing: Option<Doing>,
    /// What the step on the screen has come to.
    pub stage: Stage,
    /// The page that is open over the step.
    pub overlay: Option<Overlay>,
    /// What of the pasted keys is held in memory.
    pub held: HeldKeys,
    /// Secrets that this app's memory has.
    pub memory: Memory,
    /// The questions the shop is watched with, and when they are due.
    pub watch: Watch,
    /// What *Check now* has come to.
    pub recheck: Recheck,
    /// Why Meum could not be switched off in the shop after disconnecting.
    pub switch_off: Option<Problem>,
    /// WordPress refused to switch the Meum plugin on, and nothing was asked of the shop since.
    pub plugin_stays_off: bool,
}

/// Where a shop stands in the list of shops.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The lower, the sooner somebody should look.
    pub urgency: u8,
    /// Its name and host name, in lower case.
    pub label: String,
    /// The headline of its panel, *checking* while that is of a moment ago; `None` while it is being connected.
    pub headline: Option<Headline>,
}

/// What *Check now* on the panel has come to.
#[derive(Debug, Default)]
pub struct Recheck {
    /// When it was pressed, and how the shop stood then, until the answers are there.
    pub before: Option<(Timestamp, Standpoint)>,
    /// When its answers had changed nothing.
    pub still_at: Option<Timestamp>,
}

/// How a shop stands, without the moments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standpoint {
    /// Can shoppers pay?
    pub headline: Headline,
    /// Each line's state, and what is the matter.
    pub lines: Vec<(LineState, Option<ProblemKind>)>,
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
    /// What stood in the way when the merchant had the same thing done once more.
    pub before: Option<ProblemKind>,
    /// When that ended in the same problem.
    pub still_at: Option<Timestamp>,
    /// What a look at the shop's administration showed, on the step that leads there.
    pub sign_in: SignInLook,
    /// The text that was checked last holds a key or a password: the page puts what is kept in its place.
    pub holds_a_secret: bool,
    /// A fingerprint of the text that was no address, to know it by while it stands in the field. The text itself may
    /// be a password.
    pub refused_text: Option<u64>,
    /// What only this step has.
    pub own: Own,
}

/// What only one step has.
#[derive(Debug)]
pub enum Own {
    /// This step has nothing of its own.
    Nothing,
    /// *Shop keys*.
    ShopKeys(Pasted),
    /// *Meum key*.
    MeumKey(PastedMeumKey),
    /// *Review*.
    Review(Review),
    /// *Hand over*.
    HandOver {
        /// The plugin was given the key and secret before; this is once more, from the panel.
        again: bool,
    },
}

/// What only *Shop keys* has.
#[derive(Clone, Debug, Default)]
pub struct Pasted {
    /// What was put right in the keys that were pasted last.
    pub notes: Vec<KeyNote>,
    /// The boxes that hold something else, until something is typed over it.
    pub refused: Vec<KeyTrouble>,
    /// The merchant enters another pair in place of the one that is kept.
    pub renewing: bool,
    /// Whether a browser took the approval page that is waited for, once that is known.
    pub shown: Option<bool>,
    /// By which way its answer comes back.
    pub route: Route,
    /// WordPress made a password that is not used here, or not any more.
    pub left_behind: bool,
}

/// What only *Meum key* has.
#[derive(Clone, Debug, Default)]
pub struct PastedMeumKey {
    /// What the box holds instead of a Meum key, until something is typed over it.
    pub refused: Option<ProblemKind>,
    /// The merchant enters another key in place of the one that is kept.
    pub renewing: bool,
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
            Step::ShopKeys => Own::ShopKeys(Pasted::default()),
            Step::MeumKey => Own::MeumKey(PastedMeumKey::default()),
            Step::Review => Own::Review(Review::default()),
            Step::HandOver => Own::HandOver { again: false },
            Step::Welcome | Step::YourShop | Step::Panel => Own::Nothing,
        };
        Self {
            checks: Vec::new(),
            trouble: None,
            retry: Retry::default(),
            before: None,
            still_at: None,
            sign_in: SignInLook::default(),
            holds_a_secret: false,
            refused_text: None,
            own,
        }
    }

    /// What *Review* has, while it is on the screen.
    pub fn review(&self) -> Option<&Review> {
        match &self.own {
            Own::Review(review) => Some(review),
            Own::Nothing | Own::ShopKeys(_) | Own::MeumKey(_) | Own::HandOver { .. } => None,
        }
    }

    /// What *Review* has, to change it.
    pub fn review_mut(&mut self) -> Option<&mut Review> {
        match &mut self.own {
            Own::Review(review) => Some(review),
            Own::Nothing | Own::ShopKeys(_) | Own::MeumKey(_) | Own::HandOver { .. } => None,
        }
    }

    /// What *Shop keys* has.
    pub fn pasted(&self) -> Pasted {
        match &self.own {
            Own::ShopKeys(pasted) => pasted.clone(),
            Own::Nothing | Own::MeumKey(_) | Own::Review(_) | Own::HandOver { .. } => Pasted::default(),
        }
    }

    /// What *Shop keys* has, to change it, while it is on the screen.
    pub fn pasted_mut(&mut self) -> Option<&mut Pasted> {
        match &mut self.own {
            Own::ShopKeys(pasted) => Some(pasted),
            Own::Nothing | Own::MeumKey(_) | Own::Review(_) | Own::HandOver { .. } => None,
        }
    }

    /// What *Meum key* has.
    pub fn pasted_meum_key(&self) -> PastedMeumKey {
        match &self.own {
            Own::MeumKey(pasted) => pasted.clone(),
            Own::Nothing | Own::ShopKeys(_) | Own::Review(_) | Own::HandOver { .. } => PastedMeumKey::default(),
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
    /// Before a connected shop is taken to have moved.
    Move {
        /// The address it names for its own now.
        to: StoreUrl,
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

/// Secrets that this app's memory has, and the password store may not have.
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
    /// The password store has said that it keeps the credentials, and has not proved it yet.
    pub settling: Option<Settling>,
}

impl Memory {
    /// The password store has just said that it keeps the credentials.
    pub fn is_kept(&mut self, now: Timestamp) {
        self.issued = false;
        self.settling = Some(Settling::since(now));
    }

    /// The password store has not taken the credentials: they are here, and nowhere else.
    pub fn is_only_here(&mut self) {
        self.issued = true;
        self.settling = None;
    }
}

/// What the shell's memory holds of the keys that were pasted, until they have passed and are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeldKeys {
    /// The last seven characters of the consumer key.
    pub ending: Option<String>,
    /// Whether a consumer secret is held.
    pub secret: bool,
    /// When an approval brought the application password that is held, and is the one to check.
    pub approved: Option<Timestamp>,
    /// The first twelve characters of the Meum connection key.
    pub meum_prefix: Option<String>,
}

impl HeldKeys {
    /// Whether one half of a key pair is held, or both.
    pub fn has_of_pair(&self) -> bool {
        self.ending.is_some() || self.secret
    }

    /// The pair has passed, or belongs to another shop.
    pub fn forget_pair(&mut self) {
        (self.ending, self.secret, self.approved) = (None, false, None);
    }
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
            place: None,
            past: Past::default(),
            doing: None,
            held: HeldKeys::default(),
            memory: Memory::default(),
            watch: Watch::default(),
            recheck: Recheck::default(),
            switch_off: None,
            plugin_stays_off: false,
        }
    }

    /// The language of the shop's administration, as it told last. The practice shop has no administration.
    pub fn language(&self) -> Option<Language> {
        let seen = self.observed.sight.as_ref().and_then(|seen| seen.what.language);
        let known = || self.record.keys.as_ref()?.language;
        seen.or_else(known).filter(|_| !self.record.practice)
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
        self.doing
            .as_ref()
            .is_some_and(|doing| matches!(doing.work, Work::Disconnecting | Work::RevokingPassword | Work::Forgetting))
    }
}
