//! The page after disconnecting as the UI draws it: what has ended, and what is left to do in the shop and here.

use super::leaving::{card, home, name};
use super::under_way::DoingView;
use crate::message::{Arg, Key, Message, Slot};
use crate::meum_facts::Ending;
use crate::plain::PlainText;
use crate::problem::{NextStep, Problem, ProblemKind};
use crate::reading::{self, has_secrets_left};
use crate::record::{Ended, ShopRecord};
use crate::shop::Shop;
use crate::wizard::leaving;
use crate::words::{Card, Place, ProblemView, keys};
use serde::Serialize;
use ts_rs::TS;

/// After disconnecting.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EndedView {
    /// The shop's name, or its host name.
    pub shop_name: PlainText,
    /// Its address.
    pub home: String,
    /// How the connection ended. It stays on this side of the wire.
    #[serde(skip)]
    pub how: Ending,
    /// The page's heading.
    pub heading: Message,
    /// What that means, and when Meum said so.
    pub lead: Message,
    /// What is left to do in the shop, or that it is done.
    pub todo: TodoView,
    /// The stable code, where there was none to end.
    pub code: Option<ProblemKind>,
    /// What Meum called it, for support.
    pub ids: Vec<Message>,
    /// Whether what Meum issued may still be in this computer's password store.
    pub secrets_left: bool,
    /// What became of the keys on this computer.
    pub here: Vec<Key>,
    /// Something under way.
    pub doing: Option<DoingView>,
    /// Why the last try to remove it failed.
    pub problem: Option<ProblemView>,
}

/// What is left to do in the shop after disconnecting.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TodoView {
    /// A few words.
    pub title: Key,
    /// What to do, or what was done.
    pub text: Key,
    /// Whether the app offers to do it.
    pub offers: bool,
    /// Whether it is done.
    pub done: bool,
    /// Why it could not be done.
    pub problem: Option<ProblemView>,
}

/// The page after disconnecting.
pub(super) fn ended_view(shop: &Shop, ended: Ended) -> EndedView {
    let secrets_left = has_secrets_left(&shop.record);
    let already = ended.how == Ending::AlreadyDisconnected;
    let shop_name = name(&shop.record);
    let (heading, lead) = if already {
        (keys::ENDED_HEADING_ALREADY, keys::ENDED_LEAD_ALREADY)
    } else {
        (keys::ENDED_HEADING, keys::ENDED_LEAD)
    };
    EndedView {
        heading: heading.with(Slot::Shop, Arg::from(&shop_name)),
        lead: lead.with(Slot::Moment, Arg::Exact(ended.at)),
        shop_name,
        home: home(&shop.record),
        how: ended.how,
        todo: todo(shop, ended),
        code: already.then_some(ProblemKind::AlreadyDisconnected),
        ids: ids(&shop.record),
        secrets_left,
        here: here(&shop.record, secrets_left),
        doing: DoingView::of(shop),
        problem: if secrets_left { shop.stage.trouble.as_ref().map(card_once_ended) } else { None },
    }
}

fn ids(record: &ShopRecord) -> Vec<Message> {
    let facts = reading::connect_facts(record);
    let row = |name: Key, id: Option<&PlainText>| {
        Some(keys::REPORT_ROW.with(Slot::What, Arg::Message(name.alone())).and(Slot::Line, Arg::from(id?)))
    };
    let store = row(keys::IDENTITY_STORE_ID, facts.and_then(|facts| facts.store_id.as_ref()));
    let installation = row(keys::IDENTITY_INSTALLATION, facts.and_then(|facts| facts.installation_id.as_ref()));
    store.into_iter().chain(installation).collect()
}

fn todo(shop: &Shop, ended: Ended) -> TodoView {
    let offers = leaving::can_switch_off(shop);
    let (title, text) = match (ended.switched_off, offers) {
        (true, _) => (keys::ENDED_SWITCHED_OFF, keys::ENDED_SWITCHED_OFF_TEXT),
        (false, true) => (keys::ENDED_OFFER, keys::ENDED_OFFER_TEXT),
        (false, false) => (keys::ENDED_TODO, keys::ENDED_TODO_TEXT),
    };
    let problem = shop.switch_off.as_ref().filter(|_| offers).map(|problem| {
        let mut card = Card::of(problem, Place::Leaving).next(NextStep::None).view();
        // What to do is said beside it: once more, or by hand.
        card.says.next = keys::ENDED_TODO_TEXT;
        card
    });
    TodoView { title, text, offers, done: ended.switched_off, problem }
}

fn here(record: &ShopRecord, secrets_left: bool) -> Vec<Key> {
    let issued = if secrets_left { keys::ENDED_LEFT } else { keys::ENDED_REMOVED };
    let kept = record.keys.as_ref().map(|_| keys::ENDED_KEPT);
    [Some(issued), kept.filter(|_| !secrets_left)].into_iter().flatten().collect()
}

/// The card after disconnecting. What the app could not note is that the shop is disconnected.
fn card_once_ended(problem: &Problem) -> ProblemView {
    // Nothing is asked of Meum any more.
    let mut card = card(problem, None);
    if matches!(problem.kind, ProblemKind::StorageFault | ProblemKind::StorageFull) {
        card.says.means = keys::ENDED_NOT_NOTED;
    } else if problem.kind.is_of_vault() {
        card.says.means = keys::ENDED_LOCKED;
    }
    card
}
