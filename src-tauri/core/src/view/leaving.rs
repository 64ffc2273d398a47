//! The pages of leaving as the UI draws them: before disconnecting, and before forgetting the shop on this computer.

use super::moving;
use super::under_way::DoingView;
use crate::links::Link;
use crate::message::{Arg, Key, Message, Slot};
use crate::plain::PlainText;
use crate::problem::{NextStep, Problem, ProblemKind};
use crate::reading;
use crate::record::ShopRecord;
use crate::shop::Shop;
use crate::shop_facts::{HandOver, KnownBy};
use crate::time::Timestamp;
use crate::wizard::leaving;
use crate::words::{ButtonView, Card, Place, Press, ProblemView, keys};
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
    /// What it means, while nothing stands in the way of it.
    pub lead: Option<Key>,
    /// What the way back says: whether the shop is connected still may not be known.
    pub back: Key,
    /// When the request was sent whose answer is missing: then it is sent once more, and nothing is typed.
    pub sent: Option<Message>,
    /// What stops.
    pub stops: Vec<Key>,
    /// What stays.
    pub stays: Vec<Key>,
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
    /// What forgetting means.
    pub lead: Key,
    /// What the merchant gives a word to, where it is needed.
    pub tick: Key,
    /// Whether a connect was begun whose end is not known.
    pub open_connect: bool,
    /// When it was sent, in a sentence.
    pub sent: Option<Message>,
    /// What that means for shoppers.
    pub sales: Option<Message>,
    /// What is better done first.
    pub better: Option<BetterView>,
    /// Whether the shop can be disconnected in its place.
    pub disconnects: bool,
    /// Whether the merchant's word is needed.
    pub must_confirm: bool,
    /// What is removed.
    pub removes: Vec<Message>,
    /// What stays.
    pub stays: Vec<Key>,
    /// The choice to delete the application password in WordPress as well.
    pub revoke: Option<RevokeView>,
    /// That damaged notes which were set aside stay as well, and where.
    pub aside: Option<Message>,
    /// What is removed. It stays on this side of the wire, as what follows does.
    #[serde(skip)]
    pub removed: Vec<Removed>,
    /// Whether the plugin has not been given what Meum issued.
    #[serde(skip)]
    pub hand_over_pending: bool,
    /// Something under way.
    pub doing: Option<DoingView>,
    /// What stood in the way.
    pub problem: Option<ProblemView>,
}

/// The choice to delete the application password in WordPress as well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RevokeView {
    /// What it does.
    pub label: Message,
    /// What it means to leave it out.
    pub hint: Key,
    /// Whether it is made, unless the merchant says otherwise.
    pub on: bool,
}

/// What is better done before a shop is forgotten.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct BetterView {
    /// A few words.
    pub title: Key,
    /// Why.
    pub text: Key,
    /// Its button.
    pub button: ButtonView,
}

/// Something that forgetting removes from this computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

pub(super) fn name(record: &ShopRecord) -> PlainText {
    reading::name(record).unwrap_or_else(PlainText::dash)
}

pub(super) fn home(record: &ShopRecord) -> String {
    record.found.as_ref().map(|found| found.home.as_str().to_owned()).unwrap_or_default()
}

/// The page before disconnecting.
pub(super) fn disconnect(shop: &Shop, trouble: Option<&Problem>) -> DisconnectView {
    let is_known = leaving::is_ready(shop) && shop.doing.is_none();
    let moved = if is_known { leaving::moved(shop) } else { None };
    let stands = moved.as_ref().or(trouble).map(|problem| problem.kind);
    let is_open = stands == Some(ProblemKind::DisconnectAnswerLost);
    // A slip of the pen in the box below is nothing that stands in the way.
    let leads = stands.is_none_or(|kind| kind == ProblemKind::ShopNameNotTyped);
    let problem = moved.as_ref().or(trouble).map(|problem| card_before_disconnecting(shop, problem));
    // Nothing stops and nothing stays where it cannot be done from here.
    let cannot = problem
        .as_ref()
        .is_some_and(|card| card.or_step == Some(NextStep::Forget) || card.code == ProblemKind::DisconnectForbidden);
    let sent = problem.as_ref().filter(|card| is_open && card.code == ProblemKind::DisconnectAnswerLost);
    let sent = sent.and_then(|card| Some(keys::REVIEW_LOST_AT.with(Slot::Moment, Arg::Exact(card.at?))));
    let lists = |keys: Vec<Key>| if cannot { Vec::new() } else { keys };
    DisconnectView {
        shop_name: name(&shop.record),
        host: shop.store().unwrap_or_default(),
        home: home(&shop.record),
        ready: leaving::is_ready(shop),
        lead: leads.then_some(keys::DISCONNECT_LEAD),
        // Another shop's connection is not kept or ended here.
        back: if is_open || moved.is_some() { keys::DISCONNECT_BACK } else { keys::DISCONNECT_STAY },
        sent,
        stops: lists(vec![keys::DISCONNECT_STOPS_1, keys::DISCONNECT_STOPS_2, keys::DISCONNECT_STOPS_3]),
        stays: lists(disconnect_stays(&shop.record)),
        refused: moved.is_some() || cannot,
        doing: DoingView::of(shop),
        problem,
        again_at: shop.record.meum_pause,
    }
}

/// What disconnecting leaves as it is: the keys, too, where they are on this computer.
fn disconnect_stays(record: &ShopRecord) -> Vec<Key> {
    let own = [keys::DISCONNECT_STAYS_1, keys::DISCONNECT_STAYS_2];
    own.into_iter().chain(record.keys.as_ref().map(|_| keys::DISCONNECT_STAYS_3)).collect()
}

/// The page before forgetting.
pub(super) fn forget(shop: &Shop, trouble: Option<&Problem>, aside: Option<&PlainText>) -> ForgetView {
    let record = &shop.record;
    let connected = record.connection.is_some();
    // The plugin has not been given what Meum issued: shoppers cannot pay, and only this computer has it.
    let pending = connected && record.hand_over() == HandOver::Pending;
    let open = record.attempt.is_open();
    let (lead, tick) = match (pending, connected, open) {
        (true, ..) => (keys::FORGET_LEAD_PENDING, keys::FORGET_TICK_PENDING),
        (false, true, false) => (keys::FORGET_LEAD_CONNECTED, keys::FORGET_TICK),
        // Whether payments go on is what nobody knows.
        (false, false, _) if leaving::can_revoke(shop) => (keys::FORGET_LEAD_REVOKES, keys::FORGET_TICK_OPEN),
        (false, true, true) | (false, false, _) => (keys::FORGET_LEAD, keys::FORGET_TICK_OPEN),
    };
    let removed = removed(record);
    ForgetView {
        shop_name: name(record),
        home: home(record),
        connected,
        lead,
        tick,
        removes: removed.iter().map(|&what| removes(what, record, pending)).collect(),
        stays: stays(shop, pending),
        revoke: revoke(shop, trouble),
        aside: aside.map(|place| keys::FORGET_STAYS_ASIDE.with(Slot::Address, Arg::from(place))),
        open_connect: open,
        sales: open.then(|| keys::SALES_NOT_KNOWN.alone()),
        better: better(pending, open),
        // Whether its key still works, nobody knows while an answer is missing.
        disconnects: connected && !open,
        sent: record.attempt.told().map(|lost| keys::REVIEW_LOST_AT.with(Slot::Moment, Arg::Exact(lost.at))),
        must_confirm: leaving::must_confirm(shop),
        removed,
        hand_over_pending: pending,
        doing: DoingView::of(shop),
        problem: trouble.map(|problem| card(problem, record.meum_pause)),
    }
}

/// First what nobody can do later: to ask Meum what became of a request, or to give the plugin its key.
fn better(pending: bool, open: bool) -> Option<BetterView> {
    let button = |label: Key, press| ButtonView { label: label.alone(), press };
    match (open, pending) {
        (true, _) => Some(BetterView {
            title: keys::FORGET_OPEN_TITLE,
            text: keys::FORGET_OPEN_TEXT,
            button: button(keys::ACTION_ASK_MEUM, Press::AskMeum),
        }),
        (false, true) => Some(BetterView {
            title: keys::FORGET_FINISH_TITLE,
            text: keys::FORGET_FINISH_TEXT,
            button: button(keys::ACTION_RESUME_HAND_OVER, Press::ResumeHandOver),
        }),
        (false, false) => None,
    }
}

fn removes(what: Removed, record: &ShopRecord, pending: bool) -> Message {
    match what {
        Removed::Notes => keys::FORGET_REMOVED_NOTES.alone(),
        Removed::ShopKeys => match record.keys.as_ref().map(|keys| &keys.known_by) {
            Some(KnownBy::User(name)) => keys::FORGET_REMOVED_PASSWORD.with(Slot::User, name.into()),
            known_by => {
                let ending = known_by.and_then(KnownBy::ending).unwrap_or_default();
                keys::FORGET_REMOVED_SHOP_KEYS.with(Slot::Ending, ending.into())
            }
        },
        Removed::ExtraPassword => keys::FORGET_REMOVED_EXTRA_PASSWORD.alone(),
        Removed::MeumKey => keys::FORGET_REMOVED_MEUM_KEY.alone(),
        Removed::Credentials if pending => keys::FORGET_REMOVED_PENDING.alone(),
        Removed::Credentials => keys::FORGET_REMOVED_CREDENTIALS.alone(),
    }
}

/// Once it has failed, the next press leaves it out.
fn revoke(shop: &Shop, trouble: Option<&Problem>) -> Option<RevokeView> {
    let user = shop.record.keys.as_ref()?.known_by.user().filter(|_| leaving::can_revoke(shop))?;
    Some(RevokeView {
        label: keys::FORGET_REVOKE.with(Slot::User, user.into()),
        hint: keys::FORGET_REVOKE_HINT,
        on: trouble.is_none_or(|problem| problem.kind != ProblemKind::PasswordStays),
    })
}

fn stays(shop: &Shop, pending: bool) -> Vec<Key> {
    let record = &shop.record;
    let connection = match (pending, record.attempt.is_open()) {
        (true, _) => keys::FORGET_STAYS_PENDING,
        (false, true) => keys::FORGET_STAYS_UNKNOWN,
        (false, false) => keys::FORGET_STAYS_CONNECTION,
    };
    let connection = record.connection.as_ref().map(|_| connection);
    // Where it can be deleted, the choice says so.
    let key = record.keys.as_ref().filter(|_| !leaving::can_revoke(shop)).map(|keys| match keys.known_by {
        KnownBy::Ending(_) => keys::FORGET_STAYS_KEY,
        KnownBy::User(_) => keys::FORGET_STAYS_PASSWORD,
    });
    [Some(keys::FORGET_STAYS_SHOP), connection, key].into_iter().flatten().collect()
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

/// The card before disconnecting. A shop that names another address says so first.
fn card_before_disconnecting(shop: &Shop, problem: &Problem) -> ProblemView {
    match moving::next(shop, problem) {
        Some(next @ NextStep::Move) => Card::of(problem, Place::Leaving).next(next).or(NextStep::Forget).view(),
        Some(_) | None => card(problem, shop.record.meum_pause),
    }
}

/// The card of a problem here. Another connection key mends nothing on these pages, nor do
/// secrets kept in memory. A pause that Meum asked for runs down in it, as it does beside the button.
pub(super) fn card(problem: &Problem, pause: Option<Timestamp>) -> ProblemView {
    let card = Card::of(problem, Place::Leaving).pausing(pause);
    let card = match (problem.next_step(), problem.kind) {
        (NextStep::ReplaceMeumKey | NextStep::ConnectAgain, _) => {
            // Forgetting cannot be taken back, so it is the last of the ways.
            card.next(NextStep::Open { link: Link::MeumSupport }).or(NextStep::Forget)
        }
        (NextStep::KeepUntilClosed, _) => card.next(NextStep::TryAgain),
        // Its text says so. A key that may not disconnect is no reason to forget the shop.
        (_, ProblemKind::AddressMoved) => card.or(NextStep::Forget),
        _ => card,
    };
    card.view()
}
