//! A shop that is slow is asked whether the pair may write while its report is still under way. Neither
//! question needs the other's answer, and none changes anything. A quick shop is asked one after the other:
//! a pair that it refuses is shown to it less often.

use super::caller::Caller;
use super::keys::{KeyCheck, how};
use super::light::FirstAnswer;
use super::remarks;
use super::{ShopAnswer, ask_once};
use connect_core::problem::{Problem, ProblemKind};
use connect_core::shop_facts::SignIn;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::sleep;

/// A report that takes longer is waited for together with the next question.
const SLOW: Duration = Duration::from_millis(500);

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
