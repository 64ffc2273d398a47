//! What the merchant asks for. The UI can send nothing else; answers from the world are not
//! intents, so the UI cannot forge them.

use crate::credential::Credential;
use crate::links::Link;
use crate::preferences::Preference;
use crate::record::ShopId;
use crate::saving::SavedAs;
use crate::scenario::Scenario;
use crate::secret::Secret;
use crate::step::Step;
use crate::training::TrainingWish;
use crate::webhook::WebhookForm;
use crate::zoom::ZoomChange;
use serde::Deserialize;
use ts_rs::TS;

/// One thing the merchant asks for.
#[derive(Debug, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Intent {
    /// Begin, or go on with, connecting a shop.
    ConnectShop,
    /// Try everything with the practice shop.
    TryPractice,
    /// Bring another shop to the screen.
    OpenShop {
        /// Which.
        id: ShopId,
    },
    /// Connect one more shop.
    AddShop,
    /// Narrow the list of shops to those whose name or address has this in it.
    SearchShops {
        /// What.
        text: String,
    },
    /// Leave the practice shop; what was practised is forgotten.
    LeavePractice,
    /// Choose what is going on in the practice world.
    Practise {
        /// What is going on.
        scenario: Scenario,
    },
    /// Something of support training.
    Train {
        /// What.
        wish: TrainingWish,
    },
    /// What stands in the address field now. Nothing is asked of the network.
    TypeAddress {
        /// The field's text.
        text: String,
    },
    /// Look for the shop.
    CheckAddress {
        /// The field's text.
        text: String,
    },
    /// Where the extra password in front of the shop is entered: for a connected shop a page of its
    /// own, else the step on which the shop is looked for.
    AskForExtraPassword,
    /// Look for the shop again, with the extra password that is in front of it.
    EnterExtraPassword {
        /// The user name.
        #[ts(type = "string")]
        user: Secret,
        /// The password.
        #[ts(type = "string")]
        password: Secret,
    },
    /// Take the address the problem on the screen names instead of the typed one.
    UseInstead,
    /// Put a note for the web host or developer on the clipboard. It is cut and cleaned first.
    CopyNote {
        /// The note, in the merchant's language.
        text: String,
    },
    /// Check the keys against the shop. An empty box means: the one held from before.
    CheckKeys {
        /// The first box.
        #[ts(type = "string")]
        key: Secret,
        /// The second box.
        #[ts(type = "string")]
        secret: Secret,
    },
    /// Something of approving in WordPress.
    Approve {
        /// What.
        wish: ApprovalWish,
    },
    /// Hold what stands in the two boxes of a step that is left, as far as it is whole.
    HoldKeys {
        /// The first box.
        #[ts(type = "string")]
        key: Secret,
        /// The second box.
        #[ts(type = "string")]
        secret: Secret,
    },
    /// Hold the Meum key in the box of a step that is left, if it is whole.
    HoldMeumKey {
        /// The box's text.
        #[ts(type = "string")]
        key: Secret,
    },
    /// Keep the Meum connection key.
    KeepMeumKey {
        /// The box's text.
        #[ts(type = "string")]
        key: Secret,
    },
    /// Go on to the next step.
    Continue,
    /// Go back one step.
    Back,
    /// Go back to a step that is done.
    GoTo {
        /// The step.
        step: Step,
    },
    /// Stop what is under way.
    Cancel,
    /// Do once more what failed.
    TryAgain,
    /// Keep what is entered for this shop in memory until the app closes, since there is no password
    /// store.
    KeepUntilClosed,
    /// Where payment updates shall go.
    ChooseWebhook {
        /// Which of the forms.
        form: WebhookForm,
        /// The address, for the custom one.
        custom: String,
    },
    /// Connect the shop to Meum.
    Connect {
        /// The merchant knows that an earlier key and secret stop working.
        replace: bool,
    },
    /// After a lost answer: ask Meum what it knows.
    AskMeum,
    /// Write the new key and secret into the plugin.
    HandOver {
        /// Also switch the payment method on at checkout.
        switch_on: bool,
    },
    /// The merchant has put the key and secret into the plugin by hand.
    HandedOverByHand,
    /// Go to the panel and hand over later.
    HandOverLater,
    /// From the panel: back to the hand-over step.
    ResumeHandOver,
    /// From their own step or a later one: enter another pair of WooCommerce keys. The old one stays
    /// until the new one has passed its check.
    ReplaceKeys,
    /// From its own step or a later one: enter another connection key. Once connected, that is the way
    /// to connect again, for a new key and secret.
    ReplaceMeumKey,
    /// Put one of the new credentials on the clipboard.
    Copy {
        /// Which one.
        credential: Credential,
    },
    /// Ask Meum and the shop now.
    CheckNow,
    /// Open a page in the browser.
    Open {
        /// The page.
        link: Link,
    },
    /// Put a page's address on the clipboard, for whoever opens it by hand.
    CopyPage {
        /// The page.
        link: Link,
    },
    /// Put the address that a button has just opened on the clipboard.
    CopyOpened,
    /// From the panel: what disconnecting the shop from Meum would mean.
    AskToDisconnect,
    /// Disconnect the shop from Meum.
    Disconnect {
        /// The shop's name, typed to be sure that it is the right one.
        typed: String,
    },
    /// What connecting the shop at its new address would mean.
    AskToMove,
    /// Take the new address for the shop's own; the next connect sends it.
    Move {
        /// The merchant has moved the shop: what answers there is no copy of it.
        knowing: bool,
    },
    /// What forgetting the shop on this computer would mean.
    AskToForget,
    /// Forget the shop on this computer. Its connection at Meum stays.
    Forget {
        /// The merchant knows that Meum is, or may be, connected still.
        knowing: bool,
        /// Delete the application password in WordPress first, where the shop has one.
        revoke: bool,
    },
    /// From a page over the panel or a step: back, with nothing changed.
    Stay,
    /// After disconnecting: switch Meum off at the shop's checkout.
    SwitchOff,
    /// Switch the Meum plugin on in the shop, where it is there and off.
    SwitchPluginOn,
    /// After disconnecting: connect the shop again.
    ConnectAgain,
    /// Whether the app shall watch on without its window.
    AnswerClosing {
        /// The answer.
        answer: ClosingAnswer,
    },
    /// Open the folder of the log.
    OpenLog,
    /// Open the page *Settings*.
    OpenSettings,
    /// Close it; what was chosen on it holds already.
    CloseSettings,
    /// Something of the report for support.
    Report {
        /// What.
        wish: ReportWish,
    },
    /// Want something of the app otherwise than before.
    Prefer {
        /// What.
        choice: Preference,
    },
    /// Put away what the app says about itself. It comes back when it happens again.
    CloseNotice,
    /// Let a screen reader say what the page says of a change. Some systems do not hear it from the page.
    Say {
        /// The words, in the merchant's language.
        text: String,
    },
    /// Draw the page larger or smaller.
    Zoom {
        /// Which of them.
        change: ZoomChange,
    },
}

/// What the merchant answers when asked whether the app shall go on watching without its window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ClosingAnswer {
    /// Watch on in the background, from now on.
    KeepWatching,
    /// Only while the window is open, from now on.
    Close,
    /// Neither: the window stays.
    Stay,
}

/// What can be asked of approving in WordPress.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ApprovalWish {
    /// Open WordPress's approval page in the browser, and wait for its answer.
    Begin,
    /// Open the page that is waited for once more.
    OpenAgain,
    /// Put the address of that page on the clipboard.
    CopyAddress,
    /// Open another such page, whose answer comes back by the other way.
    OtherWay,
    /// Enter WooCommerce's keys, and wait for no approval.
    UseKeys,
}

/// What can be asked of the report for support.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ReportWish {
    /// Show it, before it is copied.
    Show,
    /// Put it away.
    Hide,
    /// Save it in this form.
    Save(SavedAs),
    /// Show the file that was saved last, where this computer shows files.
    ShowSaved,
}

impl Intent {
    /// Whether it is asked in passing: no button waits for its outcome.
    pub const fn is_in_passing(&self) -> bool {
        matches!(
            self,
            Self::TypeAddress { .. }
                | Self::SearchShops { .. }
                | Self::Open { .. }
                | Self::Copy { .. }
                | Self::CopyNote { .. }
                | Self::CopyPage { .. }
                | Self::CopyOpened
                | Self::Approve { wish: ApprovalWish::OpenAgain | ApprovalWish::CopyAddress }
                | Self::OpenLog
                | Self::Report { wish: ReportWish::Save(_) | ReportWish::ShowSaved }
                | Self::HoldKeys { .. }
                | Self::HoldMeumKey { .. }
                | Self::CloseNotice
                | Self::Say { .. }
                | Self::Zoom { .. }
                | Self::Train { .. }
        )
    }
}
