//! What the core asks of the world. Effects are performed in the order given, each by exactly one
//! adapter; those with a ticket answer with an event that carries it.

use crate::intent::{Credential, Scenario};
use crate::meum_facts::ConnectRequest;
use crate::meum_key::MeumKey;
use crate::shop::{ShopId, ShopRecord};
use crate::shop_facts::FoundShop;
use crate::store_url::StoreUrl;
use crate::ticket::Ticket;
use crate::woo_key::{ConsumerKey, ConsumerSecret};

/// One thing to do.
#[derive(Debug)]
pub enum Effect {
    /// Read everything stored.
    Load,
    /// Store a shop.
    Save(Box<ShopRecord>),
    /// Store which shop is on the screen and what the practice world imitates.
    SaveSettings(Settings),
    /// Remove a shop from this computer, its secrets included.
    Forget(ShopId),
    /// Remove the Meum connection key once it has done its work.
    ForgetMeumKey(ShopId),
    /// Start the practice servers, unless they run.
    StartPractice(Scenario),
    /// Tell the practice servers what to imitate.
    SetScenario(Scenario),
    /// Stop the practice servers.
    StopPractice,
    /// Keep secrets in memory only from now on, until the app closes.
    KeepUntilClosed,
    /// Look for the shop at an address.
    FindShop {
        /// For the answer.
        ticket: Ticket,
        /// Which world it lives in.
        shop: ShopId,
        /// Where to look.
        address: StoreUrl,
    },
    /// Check a key pair against the shop; keep it in the password store if it passes.
    CheckKeys {
        /// For the answer.
        ticket: Ticket,
        /// Whose keys.
        shop: ShopId,
        /// The shop they are for.
        found: Box<FoundShop>,
        /// The key just typed; `None` means the one held.
        key: Option<ConsumerKey>,
        /// The secret just typed; `None` means the one held.
        secret: Option<ConsumerSecret>,
    },
    /// Keep a Meum key in the password store.
    KeepMeumKey {
        /// For the answer.
        ticket: Ticket,
        /// Whose key.
        shop: ShopId,
        /// The key just typed; `None` means the one held.
        key: Option<MeumKey>,
    },
    /// Connect: journal, one request, credentials into the password store, journal closed.
    Connect {
        /// For the answer.
        ticket: Ticket,
        /// Which shop.
        shop: ShopId,
        /// What to send.
        request: ConnectRequest,
    },
    /// The end of a connect is stored with its shop; its journal entry is closed.
    CloseConnect(ShopId),
    /// After a start: find out whether the credentials of an unfinished connect were kept.
    RecoverConnect {
        /// For the answer.
        ticket: Ticket,
        /// Which shop.
        shop: ShopId,
    },
    /// Write the new key and secret into the plugin and read them back.
    HandOver {
        /// For the answer.
        ticket: Ticket,
        /// Which shop.
        shop: ShopId,
        /// Where it is.
        found: Box<FoundShop>,
        /// Also switch the payment method on at checkout.
        switch_on: bool,
    },
    /// Put a credential on the clipboard; it is cleared after a minute.
    Copy {
        /// Which shop's.
        shop: ShopId,
        /// Which one.
        credential: Credential,
    },
    /// Ask Meum for the status.
    AskStatus {
        /// For the answer.
        ticket: Ticket,
        /// Which shop.
        shop: ShopId,
        /// With which key.
        with: StatusKey,
    },
    /// Look at the shop with its keys.
    LookAtShop {
        /// For the answer.
        ticket: Ticket,
        /// Which shop.
        shop: ShopId,
        /// Where it is.
        found: Box<FoundShop>,
    },
    /// Stop working on a question; its answer would be ignored anyway.
    Cancel(Ticket),
    /// Open a page in the browser.
    Open {
        /// The page; one the core built itself.
        address: String,
        /// Whether it is a page of the practice shop.
        practice: bool,
    },
}

/// The key a status question is asked with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusKey {
    /// The key Meum issued for this shop.
    Dedicated,
    /// The connection key, after a lost answer.
    Connection,
}

/// What is stored beside the shops.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The shop on the screen.
    pub current: Option<ShopId>,
    /// What the practice world imitates.
    pub scenario: Scenario,
}
