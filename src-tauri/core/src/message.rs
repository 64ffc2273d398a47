//! A sentence before it is one: the name of a message, and what it is about.
//!
//! The core chooses the message. The page and the terminal look its text up in
//! `ui/messages/*.json` and format what it is about: dates, lengths of time and numbers belong to
//! the reader's language and stay out of the core.

use crate::plain::PlainText;
use crate::time::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// The name of a message in `ui/messages/*.json`. Only the tables of the core make one
/// ([`crate::problem::ProblemKind::texts`] and [`crate::words::keys`]), and a test holds them
/// against the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[ts(rename = "MessageKey")]
pub struct Key(&'static str);

impl Key {
    /// The key of this name.
    pub(crate) const fn new(name: &'static str) -> Self {
        Self(name)
    }

    /// Its name in the files.
    pub const fn name(self) -> &'static str {
        self.0
    }

    /// The message of this name with nothing to put in.
    pub fn alone(self) -> Message {
        Message { key: self, args: Args::new() }
    }

    /// The message of this name with one thing to put in.
    pub fn with(self, slot: Slot, arg: Arg) -> Message {
        self.alone().and(slot, arg)
    }
}

/// Declares the places a text may leave open, with what stands there while nothing is known.
macro_rules! slots {
    ($( $(#[$doc:meta])* $name:ident $open:literal $stand_in:expr; )*) => {
        /// A place that a text leaves open: `{store}` is [`Slot::Store`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
        #[serde(rename_all = "camelCase")]
        pub enum Slot { $( $(#[$doc])* $name, )* }

        impl Slot {
            /// Every slot.
            pub const ALL: &'static [Self] = &[ $( Self::$name, )* ];

            /// How a text writes it, without the braces.
            pub const fn name(self) -> &'static str {
                match self { $( Self::$name => $open, )* }
            }

            /// The message that fills it while nothing is known; `None` leaves it empty.
            pub const fn stand_in(self) -> Option<Key> {
                match self { $( Self::$name => $stand_in, )* }
            }
        }
    };
}

const EMPTY: Option<Key> = None;
#[allow(clippy::unnecessary_wraps, reason = "a row says this or `EMPTY`")]
const fn says(name: &'static str) -> Option<Key> {
    Some(Key::new(name))
}

slots! {
    /// The shop's host name.
    Store "store" says("your_shop");
    /// Another host, product or platform that answered.
    Other "other" says("other_website");
    /// The other party in brackets.
    Named "named" EMPTY;
    /// The address to use instead.
    Instead "instead" says("other_instead");
    /// What was sent, where something else came back.
    Sent "sent" says("other_sent");
    /// What to do in the plugin that keeps guests out.
    Setting "setting" says("setting_unknown");
    /// The consumer key, by its ending.
    Key "key" says("this_key");
    /// The user whose application password it is.
    User "user" EMPTY;
    /// How many characters a key has, as part of a sentence.
    Counted "counted" EMPTY;
    /// The HTTP status, in brackets.
    Status "status" EMPTY;
    /// How long to wait.
    Wait "wait" says("a_minute");
    /// How far a clock is off.
    Off "off" says("off_unknown");
    /// The day, as part of a sentence.
    On "on" EMPTY;
    /// The shop's name, or its host name.
    Shop "shop" says("your_shop");
    /// What is the matter, as a sentence without its stop.
    What "what" EMPTY;
    /// A number.
    Count "count" EMPTY;
    /// The last characters of a key.
    Ending "ending" EMPTY;
    /// The first characters of a key.
    Beginning "beginning" EMPTY;
    /// A day.
    Day "day" EMPTY;
    /// A moment.
    Moment "moment" EMPTY;
    /// An address.
    Address "address" EMPTY;
    /// A technical line.
    Line "line" EMPTY;
    /// A stable code.
    Code "code" EMPTY;
    /// The app's version.
    Version "version" EMPTY;
    /// The address that Meum names.
    Site "site" EMPTY;
    /// The shop's own address.
    Home "home" EMPTY;
    /// How a shop stands, as part of a sentence.
    Standing "standing" EMPTY;
}

/// What fills a slot. The reader's language decides how it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Arg {
    /// As it is: a name, an address, a line. It is never translated and never gets a capital.
    Text(String),
    /// Another message, as part of this one.
    Message(Message),
    /// A number.
    Count(u32),
    /// A day: "2 March 2026".
    Day(Timestamp),
    /// A moment as short as it stays clear: "09:02".
    Moment(Timestamp),
    /// A moment with its distance from UTC, for support: "2 Mar 2026 09:02 UTC+2".
    Exact(Timestamp),
    /// A time to wait, in seconds: "a minute", "12 seconds".
    Wait(u32),
    /// A length of time, in seconds: "3 hours 12 minutes".
    Length(u32),
    /// The app's version.
    Version,
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&PlainText> for Arg {
    fn from(text: &PlainText) -> Self {
        Self::from(text.as_str())
    }
}

/// What a text is about. A slot that is missing has its stand-in.
pub type Args = BTreeMap<Slot, Arg>;

/// A message and what it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Message {
    /// Its name.
    pub key: Key,
    /// What fills its slots.
    pub args: Args,
}

impl Message {
    /// The same message with one slot filled.
    #[must_use]
    pub fn and(mut self, slot: Slot, arg: Arg) -> Self {
        self.args.insert(slot, arg);
        self
    }
}

/// An address as people read it, without its scheme and last slash: "corner-shop.com/shop".
pub fn short(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.trim_end_matches('/')
}
