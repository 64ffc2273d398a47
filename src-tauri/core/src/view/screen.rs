//! What fills the window.

use super::ended::{self, EndedView};
use super::first;
use super::leaving::{self, DisconnectView, ForgetView};
use super::moving::{self, MoveView};
use super::panel::{self, PanelView};
use super::settings::{self, SettingsView};
use super::step::StepView;
use super::unlocking::{self, UnlockView};
use super::wizard::{self, WizardView};
use crate::app::{App, Lifecycle, Page};
use crate::handbook::Urgency;
use crate::problem::ProblemKind;
use crate::shop::{Overlay, Shop};
use crate::step::Step;
use crate::words::{Place, ProblemView};
use serde::Serialize;
use ts_rs::TS;

/// What fills the window.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Screen {
    /// What is stored is being read.
    Starting,
    /// The app cannot start.
    CannotStart {
        /// Why.
        problem: Box<ProblemView>,
    },
    /// A step of the wizard.
    Wizard(Box<WizardView>),
    /// The live panel.
    Panel(Box<PanelView>),
    /// Before disconnecting, over the panel.
    Disconnect(Box<DisconnectView>),
    /// Before forgetting the shop on this computer.
    Forget(Box<ForgetView>),
    /// After disconnecting.
    Ended(Box<EndedView>),
    /// Before a connected shop is taken to have moved, over the panel or a step.
    Move(Box<MoveView>),
    /// The page *Settings*.
    Settings(Box<SettingsView>),
    /// The extra password in front of a connected shop, over the panel or a step.
    Unlock(Box<UnlockView>),
}

/// The codes of the cards that a step has beside what stands in its way.
fn of_step(step: &StepView) -> Vec<ProblemKind> {
    match step {
        StepView::HandOver { rotated, half, .. } => [half, rotated].into_iter().flatten().map(|it| it.code).collect(),
        _ => Vec::new(),
    }
}

impl Screen {
    /// What its own card is about: said there, it need not be said above it, too.
    pub(super) fn card(&self) -> Option<ProblemKind> {
        let problem = match self {
            Self::Wizard(wizard) => wizard.problem.as_ref(),
            Self::Disconnect(page) => page.problem.as_ref(),
            Self::Forget(page) => page.problem.as_ref(),
            Self::Ended(page) => page.problem.as_ref(),
            Self::Unlock(page) => Some(&page.problem),
            Self::Move(page) => page.problem.as_ref(),
            Self::Starting | Self::CannotStart { .. } | Self::Panel(_) | Self::Settings(_) => None,
        };
        problem.map(|problem| problem.code)
    }

    /// Every code that is on it, the gravest first: of its cards, of the panel's lines, of its remarks.
    pub(super) fn codes(&self) -> Vec<ProblemKind> {
        let mut remarks: Vec<ProblemKind> = match self {
            Self::Panel(panel) => panel.remarks.iter().map(|remark| remark.code).collect(),
            Self::Wizard(wizard) => wizard.remarks.iter().map(|remark| remark.code).collect(),
            Self::Starting
            | Self::CannotStart { .. }
            | Self::Disconnect(_)
            | Self::Forget(_)
            | Self::Ended(_)
            | Self::Move(_)
            | Self::Unlock(_)
            | Self::Settings(_) => Vec::new(),
        };
        remarks.sort_by_key(|kind| Urgency::of(*kind));
        let cards: Vec<ProblemKind> = match self {
            Self::Panel(panel) => first::codes(&panel.lines),
            Self::CannotStart { problem } => vec![problem.code],
            Self::Ended(page) => {
                let left = page.todo.problem.as_ref().map(|problem| problem.code);
                self.card().into_iter().chain(left).chain(page.code).collect()
            }
            Self::Wizard(wizard) => self.card().into_iter().chain(of_step(&wizard.step)).collect(),
            // Its banner says that an answer is missing.
            Self::Forget(page) => {
                let open = page.open_connect.then_some(ProblemKind::ConnectAnswerLost);
                let pending = page.hand_over_pending.then_some(ProblemKind::HandOverUnfinished);
                self.card().into_iter().chain(open).chain(pending).collect()
            }
            Self::Starting | Self::Disconnect(_) | Self::Move(_) | Self::Unlock(_) | Self::Settings(_) => {
                self.card().into_iter().collect()
            }
        };
        cards.into_iter().chain(remarks).collect()
    }

    /// Every card on it.
    pub(super) fn cards(&mut self) -> Vec<&mut ProblemView> {
        match self {
            Self::Starting | Self::Settings(_) => Vec::new(),
            Self::CannotStart { problem } => vec![problem.as_mut()],
            Self::Wizard(wizard) => {
                let of_step = match &mut wizard.step {
                    StepView::HandOver { rotated, half, .. } => [rotated.as_deref_mut(), half.as_deref_mut()],
                    _ => [None, None],
                };
                let of_step = of_step.into_iter().flatten();
                wizard.problem.iter_mut().chain(&mut wizard.remarks).chain(of_step).collect()
            }
            Self::Panel(panel) => {
                let of_lines = panel.lines.iter_mut().filter_map(|line| line.says.as_deref_mut());
                panel.first.as_deref_mut().into_iter().chain(of_lines).chain(&mut panel.remarks).collect()
            }
            Self::Disconnect(page) => page.problem.iter_mut().collect(),
            Self::Forget(page) => page.problem.iter_mut().collect(),
            Self::Ended(page) => page.problem.iter_mut().chain(&mut page.todo.problem).collect(),
            Self::Move(page) => page.problem.iter_mut().collect(),
            Self::Unlock(page) => vec![&mut page.problem],
        }
    }

    /// The screen of the present state.
    pub(super) fn of(app: &App) -> Self {
        match &app.lifecycle {
            Lifecycle::Starting => Screen::Starting,
            Lifecycle::Stuck(problem) => {
                Screen::CannotStart { problem: Box::new(ProblemView::of(problem, Place::Start)) }
            }
            Lifecycle::Running => match (app.page, app.current()) {
                (Some(Page::Settings), _) => Self::Settings(Box::new(settings::view(app))),
                (None, Some(shop)) => Self::of_shop(shop, app),
                (None, None) => Self::Wizard(Box::new(wizard::view(None))),
            },
        }
    }

    fn of_shop(shop: &Shop, app: &App) -> Self {
        match &shop.overlay {
            Some(Overlay::Disconnect { trouble }) => {
                Self::Disconnect(Box::new(leaving::disconnect(shop, trouble.as_ref())))
            }
            Some(Overlay::Forget { trouble }) => {
                Self::Forget(Box::new(leaving::forget(shop, trouble.as_ref(), app.aside.as_ref())))
            }
            Some(Overlay::Move { to, trouble }) => Self::Move(Box::new(moving::view(shop, to, trouble.as_ref()))),
            Some(Overlay::Unlock { trouble }) => Self::Unlock(Box::new(unlocking::view(shop, trouble, app.now))),
            Some(Overlay::Ended(ended)) => Self::Ended(Box::new(ended::ended_view(shop, *ended))),
            None if shop.record.step == Step::Panel => Self::Panel(Box::new(panel::view(shop, app.now))),
            None => Self::Wizard(Box::new(wizard::view(Some(shop)))),
        }
    }
}
