//! The whole of the app's state, and what can be asked of it.

use super::bell::Bell;
use super::parting::{Parting, Role};
use super::shops::Shops;
use super::stake::AtStake;
use crate::asking::Context;
use crate::effect::{Effect, Keep, Practise, Settings};
use crate::faculties::DesktopCan;
use crate::history::Absence;
use crate::language::Language;
use crate::last_time::LastTime;
use crate::plain::PlainText;
use crate::practice::Notebook;
use crate::problem::Problem;
use crate::record::ShopId;
use crate::saving::{Saved, SavedAs};
use crate::shop::Shop;
use crate::shop_facts::KnownBy;
use crate::ticket::{Ticket, TicketCounter};
use crate::time::{LocalOffset, Timestamp};
use crate::training::Training;
use serde::Serialize;
use ts_rs::TS;

/// What the shell tells the core once, at the start.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The app's version.
    pub version: String,
    /// The operating system, for support.
    pub system: String,
    /// The computer's language, or English where the app does not speak it.
    pub language: Language,
    /// The practice shop's address and keys.
    pub notebook: Notebook,
    /// Where Meum is, if a start setting says that it is elsewhere than usual. It is on every screen: a
    /// setting that somebody else has planted would collect keys.
    pub meum_at: Option<PlainText>,
}

/// Where the app as a whole stands.
#[derive(Debug)]
pub enum Lifecycle {
    /// What is stored is being read.
    Starting,
    /// It could not be read, or a start setting is refused: nothing else is done.
    Stuck(Box<Problem>),
    /// Running.
    Running,
}

/// A page of the app's own, not of one shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// *Settings*.
    Settings,
}

/// Whether the report for support is on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Report {
    /// It is not.
    Away,
    /// It is, over whatever else there is.
    Shown,
}

/// The shop of an app that cannot start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Whose {
    /// Its whole address.
    pub address: Option<String>,
    /// The reference of its installation.
    pub reference: String,
}

/// The whole of the app's state.
#[derive(Debug)]
pub struct App {
    pub(crate) about: About,
    /// Whose app this is, where it cannot start and its notes can be read all the same.
    pub(crate) whose: Option<Whose>,
    pub(crate) lifecycle: Lifecycle,
    pub(crate) shops: Shops,
    pub(crate) settings: Settings,
    pub(crate) in_front: bool,
    /// What this desktop can do.
    pub(crate) can: DesktopCan,
    /// How far this computer's time is from UTC.
    pub(crate) offset: LocalOffset,
    /// What is to be told, and what was.
    pub(super) bell: Bell,
    /// The app's own page over whatever else would be on the screen.
    pub(crate) page: Option<Page>,
    /// Support training, while its page is open over everything else.
    pub(crate) training: Option<Training>,
    /// Whether the report for support is on the screen.
    pub(crate) report: Report,
    /// The form in which it is being saved.
    pub(crate) saving: Option<SavedAs>,
    /// The file that it was saved as.
    pub(crate) saved: Option<Saved>,
    /// The moment of the last event, which the view is of.
    pub(crate) now: Timestamp,
    /// What the list of shops is narrowed to.
    pub(crate) search: String,
    /// When old history was let go of last.
    pub(super) tidied_at: Option<Timestamp>,
    /// Where damaged notes that were set aside are on the disk.
    pub(crate) aside: Option<PlainText>,
    /// Since when the history cannot be stored.
    pub(crate) history_gap: Option<Timestamp>,
    /// Times in which nobody looked that are to be stored once it can.
    pub(super) unstored: Vec<Absence>,
    pub(crate) notice: Option<Problem>,
    /// What was left of the last time.
    pub(crate) last_time: LastTime,
    /// The page that a button has just opened.
    pub(crate) opening: Option<Opening>,
    pub(crate) rev: u64,
    pub(crate) heard: u64,
    pub(crate) copied: u64,
    pub(crate) stopped: u64,
    /// Something was asked for, and its outcome is not on the screen yet.
    pub(super) awaited: bool,
    /// The practice world did not start: the next press starts it once more.
    pub(super) practice_down: bool,
    /// What was at stake when the merchant closed the window, which is open still.
    pub(crate) closing: Option<AtStake>,
    /// What the end of the window means for the watch.
    pub(crate) parting: Parting,
    /// Whether this app has a window.
    pub(super) role: Role,
    pub(super) tickets: TicketCounter,
}

/// A page that a button has just opened. Whether a browser came, nobody tells the app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Opening {
    /// Its address.
    pub address: String,
    /// When it was given to the browser.
    pub at: Timestamp,
}

impl App {
    /// The app before anything has happened, and the first thing to do.
    pub fn new(about: About) -> (Self, Vec<Effect>) {
        let app = Self {
            about,
            whose: None,
            lifecycle: Lifecycle::Starting,
            shops: Shops::default(),
            settings: Settings::default(),
            in_front: true,
            can: DesktopCan::default(),
            offset: LocalOffset::default(),
            bell: Bell::default(),
            page: None,
            training: None,
            report: Report::Away,
            saving: None,
            saved: None,
            now: Timestamp(0),
            search: String::new(),
            tidied_at: None,
            aside: None,
            history_gap: None,
            unstored: Vec::new(),
            notice: None,
            last_time: LastTime::default(),
            opening: None,
            rev: 0,
            heard: 0,
            copied: 0,
            stopped: 0,
            awaited: false,
            practice_down: false,
            closing: None,
            parting: Parting::default(),
            role: Role::default(),
            tickets: TicketCounter::default(),
        };
        (app, vec![Effect::Keep(Keep::Load)])
    }

    /// An app that has no window and only watches, and the first thing to do.
    pub fn without_window(about: About) -> (Self, Vec<Effect>) {
        let (mut app, first) = Self::new(about);
        app.role = Role::Watch;
        app.in_front = false;
        (app, first)
    }

    /// The app that cannot start, for instance because a start setting is refused. Its notes can be read into it, to
    /// say whose it is, and its pictures bear this moment.
    pub fn stuck(about: About, problem: Problem, now: Timestamp) -> Self {
        let (mut app, _) = Self::new(about);
        app.now = now;
        app.lifecycle = Lifecycle::Stuck(Box::new(problem));
        app
    }

    /// Whether a shop lives in the practice world; `None` for a shop that nobody knows, which lives in no
    /// world.
    pub fn is_practice(&self, id: &ShopId) -> Option<bool> {
        self.shops.get(id).map(|shop| shop.record.practice)
    }

    /// The moment of the connection that a shop's record has: which connect it came from.
    pub fn connected_at(&self, id: &ShopId) -> Option<Timestamp> {
        self.shops.get(id)?.record.connection.as_ref().map(|connection| connection.at)
    }

    /// By what the shop keys that a shop's record describes are known.
    pub fn keys_known_by(&self, id: &ShopId) -> Option<KnownBy> {
        self.shops.get(id)?.record.keys.as_ref().map(|keys| keys.known_by.clone())
    }

    /// How the Meum connection key begins that a shop's record describes.
    pub fn meum_key_prefix(&self, id: &ShopId) -> Option<String> {
        self.shops.get(id)?.record.meum_key.as_ref().map(|key| key.prefix.clone())
    }

    /// The shop on the screen.
    pub fn current(&self) -> Option<&Shop> {
        self.settings.current.as_ref().and_then(|id| self.shops.get(id))
    }

    /// A shop, whether or not it is on the screen.
    pub fn shop(&self, id: &ShopId) -> Option<&Shop> {
        self.shops.get(id)
    }

    /// The shop on the screen, to change.
    pub(super) fn touch_current(&mut self) -> Option<&mut Shop> {
        self.shops.touch(self.settings.current.as_ref()?)
    }

    /// The shop whose wizard waits for this ticket, if any still does.
    pub(super) fn waiting_for<'a>(
        &'a mut self,
        ticket: Ticket,
        now: Timestamp,
        effects: &'a mut Vec<Effect>,
    ) -> Option<(&'a mut Shop, Context<'a>)> {
        let waits = |shop: &Shop| {
            shop.memory.keeping == Some(ticket) || shop.doing.as_ref().is_some_and(|doing| doing.ticket == ticket)
        };
        let shop = self.shops.touch_first(waits)?;
        Some((shop, Context { now, tickets: &mut self.tickets, effects, notebook: &self.about.notebook }))
    }

    /// Starts the practice world for the shop on the screen.
    pub(super) fn start_practice(&self) -> Effect {
        let switched_on = self.current().is_some_and(|shop| shop.record.hand_over().is_switched_on());
        Effect::Practise(Practise::Start { scenario: self.settings.scenario, switched_on })
    }
}
