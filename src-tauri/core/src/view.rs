//! What the UI draws: everything decided, nothing secret. A view is a projection of the state;
//! the UI keeps none of its own but what is being typed.

mod connecting;
mod leaving;
mod panel;
mod rail;
mod unlocking;
mod wizard;

use crate::app::{App, AtStake, Lifecycle};
use crate::intent::{Notebook, Scenario};
use crate::plain::PlainText;
use crate::problem::{About, Fixer, NextStep, Problem, ProblemKind, Technical};
use crate::shop::ShopRecord;
use crate::shop_facts::WebhookMissing;
use crate::time::Timestamp;
use crate::webhook::AddressFault;
use serde::Serialize;
use ts_rs::TS;

pub use connecting::{LostAnswerView, WebhookView};
pub use leaving::{DisconnectView, EndedView, ForgetView, Removed};
pub use panel::{IdentityView, LineView, PanelView, PayoutView, StatusField, StatusFieldView, VersionsView};
pub use rail::{RailState, RailStep};
pub use unlocking::UnlockView;
pub use wizard::{AddressView, CheckView, DoingView, FoundView, KeysView, StepView, WizardView};

/// The whole window.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct View {
    /// Rises with every change; an older view never replaces a newer one.
    pub rev: u64,
    /// How many intents were heard: who asked for something can tell its outcome from what was
    /// there before.
    pub heard: u64,
    /// How many times something was put on the clipboard.
    pub copied: u64,
    /// What fills the window.
    pub screen: Screen,
    /// Set while the practice shop is on the screen.
    pub practice: Option<PracticeView>,
    /// A problem of the app itself (its notes could not be saved, the clipboard failed).
    pub notice: Option<ProblemView>,
    /// What would be lost if the app ended now: the window stays open for it.
    pub at_stake: Option<AtStake>,
    /// The merchant has closed the window, and it is open because of this.
    pub closing: Option<AtStake>,
    /// The app's version.
    pub version: String,
    /// The operating system.
    pub system: String,
}

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
    /// The extra password in front of a connected shop, over the panel or a step.
    Unlock(Box<UnlockView>),
}

impl Screen {
    /// What its own card is about: said there, it need not be said above it, too.
    fn card(&self) -> Option<ProblemKind> {
        let problem = match self {
            Self::Wizard(wizard) => wizard.problem.as_ref(),
            Self::Disconnect(page) => page.problem.as_ref(),
            Self::Forget(page) => page.problem.as_ref(),
            Self::Ended(page) => page.problem.as_ref(),
            Self::Unlock(page) => Some(&page.problem),
            Self::Starting | Self::CannotStart { .. } | Self::Panel(_) => None,
        };
        problem.map(|problem| problem.code)
    }
}

/// The practice ribbon and drawer.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PracticeView {
    /// What is going on.
    pub scenario: Scenario,
    /// What can be filled in.
    pub notebook: Notebook,
}

/// A problem, ready for its card. The sentences are the messages of its code.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProblemView {
    /// The stable code.
    pub code: ProblemKind,
    /// Who can put it right.
    pub fixer: Fixer,
    /// The one next step.
    pub next: NextStep,
    /// Another way out, where there are two.
    pub otherwise: Option<NextStep>,
    /// What its sentences are about.
    pub about: About,
    /// The line for support, folded.
    pub technical: Option<PlainText>,
    /// What else was tried, in order, for support; folded.
    pub tried: Vec<PlainText>,
    /// A note for somebody else would help.
    pub note: Option<NoteView>,
}

/// A note for whoever can put a problem right. Its sentences are the messages of the code.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NoteView {
    /// Who it is for.
    pub to: Fixer,
    /// When the request was made that shows the problem; the request itself and its answer are
    /// the problem's technical line.
    pub at: Option<Timestamp>,
}

impl ProblemView {
    /// The card of a problem.
    pub fn of(problem: &Problem) -> Self {
        Self {
            code: problem.kind,
            fixer: problem.kind.fixer(),
            next: problem.next_step(),
            otherwise: None,
            about: About::clone(&problem.about),
            technical: problem.technical.as_ref().map(Technical::plain),
            tried: problem.tried.iter().take(Problem::MOST_TRIED).map(Technical::plain).collect(),
            note: problem.kind.note_to().map(|to| NoteView { to, at: problem.at }),
        }
    }
}

/// The same card for a connected shop, which does not change its address on the way: the address to
/// use instead is named, and not offered.
fn staying(record: &ShopRecord, card: ProblemView) -> ProblemView {
    if record.connection.is_none() || card.next != NextStep::UseInstead {
        return card;
    }
    ProblemView { next: NextStep::None, ..card }
}

/// The card of an address for payment updates that leads nowhere: where to look depends on why.
fn webhook_problem(store: Option<String>, missing: &WebhookMissing) -> ProblemView {
    let mut problem = Problem::new(ProblemKind::WebhookMissing);
    problem.about.store = store;
    problem.technical.clone_from(&missing.technical);
    problem.about.fault = missing.behind_links.then_some(AddressFault::BehindLinks);
    ProblemView::of(&problem)
}

impl App {
    /// The view of the present state.
    pub fn view(&self) -> View {
        let practice = self
            .current()
            .filter(|shop| shop.record.practice)
            .map(|_| PracticeView { scenario: self.settings.scenario, notebook: self.about.notebook.clone() });
        let screen = self.screen();
        let notice = self.notice.as_ref().filter(|notice| screen.card() != Some(notice.kind));
        View {
            rev: self.rev,
            heard: self.heard,
            copied: self.copied,
            practice,
            notice: notice.map(ProblemView::of),
            screen,
            at_stake: self.at_stake(),
            closing: self.closing,
            version: self.about.version.clone(),
            system: self.about.system.clone(),
        }
    }

    fn screen(&self) -> Screen {
        match &self.lifecycle {
            Lifecycle::Starting => Screen::Starting,
            Lifecycle::Stuck(problem) => Screen::CannotStart { problem: Box::new(ProblemView::of(problem)) },
            Lifecycle::Running => match self.current() {
                Some(shop) if crate::wizard::leaving::is_on_screen(shop) => leaving::screen(shop),
                Some(shop) => match &shop.unlocking {
                    Some(page) => unlocking::screen(shop, page),
                    None if shop.record.step == crate::shop::Step::Panel => Screen::Panel(Box::new(panel::view(shop))),
                    None => Screen::Wizard(Box::new(wizard::view(Some(shop)))),
                },
                None => Screen::Wizard(Box::new(wizard::view(None))),
            },
        }
    }
}
