//! What the shell tells of shop keys, the Meum key, and of requests for approval. The shop that waits takes it; what belongs to none
//! is said once.

use super::App;
use crate::effect::Effect;
use crate::meum_facts::PendingMeumKey;
use crate::problem::{Mark, Problem, ProblemKind};
use crate::shop_facts::KeyFacts;
use crate::ticket::Ticket;
use crate::time::Timestamp;
use crate::wizard::{approving, leaving, meum_key, shop_keys, switching_on};

impl App {
    /// The check of the keys is over.
    pub(super) fn keys_checked(
        &mut self,
        ticket: Ticket,
        result: Result<Box<KeyFacts>, Problem>,
        now: Timestamp,
        effects: &mut Vec<Effect>,
    ) {
        self.answer(ticket, now, effects, |shop, _| shop_keys::checked(shop, ticket, result, now));
    }

    /// The page was given to the browser, or none took it.
    pub(super) fn approval_opened(&mut self, ticket: Ticket, shown: bool, now: Timestamp, effects: &mut Vec<Effect>) {
        self.answer(ticket, now, effects, |shop, _| approving::opened(shop, shown));
    }

    /// The page was answered.
    pub(super) fn approved(
        &mut self,
        ticket: Ticket,
        result: Result<(), Problem>,
        now: Timestamp,
        effects: &mut Vec<Effect>,
    ) {
        self.answer(ticket, now, effects, |shop, context| approving::answered(shop, ticket, result, context));
    }

    /// The Meum key is kept, or could not be.
    pub(super) fn meum_key_kept(
        &mut self,
        ticket: Ticket,
        result: Result<PendingMeumKey, Problem>,
        now: Timestamp,
        effects: &mut Vec<Effect>,
    ) {
        self.answer(ticket, now, effects, |shop, _| meum_key::kept(shop, ticket, result));
    }

    /// The plugin was switched on in the shop, or was not. The panel has no room for why not, so it is said above.
    pub(super) fn plugin_switched_on(
        &mut self,
        ticket: Ticket,
        result: Result<(), Problem>,
        now: Timestamp,
        effects: &mut Vec<Effect>,
    ) {
        let refused = self
            .waiting_for(ticket, now, effects)
            .and_then(|(shop, _)| switching_on::switched_on(shop, ticket, result));
        self.notice = refused.or(self.notice.take());
    }

    /// The application password is deleted in WordPress, or is not.
    pub(super) fn password_revoked(
        &mut self,
        ticket: Ticket,
        result: Result<(), Problem>,
        now: Timestamp,
        effects: &mut Vec<Effect>,
    ) {
        self.answer(ticket, now, effects, |shop, context| leaving::password_revoked(shop, ticket, result, context));
    }

    /// Something came that no request waits for. Whoever calls covers nothing else that is said.
    pub(super) fn stranger_called(&mut self, twice: bool) {
        let stray = Problem::new(ProblemKind::ApprovalStray).marked(twice.then_some(Mark::Twice));
        self.notice.get_or_insert(stray);
    }
}
