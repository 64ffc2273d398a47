//! Everything that can happen, as a closed list. An event that does not fit the state it meets
//! changes nothing.

use crate::alarms::Subject;
use crate::check::{Check, CheckState};
use crate::effect::Settings;
use crate::faculties::{Ability, Faculty};
use crate::history::{Absence, History, Period};
use crate::intent::Intent;
use crate::kept::{Kept, Settled};
use crate::last_time::LastTime;
use crate::meum_facts::{ConnectOutcome, Ending, PendingMeumKey, StatusFacts};
use crate::observed::Observed;
use crate::problem::Problem;
use crate::record::{ShopId, ShopRecord};
use crate::saving::Saved;
use crate::shop_facts::{Delivery, FoundShop, KeyFacts, ShopSight, WayIn};
use crate::ticket::Ticket;
use crate::time::LocalOffset;
use std::collections::BTreeMap;

/// Something that happened.
#[derive(Debug)]
pub enum Event {
    /// What was stored has been read, or could not be.
    Loaded(Result<Box<Loaded>, Problem>),
    /// The merchant asked for something.
    Asked(Intent),
    /// Time has passed; something may be due.
    Tick,
    /// The computer slept, or the clock jumped: what was learnt before may not be so any more.
    Woke,
    /// The window came to the front, or left it.
    Focused(bool),
    /// The merchant closes the window.
    CloseAsked,
    /// What was left of the last time has been looked at.
    LastTime(LastTime),
    /// The merchant ends the app, also where it would watch on without its window.
    QuitAsked,
    /// A window starts, and an app without one is asked for its place.
    RoomAsked,
    /// The merchant has every shop checked.
    CheckAll,
    /// Storing failed; what is on the screen is not on the disk.
    SaveFailed(Problem),
    /// The practice servers run, or could not be started.
    PracticeStarted(Result<(), Problem>),
    /// A check on the way has a new state.
    Checked {
        /// The question it belongs to.
        ticket: Ticket,
        /// Which check.
        check: Check,
        /// Its state.
        state: CheckState,
        /// How long it took, in milliseconds, once it is over.
        millis: Option<u32>,
    },
    /// The search for the shop is over.
    ShopFound {
        /// The question.
        ticket: Ticket,
        /// The shop, or why not.
        result: Result<Box<FoundShop>, Problem>,
    },
    /// The key check is over; a pair that passed is kept already.
    KeysChecked {
        /// The question.
        ticket: Ticket,
        /// What was learnt, or why not.
        result: Result<Box<KeyFacts>, Problem>,
    },
    /// A request for approval waits for its answer, and its page was given to the browser.
    ApprovalOpened {
        /// The question.
        ticket: Ticket,
        /// Whether a browser took it, as far as the desktop says.
        shown: bool,
    },
    /// The approval page was answered. An application password that came is held in memory.
    Approved {
        /// The question.
        ticket: Ticket,
        /// Why nothing is held.
        result: Result<(), Problem>,
    },
    /// Something that no request waits for came by the way that answers come.
    ApprovalStray {
        /// Whether it answers the last request that was answered once more.
        twice: bool,
    },
    /// In practice, the rest of the time that a request may wait is skipped.
    ApprovalSkipped {
        /// The question.
        ticket: Ticket,
    },
    /// The Meum key is kept, or could not be.
    MeumKeyKept {
        /// The question.
        ticket: Ticket,
        /// The key's prefix and time, or why not.
        result: Result<PendingMeumKey, Problem>,
    },
    /// The connect call is over, or an unfinished one was looked into.
    ConnectEnded {
        /// The question.
        ticket: Ticket,
        /// How.
        outcome: ConnectOutcome,
    },
    /// What Meum issued is kept, or still only in memory.
    CredentialsKept {
        /// The question.
        ticket: Ticket,
        /// Where, or why not.
        result: Result<Kept, Problem>,
    },
    /// The password store was asked once more for what Meum issued.
    CredentialsSettled {
        /// The question.
        ticket: Ticket,
        /// Whether it has it, or why it neither has nor takes it.
        result: Result<Settled, Problem>,
    },
    /// Handing over is done, or failed.
    HandedOver {
        /// The question.
        ticket: Ticket,
        /// What the shop holds now, or why not.
        result: Result<Delivery, Problem>,
    },
    /// Meum's status came, or could not be had.
    StatusCame {
        /// The question.
        ticket: Ticket,
        /// The status, or why not.
        result: Result<Box<StatusFacts>, Problem>,
    },
    /// The shop was looked at, or could not be.
    ShopSeen {
        /// The question.
        ticket: Ticket,
        /// What was seen, or why not.
        result: Result<Box<ShopSight>, Problem>,
    },
    /// The administration was looked at before a button leads there.
    SignInSeen {
        /// The question.
        ticket: Ticket,
        /// Whether its pages lead nowhere unless the merchant is signed in.
        hidden: bool,
    },
    /// The address for payment updates was looked at before connecting.
    WebhookSeen {
        /// The question.
        ticket: Ticket,
        /// What it answered to a guest.
        way_in: WayIn,
    },
    /// What is stored of a shop's history was read; nothing, where it could not be.
    Recalled {
        /// The shop.
        shop: ShopId,
        /// What happened.
        history: Box<History>,
    },
    /// A part of the history could not be stored.
    HistoryNotStored {
        /// What.
        what: Unstored,
        /// Another program has it locked, which passes.
        passes: bool,
    },
    /// After that, some of it was stored again.
    HistoryStored,
    /// This address was given to the browser. Whether a window comes, nobody says.
    Opening(String),
    /// How far this computer's time is from UTC, as of now.
    LocalTime(LocalOffset),
    /// The merchant opened a notification.
    NotificationOpened(Subject),
    /// What starts the watch at login is not there any more, or is switched off there.
    LoginEntryGone,
    /// It was found out whether this desktop can do something.
    DesktopCan(Faculty, Ability),
    /// What was asked for is on the clipboard.
    Copied,
    /// The report was saved, or could not be.
    ReportSaved(Result<Saved, Problem>),
    /// The desktop could not do what it was asked (open a page, use the clipboard).
    DesktopFailed(Problem),
    /// Disconnecting is over, or failed.
    Disconnected {
        /// The question.
        ticket: Ticket,
        /// How the connection ended, or why not.
        result: Result<Ending, Problem>,
    },
    /// Meum's payment method is switched off in the shop, or could not be.
    SwitchedOff {
        /// The question.
        ticket: Ticket,
        /// Why not.
        result: Result<(), Problem>,
    },
    /// The Meum plugin is switched on in the shop, or could not be.
    PluginSwitchedOn {
        /// The question.
        ticket: Ticket,
        /// Why not.
        result: Result<(), Problem>,
    },
    /// The application password is deleted in WordPress, or could not be.
    PasswordRevoked {
        /// The question.
        ticket: Ticket,
        /// Why not.
        result: Result<(), Problem>,
    },
    /// What Meum had issued is removed from this computer, or could not be.
    CredentialsForgotten {
        /// The question.
        ticket: Ticket,
        /// Why not.
        result: Result<(), Problem>,
    },
    /// The shop is removed from this computer, or could not be.
    Forgotten {
        /// The question.
        ticket: Ticket,
        /// Why not.
        result: Result<(), Problem>,
    },
}

/// A part of the history that could not be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unstored {
    /// Periods of a shop.
    Periods(ShopId, Vec<Period>),
    /// A time in which nobody looked.
    Absence(Absence),
}

/// What was stored when the app last ran.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Every shop.
    pub shops: Vec<ShopRecord>,
    /// What was observed of them.
    pub observed: BTreeMap<ShopId, Observed>,
    /// The latest period of each line of a shop's panel.
    pub periods: BTreeMap<ShopId, Vec<Period>>,
    /// What is stored beside them.
    pub settings: Settings,
    /// Shops whose connect was begun and never seen to end.
    pub unfinished: Vec<ShopId>,
    /// A line for support about each shop whose notes cannot be read; they are left as they are.
    pub unreadable: Vec<String>,
    /// The notes were damaged, and are set aside; this is what was kept of them. A line for support.
    pub damaged: Option<String>,
    /// Where damaged notes that were set aside are on the disk, at this start or an earlier one.
    pub aside: Option<String>,
}
