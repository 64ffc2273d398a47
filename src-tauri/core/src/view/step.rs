//! The steps of the wizard as the UI draws them: each with what only it needs.

use super::card::ProblemView;
use crate::attempt::AfterLoss;
use crate::plain::PlainText;
use crate::shop::Standing;
use crate::shop_facts::SignIn;
use crate::time::Timestamp;
use crate::webhook::WebhookForm;
use crate::woo_key::KeyNote;
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
    },
    /// The WooCommerce keys.
    ShopKeys {
        /// The shop's host name.
        store: String,
        /// The last seven characters of the key held in memory after a failed check.
        held_ending: Option<String>,
        /// Whether a secret is held in memory after a failed check.
        holds_secret: bool,
        /// What was put right in what was pasted.
        notes: Vec<KeyNote>,
        /// The pair, once it passed.
        keys: Option<KeysView>,
        /// Whether a pair was checked on this visit of the step, or is being checked.
        checked: bool,
    },
    /// The Meum key.
    MeumKey {
        /// The first twelve characters of the key kept.
        prefix: Option<String>,
        /// When it was entered.
        entered_at: Option<Timestamp>,
        /// When it runs out at the latest.
        expires_at: Option<Timestamp>,
        /// Whether it is forgotten when the app closes.
        until_closed: bool,
    },
    /// What will be sent.
    Review {
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
        /// The first twelve characters of the Meum key.
        key_prefix: Option<String>,
        /// Whether connecting replaces a key and secret that may be in use: it must be confirmed.
        must_confirm: bool,
        /// Whether the end of an earlier connect is yet to be looked into: trying again does that.
        unsettled: bool,
        /// What Meum said about that before connecting, if it was asked.
        standing: Option<Standing>,
        /// Whether the shop is connected from here.
        connected_here: bool,
        /// Set when an answer got lost.
        lost_answer: Option<LostAnswerView>,
        /// Until when nothing can be pressed, since Meum asked us to slow down.
        wait_until: Option<Timestamp>,
    },
    /// The key and secret on their way into the plugin.
    HandOver {
        /// The shop's host name.
        store: String,
        /// Whether the app can write them itself.
        can_deliver: bool,
        /// Set while an earlier key and secret have stopped working and the plugin has no others.
        rotated: Option<ProblemView>,
        /// Set where only one of the two came; it says which.
        half: Option<Box<ProblemView>>,
        /// Whether this is done once more: the plugin was given them before.
        again: bool,
        /// Whether the plugin has them now.
        delivered: bool,
        /// Whether the payment method is switched on as well, unless the merchant chooses otherwise.
        switch_on: bool,
        /// Whether the payment method is switched on at checkout.
        enabled: bool,
        /// The first twelve characters of the new key.
        key_prefix: Option<String>,
        /// Whether key and secret are not in the password store, as far as is known: what is tried
        /// again is keeping them.
        until_closed: bool,
        /// Whether this app has them in memory and would forget them when it closes, so that handing
        /// over cannot wait.
        in_memory: bool,
        /// An answer to *connect* is missing: the pair that is here may be dead, and waits until that is
        /// known.
        open_connect: bool,
    },
}

/// An address, and how its name reads where that differs.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AddressView {
    /// The address, its host in ASCII.
    pub address: String,
    /// The host as people write it, for an international name.
    pub shown: Option<String>,
    /// Whether that name mixes alphabets, or looks like another name.
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
    /// The last seven characters of the consumer key.
    pub ending: String,
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
    /// When.
    pub at: Timestamp,
    /// What Meum says since, if it says anything.
    pub meum_says: Option<AfterLoss>,
    /// Whether that is its last word: it may still be working on the request.
    pub settled: bool,
    /// Before this moment nothing is sent again: Meum may still be working on the request.
    pub again_at: Timestamp,
    /// Whether the answer came after all, with neither key nor secret in it.
    pub was_empty: bool,
}
