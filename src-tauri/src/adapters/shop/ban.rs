//! Whether the shop has shut out this computer since WooCommerce refused a pair. Some servers do that after a number of
//! refusals, and each question that explains one may be refused as well.
//!
//! It refuses to call anything a ban that may be a rule about a question: what had been answered before has to get
//! nothing, or a page of refusal, now.

use super::ShopAnswer;
use super::caller::Caller;
use super::discovery::index_of;
use super::explain::Unrecognised;
use super::keys::KeyCheck;
use super::unreachable;
use super::writing::MayWrite;
use connect_core::diagnosis;
use connect_core::fingerprint::Layer;
use connect_core::problem::{Mark, Problem, ProblemKind};

impl KeyCheck<'_> {
    /// That this computer is shut out, where none of the questions that would explain a refusal got through to
    /// WooCommerce; `last` is the answer to the last of them. `None` where the pair is as unknown as before.
    pub(super) async fn shut_out(
        &self,
        caller: &Caller,
        first: &ShopAnswer,
        (cause, last): (&Unrecognised, Option<&ShopAnswer>),
    ) -> Option<Problem> {
        if !first.reply().is_woocommerce() {
            return Some(after(first, by_whom(cause.deciding(first), ProblemKind::KeysRefused)));
        }
        let since = cause.since();
        if let Some(limited) = since.filter(|told| told.reply().layer == Some(Layer::RateLimited)) {
            return Some(limited.problem(ProblemKind::ShopRateLimited));
        }
        let known = since.filter(|told| diagnosis::named_layer(told.reply()).is_some());
        if let Some(known) = known.or_else(|| since.into_iter().chain(last).find(|told| is_shut_out(told))) {
            return Some(after(first, by_whom(known, ProblemKind::Blocked)));
        }
        match self.index_by_now(caller).await? {
            Ok(told) if is_shut_out(&told) => Some(after(first, by_whom(&told, ProblemKind::Blocked))),
            Ok(told) => is_page_of_refusal(&told).then(|| first.problem(ProblemKind::Banned).marked(Mark::PagesSince)),
            Err(_) => Some(first.problem(ProblemKind::Banned)),
        }
    }

    /// Whoever refused what would write, unless whatever is asked is refused by now: then it is no rule about one kind
    /// of question.
    pub(super) async fn unless_stopped_by_now(&self, caller: &Caller, told: &ShopAnswer, write: MayWrite) -> MayWrite {
        let of_kind = |why: &&Problem| match why.about.mark {
            Some(Mark::WritesStopped) => true,
            Some(Mark::WriteRefused | Mark::MethodsRefused) => why.kind == ProblemKind::Blocked,
            _ => false,
        };
        let Some(kind) = write.unknown.as_ref().filter(of_kind).map(|why| why.kind) else { return write };
        let by_now = self.index_by_now(caller).await;
        let as_stopped = |now: &ShopAnswer| is_page_of_refusal(now) || diagnosis::in_front(now.reply()) == Some(kind);
        let stopped = by_now.is_some_and(|now| now.as_ref().is_ok_and(as_stopped));
        if stopped { MayWrite::unknown(told.problem(kind)) } else { write }
    }

    /// What the index gets now, which was answered when the shop was found; `None` where nobody could wait for it.
    async fn index_by_now(&self, caller: &Caller) -> Option<Result<ShopAnswer, Problem>> {
        let left = self.http.budget().is_none_or(|budget| budget.requests() > 0 && !budget.time().is_zero());
        if !left {
            return None;
        }
        // The very same question as then, and once: whoever is shut out gets nothing at the second try either.
        let asked = match caller.as_guest(index_of(&self.found.root)) {
            Ok(request) => self.ask_once(request, "the list of parts, without keys").await,
            Err(problem) => Err(problem),
        };
        if asked.as_ref().is_err_and(unreachable::is_late) { None } else { Some(asked) }
    }
}

/// What whoever is in front of the shop has done, or else this.
fn by_whom(told: &ShopAnswer, otherwise: ProblemKind) -> Problem {
    told.problem(diagnosis::in_front(told.reply()).unwrap_or(otherwise))
}

/// Whether an answer says that whoever asks from here is shut out.
fn is_shut_out(told: &ShopAnswer) -> bool {
    matches!(told.reply().layer, Some(Layer::LockedOut | Layer::AddressShutOut { .. }))
}

/// Whether a page refuses in the place of the index. WordPress's own answer is none.
fn is_page_of_refusal(told: &ShopAnswer) -> bool {
    let reply = told.reply();
    matches!(told.answer.status, 400..=499) && !reply.json && !reply.is_wordpress()
}

/// A plugin that shuts out this computer after the shop did not know the key would do so again.
fn after(first: &ShopAnswer, problem: Problem) -> Problem {
    let shut_out = problem.kind == ProblemKind::AddressShutOut && problem.about.mark.is_none();
    let refused = shut_out && diagnosis::knows_no_such(first.reply());
    problem.marked(refused.then_some(Mark::AfterKey))
}
