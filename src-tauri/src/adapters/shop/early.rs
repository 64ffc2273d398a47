//! A shop that is slow is asked whether the pair may write while its report is still under way. Neither
//! question needs the other's answer, and none changes anything. A quick shop is asked one after the other:
//! a pair that it refuses is shown to it less often.

use super::caller::Caller;
use super::keys::{KeyCheck, how};
use super::light::FirstAnswer;
use super::remarks;
use super::unreachable;
use super::{ShopAnswer, ask_once};
use connect_core::problem::{Mark, Problem, ProblemKind};
use connect_core::shop_facts::SignIn;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::sleep;

/// A report that takes longer is waited for together with the next question.
const SLOW: Duration = Duration::from_millis(500);

/// Answers that take so long, one after the other, use up the time of a diagnosis.
const LONG: Duration = Duration::from_secs(2);

/// What is added to a time that is told in whole seconds.
const HALF: Duration = Duration::from_millis(500);

/// The question that left early, if one did. It ends with its owner.
#[derive(Default)]
pub(super) struct Early(Mutex<Option<Pending>>);

/// A question under way, and where it carries the keys.
struct Pending {
    by: SignIn,
    answer: JoinSet<Result<ShopAnswer, Problem>>,
}

impl Early {
    /// Its answer, if it was asked with the keys in this place.
    pub async fn answer(&self, sign_in: SignIn) -> Option<Result<ShopAnswer, Problem>> {
        let asked = self.0.lock().unwrap_or_else(PoisonError::into_inner).take_if(|asked| asked.by == sign_in);
        asked?.answer.join_next().await?.ok()
    }
}

impl KeyCheck<'_> {
    /// Asks what every check asks first. Where that is slow, or the shop was slow to be found, the question
    /// that would write leaves meanwhile.
    pub(super) async fn first_of_two(&self, caller: &Caller) -> Result<FirstAnswer, Problem> {
        let slow = if self.knows(ProblemKind::ShopSlow) { Duration::ZERO } else { self.http.sooner(SLOW) };
        let mut first = Box::pin(self.first_answer(caller));
        tokio::select! {
            first = &mut first => return first,
            () = sleep(slow) => self.ask_early(caller),
        }
        first.await
    }

    /// That an answer to the pair took long, where the shop had been quick to be found.
    pub(super) fn slowly(&self) -> Option<Problem> {
        let quick = !self.knows(ProblemKind::ShopSlow);
        remarks::slow(&self.http, self.trail.slowest()).filter(|_| quick)
    }

    /// That a question was not waited for in its time. Where other answers took long, the time of the diagnosis was
    /// used up by those, and this question is no different from them.
    pub(super) fn late(&self, problem: Problem) -> Problem {
        let alone = problem.about.mark.is_none().then_some(Mark::OneQuestion);
        let problem = self.unless_time_is_up(problem);
        if problem.about.mark == Some(Mark::TimeUp) { problem } else { problem.marked(alone) }
    }

    /// A question that was not waited for in its time, where another answer of the shop took long.
    pub(super) fn unless_time_is_up(&self, problem: Problem) -> Problem {
        if problem.kind != ProblemKind::ShopTimedOut || !unreachable::is_late(&problem) {
            return problem;
        }
        let here = self.trail.slowest().filter(|(took, _)| *took >= self.http.sooner(LONG));
        // To the nearest second: an answer that took 2.9 did not take 2.
        let here = here.and_then(|(took, _)| u32::try_from((took + HALF).as_secs()).ok());
        let found = self.found.remarks.iter().find(|remark| remark.kind == ProblemKind::ShopSlow);
        let Some(seconds) = here.max(found.and_then(|remark| remark.about.seconds)) else { return problem };
        let mut problem = problem.marked(Mark::TimeUp);
        problem.about.seconds = Some(seconds);
        problem
    }

    fn ask_early(&self, caller: &Caller) {
        let Ok(question) = self.write_question(caller) else { return };
        let (http, trail, how) = (self.http.clone(), self.trail.clone(), how(caller));
        let mut answer = JoinSet::new();
        answer.spawn(async move {
            let told = ask_once(&http, question).await;
            trail.answered(&told, &format!(" · {how}"));
            told
        });
        *self.early.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Pending { by: caller.sign_in, answer });
    }
}
