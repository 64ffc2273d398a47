//! What a line of code, a plugin or a host takes away, by name. It refuses to know how.

use serde::{Deserialize, Serialize};

/// What is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lost {
    /// The right to change payment methods: a plugin for user roles lets nobody do so.
    MethodRights {
        /// WordPress names beside its answers what may be done there.
        named: bool,
    },
    /// WordPress's own answer to OPTIONS.
    Descriptions,
    /// The server's patience: once a pair was refused, every further question gets its page of a fault.
    Patience {
        /// Such as 503.
        status: u16,
    },
    /// WooCommerce's own words: a line of code refuses whoever brings a pair that is known, in WooCommerce's code.
    OwnWords {
        /// Whoever signs, too.
        signed: bool,
    },
    /// The Meum plugin's place among those that run: it stands among the others, and answers all the same.
    Activation,
    /// WordPress itself: its pages were copied, and the host of the copy has nothing else.
    Program {
        /// The host names itself in a header.
        named: bool,
    },
    /// The folder `/shop/`: it is not the shop's page, and the shop does not know it.
    ShopFolder {
        /// What is there.
        to: OldFolder,
    },
    /// The number of every answer below the interface: it is 404 (nginx: `error_page 404 /index.php`).
    Numbers,
    /// The answer to a change, which is made all the same: the server's page of a fault comes in its place.
    ChangeAnswers,
    /// The time for changes: WordPress's maintenance page comes to whatever would write.
    ChangesForNow,
}

/// What is in a folder that once was a shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OldFolder {
    /// The way to an account page.
    Account,
    /// A break of another program's.
    Break,
    /// A fault.
    Fault,
    /// A page that WordPress shows to whoever has its password.
    PagePassword,
}
