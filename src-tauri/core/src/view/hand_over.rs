//! The hand-over as the UI draws it: the key and secret on their way into the plugin.

use super::step::StepView;
use crate::credential::Credential;
use crate::message::{Key, Message, Slot};
use crate::plain::PlainText;
use crate::problem::{Problem, ProblemKind};
use crate::reading;
use crate::shop::Shop;
use crate::shop_facts::HandOver;
use crate::step::Step;
use crate::wizard::hand_over;
use crate::words::{Card, Place, ProblemView, keys};

/// The key and secret on their way into the plugin.
pub(super) fn step(shop: &Shop) -> StepView {
    let record = &shop.record;
    let connection = record.connection.as_ref().map(|connection| &connection.facts);
    let says = Sentences::of(shop);
    let until_closed = hand_over::is_kept_until_closed(shop);
    let of_vault = shop.stage.trouble.as_ref().is_some_and(|problem| problem.kind.is_of_vault());
    StepView::HandOver {
        heading: says.heading(),
        lead: says.lead(),
        primary: says.primary(),
        later: says.later(),
        waits: says.waits,
        elsewhere: shop.stage.trouble.as_ref().and_then(elsewhere),
        missing: says.missing,
        keeps_first: until_closed && of_vault,
        can_deliver: says.can_deliver,
        by_hand: says.by_hand(),
        gone: says.trouble == Some(ProblemKind::CredentialsGone),
        rotated: says
            .is_urgent
            .then(|| Box::new(about(shop, Problem::new(ProblemKind::CredentialsRotated), Place::Notice))),
        half: says.missing.map(|missing| Box::new(half(shop, missing))),
        again: shop.stage.hands_again(),
        delivered: says.delivered,
        switch_on: hand_over::switches_on(shop),
        enabled: matches!(record.hand_over(), HandOver::Delivered { enabled: true, .. }),
        key_prefix: connection.and_then(|facts| facts.key_prefix.clone()),
        until_closed,
        in_memory: until_closed && shop.memory.issued,
    }
}

fn half(shop: &Shop, missing: Credential) -> ProblemView {
    about(shop, Problem::half_issued(missing), Place::Step(Step::HandOver))
}

fn about(shop: &Shop, mut problem: Problem, place: Place) -> ProblemView {
    problem.about.store = shop.store();
    Card::of(&problem, place).view()
}

/// Whether the card says that the app can't put the two where they belong, or should not: a button that does it all
/// the same would speak against it.
pub(super) const fn is_out_of_reach(kind: ProblemKind) -> bool {
    use ProblemKind as Is;
    matches!(kind, Is::AddressMoved | Is::SettingsUnknown | Is::SeveralGateways | Is::CredentialsGone)
}

/// Which shop answers instead of the one the pair was issued for.
fn elsewhere(problem: &Problem) -> Option<Message> {
    if problem.kind != ProblemKind::AddressMoved {
        return None;
    }
    let store = problem.about.store.as_deref().unwrap_or_default();
    let other = problem.about.other.as_ref().map(PlainText::as_str).unwrap_or_default();
    Some(keys::HAND_ELSEWHERE.with(Slot::Store, store.into()).and(Slot::Other, other.into()))
}

/// What decides of the sentences of the hand-over.
#[allow(clippy::struct_excessive_bools, reason = "each decides of its own sentence on the step")]
struct Sentences {
    store: String,
    delivered: bool,
    waits: bool,
    missing: Option<Credential>,
    again: bool,
    is_urgent: bool,
    can_deliver: bool,
    trouble: Option<ProblemKind>,
}

impl Sentences {
    fn of(shop: &Shop) -> Self {
        let delivered = hand_over::is_done(shop);
        Self {
            store: shop.store().unwrap_or_default(),
            delivered,
            waits: !delivered && shop.record.attempt.is_open(),
            missing: reading::missing(&shop.record),
            again: shop.stage.hands_again(),
            is_urgent: reading::is_urgent(&shop.record),
            can_deliver: hand_over::can_deliver(shop),
            trouble: shop.stage.trouble.as_ref().map(|trouble| trouble.kind),
        }
    }

    /// Whether the button says that the merchant has pasted the two: the app can't write them, or its card has just
    /// said so.
    fn by_hand(&self) -> bool {
        !self.can_deliver || self.trouble.is_some_and(is_out_of_reach)
    }

    /// Whether the card asks to find out first whose shop answers.
    fn asks_first(&self) -> bool {
        self.trouble == Some(ProblemKind::AddressMoved)
    }

    fn heading(&self) -> Key {
        match (self.delivered, self.waits, self.missing.is_some(), self.again) {
            (true, ..) => keys::HAND_DONE_HEADING,
            // The largest words ask for nothing that the page forbids.
            (false, true, ..) => keys::REVIEW_LOST_HEADING,
            (false, false, true, _) => keys::HAND_HALF_HEADING,
            (false, false, false, true) => keys::HAND_AGAIN_HEADING,
            (false, false, false, false) => keys::HAND_HEADING,
        }
    }

    fn lead(&self) -> Message {
        let of_store = |key: Key| key.with(Slot::Store, self.store.as_str().into());
        match (self.delivered, self.waits, self.missing.is_some(), self.again) {
            (true, ..) => of_store(keys::HAND_DONE_LEAD),
            (false, true, ..) => keys::HAND_LOST_LEAD.alone(),
            (false, false, true, _) => of_store(keys::HAND_HALF_LEAD),
            (false, false, false, true) => of_store(keys::HAND_AGAIN_LEAD),
            (false, false, false, false) => of_store(keys::HAND_LEAD),
        }
    }

    fn primary(&self) -> Option<Key> {
        match (self.delivered, self.waits || self.asks_first(), self.missing.is_some(), self.by_hand()) {
            (true, ..) => Some(keys::CONTINUE),
            (false, true, ..) => None,
            (false, false, true, _) => Some(keys::HAND_HALF_PASTED),
            (false, false, false, false) => Some(keys::HAND_DO),
            (false, false, false, true) => Some(keys::HAND_PASTED),
        }
    }

    fn later(&self) -> Option<Key> {
        match (self.delivered, self.again, self.is_urgent) {
            (true, ..) => None,
            (false, true, _) => Some(keys::HAND_AGAIN_LATER),
            (false, false, true) => Some(keys::HAND_LATER_URGENT),
            (false, false, false) => Some(keys::HAND_LATER),
        }
    }
}
