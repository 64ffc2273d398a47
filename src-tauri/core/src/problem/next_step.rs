//! Who can put a problem right, and the one thing to do next.

use crate::links::Link;
use crate::webhook::WebhookForm;
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
    /// Whoever set this computer up, or looks after it.
    ComputerAdmin,
    /// Nobody: it passes.
    Wait,
    /// Nobody at first: it passes, or else the web host can, for whom there is a note.
    WaitOrWebHost,
    /// The merchant, or the developer, for whom there is a note.
    YouOrDeveloper,
    /// The merchant, or the web host, for whom there is a note.
    YouOrWebHost,
    /// The merchant, or whoever runs the network, for whom there is a note.
    YouOrNetworkAdmin,
    /// The merchant, or Meum's support.
    YouOrMeum,
}

impl Fixer {
    /// Whether it mostly passes by itself, so that it is no alarm.
    pub const fn is_time(self) -> bool {
        matches!(self, Self::Wait | Self::WaitOrWebHost)
    }
}

/// The one thing to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// Mend what was typed in the field on the same screen.
    Edit,
    /// Look once more.
    CheckAgain,
    /// Do the same once more.
    TryAgain,
    /// Open a page, then look once more.
    Open {
        /// The page.
        link: Link,
    },
    /// Take the address the problem names instead.
    UseInstead,
    /// Have payment updates sent to the other documented address, where guests get in.
    ChooseWebhook {
        /// Its form.
        form: WebhookForm,
    },
    /// Enter the extra password that is in front of the shop.
    EnterPassword,
    /// Go back to the shop-keys step and enter another pair.
    ReplaceKeys,
    /// Go back to the Meum-key step and enter another key.
    ReplaceMeumKey,
    /// Connect a connected shop again, with a fresh connection key: it gets a new key and secret.
    ConnectAgain,
    /// Say that a connected shop has moved, so that it can be connected at its new address.
    Move,
    /// Ask Meum what it knows, since an answer got lost.
    AskMeum,
    /// Go on with handing the new key and secret to the plugin.
    ResumeHandOver,
    /// Give the plugin the same key and secret once more.
    HandOverAgain,
    /// Switch the Meum plugin on in the shop.
    SwitchPluginOn,
    /// Keep what was entered in memory only, until the app closes.
    KeepUntilClosed,
    /// Nothing to press: the app goes on by itself.
    None,
    /// Forget the shop on this computer.
    Forget,
}
