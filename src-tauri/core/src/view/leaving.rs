//! The pages of leaving as the UI draws them: before disconnecting, before forgetting the shop on
//! this computer, and after disconnecting.

use super::card::ProblemView;
use super::under_way::DoingView;
use crate::meum_facts::Ending;
use crate::plain::PlainText;
use crate::problem::{NextStep, Problem, ProblemKind};
use crate::reading::{self, has_secrets_left};
use crate::record::{Ended, ShopRecord};
use crate::shop::Shop;
use crate::shop_facts::HandOver;
use crate::time::Timestamp;
use crate::wizard::leaving;
use serde::Serialize;
use ts_rs::TS;

/// Before disconnecting.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DisconnectView {
    /// The shop's name, or its host name: what is to be typed.
    pub shop_name: PlainText,
    /// Its host name, which may be typed instead.
    pub host: String,
    /// Its address.
    pub home: String,
    /// Whether Meum and the shop have been heard since the page was opened.
    pub ready: bool,
    /// Whether the shop keys are on this computer, and stay.
    pub keys_kept: bool,
    /// Whether disconnecting from here is refused, whatever is typed.
    pub refused: bool,
    /// Something under way.
    pub doing: Option<DoingView>,
    /// What stands in the way.
    pub problem: Option<ProblemView>,
    /// Until when Meum asked not to be asked again.
    pub again_at: Option<Timestamp>,
}

/// Before forgetting the shop on this computer.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[allow(clippy::struct_excessive_bools, reason = "each decides of its own sentence on the page")]
pub struct ForgetView {
    /// The shop's name, or its host name.
    pub shop_name: PlainText,
    /// Its address.
    pub home: String,
    /// Whether the shop is connected from here.
    pub connected: bool,
    /// Whether the plugin has not been given what Meum issued: shoppers cannot pay, and only this
    /// computer has it.
    pub hand_over_pending: bool,
    /// Whether a connect was begun whose end is not known.
    pub open_connect: bool,
    /// Whether the merchant's word is needed.
    pub must_confirm: bool,
    /// What is removed.
    pub removed: Vec<Removed>,
    /// The last seven characters of the consumer key, if there is one.
    pub key_ending: Option<String>,
    /// Something under way.
    pub doing: Option<DoingView>,
    /// What stood in the way.
    pub problem: Option<ProblemView>,
}

/// Something that forgetting removes from this computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Removed {
    /// The notes about the shop.
    Notes,
    /// The WooCommerce key and its secret.
    ShopKeys,
    /// The extra password in front of the shop.
    ExtraPassword,
    /// The Meum connection key.
    MeumKey,
    /// The key and secret that Meum issued.
    Credentials,
}

/// After disconnecting.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EndedView {
    /// The shop's name, or its host name.
    pub shop_name: PlainText,
    /// Its address.
    pub home: String,
    /// How the connection ended.
    pub how: Ending,
    /// The stable code, where there was none to end.
    pub code: Option<ProblemKind>,
    /// When Meum said so.
    pub at: Timestamp,
    /// Whether what Meum issued may still be in this computer's password store.
    pub secrets_left: bool,
    /// Whether the shop keys are still on this computer.
    pub keys_kept: bool,
    /// Something under way.
    pub doing: Option<DoingView>,
    /// Why the last try to remove it failed.
    pub problem: Option<ProblemView>,
}

fn name(record: &ShopRecord) -> PlainText {
    reading::name(record).unwrap_or_else(PlainText::dash)
}

fn home(record: &ShopRecord) -> String {
    record.found.as_ref().map(|found| found.home.as_str().to_owned()).unwrap_or_default()
}

/// The page before disconnecting.
pub(super) fn disconnect(shop: &Shop, trouble: Option<&Problem>) -> DisconnectView {
    let is_known = leaving::is_ready(shop) && shop.doing.is_none();
    let moved = if is_known { leaving::moved(shop) } else { None };
    DisconnectView {
        shop_name: name(&shop.record),
        host: shop.store().unwrap_or_default(),
        home: home(&shop.record),
        ready: leaving::is_ready(shop),
        keys_kept: shop.record.keys.is_some(),
        refused: moved.is_some(),
        doing: DoingView::of(shop),
        problem: moved.as_ref().or(trouble).map(card),
        again_at: shop.record.meum_pause,
    }
}

/// The page before forgetting.
pub(super) fn forget(shop: &Shop, trouble: Option<&Problem>) -> ForgetView {
    let record = &shop.record;
    ForgetView {
        shop_name: name(record),
        home: home(record),
        connected: record.connection.is_some(),
        hand_over_pending: record.connection.is_some() && record.hand_over() == HandOver::Pending,
        open_connect: record.attempt.is_open(),
        must_confirm: leaving::must_confirm(shop),
        removed: removed(record),
        key_ending: record.keys.as_ref().map(|keys| keys.ending.clone()),
        doing: DoingView::of(shop),
        problem: trouble.map(card),
    }
}

fn removed(record: &ShopRecord) -> Vec<Removed> {
    let extra = record.found.as_ref().is_some_and(|found| found.extra_password.is_some());
    let issued = record.connection.is_some() || record.secrets_left;
    let all = [
        (Removed::Notes, true),
        (Removed::ShopKeys, record.keys.is_some()),
        (Removed::ExtraPassword, extra),
        (Removed::MeumKey, record.meum_key.is_some()),
        (Removed::Credentials, issued),
    ];
    all.into_iter().filter(|(_, there)| *there).map(|(what, _)| what).collect()
}

/// The page after disconnecting.
pub(super) fn ended_view(shop: &Shop, ended: Ended) -> EndedView {
    let secrets_left = has_secrets_left(&shop.record);
    EndedView {
        shop_name: name(&shop.record),
        home: home(&shop.record),
        how: ended.how,
        code: (ended.how == Ending::AlreadyDisconnected).then_some(ProblemKind::AlreadyDisconnected),
        at: ended.at,
        secrets_left,
        keys_kept: shop.record.keys.is_some(),
        doing: DoingView::of(shop),
        problem: if secrets_left { shop.stage.trouble.as_ref().map(card) } else { None },
    }
}

/// The card of a problem here. Another connection key mends nothing on these pages, nor do
/// secrets kept in memory.
fn card(problem: &Problem) -> ProblemView {
    let forget = Some(NextStep::Forget);
    let (next, otherwise) = match problem.next_step() {
        NextStep::ReplaceMeumKey => (NextStep::Forget, None),
        NextStep::KeepUntilClosed => (NextStep::TryAgain, None),
        step if problem.kind == ProblemKind::AddressMoved => (step, forget),
        step if problem.kind == ProblemKind::DisconnectForbidden => (step, forget),
        step => (step, None),
    };
    ProblemView { next, otherwise, ..ProblemView::of(problem) }
}
