//! Whether what came is a stored answer: of a pair that was let in, and of one that nobody seems to know.

use super::caller::Caller;
use super::keys::KeyCheck;
use super::writing::verdict;
use super::{STATUS_FIELDS, STATUS_ROUTE, ShopAnswer, private};
use crate::adapters::http::Request;
use connect_core::diagnosis::WriteVerdict;
use connect_core::problem::{Mark, Problem, ProblemKind};

impl KeyCheck<'_> {
    /// A cache that answers a signed request hands one visitor's answers to the next. Where an answer
    /// may be kept, the same address is asked once more, without keys: proof is that a stranger is
    /// answered the same. A stranger who is answered so at an address that nobody has asked before has met
    /// no copy, but a report that is open to everybody.
    pub(super) async fn refuse_cached(&self, told: &ShopAnswer) -> Result<(), Problem> {
        let reply = told.reply();
        // Anything else than the report holds nobody's private answer.
        if !reply.may_be_kept || !self.is_report(told) || told.asked_with_keys_in_address() {
            return Ok(());
        }
        let stranger = self.ask_once(Request::get(told.url.clone()), "the same, without keys").await;
        let same = |it: &ShopAnswer| it.answer.status == 200 && it.json() == told.json();
        if !stranger.is_ok_and(|stranger| same(&stranger)) {
            return Ok(());
        }
        let fresh = private(&self.found.root, STATUS_ROUTE, STATUS_FIELDS)?;
        let fresh = self.ask_once(Request::get(fresh), "a new address, without keys").await;
        let open = fresh.is_ok_and(|fresh| same(&fresh));
        Err(told.problem(ProblemKind::PrivateAnswersCached).marked(open.then_some(Mark::OpenToAll)))
    }

    /// Whether a question that would write shows that the shop knows the pair. Caches keep answers to questions that
    /// look, so a pair that is unknown to those alone has met something else than the shop.
    pub(super) async fn is_known_to_write(&self, caller: &Caller) -> bool {
        let told = match self.ask_write(caller).await {
            // The value is judged before whoever sent it, so without that whoever sent it is judged next.
            Ok(told) if verdict(&told) == WriteVerdict::OwnerUntold => self.ask_emptily(caller).await,
            told => told,
        };
        told.is_ok_and(|told| is_of_known(verdict(&told)))
    }
}

/// Whether WooCommerce gives nobody else such an answer than whoever brings a key that it knows.
const fn is_of_known(verdict: WriteVerdict) -> bool {
    use WriteVerdict::{MayWrite, ReadOnly, RoleTooLow, Unproven};
    matches!(verdict, MayWrite | Unproven | ReadOnly | RoleTooLow)
}
