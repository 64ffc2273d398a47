//! The wizard's steps as the UI draws them.

use super::connecting::{LostAnswerView, WebhookView, hand_over_step, review_step};
use super::rail::{RailStep, rail};
use super::{ProblemView, staying, webhook_problem};
use crate::plain::PlainText;
use crate::problem::{NextStep, Problem, ProblemKind};
use crate::shop::{Shop, ShopRecord, Step};
use crate::shop_facts::{FoundShop, HandOver, Kept, KeyFacts, SignIn};
use crate::store_url::StoreUrl;
use crate::time::Timestamp;
use crate::wizard::checks::{self, Check, CheckLine, CheckState};
use crate::wizard::review::{CONNECTION_KEY_LIFE, Standing};
use crate::wizard::{Work, can_continue, can_go_back_to, hand_over, leaving, may_keep_until_closed, previous};
use crate::woo_key::KeyNote;
use serde::Serialize;
use ts_rs::TS;

/// A wizard screen.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WizardView {
    /// The rail on the left: every step but the panel.
    pub rail: Vec<RailStep>,
    /// The step on the screen.
    pub step: StepView,
    /// Something under way.
    pub doing: Option<DoingView>,
    /// The checks of this step, in order.
    pub checks: Vec<CheckView>,
    /// What stands in the way.
    pub problem: Option<ProblemView>,
    /// When the app tries again by itself, if what stands in the way passes.
    pub retry_at: Option<Timestamp>,
    /// What is worth knowing on this step, but no reason to stop.
    pub remarks: Vec<ProblemView>,
    /// Whether *Back* leads somewhere.
    pub can_go_back: bool,
    /// Whether this step is done and *Continue* leads on.
    pub can_continue: bool,
    /// Whether the shop can be forgotten on this computer from here.
    pub can_forget: bool,
}

/// Something under way.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DoingView {
    /// What.
    pub work: Work,
    /// Since when; after four seconds the screen says that it is still trying.
    pub since: Timestamp,
    /// Whether it can be cancelled.
    pub can_cancel: bool,
}

impl DoingView {
    /// What is under way with a shop.
    pub(super) fn of(shop: &Shop) -> Option<Self> {
        let view = |doing: &crate::wizard::Doing| Self {
            work: doing.work,
            since: doing.since,
            can_cancel: doing.work.can_be_cancelled(),
        };
        shop.doing.as_ref().map(view)
    }
}

/// A check that ticks itself off.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckView {
    /// Which.
    pub check: Check,
    /// How it stands.
    pub state: CheckState,
    /// How long it took, in milliseconds.
    pub millis: Option<u32>,
}

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

/// The wizard screen of a shop, or of no shop yet.
pub fn view(shop: Option<&Shop>) -> WizardView {
    let Some(shop) = shop.filter(|shop| shop.record.step != Step::Welcome) else { return welcome() };
    let record = &shop.record;
    WizardView {
        rail: rail(record.step, |step| can_go_back_to(shop, step)),
        step: step(shop),
        doing: DoingView::of(shop),
        checks: check_views(shop),
        problem: shop.trouble.as_ref().map(|problem| trouble(shop, problem)),
        retry_at: shop.retry.at,
        remarks: remarks(shop),
        can_go_back: shop.doing.is_none() && previous(shop).is_some(),
        can_continue: shop.doing.is_none() && can_continue(shop),
        can_forget: shop.doing.is_none() && leaving::can_forget(shop),
    }
}

fn remarks(shop: &Shop) -> Vec<ProblemView> {
    let record = &shop.record;
    let known = match record.step {
        Step::YourShop => record.found.as_ref().filter(|_| can_continue(shop)).map(|found| found.remarks.clone()),
        Step::ShopKeys => record.keys.as_ref().map(|keys| keys.remarks.clone()),
        Step::HandOver => Some(hand_over::remarks(record)),
        Step::Review => {
            return shop.webhook_look.missing.iter().map(|missing| webhook_problem(shop.store(), missing)).collect();
        }
        Step::Welcome | Step::MeumKey | Step::Panel => None,
    };
    let shown = known.iter().flatten().filter(|remark| !remark.kind.is_silent());
    shown.map(ProblemView::of).collect()
}

/// A password store that is not to be had is tried again, or done without where that may be.
fn trouble(shop: &Shop, problem: &Problem) -> ProblemView {
    let shown = staying(&shop.record, ProblemView::of(problem));
    if !problem.kind.is_of_vault() {
        return shown;
    }
    match (may_keep_until_closed(shop), problem.kind) {
        // One that is missing can be started, and is found then.
        (true, ProblemKind::VaultMissing) => ProblemView { otherwise: Some(NextStep::TryAgain), ..shown },
        (true, _) => ProblemView { otherwise: Some(NextStep::KeepUntilClosed), ..shown },
        (false, _) => ProblemView { next: NextStep::TryAgain, ..shown },
    }
}

fn welcome() -> WizardView {
    WizardView {
        rail: rail(Step::Welcome, |_| false),
        step: StepView::Welcome,
        doing: None,
        checks: Vec::new(),
        problem: None,
        retry_at: None,
        remarks: Vec::new(),
        can_go_back: false,
        can_continue: false,
        can_forget: false,
    }
}

fn step(shop: &Shop) -> StepView {
    let record = &shop.record;
    match record.step {
        Step::Welcome | Step::Panel => StepView::Welcome,
        Step::YourShop => your_shop(shop),
        Step::ShopKeys => StepView::ShopKeys {
            store: shop.store().unwrap_or_default(),
            held_ending: shop.held.ending.clone(),
            holds_secret: shop.held.secret,
            notes: shop.notes.clone(),
            keys: record.keys.as_ref().map(keys),
            checked: !shop.checks.is_empty(),
        },
        Step::MeumKey => {
            let key = record.meum_key.as_ref();
            StepView::MeumKey {
                prefix: key.map(|key| key.prefix.clone()),
                entered_at: key.map(|key| key.entered_at),
                expires_at: key.map(|key| {
                    let latest = key.entered_at.after(CONNECTION_KEY_LIFE);
                    key.expires_at.map_or(latest, |named| named.min(latest))
                }),
                until_closed: key.is_some_and(|key| key.kept == Kept::UntilClosed),
            }
        }
        Step::Review => review_step(shop),
        Step::HandOver => hand_over_step(shop),
    }
}

fn your_shop(shop: &Shop) -> StepView {
    let typed = shop.record.typed_address.clone();
    let preview = StoreUrl::parse(&typed).ok();
    let found = shop.record.found.as_ref().filter(|_| can_continue(shop));
    StepView::YourShop {
        preview: preview.as_ref().map(address_view),
        found: found.map(|found| FoundView {
            name: found.name.clone(),
            home: found.home.as_str().to_owned(),
            differs: found.home != found.asked,
            plugin: found.plugin_route,
        }),
        typed,
    }
}

fn address_view(url: &StoreUrl) -> AddressView {
    let shown = url.host_shown();
    AddressView { address: url.as_str().to_owned(), shown: shown.unicode, mixed: shown.mixed }
}

fn keys(facts: &KeyFacts) -> KeysView {
    KeysView {
        ending: facts.ending.clone(),
        may_write: facts.may_write,
        sign_in: facts.sign_in,
        until_closed: facts.kept == Kept::UntilClosed,
        wordpress: facts.wordpress.clone(),
        woocommerce: facts.woocommerce.clone(),
        plugin: facts.plugin.as_ref().and_then(|plugin| plugin.version.clone()),
    }
}

/// The checks just made, or, after a restart, those that what is known stands for.
fn check_views(shop: &Shop) -> Vec<CheckView> {
    let record = &shop.record;
    let lines = if shop.checks.is_empty() && can_continue(shop) { remembered(record) } else { shop.checks.clone() };
    lines.into_iter().map(|line| CheckView { check: line.check, state: line.state, millis: line.millis }).collect()
}

fn remembered(record: &ShopRecord) -> Vec<CheckLine> {
    let work = match record.step {
        Step::YourShop => Work::FindingShop,
        Step::ShopKeys => Work::CheckingKeys,
        Step::HandOver if matches!(record.hand_over, HandOver::Delivered { .. }) => Work::HandingOver,
        Step::Welcome | Step::MeumKey | Step::Review | Step::HandOver | Step::Panel => return Vec::new(),
    };
    let mut lines = checks::waiting(work);
    for line in &mut lines {
        line.state = match line.check {
            Check::Plugin if !has_plugin(record.found.as_ref()) => CheckState::Noted,
            Check::MayChange if !record.keys.as_ref().is_some_and(|keys| keys.may_write) => CheckState::Noted,
            _ => CheckState::Passed,
        };
    }
    lines
}

fn has_plugin(found: Option<&FoundShop>) -> bool {
    found.is_some_and(|found| found.plugin_route)
}
