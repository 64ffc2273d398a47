//! A trouble as the practice drawer lists it: by the problem that it is played for.

use crate::message::Key;
use crate::problem::{Fixer, Problem, ProblemKind};
use crate::scenario::{Played, Scenario};
use crate::step::Step;
use crate::words::{Place, ProblemView};
use serde::Serialize;
use ts_rs::TS;

/// A trouble that can be played.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Playable {
    /// What to play.
    pub scenario: Scenario,
    /// The code that it leads to.
    pub code: ProblemKind,
    /// The title of its card.
    pub title: Key,
    /// What that card says it means.
    pub means: Key,
    /// Who can put it right.
    pub fixer: Fixer,
    /// Where it is met first.
    pub step: Step,
}

impl Playable {
    /// All that are played for one problem, in the order of their codes.
    pub fn all() -> Vec<Self> {
        let mut all: Vec<Self> = Scenario::ALL.iter().filter_map(|scenario| Self::of(*scenario)).collect();
        all.sort_by_key(|trouble| trouble.code.code());
        all
    }

    fn of(scenario: Scenario) -> Option<Self> {
        let Played { kind, step, .. } = scenario.played()?;
        let ProblemView { says, fixer, .. } = card(scenario)?;
        Some(Self { scenario, code: kind, title: says.title, means: says.means, fixer, step })
    }
}

/// The card of a trouble where it is met first. `None` where it is played for no one problem.
pub fn card(scenario: Scenario) -> Option<ProblemView> {
    let Played { kind, mark, step, remark } = scenario.played()?;
    let problem = Problem::new(kind).marked(mark);
    let place = match step {
        _ if remark => Place::Remark,
        Step::Panel => Place::Panel,
        step => Place::Step(step),
    };
    Some(ProblemView::of(&problem, place))
}
