//! What is practised. The practice servers imitate the troubles of shop and Meum; those of this computer the app
//! imitates by itself, and says that it does.

use super::App;
use crate::effect::{Effect, Practise};
use crate::problem::{Mark, Problem, ProblemKind};
use crate::scenario::Scenario;

impl App {
    pub(super) fn practise(&mut self, scenario: Scenario, effects: &mut Vec<Effect>) {
        if !self.current().is_some_and(|shop| shop.record.practice) {
            return;
        }
        self.settings.scenario = scenario;
        self.notice = self.imitated_crash();
        effects.push(Effect::Practise(Practise::Imitate(scenario)));
        if let Some(shop) = self.touch_current() {
            shop.watch.ask_afresh();
        }
    }

    /// That a part of the app crashed, where that is practised.
    pub(super) fn imitated_crash(&self) -> Option<Problem> {
        let crashed = self.practised() == Some(Scenario::AppCrashed);
        crashed.then(|| Problem::new(ProblemKind::AppCrashed).with_technical("practice: nothing has crashed"))
    }

    /// Why the report cannot be saved, where that is practised.
    pub(super) fn imitated_full_disk(&self) -> Option<Problem> {
        let full = self.practised() == Some(Scenario::ReportNotSaved);
        let problem = || Problem::new(ProblemKind::ReportNotSaved).marked(Some(Mark::Full));
        full.then(|| problem().with_technical("practice: no disk is full"))
    }

    /// What is going on where the shop on the screen is the practice shop.
    fn practised(&self) -> Option<Scenario> {
        self.current().filter(|shop| shop.record.practice).map(|_| self.settings.scenario)
    }
}
