//! Who can put a problem right, and the one thing to do next.

use crate::links::Link;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who can put a problem right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Fixer {
    /// The merchant, here or in the shop.
    You,
    /// The company that runs the shop's server.
    WebHost,
    /// Whoever maintains the shop's plugins and theme.
    Developer,
    /// Whoever runs the network this computer is on.
    NetworkAdmin,
    /// Meum's support.
    Meum,
    /// Nobody: it passes.
    Wait,
}

/// The one thing to do next, and its button.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum NextStep {
    /// Mend what was typed in the field on the same screen.
    Edit,
    /// Do the same once more.
    TryAgain,
    /// Open a page, then do the same once more.
    Open {
        /// The page.
        link: Link,
    },
    /// Take the address the problem names instead.
    UseInstead,
    /// Enter the extra password that is in front of the shop.
    EnterPassword,
    /// Go back to the shop-keys step and enter another pair.
    ReplaceKeys,
    /// Go back to the Meum-key step and enter another key.
    ReplaceMeumKey,
    /// Ask Meum what it knows, since an answer got lost.
    AskMeum,
    /// Go on with handing the new key and secret to the plugin.
    ResumeHandOver,
    /// Keep what was entered in memory only, until the app closes.
    KeepUntilClosed,
    /// Nothing to press: the app goes on by itself.
    None,
    /// Forget the shop on this computer.
    Forget,
}
