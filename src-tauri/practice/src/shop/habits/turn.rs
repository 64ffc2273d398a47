//! What leads questions on, keeps an old page or cuts an answer short, by name. It refuses to know what.

use serde::{Deserialize, Serialize};

/// Whoever leads on to the same address with a slash at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Leader {
    /// A rule of the web server.
    Server,
    /// WordPress itself, by its own word.
    WordPress,
    /// *Redirection*, by its own word.
    Redirection,
}

/// Which answer ends in the middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CutPart {
    /// WooCommerce's report.
    Report,
    /// The index.
    Index,
}

/// What comes in the place of every page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageTurn {
    /// Nothing, with 200.
    Blank,
    /// The way to another website.
    Elsewhere,
    /// The way to another name of the same domain, where no shop is.
    OtherName,
}

/// What is turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Turn {
    /// Whatever has no slash at its end is led on to the same with one.
    Slash {
        /// By whom.
        by: Leader,
        /// At the address for payment updates alone.
        hook_only: bool,
    },
    /// A cache keeps a page of a break where the index is, with this status, until somebody asks anew.
    OldPage {
        /// Such as 200 or 503.
        status: u16,
        /// It says so.
        named: bool,
        /// Whatever stands behind the `?`.
        always: bool,
    },
    /// A cache keeps the index from when WooCommerce was on, until somebody asks anew.
    OldIndex,
    /// An answer ends in the middle, in good order.
    Cut {
        /// Which.
        part: CutPart,
    },
    /// Pages are not the shop's.
    Pages {
        /// What comes.
        to: PageTurn,
        /// At the usual address of the shop page alone.
        shop_only: bool,
    },
    /// The host is asleep: the first question gets 503, and is asked to come back in a second.
    Asleep,
    /// Keys are taken off, in the header and behind the `?`; a signature arrives.
    KeysTakenOff,
    /// Every refusal has a number of its own beside its words, as plugins add them that keep a log.
    RefusalsNumbered,
    /// A byte order mark stands before every answer.
    ByteOrderMark,
    /// WordPress before 5.3 knows no names of fields with a dot in them: what only those ask for is left out.
    PlainFields,
    /// *Classic Commerce* runs in WooCommerce's place, and gives its own version.
    ClassicCommerce,
}
