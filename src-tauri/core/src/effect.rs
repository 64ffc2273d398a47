//! What the core asks of the world. Effects are performed in the order given, each by exactly one
//! adapter; a question answers with an event that carries its ticket.

use crate::alarms::{Notification, Subject};
use crate::approval::{ApprovalPage, Route};
use crate::credential::Credential;
use crate::extra_password::ExtraPassword;
use crate::history::{Absence, Period};
use crate::meum_facts::ConnectRequest;
use crate::meum_key::MeumKey;
use crate::observed::Observed;
use crate::preferences::Preferences;
use crate::record::{ShopId, ShopRecord};
use crate::saving::SavedAs;
use crate::scenario::Scenario;
use crate::shop_facts::{FoundShop, SignIn};
use crate::store_url::StoreUrl;
use crate::ticket::Ticket;
use crate::time::Timestamp;
use crate::webhook::WebhookQuestion;
use crate::woo_key::{ConsumerKey, ConsumerSecret};
use crate::zoom::Zoom;
use serde::{Deserialize, Serialize};

/// One thing to do.
#[derive(Debug)]
pub enum Effect {
    /// Store or remove something; done before the next effect begins.
    Keep(Keep),
    /// Ask the world about a shop.
    Ask {
        /// For the answer.
        ticket: Ticket,
        /// About which shop.
        shop: ShopId,
        /// What.
        question: Question,
    },
    /// Hold what was pasted in memory, until it has passed or the app closes.
    Hold(ShopId, Held),
    /// Stop working on a question; its answer would be ignored anyway.
    Cancel(Ticket),
    /// Run the practice servers, or stop them.
    Practise(Practise),
    /// Ask the desktop.
    Desktop(Desktop),
}

/// Something pasted that is whole, and waits for the rest.
#[derive(Debug)]
pub enum Held {
    /// The consumer key.
    Key(ConsumerKey),
    /// The consumer secret.
    Secret(ConsumerSecret),
    /// The Meum connection key.
    MeumKey(MeumKey),
}

/// Something stored or removed.
#[derive(Debug)]
pub enum Keep {
    /// Read everything stored.
    Load,
    /// Store a shop, and with it what was observed of it, if that is not stored as it is.
    Shop(Box<ShopRecord>, Option<Box<Observed>>),
    /// Store what was observed of a shop. Nothing waits for it: losing it costs a question.
    Observed(ShopId, Box<Observed>),
    /// Store periods of a shop's history, or what has become of them. Nothing waits for it.
    History(ShopId, Vec<Period>),
    /// Store that nobody looked at any shop for a while.
    Absence(Absence),
    /// Read what is stored of a shop's history.
    Recall {
        /// The shop.
        shop: ShopId,
        /// What ended before is left out.
        since: Timestamp,
    },
    /// Remove what happened before this moment.
    PruneHistory(Timestamp),
    /// Store which shop is on the screen and what the practice world imitates.
    Settings(Settings),
    /// Remove a shop from this computer, its secrets included.
    Forget(ShopId),
    /// Remove the Meum connection key once it has done its work.
    ForgetMeumKey(ShopId),
    /// The end of a connect is stored with its shop; its journal entry is closed.
    CloseConnect(ShopId),
    /// Keep what the merchant enters for this shop in memory only from now on, until the app closes.
    SecretsUntilClosed(ShopId),
}

/// A question about a shop.
#[derive(Debug)]
pub enum Question {
    /// Look for the shop at an address; an extra password that passes is kept.
    FindShop {
        /// The address.
        address: StoreUrl,
        /// The extra password in front of it.
        extra: Extra,
    },
    /// Check a key pair against the shop; keep it in the password store if it passes.
    CheckKeys {
        /// The shop they are for.
        found: Box<FoundShop>,
        /// The key just typed; `None` means the one held.
        key: Option<ConsumerKey>,
        /// The secret just typed; `None` means the one held.
        secret: Option<ConsumerSecret>,
        /// Check the application password that an approval brought, in the place of a pair.
        approved: bool,
    },
    /// Wait until the merchant has answered WordPress's approval page, which is opened in the browser. What is approved
    /// is held in memory.
    Approve {
        /// The page.
        page: ApprovalPage,
        /// WordPress's own address, as its answer names it.
        site: StoreUrl,
        /// By which way the answer comes back.
        route: Route,
    },
    /// Keep a Meum key in the password store; `None` means the one held.
    KeepMeumKey(Option<MeumKey>),
    /// Connect: journal, one request, credentials into the password store, journal closed.
    Connect(Box<ConnectRequest>),
    /// After a start: find out whether the credentials of an unfinished connect were kept.
    RecoverConnect {
        /// Everything of the shop was to stay in memory only: a password store that is not to be
        /// had has nothing of it.
        memory_only: bool,
    },
    /// Put the credentials, held in memory so far, into the password store.
    KeepCredentials {
        /// The connect they came from: those of an earlier one do not work any more.
        at: Timestamp,
    },
    /// Look whether the password store really has the credentials that it said it keeps, and put them
    /// there once more if it does not.
    MakeSureOfCredentials,
    /// Write the new key and secret into the plugin and read them back.
    HandOver {
        /// Where the shop is.
        found: Box<FoundShop>,
        /// Its own address as Meum was sent it: the credentials are for no other shop.
        home: StoreUrl,
        /// How it takes keys.
        sign_in: SignIn,
        /// Also switch the payment method on at checkout.
        switch_on: bool,
    },
    /// Ask Meum for the status.
    Status(StatusKey),
    /// Look at the shop with its keys.
    Look {
        /// Where the shop is.
        found: Box<FoundShop>,
        /// How it takes keys.
        sign_in: SignIn,
        /// Where payment updates go, if that may be looked at.
        webhook: Option<WebhookQuestion>,
        /// Also whether shoppers get in.
        shoppers: bool,
    },
    /// Disconnect from Meum: one request, with the key Meum issued for this shop.
    Disconnect,
    /// Switch Meum's payment method off at checkout, in the shop that was disconnected.
    SwitchOff {
        /// Where the shop is.
        found: Box<FoundShop>,
        /// How it takes keys.
        sign_in: SignIn,
    },
    /// Switch the Meum plugin on in the shop, and change nothing else there. It takes an application password.
    SwitchPluginOn {
        /// Where the shop is.
        found: Box<FoundShop>,
    },
    /// Delete the application password in WordPress that is kept for the shop.
    RevokePassword {
        /// Where the shop is.
        found: Box<FoundShop>,
    },
    /// Remove the credentials from the password store.
    ForgetCredentials,
    /// Remove the shop from this computer: first its secrets, then its notes.
    Forget {
        /// Whether the password store holds any of its secrets, as far as is known.
        kept: bool,
    },
    /// Look whether the pages that a button opens lead to the sign-in; asked without any key.
    LookAtSignIn(StoreUrl),
    /// Look whether guests get in at the address for payment updates; asked without any key.
    LookAtWebhook(WebhookQuestion),
}

/// Which extra password to try.
#[derive(Debug)]
pub enum Extra {
    /// The one held in memory, if there is one: none is known to be kept.
    Held,
    /// The one held, or else the one in the password store.
    Kept,
    /// The one just typed.
    Typed(ExtraPassword),
}

/// The key a status question is asked with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusKey {
    /// The key Meum issued for this shop.
    Dedicated,
    /// The connection key, before connecting.
    Connection,
    /// After a lost answer: the connection key, or, where it is refused or gone, the key that Meum
    /// issued for this shop before.
    Any,
}

/// What the practice servers shall do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Practise {
    /// Run, unless they do.
    Start {
        /// What to imitate.
        scenario: Scenario,
        /// Whether Meum was switched on in the practice shop: it remembers nothing itself.
        switched_on: bool,
    },
    /// Imitate this.
    Imitate(Scenario),
    /// Stop.
    Stop,
}

/// What the desktop shall do.
#[derive(Debug)]
pub enum Desktop {
    /// Open a page in the browser.
    Open {
        /// The page; one the core built itself.
        address: String,
        /// Whether it is a page of the practice shop.
        practice: bool,
    },
    /// Open the approval page of this request once more.
    OpenApproval(Ticket),
    /// Put the address of that page on the clipboard. Nobody but the shell knows it: it has the request's state in it.
    CopyApproval(Ticket),
    /// Open the folder of the log.
    OpenLog,
    /// Save the report of the shop on the screen.
    SaveReport(SavedAs),
    /// Show the file that was saved last.
    ShowSaved,
    /// Put a page's address on the clipboard.
    CopyPage {
        /// The page; one the core built itself.
        address: String,
        /// Whether it is a page of the practice shop.
        practice: bool,
    },
    /// Put a note on the clipboard; it holds no secret.
    CopyNote(String),
    /// Put a credential on the clipboard; it is cleared after a minute.
    Copy {
        /// Which shop's.
        shop: ShopId,
        /// Which one.
        credential: Credential,
    },
    /// Draw the page in this size.
    Zoom(Zoom),
    /// Let a screen reader say this; it holds no secret.
    Say(String),
    /// Show a notification, in the place of the last one about the same.
    Notify(Box<Notification>),
    /// Take the notification about this off the desktop.
    Withdraw(Subject),
    /// Bring the window to the front.
    ComeToFront,
    /// Close the window, which ends the app.
    Close,
    /// Close the window, and watch on without it.
    GoBehind,
    /// Let the watch start when the merchant logs in, or not any more.
    StartAtLogin(bool),
    /// Look whether the watch does start then, as it should.
    LookAtLoginEntry,
}

/// What is stored of the app as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The shop on the screen.
    pub current: Option<ShopId>,
    /// What the practice world imitates.
    pub scenario: Scenario,
    /// How large the page is drawn.
    pub zoom: Zoom,
    /// What the merchant wants of the app itself.
    pub preferences: Preferences,
    /// Until when Meum asked not to be asked, of whichever real shop: it is one host for all of them. It
    /// outlives a shop that is forgotten.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meum_pause: Option<Timestamp>,
}
