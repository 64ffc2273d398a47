//! The steps of the wizard as the UI draws them: each with what only it needs.

use crate::attempt::AfterLoss;
use crate::credential::Credential;
use crate::message::{Key, Message, Slot};
use crate::plain::PlainText;
use crate::problem::RefusedDetail;
use crate::shop::Standing;
use crate::shop_facts::SignIn;
use crate::time::Timestamp;
use crate::webhook::WebhookForm;
use crate::woo_key::KeyNote;
use crate::words::{ProblemView, keys};
use serde::Serialize;
use ts_rs::TS;

/// The step on the screen, with what only it needs.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum StepView {
    /// What will happen; two doors.
    Welcome,
    /// The address.
    YourShop {
        /// What stands in the field when the step opens; from then on the UI owns the field.
        typed: String,
        /// The address that will be used, as soon as the text holds one.
        preview: Option<AddressView>,
        /// The shop, once found.
        found: Option<FoundView>,
        /// Whether what was typed was a secret: the field forgets it.
        forget_typed: bool,
    },
    /// The WooCommerce keys.
    ShopKeys {
        /// The step's heading.
        heading: Key,
        /// The sentence below it.
        lead: Key,
        /// The shop's host name.
        store: String,
        /// What the box of the key holds.
        key: Option<HeldView>,
        /// What the box of the secret holds.
        secret: Option<HeldView>,
        /// What was put right in what was pasted.
        notes: Vec<KeyNote>,
        /// The pair, once it passed.
        keys: Option<KeysView>,
        /// Whether the boxes are on the screen, rather than the pair that is kept.
        asks: bool,
        /// Whether the button that makes a key leads nowhere until the merchant has signed in.
        sign_in_first: bool,
        /// Approving in WordPress, where the shop offers it.
        approval: Option<ApprovalView>,
        /// What WordPress keeps of an approval that is not used here.
        left_behind: Option<Key>,
    },
    /// The Meum key.
    MeumKey {
        /// The first twelve characters of the key kept.
        prefix: Option<String>,
        /// What the box holds.
        held: Option<HeldView>,
        /// Whether the box is on the screen, rather than the key that is kept.
        asks: bool,
        /// When it was entered.
        entered_at: Option<Timestamp>,
        /// When it runs out at the latest.
        expires_at: Option<Timestamp>,
        /// Whether it is forgotten when the app closes.
        until_closed: bool,
    },
    /// What will be sent.
    Review {
        /// The step's heading.
        heading: Key,
        /// The sentence below it.
        lead: Key,
        /// Whether what is listed has been sent, or tried to.
        sent: bool,
        /// Whether connecting takes the merchant's word that what is in use is replaced.
        asks_word: bool,
        /// What would be replaced, above that word.
        warning: Option<WarningView>,
        /// What Meum does not accept, beside what was sent.
        refused: RefusedView,
        /// What happens to an earlier key and secret, where nothing above says it.
        replaces: Option<Key>,
        /// WordPress's own address.
        site_url: String,
        /// Where payment updates will go.
        webhook_url: String,
        /// The choice of that address; `None` once it was sent.
        webhook: Option<WebhookView>,
        /// WordPress's version.
        wordpress: Option<PlainText>,
        /// WooCommerce's version.
        woocommerce: Option<PlainText>,
        /// The plugin's version.
        plugin: Option<PlainText>,
        /// Whether the shop told its plugins, and it is none of them.
        plugin_absent: bool,
        /// The first twelve characters of the Meum key.
        key_prefix: Option<String>,
        /// Whether connecting replaces a key and secret that may be in use: it must be confirmed. It
        /// stays on this side of the wire.
        #[serde(skip)]
        must_confirm: bool,
        /// Whether the end of an earlier connect is yet to be looked into: trying again does that.
        unsettled: bool,
        /// What Meum said about that before connecting, if it was asked. It stays on this side of
        /// the wire.
        #[serde(skip)]
        standing: Option<Standing>,
        /// Set when an answer got lost.
        lost_answer: Option<LostAnswerView>,
        /// Until when nothing can be pressed, since Meum asked us to slow down.
        wait_until: Option<Timestamp>,
    },
    /// The key and secret on their way into the plugin.
    HandOver {
        /// The step's heading.
        heading: Key,
        /// The sentence below it.
        lead: Message,
        /// What the button at the foot says; `None` while there is nothing to press.
        primary: Option<Key>,
        /// What the button that leaves the step says; `None` once the plugin has them.
        later: Option<Key>,
        /// Whether nothing is handed over, nor pasted: the pair that is here may be dead, since an
        /// answer to *connect* is missing.
        waits: bool,
        /// Which shop answers instead of the one the pair was issued for: nothing is pasted there.
        elsewhere: Option<Message>,
        /// Which of the two never came.
        missing: Option<Credential>,
        /// Whether trying again means keeping them: the password store failed.
        keeps_first: bool,
        /// Whether the app can write them itself.
        can_deliver: bool,
        /// Whether the button of the step says that the merchant has pasted them.
        by_hand: bool,
        /// Whether the two are no longer on this computer: there is nothing to copy.
        gone: bool,
        /// Set while an earlier key and secret have stopped working and the plugin has no others.
        rotated: Option<Box<ProblemView>>,
        /// Set where only one of the two came; it says which.
        half: Option<Box<ProblemView>>,
        /// Whether this is done once more: the plugin was given them before. It stays on this side
        /// of the wire.
        #[serde(skip)]
        again: bool,
        /// Whether the plugin has them now.
        delivered: bool,
        /// Whether the payment method is switched on as well, unless the merchant chooses otherwise.
        switch_on: bool,
        /// Whether the payment method is switched on at checkout.
        enabled: bool,
        /// The first twelve characters of the new key.
        key_prefix: Option<String>,
        /// Whether key and secret are not in the password store, as far as is known.
        until_closed: bool,
        /// Whether this app has them in memory and would forget them when it closes, so that handing
        /// over cannot wait.
        in_memory: bool,
    },
}

/// Approving in WordPress.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ApprovalView {
    /// Whether it leads the step, rather than the boxes.
    pub leads: bool,
    /// Whether what was approved is held, so that trying again checks it.
    pub came: bool,
    /// The request that waits for its answer.
    pub waiting: Option<WaitingView>,
    /// Whether it is offered below the boxes, where it does not lead. Not where a card beside it says that it brings
    /// nothing.
    pub below: bool,
}

/// A request that waits for its answer.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WaitingView {
    /// Whether a browser took the page, once that is known.
    pub shown: Option<bool>,
    /// When the wait is over.
    pub until: Timestamp,
    /// What to do where the page shows an error: each way has its own.
    pub refused: Key,
}

/// What a box holds that is empty in the page: the app has taken it, and the page shows it covered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HeldView {
    /// How it is shown: dots, and what may be seen of it. `None` for what does not belong there: it was thrown away, so
    /// its box is empty.
    pub shown: Option<String>,
    /// What it is, for whoever does not see it.
    pub says: Message,
}

impl HeldView {
    /// What stands for the part of a key that nobody sees.
    const DOTS: &'static str = "••••••••";

    /// A consumer key, by its ending.
    pub(super) fn key(ending: &str) -> Self {
        let says = keys::KEYS_HELD_KEY.with(Slot::Ending, ending.into());
        Self { shown: Some(format!("ck_{}{ending}", Self::DOTS)), says }
    }

    /// A consumer secret, of which nothing is shown.
    pub(super) fn secret() -> Self {
        Self { shown: Some(format!("cs_{}", Self::DOTS)), says: keys::KEYS_HELD_SECRET.alone() }
    }

    /// A Meum key, by its beginning.
    pub(super) fn meum(prefix: &str) -> Self {
        let says = keys::MEUM_HELD.with(Slot::Beginning, prefix.into());
        Self { shown: Some(format!("{prefix}{}", Self::DOTS)), says }
    }

    /// A text that does not belong there.
    pub(super) fn refused() -> Self {
        Self { shown: None, says: keys::HELD_REFUSED.alone() }
    }
}

/// An address, and how its name reads where that differs.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AddressView {
    /// The address, its host in ASCII.
    pub address: String,
    /// The host as people write it, for an international name.
    pub shown: Option<String>,
    /// Whether that name mixes alphabets, or looks like another name, and no card says so.
    pub mixed: bool,
}

/// The shop that was found.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundView {
    /// Its name.
    pub name: Option<PlainText>,
    /// WordPress's own address, which will be used.
    pub home: String,
    /// Whether that differs from what was typed.
    pub differs: bool,
    /// Whether the Meum plugin answers there.
    pub plugin: bool,
}

/// The pair that passed.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeysView {
    /// That it passed, or how far.
    pub title: Key,
    /// By what it is known.
    pub says: Message,
    /// Whether it may change settings.
    pub may_write: bool,
    /// How the shop takes it.
    pub sign_in: SignIn,
    /// Whether it is forgotten when the app closes.
    pub until_closed: bool,
    /// WordPress's version.
    pub wordpress: Option<PlainText>,
    /// WooCommerce's version.
    pub woocommerce: Option<PlainText>,
    /// The plugin's version, if it is installed.
    pub plugin: Option<PlainText>,
}

/// Where payment updates can go.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WebhookView {
    /// The form chosen.
    pub form: WebhookForm,
    /// The plugin's route.
    pub usual: String,
    /// WooCommerce's older way in.
    pub older: String,
    /// The one typed by the merchant, as it will be sent.
    pub custom: Option<String>,
    /// Whether it was typed in other letters.
    pub rewritten: bool,
}

/// An answer that got lost.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LostAnswerView {
    /// When, in a sentence.
    pub when: Message,
    /// What is known of it by now, a sentence each.
    pub says: Vec<Key>,
    /// When. It stays on this side of the wire, as what follows does.
    #[serde(skip)]
    pub at: Timestamp,
    /// What Meum says since, if it says anything.
    #[serde(skip)]
    pub meum_says: Option<AfterLoss>,
    /// Whether that is its last word: it may still be working on the request.
    #[serde(skip)]
    pub settled: bool,
    /// Whether the answer came after all, with neither key nor secret in it.
    #[serde(skip)]
    pub was_empty: bool,
    /// Before this moment nothing is sent again: Meum may still be working on the request.
    pub again_at: Timestamp,
}

/// What connecting would replace.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct WarningView {
    /// A few words.
    pub title: Key,
    /// What it means.
    pub text: Message,
}

/// What Meum does not accept, by what was sent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
pub struct RefusedView {
    /// Of the shop's address.
    pub site: Vec<PlainText>,
    /// Of the address for payment updates.
    pub webhook: Vec<PlainText>,
    /// Of the versions.
    pub versions: Vec<PlainText>,
    /// Of what was not sent.
    pub others: Vec<RefusedDetail>,
}
