//! What was left of the last time is said once, and not instead of something worse.

use super::state::App;
use crate::last_time::LastTime;
use crate::problem::{Problem, ProblemKind};

impl App {
    pub(super) fn learn_of_last_time(&mut self, last: LastTime) {
        self.last_time = last;
        if self.notice.is_none() {
            self.notice = self.crash();
        }
    }

    /// That a part of the app crashed the last time, where it did.
    pub(super) fn crash(&self) -> Option<Problem> {
        let (place, at) = self.last_time.crashed.as_ref()?;
        let mut problem = Problem::new(ProblemKind::AppCrashed).with_technical(place.as_str());
        problem.at = Some(*at);
        Some(problem)
    }
}
